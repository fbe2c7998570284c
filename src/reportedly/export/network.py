"""Entities and propositions → nodes and edges: the one input that all graph formats share.

A node stands for all entities that were joined. An edge is a proposition with every claim that
affirms or denies it; it never comes without their words. A side that no entity fills (a name that
is only spoken of, nobody named at all) is an end of its own, so that no proposition is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

import msgspec

from reportedly.edtf import bounds
from reportedly.errors import UsageError
from reportedly.ids import make_id
from reportedly.records import (
    Act,
    Argument,
    Certainty,
    Claim,
    Entity,
    Kind,
    Place,
    Proposition,
    Record,
    Telling,
)

NOBODY_NAMED = "(not named)"
_FIRMNESS: tuple[Certainty, ...] = ("stated", "hedged", "unrealised")


Polarity = Literal["affirmed", "denied", "disputed"]


class Manner(NamedTuple):
    """How one claim, or several alike, tells something; `act` is what the root source does."""

    polarity: Literal["affirmed", "denied"]
    certainty: Certainty
    act: Act | None


class Node(Record, frozen=True, kw_only=True):
    """An entity that stands for all that were joined to it.

    `names` are those that reports use for it, its own first; `stated` are the names that claims
    give it, with the ids of those claims. `documents` counts the reports that name it.
    """

    id: str
    name: str
    kind: Kind
    names: tuple[str, ...]
    stated: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    documents: int = 0
    is_local: bool = False
    place: Place | None = None


class End(Record, frozen=True, kw_only=True):
    """One side of an edge. `is_node` says whether a `Node` has its id; `open` is nobody named."""

    id: str
    name: str
    kind: Kind | Literal["open"]
    is_node: bool


class Edge(Record, frozen=True, kw_only=True):
    """A proposition between two ends, with the claims that affirm and deny it."""

    id: str
    predicate: str
    subject: End
    object: End
    affirmed: tuple[Telling, ...]
    denied: tuple[Telling, ...]
    is_unrealised: bool

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """All claims, those that affirm first."""
        return (*self.affirmed, *self.denied)

    @property
    def told(self) -> tuple[Manner, ...]:
        """How each of the claims tells it."""
        return tuple(read_told(telling.claim) for telling in self.tellings)

    @property
    def polarity(self) -> Polarity:
        """Whether claims affirm it, deny it, or some the one and some the other."""
        return find_polarity(self.told)

    @property
    def certainty(self) -> Certainty:
        """How firmly the firmest claim affirms it (denies it, where none affirms)."""
        return find_firmest(self.told)

    @property
    def is_alleged(self) -> bool:
        """Whether nobody affirms it but as an accusation or a belief."""
        return is_only_alleged(self.told)

    @property
    def is_plain(self) -> bool:
        """Whether somebody states it, not merely alleges it, and nobody denies it.

        It is a claim all the same.
        """
        return not self.denied and not self.is_alleged

    @property
    def origins(self) -> int:
        """How many independent origins affirm it."""
        return len({telling.origin for telling in self.affirmed})

    @property
    def label(self) -> str:
        """The predicate in words, what makes it less than stated in front: 'denied: member of'."""
        marks: list[str] = [] if self.polarity == "affirmed" else [self.polarity]
        if self.is_unrealised:
            marks.append("not realised")
        elif self.certainty == "hedged":
            marks.append("perhaps")
        elif self.is_alleged:
            marks.append("alleged")
        lead = ", ".join(marks) + ": " if marks else ""
        return lead + self.predicate.replace("_", " ")

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day that any of the claims speaks of."""
        found = [find_days(telling.claim) for telling in self.tellings]
        firsts = [first for first, _ in found if first is not None]
        lasts = [last for _, last in found if last is not None]
        return min(firsts, default=None), max(lasts, default=None)


def read_told(claim: Claim) -> Manner:
    """Return how a claim tells what it tells."""
    act = claim.sources[-1].act if claim.sources else None
    return Manner(claim.polarity, claim.certainty, act)


def find_polarity(told: Collection[Manner]) -> Polarity:
    """Return whether something is affirmed, denied, or by some the one and by some the other."""
    kinds = {one.polarity for one in told}
    if "denied" not in kinds:
        return "affirmed"
    return "disputed" if "affirmed" in kinds else "denied"


def find_firmest(told: Collection[Manner]) -> Certainty:
    """Return how firmly the firmest affirms something (denies it, where none affirms)."""
    affirmed = {one.certainty for one in told if one.polarity == "affirmed"}
    found = affirmed or {one.certainty for one in told}
    return next(certainty for certainty in _FIRMNESS if certainty in found)


def is_only_alleged(told: Collection[Manner]) -> bool:
    """Return whether something is affirmed, but by nobody otherwise than as a charge or a belief."""
    affirmed = [one for one in told if one.polarity == "affirmed"]
    return bool(affirmed) and not any(_is_plain(one) for one in affirmed)


def is_told_plainly(claim: Claim) -> bool:
    """Return whether a claim states that it is so: no hedge, no plan, no accusation, no belief."""
    return _is_plain(read_told(claim))


def _is_plain(told: Manner) -> bool:
    is_charge = told.act in ("accuses", "believes")
    return told.polarity == "affirmed" and told.certainty == "stated" and not is_charge


def find_days(claim: Claim) -> tuple[date | None, date | None]:
    """Return the first and last day on which it may have happened; `None` is open or unknown."""
    if claim.when is None:
        return None, None
    try:
        return bounds(claim.when.edtf)
    except UsageError:  # not EDTF: the claim keeps its words, and no day
        return None, None


def build_nodes(
    list_entities: Callable[[], Iterator[Entity]],
    appearances: Iterable[tuple[str, str]],
    positions: Iterable[tuple[str, Place, int]],
    names: Iterable[Claim],
    same: Mapping[str, str],
) -> Iterator[Node]:
    """Yield a node for each entity that stands for itself, in the order of the entities.

    `appearances` are (entity id, document id); `positions` an entity id, where a report places it,
    and how often; `names` the claims which say that somebody has a name; `same` the entity that
    stands for one that was joined. Held in memory are the joined entities, a number for each
    entity, the places and the stated names.
    """
    joined = _gather_joined(list_entities(), same)
    documents = _count_documents(appearances, same, joined)
    places = _choose_places(positions, same)
    stated = _list_stated(names, same)
    for entity in list_entities():
        if same.get(entity.id, entity.id) != entity.id:
            continue
        given = stated.get(entity.id, {})
        all_names = dict.fromkeys((entity.name, *entity.names, *joined.get(entity.id, ())))
        yield Node(
            id=entity.id,
            name=entity.name,
            kind=entity.kind,
            names=tuple(name for name in all_names if name == entity.name or name not in given),
            stated={name: tuple(claims) for name, claims in given.items() if name != entity.name},
            documents=documents[entity.id],
            is_local=entity.is_local,
            place=places.get(entity.id),
        )


def build_edges(propositions: Iterable[Proposition], same: Mapping[str, str]) -> Iterator[Edge]:
    """Yield an edge for each proposition, in order. Its ends are those of its first claim."""
    for proposition in propositions:
        first = (*proposition.affirmed, *proposition.denied)[0].claim
        yield Edge(
            id=proposition.id,
            predicate=proposition.predicate,
            subject=_find_end(first.subject, proposition, "subject", same),
            object=_find_end(first.object, proposition, "object", same),
            affirmed=proposition.affirmed,
            denied=proposition.denied,
            is_unrealised=proposition.is_unrealised,
        )


def keep_confident_tellings(
    propositions: Iterable[Proposition], min_confidence: float | None
) -> Iterator[Proposition]:
    """Yield the propositions with the claims that are not below `min_confidence`."""
    for proposition in propositions:
        if min_confidence is None:
            yield proposition
            continue
        affirmed, denied = (
            tuple(t for t in told if t.claim.confidence >= min_confidence)
            for told in (proposition.affirmed, proposition.denied)
        )
        if affirmed or denied:
            yield msgspec.structs.replace(proposition, affirmed=affirmed, denied=denied)


def _find_end(
    argument: Argument | None, proposition: Proposition, side: str, same: Mapping[str, str]
) -> End:
    if argument is None:
        id_ = make_id("open", [proposition.id, side])
        return End(id=id_, name=NOBODY_NAMED, kind="open", is_node=False)
    if argument.entity is not None:
        id_ = same.get(argument.entity, argument.entity)
        return End(id=id_, name=argument.name, kind=argument.kind, is_node=True)
    id_ = make_id("word", [argument.kind, argument.name.casefold()])
    return End(id=id_, name=argument.name, kind=argument.kind, is_node=False)


def _gather_joined(entities: Iterable[Entity], same: Mapping[str, str]) -> dict[str, list[str]]:
    """The names that a stand-in takes over from the entities that were joined to it."""
    joined: defaultdict[str, list[str]] = defaultdict(list)
    for entity in entities:
        if (head := same.get(entity.id, entity.id)) != entity.id:
            joined[head] += (entity.name, *entity.names)
    return joined


def _count_documents(
    appearances: Iterable[tuple[str, str]], same: Mapping[str, str], joined: Mapping[str, object]
) -> Counter[str]:
    """In how many documents each is named; two of its names in one document count once."""
    counts: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for entity, document in appearances:
        head = same.get(entity, entity)
        if head in joined:
            if (head, document) in seen:
                continue
            seen.add((head, document))
        counts[head] += 1
    return counts


def _choose_places(
    positions: Iterable[tuple[str, Place, int]], same: Mapping[str, str]
) -> dict[str, Place]:
    """The position that most mentions have; the first of several that as many have."""
    counts: defaultdict[str, Counter[Place]] = defaultdict(Counter)
    for entity, place, mentions in positions:
        counts[same.get(entity, entity)][place] += mentions
    return {entity: found.most_common(1)[0][0] for entity, found in counts.items()}


def _list_stated(
    claims: Iterable[Claim], same: Mapping[str, str]
) -> dict[str, dict[str, list[str]]]:
    """For each entity the names that claims give it, and the ids of those claims."""
    stated: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for claim in claims:
        subject, name = claim.subject, claim.object
        if claim.polarity == "affirmed" and subject is not None and name is not None:
            head = same.get(subject.entity or "", subject.entity)
            if head is not None:
                stated[head].setdefault(name.name, []).append(claim.id)
    return stated
