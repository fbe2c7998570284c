"""Where a cue verb stands, and what its readers share: the site and the complement of a preposition."""

from dataclasses import dataclass

from reportedly.attribute.cues import Cue
from reportedly.records import Sentence
from reportedly.syntax.tree import find_child, find_children, subtree

_TIMES = frozenset({"DATE", "TIME"})

Taken = tuple[set[int], set[int] | None]
NOTHING: Taken = (set(), None)


@dataclass(frozen=True, slots=True)
class Site:
    """A cue verb where it stands; `preposition` is what the construction at hand asks for."""

    sentence: Sentence
    verb: int
    cue: Cue
    passive: bool
    quoted: frozenset[int]
    preposition: str = ""

    def patients(self) -> list[int]:
        """Return the objects of the active verb, the subject of the passive one."""
        deps = ("nsubjpass",) if self.passive else ("dobj", "dative")
        return find_children(self.sentence, self.verb, deps)


def complement_is_time(sentence: Sentence, preposition: int) -> bool:
    """Return whether the preposition's complement is a date or a time."""
    inner = find_child(sentence, preposition, ("pobj",))
    return inner is not None and sentence.tokens[inner].entity in _TIMES


def complement_of(sentence: Sentence, head: int, preposition: str) -> set[int]:
    """Return the complement of `preposition` that hangs on `head`, empty if there is none."""
    tokens = sentence.tokens
    for child in sentence.children[head]:
        token = tokens[child]
        if token.lemma != preposition or token.dep not in {"prep", "dative", "agent", "mark"}:
            continue
        first = find_child(sentence, child, ("pobj", "pcomp"))
        if first is None or tokens[first].entity in _TIMES:
            continue
        return set(subtree(sentence, child)) - {child}
    return set()
