"""What ways between two are made of: ties, hops of one step, paths, and what each rests on.

A tie is a proposition between two named actors. Everything that a hop shows is claimed, and a way is
as strong as its weakest hop. The ways are looked for in `ways.py`.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from reportedly.knowledge import load_knowledge
from reportedly.records import Kind, Proposition, Record

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
ACTORS: frozenset[Kind] = frozenset({"person", "group", "state", "organization", "population"})
"""Those who can do something: what is between two of them is a tie."""


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
        is_denied = any(tie.strength == "only denied" for tie in self.ties[1:])
        return combine_strengths(self.ties[0].strength, is_denied=is_denied)


class Path(Record, frozen=True, kw_only=True):
    """A way from one entity to another. `weakest` is the position of its weakest hop."""

    hops: tuple[Hop, ...]

    @property
    def weakest(self) -> int:
        """The position of the weakest hop, the first of several."""
        return min(range(len(self.hops)), key=lambda i: rank_strength(self.hops[i].strength))

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
    """How far a search goes: steps of a way, ways, entities looked at, ties of a hub, hubs."""

    steps: int = 4
    paths: int = 10
    entities: int = 2_000
    hub_ties: int = 100
    """Who has ties with more others than this is not passed through while there is another way."""
    hubs: int = 50
    """Where there is none, so many of them at most are passed through."""
    turns: int = 200_000
    """So often the search may turn from one entity to the next."""


def rank_strength(strength: Strength) -> int:
    """Return the place of a strength in `STRENGTHS`: 0 is the weakest."""
    return STRENGTHS.index(strength)


def combine_strengths(strongest: Strength, *, is_denied: bool) -> Strength:
    """Return what a hop rests on whose strongest tie is that; disputed where another is denied."""
    return _DISPUTED.get(strongest, strongest) if is_denied else strongest


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
    return all(side is not None and side.kind in ACTORS for side in sides)


def is_entity(side: str) -> bool:
    """Whether a side of a proposition is an entity, and not the words of somebody nameless."""
    return side.startswith("ent-")


def is_tie(predicate: str, *, wider: bool = False) -> bool:
    """Whether a predicate makes a tie between actors, or with `wider` any tie at all."""
    return predicate in list_tie_predicates(wider=wider)


@lru_cache(maxsize=2)
def list_tie_predicates(*, wider: bool = False) -> frozenset[str]:
    """Return the predicates that make a tie between actors, or with `wider` any tie at all."""
    entries = load_knowledge("predicates")["predicate"]
    kinds = ("actor", "wider") if wider else ("actor",)
    return frozenset(entry["id"] for entry in entries if entry.get("tie") in kinds)


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
