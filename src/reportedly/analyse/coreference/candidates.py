"""Traits of phrases → for each phrase the earlier ones that it may take up, a bounded number.

A phrase looks at those just before it, at those with its head noun or with its head among their
words, at names whose initials it is, and at its chain of the sieves; pronouns also at their like.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportedly.analyse.coreference.traits import NAME_TYPES, PRONOUN_TYPES, Traits

_NEAR_PRONOUN = 20
_NEAR_NOUN = 10
_ALIKE = 6
_CHAINED = 4


class _Index:
    """Phrases by key, of which the first few and the last few are asked for."""

    def __init__(self, first: int, last: int) -> None:
        self._first, self._last = first, last
        self._held: defaultdict[str, list[int]] = defaultdict(list)

    def find(self, key: str) -> Iterable[int]:
        held = self._held.get(key)
        if held is None:
            return ()
        if len(held) <= self._last:
            return held
        return (*held[: self._first], *held[-self._last :])

    def add(self, key: str, n: int) -> None:
        self._held[key].append(n)


def find_candidates(traits: Sequence[Traits]) -> tuple[list[int], list[int]]:
    """Return all pairs as later and earlier phrases, sorted by the later, then the earlier one."""
    later: list[int] = []
    earlier: list[int] = []
    headed, holding = _Index(3, 12), _Index(2, 8)
    chained: defaultdict[int, list[int]] = defaultdict(list)
    typed: defaultdict[int, list[int]] = defaultdict(list)
    for n, trait in enumerate(traits):
        is_pronoun = trait.type in PRONOUN_TYPES
        if trait.is_another:
            typed[trait.type].append(n)
            headed.add(trait.lemma, n)
            continue
        found = set(range(max(0, n - (_NEAR_PRONOUN if is_pronoun else _NEAR_NOUN)), n))
        if is_pronoun:
            found.update(typed[trait.type][-_ALIKE:])
        else:
            _look_up(n, trait, found, headed, holding)
        if trait.chain >= 0:
            found.update(chained[trait.chain][-_CHAINED:])
            chained[trait.chain].append(n)
        later += [n] * len(found)
        earlier += sorted(found)
        typed[trait.type].append(n)
    return later, earlier


def _look_up(n: int, trait: Traits, found: set[int], headed: _Index, holding: _Index) -> None:
    """Add to `found` what shares a word with the noun phrase `n`, and file that under its words."""
    found.update(headed.find(trait.lemma), holding.find(trait.lemma))
    for word in trait.modifiers:
        found.update(headed.find(word))
        holding.add(word, n)
    if trait.initials:
        found.update(headed.find(trait.initials))
    headed.add(trait.lemma, n)
    if len(trait.initials) > 1 and trait.type in NAME_TYPES:
        headed.add(trait.initials, n)
