"""The ways between two as they are found where every tie is read: what the search is held against."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple, Protocol

from reportedly.case import Case
from reportedly.weigh.paths import Bounds, Hop, Path, Search, Tie, make_tie
from reportedly.weigh.paths import rank_strength as _rank


class WholeTies:
    """The ties of a case, each weighed with all its claims."""

    def __init__(self, case: Case, *, wider: bool = False) -> None:
        self._case, self._wider = case, wider

    def neighbours(self, entity: str) -> Iterator[Tie]:
        """Yield the ties of one entity."""
        disputed = {c.id for d in self._case.contests(entity) for c in (d.a, d.b)}
        for proposition in self._case.propositions(entity):
            tie = make_tie(proposition, entity, disputed.__contains__, wider=self._wider)
            if tie is not None:
                yield tie


class Graph(Protocol):
    """Where ties come from."""

    def neighbours(self, entity: str) -> Iterable[Tie]:
        """Yield the ties of one entity, in an order that does not change."""


def find_all_ways(graph: Graph, start: str, end: str, bounds: Bounds | None = None) -> Search:
    """Return the short ways from `start` to `end`: shortest first, then strongest.

    Ways are simple: no entity comes twice. Where ways of some length are as many as were asked
    for, longer ones are not looked for.
    """
    bounds = bounds or Bounds()
    seen = _Seen(graph, bounds, {start, end})
    paths = _search(seen, start, end, with_hubs=False, with_denied=False)
    if not paths and seen.hubs:
        paths = _search(seen, start, end, with_hubs=True, with_denied=False)
        passed = {hop.end for path in paths for hop in path.hops}
        seen.hubs = [hub for hub in seen.hubs if hub not in passed]
    denied = []
    if seen.has_denied:
        all_ways = _search(seen, start, end, with_hubs=False, with_denied=True)
        denied = [path for path in all_ways if path.is_denied]
    return Search(
        paths=tuple(paths[: bounds.paths]),
        denied=tuple(denied[: bounds.paths]),
        hubs=tuple(seen.hubs),
        is_cut_off=seen.is_cut_off,
    )


class _Around(NamedTuple):
    """Whom an entity has ties with, and whether that are so many that it joins everybody."""

    hops: dict[str, tuple[Tie, ...]]
    is_hub: bool
    is_cut_off: bool


class _Seen:
    """The entities that were asked for, each once, and what that came to."""

    def __init__(self, graph: Graph, bounds: Bounds, ends: set[str]) -> None:
        self.bounds = bounds
        self.hubs: list[str] = []
        self.is_cut_off = False
        self.has_denied = False
        self._graph = graph
        self._ends = ends
        self._around: dict[str, _Around] = {}
        self._turns = 0

    def take_turn(self) -> bool:
        """Whether the search may go on; once it may not, it is cut off."""
        self._turns += 1
        if self._turns > self.bounds.turns:
            self.is_cut_off = True
        return self._turns <= self.bounds.turns

    def look_around(self, entity: str, *, with_hubs: bool, with_denied: bool) -> dict[str, Hop]:
        """The hops from an entity, by the entity they lead to; none where it is not passed."""
        if entity not in self._around:
            if len(self._around) >= self.bounds.entities:
                self.is_cut_off = True
                return {}
            self._around[entity] = self._ask(entity)
        around = self._around[entity]
        if around.is_hub and not with_hubs and entity not in self._ends:
            return {}
        self.is_cut_off = self.is_cut_off or around.is_cut_off
        hops = {}
        for other, ties in around.hops.items():
            if with_denied or ties[0].strength != "only denied":
                hops[other] = Hop(start=entity, end=other, ties=ties)
        return hops

    def _ask(self, entity: str) -> _Around:
        # Of a hub at most some ties for each of the others that make it one are looked at.
        most = self.bounds.hub_ties * 20
        ties: dict[str, list[Tie]] = {}
        asked = list(islice(self._graph.neighbours(entity), most + 1))
        for tie in asked[:most]:
            ties.setdefault(tie.other, []).append(tie)
        for found in ties.values():
            found.sort(key=lambda tie: (-_rank(tie.strength), tie.proposition.id))
        self.has_denied |= any(found[0].strength == "only denied" for found in ties.values())
        is_hub = len(ties) > self.bounds.hub_ties
        if is_hub and entity not in self._ends:
            self.hubs.append(entity)
        hops = {other: tuple(found) for other, found in ties.items()}
        return _Around(hops, is_hub, len(asked) > most)


def _search(seen: _Seen, start: str, end: str, *, with_hubs: bool, with_denied: bool) -> list[Path]:
    """The ways, level by level, until there are enough; each level in its order."""

    def look_around(entity: str) -> dict[str, Hop]:
        return seen.look_around(entity, with_hubs=with_hubs, with_denied=with_denied)

    wanted, found = seen.bounds.paths, list[Path]()
    steps = seen.bounds.steps
    near, radius = _measure_distances(look_around, end, steps // 2)
    for length in range(1, steps + 1):
        level = list(_walk(seen, look_around, (start, end), length, (near, radius)))
        found += sorted(level, key=_order)
        enough = [p for p in found if p.is_denied] if with_denied else found
        if len(enough) >= wanted:
            break
    return found


_Look = Callable[[str], dict[str, Hop]]


def _measure_distances(look_around: _Look, end: str, radius: int) -> tuple[dict[str, int], int]:
    """How many steps everybody within `radius` is from `end`."""
    distances, edge = {end: 0}, [end]
    for distance in range(1, radius + 1):
        reached = []
        for entity in edge:
            for other in look_around(entity):
                if other not in distances:
                    distances[other] = distance
                    reached.append(other)
        edge = reached
    return distances, radius


def _walk(
    seen: _Seen,
    look_around: _Look,
    ends: tuple[str, str],
    length: int,
    known: tuple[dict[str, int], int],
) -> Iterator[Path]:
    """The simple ways of exactly `length` steps, going only where the end can be reached."""
    (start, end), (near, radius) = ends, known
    way: list[Hop] = []
    passed = {start}

    def go_on(entity: str) -> Iterator[Path]:
        left = length - len(way) - 1
        for other, hop in look_around(entity).items():
            if not seen.take_turn():
                return
            if (
                other in passed
                or near.get(other, radius + 1) > left
                or (other == end) != (not left)
            ):
                continue
            way.append(hop)
            if other == end:
                yield Path(hops=tuple(way))
            else:
                passed.add(other)
                yield from go_on(other)
                passed.remove(other)
            way.pop()

    return go_on(start)


def _order(path: Path) -> tuple[object, ...]:
    """The shortest, then the one whose weakest hop is strongest, then the strongest throughout."""
    ranks = [_rank(hop.strength) for hop in path.hops]
    told = sum(len(tie.proposition.affirmed) for hop in path.hops for tie in hop.ties)
    return (len(ranks), -min(ranks), -sum(ranks), -told, [hop.end for hop in path.hops])
