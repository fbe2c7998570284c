"""Documents → what they share with those before them, by fingerprints kept in the case."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.store.copied import Copied
from reportedly.weigh import COMMON_AT, align_texts, find_fingerprints

_NEAR_WORDS = 14
"""Two equal runs so near each other in both texts are a sign of copying; one alone is chance."""
_MOST_TEXTS = 40
"""With so many texts at most is one text aligned, those that share most with it."""
_MOST_CHANCES = 10
"""And with so many of those that share no more than chance may give."""
_MOST_PAIRS = 500_000
"""So many pairs of places at most are held at once, but for those of one text: some 60 MB."""

_Numbers = NDArray[np.int64]


class _Shared(NamedTuple):
    """A text, and one that shares fingerprints with it: where (there, here), in words."""

    document: int
    other: int
    hits: list[tuple[int, int]]


def settle_copies(copied: Copied, documents: Sequence[int]) -> None:
    """Find what documents (keys) share with all that were settled before, and each other."""
    texts = copied.get_texts(documents)
    runs = {key: find_fingerprints(text) for key, (_, text) in sorted(texts.items())}
    new = {key: found for key, found in runs.items() if not copied.has_runs(key, found)}
    rows = [(run, key, at) for key, found in new.items() for run, at in found]
    if not rows:
        return
    for shared in _find_shared(copied, list(new), _make_table(rows)):
        others = {one.other for one in shared}
        known = copied.get_texts(others - texts.keys()) if others - texts.keys() else {}
        for one in shared:
            id_, text = texts[one.document]
            other_id, other_text = (texts if one.other in texts else known)[one.other]
            copies = align_texts((other_id, other_text), (id_, text), one.hits)
            copied.insert_copies((one.other, one.document, copy) for copy in copies)
    copied.insert_runs(rows)


def _make_table(rows: Sequence[tuple[int, int, int]]) -> _Numbers:
    """Fingerprints, each (hash, document, position), as three columns."""
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _find_shared(
    copied: Copied, documents: Sequence[int], new: _Numbers
) -> Iterator[list[_Shared]]:
    """Yield with which texts each of some documents must be aligned, some documents at once."""
    held = _make_table(copied.find_runs(np.unique(new[:, 0]).tolist(), COMMON_AT))
    # What was settled before comes first, then the new ones, each after those before it.
    turns = np.concatenate((np.zeros(len(held), dtype=np.int64), _number(documents, new[:, 1])))
    table = np.concatenate((held, new))
    order = np.lexsort((table[:, 2], table[:, 1], turns, table[:, 0]))
    table, turns = table[order], turns[order]
    starts = _find_starts(table[:, 0])
    before = _find_starts(table[:, 0], turns) - starts
    is_asked = (turns > 0) & (before > 0) & (before <= COMMON_AT)
    asked = np.flatnonzero(is_asked)
    asked = asked[np.argsort(turns[asked], kind="stable")]
    for some in _cut(asked, turns, before):
        pairs = _pair(some, starts, before)
        columns = (turns[pairs[0]], table[pairs[1], 1], table[pairs[1], 2], table[pairs[0], 2])
        yield _choose(documents, columns)


def _number(documents: Sequence[int], keys: _Numbers) -> _Numbers:
    """The turn of each document, from 1 on."""
    return np.searchsorted(np.array(documents, dtype=np.int64), keys) + 1


def _find_starts(*columns: _Numbers) -> _Numbers:
    """For each row of a sorted table where those that are like it in some columns start."""
    is_first = np.zeros(len(columns[0]), dtype=np.bool_)
    is_first[:1] = True
    for column in columns:
        is_first[1:] |= column[1:] != column[:-1]
    starts: _Numbers = np.flatnonzero(is_first)[np.cumsum(is_first) - 1]
    return starts


def _cut(asked: _Numbers, turns: _Numbers, before: _Numbers) -> Iterator[_Numbers]:
    """The rows that are asked about in parts, no text in two of them."""
    first, number = 0, np.cumsum(before[asked])
    while first < len(asked):
        most = (number[first - 1] if first else 0) + _MOST_PAIRS
        last = max(int(np.searchsorted(number, most)), first + 1)
        last = int(np.searchsorted(turns[asked], turns[asked[last - 1]], side="right"))
        yield asked[first:last]
        first = last


def _pair(asked: _Numbers, starts: _Numbers, before: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Each row with each of the same fingerprint that comes before its text."""
    sizes = before[asked]
    ends = np.cumsum(sizes)
    steps = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - sizes, sizes)
    return np.repeat(asked, sizes), np.repeat(starts[asked], sizes) + steps


def _choose(
    documents: Sequence[int], columns: tuple[_Numbers, _Numbers, _Numbers, _Numbers]
) -> list[_Shared]:
    """Of pairs of places (turn, other text, there, here) those of the texts to be aligned."""
    order = np.lexsort(columns[::-1])
    turns, others, there, here = (column[order] for column in columns)
    starts = np.flatnonzero(_find_starts(turns, others) == np.arange(len(turns)))
    ends = np.concatenate((starts[1:], [len(turns)]))
    steps = [np.diff(column, prepend=0) for column in (there, here)]
    is_near = np.logical_and.reduce([(step > 0) & (step <= _NEAR_WORDS) for step in steps])
    is_near[starts] = False
    signs = np.add.reduceat(is_near.astype(np.int64), starts) if len(starts) else starts
    chosen: list[_Shared] = []
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
        chosen.append(_Shared(documents[turn - 1], int(others[starts[at]]), hits))
    return chosen
