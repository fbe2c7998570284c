"""Two entities and a graph of ties → the short ways between them, the strongest of a length first.

Where the ways run is asked for apart from what is said on them: the search goes out from the far end
by breadth for half of the steps, then from the near end by depth, only where the far end can still
be reached, and ties are read only for the ways that can be among the best. It looks at a bounded
number of entities and says when it was cut off.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import islice, pairwise
from typing import NamedTuple, Protocol

from reportedly.weigh.paths import Bounds, Hop, Path, Search, Tie, rank_strength

Way = tuple[str, ...]
"""The entities that a way leads over, both ends among them."""

Step = tuple[str, str]
"""Two entities that follow each other on a way; `make_step` gives it the same from either side."""


class Around(NamedTuple):
    """Whom an entity has ties with, and of each whether somebody affirms one of these ties.

    `is_cut_off` where there are more than were looked at.
    """

    others: Mapping[str, bool]
    is_cut_off: bool = False


class Estimate(NamedTuple):
    """What is known of a step before its claims are read.

    `rank` is the highest that its strength can have, `told` how many claims affirm a tie of it.
    """

    rank: int
    told: int


class Graph(Protocol):
    """Where ties come from, asked for many at once."""

    def find_hubs(self, entities: Sequence[str], others: int) -> Collection[str]:
        """Return of the entities those that surely have ties with more others than so many."""

    def look_around(self, entities: Sequence[str], most: int) -> Mapping[str, Around]:
        """Return whom each of the entities has ties with; at most so many ties of each are read."""

    def estimate(self, steps: Collection[Step]) -> Mapping[Step, Estimate]:
        """Return what is known of steps without reading their claims."""

    def list_ties(self, start: str, end: str) -> Sequence[Tie]:
        """Return all ties between two entities, seen from the first."""


def find_paths(graph: Graph, start: str, end: str, bounds: Bounds | None = None) -> Search:
    """Return the short ways from `start` to `end`: shortest first, then strongest.

    Ways are simple: no entity comes twice. Where ways of some length are as many as were asked
    for, longer ones are not looked for.
    """
    bounds = bounds or Bounds()
    seen = _Seen(graph, bounds, {start, end})
    ranking = _Ranking(graph)
    levels = _search(seen, (start, end), _Mode(with_hubs=False, with_denied=False))
    if not any(levels) and seen.hubs:
        levels = _search(seen, (start, end), _Mode(with_hubs=True, with_denied=False))
        passed = {entity for level in levels for way in level for entity in way}
        seen.hubs = [hub for hub in seen.hubs if hub not in passed]
    paths = ranking.pick(levels, bounds.paths)
    denied = []
    if seen.has_denied:
        levels = _search(seen, (start, end), _Mode(with_hubs=False, with_denied=True))
        denied = ranking.pick(levels, bounds.paths)
    return Search(
        paths=tuple(paths),
        denied=tuple(denied),
        hubs=tuple(seen.hubs),
        is_cut_off=seen.is_cut_off,
    )


def make_step(one: str, other: str) -> Step:
    """Return the step between two entities, the same from either side."""
    return (one, other) if one < other else (other, one)


class _Mode(NamedTuple):
    """What is gone through; with what is only denied, only the ways that need it are wanted."""

    with_hubs: bool
    with_denied: bool


class _Known(NamedTuple):
    """Whom an entity has ties with, and with whom of them ties that somebody affirms."""

    others: Mapping[str, bool]
    affirmed: Mapping[str, bool]
    is_cut_off: bool


class _Seen:
    """The entities that were looked at, each once, and what that came to.

    Hubs have ties with so many that they join everybody: whom with is asked only where ways may lead
    through them.
    """

    def __init__(self, graph: Graph, bounds: Bounds, ends: set[str]) -> None:
        self.bounds = bounds
        self.hubs: list[str] = []
        self.is_cut_off = False
        self.has_denied = False
        self._graph = graph
        self._ends = ends
        self._known: dict[str, _Known] = {}
        self._looked_at: dict[str, bool] = {}
        self._turns = 0
        self._hubs_asked = 0

    def take_turn(self) -> bool:
        """Whether the search may go on; once it may not, it is cut off."""
        self._turns += 1
        if self._turns > self.bounds.turns:
            self.is_cut_off = True
        return self._turns <= self.bounds.turns

    def prepare(self, entities: Iterable[str], mode: _Mode) -> None:
        """Look at entities at once, as many of them as may still be looked at."""
        given = list(dict.fromkeys(entities))
        new = [e for e in given if e not in self._looked_at]
        new = new[: self.bounds.entities - len(self._looked_at)]
        if others := [e for e in new if e not in self._ends]:
            self._looked_at.update(dict.fromkeys(others, False))
            self._note_hubs(self._graph.find_hubs(others, self.bounds.hub_ties))
        self._looked_at.update(dict.fromkeys(self._ends & set(new), False))
        self._ask([e for e in given if e in self._looked_at and self._is_passed(e, mode)])

    def look_around(self, entity: str, mode: _Mode) -> Mapping[str, bool]:
        """Whom an entity leads to, each with whether somebody affirms it; none if not passed."""
        if entity not in self._known:
            self.prepare([entity], mode)
        if entity not in self._looked_at:
            self.is_cut_off = True
        if entity not in self._looked_at or not self._is_passed(entity, mode):
            return {}
        known = self._known[entity]
        self.is_cut_off = self.is_cut_off or known.is_cut_off
        return known.others if mode.with_denied else known.affirmed

    def _is_passed(self, entity: str, mode: _Mode) -> bool:
        return mode.with_hubs or not self._looked_at[entity]

    def _note_hubs(self, hubs: Iterable[str]) -> None:
        for hub in hubs:
            self._looked_at[hub] = True
            self.hubs.append(hub)

    def _ask(self, entities: Sequence[str]) -> None:
        unknown = [e for e in entities if e not in self._known]
        # Of a hub at most some ties for each of the others that make it one are looked at.
        most = self.bounds.hub_ties * 20
        hubs = [e for e in unknown if self._looked_at[e]]
        late = set(hubs[max(0, self.bounds.hubs - self._hubs_asked) :])
        self._hubs_asked += len(hubs) - len(late)
        self._known.update(dict.fromkeys(late, _Known({}, {}, is_cut_off=True)))
        asked = [e for e in unknown if e not in late]
        found = self._graph.look_around(asked, most) if asked else {}
        for entity, around in found.items():
            affirmed = {other: True for other, is_affirmed in around.others.items() if is_affirmed}
            self.has_denied |= len(affirmed) < len(around.others)
            self._known[entity] = _Known(around.others, affirmed, around.is_cut_off)
            is_end = entity in self._ends or self._looked_at[entity]
            if not is_end and len(around.others) > self.bounds.hub_ties:
                self._note_hubs([entity])


class _Near(NamedTuple):
    """How many steps everybody within `radius` is from the end; by what is denied, if wanted."""

    radius: int
    any_way: dict[str, int]
    by_denied: dict[str, int]

    def can_reach(self, entity: str, left: int, *, by_denied: bool) -> bool:
        """Whether so many steps may be enough."""
        known = self.by_denied if by_denied else self.any_way
        return known.get(entity, self.radius + 1) <= left


def _search(seen: _Seen, ends: Step, mode: _Mode) -> list[list[Way]]:
    """The ways, level by level, until there are enough."""
    steps = seen.bounds.steps
    near = _measure_distances(seen, ends[1], steps // 2, mode)
    levels: list[list[Way]] = []
    for length in range(1, steps + 1):
        levels.append(list(_walk(seen, ends, length, near, mode)))
        if sum(map(len, levels)) >= seen.bounds.paths:
            break
    return levels


def _measure_distances(seen: _Seen, end: str, radius: int, mode: _Mode) -> _Near:
    near = _Near(radius, {end: 0}, {})
    edge = [(end, False)]
    for distance in range(1, radius + 1):
        seen.prepare((entity for entity, _ in edge), mode)
        reached = []
        for entity, is_denied in edge:
            for other, is_affirmed in seen.look_around(entity, mode).items():
                by_denied = is_denied or not is_affirmed
                known = near.by_denied if by_denied else near.any_way
                if other not in known:
                    known[other] = distance
                    near.any_way.setdefault(other, distance)
                    reached.append((other, by_denied))
        edge = reached
    return near


def _walk(seen: _Seen, ends: Step, length: int, near: _Near, mode: _Mode) -> Iterator[Way]:
    """The simple ways of exactly `length` steps, going only where the end can be reached."""
    start, end = ends
    way = [start]
    passed = {start}

    def go_on(entity: str, *, needs_denied: bool) -> Iterator[Way]:
        left = length - len(way)
        fitting = []
        for other, is_affirmed in seen.look_around(entity, mode).items():
            if not seen.take_turn():
                return
            is_needed = needs_denied and is_affirmed
            if other in passed or (other == end) != (not left) or (is_needed and not left):
                continue
            if near.can_reach(other, left, by_denied=is_needed):
                fitting.append((other, is_needed))
        if left:
            seen.prepare((other for other, _ in fitting), mode)
        for other, is_needed in fitting:
            way.append(other)
            if other == end:
                yield tuple(way)
            else:
                passed.add(other)
                yield from go_on(other, needs_denied=is_needed)
                passed.remove(other)
            way.pop()

    return go_on(start, needs_denied=mode.with_denied)


class _Ranking:
    """Picks the best ways, and reads the ties of those alone that can be among them."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known: dict[Step, Estimate] = {}
        self._hops: dict[Step, Hop] = {}

    def pick(self, levels: Iterable[list[Way]], limit: int) -> list[Path]:
        """Return the first ways: the shortest, of these the one whose weakest hop is strongest.

        Then the strongest throughout, then the most often told.
        """
        picked: list[Path] = []
        for ways in levels:
            picked += islice(self._rank(ways), limit - len(picked))
        return picked

    def _rank(self, ways: Iterable[Way]) -> Iterator[Path]:
        # No estimate is less than what is found, so that a way that comes first and still does
        # once its hops are read stands before all others.
        steps = {make_step(*pair) for way in ways for pair in pairwise(way)} - self._known.keys()
        self._known.update(self._graph.estimate(steps) if steps else {})
        waiting = [(self._order(way), way) for way in ways]
        heapify(waiting)
        while waiting:
            order, way = heappop(waiting)
            for pair in pairwise(way):
                self._read(pair)
            if self._order(way) == order:
                yield Path(hops=tuple(self._hops[pair] for pair in pairwise(way)))
            else:
                heappush(waiting, (self._order(way), way))

    def _read(self, pair: Step) -> None:
        if pair in self._hops:
            return
        ties = self._graph.list_ties(*pair)
        ranked = sorted(ties, key=lambda t: (-rank_strength(t.strength), t.proposition.id))
        hop = Hop(start=pair[0], end=pair[1], ties=tuple(ranked))
        self._hops[pair] = hop
        told = sum(len(tie.proposition.affirmed) for tie in ties)
        self._known[make_step(*pair)] = Estimate(rank_strength(hop.strength), told)

    def _order(self, way: Way) -> tuple[int, int, int, Way]:
        known = [self._known[make_step(*pair)] for pair in pairwise(way)]
        ranks = [one.rank for one in known]
        return (-min(ranks), -sum(ranks), -sum(one.told for one in known), way[1:])
