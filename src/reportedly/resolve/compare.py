"""Two referents → how sure it is that they are one, with the reasons, or that they are not.

Names decide; a name that says too little ('Kessel', 'CL') needs that nobody else in the case may
be meant, which only the clusters know, and is marked as `weak` here.
"""

from collections.abc import Sequence

from reportedly.records import Kind, Record
from reportedly.resolve.names import (
    NameForm,
    compare_words,
    find_initials,
    find_skeleton,
    load_words,
    read_body,
    read_person,
)

_EXACT, _SPELLING, _SLIP, _LONGER, _INITIALS, _ACRONYM, _SHORT, _SURNAME, _BYNAME = (
    1.0, 0.93, 0.92, 0.9, 0.87, 0.86, 0.82, 0.8, 0.6,
)  # fmt: skip
APART_BELOW = _SPELLING
"""One report may have two spellings of a name; names less alike than that are two people's."""
_OTHER_KIND = 0.85
_PLACELIKE = frozenset({"place"})
_BODIES = frozenset({"group", "state", "organization", "place"})


class Referent(Record, frozen=True, kw_only=True):
    """Somebody or something as some reports name it. `names` are proper names, fullest first.

    `documents` are ids of the documents that name it so. A name that a text says it has ('also known
    as') is one of them.
    """

    id: str
    kind: Kind
    names: tuple[str, ...]
    documents: frozenset[str] = frozenset()


class Comparison(Record, frozen=True, kw_only=True):
    """How alike two referents are, 0 to 1, and why. A `weak` one needs that nobody else fits."""

    score: float
    reason: str
    weak: bool = False


def compare_referents(one: Referent, other: Referent) -> Comparison | None:
    """Return the best that any two of their names say, `None` where no two agree."""
    found = [
        result
        for a in one.names
        for b in other.names
        if (result := _compare_names(a, b, one, other)) is not None
    ]
    best = max(found, key=lambda c: (not c.weak, c.score), default=None)
    if best is None:
        return None
    if best.weak and _have_full_names_apart(one, other):
        return None  # a surname in common, and two given names
    if one.kind == other.kind == "person" and _share_byname_only(one, other):
        return Comparison(score=_BYNAME, reason=f"{best.reason}, and full names of their own")
    return best


def _share_byname_only(one: Referent, other: Referent) -> bool:
    """Whether both people have full names, and agree in one that many may bear ('Abu Badger')."""
    own = [[n for n in r.names if _is_telling(read_person(n))] for r in (one, other)]
    return all(own) and not any(
        _compare_names(a, b, one, other) is not None for a in own[0] for b in own[1]
    )


def _is_telling(form: NameForm) -> bool:
    return len(form.words) > 1 and form.words[0] not in load_words("byname")


def are_told_apart(one: Referent, other: Referent) -> bool:
    """Whether names that share a word differ in the rest: two brothers, a party and its youth.

    Names that share nothing may still be two names of one; these may not, nor may two people with
    full names who share a byname.
    """
    if get_class(one.kind) != get_class(other.kind):
        return False
    comparison = compare_referents(one, other)
    if comparison is not None:
        return comparison.score <= _BYNAME
    return _have_full_names_apart(one, other)


def _have_full_names_apart(one: Referent, other: Referent) -> bool:
    """Whether two names of two words or more share one and no two of them go together."""
    read = read_person if one.kind == "person" else read_body
    is_apart = False
    for a in one.names:
        for b in other.names:
            first, second = read(a), read(b)
            if min(len(first.words), len(second.words)) < 2:
                continue
            if _compare_names(a, b, one, other) is not None:
                return False
            matched, _, _ = _align(first.words, second.words)
            is_apart = is_apart or max(matched, default=0.0) > 0.8
    return is_apart


def can_stand_apart(comparison: Comparison) -> bool:
    """Whether a report that has both names knows two apart: full names that are not quite alike.

    A report that takes over a paragraph of another has the spellings of both.
    """
    return comparison.score < APART_BELOW and not comparison.weak


def get_class(kind: Kind) -> str:
    """Return what a kind may be confused with; countries act, and groups are called bodies."""
    return "body" if kind in _BODIES else kind


def _compare_names(a: str, b: str, one: Referent, other: Referent) -> Comparison | None:
    if get_class(one.kind) != get_class(other.kind):
        is_same = _fold_all(a) == _fold_all(b) and len(a.split()) > 1
        reason = f"the same name '{b}', taken for another kind"
        return Comparison(score=_OTHER_KIND, reason=reason) if is_same else None
    if one.kind == "person":
        return compare_people(a, b)
    return _compare_bodies(a, b, one, other)


def _fold_all(name: str) -> tuple[str, ...]:
    form = read_person(name)
    return (*form.titles, *form.words)


def compare_people(a: str, b: str) -> Comparison | None:
    """Return how alike two names of people are, `None` where they tell two people apart."""
    one, other = read_person(a), read_person(b)
    if one.words == other.words:
        is_weak = len(one.words) == 1 and not (one.titles and one.titles == other.titles)
        return Comparison(score=_EXACT, reason=f"the same name '{b}'", weak=is_weak)
    matched, left_one, left_other = _align(one.words, other.words)
    full = [m for m in matched if m != 0.8]
    if not full or (left_one and left_other):
        return None
    has_initials = len(full) < len(matched)
    longest = min(len(one.words), len(other.words))
    if longest == 1:
        is_end = _is_end(one, other)
        if len(one.words) == len(other.words) or not is_end:
            return None
        return Comparison(score=_SURNAME, reason=f"'{_shorter(a, b)}' alone", weak=True)
    if has_initials:
        if compare_words(one.words[-1], other.words[-1]) < 0.9:
            return None
        return Comparison(score=_INITIALS, reason=f"initials of '{_longer(a, b)}'", weak=True)
    if left_one or left_other:
        return Comparison(score=_LONGER, reason=f"'{_shorter(a, b)}' within '{_longer(a, b)}'")
    return _compare_spellings(a, b, one, other)


def _compare_spellings(a: str, b: str, one: NameForm, other: NameForm) -> Comparison:
    """All words go together: written by another rule, or with a letter wrong."""
    skeletons = [sorted(map(find_skeleton, form.words)) for form in (one, other)]
    score = _SPELLING if skeletons[0] == skeletons[1] else _SLIP
    return Comparison(score=score, reason=f"'{a}' and '{b}' are spellings of one name")


def _compare_bodies(a: str, b: str, one: Referent, other: Referent) -> Comparison | None:
    first, second = read_body(a), read_body(b)
    if first.words == second.words:
        return Comparison(score=_EXACT, reason=f"the same name '{b}'")
    for short, long, name in ((first, second, b), (second, first, a)):
        if short.is_acronym and len(long.words) > 1:
            is_acronym = short.words[0] in find_initials(long, name)
            reason = f"'{short.words[0].upper()}' is the initials of '{name}'"
            return Comparison(score=_ACRONYM, reason=reason, weak=True) if is_acronym else None
    if one.kind in _PLACELIKE or other.kind in _PLACELIKE:
        return None  # two villages may differ in one letter
    matched, left_one, left_other = _align(first.words, second.words)
    if not matched or (left_one and left_other) or 0.8 in matched:
        return None
    left = left_one or left_other
    if left:
        short_size = len(matched)
        if not set(left) <= load_words("body-filler") or short_size < 2:
            return None
        reason = f"'{_shorter(a, b)}' is short for '{_longer(a, b)}'"
        return Comparison(score=_SHORT, reason=reason, weak=True)
    if len(matched) == 1 and max(map(len, first.words)) < 6:
        return None
    return _compare_spellings(a, b, first, second)


def _align(one: Sequence[str], other: Sequence[str]) -> tuple[list[float], list[str], list[str]]:
    """Match words to words, the surest first; what is left are words of more than one letter."""
    pairs = sorted(
        (
            (compare_words(a, b), -abs(i - j), i, j)
            for i, a in enumerate(one)
            for j, b in enumerate(other)
        ),
        reverse=True,
    )
    used_one: set[int] = set()
    used_other: set[int] = set()
    matched: list[float] = []
    for score, _, i, j in pairs:
        if score and i not in used_one and j not in used_other:
            used_one.add(i)
            used_other.add(j)
            matched.append(score)
    left_one = [w for i, w in enumerate(one) if i not in used_one and len(w) > 1]
    left_other = [w for j, w in enumerate(other) if j not in used_other and len(w) > 1]
    return matched, left_one, left_other


def _is_end(one: NameForm, other: NameForm) -> bool:
    """Whether the one word of the shorter name begins or ends the longer one."""
    short, long = sorted((one.words, other.words), key=len)
    return any(compare_words(short[0], word) == 1.0 for word in (long[0], long[-1]))


def _shorter(a: str, b: str) -> str:
    return min(a, b, key=len)


def _longer(a: str, b: str) -> str:
    return max(a, b, key=len)
