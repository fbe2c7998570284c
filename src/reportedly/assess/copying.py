"""Documents → what they share with those before them, by fingerprints kept in the case."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from reportedly.store.copied import Copied
from reportedly.weigh import COMMON_AT, align_texts, find_fingerprints

_NEAR_WORDS = 14
"""Two equal runs so near each other in both texts are a sign of copying; one alone is chance."""
_MOST_TEXTS = 40
"""With so many texts at most is one text aligned, those that share most with it."""
_MOST_CHANCES = 10
"""And with so many of those that share no more than chance may give."""


def settle_copies(copied: Copied, documents: Sequence[int]) -> None:
    """Find what documents (keys) share with all that were settled before, and each other."""
    texts = copied.get_texts(documents)
    runs = {key: find_fingerprints(text) for key, (_, text) in sorted(texts.items())}
    new = {key: found for key, found in runs.items() if not copied.has_runs(key, found)}
    places = _Places(copied, {run for found in new.values() for run, _ in found})
    for key, found in new.items():
        id_, text = texts[key]
        hits = _find_hits(places, found)
        others = copied.get_texts(hits.keys() - texts.keys()) if hits else {}
        for other in sorted(hits):
            other_id, other_text = texts[other] if other in texts else others[other]
            copies = align_texts((other_id, other_text), (id_, text), hits[other])
            copied.insert_copies((other, key, copy) for copy in copies)
        places.add(key, found)
    copied.insert_runs((run, key, at) for key, found in new.items() for run, at in found)


class _Places:
    """Where the fingerprints of some documents stand in the case, and in those documents."""

    def __init__(self, copied: Copied, runs: Collection[int]) -> None:
        self._places = {run: copied.find_runs(run, COMMON_AT + 1) for run in sorted(runs)}

    def find(self, run: int) -> list[tuple[int, int]]:
        """Return the places (document, position) of a fingerprint that is not common."""
        places = self._places[run]
        return places if len(places) <= COMMON_AT else []

    def add(self, document: int, runs: Iterable[tuple[int, int]]) -> None:
        """Take in a document with its fingerprints (hash, position)."""
        for run, at in runs:
            if len(self._places[run]) <= COMMON_AT:
                self._places[run].append((document, at))


def _find_hits(
    places: _Places, runs: Sequence[tuple[int, int]]
) -> dict[int, list[tuple[int, int]]]:
    """By document, where (there, here) it has the same runs of words as the text at hand."""
    hits: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for run, at in runs:
        for document, other_at in places.find(run):
            hits[document].append((other_at, at))
    signs = {d: _count_near(found) for d, found in hits.items() if len(found) > 1}
    ranked = sorted((d for d in signs if signs[d]), key=lambda d: (-signs[d], d))
    sure = [d for d in ranked if signs[d] > 1]
    chances = [d for d in ranked if signs[d] == 1]
    most = (*sure[:_MOST_TEXTS], *chances[:_MOST_CHANCES])
    return {document: hits[document] for document in most}


def _count_near(hits: list[tuple[int, int]]) -> int:
    """How many equal runs follow another one closely in both texts."""
    ordered = sorted(hits)
    return sum(
        0 < b - a <= _NEAR_WORDS and 0 < d - c <= _NEAR_WORDS
        for (a, c), (b, d) in pairwise(ordered)
    )
