"""Joins that nothing settled yet → questions for a person, both sides with what is said of them."""

from collections.abc import Iterable

from reportedly.judge.relations import Relations
from reportedly.records import Claim, Entity, Join, Record
from reportedly.store import ClaimFilter, Store
from reportedly.verdicts import Verdicts

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


def list_doubts(store: Store, joins: Iterable[Join], verdicts: Verdicts) -> list[Doubt]:
    """Return the doubts that no judgement settles, the surest first.

    A pair that somebody was unsure of is not asked for again.
    """
    relations = Relations.from_verdicts(verdicts)
    open_ = [
        join
        for join in joins
        if not join.is_made
        and (min(join.a, join.b), max(join.a, join.b)) not in verdicts.unsure
        and relations.relate(join.a, join.b) is None
    ]
    open_.sort(key=lambda join: (-join.score, join.a, join.b))
    return [
        Doubt(join=join, a=_describe(store, join.a), b=_describe(store, join.b)) for join in open_
    ]


def _describe(store: Store, id_: str) -> Side:
    candidate = store.find_entities(id_, 1)[0]
    claims = store.find_claims(ClaimFilter(about=(id_,), limit=_CLAIMS_SHOWN))
    return Side(
        entity=candidate.entity,
        names=tuple(counted.name for counted in store.get_names(id_)),
        documents=candidate.documents,
        claims=tuple(claims),
    )
