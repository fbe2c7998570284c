"""Documents → what they share with those before them, by fingerprints kept in the case."""

from collections import defaultdict
from collections.abc import Sequence

from reportedly.store.copied import Copied
from reportedly.weigh import COMMON_AT, align_texts, find_fingerprints

_RARE = 5
"""One run of words that stands in so few places is a sign of copying by itself; else two are."""
_MOST_TEXTS = 400
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
    signs: defaultdict[int, int] = defaultdict(int)
    for run, at in runs:
        places = copied.find_runs(run, COMMON_AT + 1)
        if len(places) > COMMON_AT:
            continue
        for document, other_at in places:
            hits[document].append((other_at, at))
            signs[document] += 2 if len(places) <= _RARE else 1
    most = sorted((d for d in hits if signs[d] > 1), key=lambda d: (-signs[d], d))[:_MOST_TEXTS]
    return {document: hits[document] for document in most}
