"""Claims that count the same → pairs whose numbers cannot both be right."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from reportedly.records import Argument, Claim, Dispute
from reportedly.weigh.amounts import Amount, do_disagree, read_amount, read_count
from reportedly.weigh.nouns import (
    find_head,
    find_measured,
    find_modifiers,
    get_family,
    is_within,
)
from reportedly.weigh.sides import Side, are_same_entity, may_be_one
from reportedly.weigh.told import (
    Matters,
    Told,
    differ_in_source,
    pair_up,
    share_places,
    share_time,
)

COUNTED = frozenset(
    "killed attacked detained displaced has_strength captured released moved_to".split()
)
TOLLS = ("killed", "wounded")
_PART = re.compile(r"\b(?:including|among (?:them|whom|those)|of (?:them|whom|those|which))\b")
_DOERS = frozenset({"person", "group", "state", "organization", "population"})


class _Count(NamedTuple):
    told: Told
    amount: Amount


def find_numbers(
    told: Sequence[Told], matters: Matters, new: Collection[str] | None
) -> Iterator[Dispute]:
    """Yield the pairs of claims whose numbers do not overlap, in the order of the claims."""
    groups: defaultdict[str, list[_Count]] = defaultdict(list)
    counted = [
        one for one in told if one.claim.polarity == "affirmed" and one.claim.predicate in COUNTED
    ]
    if new is None or any(one.claim.id in new for one in counted):
        for one in counted:
            for kind, amount in _list_amounts(one):
                groups[kind].append(_Count(one, amount))
    for group in groups.values():
        amounts = {count.told.claim.id: count.amount for count in group}
        for a, b in pair_up([count.told for count in group], new):
            first, second = amounts[a.claim.id], amounts[b.claim.id]
            if not do_disagree(first, second) or not _are_one_event(a, b, matters):
                continue
            if _is_part_of(a.claim, b.claim) or _is_part_of(b.claim, a.claim):
                continue
            if _is_contradicted(_Count(a, first), _Count(b, second)):
                yield Dispute(reason="number", a=a.claim.id, b=b.claim.id)


def _is_part_of(part: Claim, whole: Claim) -> bool:
    """'739 people, including 100 who were abducted': one sentence that counts some of them again."""
    if part.document != whole.document or part.object is None or whole.object is None:
        return False
    evidence = part.evidence
    if not evidence.start <= whole.object.start < part.object.start <= evidence.end:
        return False
    first, last = (o - evidence.start for o in (whole.object.start, part.object.start))
    return _PART.search(evidence.text[first:last]) is not None


def _list_amounts(told: Told) -> Iterator[tuple[str, Amount]]:
    claim = told.claim
    for key in TOLLS:
        amount = read_count(claim.qualifiers.get(key, ""))
        if claim.predicate == "attacked" and amount is not None:
            yield key, amount
    if claim.predicate == "captured":
        amount = read_amount(claim.object.name) if claim.object is not None else None
        if amount is not None and claim.object is not None:
            noun, measure = find_measured(claim.object.name)
            if noun:
                yield f"captured {noun} {measure}", amount
        return
    amount = read_count(claim.qualifiers.get("count", ""))
    if amount is not None and claim.predicate != "attacked":
        yield claim.predicate, amount


def _are_one_event(a: Told, b: Told, matters: Matters) -> bool:
    if not differ_in_source(a, b) or not share_time(a, b):
        return False
    if a.claim.predicate == "has_strength":
        return are_same_entity(a.subject, b.subject) and a.days is not None and b.days is not None
    return _may_act_as_one(a, b) and share_places(a, b) and matters.are_one(a, b)


def _may_act_as_one(a: Told, b: Told) -> bool:
    """Whether who did it can be one: 'gunmen' may be any group, and a deed is no doer."""
    one, other = _get_doer(a), _get_doer(b)
    if one is None or other is None or one.entity is None or other.entity is None:
        return True
    return one.entity == other.entity


def _get_doer(told: Told) -> Side | None:
    subject = told.claim.subject
    return told.subject if subject is not None and subject.kind in _DOERS else None


def _is_contradicted(a: _Count, b: _Count) -> bool:
    """Whether the same is counted, or more of a part than of the whole."""
    one, other = a.told, b.told
    if a.told.claim.predicate == "has_strength":
        return True
    if one.claim.predicate == "attacked":
        return _is_same_target(one, other)
    if one.claim.predicate == "captured":
        return _are_same_goods(one.claim, other.claim)
    if one.claim.predicate == "moved_to" and not may_be_one(one.object, other.object):
        return False
    counted = [_get_counted(t) for t in (one, other)]
    named = [side is not None and side.entity is not None for _, side in counted]
    if any(named):
        return may_be_one(counted[0][1], counted[1][1])
    first, second = (_find_family(argument) for argument, _ in counted)
    if first == second:
        return True
    if is_within(second, first):
        return a.amount.high < b.amount.low
    return is_within(first, second) and b.amount.high < a.amount.low


def _are_same_goods(a: Claim, b: Claim) -> bool:
    """Things of one sort and measure; 'AK rifles' and 'hunting rifles' are told apart."""
    if a.object is None or b.object is None:
        return False
    if find_measured(a.object.name)[1]:
        return True
    one, other = find_modifiers(a.object.name), find_modifiers(b.object.name)
    return not one or not other or bool(one & other)


def _get_counted(told: Told) -> tuple[Argument | None, Side | None]:
    if told.claim.predicate == "moved_to":
        return told.claim.subject, told.subject
    return told.claim.object, told.object


def _find_family(argument: Argument | None) -> str:
    """Who is counted; nobody named means people, whoever they were."""
    return get_family(find_head(argument.name)) if argument is not None else "people"


def _is_same_target(a: Told, b: Told) -> bool:
    """A place that was hit is where the other's target stood."""
    kinds = [t.claim.object.kind if t.claim.object is not None else None for t in (a, b)]
    if "place" in kinds and kinds[0] != kinds[1]:
        return bool(a.places & b.places)
    if kinds == [None, None] or may_be_one(a.object, b.object):
        return True
    heads = [_find_family(t.claim.object) for t in (a, b)]
    return heads[0] == heads[1]
