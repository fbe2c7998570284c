"""Two entities and a graph of ties → the short ways between them, the strongest of a length first.

Where the ways run is asked for apart from what is said on them (`meeting.py`): what rows tell of a
step is asked for once its way is found, what is told in claims for the ways that may be among the best,
and the claims themselves for those alone that are shown. The search says when it was cut off.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush, nsmallest
from itertools import islice, pairwise
from typing import NamedTuple, Protocol

import msgspec

from reportedly.weigh.meeting import Ground, Net, Wanted, find_ways
from reportedly.weigh.paths import Bounds, Hop, Path, Search, Tie, rank_strength

Step = tuple[str, str]
"""Two entities that follow each other on a way; `make_step` gives it the same from either side."""

_Way = tuple[str, ...]
_READ_AT_ONCE = 4
"""Of so many of them the claims are read at once."""
_AT_ONCE = 20
"""Of so many ways that come first it is asked at once what their steps rest on."""


class Estimate(NamedTuple):
    """What is known of a step before its claims are read.

    `rank` is the highest that its strength can have, `told` at most how many claims affirm a tie of it.
    """

    rank: int
    told: int


class Graph(Net, Protocol):
    """Where ties come from, asked for many at once."""

    def get_keys(self, entities: Sequence[str]) -> list[int]:
        """Return the keys of entities (ids)."""

    def get_ids(self, keys: Collection[int]) -> Mapping[int, str]:
        """Return the ids of entities by their keys."""

    def estimate(self, steps: Collection[Step], *, closely: bool) -> Mapping[Step, Estimate]:
        """Return what is known of steps without all their claims, `closely` by some of these."""

    def list_ties(self, steps: Collection[Step]) -> Mapping[Step, Sequence[Tie]]:
        """Return all ties between the two entities of each step, seen from the first."""


def find_paths(graph: Graph, start: str, end: str, bounds: Bounds | None = None) -> Search:
    """Return the short ways from `start` to `end`: shortest first, then strongest.

    Ways are simple: no entity comes twice. Where ways of some length are as many as were asked
    for, longer ones are not looked for.
    """
    bounds = bounds or Bounds()
    one, other = graph.get_keys([start, end])
    ground = Ground(graph, bounds, (one, other))
    ranking = _Ranking(graph)
    levels = _search(ground, _list_affirmed)
    if not any(levels) and ground.hubs:
        ground.with_hubs = True
        levels = _search(ground, _list_affirmed)
        ground.with_hubs = False
    passed = {entity for level in levels for way in level for entity in way}
    denied = _search(ground, _list_denied)
    ids = graph.get_ids([hub for hub in ground.hubs if hub not in passed])
    return Search(
        paths=tuple(ranking.pick(levels, bounds.paths)),
        denied=tuple(ranking.pick(denied, bounds.paths)),
        hubs=tuple(ids[hub] for hub in ground.hubs if hub not in passed),
        is_cut_off=ground.is_cut_off,
    )


def make_step(one: str, other: str) -> Step:
    """Return the step between two entities, the same from either side."""
    return (one, other) if one < other else (other, one)


_Levels = list[list[tuple[int, ...]]]


def _list_affirmed(length: int) -> list[list[Wanted]]:
    return [["affirmed"] * length]


def _list_denied(length: int) -> list[list[Wanted]]:
    """Ways that need a step that is only denied, by which is the first such."""
    found: list[list[Wanted]] = []
    for first in range(length):
        steps: list[Wanted] = ["affirmed"] * first
        steps += ["denied"]
        steps += ["any"] * (length - 1 - first)
        found.append(steps)
    return found


def _search(ground: Ground, list_wanted: Callable[[int], list[list[Wanted]]]) -> _Levels:
    """The ways, level by level, until there are enough."""
    levels: _Levels = []
    for length in range(1, ground.bounds.steps + 1):
        levels.append([way for wanted in list_wanted(length) for way in find_ways(ground, wanted)])
        if sum(map(len, levels)) >= ground.bounds.paths:
            break
    return levels


class _Ranking:
    """Picks the best ways, and reads the ties of those alone that can be among them."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known: dict[Step, Estimate] = {}
        self._close: set[Step] = set()
        self._hops: dict[Step, Hop] = {}

    def pick(self, levels: _Levels, limit: int) -> list[Path]:
        """Return the first ways: the shortest, of these the one whose weakest hop is strongest.

        Then the strongest throughout, then the most often told.
        """
        picked: list[Path] = []
        for ways in levels:
            if len(picked) < limit:
                ids = self._graph.get_ids({key for way in ways for key in way})
                named = [tuple(ids[key] for key in way) for way in ways]
                wanted = limit - len(picked)
                picked += islice(self._rank(named, wanted), wanted)
        return picked

    def _rank(self, ways: Sequence[_Way], wanted: int) -> Iterator[Path]:
        # No estimate is less than what is found, so that a way that comes first and still does
        # once its hops are read stands before all others.
        self._estimate(_list_steps(ways) - self._known.keys(), closely=False)
        waiting = [(self._order(way), way) for way in ways]
        heapify(waiting)
        while waiting:
            order, way = heappop(waiting)
            if not _list_steps([way]) <= self._close:
                first = [way, *(other for _, other in nsmallest(_AT_ONCE - 1, waiting))]
                self._estimate(_list_steps(first) - self._close, closely=True)
            elif self._order(way) == order:
                if _list_steps([way]) <= self._hops.keys():
                    yield Path(hops=tuple(self._see(pair) for pair in pairwise(way)))
                    continue
                first = [other for _, other in nsmallest(_READ_AT_ONCE - 1, waiting)]
                self._read([way, *first[: wanted - 1]])
            heappush(waiting, (self._order(way), way))

    def _estimate(self, steps: set[Step], *, closely: bool) -> None:
        if steps:
            self._known.update(self._graph.estimate(steps, closely=closely))
        if closely:
            self._close |= steps

    def _read(self, ways: Iterable[_Way]) -> None:
        """Read the claims of ways that come first, of those of which enough is known to tell."""
        known = [way for way in ways if _list_steps([way]) <= self._close]
        steps = _list_steps(known) - self._hops.keys()
        for step, ties in self._graph.list_ties(steps).items():
            ranked = sorted(ties, key=lambda t: (-rank_strength(t.strength), t.proposition.id))
            hop = Hop(start=step[0], end=step[1], ties=tuple(ranked))
            self._hops[step] = hop
            told = sum(len(tie.proposition.affirmed) for tie in ties)
            self._known[step] = Estimate(rank_strength(hop.strength), told)

    def _see(self, pair: Step) -> Hop:
        """The hop between two, seen from the first."""
        hop = self._hops[make_step(*pair)]
        if hop.start == pair[0]:
            return hop
        ties = (msgspec.structs.replace(tie, other=pair[1]) for tie in hop.ties)
        return Hop(start=pair[0], end=pair[1], ties=tuple(ties))

    def _order(self, way: _Way) -> tuple[int, int, int, _Way]:
        known = [self._known[make_step(*pair)] for pair in pairwise(way)]
        ranks = [one.rank for one in known]
        return (-min(ranks), -sum(ranks), -sum(one.told for one in known), way[1:])


def _list_steps(ways: Iterable[_Way]) -> set[Step]:
    return {make_step(*pair) for way in ways for pair in pairwise(way)}
