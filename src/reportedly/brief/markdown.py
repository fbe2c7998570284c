r"""A dossier → Markdown with footnotes as GitHub and Pandoc read them.

Every text of a report is escaped: a title cannot become a heading, a link or HTML.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from reportedly.brief.parts import (
    Block,
    Dossier,
    Figure,
    Footnote,
    Listing,
    Section,
    Sentence,
    Table,
)
from reportedly.brief.visible import show_line
from reportedly.export.wording import Piece, Role

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$^&])")
_LIST_SIGN = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
_MARKS: dict[Role, str] = {"lead": "**", "cue": "**", "argument": "*"}


def render_markdown(dossier: Dossier) -> str:
    """Return the dossier as one Markdown text that ends in a line break."""
    lines = [f"# {escape(dossier.title)}", "", escape(dossier.subtitle), ""]
    lines += [f"> {escape(dossier.caution)}", ""]
    lines += [f"- **{escape(heading)}:** {escape(text)}" for heading, text in dossier.facts]
    for section in dossier.sections:
        lines += ["", *_render_section(section)]
    lines += ["", "## Footnotes", ""]
    for note in dossier.footnotes:
        lines += [_render_note(note), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """Return `text` on one line with nothing in it that Markdown or HTML would act on."""
    return _LIST_SIGN.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", show_line(text)))


def _render_section(section: Section) -> Iterator[str]:
    yield f"## {escape(section.heading)}"
    for block in section.blocks:
        yield ""
        yield from _render_block(block)


def _render_block(block: Block) -> Iterable[str]:
    if isinstance(block, Listing):
        return [f"### {escape(block.heading)}", "", *(f"- {_join(s)}" for s in block.sentences)]
    if isinstance(block, Table):
        return _render_table(block)
    if isinstance(block, Figure):
        return [f"*{escape(block.caption)} (The map itself is in the web page and the Word file.)*"]
    if block.is_list:
        return [f"- {escape(line)}" for line in block.lines]
    return "\n\n".join(map(escape, block.lines)).split("\n")


def _render_table(table: Table) -> Iterator[str]:
    yield f"*{escape(table.caption)}*"
    yield ""
    yield f"| {' | '.join(map(escape, table.headings))} |"
    yield f"|{' --- |' * len(table.headings)}"
    for row in table.rows:
        yield f"| {' | '.join(_join(cell) for cell in row.cells)} |"


def _join(sentence: Sentence) -> str:
    notes = "".join(f"[^{number}]" for number in sentence.notes)
    return render_pieces(sentence.pieces) + notes


def render_pieces(pieces: Sequence[Piece]) -> str:
    """Return pieces on one line, cues and arguments of a quotation marked, all text escaped."""
    return " ".join("".join(_render_piece(piece) for piece in pieces).split())


def _render_piece(piece: Piece) -> str:
    """A marked piece keeps its outer blanks outside the marks, or they would not be read as such."""
    if piece.text == "\n" and piece.role == "plain":
        return "<br>"
    inner = escape(piece.text)
    mark = _MARKS.get(piece.role, "") if inner else ""
    before = " " if piece.text[:1].isspace() else ""
    after = " " if piece.text[-1:].isspace() else ""
    return f"{before}{mark}{inner}{mark}{after}"


def _render_note(note: Footnote) -> str:
    where = ", ".join(
        filter(None, [note.publisher, note.title and f"“{note.title}”", note.published])
    )
    found = note.url or note.path
    parts = [
        f"“{render_pieces(note.quote)}”",
        escape(where or note.document) + (f" ({escape(found)})" if found else "") + ".",
        *(f"It takes up: “{escape(words)}”" for words in note.context),
        escape(f"Source: {note.source}; {note.firmness}; confidence {note.confidence:.2f}."),
        escape(f"Characters {note.start}–{note.end}, claim {note.claim}."),
    ]
    return f"[^{note.number}]: {' '.join(parts)}"
