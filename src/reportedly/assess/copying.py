"""Documents → what they share with those before them, by fingerprints kept in the case.

A few that are new are looked up among the fingerprints that the case has; see `prints` for very many.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from reportedly.assess.pairing import Numbers, Shared, Table, choose_pairs, find_starts
from reportedly.store.copied import NOT_SOUGHT, SOUGHT, Copied, Passages
from reportedly.weigh import COMMON_AT, align_texts, find_fingerprints


def settle_copies(copied: Copied, documents: Sequence[int]) -> None:
    """Find what documents (keys) share with all that were settled before, and each other."""
    states = copied.get_states(documents)
    texts = copied.get_texts([key for key in documents if states[key] in (NOT_SOUGHT, SOUGHT)])
    runs = {key: find_fingerprints(text) for key, (_, text) in sorted(texts.items())}
    # Of those whose copies were sought already the fingerprints may not all be kept.
    sought = [key for key in runs if states[key] == SOUGHT]
    copied.insert_runs(_list_rows(runs, sought))
    new = [
        key
        for key, found in runs.items()
        if states[key] == NOT_SOUGHT and not copied.has_runs(key, found)
    ]
    if rows := _list_rows(runs, new):
        for shared in choose_pairs(*_lay_out(copied, new, _make_rows(rows))):
            copied.insert_copies(align_all(copied, shared))
        copied.insert_runs(rows)


def _list_rows(
    runs: Mapping[int, Sequence[tuple[int, int]]], documents: Iterable[int]
) -> list[tuple[int, int, int]]:
    """The fingerprints of documents, each (hash, document, position), in that order."""
    return sorted((run, key, at) for key in documents for run, at in runs[key])


def align_all(copied: Copied, pairs: Sequence[Shared]) -> list[Passages]:
    """Return the passages that pairs of texts share; none of a text that is gone meanwhile."""
    texts = copied.get_texts({key for one in pairs for key in (one.document, one.other)})
    found: list[Passages] = []
    for one in pairs:
        if one.document not in texts or one.other not in texts:
            continue
        copies = align_texts(texts[one.other], texts[one.document], one.hits)
        found += [
            (one.other, c.a.start, c.a.end, one.document, c.b.start, c.b.end, c.words)
            for c in copies
        ]
    return found


def _make_rows(rows: Sequence[tuple[int, int, int]]) -> Numbers:
    """Fingerprints, each (hash, document, position), as three columns."""
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _lay_out(
    copied: Copied, documents: Sequence[int], new: Numbers
) -> tuple[Table, Sequence[int], Numbers]:
    """A table of new fingerprints and those that the case has of them, and what is asked of it."""
    held = _make_rows(copied.find_runs(np.unique(new[:, 0]).tolist(), COMMON_AT))
    # What was settled before comes first, then the new ones, each after those before it.
    number = np.searchsorted(np.array(documents, dtype=np.int64), new[:, 1]) + 1
    turns = np.concatenate((np.zeros(len(held), dtype=np.int64), number))
    rows = np.concatenate((held, new))
    order = np.lexsort((rows[:, 2], rows[:, 1], turns, rows[:, 0]))
    rows, turns = rows[order], turns[order]
    starts = find_starts(rows[:, 0])
    before = find_starts(rows[:, 0], turns) - starts
    asked = np.flatnonzero((turns > 0) & (before > 0) & (before <= COMMON_AT))
    return Table(rows[:, 1], rows[:, 2], starts, before), documents, asked
