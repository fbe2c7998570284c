"""All names of a case → pairs of entities that may be one, for very many that wait.

What is read once of all names serves to find who shares words with whom (`meeting`), and to leave
out at once those of whom it is plain that their names do not agree, as nearly all.
"""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from reportedly.assess.candidates import find_keys, get_limits
from reportedly.assess.meeting import Flags, Meeting, Numbers
from reportedly.resolve import LONG_WORD, Referent, compare_words, list_only_words, sketch_word
from reportedly.store.clusters import Bearer, Clusters

_AT_ONCE = 5000
_MOST_WORDS = 4
_MOST_COMPARED = 500_000
"""So many pairs of words are remembered, some 60 MB."""
_CLASSES = {"person": 1, "population": 2, "thing": 3, "activity": 4, "name": 5}
_PAD = -1
_SHIFT = 32


class _Words:
    """Words by numbers, and which of them may be alike."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._numbers: dict[str, int] = {}
        self._skeletons: dict[str, int] = {}
        self._rows = array("q")
        self._sketches = np.zeros((0, 3), dtype=np.int64)
        self._alike: dict[int, bool] = {}

    def add(self, word: str) -> int:
        """Return the number of a word."""
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self._words)
            self._words.append(word)
            sketch = sketch_word(word)
            skeleton = self._skeletons.setdefault(sketch.skeleton, len(self._skeletons))
            self._rows.extend((skeleton, sketch.length, sketch.is_plain))
        return number

    def close(self) -> None:
        """Have all words been added."""
        self._sketches = np.array(self._rows, dtype=np.int64).reshape(-1, 3)
        self._skeletons.clear()
        self._numbers.clear()

    def are_alike(self, one: Numbers, other: Numbers) -> Flags:
        """Which words are alike, each pair of them by itself; what is no word is like nothing."""
        a, b = self._sketches[one], self._sketches[other]
        is_slip = (np.abs(a[:, 1] - b[:, 1]) == 1) & (np.minimum(a[:, 1], b[:, 1]) >= LONG_WORD)
        may = (a[:, 0] == b[:, 0]) | (a[:, 2] & b[:, 2] == 0) | is_slip
        may &= (one >= 0) & (other >= 0)
        found: Flags = may & (one == other)
        asked = np.flatnonzero(may & ~found)
        least, most = np.minimum(one, other)[asked], np.maximum(one, other)[asked]
        pairs, at = np.unique(least << _SHIFT | most, return_inverse=True)
        found[asked] = np.fromiter(map(self._compare, pairs.tolist()), np.bool_, len(pairs))[at]
        return found

    def _compare(self, pair: int) -> bool:
        known = self._alike.get(pair)
        if known is None:
            if len(self._alike) >= _MOST_COMPARED:
                self._alike.clear()
            one, other = self._words[pair >> _SHIFT], self._words[pair & (1 << _SHIFT) - 1]
            known = self._alike[pair] = bool(compare_words(one, other))
        return known


class Met(NamedTuple):
    """Pairs of entities (keys) that may be one: of those that have their turn, and others."""

    one: list[int]
    other: list[int]


class Roster:
    """All names of a case as they are once; while it is made it takes some times its room."""

    def __init__(self, clusters: Clusters) -> None:
        self._words = _Words()
        self._meeting = Meeting(get_limits())
        keys, waits = array("q"), array("b")
        self._classes, self._columns = array("b"), array("i")
        for bearers in clusters.walk_names(_AT_ONCE):
            for bearer in bearers:
                keys.append(bearer.key)
                waits.append(not bearer.is_compared)
                self._add(bearer)
        self._keys = np.array(keys, dtype=np.int64)
        self._of = np.array(self._classes, dtype=np.int8)
        self._names = np.array(self._columns, dtype=np.int32).reshape(-1, _MOST_WORDS)
        self._waits = np.array(waits, dtype=np.bool_)
        self._classes, self._columns = array("b"), array("i")
        self._words.close()
        self._meeting.close(self._waits)

    def list_blocks(self, after: int, number: int) -> tuple[list[tuple[int, int]], int | None]:
        """Return the blocks of the next that wait after a key, sorted, and the last key of those."""
        waiting = np.flatnonzero(self._waits & (self._keys > after))[:number]
        blocks, of = self._meeting.list_blocks(waiting)
        order = np.lexsort((of, blocks))
        rows = zip(blocks[order].tolist(), self._keys[of[order]].tolist(), strict=True)
        return list(rows), int(self._keys[waiting[-1]]) if len(waiting) else None

    def find_pairs(self, entities: Sequence[int]) -> Met:
        """Return whom those that have their turn now are to be compared with.

        `entities` are the next that wait; of two of them the later one says what stands.
        """
        given = np.array(entities, dtype=np.int64)
        at = np.minimum(np.searchsorted(self._keys, given), len(self._keys) - 1)
        members = at[self._keys[at] == given]  # others are named in one document, by no name
        if not len(members):
            return Met([], [])
        one, other = self._meeting.find(members, int(members[-1]))
        kept = self._may_agree(one, other)
        return Met(self._keys[one[kept]].tolist(), self._keys[other[kept]].tolist())

    def _add(self, bearer: Bearer) -> None:
        referent = Referent(id="", kind=bearer.kind, names=bearer.names)
        self._meeting.add(find_keys(referent))
        self._classes.append(_CLASSES.get(bearer.kind, 0))
        words = list_only_words(referent)
        if len(words) > _MOST_WORDS:
            words = ()
        self._columns.extend(map(self._words.add, words))
        self._columns.extend([_PAD] * (_MOST_WORDS - len(words)))

    def _may_agree(self, one: Numbers, other: Numbers) -> Flags:
        """Which pairs may agree: each word of the name that has fewer is like one of the other's.

        Of those who have several names, or one of another kind, nothing is told here.
        """
        first, second = self._names[one].astype(np.int64), self._names[other].astype(np.int64)
        is_open = (self._of[one] != self._of[other]) | (first[:, 0] < 0) | (second[:, 0] < 0)
        may: Flags = is_open.copy()
        known = np.flatnonzero(~is_open)
        first, second = first[known], second[known]
        is_longer = (first >= 0).sum(axis=1) > (second >= 0).sum(axis=1)
        short = np.where(is_longer[:, None], second, first)
        long = np.where(is_longer[:, None], first, second)
        rows = np.arange(len(known))
        for place in range(_MOST_WORDS):
            rows = rows[self._has_like(short[rows, place], long[rows])]
        may[known[rows]] = True
        return may

    def _has_like(self, word: Numbers, words: Numbers) -> Flags:
        """Whether each word, if it is one, is like one of several."""
        found: Flags = (word < 0) | (word[:, None] == words).any(axis=1)
        for place in range(_MOST_WORDS):
            left = np.flatnonzero(~found)
            found[left] = self._words.are_alike(word[left], words[left, place])
        return found
