"""Which claims may stand against a claim, by their predicates: what to look for in a large case."""

from functools import lru_cache
from typing import NamedTuple

from reportedly.records import Claim
from reportedly.weigh.disputes import COUNTED, DEEDS, FAMILIES, FUNCTIONAL, TOLLS


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
