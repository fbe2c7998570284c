"""Footnotes of a Word document: their part, their styles, and the references in the text.

python-docx reads and writes packages but knows no footnotes, so the part is written here after
ECMA-376 part 1, 17.11. A number that is met again is a NOTEREF field to the first reference.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from reportedly.brief.parts import Footnote
from reportedly.brief.visible import show_line, show_text
from reportedly.export.wording import Piece

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
_FIRST_BOOKMARK = 1000
"""Bookmarks of footnotes are numbered from here, out of the way of others."""


class NoteWriter:
    """Writes references as a document is written, and the part with the footnotes at the end."""

    def __init__(self, document: Any, footnotes: Iterable[Footnote]) -> None:
        self._document = document
        self._footnotes = {note.number: note for note in footnotes}
        self._written: list[int] = []
        _add_styles(document)

    def refer(self, paragraph: Paragraph, numbers: Sequence[int]) -> None:
        """Write the references to footnotes behind the words of a paragraph."""
        for n, number in enumerate(numbers):
            if n:
                paragraph._p.append(_make_run(" "))  # noqa: SLF001 - python-docx has no footnotes
            if number in self._written:
                elements = [_make_cross_reference(number)]
            else:
                elements = _make_reference(number)
                self._written.append(number)
            for element in elements:
                paragraph._p.append(element)  # noqa: SLF001

    def finish(self) -> None:
        """Add the part with all footnotes that were referred to."""
        root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        for id_, kind in _SEPARATORS:
            root.append(
                parse_xml(
                    f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{id_}"><w:p><w:pPr>'
                    '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
                    f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
                )
            )
        for number in self._written:
            root.append(_make_footnote(self._footnotes[number]))
        main = self._document.part
        part = Part(
            PackURI("/word/footnotes.xml"), _CONTENT_TYPE, serialize_part_xml(root), main.package
        )
        main.relate_to(part, _RELATION)
        _declare_separators(self._document)


def _make_footnote(note: Footnote) -> Any:
    footnote = OxmlElement("w:footnote")
    footnote.set(qn("w:id"), str(note.number))
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    style = OxmlElement("w:pStyle")
    style.set(qn("w:val"), "FootnoteText")
    properties.append(style)
    paragraph.append(properties)
    mark = _make_run("", style="FootnoteReference")
    mark.append(OxmlElement("w:footnoteRef"))
    paragraph.append(mark)
    for text, is_cue in _word_note(note):
        paragraph.append(_make_run(text, underlined=is_cue))
    footnote.append(paragraph)
    return footnote


def _word_note(note: Footnote) -> list[tuple[str, bool]]:
    """The pieces of a footnote, each with whether it is a cue."""
    title = f"“{show_line(note.title)}”" if note.title else None
    found = note.url or note.path
    told = [note.publisher, title, note.published, found]
    where = ", ".join(show_line(text) for text in told if text)
    words = [(_show(piece), piece.role == "cue") for piece in note.quote]
    context = "".join(f" It takes up: “{show_line(words)}”" for words in note.context)
    after = (
        f"” {where or note.document}.{context} Source: {show_line(note.source)}; {note.firmness}; "
        f"confidence {note.confidence:.2f}. Characters {note.start}–{note.end}, {note.claim}."
    )
    return [(" “", False), *words, (after, False)]


def _show(piece: Piece) -> str:
    return show_text(piece.text).replace("\n", " ")


def _make_reference(number: int) -> list[Any]:
    """A reference inside a bookmark, so that later ones can point to it."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(_FIRST_BOOKMARK + number))
    start.set(qn("w:name"), f"note_{number}")
    run = _make_run("", style="FootnoteReference")
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run.append(reference)
    return [start, run, end]


def _make_cross_reference(number: int) -> Any:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" NOTEREF note_{number} \\f \\h ")
    field.append(_make_run(str(number), style="FootnoteReference"))
    return field


def _make_run(text: str, *, style: str | None = None, underlined: bool = False) -> Any:
    run = OxmlElement("w:r")
    if style or underlined:
        properties = OxmlElement("w:rPr")
        if style:
            named = OxmlElement("w:rStyle")
            named.set(qn("w:val"), style)
            properties.append(named)
        if underlined:
            line = OxmlElement("w:u")
            line.set(qn("w:val"), "single")
            properties.append(line)
        run.append(properties)
    if text:
        held = OxmlElement("w:t")
        held.text = text
        held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(held)
    return run


def _add_styles(document: Any) -> None:
    text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(qn("w:styleId"), "FootnoteText")
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(8)
    text.paragraph_format.space_after = Pt(2)
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.element.set(qn("w:styleId"), "FootnoteReference")
    mark.font.superscript = True


def _declare_separators(document: Any) -> None:
    """Word wants the separators named in the settings, before the settings of compatibility."""
    settings = document.settings.element
    declared = OxmlElement("w:footnotePr")
    for id_, _ in _SEPARATORS:
        footnote = OxmlElement("w:footnote")
        footnote.set(qn("w:id"), id_)
        declared.append(footnote)
    after = settings.find(qn("w:compat"))
    if after is not None:
        after.addprevious(declared)
    else:
        settings.append(declared)
