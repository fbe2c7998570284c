"""The words of two names → which go together, and which are left over on either side."""

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.resolve.words import SAME, compare_words

_Pair = tuple[float, int, int, int]


class Match(NamedTuple):
    """Two words that go together, by their places, and how alike they are."""

    score: float
    one: int
    other: int


class Alignment(NamedTuple):
    """The words that go together, and those left over, initials and whole words apart."""

    matches: tuple[Match, ...]
    left_one: tuple[str, ...]
    left_other: tuple[str, ...]
    initials_one: tuple[str, ...] = ()
    initials_other: tuple[str, ...] = ()

    def is_torn(self) -> bool:
        """Whether something is left over on both sides, so that the names differ."""
        return bool(self.left_one or self.initials_one) and bool(
            self.left_other or self.initials_other
        )


def align_words(one: Sequence[str], other: Sequence[str]) -> Alignment:
    """Match each word to one of the other name, the likest first, then the nearest in order."""
    matches, rest_one, rest_other = _match_same(one, other)
    pairs = [pair for i in rest_one for pair in _list_alike(one, other, (i,), rest_other)]
    return _align(one, other, (matches, rest_one, rest_other), pairs)


def align_untorn(one: Sequence[str], other: Sequence[str]) -> Alignment | None:
    """Return the same, but `None` where both have words left over, as most names that are compared."""
    matches, rest_one, rest_other = _match_same(one, other)
    pairs: list[_Pair] = []
    if len(rest_one) <= len(rest_other):
        for i in rest_one:
            if not (alike := _list_alike(one, other, (i,), rest_other)):
                return None
            pairs += alike
    else:
        for j in rest_other:
            if not (alike := _list_alike(one, other, rest_one, (j,))):
                return None
            pairs += alike
    aligned = _align(one, other, (matches, rest_one, rest_other), pairs)
    return None if aligned.is_torn() else aligned


def _list_alike(
    one: Sequence[str], other: Sequence[str], places: Sequence[int], others: Sequence[int]
) -> list[_Pair]:
    """The words at some places that may go together, in a form that sorts by which do so first."""
    return [
        (score, -abs(i - j), -i, -j)
        for i in places
        for j in others
        if (score := compare_words(one[i], other[j]))
    ]


def _align(
    one: Sequence[str],
    other: Sequence[str],
    so_far: tuple[list[Match], list[int], list[int]],
    pairs: list[_Pair],
) -> Alignment:
    matches, rest_one, rest_other = so_far
    for score, _, i, j in sorted(pairs, reverse=True):
        if -i in rest_one and -j in rest_other:
            rest_one.remove(-i)
            rest_other.remove(-j)
            matches.append(Match(score, -i, -j))
    left_one = [one[i] for i in rest_one]
    left_other = [other[j] for j in rest_other]
    return Alignment(
        matches=tuple(matches),
        left_one=tuple(w for w in left_one if not _is_initial(w)),
        left_other=tuple(w for w in left_other if not _is_initial(w)),
        initials_one=tuple(w for w in left_one if _is_initial(w)),
        initials_other=tuple(w for w in left_other if _is_initial(w)),
    )


def _match_same(
    one: Sequence[str], other: Sequence[str]
) -> tuple[list[Match], list[int], list[int]]:
    """Words that are the same go together at once; returns the places that remain."""
    matches: list[Match] = []
    rest_one: list[int] = []
    rest_other = list(range(len(other)))
    for i, word in enumerate(one):
        same = word in other and min(
            ((abs(i - j), j) for j in rest_other if other[j] == word), default=None
        )
        if same:
            rest_other.remove(same[1])
            matches.append(Match(SAME, i, same[1]))
        else:
            rest_one.append(i)
    return matches, rest_one, rest_other


def _is_initial(word: str) -> bool:
    return len(word) == 1 and not word.isdigit()
