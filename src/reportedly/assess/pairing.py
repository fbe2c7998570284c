"""Sorted fingerprints of texts → which texts share so many of them that they must be aligned.

A table of fingerprints has a row for each place at which one stands; the rows of one fingerprint
stand together, and there those of earlier texts come first.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_NEAR_WORDS = 14
"""Two equal runs so near each other in both texts are a sign of copying; one alone is chance."""
_MOST_TEXTS = 40
"""With so many texts at most is one text aligned, those that share most with it."""
_MOST_CHANCES = 10
"""And with so many of those that share no more than chance may give."""
_MOST_PAIRS = 500_000
"""So many pairs of places at most are held at once, but for those of one text: some 60 MB."""

Numbers = NDArray[np.int64]


class Shared(NamedTuple):
    """A text, and one that shares fingerprints with it: where (there, here), in words."""

    document: int
    other: int
    hits: list[tuple[int, int]]


class Table(NamedTuple):
    """Rows of fingerprints that other texts have too, as columns.

    `starts` is for each the row at which those of its fingerprint start; from there on so many stand
    `before` its text that it is to be paired with, none where nothing is asked of it.
    """

    documents: Numbers
    positions: Numbers
    starts: Numbers
    before: Numbers


def choose_pairs(table: Table, documents: Sequence[int], rows: Numbers) -> Iterator[list[Shared]]:
    """Yield with which texts each of some documents must be aligned, some documents at once.

    `documents` are in their order, `rows` those of the table that are theirs and are asked about.
    """
    turns = np.searchsorted(np.array(documents, dtype=np.int64), table.documents[rows]) + 1
    order = np.argsort(turns, kind="stable")
    rows, turns = rows[order], turns[order]
    for first, last in _cut(turns, table.before[rows]):
        some = rows[first:last]
        asked, others = _pair(some, table.starts[some], table.before[some])
        yield _choose(
            documents,
            (
                turns[first:last][asked],
                table.documents[others],
                table.positions[others],
                table.positions[some][asked],
            ),
        )


def find_starts(*columns: Numbers) -> Numbers:
    """For each row of a sorted table where those that are like it in some columns start."""
    is_first = np.zeros(len(columns[0]), dtype=np.bool_)
    is_first[:1] = True
    for column in columns:
        is_first[1:] |= column[1:] != column[:-1]
    starts: Numbers = np.flatnonzero(is_first)[np.cumsum(is_first) - 1]
    return starts


def _cut(turns: Numbers, before: Numbers) -> Iterator[tuple[int, int]]:
    """The rows in parts, no text in two of them."""
    first, number = 0, np.cumsum(before)
    while first < len(turns):
        most = (number[first - 1] if first else 0) + _MOST_PAIRS
        last = max(int(np.searchsorted(number, most)), first + 1)
        last = int(np.searchsorted(turns, turns[last - 1], side="right"))
        yield first, last
        first = last


def _pair(rows: Numbers, starts: Numbers, before: Numbers) -> tuple[Numbers, Numbers]:
    """Which of the rows, with each row of the same fingerprint that comes before its text."""
    ends = np.cumsum(before)
    steps = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - before, before)
    return np.repeat(np.arange(len(rows)), before), np.repeat(starts, before) + steps


def _choose(
    documents: Sequence[int], columns: tuple[Numbers, Numbers, Numbers, Numbers]
) -> list[Shared]:
    """Of pairs of places (turn, other text, there, here) those of the texts to be aligned."""
    order = np.lexsort(columns[::-1])
    turns, others, there, here = (column[order] for column in columns)
    starts = np.flatnonzero(find_starts(turns, others) == np.arange(len(turns)))
    ends = np.concatenate((starts[1:], [len(turns)]))
    steps = [np.diff(column, prepend=0) for column in (there, here)]
    is_near = np.logical_and.reduce([(step > 0) & (step <= _NEAR_WORDS) for step in steps])
    is_near[starts] = False
    signs = np.add.reduceat(is_near.astype(np.int64), starts) if len(starts) else starts
    chosen: list[Shared] = []
    counts: dict[tuple[int, bool], int] = {}
    ranked = np.flatnonzero(signs)
    ranked = ranked[np.lexsort((others[starts[ranked]], -signs[ranked], turns[starts[ranked]]))]
    for at in ranked:
        turn, is_chance = int(turns[starts[at]]), bool(signs[at] == 1)
        counts[turn, is_chance] = counts.get((turn, is_chance), 0) + 1
        if counts[turn, is_chance] > (_MOST_CHANCES if is_chance else _MOST_TEXTS):
            continue
        span = slice(starts[at], ends[at])
        hits = list(zip(there[span].tolist(), here[span].tolist(), strict=True))
        chosen.append(Shared(documents[turn - 1], int(others[starts[at]]), hits))
    return chosen
