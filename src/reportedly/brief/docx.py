"""A dossier → a Word document with real footnotes, headings, tables and its properties.

What is referred to again is a cross-reference to the first footnote, as Word writes it. The file
holds no time but the one given, so that the same dossier gives the same bytes.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from reportedly.brief.docx_notes import NoteWriter
from reportedly.brief.parts import (
    Block,
    Dossier,
    Figure,
    Listing,
    Notice,
    Section,
    Sentence,
    Table,
)
from reportedly.brief.visible import show_line, show_text
from reportedly.edtf import bounds, is_valid
from reportedly.export.wording import Piece

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_LINE_WIDTH = Mm(174)
_LONGEST_TITLE = 255
"""Characters that the properties of a Word file may hold."""


def render_docx(dossier: Dossier) -> bytes:
    """Return the dossier as a file that Word and LibreOffice open."""
    document = Document()
    _prepare_page(document)
    notes = NoteWriter(document, dossier.footnotes)
    _write_head(document, dossier)
    for section in dossier.sections:
        _write_section(document, section, notes)
    notes.finish()
    _set_properties(document, dossier)
    buffer = io.BytesIO()
    document.save(buffer)
    return _fix_times(buffer.getvalue())


def _prepare_page(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin, page.bottom_margin = Mm(20), Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(10.5)
    normal.element.rPr.append(_make("w:lang", val="en-GB"))
    for name, size in (("Title", 22), ("Heading 1", 14), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = RGBColor(0x1C, 0x1C, 0x1A)
        fonts = style.element.rPr.find(qn("w:rFonts"))
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
    _number_pages(page.footer.paragraphs[0])


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for n, instruction in enumerate(("PAGE", "NUMPAGES")):
        if n:
            paragraph.add_run(" / ")
        field = _make("w:fldSimple", instr=f" {instruction} ")
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)
        paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields


def _write_head(document: Any, dossier: Dossier) -> None:
    document.add_heading(show_line(dossier.title), level=0)
    document.add_paragraph(show_line(dossier.subtitle), style="Subtitle")
    caution = document.add_paragraph(style="Intense Quote")
    caution.add_run(dossier.caution)
    table = document.add_table(rows=0, cols=2)
    for heading, text in dossier.facts:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(heading).bold = True
        cells[1].paragraphs[0].add_run(show_line(text))
    _set_widths(table, (22, 78))


def _write_section(document: Any, section: Section, notes: NoteWriter) -> None:
    document.add_heading(section.heading, level=1)
    for block in section.blocks:
        _write_block(document, block, notes)


def _write_block(document: Any, block: Block, notes: NoteWriter) -> None:
    if isinstance(block, Listing):
        document.add_heading(show_line(block.heading), level=2)
        for sentence in block.sentences:
            paragraph = document.add_paragraph(style="List Bullet")
            _write_sentence(paragraph, sentence, notes)
    elif isinstance(block, Table):
        _write_table(document, block, notes)
    elif isinstance(block, Figure):
        document.add_picture(io.BytesIO(block.png), width=_LINE_WIDTH)
        document.add_paragraph(show_line(block.caption), style="Caption")
    else:
        _write_notice(document, block)


def _write_notice(document: Any, notice: Notice) -> None:
    for line in notice.lines:
        style = "List Bullet" if notice.is_list else "Normal"
        document.add_paragraph(show_line(line), style=style)


def _write_table(document: Any, block: Table, notes: NoteWriter) -> None:
    caption = document.add_paragraph(show_line(block.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(block.headings), style="Table Grid")
    header = table.rows[0]
    header._tr.get_or_add_trPr().append(_make("w:tblHeader", val="true"))  # noqa: SLF001
    for cell, heading in zip(header.cells, block.headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    for row in block.rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(_make("w:cantSplit", val="true"))  # noqa: SLF001
        for cell, sentence in zip(added.cells, row.cells, strict=True):
            _write_sentence(cell.paragraphs[0], sentence, notes)
    _set_widths(table, block.widths)
    document.add_paragraph()


def _set_widths(table: Any, widths: Sequence[int]) -> None:
    table.autofit = False
    whole = sum(widths)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = int(_LINE_WIDTH * width / whole)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = int(_LINE_WIDTH * width / whole)


def _write_sentence(paragraph: Paragraph, sentence: Sentence, notes: NoteWriter) -> None:
    write_pieces(paragraph, sentence.pieces)
    notes.refer(paragraph, sentence.notes)


def write_pieces(paragraph: Paragraph, pieces: Sequence[Piece]) -> None:
    """Write pieces into a paragraph: hedges and denials bold, cues underlined."""
    for piece in pieces:
        if piece.text == "\n":
            paragraph.add_run().add_break()
            continue
        run = paragraph.add_run(show_text(piece.text).replace("\n", " "))
        run.bold = piece.role == "lead" or None
        run.underline = piece.role == "cue" or None


def _set_properties(document: Any, dossier: Dossier) -> None:
    properties = document.core_properties
    day = bounds(dossier.made_on)[0] if dossier.made_on and is_valid(dossier.made_on) else None
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else _EPOCH
    properties.title = show_line(dossier.title)[:_LONGEST_TITLE]
    properties.subject = show_line(dossier.subtitle)[:_LONGEST_TITLE]
    properties.author = dossier.program
    properties.last_modified_by = dossier.program
    properties.comments = dossier.caution
    properties.language = "en-GB"
    properties.created = properties.modified = moment
    properties.revision = 1


def _fix_times(data: bytes) -> bytes:
    """The same package with one time on all of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            made.writestr(info, given.read(name))
    return out.getvalue()


def _make(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
