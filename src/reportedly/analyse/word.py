"""A word of a tree under repair, which repairs change in place."""

from collections.abc import Iterator
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
