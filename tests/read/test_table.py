"""Tables: one document a row, by headings that are named or usual."""

import pytest
from tests.read.conftest import REPORT, Read

from reportedly.errors import UsageError
from reportedly.read import read_documents
from reportedly.settings import Settings

OTHER = "The guards of Dura denied on Monday that anybody, least of all they, had fired."
TABLE = (
    "No,Headline,Body,Date,Outlet,Link,Author\r\n"
    f'17,Raid,"{REPORT}",2021-05-04,Courier,https://c.example/1,Ada Brun\r\n'
    f'18,,"{OTHER}\nHe said ""no"".",May 2021,,,\r\n'
)


def test_usual_headings_are_found(read_bytes: Read) -> None:
    [first, second], problems = read_bytes(TABLE.encode(), "a.csv")
    assert problems == []
    assert (first.text, first.title, first.published_on) == (REPORT, "Raid", "2021-05-04")
    assert (first.publisher, first.url) == ("Courier", "https://c.example/1")
    assert (first.byline, first.external_id) == ("Ada Brun", "17")
    assert second.text == f'{OTHER}\nHe said "no".'
    assert (second.title, second.published_on) == (None, "2021-05")
    assert (first.media_type, second.publisher) == ("text/csv", None)


def test_columns_that_are_named_go_before_usual_headings(read_bytes: Read) -> None:
    table = f"text,Words,When\nno,{REPORT},2020-01-02\n".replace(REPORT, f'"{REPORT}"')
    columns = {"text": "words", "published": "When"}
    [document], _ = read_bytes(table.encode(), "a.csv", columns=columns)
    assert (document.text, document.published_on) == (REPORT, "2020-01-02")
    assert document.external_id == "a:2"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiter_and_encoding_are_found(read_bytes: Read, delimiter: str, encoding: str) -> None:
    table = f"ID{delimiter}Text\r\n1{delimiter}“Grey” — {REPORT}\r\n"
    if delimiter == ",":
        table = table.replace("“Grey”", '"“Grey”').replace("denied it.", 'denied it."')
    [document], problems = read_bytes(table.encode(encoding), "a.csv")
    assert (document.text, document.external_id, problems) == (f"“Grey” — {REPORT}", "1", [])


def test_a_guessed_encoding_is_a_warning(read_bytes: Read) -> None:
    [document], [problem] = read_bytes(f"Text;No\n“{REPORT}”;1\n".encode("cp1252"), "a.csv")
    assert document.text == f"“{REPORT}”"
    assert (problem.code, problem.severity) == ("encoding-guessed", "warning")


def test_a_row_without_a_text_and_a_row_that_is_too_wide_are_problems(read_bytes: Read) -> None:
    table = f'no,text\n1,\n\n2,a,b,c\n3,"{REPORT}"\n'
    [document], problems = read_bytes(table.encode(), "a.csv")
    assert document.external_id == "3"
    assert [(p.code, p.external_id, p.message.split(":")[0]) for p in problems] == [
        ("no-text", "a:2", "row 2"),
        ("malformed", "a:4", "row 4"),
    ]


def test_a_huge_cell_is_a_problem_of_its_row(read_bytes: Read) -> None:
    table = f'no,text\n1,"{"word " * 60_000}"\n2,"{REPORT}"\n'
    [document], [problem] = read_bytes(
        table.encode(), "a.csv", settings=Settings(max_chars=200_000)
    )
    assert document.external_id == "2"
    assert (problem.code, problem.external_id) == ("too-large", "1")


def test_a_cell_that_never_ends_stops_the_table_and_says_so(read_bytes: Read) -> None:
    table = f'no,text\n1,"{REPORT}"\n2,"' + "word\n" * 50_000
    documents, [problem] = read_bytes(table.encode(), "a.csv", settings=Settings(max_bytes=140_000))
    assert len(documents) == 1
    assert problem.code == "malformed"
    assert "row 3" in problem.message
    assert "what follows was not read" in problem.message


def test_bytes_that_are_no_text_in_a_later_row_are_told(read_bytes: Read) -> None:
    table = b"no,text\n" + b"1,Officials said no.\n" * 5000 + b"2,The guard \xff\xfe left.\n"
    documents, [problem] = read_bytes(table, "a.csv")
    assert documents[-1].text == "The guard \ufffd\ufffd left."
    assert (problem.code, problem.severity) == ("encoding", "warning")


@pytest.mark.parametrize(
    ("table", "columns", "code"),
    [
        ("", {}, "empty"),
        ("\n\n", {}, "empty"),
        ("a,b\n1,2\n", {}, "no-text"),
        ("a,text\n1,2\n", {"title": "Headline"}, "malformed"),
        ("a\0\1\2,b\n", {}, "binary"),
    ],
)
def test_a_table_that_cannot_be_read_is_one_problem_that_shows_its_headings(
    read_bytes: Read, table: str, columns: dict[str, str], code: str
) -> None:
    documents, [problem] = read_bytes(table.encode(), "a.csv", columns=columns)
    assert (documents, problem.code) == ([], code)
    if code in {"no-text", "malformed"}:
        assert "'a'" in problem.message
        assert "--columns" in problem.message


def test_a_field_that_there_is_not_is_a_wrong_question() -> None:
    with pytest.raises(UsageError, match="byline"):
        read_documents([], columns={"headline": "Title"})


def test_a_quotation_mark_that_never_closes_is_a_problem_not_a_text(read_bytes: Read) -> None:
    table = f'Text,Title\n"{REPORT}",Raid\n"He left,Two\nShe came,Three\n'
    [document], [problem] = read_bytes(table.encode(), "a.csv")
    assert document.title == "Raid"
    assert (problem.code, problem.external_id) == ("malformed", "a:3")
    assert "quotation mark" in problem.message


def test_a_table_without_a_last_line_end_is_read_to_its_end(read_bytes: Read) -> None:
    documents, problems = read_bytes(
        f'Text,Title\n"{REPORT}",Raid\nHe left.,"Two"'.encode(), "a.csv"
    )
    assert [document.title for document in documents] == ["Raid", "Two"]
    assert not problems
