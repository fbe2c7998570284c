"""Joins that nothing settled yet → questions for a person, both sides with what is said of them."""

from collections.abc import Iterable

from reportedly.records import Claim, Entity, Join, Record
from reportedly.store import ClaimFilter, Store
from reportedly.verdicts import Pair, Verdicts

_CLAIMS_SHOWN = 3


class Side(Record, frozen=True, kw_only=True):
    """One side of a doubt: its own name, and all that is known of those that it is one with.

    `names` are theirs too, `documents` is how many name one of them, `claims` are the first.
    """

    entity: Entity
    names: tuple[str, ...]
    documents: int
    claims: tuple[Claim, ...]


class Doubt(Record, frozen=True, kw_only=True):
    """Two that may be one, with the score and the reason of the join that was not made."""

    join: Join
    a: Side
    b: Side


def describe_doubt(store: Store, join: Join) -> Doubt:
    """Return a doubt with what is said of both sides."""
    return Doubt(join=join, a=_describe(store, join.a), b=_describe(store, join.b))


def find_unsettled(store: Store, doubts: Iterable[Join], verdicts: Verdicts) -> list[Join]:
    """Return those of the doubts that nothing settles by now, the surest first.

    Of entities that are one already, one is asked for. What somebody was unsure of, or judged
    different, is not asked for again, of those that either is one with neither. The case is settled.
    """
    ordered = sorted(doubts, key=lambda join: (-join.score, join.a, join.b))
    judged = [*verdicts.different, *verdicts.unsure]
    ids = {id_ for join in ordered for id_ in (join.a, join.b)}
    same, _ = store.weighed.get_same(ids | {id_ for pair in judged for id_ in pair})
    asked = {_order(*(same.get(id_, id_) for id_ in pair)) for pair in judged}
    unsettled = []
    for join in ordered:
        a, b = same.get(join.a), same.get(join.b)
        if a is None or b is None or a == b or _order(a, b) in asked:
            continue
        asked.add(_order(a, b))
        unsettled.append(join)
    return unsettled


def _order(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _describe(store: Store, id_: str) -> Side:
    candidate, group = store.find_bearers(id_, 1)[0], store.find_entities(id_, 1)[0]
    claims = store.find_claims(ClaimFilter(about=(id_,), limit=_CLAIMS_SHOWN))
    return Side(
        entity=candidate.entity,
        names=tuple(counted.name for counted in store.get_names(id_)),
        documents=group.documents,
        claims=tuple(claims),
    )
