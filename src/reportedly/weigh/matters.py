"""Claims between the same two sides → those that can be of one matter, by their times and numbers.

Two raids of one group on one town, a year apart, are two propositions; two accounts of one raid
that differ by a few days are one whose date is disputed. What happens but once has one time: two
reports that found one group in 2011 and in 2013, or let somebody die twice, do not bear each other
out. What a claim leaves open decides how much else must agree (`deeds.py`).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reportedly.knowledge import load_knowledge
from reportedly.records import Claim
from reportedly.weigh.amounts import Amount, do_disagree, read_count
from reportedly.weigh.deeds import part_deeds
from reportedly.weigh.origins import CopyTable, Setting
from reportedly.weigh.sides import read_side

_ONE_EVENT_DAYS = 45
"""Accounts of one event between two who have names may differ by so many days."""
_ONE_DEED_DAYS = 3
"""Accounts of one deed by or to somebody without a name may differ by so many days."""


class Matter(NamedTuple):
    """Claims that can be of one matter, and what sets it apart from others of its kind."""

    mark: str
    claims: list[Claim]


def part_matters(claims: Sequence[Claim], copies: CopyTable, setting: Setting) -> list[Matter]:
    """Return the claims in matters, each in its order.

    What states no time, place or number stands with the passage that it copies, else with the most.
    """
    if len(claims) == 1:
        return [Matter("", list(claims))]
    if claims[0].predicate == "has_strength":
        matters = _part_by_number(claims)
        _place_rest(claims, matters, copies)
    else:
        matters = _part_deeds(claims, copies, setting)
    if len(matters) < 2:
        return [Matter("", list(claims))]
    order = {claim.id: i for i, claim in enumerate(claims)}
    for matter in matters:
        matter.claims.sort(key=lambda claim: order[claim.id])
    return matters


def _place_rest(claims: Sequence[Claim], matters: Sequence[Matter], copies: CopyTable) -> None:
    """What states no number stands with the passage that it copies, else with the most."""
    placed = {claim.id for matter in matters for claim in matter.claims}
    for claim in claims if matters else ():
        if claim.id not in placed:
            _find_home(claim, matters, copies).claims.append(claim)


def _find_home(claim: Claim, matters: Sequence[Matter], copies: CopyTable) -> Matter:
    for matter in matters:
        if any(copies.is_copied(other, claim) for other in matter.claims):
            return matter
    return max(matters, key=lambda matter: len(matter.claims))


def _part_deeds(claims: Sequence[Claim], copies: CopyTable, setting: Setting) -> list[Matter]:
    """Claims of what happens, or of what a time must tell as a side of it is open."""
    first = claims[0]
    sides = [read_side(a, setting.same, setting.local) for a in (first.subject, first.object)]
    is_event = first.predicate in load_marked("happens")
    is_known = all(side is None or side.entity is not None for side in sides)
    is_once = is_known and first.predicate in load_marked("once")
    if not (is_event or is_once or None in sides):
        return []
    is_vague = is_event and any(side is None or side.entity is None for side in sides)
    slack_days = _ONE_DEED_DAYS if is_vague else _ONE_EVENT_DAYS
    deeds = part_deeds(
        claims,
        copies,
        setting,
        slack_days=slack_days if is_event and not is_once else 0,
        is_vague=is_vague and not is_once,
        is_once=is_once,
    )
    return [Matter(deed.mark, deed.claims) for deed in deeds]


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


def can_part(predicate: str) -> bool:
    """Whether claims of a predicate between two who have names may be of several matters."""
    marked = (load_marked(flag) for flag in ("happens", "once"))
    return predicate == "has_strength" or any(predicate in found for found in marked)


@lru_cache(maxsize=4)
def load_marked(flag: str) -> frozenset[str]:
    """Return the predicates of what `happens` and may happen again, or of what happens `once`."""
    entries = load_knowledge("predicates")["predicate"]
    return frozenset(entry["id"] for entry in entries if entry.get(flag))
