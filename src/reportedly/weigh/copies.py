"""Texts → passages that two of them share, though a word here and there was changed.

Every text is cut into overlapping runs of words whose hashes are thinned by winnowing (Schleimer,
Wilkerson and Aiken 2003), so that any run of eight equal words in two texts leaves the same
fingerprint in both. Fingerprints that lie along one diagonal are a passage; a passage counts as
copied when most of its words stand in both texts in the same order. Adding a text costs what the
text costs, whatever is in the index already.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from reportedly.records import Copy, Passage

_WORD = re.compile(r"\w+")
_RUN_WORDS = 4
_WINDOW_RUNS = 5
"""Of this many neighbouring runs one is kept: equal stretches of 4 + 5 - 1 = 8 words are found."""
_GAP_WORDS = 14
"""So many words may lie between two fingerprints of one passage: a phrase changed or put in."""
_DRIFT_WORDS = 8
"""So many words may one of the texts have more than the other between two fingerprints."""
_LEAST_WORDS = 11
_LEAST_SHARE = 0.6
"""Of the longer side's words, so many must stand on the other side too, in the same order."""
COMMON_AT = 200
"""A run that stands in more places than this is a formula of the trade, no sign of copying."""

Hit = tuple[int, int]
"""Where one fingerprint stands in two texts, counted in words from the first."""


class _Text(NamedTuple):
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


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

    A hash is a signed number of 64 bits, a place the number of words before it. Any run of eight
    equal words in two texts leaves one hash in both.
    """
    return _winnow(_read_words(text).words)


def align_texts(a: tuple[str, str], b: tuple[str, str], hits: Iterable[Hit]) -> list[Copy]:
    """Return the passages that two texts share, each given as (document id, text).

    `hits` are the places in `a` and in `b` of the fingerprints that both have, in any order.
    """
    chains = _chain(sorted(hits))
    one, two = _read_words(a[1]), _read_words(b[1])
    found: list[Copy] = []
    for chain in chains:
        (a_from, b_from), (a_to, b_to) = chain[0], chain[-1]
        a_from, b_from = _grow_back(one.words, two.words, a_from, b_from)
        a_to, b_to = _grow(one.words, two.words, a_to + _RUN_WORDS, b_to + _RUN_WORDS)
        shared = LCSseq.similarity(one.words[a_from:a_to], two.words[b_from:b_to])
        longer = max(a_to - a_from, b_to - b_from)
        if shared >= _LEAST_WORDS and shared >= _LEAST_SHARE * longer:
            first = Passage(document=a[0], start=one.starts[a_from], end=one.ends[a_to - 1])
            second = Passage(document=b[0], start=two.starts[b_from], end=two.ends[b_to - 1])
            found.append(Copy(a=first, b=second, words=shared))
    return found


def find_copies(texts: Iterable[tuple[str, str]]) -> list[Copy]:
    """Return the copied passages among texts, given as (document id, text) in any order."""
    index = CopyIndex()
    return [copy for document, text in texts for copy in index.add(document, text)]


def _read_words(text: str) -> _Text:
    matches = list(_WORD.finditer(text))
    return _Text(
        words=tuple(m.group().casefold() for m in matches),
        starts=tuple(m.start() for m in matches),
        ends=tuple(m.end() for m in matches),
    )


def _winnow(words: Sequence[str]) -> list[tuple[int, int]]:
    """The least hash of every window of neighbouring runs, once, with its place."""
    hashes = [_hash(words[i : i + _RUN_WORDS]) for i in range(len(words) - _RUN_WORDS + 1)]
    kept: dict[int, int] = {}
    for first in range(max(1, len(hashes) - _WINDOW_RUNS + 1)):
        window = range(first, min(first + _WINDOW_RUNS, len(hashes)))
        if window:
            at = min(window, key=lambda i: (hashes[i], -i))
            kept[at] = hashes[at]
    return [(run, at) for at, run in sorted(kept.items())]


def _hash(words: Sequence[str]) -> int:
    return int.from_bytes(blake2b("\x1f".join(words).encode(), digest_size=8).digest(), signed=True)


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


def _grow(one: Sequence[str], two: Sequence[str], a: int, b: int) -> Hit:
    while a < len(one) and b < len(two) and one[a] == two[b]:
        a, b = a + 1, b + 1
    return min(a, len(one)), min(b, len(two))


def _grow_back(one: Sequence[str], two: Sequence[str], a: int, b: int) -> Hit:
    while a > 0 and b > 0 and one[a - 1] == two[b - 1]:
        a, b = a - 1, b - 1
    return a, b
