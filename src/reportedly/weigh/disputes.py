"""Claims that cannot all be true: denials, other values, other numbers, deeds after a death.

Claims of many reports, their arguments resolved → pairs of claims that stand against each other,
each with its reason. Both sides stay; nothing is settled. Two claims that may be of different
times or events are not set against each other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from reportedly.edtf import bounds
from reportedly.errors import UsageError
from reportedly.records import Claim, Dispute
from reportedly.weigh.amounts import Amount, do_disagree, read_amount, read_count
from reportedly.weigh.sides import Side, are_same_entity, find_stems, may_be_one, read_side

FAMILIES = (
    frozenset({"linked_to", "allied_with", "supports", "loyal_to"}),
    frozenset({"attacked", "killed"}),
    frozenset({"leads", "holds_post", "member_of"}),
)
_ONE_DAY_EVENTS = frozenset({"captured", "detained", "killed"})
COUNTED = frozenset({"killed", "attacked", "detained", "displaced", "has_strength", "captured"})
TOLLS = ("killed", "wounded")
DEEDS = frozenset(
    """met_with attacked killed detained captured threatened moved_to joined left appointed released
    recruited founded charged""".split()
)
FUNCTIONAL = (
    frozenset({"born_in"}),
    frozenset({"also_known_as"}),
    frozenset({"founded"}),
    frozenset({"designated"}),
    frozenset({"captured", "detained"}),
    frozenset({"killed"}),
)
"""Predicates of which two affirmed claims may exclude each other, with those they are one with."""
_SAME_EVENT_DAYS = 45
_SAME_TOPIC_NAMES = 3


class _Told(NamedTuple):
    claim: Claim
    subject: Side | None
    object: Side | None
    days: tuple[date | None, date | None] | None


def find_disputes(
    claims: Iterable[Claim],
    same: Mapping[str, str],
    local: Collection[str],
    topics: Mapping[str, frozenset[str]],
) -> list[Dispute]:
    """Return the disputes among claims, in the order of the claims.

    `same` and `local` are as `read_side` takes them; `topics` gives the named entities of each
    document, by which two reports are known to be of one matter.
    """
    told = [_tell(claim, same, local) for claim in claims if claim.certainty != "unrealised"]
    found = [
        *_find_denials(told),
        *_find_values(told),
        *_find_numbers(told, topics),
        *_find_late_deeds(told),
    ]
    return list({(d.reason, d.a, d.b): d for d in found}.values())


def _tell(claim: Claim, same: Mapping[str, str], local: Collection[str]) -> _Told:
    return _Told(
        claim,
        read_side(claim.subject, same, local),
        read_side(claim.object, same, local),
        _find_days(claim),
    )


def _find_days(claim: Claim) -> tuple[date | None, date | None] | None:
    if claim.when is None:
        return None
    try:
        days = bounds(claim.when.edtf)
    except UsageError:
        return None
    return None if days == (None, None) else days


def _family(predicate: str) -> frozenset[str]:
    return next((f for f in FAMILIES if predicate in f), frozenset({predicate}))


def _find_denials(told: Sequence[_Told]) -> Iterator[Dispute]:
    """Each denial against what it denies: in its own report if there, else the first there is."""
    affirmed: defaultdict[str, list[_Told]] = defaultdict(list)
    for one in told:
        if one.claim.polarity == "affirmed":
            affirmed[one.claim.predicate].append(one)
    for denial in told:
        if denial.claim.polarity != "denied":
            continue
        family = sorted(_family(denial.claim.predicate))
        against = [a for predicate in family for a in affirmed[predicate] if _is_denied(a, denial)]
        if against:
            best = min(
                against,
                key=lambda a: (
                    a.claim.predicate != denial.claim.predicate,
                    a.claim.document != denial.claim.document,
                ),
            )
            yield Dispute(reason="denied", a=best.claim.id, b=denial.claim.id)


def _is_denied(claim: _Told, denial: _Told) -> bool:
    """Whether a claim says what a denial denies; 'no longer' speaks of another time."""
    if not _share_time(claim, denial) or not _share_method(claim.claim, denial.claim):
        return False
    sides = [(claim.subject, claim.object)]
    if _is_symmetric(claim.claim.predicate):
        sides.append((claim.object, claim.subject))
    return any(
        (are_same_entity(one, denial.subject) or are_same_entity(other, denial.object))
        and _is_meant(one, denial.subject)
        and _is_meant(other, denial.object)
        for one, other in sides
    )


def _is_meant(side: Side | None, denied: Side | None) -> bool:
    """Whether a denial is about this side: one that the claim leaves open is not what is denied."""
    return may_be_one(side, denied) and (side is not None or denied is None)


def _share_method(claim: Claim, denial: Claim) -> bool:
    """A denied ambush denies no shelling, where one of the two says nothing of a target."""
    if claim.object is not None and denial.object is not None:
        return True
    methods = [set(find_stems(c.qualifiers.get("method", ""))) for c in (claim, denial)]
    return not all(methods) or bool(methods[0] & methods[1])


def _is_symmetric(predicate: str) -> bool:
    return predicate in {"linked_to", "allied_with", "met_with", "related_to", "also_known_as"}


def _share_time(a: _Told, b: _Told) -> bool:
    if a.days is None or b.days is None:
        return True
    (a_from, a_to), (b_from, b_to) = a.days, b.days
    starts_after = a_from is not None and b_to is not None and a_from > b_to
    ends_before = a_to is not None and b_from is not None and a_to < b_from
    return not (starts_after or ends_before)


def _find_values(told: Sequence[_Told]) -> Iterator[Dispute]:
    """Two birthplaces, two founding years, two real names, two days of one arrest."""
    groups: defaultdict[tuple[str, str], list[_Told]] = defaultdict(list)
    for one in told:
        if one.claim.polarity != "affirmed":
            continue
        key = _find_functional(one)
        if key is not None:
            groups[key].append(one)
    for (predicate, _), group in groups.items():
        for a, b in combinations(group, 2):
            if _differ_in_value(predicate, a, b):
                yield Dispute(reason="value", a=a.claim.id, b=b.claim.id)


def _find_functional(one: _Told) -> tuple[str, str] | None:
    """The predicate and the entity of which it can have one value only."""
    predicate = one.claim.predicate
    if predicate == "born_in" and one.subject is not None and one.subject.entity is not None:
        return predicate, one.subject.entity
    if predicate == "also_known_as" and one.claim.qualifiers.get("kind") == "real_name":
        return (predicate, one.subject.entity) if one.subject and one.subject.entity else None
    is_event = predicate in ("founded", "designated") or predicate in _ONE_DAY_EVENTS
    if is_event and one.object is not None and one.object.entity is not None and one.days:
        name = "seized" if predicate in ("captured", "detained") else predicate
        return name, one.object.entity
    return None


def _differ_in_value(predicate: str, a: _Told, b: _Told) -> bool:
    if predicate == "born_in":
        one, other = a.object, b.object
        is_open = one is None or other is None or one.entity is None or other.entity is None
        return not is_open and one != other and not may_be_one(one, other)
    if predicate == "also_known_as":
        return not _are_near(a.claim.object, b.claim.object)
    if _share_time(a, b):
        return False
    if predicate in ("founded", "killed"):
        return True  # nobody dies twice
    if predicate == "designated":
        return are_same_entity(a.subject, b.subject)
    return _are_near_days(a, b)


def _are_near(a: object, b: object) -> bool:
    names = [find_stems(getattr(x, "name", "")) for x in (a, b)]
    return bool(set(names[0]) & set(names[1]))


def _are_near_days(a: _Told, b: _Told) -> bool:
    """Two days, known as such, so near each other that one event is meant."""
    days = [d for told in (a, b) for d in (told.days or ())]
    if len(days) < 4 or None in days:
        return False
    first, last = min(days), max(days)  # type: ignore[type-var]
    return (last - first).days <= _SAME_EVENT_DAYS  # type: ignore[operator]


def _find_numbers(told: Sequence[_Told], topics: Mapping[str, frozenset[str]]) -> Iterator[Dispute]:
    groups: defaultdict[str, list[tuple[_Told, Amount]]] = defaultdict(list)
    for one in told:
        if one.claim.polarity == "affirmed" and one.claim.predicate in COUNTED:
            for kind, amount in _list_amounts(one):
                groups[kind].append((one, amount))
    for group in groups.values():
        for (a, first), (b, second) in combinations(group, 2):
            if do_disagree(first, second) and _are_one_event(a, b, topics):
                yield Dispute(reason="number", a=a.claim.id, b=b.claim.id)


def _list_amounts(told: _Told) -> Iterator[tuple[str, Amount]]:
    claim = told.claim
    for key in TOLLS:
        amount = read_count(claim.qualifiers.get(key, ""))
        if claim.predicate == "attacked" and amount is not None:
            yield key, amount
    if claim.predicate == "captured":
        amount = read_amount(claim.object.name) if claim.object is not None else None
        if amount is not None and amount.unit:
            yield f"captured {amount.unit[-1]}", amount
        return
    amount = read_count(claim.qualifiers.get("count", ""))
    if amount is not None and claim.predicate != "attacked":
        yield claim.predicate, amount


def _are_one_event(a: _Told, b: _Told, topics: Mapping[str, frozenset[str]]) -> bool:
    if a.claim.document == b.claim.document and not _differ_in_source(a, b):
        return False
    if not _share_time(a, b) or not may_be_one(a.subject, b.subject):
        return False
    if a.claim.predicate == "has_strength":
        return are_same_entity(a.subject, b.subject) and a.days is not None and b.days is not None
    if not may_be_one(a.object, b.object) or not _share_places(a, b):
        return False
    shared = topics.get(a.claim.document, frozenset()) & topics.get(b.claim.document, frozenset())
    return len(shared) >= _SAME_TOPIC_NAMES


def _differ_in_source(a: _Told, b: _Told) -> bool:
    roots = [c.claim.sources[-1].name if c.claim.sources else None for c in (a, b)]
    return roots[0] != roots[1]


def _share_places(a: _Told, b: _Told) -> bool:
    places = [{w.name for w in c.claim.where} for c in (a, b)]
    return not all(places) or bool(places[0] & places[1])


def _find_late_deeds(told: Sequence[_Told]) -> Iterator[Dispute]:
    """Somebody who is said to have died, and to have acted afterwards."""
    deaths: defaultdict[str, list[_Told]] = defaultdict(list)
    for one in told:
        victim = one.claim.object
        is_death = one.claim.predicate == "killed" and one.claim.polarity == "affirmed"
        is_known = one.object is not None and one.object.entity is not None and one.days
        if is_death and is_known and victim is not None and victim.kind == "person":
            assert one.object is not None
            deaths[str(one.object.entity)].append(one)
    for deed in told:
        if deed.claim.predicate not in DEEDS or deed.claim.polarity != "affirmed" or not deed.days:
            continue
        actors = [deed.subject, deed.object if _is_symmetric(deed.claim.predicate) else None]
        for actor in actors:
            if actor is None or actor.entity is None:
                continue
            for death in deaths.get(actor.entity, ()):
                died_by, acted_from = (death.days or (None, None))[1], deed.days[0]
                if died_by is not None and acted_from is not None and acted_from > died_by:
                    yield Dispute(reason="sequence", a=death.claim.id, b=deed.claim.id)
