"""Which claims may stand against a claim, by their predicates: what to look for in a large case."""

from functools import lru_cache
from typing import Literal, NamedTuple

from reportedly.records import Claim, Polarity
from reportedly.weigh.denials import EVENTS, FAMILIES, SYMMETRIC
from reportedly.weigh.numbers import COUNTED, TOLLS
from reportedly.weigh.sequences import DEEDS
from reportedly.weigh.values import BY_OBJECT, BY_SUBJECT

Slot = Literal["subject", "object"]
NAMELESS = EVENTS | {"supports"}
"""Predicates of which a claim may be known to be denied with nobody named on either side."""


class Search(NamedTuple):
    """Claims to look for: of these predicates, with what stands on one's own side `mine` on `theirs`.

    With `is_strict` their other side must be one's own other side, or nobody with a name. With
    `has_age` the predicate does not count, and the claim tells an age.
    """

    predicates: frozenset[str]
    polarity: Polarity
    mine: Slot
    theirs: Slot
    is_strict: bool = False
    has_age: bool = False


def list_searches(claim: Claim) -> tuple[Search, ...]:
    """Return what to look for in order to find all that may stand against a claim by its sides."""
    is_person = claim.object is not None and claim.object.kind == "person"
    has_age = "age" in claim.qualifiers
    return _list_searches(claim.predicate, claim.polarity, is_person=is_person, has_age=has_age)


@lru_cache(maxsize=1024)
def _list_searches(
    predicate: str, polarity: Polarity, *, is_person: bool, has_age: bool
) -> tuple[Search, ...]:
    family = next((f for f in FAMILIES if predicate in f), frozenset({predicate}))
    opposite: Polarity = "denied" if polarity == "affirmed" else "affirmed"
    slots: tuple[tuple[Slot, Slot], ...] = (("subject", "subject"), ("object", "object"))
    if family & SYMMETRIC:
        slots += (("subject", "object"), ("object", "subject"))
    found = [Search(family, opposite, mine, theirs, is_strict=True) for mine, theirs in slots]
    if polarity == "denied":
        return tuple(found)
    for slot, groups in (("subject", BY_SUBJECT), ("object", BY_OBJECT)):
        found += [Search(g, "affirmed", slot, slot) for g in groups if predicate in g]  # type: ignore[arg-type]
    if predicate == "killed" and is_person:
        found.append(Search(DEEDS, "affirmed", "object", "subject"))
        found.append(Search(DEEDS & SYMMETRIC, "affirmed", "object", "object"))
    if predicate in DEEDS:
        found.append(Search(frozenset({"killed"}), "affirmed", "subject", "object"))
    if predicate in DEEDS & SYMMETRIC:
        found.append(Search(frozenset({"killed"}), "affirmed", "object", "object"))
    if has_age:
        found.append(Search(frozenset({"born_in"}), "affirmed", "subject", "subject"))
    if has_age or predicate == "born_in":
        found.append(Search(frozenset(), "affirmed", "subject", "subject", has_age=True))
    return tuple(found)


def is_counted(claim: Claim) -> bool:
    """Whether another number may stand against a claim."""
    if claim.polarity != "affirmed" or claim.predicate not in COUNTED:
        return False
    words = [claim.qualifiers.get(key, "") for key in ("count", *TOLLS)]
    if claim.predicate == "captured" and claim.object is not None:
        words.append(claim.object.name)
    return any(character.isdigit() for word in words for character in word)


def may_be_nameless(claim: Claim) -> bool:
    """Whether a claim and its denial may be known as such with nobody named on either side.

    Then they stand in reports on the same matter: 'its officers detained no relatives'.
    """
    return claim.predicate in NAMELESS and claim.object is not None
