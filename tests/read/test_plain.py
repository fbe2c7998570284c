"""Plain text and front matter: what is metadata, and that nothing else is touched."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read.conftest import REPORT, Read

from reportedly.ids import document_id
from reportedly.read import read_documents
from reportedly.read.plain import read_plain
from reportedly.records import Document

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev"

TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\r\n\t\u2028\u0085\ufeff")
)


@given(TEXTS)
def test_plain_text_is_its_decoded_content_unchanged(text: str) -> None:
    if text.lstrip("\ufeff").startswith("---"):
        text = "x" + text
    assert read_plain(text.encode()).text == text


@given(st.lists(TEXTS, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_a_file_comes_through_with_every_offset_exact(read_bytes: Read, tails: list[str]) -> None:
    data = "\r\n\n".join([REPORT, *tails, REPORT]).encode()
    documents, problems = read_bytes(data)
    if not problems:
        assert documents[0].text == data.decode("utf-8")
        assert documents[0].text[: len(REPORT)] == REPORT
    else:
        assert [problem.code for problem in problems] == ["language"]


def test_a_document_carries_the_hash_of_its_text_its_stem_and_its_path(
    read_bytes: Read, tmp_path: Path
) -> None:
    [document], problems = read_bytes(REPORT.encode(), "harbour-3.en.txt")
    assert problems == []
    assert document.id == document_id(REPORT)
    assert document.external_id == "harbour-3.en"
    assert document.path == str(tmp_path / "harbour-3.en.txt")
    assert document.media_type == "text/plain"


def test_a_byte_order_mark_stays_where_utf8_decoding_puts_it(read_bytes: Read) -> None:
    data = b"\xef\xbb\xbf" + REPORT.encode()
    [document], problems = read_bytes(data)
    assert problems == []
    assert document.text == data.decode("utf-8")


FRONT = """---
title: "Men of the Grey Lantern gone"
publisher: Osterlund Courier  # evening edition
date: 4 May 2021
byline: Ada Brun
url: https://courier.example/1
id: oc-1
tags:
  - harbour
---
"""


def test_front_matter_is_metadata_and_the_text_is_what_follows_it(read_bytes: Read) -> None:
    body = "\r\n" + REPORT + "\r\n"
    [document], problems = read_bytes((FRONT + body).encode())
    assert problems == []
    assert document.text == body
    assert document.title == "Men of the Grey Lantern gone"
    assert document.publisher == "Osterlund Courier"
    assert document.published_on == "2021-05-04"
    assert document.byline == "Ada Brun"
    assert document.url == "https://courier.example/1"
    assert document.external_id == "oc-1"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_front_matter_is_seen_with_any_line_ends_and_behind_a_byte_order_mark(
    read_bytes: Read, end: str
) -> None:
    data = "\ufeff" + FRONT.replace("\n", end) + REPORT
    [document], _ = read_bytes(data.encode())
    assert document.text == REPORT
    assert document.publisher == "Osterlund Courier"


@pytest.mark.parametrize(
    "text",
    [
        "---\nThe office said: nothing.\n---\n" + REPORT,
        "---\ntitle: never closed\n\n" + REPORT,
        "---\ncolour: grey\n---\n" + REPORT,
        "\n" + FRONT + REPORT,
        "---\n---\n" + REPORT,
        "--- \nShe said it was over.\n---\ntitle: x\n---\n" + REPORT,
    ],
)
def test_what_is_not_plainly_front_matter_stays_text(read_bytes: Read, text: str) -> None:
    [document], _ = read_bytes(text.encode())
    assert document.text == text
    assert document.title is None


def test_what_a_report_states_goes_before_what_the_caller_gives(read_bytes: Read) -> None:
    [document], _ = read_bytes(
        (FRONT + REPORT).encode(), published_on="1999", publisher="Somebody Else"
    )
    assert (document.published_on, document.publisher) == ("2021-05-04", "Osterlund Courier")


def test_what_the_caller_gives_holds_where_a_report_states_nothing(read_bytes: Read) -> None:
    [document], _ = read_bytes(REPORT.encode(), published_on="1999-05", publisher="Daily Anchor")
    assert (document.published_on, document.publisher) == ("1999-05", "Daily Anchor")


def test_a_date_that_is_none_is_a_warning_and_the_report_is_read(read_bytes: Read) -> None:
    text = f"---\ndate: last harvest\n---\n{REPORT}"
    [document], [problem] = read_bytes(text.encode())
    assert document.published_on is None
    assert (problem.code, problem.severity) == ("date", "warning")
    assert problem.document == document.id
    assert "'last harvest' came" in problem.message


@pytest.mark.skipif(not GOLD.is_dir(), reason="../shared/gold/dev is absent")
def test_gold_texts_are_read_without_a_problem_and_unchanged() -> None:
    paths = sorted(GOLD.glob("*.txt"))
    items = list(read_documents(paths))
    assert len(items) == len(paths)
    for path, item in zip(paths, items, strict=True):
        assert isinstance(item, Document)
        assert item.text == path.read_bytes().decode("utf-8")
        assert item.external_id == path.stem
