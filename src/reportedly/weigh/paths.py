"""Two entities and a way to ask for ties → the short ways between them, weakest steps marked.

The search asks for the neighbours of one entity at a time, so that whoever keeps the ties may look
them up by index; it never reads a whole case. It goes out from the far end by breadth for half of
the steps, then from the near end by depth, only where the far end can still be reached. It asks
for a bounded number of entities and says when it was cut off.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple, Protocol

from reportedly.knowledge import load_knowledge
from reportedly.records import Proposition, Record

Strength = Literal[
    "only denied",
    "not realised",
    "only hedged",
    "one origin, and disputed",
    "one origin",
    "several origins, and disputed",
    "several origins",
]
STRENGTHS: tuple[Strength, ...] = (
    "only denied",
    "not realised",
    "only hedged",
    "one origin, and disputed",
    "one origin",
    "several origins, and disputed",
    "several origins",
)
"""What a tie rests on, the weakest first."""


_DISPUTED: dict[Strength, Strength] = {
    "one origin": "one origin, and disputed",
    "several origins": "several origins, and disputed",
}
_ACTORS = frozenset({"person", "group", "state", "organization", "population"})


class Tie(Record, frozen=True, kw_only=True):
    """A proposition between an entity and `other`, and what it rests on."""

    other: str
    proposition: Proposition
    strength: Strength


class Hop(Record, frozen=True, kw_only=True):
    """One step of a way: all ties between two entities, the strongest first."""

    start: str
    end: str
    ties: tuple[Tie, ...]

    @property
    def strength(self) -> Strength:
        """What the strongest of its ties rests on; disputed where another tie is denied outright."""
        strongest = self.ties[0].strength
        if any(tie.strength == "only denied" for tie in self.ties[1:]):
            return _DISPUTED.get(strongest, strongest)
        return strongest


class Path(Record, frozen=True, kw_only=True):
    """A way from one entity to another. `weakest` is the position of its weakest hop."""

    hops: tuple[Hop, ...]

    @property
    def weakest(self) -> int:
        """The position of the weakest hop, the first of several."""
        return min(range(len(self.hops)), key=lambda i: _rank(self.hops[i].strength))

    @property
    def is_denied(self) -> bool:
        """Whether one of its hops rests on nothing but what is denied."""
        return any(hop.strength == "only denied" for hop in self.hops)


class Search(Record, frozen=True, kw_only=True):
    """What was found. `hubs` were not passed through; `is_cut_off` says that more may be there."""

    paths: tuple[Path, ...]
    denied: tuple[Path, ...] = ()
    """Ways that are there only if a step counts that nobody affirms and somebody denies."""
    hubs: tuple[str, ...] = ()
    is_cut_off: bool = False


class Bounds(Record, frozen=True, kw_only=True):
    """How far a search goes: steps of a way, ways, entities asked for, ties of a hub."""

    steps: int = 4
    paths: int = 10
    entities: int = 2_000
    hub_ties: int = 100
    """Who has ties with more others than this is not passed through while there is another way."""
    turns: int = 200_000
    """So often the search may turn from one entity to the next."""


class Graph(Protocol):
    """Where ties come from."""

    def neighbours(self, entity: str) -> Iterable[Tie]:
        """Yield the ties of one entity, in an order that does not change."""


def make_tie(
    proposition: Proposition,
    entity: str,
    contested: Callable[[str], bool] = lambda _: False,
    *,
    wider: bool = False,
) -> Tie | None:
    """Return the tie of `entity` that a proposition makes, `None` where it makes none.

    A tie is between two named actors; with `wider` also what both have to do with a place or a
    thing. `contested` tells, by id, whether a claim stands in a dispute.
    """
    sides = (proposition.subject, proposition.object)
    if entity not in sides or not all(side and is_entity(side) for side in sides):
        return None
    if not (wider or _are_actors(proposition)) or not is_tie(proposition.predicate, wider=wider):
        return None
    other = sides[1] if sides[0] == entity else sides[0]
    if other is None or other == entity:
        return None
    strength = measure_strength(proposition, contested)
    return Tie(other=other, proposition=proposition, strength=strength)


def measure_strength(
    proposition: Proposition, contested: Callable[[str], bool] = lambda _: False
) -> Strength:
    """Return what a proposition rests on as a step: a word of `STRENGTHS`."""
    affirmed = proposition.affirmed
    if not affirmed:
        return "only denied"
    if proposition.is_unrealised:
        return "not realised"
    firm = {t.origin for t in affirmed if t.claim.certainty != "hedged"}
    if not firm:
        return "only hedged"
    is_disputed = bool(proposition.denied) or any(contested(t.claim.id) for t in affirmed)
    if len(firm) == 1:
        return "one origin, and disputed" if is_disputed else "one origin"
    return "several origins, and disputed" if is_disputed else "several origins"


def _are_actors(proposition: Proposition) -> bool:
    told = (*proposition.affirmed, *proposition.denied)
    sides = (told[0].claim.subject, told[0].claim.object)
    return all(side is not None and side.kind in _ACTORS for side in sides)


def is_entity(side: str) -> bool:
    """Whether a side of a proposition is an entity, and not the words of somebody nameless."""
    return side.startswith("ent-")


def is_tie(predicate: str, *, wider: bool = False) -> bool:
    """Whether a predicate makes a tie between actors, or with `wider` any tie at all."""
    return _load_ties().get(predicate) in (("actor", "wider") if wider else ("actor",))


@lru_cache(maxsize=1)
def _load_ties() -> dict[str, str]:
    entries = load_knowledge("predicates")["predicate"]
    return {entry["id"]: entry["tie"] for entry in entries if "tie" in entry}


def find_paths(graph: Graph, start: str, end: str, bounds: Bounds | None = None) -> Search:
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


def _rank(strength: Strength) -> int:
    return STRENGTHS.index(strength)


def explain_strength(hop: Hop) -> str:
    """Return why a hop is as strong as it is, in words."""
    origins = hop.ties[0].proposition.origins
    return {
        "only denied": "nobody affirms it, and it is denied",
        "not realised": "it is a plan, threat, demand or condition",
        "only hedged": "it is said with a hedge only",
        "one origin, and disputed": "one origin alone affirms it, and it is disputed",
        "one origin": "one origin alone affirms it",
        "several origins, and disputed": f"{origins} origins affirm it, and it is disputed",
        "several origins": f"{origins} origins affirm it",
    }[hop.strength]
