"""A word of a tree under repair, which repairs change in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Word:
    """A word of a tree under repair; `head` counts from the sentence's first word."""

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


def children_of(words: list[Word], i: int) -> Iterator[Word]:
    """Yield the words that hang on word `i`, left to right."""
    return (w for w in words if w.head == i and w.i != i)


def is_tree(words: Sequence[Word]) -> bool:
    """Whether one word is the root, its own head, and every other hangs on it in the end."""
    roots = {w.i for w in words if w.head == w.i}
    settled = set(roots)
    for word in words:
        path = set()
        at = word.i
        while at not in settled:
            if at in path:
                return False
            path.add(at)
            at = words[at].head
        settled |= path
    return len(roots) == 1


def is_above(words: Sequence[Word], upper: int, lower: int) -> bool:
    """Whether word `lower` hangs on word `upper`, at whatever depth; a word is not above itself.

    It comes to an end even where repairs so far have made the words hang in a ring.
    """
    at = lower
    for _ in words:
        if words[at].head == at:
            return False
        at = words[at].head
        if at == upper:
            return True
    return False
