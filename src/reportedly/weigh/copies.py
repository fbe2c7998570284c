"""Texts → passages that two of them share, though a word here and there was changed.

Every text is cut into overlapping runs of words whose hashes are thinned by winnowing (Schleimer,
Wilkerson and Aiken 2003), so that any run of seven equal words in two texts leaves the same
fingerprint in both. Fingerprints that lie along one diagonal are a passage; a passage counts as
copied when most of its words stand in both texts in the same order. Adding a text costs what the
text costs, whatever is in the index already.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from reportedly.records import Copy, Passage

_WORD = re.compile(r"\w+")
_RUN_WORDS = 4
_WINDOW_RUNS = 4
"""Of this many neighbouring runs one is kept: equal stretches of 4 + 4 - 1 = 7 words are found."""
_GAP_WORDS = 14
"""So many words may lie between two fingerprints of one passage: a phrase changed or put in."""
_DRIFT_WORDS = 8
"""So many words may one of the texts have more than the other between two fingerprints."""
_MOST_REPEATS = 20
_CHANGED_WORDS = 8
"""So many words in a row may differ at the edge of a passage, if more than that are equal again."""
_LEAST_RUN = 3
_LEAST_WORDS = 11
_LEAST_PLAIN_WORDS = 10
"""So many of them must be plain words: reports of one event share its names, dates and numbers."""
_LEAST_SHARE_OF_NAMES = 0.5
"""Of the names: a formula with other names in it tells of something else."""
_LEAST_SHARE = 0.6
"""Of the longer side's words, so many must stand on the other side too, in the same order."""
_NEIGHBOUR_WORDS = 40
"""So near a sure passage a shorter one counts too: a sentence between the two was dropped."""
_LEAST_NEIGHBOUR_WORDS = 5
_LEAST_NEIGHBOUR_SHARE = 0.8
COMMON_AT = 200
"""A run that stands in more places than this is a formula of the trade, no sign of copying."""

Hit = tuple[int, int]
"""Where one fingerprint stands in two texts, counted in words from the first."""


class _Text:
    """The words of a text; where they stand, and which are plain, is found out when it is asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        folded = _WORD.findall(text.lower()) if text.isascii() else None
        self.words: tuple[str, ...] = tuple(
            folded if folded is not None else map(str.casefold, _WORD.findall(text))
        )

    @cached_property
    def backwards(self) -> tuple[str, ...]:
        """The words from the last to the first."""
        return self.words[::-1]

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each word starts and ends."""
        return tuple(m.span() for m in _WORD.finditer(self._text))

    @cached_property
    def plain(self) -> tuple[bool, ...]:
        """Which words are neither names nor numbers: written in small letters."""
        return tuple(map(str.islower, _WORD.findall(self._text)))


class _Bounds(NamedTuple):
    """Words `a_from:a_to` of one text that stand as `b_from:b_to` in another."""

    a_from: int
    a_to: int
    b_from: int
    b_to: int


class _Stretch(NamedTuple):
    """Such words, of which so many `words` are shared."""

    a_from: int
    a_to: int
    b_from: int
    b_to: int
    words: int


class CopyIndex:
    """Knows the texts added so far, and tells of each new one what it shares with them."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._runs: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)

    def add(self, document: str, text: str) -> list[Copy]:
        """Return what a text shares with each text before it, in the order of both.

        `document` is its id; a text that was added already is not compared again.
        """
        if document in self._texts:
            return []
        prints = find_fingerprints(text)
        hits: defaultdict[str, list[Hit]] = defaultdict(list)
        for run, at in prints:
            places = self._runs[run]
            if len(places) <= COMMON_AT:
                for other, other_at in places:
                    hits[other].append((other_at, at))
        found = [
            copy
            for other, shared in hits.items()
            for copy in align_texts((other, self._texts[other]), (document, text), shared)
        ]
        self._texts[document] = text
        for run, at in prints:
            self._runs[run].append((document, at))
        return found


def find_fingerprints(text: str) -> list[tuple[int, int]]:
    """Return the fingerprints of a text as (hash, place), in its order.

    A hash is a signed number of 64 bits, a place the number of words before it. Any run of seven
    equal words in two texts leaves one hash in both.
    """
    hashes, places = find_prints(text)
    return list(zip(hashes.tolist(), places.tolist(), strict=True))


def find_prints(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the same as two columns, the hashes and the places."""
    return _winnow(_read_words(text).words)


def align_texts(a: tuple[str, str], b: tuple[str, str], hits: Iterable[Hit]) -> list[Copy]:
    """Return the passages that two texts share, each given as (document id, text).

    `hits` are the places in `a` and in `b` of the fingerprints that both have, in any order.
    """
    one, two = _read_words(a[1]), _read_words(b[1])
    chains = _chain(_drop_refrains(sorted(hits)))
    bounds = _merge([_find_bounds(chain, one, two) for chain in chains])
    if all(min(b.a_to - b.a_from, b.b_to - b.b_from) < _LEAST_WORDS for b in bounds):
        return []
    stretches = [_measure_stretch(b, one, two) for b in bounds]
    sure = [s for s in stretches if _is_sure(s, one, two)]
    return [
        Copy(
            a=Passage(document=a[0], start=one.spans[s.a_from][0], end=one.spans[s.a_to - 1][1]),
            b=Passage(document=b[0], start=two.spans[s.b_from][0], end=two.spans[s.b_to - 1][1]),
            words=s.words,
        )
        for s in stretches
        if s in sure or any(_goes_on(s, other) for other in sure)
    ]


def find_copies(texts: Iterable[tuple[str, str]]) -> list[Copy]:
    """Return the copied passages among texts, given as (document id, text) in any order."""
    index = CopyIndex()
    return [copy for document, text in texts for copy in index.add(document, text)]


def _find_bounds(chain: Sequence[Hit], one: _Text, two: _Text) -> _Bounds:
    """The words around a chain of fingerprints, as far as both texts agree."""
    (a_from, b_from), (a_to, b_to) = chain[0], chain[-1]
    a_from, b_from = _grow_back(one, two, a_from, b_from)
    a_to, b_to = _grow(one.words, two.words, a_to + _RUN_WORDS, b_to + _RUN_WORDS)
    return _Bounds(a_from, a_to, b_from, b_to)


def _measure_stretch(bounds: _Bounds, one: _Text, two: _Text) -> _Stretch:
    a_from, a_to, b_from, b_to = bounds
    shared = LCSseq.similarity(one.words[a_from:a_to], two.words[b_from:b_to])
    return _Stretch(a_from, a_to, b_from, b_to, shared)


def _is_sure(s: _Stretch, one: _Text, two: _Text) -> bool:
    """Whether a stretch is long enough, and in its plain words too, to be no accident."""
    if s.words < _LEAST_WORDS or s.words < _LEAST_SHARE * _measure(s):
        return False
    sides = ((one, s.a_from, s.a_to), (two, s.b_from, s.b_to))
    plain = [_pick(t, x, y, plain=True) for t, x, y in sides]
    names = [[w for w in _pick(t, x, y, plain=False) if not w.isdigit()] for t, x, y in sides]
    if LCSseq.similarity(*plain) < _LEAST_PLAIN_WORDS:
        return False
    return LCSseq.similarity(*names) >= _LEAST_SHARE_OF_NAMES * max(map(len, names))


def _pick(text: _Text, first: int, last: int, *, plain: bool) -> list[str]:
    """The plain words of a stretch, or its names and numbers."""
    words = zip(text.words[first:last], text.plain[first:last], strict=True)
    return [word for word, is_plain in words if is_plain is plain]


def _goes_on(s: _Stretch, sure: _Stretch) -> bool:
    """Whether a short stretch goes on a sure one, on the same side of it in both texts."""
    if s.words < max(_LEAST_NEIGHBOUR_WORDS, _LEAST_NEIGHBOUR_SHARE * _measure(s)):
        return False
    after = (s.a_from - sure.a_to, s.b_from - sure.b_to)
    before = (sure.a_from - s.a_to, sure.b_from - s.b_to)
    return any(all(0 <= gap <= _NEIGHBOUR_WORDS for gap in gaps) for gaps in (after, before))


def _measure(s: _Stretch) -> int:
    return max(s.a_to - s.a_from, s.b_to - s.b_from)


@lru_cache(maxsize=512)
def _read_words(text: str) -> _Text:
    return _Text(text)


def _winnow(words: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The least hash of every window of neighbouring runs, once, with its place.

    Of equal ones the last of a window counts.
    """
    hashes = _hash_runs(words)
    width = min(_WINDOW_RUNS, len(hashes))
    if not width:
        return hashes, hashes
    windows = np.lib.stride_tricks.sliding_window_view(hashes, width)[:, ::-1]
    places = np.arange(width - 1, len(hashes)) - windows.argmin(axis=1)
    kept = places[np.concatenate(([True], places[1:] != places[:-1]))]
    return hashes[kept], kept


def _hash_runs(words: Sequence[str]) -> NDArray[np.int64]:
    """The hash of each run of words, a signed number of 64 bits."""
    text = "\x1f".join(words)
    joined = text.encode()
    is_plain = len(joined) == len(text)
    lengths = map(len, words if is_plain else map(str.encode, words))
    ends = list(accumulate(lengths, lambda end, length: end + length + 1, initial=0))
    digests = b"".join(
        [
            blake2b(joined[start : end - 1], digest_size=8).digest()
            for start, end in zip(ends, ends[_RUN_WORDS:], strict=False)
        ]
    )
    return np.frombuffer(digests, dtype=">i8").astype(np.int64)


def _drop_refrains(hits: Sequence[Hit]) -> list[Hit]:
    """Hits without those of a run that one text says over and over, which would pair with all."""
    if len(hits) <= _MOST_REPEATS:
        return list(hits)
    first, second = Counter(a for a, _ in hits), Counter(b for _, b in hits)
    return [(a, b) for a, b in hits if max(first[a], second[b]) <= _MOST_REPEATS]


def _chain(pairs: Iterable[Hit]) -> list[list[Hit]]:
    """Fingerprints in both texts → runs of them that keep step, the order of the first text."""
    chains: list[list[Hit]] = []
    near: list[list[Hit]] = []
    for a, b in pairs:
        near = [chain for chain in near if a - chain[-1][0] <= _GAP_WORDS]
        for chain in reversed(near):
            last_a, last_b = chain[-1]
            keeps_step = abs((a - last_a) - (b - last_b)) <= _DRIFT_WORDS
            if 0 <= b - last_b <= _GAP_WORDS and keeps_step:
                chain.append((a, b))
                break
        else:
            near.append([(a, b)])
            chains.append(near[-1])
    return chains


def _merge(found: Iterable[_Bounds]) -> list[_Bounds]:
    """Stretches that have grown into each other are one."""
    merged: list[_Bounds] = []
    for s in sorted(set(found)):
        last = merged[-1] if merged else None
        if last is None or s.a_from >= last.a_to or not last.b_from <= s.b_from < last.b_to:
            merged.append(s)
        elif s.a_to > last.a_to and s.b_to > last.b_to:
            merged[-1] = _Bounds(last.a_from, s.a_to, last.b_from, s.b_to)
    return merged


def _grow_back(one: _Text, two: _Text, a: int, b: int) -> Hit:
    lengths = len(one.words), len(two.words)
    found = _grow(one.backwards, two.backwards, lengths[0] - a, lengths[1] - b)
    return lengths[0] - found[0], lengths[1] - found[1]


def _grow(one: Sequence[str], two: Sequence[str], a: int, b: int) -> Hit:
    """Where two texts that are one at (a, b) part, past words that one of them has changed."""
    while True:
        run = _count_equal(one, two, a, b)
        a, b = a + run, b + run
        step = _find_step(one, two, a, b)
        if step is None:
            return a, b
        a, b = a + step[0], b + step[1]


def _find_step(one: Sequence[str], two: Sequence[str], a: int, b: int) -> Hit | None:
    """The fewest words to pass over in both, after which more are equal than were passed over."""
    ours, theirs = one[a : a + _CHANGED_WORDS + 1], two[b : b + _CHANGED_WORDS + 1]
    shared = set(ours).intersection(theirs)
    if not shared:
        return None
    pairs = sorted(
        (i + j, i)
        for i, word in enumerate(ours)
        if word in shared
        for j, other in enumerate(theirs)
        if word == other
    )
    for total, i in pairs:
        j = total - i
        least = max(i, j, _LEAST_RUN - 1) + 1
        run = one[a + i : a + i + least]
        if len(run) == least and run == two[b + j : b + j + least]:
            return i, j
    return None


def _count_equal(one: Sequence[str], two: Sequence[str], a: int, b: int) -> int:
    most, count = min(len(one) - a, len(two) - b), 0
    while count < most and one[a + count] == two[b + count]:
        count += 1
    return count
