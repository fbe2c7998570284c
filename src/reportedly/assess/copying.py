"""Documents → what they share with those before them, by fingerprints kept in the case."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from reportedly.store.copied import Copied
from reportedly.weigh import COMMON_AT, align_texts, find_fingerprints

_NEAR_WORDS = 14
"""Two equal runs so near each other in both texts are a sign of copying; one alone is chance."""
_MOST_TEXTS = 100
"""With so many texts at most is one text aligned, those that share most with it."""


def settle_copies(copied: Copied, documents: Sequence[int]) -> None:
    """Find what documents (keys) share with all that were settled before, and each other."""
    for key, (id_, text) in sorted(copied.get_texts(documents).items()):
        runs = find_fingerprints(text)
        if copied.has_runs(key, runs):
            continue
        hits = _find_hits(copied, runs)
        others = copied.get_texts(hits)
        for other, (other_id, other_text) in sorted(others.items()):
            found = align_texts((other_id, other_text), (id_, text), hits[other])
            copied.insert_copies((other, key, copy) for copy in found)
        copied.insert_runs(key, runs)


def _find_hits(copied: Copied, runs: Sequence[tuple[int, int]]) -> dict[int, list[tuple[int, int]]]:
    """By document, where (there, here) it has the same runs of words as the text at hand."""
    hits: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for run, at in runs:
        places = copied.find_runs(run, COMMON_AT + 1)
        if len(places) <= COMMON_AT:
            for document, other_at in places:
                hits[document].append((other_at, at))
    signs = {document: _count_near(found) for document, found in hits.items()}
    most = sorted((d for d in hits if signs[d]), key=lambda d: (-signs[d], d))[:_MOST_TEXTS]
    return {document: hits[document] for document in most}


def _count_near(hits: list[tuple[int, int]]) -> int:
    """How many equal runs follow another one closely in both texts."""
    ordered = sorted(hits)
    return sum(
        0 < b - a <= _NEAR_WORDS and 0 < d - c <= _NEAR_WORDS
        for (a, c), (b, d) in pairwise(ordered)
    )
