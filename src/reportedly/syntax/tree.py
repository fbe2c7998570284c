"""Small questions about one parsed sentence: subtrees, conjuncts, edges, children by relation.

All functions take and return token indices of the sentence; none looks beyond it. Dependency
labels are those of spaCy's English pipelines (CLEAR style).
"""

from collections.abc import Callable, Collection, Iterator

from reportedly.records import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
VERBAL = frozenset({"VERB", "AUX"})


def find_children(sentence: Sentence, i: int, deps: Collection[str]) -> list[int]:
    """Return the children of token `i` whose relation is in `deps`, left to right."""
    tokens = sentence.tokens
    return [c for c in sentence.children[i] if tokens[c].dep in deps]


def find_child(sentence: Sentence, i: int, deps: Collection[str]) -> int | None:
    """Return the first child of token `i` whose relation is in `deps`."""
    tokens = sentence.tokens
    for child in sentence.children[i]:
        if tokens[child].dep in deps:
            return child
    return None


def walk_subtree(
    sentence: Sentence, i: int, enter: Callable[[Token], bool] = lambda _: True
) -> Iterator[int]:
    """Yield `i` and its descendants, not entering children that `enter` refuses."""
    tokens, children = sentence.tokens, sentence.children
    stack = [i]
    while stack:
        at = stack.pop()
        yield at
        stack.extend([c for c in children[at] if enter(tokens[c])])


def subtree(sentence: Sentence, i: int) -> list[int]:
    """Return `i` and all its descendants, ascending."""
    children = sentence.children
    found = [i]
    for at in found:
        found.extend(children[at])
    found.sort()
    return found


def edges(sentence: Sentence, i: int) -> tuple[int, int]:
    """Return the first and last token (inclusive) of the subtree of `i`."""
    found = subtree(sentence, i)
    return found[0], found[-1]


def ancestors(sentence: Sentence, i: int) -> Iterator[int]:
    """Yield the heads above `i`, nearest first, the root last."""
    while sentence.tokens[i].head != i:
        i = sentence.tokens[i].head
        yield i


def conjuncts(sentence: Sentence, i: int) -> list[int]:
    """Return `i` and the tokens coordinated with it to its right, in order.

    'A, B and C' hangs C on B and B on A (or both on A); appositions that the parser took into a
    list ('A, B, appos C') are not followed.
    """
    found = [i]
    for at in found:
        joined = find_children(sentence, at, ("conj",))
        found.extend(joined)
        if joined and sentence.tokens[at].entity == "PERSON":
            found.extend(_people_between(sentence, at, joined[0]))
    return sorted(found)


def _people_between(sentence: Sentence, first: int, last: int) -> list[int]:
    """'Ann Dole, Ben Dole, and Cy Dole': the second is no other name of the first."""
    return [
        c
        for c in find_children(sentence, first, ("appos",))
        if c < last and sentence.tokens[c].pos == "PROPN" and sentence.tokens[c].entity == "PERSON"
    ]


def first_conjunct(sentence: Sentence, i: int) -> int:
    """Return the head of the coordination that `i` is part of (`i` itself outside one)."""
    while sentence.tokens[i].dep == "conj":
        i = sentence.tokens[i].head
    return i
