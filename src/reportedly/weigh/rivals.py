"""Which claims may stand against a claim, by their predicates: what to look for in a large case."""

from functools import lru_cache
from typing import NamedTuple

from reportedly.records import Claim
from reportedly.weigh.denials import EVENTS, FAMILIES
from reportedly.weigh.numbers import COUNTED, TOLLS
from reportedly.weigh.sequences import DEEDS
from reportedly.weigh.values import FUNCTIONAL


class Rivals(NamedTuple):
    """Predicates of claims of the other polarity, and of affirmed claims, that may stand against."""

    denying: frozenset[str]
    excluding: frozenset[str]


@lru_cache(maxsize=128)
def find_rivals(predicate: str) -> Rivals:
    """Return what may stand against a claim of a predicate, one of its sides being the same."""
    family = next((f for f in FAMILIES if predicate in f), frozenset({predicate}))
    excluding: set[str] = set()
    for functional in FUNCTIONAL:
        if predicate in functional:
            excluding |= functional
    if predicate == "killed":
        excluding |= DEEDS
    elif predicate in DEEDS:
        excluding.add("killed")
    return Rivals(family, frozenset(excluding))


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
    return claim.predicate in EVENTS | {"supports"} and claim.object is not None
