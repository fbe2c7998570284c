"""Records → what a template shows: pieces with their roles, a document marked where claims stand.

Everything is escaped where it is put into a page; nothing of a report is ever taken for markup.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
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


class Stretch(NamedTuple):
    """Some text of a document of one role, the ids of claims that begin with it, if any are said."""

    text: str
    role: str
    begins: tuple[str, ...]
    is_said: bool


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


def show_snippet(snippet: str) -> Markup:
    """Return a snippet of a search with the words that were found marked."""
    parts = snippet.replace("\x03", "\x02").split("\x02")
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if n % _BREAKS else escape(part)
        for n, part in enumerate(parts)
    )


def mark_document(text: str, claims: Sequence[Claim]) -> list[list[Stretch]]:
    """Return a document's text paragraph by paragraph, cut where claims and their parts stand.

    The texts of all stretches, joined, are the text without the line breaks between paragraphs.
    """
    roles = ["plain"] * len(text)
    said = bytearray(len(text))
    begins: dict[int, list[str]] = {}
    for claim in claims:
        at = claim.evidence.start
        begins.setdefault(at, []).append(claim.id)
        for i in range(claim.evidence.start, claim.evidence.end):
            said[i] = 1
        for piece in mark_evidence(claim):
            if piece.role != "plain":
                roles[at : at + len(piece.text)] = [piece.role] * len(piece.text)
            at += len(piece.text)
    paragraphs: list[list[Stretch]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip("\r\n"))
        if end > start:
            paragraphs.append(_cut(text, (start, end), roles, said, begins))
        start += len(line)
    return paragraphs


def _cut(
    text: str,
    span: tuple[int, int],
    roles: Sequence[str],
    said: Sequence[int],
    begins: dict[int, list[str]],
) -> list[Stretch]:
    starts = {i: n for n, i in enumerate(sorted(begins), 1)}
    group = 0
    keyed = []
    for i in range(*span):
        group = starts.get(i, group)
        keyed.append((roles[i], said[i], group))
    stretches = []
    at = span[0]
    for (role, is_said, _), same in groupby(keyed):
        size = len(list(same))
        ids = tuple(begins.get(at, ()))
        stretches.append(Stretch(text[at : at + size], role, ids, bool(is_said)))
        at += size
    return stretches
