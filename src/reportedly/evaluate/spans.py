"""Stretches of characters as sorted, disjoint intervals, and how much two of them share."""

from collections.abc import Iterable

Interval = tuple[int, int]


def merge_intervals(spans: Iterable[Interval]) -> list[Interval]:
    """Return the characters covered by `spans` as sorted intervals that do not touch."""
    merged: list[Interval] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def count_characters(merged: list[Interval]) -> int:
    """Return how many characters merged intervals cover."""
    return sum(end - start for start, end in merged)


def count_shared(a: list[Interval], b: list[Interval]) -> int:
    """Return how many characters two lists of merged intervals have in common."""
    shared = i = j = 0
    while i < len(a) and j < len(b):
        shared += max(0, min(a[i][1], b[j][1]) - max(a[i][0], b[j][0]))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return shared


def compute_overlap(a: list[Interval], b: list[Interval]) -> float:
    """Return the Jaccard overlap in characters, 0 to 1; two empty stretches overlap fully."""
    shared = count_shared(a, b)
    union = count_characters(a) + count_characters(b) - shared
    return shared / union if union else 1.0
