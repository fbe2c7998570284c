"""PDFs: paragraphs put together again, and files that have no text to give."""

import io
from datetime import datetime

import pytest
from pypdf import PdfReader, PdfWriter
from tests.read.conftest import REPORT, Read, build_pdf

from reportedly.read.pdf import choose_date, choose_title
from reportedly.read.reflow import reflow_pages

PAGES = [
    [
        "Inquiry into the Grey Lantern",
        "The harbour office said on Friday that the men of the Grey Lan-",
        "tern had left the island before the storm, and that the self-",
        "declared governor was not with them. The police had",
        "no news.",
        "A second ferry was stopped.",
        "Its captain told the court that a well-known smuggler from the",
        "1",
    ],
    ["north had paid him.", "The Grey Lantern denied that.", "2"],
]


def test_a_pdf_is_read_in_paragraphs_with_its_broken_words_mended(read_bytes: Read) -> None:
    [document], problems = read_bytes(build_pdf(PAGES), "inquiry.pdf")
    assert problems == []
    assert document.text.split("\n\n") == [
        "Inquiry into the Grey Lantern",
        " ".join(PAGES[0][1:5]).replace("Lan- tern", "Lantern").replace("self- ", "self-"),
        "A second ferry was stopped.",
        "Its captain told the court that a well-known smuggler from the north had paid him.",
        "The Grey Lantern denied that.",
    ]
    assert document.media_type == "application/pdf"
    assert document.external_id == "inquiry"


def test_sane_metadata_of_a_pdf_are_taken(read_bytes: Read) -> None:
    info = {"Title": "Inquiry into the Grey Lantern", "CreationDate": "D:20210504213000+02'00'"}
    [document], _ = read_bytes(build_pdf(PAGES, info=info), "a.pdf")
    assert document.title == "Inquiry into the Grey Lantern"
    assert document.published_on == "2021-05-04"
    [document], _ = read_bytes(build_pdf(PAGES, info=info), "a.pdf", published_on="2021-04")
    assert document.published_on == "2021-04"


def test_metadata_that_make_no_sense_are_left(read_bytes: Read) -> None:
    info = {"Title": "Microsoft Word - inquiry_v3.doc", "CreationDate": "nonsense"}
    [document], problems = read_bytes(build_pdf(PAGES, info=info), "a.pdf")
    assert (document.title, document.published_on, problems) == (None, None, [])


@pytest.mark.parametrize("title", ["", "untitled", "report final.docx", "x", "C:\\a b\\c", "Scan"])
def test_a_title_that_no_person_gave_is_none(title: str) -> None:
    assert choose_title(title) is None


@pytest.mark.parametrize("day", [datetime(1970, 1, 1), datetime(2000, 1, 1), datetime(1601, 3, 4)])  # noqa: DTZ001
def test_the_default_of_a_clock_is_no_date(day: datetime) -> None:
    assert choose_date(day) is None


def _encrypt(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")  # noqa: S106
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_wants_a_password_is_a_problem(read_bytes: Read) -> None:
    documents, [problem] = read_bytes(_encrypt(build_pdf(PAGES), "secret"), "a.pdf")
    assert documents == []
    assert (problem.code, problem.severity) == ("encrypted", "error")
    assert "save it without the password" in problem.message


def test_a_pdf_that_is_encrypted_with_no_password_is_read(read_bytes: Read) -> None:
    [document], problems = read_bytes(_encrypt(build_pdf(PAGES), ""), "a.pdf")
    assert problems == []
    assert document.text.startswith("Inquiry into")


@pytest.mark.parametrize("pages", [[], [[]], [[], []]])
def test_a_pdf_without_text_is_a_problem_that_names_the_remedy(
    read_bytes: Read, pages: list[list[str]]
) -> None:
    documents, [problem] = read_bytes(build_pdf(pages), "scan.pdf")
    assert documents == []
    assert problem.code == "no-text"
    assert f"{len(pages)} page(s)" in problem.message
    assert "OCR" in problem.message


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", build_pdf(PAGES)[:200], b"no pdf at all, but words"]
)
def test_a_damaged_pdf_is_one_problem_in_one_line(read_bytes: Read, data: bytes) -> None:
    documents, [problem] = read_bytes(data, "a.pdf")
    assert documents == []
    assert problem.code in {"malformed", "no-text"}
    assert "\n" not in problem.message


def test_running_heads_and_page_numbers_go_and_the_text_between_stays() -> None:
    said = ["One witness saw\nboat 12", "A second denied\nit all", "The third was\nsilent then"]
    pages = [f"Osterlund Inquiry 2021\n\n{text}\n- {n} -" for n, text in enumerate(said)]
    expected = ["One witness saw boat 12", "A second denied it all", "The third was silent then"]
    assert reflow_pages(pages).split("\n\n") == expected


def test_a_sentence_that_stands_on_every_page_stays() -> None:
    pages = [f"The Grey Lantern denied it.\nWitness {name} spoke." for name in ("A", "B", "C")]
    assert reflow_pages(pages).count("denied it") == 3


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["the govern-", "ment fell"], "the government fell"),
        (["said Al-", "Qadir of it"], "said Al-Qadir of it"),
        (["a pro-", "reform party; the pro-reform men"], "a pro-reform party; the pro-reform men"),
        (["soft\u00ad", "ened"], "softened"),
        (["the years 1992-", "97 were"], "the years 1992- 97 were"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_unless_it_is_the_words_own(
    lines: list[str], expected: str
) -> None:
    assert reflow_pages(["\n".join(lines)]) == expected


def test_the_text_of_a_pdf_under_a_text_name_is_read_as_a_pdf(read_bytes: Read) -> None:
    [document], _ = read_bytes(build_pdf([[REPORT[:90], REPORT[90:]]]), "report.txt")
    assert document.media_type == "application/pdf"
