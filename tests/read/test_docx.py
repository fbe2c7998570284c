"""Word files: everything a person sees in them, in order."""

import io
import zipfile
from datetime import datetime

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from tests.read.conftest import REPORT, Read

from reportedly.read import docx as word_reader

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _save(word: WordDocument) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _write_report() -> WordDocument:
    word = docx.Document()
    word.add_heading("Lantern denies raid", 1)
    paragraph = word.add_paragraph("The mayor, ")
    paragraph.add_run("Olof Tann").bold = True
    paragraph.add_run(", said so.")
    table = word.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Dead", "1", "Hurt", "2"), strict=True
    ):
        cell.text = text
    table.cell(1, 0).merge(table.cell(1, 1))
    word.add_paragraph(REPORT)
    return word


def test_paragraphs_and_cells_come_in_order_with_a_blank_line_between(read_bytes: Read) -> None:
    [document], problems = read_bytes(_save(_write_report()), "raid.docx")
    assert problems == []
    assert document.text.split("\n\n") == [
        "Lantern denies raid",
        "The mayor, Olof Tann, said so.",
        "Dead",
        "1",
        "Hurt",
        "2",
        REPORT,
    ]
    assert document.media_type.endswith("wordprocessingml.document")


def test_properties_that_a_person_set_are_taken(read_bytes: Read) -> None:
    word = _write_report()
    word.core_properties.title = "Lantern denies raid"
    word.core_properties.author = "Ada Brun"
    word.core_properties.created = datetime(2021, 5, 4, 21, 30)  # noqa: DTZ001 - as Word has it
    [document], _ = read_bytes(_save(word), "raid.docx")
    assert (document.title, document.byline) == ("Lantern denies raid", "Ada Brun")
    assert document.published_on == "2021-05-04"


def test_the_properties_of_an_empty_template_say_nothing(read_bytes: Read) -> None:
    [document], problems = read_bytes(_save(_write_report()), "raid.docx")
    assert (document.title, document.byline, document.published_on) == (None, None, None)
    assert problems == []


def test_insertions_and_content_controls_are_read_and_deletions_are_not(read_bytes: Read) -> None:
    word = docx.Document()
    word.add_paragraph("The guard")
    body = word.element.body
    body.insert(
        1,
        parse_xml(
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>He </w:t></w:r>"
            '<w:del w:id="1" w:author="x"><w:r><w:delText>stayed</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="x"><w:r><w:t>left</w:t><w:br/><w:t>at once.</w:t></w:r>'
            "</w:ins></w:p></w:sdtContent></w:sdt>"
        ),
    )
    [document], _ = read_bytes(_save(word), "a.docx")
    assert document.text == "The guard\n\nHe left\nat once."


def test_a_word_file_without_words_is_a_problem(read_bytes: Read) -> None:
    documents, [problem] = read_bytes(_save(docx.Document()), "a.docx")
    assert documents == []
    assert problem.code == "no-text"


def _zip(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 and no more", b"just words", _zip("word/document.xml", b"<w"), _zip("a", b"a")],
)
def test_a_damaged_word_file_is_one_problem(read_bytes: Read, data: bytes) -> None:
    documents, [problem] = read_bytes(data, "a.docx")
    assert documents == []
    assert (problem.code, problem.severity) == ("malformed", "error")


def test_a_word_file_that_would_fill_the_memory_is_not_unpacked(
    read_bytes: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_reader, "_MAX_UNPACKED_BYTES", 1 << 20)
    documents, [problem] = read_bytes(_zip("word/document.xml", bytes(2 << 20)), "a.docx")
    assert documents == []
    assert problem.code == "too-large"


def test_a_word_file_with_a_password_is_told_from_an_old_one(read_bytes: Read) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    _, [locked] = read_bytes(ole + "EncryptedPackage".encode("utf-16-le"), "a.docx")
    _, [old] = read_bytes(ole, "a.doc")
    assert locked.code == "encrypted"
    assert old.code == "unsupported"
    assert "save it as .docx" in old.message
