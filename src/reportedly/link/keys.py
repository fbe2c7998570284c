"""A name → the keys under which names that may be the same are found.

Two words that sound alike are asked for, since one ('Mohammed', 'Ministry') is borne by hundreds. A
single word counts where few parties of the case bear it.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from reportedly.records import Kind
from reportedly.resolve.compare import get_class
from reportedly.resolve.names import find_initials, find_skeleton, read_body, read_person

Key = tuple[str, ...]
_MOST_WORDS = 8


def list_keys(name: str, kind: Kind) -> set[Key]:
    """Return the keys of a name of more than one word, and the whole of one of a single word."""
    if kind == "person":
        return set(_list_person_keys(name))
    return set(_list_body_keys(name, get_class(kind)))


def list_single_keys(name: str, kind: Kind) -> set[Key]:
    """Return a key for each word of a name."""
    form = read_person(name) if kind == "person" else read_body(name)
    return {(get_class(kind), find_skeleton(word)) for word in form.words if len(word) > 1}


def may_agree(one: str, other: str) -> bool:
    """Whether two names of bodies may be alike, told by their words' skeletons: a quick look."""
    a, b = _list_skeletons(one), _list_skeletons(other)
    left_a, left_b = a - b, b - a
    if not left_a or not left_b or not a or not b:
        return True
    return all(
        any(Levenshtein.distance(x, y, score_cutoff=1) <= 1 for y in longer)
        for shorter, longer in (sorted((left_a, left_b), key=len),)
        for x in shorter
    )


@lru_cache(maxsize=1 << 16)
def _list_skeletons(name: str) -> frozenset[str]:
    form = read_body(name)
    return frozenset(() if form.is_acronym else map(find_skeleton, form.words))


def _list_person_keys(name: str) -> Iterator[Key]:
    words = read_person(name).words[:_MOST_WORDS]
    if len(words) == 1:
        yield ("person", "=", words[0])
        return
    yield from _pair("person", words)
    for i, word in enumerate(words):
        if len(word) > 1:
            yield from (
                ("person", ".", other[0], find_skeleton(word))
                for j, other in enumerate(words)
                if j != i
            )


def _list_body_keys(name: str, class_: str) -> Iterator[Key]:
    form = read_body(name)
    words = form.words[:_MOST_WORDS]
    if len(words) == 1:
        yield (class_, "=", find_skeleton(words[0]))
    yield from _pair(class_, words)
    if class_ == "body":
        if len(words) > 1:
            yield from (("body", "*", initials) for initials in find_initials(form, name))
        if form.is_acronym:
            yield ("body", "*", words[0])


def _pair(class_: str, words: tuple[str, ...]) -> Iterator[Key]:
    skeletons = sorted({find_skeleton(word) for word in words if len(word) > 1})
    yield from ((class_, a, b) for a, b in combinations(skeletons, 2))
