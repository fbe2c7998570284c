"""The words of two names → which go together, and which are left over on either side."""

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.resolve.words import SAME, compare_words


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


def are_torn(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a word of the shorter name goes with none of the other, so that both have some left.

    It is a quick look: of those that are not, some are torn when they are aligned.
    """
    if len(one) <= len(other):
        return any(w not in other and not any(compare_words(w, x) for x in other) for w in one)
    return any(x not in one and not any(compare_words(w, x) for w in one) for x in other)


def align_words(one: Sequence[str], other: Sequence[str]) -> Alignment:
    """Match each word to one of the other name, the likest first, then the nearest in order."""
    matches, rest_one, rest_other = _match_same(one, other)
    pairs = sorted(
        (
            (score, -abs(i - j), -i, -j)
            for i in rest_one
            for j in rest_other
            if (score := compare_words(one[i], other[j]))
        ),
        reverse=True,
    )
    for score, _, i, j in pairs:
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
        same = sorted((abs(i - j), j) for j in rest_other if other[j] == word)
        if same:
            rest_other.remove(same[0][1])
            matches.append(Match(SAME, i, same[0][1]))
        else:
            rest_one.append(i)
    return matches, rest_one, rest_other


def _is_initial(word: str) -> bool:
    return len(word) == 1 and not word.isdigit()
