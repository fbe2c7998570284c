"""JSON Lines on a stream and in files: one line, one report or one problem."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.conftest import REPORT, Read, sort_out

from reportedly.errors import UsageError
from reportedly.ids import document_id
from reportedly.read import read_stream
from reportedly.records import Document, Problem
from reportedly.settings import Settings


def line(**record: object) -> str:
    return json.dumps(record) + "\n"


def test_a_line_is_a_document_with_what_it_states() -> None:
    record = line(
        doc_id="h-1", text=REPORT, published="4 May 2021", publisher="Courier", title="Lantern",
        url="https://courier.example/1", licence="CC0", year=2021,
    )  # fmt: skip
    [document], problems = sort_out(read_stream([record], published_on="1999", publisher="x"))
    assert problems == []
    assert document == Document(
        id=document_id(REPORT),
        text=REPORT,
        external_id="h-1",
        title="Lantern",
        publisher="Courier",
        published_on="2021-05-04",
        url="https://courier.example/1",
    )


def test_what_a_line_does_not_state_comes_from_the_caller() -> None:
    [document], _ = sort_out(read_stream([line(text=REPORT)], published_on="1999", publisher="x"))
    assert (document.published_on, document.publisher, document.external_id) == ("1999", "x", None)


@pytest.mark.parametrize(("doc_id", "expected"), [(7, "7"), (1.5, "1.5"), (0, "0"), ("", None)])
def test_a_number_as_an_id_becomes_a_string(doc_id: object, expected: str | None) -> None:
    [document], problems = sort_out(read_stream([line(doc_id=doc_id, text=REPORT)]))
    assert (document.external_id, problems) == (expected, [])


def test_a_year_as_a_number_is_a_date() -> None:
    [document], problems = sort_out(read_stream([line(published=2021, text=REPORT)]))
    assert (document.published_on, problems) == ("2021", [])


def test_a_value_of_the_wrong_type_is_a_warning_and_the_line_is_read() -> None:
    [document], [problem] = sort_out(read_stream([line(publisher=["a"], text=REPORT)]))
    assert document.publisher is None
    assert (problem.code, problem.severity) == ("malformed", "warning")
    assert problem.message.startswith('line 1: a string "publisher" was expected, a list came')


@pytest.mark.parametrize(
    ("bad", "code", "said"),
    [
        ("{", "malformed", "the line is not JSON"),
        ("[1]", "malformed", "a list came"),
        ("7", "malformed", "a number came"),
        ("null", "malformed", "null came"),
        ("[" * 100_000, "malformed", "the line is not JSON"),
        ('{"text": ' + "9" * 5000 + "}", "malformed", "the line is not JSON"),
        ('{"doc_id": "x"}', "no-text", "it has no text"),
        ('{"text": 5}', "no-text", "a text that is a number"),
        ('{"text": null}', "no-text", "a text that is null"),
        ('{"text": " "}', "empty", "only white space came"),
        (b'{"text": "\xe9"}', "encoding", "byte 11 of the line"),
        (line(text="Министр заявил, что группа ушла"), "language", "Cyrillic"),
        (line(text="a" * 2001), "too-large", "2000 characters"),
    ],
)
def test_a_bad_line_is_one_problem_with_its_number_and_the_rest_goes_on(
    bad: str | bytes, code: str, said: str
) -> None:
    lines = [line(text=REPORT), "\n", bad, line(text=REPORT + " Twice.")]
    items = list(read_stream(lines, settings=Settings(max_chars=2000)))
    assert [type(item) for item in items] == [Document, Problem, Document]
    problem = items[1]
    assert isinstance(problem, Problem)
    assert (problem.code, problem.severity) == (code, "error")
    assert problem.message.startswith("line 3: ")
    assert said in problem.message
    assert "\n" not in problem.message


def test_a_line_over_the_limit_is_a_problem() -> None:
    _, [problem] = sort_out(read_stream([line(text=REPORT)], settings=Settings(max_bytes=100)))
    assert problem.code == "too-large"


def test_a_lone_surrogate_is_read_as_a_replacement_character_and_told() -> None:
    source = (
        '{"doc_id": "\\udc80", "title": "\\ud800", "text": "Word \\ud83d here. ' + REPORT + '"}'
    )
    [document], [problem] = sort_out(read_stream([source]))
    assert document.text == "Word \ufffd here. " + REPORT
    assert (document.external_id, document.title) == ("\ufffd", "\ufffd")
    assert (problem.code, problem.severity) == ("encoding", "warning")
    assert document.id == document_id(document.text)


@given(st.lists(st.text(st.characters(exclude_categories=())) | st.binary(), max_size=5))
def test_no_line_breaks_the_stream(lines: list[str | bytes]) -> None:
    for item in read_stream(lines):
        assert isinstance(item, Problem | Document)


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=60))
def test_any_text_in_json_can_be_written_out_again(text: str) -> None:
    for item in read_stream([json.dumps({"text": text, "title": text, "published": text})]):
        (item.text if isinstance(item, Document) else item.message).encode("utf-8")
        if isinstance(item, Document):
            assert len(item.text) == len(text)


def test_lines_are_read_one_at_a_time() -> None:
    taken = []

    def feed() -> object:
        for n in range(3):
            taken.append(n)
            yield line(text=f"{REPORT} {n}.")

    stream = read_stream(feed())  # type: ignore[arg-type]
    next(stream)
    assert taken == [0]


def test_a_callers_date_is_checked_before_anything_is_read() -> None:
    with pytest.raises(UsageError):
        read_stream([], published_on="soon")


def test_a_file_of_lines_names_those_without_an_id_by_their_number(read_bytes: Read) -> None:
    data = "\ufeff" + line(text=REPORT) + "\n" + line(doc_id="x", text=REPORT) + "{"
    documents, [problem] = read_bytes(data.encode(), "feed.jsonl")
    assert [document.external_id for document in documents] == ["feed:1", "x"]
    assert problem.message.startswith("line 4: ")
    assert problem.path == documents[0].path


def test_a_file_of_lines_about_something_else_is_one_problem(read_bytes: Read) -> None:
    documents, [problem] = read_bytes(line(predicate="killed").encode() * 40, "claims.jsonl")
    assert documents == []
    assert (problem.code, problem.severity) == ("no-text", "error")
    assert "none of 40" in problem.message


def test_lines_without_text_among_reports_are_each_a_problem(read_bytes: Read) -> None:
    data = line(a=1) * 2 + line(text=REPORT) + line(a=1)
    documents, problems = read_bytes(data.encode(), "feed.jsonl")
    assert len(documents) == 1
    assert [problem.message[:7] for problem in problems] == ["line 1:", "line 2:", "line 4:"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"\x1f\x8b\x08\x00\n\n\n", "binary"),
        (line(text=REPORT).encode("utf-16"), "encoding"),
    ],
)
def test_a_file_that_is_not_lines_is_one_problem(read_bytes: Read, data: bytes, code: str) -> None:
    documents, [problem] = read_bytes(data, "feed.jsonl")
    assert documents == []
    assert problem.code == code


def test_a_line_of_a_file_over_the_limit_is_skipped_and_the_next_is_read(read_bytes: Read) -> None:
    data = line(text=REPORT * 9) + line(text=REPORT)
    documents, [problem] = read_bytes(
        data.encode(), "feed.jsonl", settings=Settings(max_bytes=1000)
    )
    assert [document.external_id for document in documents] == ["feed:2"]
    assert problem.code == "too-large"
    assert problem.message.startswith("line 1: ")
