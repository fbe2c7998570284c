"""Records → what a template shows: pieces with their roles, a document marked where claims stand.

Everything is escaped where it is put into a page; nothing of a report is ever taken for markup.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote, urlencode

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from reportedly.export.wording import (
    Piece,
    list_marks,
    mark_evidence,
    word_chain,
    word_claim,
    word_date,
)
from reportedly.records import Claim
from reportedly.web.assets import Assets

_BREAKS = 2


def make_environment(folder: Path) -> Environment:
    """Return the templates with what they need to show records."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "pieces": show_pieces,
        "worded": show_claim,
        "words": show_words,
        "chain": word_chain,
        "marks": list_marks,
        "moment": word_date,
        "snippet": show_snippet,
        "exactly": show_exactly,
        "segment": lambda text: quote(str(text), safe=""),
        "data": show_data,
        "query": write_query,
    }
    assets = Assets()
    environment.globals |= {"style": assets.style, "script": assets.script}
    return environment


def show_pieces(pieces: Iterable[Piece]) -> Markup:
    """Return pieces as spans whose class is their role."""
    return Markup("").join(
        Markup('<span class="{}">{}</span>').format(piece.role, piece.text)
        if piece.role != "plain"
        else escape(piece.text)
        for piece in pieces
    )


def show_claim(claim: Claim, voice: str | None = None) -> Markup:
    """Return a claim in words, its source with it."""
    return show_pieces(word_claim(claim, voice=voice))


def show_words(claim: Claim) -> Markup:
    """Return the very words that carry a claim, cues and arguments marked."""
    return show_pieces(mark_evidence(claim))


def show_data(value: object) -> Markup:
    """Return records as JSON that can stand in a `<script type="application/json">`."""
    text = msgspec.json.encode(value).decode()
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - nothing in it can end the element


def write_query(values: Mapping[str, object]) -> str:
    """Return '?about=…&since=…', without what is empty; nothing at all where all of it is."""
    filled = {name: value for name, value in values.items() if value}
    return f"?{urlencode(filled, doseq=True)}" if filled else ""


def show_exactly(text: str) -> Markup:
    """Return text whose carriage returns a browser keeps: it would else read them as line feeds."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704 - escaped before


def show_snippet(snippet: str) -> Markup:
    """Return a snippet of a search with the words that were found marked."""
    parts = snippet.replace("\x03", "\x02").split("\x02")
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if n % _BREAKS else escape(part)
        for n, part in enumerate(parts)
    )
