"""Columns of numbers → which of their rows meet others: in one group, on the same days, by one key.

A row is spoken of by the position of the claim that it belongs to, and what is found out is marked
in an array with a truth value for each claim.
"""

from array import array

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

NO_DAY, LAST_DAY = 0, 4_000_000
"""Before and after all days that dates have, as they are numbered by `date.toordinal`."""
_GROUP = 10_000_000
"""More than all days, so that the days of groups can be laid one after the other."""
_FACTORS = np.array([0x1E3779B97F4A7C15, 0x42B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.int64)
"""Odd numbers of many bits, by which the parts of a key are spread over 64 bits."""


class Rows:
    """Rows of claims that answer one question: a group, and a span of numbers. 32 bytes each."""

    def __init__(self) -> None:
        self._held = array("q")

    def add(self, at: int, group: int, low: int, high: int) -> None:
        """Take in a row of the claim at a position."""
        self._held.extend((at, group, low, high))

    def mark_differing(self, found: Mask) -> None:
        """Mark the rows of groups in which not all begin with one number."""
        at, groups, low, _ = self.read()
        least, most = _spread_extremes(groups, low, low)
        found[at[least < most]] = True

    def mark_parted(self, found: Mask) -> None:
        """Mark the rows whose span ends before another of their group begins, or the other way."""
        at, groups, low, high = self.read()
        first_end, last_start = _spread_extremes(groups, high, low)
        found[at[(low > first_end) | (high < last_start)]] = True

    def mark_near(self, found: Mask, within: int) -> None:
        """Mark the rows whose span lies no more than `within` from another one of their group."""
        at, groups, low, high = self.read()
        if len(at) < 2:
            return
        number = np.cumsum(np.concatenate(([0], (groups[1:] != groups[:-1]).astype(np.int64))))
        starts, ends = low + number * _GROUP, high + number * _GROUP
        reach = np.maximum.accumulate(ends)
        found[at[1:][starts[1:] <= reach[:-1] + within]] = True
        found[at[:-1][starts[1:] <= ends[:-1] + within]] = True

    def mark_with_zero(self, found: Mask) -> None:
        """Mark the rows of groups of several, one of which at least begins with 0."""
        at, groups, low, _ = self.read()
        least, _ = _spread_extremes(groups, low, low)
        _, sizes = _split(groups)
        found[at[(least == 0) & (np.repeat(sizes, sizes) > 1)]] = True

    def mark_followed(self, found: Mask, later: "Rows") -> None:
        """Mark these rows and `later` ones of the same group that begin after one of these ends."""
        at, groups, _, high = self.read()
        theirs, their_groups, low, _ = later.read()
        if not len(at) or not len(theirs):
            return
        starts, _ = _split(groups)
        their_starts, _ = _split(their_groups)
        first_end = np.minimum.reduceat(high, starts)
        last_start = np.maximum.reduceat(low, their_starts)
        known, their_known = groups[starts], their_groups[their_starts]
        found[theirs[low > _look_up(their_groups, known, first_end, LAST_DAY)]] = True
        found[at[high < _look_up(groups, their_known, last_start, NO_DAY)]] = True

    def read(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Return the rows by group, and by their lower number, as columns."""
        rows: Numbers = np.frombuffer(self._held, dtype=np.int64).reshape(-1, 4)
        rows = rows[np.lexsort((rows[:, 2], rows[:, 1]))]
        return rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3]


class Spans:
    """Spans of days under keys, sorted, so that it is quickly known whether one meets another."""

    def __init__(self, keys: Numbers, starts: Numbers, ends: Numbers) -> None:
        self._keys: Numbers = sort_once(keys)
        number = np.searchsorted(self._keys, keys) * _GROUP
        order = np.argsort(number + starts, kind="stable")
        self._starts: Numbers = (number + starts)[order]
        # How far any of those reaches that start no later.
        self._reach: Numbers = np.maximum.accumulate((number + ends)[order])

    def meet(self, keys: Numbers, starts: Numbers, ends: Numbers) -> Mask:
        """Return for each of some spans whether one under the same key shares a day with it."""
        if not len(self._keys):
            return np.zeros(len(keys), dtype=np.bool_)
        number = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        at = np.searchsorted(self._starts, number * _GROUP + ends, side="right") - 1
        is_met: Mask = (self._keys[number] == keys) & (at >= 0)
        return is_met & (self._reach[at] >= number * _GROUP + starts)


class Contrasts:
    """Rows of claims by the keys of these: a question, and the span of numbers that answers it.

    Two spans that answer one question and have no number in common may stand against each other.
    """

    def __init__(self, keys: Numbers, questions: Numbers, low: Numbers, high: Numbers) -> None:
        order = np.argsort(keys, kind="stable")
        self._keys, self._questions = keys[order], questions[order]
        self._low, self._high = low[order], high[order]

    def mark(self, key: int, others: Numbers) -> Mask:
        """Return for each of some claims whether it may stand against the claim of a key."""
        found: Mask = np.zeros(len(others), dtype=np.bool_)
        start, end = self._keys.searchsorted((key, key + 1)).tolist()
        if start == end:
            return found
        first = self._keys.searchsorted(others)
        counts = self._keys.searchsorted(others, side="right") - first
        of = np.repeat(np.arange(len(others)), counts)
        rows = np.arange(len(of)) + np.repeat(first - np.cumsum(counts) + counts, counts)
        questions, low, high = self._questions[rows], self._low[rows], self._high[rows]
        for own in range(start, end):
            is_met = questions == self._questions[own]
            is_met &= (low > self._high[own]) | (high < self._low[own])
            found[of[is_met]] = True
        return found


def are_among(asked: Numbers, known: Numbers) -> Mask:
    """Return for each of some numbers whether it is among others, which are sorted."""
    if not len(known):
        return np.zeros(len(asked), dtype=np.bool_)
    at = np.minimum(known.searchsorted(asked), len(known) - 1)
    found: Mask = known[at] == asked
    return found


def sort_once(numbers: Numbers) -> Numbers:
    """Return numbers in their order, each once."""
    found: Numbers = np.sort(numbers)
    return found[np.concatenate(([True], found[1:] != found[:-1]))] if len(found) else found


def mix(*parts: Numbers | int) -> Numbers:
    """Return one number for each row of three columns; rows that differ seldom have the same."""
    with np.errstate(over="ignore"):
        mixed: Numbers = sum(
            np.asarray(part, dtype=np.int64) * factor
            for part, factor in zip(parts, _FACTORS, strict=True)
        )
    return mixed


def _split(groups: Numbers) -> tuple[Numbers, Numbers]:
    """Where each of some sorted groups starts, and how many it has."""
    if not len(groups):
        return groups, groups
    starts: Numbers = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))
    return starts, np.diff(np.concatenate((starts, [len(groups)])))


def _spread_extremes(groups: Numbers, one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """For each row the least of one column in its group, and the most of the other."""
    if not len(groups):
        return groups, groups
    starts, sizes = _split(groups)
    return (
        np.repeat(np.minimum.reduceat(one, starts), sizes),
        np.repeat(np.maximum.reduceat(other, starts), sizes),
    )


def _look_up(asked: Numbers, known: Numbers, values: Numbers, missing: int) -> Numbers:
    """The value of each group that is asked for; `known` groups are sorted."""
    at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    found: Numbers = np.where(known[at] == asked, values[at], missing)
    return found
