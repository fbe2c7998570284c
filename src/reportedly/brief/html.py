"""A dossier → one HTML file: no script, nothing fetched, made to be read, printed and checked.

Every text is escaped where it is written. A content security policy forbids scripts and requests
even if an escape should ever fail. Footnotes link to where they are used and back.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files

from reportedly.brief.parts import (
    Block,
    Dossier,
    Figure,
    Footnote,
    Listing,
    Notice,
    Row,
    Section,
    Sentence,
    Table,
)
from reportedly.brief.visible import show_line, show_text
from reportedly.export.wording import Piece, Role

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_CLASSES: dict[Role, str] = {
    "lead": "lead",
    "source": "who",
    "cue": "cue",
    "argument": "arg",
    "when": "when",
}
_BREAK = re.compile(r"[\r\n\t]")
_WEB = ("https://", "http://")


def render_html(dossier: Dossier) -> str:
    """Return the dossier as one self-contained HTML document."""
    return "\n".join(_Page(dossier).render()) + "\n"


class _Page:
    """One page while it is written; it counts how often each footnote is referred to."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._references: dict[int, int] = {}

    def render(self) -> Iterator[str]:
        dossier = self._dossier
        style = files(__package__).joinpath("brief.css").read_text(encoding="utf-8").strip()
        yield "<!DOCTYPE html>"
        yield '<html lang="en">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="referrer" content="no-referrer">'
        yield f'<meta name="generator" content="{escape(show_line(dossier.program))}">'
        yield f"<title>{escape(show_line(dossier.title))}</title>"
        yield f"<style>\n{style}\n</style>"
        yield "</head>"
        yield "<body>"
        yield from self._render_head()
        yield "<main>"
        for section in dossier.sections:
            yield from self._render_section(section)
        yield from self._render_notes(dossier.footnotes)
        yield "</main>"
        yield "</body>"
        yield "</html>"

    def _render_head(self) -> Iterator[str]:
        dossier = self._dossier
        yield "<header>"
        yield f"<h1>{escape(show_line(dossier.title))}</h1>"
        yield f'<p class="subtitle">{escape(show_line(dossier.subtitle))}</p>'
        yield f'<p class="caution">{escape(dossier.caution)}</p>'
        yield "<dl>"
        for heading, text in dossier.facts:
            yield f"<div><dt>{escape(heading)}</dt><dd>{escape(show_line(text))}</dd></div>"
        yield "</dl>"
        yield '<nav aria-label="Contents"><ul>'
        for section in dossier.sections:
            yield f'<li><a href="#{section.key}">{escape(section.heading)}</a></li>'
        yield '<li><a href="#notes">Footnotes</a></li>'
        yield "</ul></nav>"
        yield "</header>"

    def _render_section(self, section: Section) -> Iterator[str]:
        yield f'<section id="{section.key}" aria-labelledby="{section.key}-heading">'
        yield f'<h2 id="{section.key}-heading">{escape(section.heading)}</h2>'
        for block in section.blocks:
            yield from self._render_block(block)
        yield "</section>"

    def _render_block(self, block: Block) -> Iterable[str]:
        if isinstance(block, Listing):
            items = (f"<li>{self._render_sentence(s)}</li>" for s in block.sentences)
            heading = f"<h3>{escape(show_line(block.heading))}</h3>"
            return [heading, '<ul class="said">', *items, "</ul>"]
        if isinstance(block, Table):
            return self._render_table(block)
        if isinstance(block, Figure):
            caption = f"<figcaption>{escape(show_line(block.caption))}</figcaption>"
            return ["<figure>", block.svg, caption, "</figure>"]
        return _render_notice(block)

    def _render_table(self, table: Table) -> Iterator[str]:
        yield '<table class="cards">'
        yield f"<caption>{escape(show_line(table.caption))}</caption>"
        widths = "".join(f'<col style="width:{width}%">' for width in table.widths)
        yield f"<colgroup>{widths}</colgroup>"
        headings = "".join(f'<th scope="col">{escape(h)}</th>' for h in table.headings)
        yield f"<thead><tr>{headings}</tr></thead>"
        yield "<tbody>"
        for row in table.rows:
            yield self._render_row(row, table.headings)
        yield "</tbody>"
        yield "</table>"

    def _render_row(self, row: Row, headings: Sequence[str]) -> str:
        cells = []
        for n, (cell, heading) in enumerate(zip(row.cells, headings, strict=True)):
            tag = "th" if n == 0 else "td"
            scope = ' scope="row"' if n == 0 else ""
            sort = f' data-edtf="{escape(row.sort)}"' if n == 0 and row.sort else ""
            label = f' data-label="{escape(heading)}"'
            cells.append(f"<{tag}{scope}{label}{sort}>{self._render_sentence(cell)}</{tag}>")
        return f"<tr>{''.join(cells)}</tr>"

    def _render_sentence(self, sentence: Sentence) -> str:
        links = [self._refer(number) for number in sentence.notes]
        notes = f'<sup class="notes">{" ".join(links)}</sup>' if links else ""
        return render_pieces(sentence.pieces) + notes

    def _refer(self, number: int) -> str:
        count = self._references[number] = self._references.get(number, 0) + 1
        anchor = f"ref-{number}-{count}"
        return (
            f'<a id="{anchor}" href="#note-{number}" role="doc-noteref" '
            f'aria-label="Footnote {number}">{number}</a>'
        )

    def _render_notes(self, footnotes: Sequence[Footnote]) -> Iterator[str]:
        yield '<section id="notes" aria-labelledby="notes-heading" role="doc-endnotes">'
        yield '<h2 id="notes-heading">Footnotes</h2>'
        yield '<p class="key">In the words: <span class="arg">whom or what it is about</span>, '
        yield '<span class="cue">how it is said</span>, <span class="who">who says it</span>, '
        yield '<span class="when">when</span>.</p>'
        yield "<ol>"
        for note in footnotes:
            yield from self._render_note(note)
        yield "</ol>"
        yield "</section>"

    def _render_note(self, note: Footnote) -> Iterator[str]:
        yield f'<li id="note-{note.number}" value="{note.number}">'
        yield f'<div id="claim-{escape(note.claim)}">'
        yield f"<blockquote>“{render_pieces(note.quote, keeps_lines=True)}”</blockquote>"
        yield f'<p class="from">{_render_origin(note)}</p>'
        for words in note.context:
            yield f'<p class="context">It takes up: “{escape(show_line(words))}”</p>'
        source = escape(show_line(note.source))
        yield f'<p class="how">Source: {source}. {escape(note.firmness.capitalize())}.'
        yield f"Confidence of the reading {note.confidence:.2f}. Characters {note.start}–{note.end}"
        yield f"of document <code>{escape(note.document)}</code>,"
        yield f"claim <code>{escape(note.claim)}</code>. {self._render_backlinks(note.number)}</p>"
        yield "</div></li>"

    def _render_backlinks(self, number: int) -> str:
        count = self._references.get(number, 0)
        links = (
            f'<a href="#ref-{number}-{n}" role="doc-backlink" '
            f'aria-label="Back to use {n} of footnote {number}">↩{n if count > 1 else ""}</a>'
            for n in range(1, count + 1)
        )
        return f'<span class="back">{" ".join(links)}</span>'


def _render_notice(notice: Notice) -> Iterator[str]:
    if notice.is_list:
        yield '<ul class="notice">'
        yield from (f"<li>{escape(show_line(line))}</li>" for line in notice.lines)
        yield "</ul>"
        return
    yield from (f'<p class="notice">{escape(show_line(line))}</p>' for line in notice.lines)


def _render_origin(note: Footnote) -> str:
    """Publisher, title and date; an address of the web becomes a link, anything else is text."""
    parts = [escape(show_line(note.publisher))] if note.publisher else []
    parts += [f"<cite>{escape(show_line(note.title))}</cite>"] if note.title else []
    parts += [escape(note.published)] if note.published else []
    if note.url and note.url.lower().startswith(_WEB):
        address = escape(show_line(note.url))
        parts.append(f'<a rel="noreferrer" href="{address}">{address}</a>')
    elif found := note.url or note.path:
        parts.append(escape(show_line(found)))
    return ", ".join(parts) or "A document without title, publisher and date"


def render_pieces(pieces: Sequence[Piece], *, keeps_lines: bool = False) -> str:
    """Return pieces as HTML, each part that plays a role in a span of its class."""
    out = []
    for piece in pieces:
        if piece.text == "\n" and not keeps_lines:
            out.append("<br>")
            continue
        text = escape(show_text(piece.text if keeps_lines else _BREAK.sub(" ", piece.text)))
        name = _CLASSES.get(piece.role)
        tag = "strong" if piece.role == "lead" else "mark" if name in ("cue", "arg") else "span"
        out.append(f'<{tag} class="{name}">{text}</{tag}>' if name and text.strip() else text)
    return "".join(out)
