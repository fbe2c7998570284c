"""All names of a case in columns → who meets whom, for many of those that wait at once.

It comes to what `candidates` finds in the case for as many: those that wait have their turns in the
order of their keys, and each meets those that were compared before and all up to the last of its turn.
"""

from array import array
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.assess.candidates import Keys, Limits

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
_SHIFT = 32
_LOW = (1 << _SHIFT) - 1


class _Members:
    """Who is in which group, sorted by both; all are numbers from 0."""

    def __init__(self, groups: NDArray[Any], members: NDArray[Any]) -> None:
        self._rows = groups.astype(np.int64)
        self._rows <<= _SHIFT
        self._rows |= members
        self._rows.sort()

    def find(self, groups: Numbers, member: Numbers | int) -> Numbers:
        """Where members of groups stand, or would stand."""
        return np.searchsorted(self._rows, groups << _SHIFT | member)

    def get(self, places: Numbers) -> Numbers:
        """The members at these places."""
        return self._rows[places] & _LOW

    def __len__(self) -> int:
        return len(self._rows)


class _Groups:
    """The members of groups: those that were compared before, and those that wait."""

    def __init__(self, groups: NDArray[Any], members: NDArray[Any], waits: Flags) -> None:
        is_late = waits[members]
        self._early = _Members(groups[~is_late], members[~is_late])
        self._late = _Members(groups[is_late], members[is_late])
        self._waits = waits

    def count(self, groups: Numbers, last: int) -> Numbers:
        """How many members groups have, of those that wait up to the `last`."""
        return self.rank(groups, len(self._waits), last)

    def rank(self, groups: Numbers, members: Numbers | int, last: int) -> Numbers:
        """How many members of groups are less than these."""
        return sum(
            (
                side.find(groups, np.minimum(members, end)) - side.find(groups, 0)
                for side, end in self._list_sides(last)
            ),
            start=np.zeros(len(groups), dtype=np.int64),
        )

    def expand(self, groups: Numbers, last: int) -> tuple[Numbers, Numbers]:
        """The members of groups, each with the place of its group among those given."""
        found = [
            _expand(side, side.find(groups, 0), side.find(groups, end))
            for side, end in self._list_sides(last)
        ]
        return (
            np.concatenate([of for of, _ in found]),
            np.concatenate([members for _, members in found]),
        )

    def _list_sides(self, last: int) -> list[tuple[_Members, int]]:
        sides = [(self._late, last + 1)]
        if len(self._early):
            sides.append((self._early, len(self._waits)))
        return sides


def _expand(side: _Members, starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    numbers = ends - starts
    of = np.repeat(np.arange(len(starts)), numbers)
    before = np.cumsum(numbers) - numbers
    return of, side.get(np.arange(len(of)) + (starts - before)[of])


class _Rows(NamedTuple):
    """The blocks of some entities: of which, the block, that of the bare word, and what it is.

    `alone` is -1 where there is none.
    """

    of: NDArray[Any]
    block: NDArray[Any]
    alone: NDArray[Any]
    is_asked: Flags
    is_bare: Flags

    def select(self, places: Numbers | Flags) -> "_Rows":
        """Some of the rows."""
        return _Rows(
            self.of[places].astype(np.int64),
            self.block[places].astype(np.int64),
            self.alone[places].astype(np.int64),
            self.is_asked[places],
            self.is_bare[places],
        )


class Meeting:
    """Who shares which block. Entities are spoken of by their places in the order of their keys."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._block, self._alone, self._kind = array("q"), array("q"), array("b")
        self._number = array("i")

    def add(self, keys: Keys) -> None:
        """Add the next entity."""
        asked = keys.asked
        self._block.extend([key.block for key in asked])
        self._alone.extend([key.alone or 0 for key in asked])
        self._kind.extend([1 + key.is_bare for key in asked])
        number = len(keys.stored)
        if number > len(asked):
            self._block.extend(keys.stored.difference([key.block for key in asked]))
            self._alone.extend([0] * (number - len(asked)))
            self._kind.extend([0] * (number - len(asked)))
        self._number.append(number)

    def close(self, waits: Flags) -> None:
        """Sort what was added. `waits` says who is not compared yet."""
        numbers = np.frombuffer(self._number, dtype=np.int32).astype(np.int64)
        self._starts = np.concatenate([[0], np.cumsum(numbers)])
        self._blocks, block = np.unique(
            np.frombuffer(self._block, dtype=np.int64), return_inverse=True
        )
        self._block = array("q")
        block = block.astype(np.int32)
        alone = self._find_blocks(np.frombuffer(self._alone, dtype=np.int64))
        self._alone = array("q")
        of = np.repeat(np.arange(len(numbers), dtype=np.int32), numbers)
        kind = np.frombuffer(self._kind, dtype=np.int8)
        self._rows = _Rows(of, block, alone, is_asked=kind > 0, is_bare=kind > 1)
        self._groups = _Groups(block, of, waits)
        self._is_large = np.bincount(block, minlength=1) > self._limits.walked
        self._join_pairs(waits)

    def list_blocks(self, members: Numbers) -> tuple[Numbers, Numbers]:
        """Return the blocks of entities and which of the entities each is of."""
        rows = self._select(members)
        return self._blocks[rows.block], rows.of

    def find(self, members: Numbers, last: int) -> tuple[Numbers, Numbers]:
        """Return the pairs in which some (in order) meet others, in order: those some, and others.

        `last` is the last of them that has its turn. Of two that both have theirs the later meets
        the earlier.
        """
        rows = self._select(members)
        asked = rows.select(rows.is_asked)
        found = [*self._find_few(asked, last), self._find_shared(asked, last)]
        pairs = np.unique(np.concatenate([one << _SHIFT | other for one, other in found]))
        one, other = pairs >> _SHIFT, pairs & _LOW
        is_met_later = (other > one) & np.isin(other, members)
        kept = (one != other) & ~is_met_later
        return one[kept], other[kept]

    def _find_blocks(self, hashes: Numbers) -> NDArray[np.int32]:
        at = np.searchsorted(self._blocks, hashes).astype(np.int32)
        np.minimum(at, len(self._blocks) - 1, out=at)
        at[(hashes == 0) | (self._blocks[at] != hashes)] = -1
        return at

    def _select(self, members: Numbers) -> _Rows:
        starts, ends = self._starts[members], self._starts[members + 1]
        numbers = ends - starts
        before = np.cumsum(numbers) - numbers
        places = np.arange(numbers.sum()) + np.repeat(starts - before, numbers)
        return self._rows.select(places)

    def _find_few(self, asked: _Rows, last: int) -> list[tuple[Numbers, Numbers]]:
        """Those that share a rare word, or whose whole name is a word of the other."""
        small, large, walked = self._limits
        many = np.minimum(self._groups.count(asked.block, last), walked)
        is_rare = many <= np.where(asked.is_bare, large, small)
        of, members = self._groups.expand(asked.block[is_rare], last)
        found = [(asked.of[is_rare][of], members)]
        has_alone = (asked.alone >= 0) & (many <= large)
        blocks = asked.alone[has_alone]
        of, members = self._groups.expand(blocks, last)
        kept = self._groups.rank(blocks[of], members, last) < small
        found.append((asked.of[has_alone][of[kept]], members[kept]))
        return found

    def _find_shared(self, asked: _Rows, last: int) -> tuple[Numbers, Numbers]:
        """Those that share two blocks, and are among the first of both."""
        of, blocks = _pair(asked.of, asked.block)
        at = np.minimum(np.searchsorted(self._pairs, blocks), max(len(self._pairs) - 1, 0))
        is_known = self._pairs[at] == blocks if len(self._pairs) else np.zeros(len(at), np.bool_)
        of, blocks, at = of[is_known], blocks[is_known], at[is_known]
        place, members = self._paired.expand(at, last)
        kept = np.ones(len(place), dtype=np.bool_)
        for block in (blocks >> _SHIFT, blocks & _LOW):
            is_large = np.flatnonzero(self._is_large[block][place])
            ranks = self._groups.rank(block[place[is_large]], members[is_large], last)
            kept[is_large] &= ranks < self._limits.walked
        return of[place[kept]], members[kept]

    def _join_pairs(self, waits: Flags) -> None:
        """Note who has which two blocks; most pairs of blocks are one entity's alone."""
        shared = (np.bincount(self._rows.block, minlength=1) > 1)[self._rows.block]
        rows = self._rows.select(self._rows.is_asked & shared)
        of, blocks = _pair(rows.of, rows.block)
        pairs, at, numbers = np.unique(blocks, return_inverse=True, return_counts=True)
        is_shared = (numbers > 1)[at]
        # Numbered anew without those left out.
        self._pairs = pairs[numbers > 1]
        place = np.cumsum(numbers > 1) - 1
        self._paired = _Groups(place[at[is_shared]], of[is_shared], waits)


def _pair(entities: Numbers, shared: Numbers) -> tuple[Numbers, Numbers]:
    """All pairs of blocks that one entity has, in one number each, and of which entity they are."""
    of: list[Numbers] = [np.zeros(0, dtype=np.int64)]
    blocks: list[Numbers] = [np.zeros(0, dtype=np.int64)]
    for apart in range(1, len(entities)):
        same = entities[apart:] == entities[:-apart]
        if not same.any():
            break
        one, other = shared[:-apart][same], shared[apart:][same]
        of.append(entities[apart:][same])
        blocks.append(np.minimum(one, other) << _SHIFT | np.maximum(one, other))
    return np.concatenate(of), np.concatenate(blocks)
