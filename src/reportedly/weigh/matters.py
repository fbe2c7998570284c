"""Claims between the same two sides → those that can be of one matter, by their times and numbers.

Two raids of one group on one town, a year apart, are two propositions; two accounts of one raid
that differ by a few days are one whose date is disputed. What a claim leaves open decides how much
its time must tell: 'founded in 2011' and 'founded in 2013', by nobody named, say different things.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from reportedly.edtf import bounds
from reportedly.errors import UsageError
from reportedly.knowledge import load_knowledge
from reportedly.records import Claim
from reportedly.weigh.amounts import Amount, do_disagree, read_count
from reportedly.weigh.origins import CopyTable

_ONE_EVENT_DAYS = 45
"""Accounts of one event may differ by so many days; the difference is a dispute, not two events."""


class Matter(NamedTuple):
    """Claims that can be of one matter, and what sets it apart from others of its kind."""

    mark: str
    claims: list[Claim]


class _Dated(NamedTuple):
    start: date
    end: date
    claim: Claim


def part_matters(claims: Sequence[Claim], copies: CopyTable) -> list[Matter]:
    """Return the claims in matters, each in its order; a matter without a time goes to the first.

    What states no time or number stands with the passage that it copies, else with the most.
    """
    if len(claims) == 1:
        return [Matter("", list(claims))]
    if claims[0].predicate == "has_strength":
        matters = _part_by_number(claims)
    else:
        matters = _part_by_time(claims)
    if len(matters) < 2:
        return [Matter("", list(claims))]
    placed = {claim.id for matter in matters for claim in matter.claims}
    for claim in claims:
        if claim.id not in placed:
            _find_home(claim, matters, copies).claims.append(claim)
    order = {claim.id: i for i, claim in enumerate(claims)}
    for matter in matters:
        matter.claims.sort(key=lambda claim: order[claim.id])
    return matters


def _find_home(claim: Claim, matters: Sequence[Matter], copies: CopyTable) -> Matter:
    for matter in matters:
        if any(copies.is_copied(other, claim) for other in matter.claims):
            return matter
    return max(matters, key=lambda matter: len(matter.claims))


def _part_by_time(claims: Sequence[Claim]) -> list[Matter]:
    """Claims in order of time, parted where nothing reaches over the gap."""
    first = claims[0]
    is_open = first.subject is None or first.object is None
    if not (is_open or first.predicate in _load_events()):
        return []
    slack = 0 if is_open and first.predicate not in _load_events() else _ONE_EVENT_DAYS
    dated = sorted(filter(None, map(_date, claims)), key=lambda d: (d.start, d.end, d.claim.id))
    matters: list[Matter] = []
    latest = date.min
    for one in dated:
        if not matters or (one.start - latest).days > slack:
            matters.append(Matter(one.start.isoformat(), []))
        matters[-1].claims.append(one.claim)
        latest = max(latest, one.end)
    return matters


def _date(claim: Claim) -> _Dated | None:
    """The first and last day of a claim with its time; `None` where an end is open."""
    if claim.when is None:
        return None
    try:
        start, end = bounds(claim.when.edtf)
    except UsageError:
        return None
    return None if start is None or end is None else _Dated(start, end, claim)


def _part_by_number(claims: Sequence[Claim]) -> list[Matter]:
    matters: list[tuple[Amount, Matter]] = []
    for claim in claims:
        amount = read_count(claim.qualifiers.get("count", ""))
        if amount is None:
            continue
        home = next((m for held, m in matters if not do_disagree(held, amount)), None)
        if home is None:
            home = Matter(claim.qualifiers["count"], [])
            matters.append((amount, home))
        home.claims.append(claim)
    return [matter for _, matter in matters]


@lru_cache(maxsize=1)
def _load_events() -> frozenset[str]:
    """The predicates of what happens at a time, and may happen again."""
    entries = load_knowledge("predicates")["predicate"]
    return frozenset(entry["id"] for entry in entries if entry.get("happens"))
