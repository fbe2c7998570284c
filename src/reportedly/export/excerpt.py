"""The words of a claim, cut short: whom it speaks of, who says so, and what stands between them.

Claim → pieces of its evidence, in order, with `…` for each stretch that is left out. Every other
piece stands in the evidence as it is; only whole words are left out.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from reportedly.export.wording import Piece, mark_evidence, merge_pieces
from reportedly.records import Argument, Claim, Source, Span

LONGEST = 140
"""Characters of an excerpt: two lines of a narrow terminal with their indent."""

LEFT_OUT = "…"
_MOST_OF_A_SPAN = 6
"""How many words of one argument or cue are sure of their place; a long one may not push out
the others."""

_Words = list[tuple[int, int]]
"""Begin and end of each word in the evidence."""


def shorten_evidence(claim: Claim, longest: int = LONGEST) -> list[Piece]:
    """Return the evidence, whole where it has at most `longest` characters, else shortened.

    Subject and object come first with what stands between them, then cue and source, then time and
    place; what room is left goes to the words around them. Only single words longer than that go beyond it.
    """
    text = claim.evidence.text
    if len(text) <= longest:
        return mark_evidence(claim)
    words = [match.span() for match in re.finditer(r"\S+", text)]
    kept = _choose_words(claim, words, longest)
    chars = [Piece(char, piece.role) for piece in mark_evidence(claim) for char in piece.text]
    shown: list[Piece] = []
    for first, last in _find_runs(kept):
        if first:
            shown.append(Piece(f" {LEFT_OUT} " if shown else f"{LEFT_OUT} "))
        shown += chars[words[first][0] : words[last][1]]
    if kept and max(kept) + 1 < len(words):
        shown.append(Piece(f" {LEFT_OUT}"))
    return merge_pieces(shown)


def _choose_words(claim: Claim, words: _Words, longest: int) -> set[int]:
    """The words to show, as indices into `words`."""
    kept: set[int] = set()
    sides = [a for a in (claim.subject, claim.object) if a is not None]
    for side in sides:
        _keep(kept, _find_words(claim, side, words)[:_MOST_OF_A_SPAN], words, longest)
    if kept:
        # Between the two stands, as a rule, what the one does to the other.
        _keep(kept, range(min(kept), max(kept)), words, longest * 3 // 4)
    for span in _rank_others(claim):
        _keep(kept, _find_words(claim, span, words)[:_MOST_OF_A_SPAN], words, longest)
    kept = kept or {0}
    gaps = [range(a[1] + 1, b[0]) for a, b in pairwise(_find_runs(kept))]
    for gap in sorted(gaps, key=len):
        _keep(kept, gap, words, longest)
    while sum(_keep(kept, [i], words, longest) for i in _list_edges(kept, len(words))):
        pass
    return kept


def _find_words(claim: Claim, span: Argument | Source | Span, words: _Words) -> list[int]:
    """The words of the evidence that a span touches."""
    start, end = span.start - claim.evidence.start, span.end - claim.evidence.start
    return [i for i, (a, b) in enumerate(words) if a < end and start < b]


def _rank_others(claim: Claim) -> Iterator[Argument | Source | Span]:
    """What else a reader needs to see to believe the line, the most needed first."""
    for source in reversed(claim.sources):
        yield from (source.cue, source)
    if claim.when is not None:
        yield Span(start=claim.when.start, end=claim.when.end, text=claim.when.text)
    yield from claim.where


def _keep(kept: set[int], wanted: Iterable[int], words: _Words, longest: int) -> bool:
    """Add the wanted words if they are new and all of them fit."""
    more = kept | set(wanted)
    if len(more) == len(kept) or _measure(more, words) > longest:
        return False
    kept |= more
    return True


def _measure(kept: set[int], words: _Words) -> int:
    """Characters of the excerpt with these words, spaces and signs included."""
    runs = list(_find_runs(kept))
    length = sum(words[last][1] - words[first][0] for first, last in runs)
    return length + 3 * (len(runs) + 1)


def _find_runs(kept: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and the last word of each unbroken stretch, in order."""
    first = last = -1
    for i in sorted(kept):
        if first >= 0 and i > last + 1:
            yield first, last
            first = i
        first, last = (i if first < 0 else first), i
    if first >= 0:
        yield first, last


def _list_edges(kept: set[int], count: int) -> list[int]:
    """The words next to the stretches, those behind them first."""
    runs = list(_find_runs(kept))
    after = [last + 1 for _, last in runs if last + 1 < count]
    return after + [first - 1 for first, _ in runs if first > 0]
