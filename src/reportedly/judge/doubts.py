"""Joins that nothing settled yet → questions for a person, both sides with what is said of them."""

from collections.abc import Iterable

from reportedly.judge.relations import Relations
from reportedly.records import Claim, Entity, Join, Judgement, Record
from reportedly.store import ClaimFilter, Store
from reportedly.verdicts import Pair, Verdicts

_CLAIMS_SHOWN = 3


class Side(Record, frozen=True, kw_only=True):
    """One side of a doubt: its names, how many documents name it, and the first claims about it."""

    entity: Entity
    names: tuple[str, ...]
    documents: int
    claims: tuple[Claim, ...]


class Doubt(Record, frozen=True, kw_only=True):
    """Two that may be one, with the score and the reason of the join that was not made."""

    join: Join
    a: Side
    b: Side


def describe_doubts(store: Store, joins: Iterable[Join]) -> list[Doubt]:
    """Return the doubts among `joins` with what is said of both sides."""
    return [Doubt(join=j, a=_describe(store, j.a), b=_describe(store, j.b)) for j in joins]


def find_unsettled(joins: Iterable[Join], verdicts: Verdicts) -> list[Join]:
    """Return the doubts that no judgement settles, the surest first.

    `joins` are all, those that were made too: of entities that are one already, one is asked for.
    What somebody was unsure of is not asked again.
    """
    relations = Relations.from_verdicts(verdicts)
    given = list(joins)
    for join in given:
        if join.is_made:
            relations.add(_order(join.a, join.b), _MADE)
    asked = {_order(*map(relations.find, pair)) for pair in verdicts.unsure}
    unsettled = []
    for join in sorted(given, key=lambda join: (-join.score, join.a, join.b)):
        pair = _order(relations.find(join.a), relations.find(join.b))
        if join.is_made or pair in asked or relations.relate(join.a, join.b) is not None:
            continue
        asked.add(pair)
        unsettled.append(join)
    return unsettled


_MADE = Judgement(id="", verb="same", targets=(), by="", made_at="")
"""What stands for the likeness of names where nobody judged."""


def _order(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _describe(store: Store, id_: str) -> Side:
    candidate = store.find_entities(id_, 1)[0]
    claims = store.find_claims(ClaimFilter(about=(id_,), limit=_CLAIMS_SHOWN))
    return Side(
        entity=candidate.entity,
        names=tuple(counted.name for counted in store.get_names(id_)),
        documents=candidate.documents,
        claims=tuple(claims),
    )
