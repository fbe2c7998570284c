"""Two referents → how sure it is that they are one, with the reasons, or that they are not.

Names decide; a name that says too little ('Kessel', 'CL') needs that nobody else in the case may
be meant, which only the clusters know, and is marked as `weak` here.
"""

from functools import lru_cache

from reportedly.knowledge import find_country, is_generic
from reportedly.records import Kind, Record
from reportedly.resolve.alignment import Alignment, align_untorn, align_words
from reportedly.resolve.names import NameForm, find_initials, load_words, read_body, read_person
from reportedly.resolve.words import INITIAL, SAME, SLIP, SPELLING, VARIANT, compare_words

_EXACT, _SPELLING, _LONGER, _INITIALS, _ACRONYM, _SHORT, _SURNAME, _GIVEN_FORM = (
    1.0, 0.93, 0.9, 0.87, 0.86, 0.82, 0.8, 0.8,
)  # fmt: skip
_SLIP, _BYNAME = 0.92, 0.6
_ABBREVIATION, _GIVEN_ALONE = 0.6, 0.6
_FEW_LETTERS = 2
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
    if get_class(one.kind) != get_class(other.kind):
        # A further name may be somebody else's who was taken for this one; its own is not.
        return _compare_own(one, other)
    if _is_of_any_country(one) and _is_of_any_country(other):
        return None  # those of one country are one entity already
    if len(one.names) == len(other.names) == 1:
        return _compare_borne(one.names[0], one, other.names[0], other)
    found = [
        result
        for a in _leave_out_countries(one.names)
        for b in _leave_out_countries(other.names)
        if (result := _compare_borne(a, one, b, other)) is not None
    ]
    best = max(found, key=lambda c: (not c.weak, c.score), default=None)
    if best is None:
        return None
    if best.weak and _have_full_names_apart(one, other):
        return None  # a surname in common, and two given names
    if one.kind == other.kind == "person" and _share_byname_only(one, other):
        return Comparison(score=_BYNAME, reason=f"{best.reason}, and full names of their own")
    return best


def _compare_own(one: Referent, other: Referent) -> Comparison | None:
    if not (one.names and other.names):
        return None
    return compare_names(one.names[0], one.kind, other.names[0], other.kind)


def _is_of_any_country(referent: Referent) -> bool:
    return (
        get_class(referent.kind) == "body"
        and bool(referent.names)
        and is_generic(read_body(referent.names[0]).words)
    )


def _compare_borne(a: str, one: Referent, b: str, other: Referent) -> Comparison | None:
    """What two names say that these bear: less where it is a part or the letters of a longer one.

    Within a report 'the Press' may be the Foundry Press, and 'FP' whatever it has spelt out.
    """
    found = compare_names(a, one.kind, b, other.kind)
    if found is None or get_class(one.kind) != "body":
        return found
    forms = read_body(a), read_body(b)
    if a in _find_parts(one.names) or b in _find_parts(other.names):
        return _weigh_part(found, forms, one.kind, other.kind)
    if _is_letters(a) or _is_letters(b):
        return _weigh_letters(found, a, one, b, other)
    return found


@lru_cache(maxsize=1 << 16)
def _find_parts(names: tuple[str, ...]) -> frozenset[str]:
    """The names all of whose words stand in a longer one of them: 'Press' of 'Foundry Press'."""
    if len(names) < 2:
        return frozenset()
    words = {name: frozenset(read_body(name).words) for name in names}
    return frozenset(n for n in names if any(words[n] < words[m] for m in names))


def _leave_out_countries(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names without those of a country that the first is not of: a capital speaks for it."""
    if len(names) < 2:
        return names
    own = find_country(read_body(names[0]).words)
    kept = (n for n in names[1:] if find_country(read_body(n).words) == own)
    return (names[0], *kept)


def _is_letters(name: str) -> bool:
    return read_body(name).is_acronym


def _weigh_part(
    found: Comparison, forms: tuple[NameForm, NameForm], kind: Kind, other: Kind
) -> Comparison | None:
    """A short form within one report, and a name elsewhere: of two words, and no place's."""
    is_place = kind in _PLACELIKE or other in _PLACELIKE
    is_bare = any(len(form.words) < 2 or is_generic(form.words) for form in forms)
    if is_place or is_bare or found.score < _SPELLING:
        return None
    return Comparison(score=_SHORT, reason=found.reason, weak=True)


def _weigh_letters(
    found: Comparison, a: str, one: Referent, b: str, other: Referent
) -> Comparison | None:
    """An acronym: it says who is meant as long as nobody else has it, and no name tells otherwise."""
    if found.score == _EXACT:
        is_clear = not _have_unlike_names(one, other)
        score = _EXACT if is_clear else _ABBREVIATION
        return Comparison(score=score, reason=found.reason, weak=True)
    full, bearer = (b, other) if _is_letters(a) else (a, one)
    letters = read_body(a if _is_letters(a) else b).words[0]
    is_apart = (one.kind in _PLACELIKE) != (other.kind in _PLACELIKE)
    if is_apart or (len(letters) <= _FEW_LETTERS and one.kind != other.kind):
        return None
    is_clear = full == bearer.names[0] and not _have_unlike_names(one, other)
    if not is_clear and len(letters) <= _FEW_LETTERS:
        return None
    score = found.score if is_clear else _ABBREVIATION
    return Comparison(score=score, reason=found.reason, weak=True)


def _have_unlike_names(one: Referent, other: Referent) -> bool:
    """Whether each has a name in full, and no two of these agree."""
    own = [[n for n in r.names if len(read_body(n).words) > 1] for r in (one, other)]
    return all(own) and not any(
        compare_names(a, one.kind, b, other.kind) is not None for a in own[0] for b in own[1]
    )


def _share_byname_only(one: Referent, other: Referent) -> bool:
    """Whether both people have full names, and agree in one that many may bear ('Abu Badger')."""
    own = [[n for n in r.names if _is_telling(read_person(n))] for r in (one, other)]
    return all(own) and not any(compare_people(a, b) is not None for a in own[0] for b in own[1])


def _is_telling(form: NameForm) -> bool:
    return len(form.words) > 1 and form.words[0] not in load_words("byname")


def are_told_apart(one: Referent, other: Referent) -> bool:
    """Whether names that share a word differ in the rest: two brothers, a party and its youth.

    Names that share nothing may still be two names of one; these may not, nor may two people with
    full names who share a byname.
    """
    return _tell_apart(one.kind, one.names, other.kind, other.names)


@lru_cache(maxsize=1 << 16)
def _tell_apart(
    kind: Kind, names: tuple[str, ...], other_kind: Kind, other_names: tuple[str, ...]
) -> bool:
    # Of those that hang together with many, the same are asked for again with each that is new.
    if get_class(kind) != get_class(other_kind):
        return False
    one = Referent(id="", kind=kind, names=names)
    other = Referent(id="", kind=other_kind, names=other_names)
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
            if compare_names(a, one.kind, b, other.kind) is not None:
                return False
            matches = align_words(first.words, second.words).matches
            is_apart = is_apart or max((m.score for m in matches), default=0.0) >= SPELLING
    return is_apart


def can_stand_apart(comparison: Comparison) -> bool:
    """Whether a report that has both names knows two apart: full names that are not quite alike.

    A report that takes over a paragraph of another has the spellings of both.
    """
    if comparison.score == _SLIP:
        return True
    return comparison.score < APART_BELOW and not comparison.weak


def get_class(kind: Kind) -> str:
    """Return what a kind may be confused with; countries act, and groups are called bodies."""
    return "body" if kind in _BODIES else kind


def compare_names(a: str, kind: Kind, b: str, other_kind: Kind) -> Comparison | None:
    """Return how alike two names of things of these kinds are, `None` where they do not agree."""
    if get_class(kind) != get_class(other_kind):
        is_same = _read_all(a, kind) == _read_all(b, other_kind) and len(a.split()) > 1
        reason = f"the same name '{b}', taken for another kind"
        return Comparison(score=_OTHER_KIND, reason=reason) if is_same else None
    if kind == "person":
        return compare_people(a, b)
    places = (kind in _PLACELIKE) + (other_kind in _PLACELIKE)
    return compare_bodies(a, b, places=places)


def _read_all(name: str, kind: Kind) -> tuple[str, ...]:
    form = read_person(name) if kind == "person" else read_body(name)
    return (*form.titles, *form.words)


@lru_cache(maxsize=1 << 13)
def compare_people(a: str, b: str) -> Comparison | None:
    """Return how alike two names of people are, `None` where they tell two people apart."""
    one, other = read_person(a), read_person(b)
    if one.generation and other.generation and one.generation != other.generation:
        return None
    is_son = one.generation != other.generation
    if one.words == other.words:
        is_bare = len(one.words) == 1 and not (one.titles and one.titles == other.titles)
        return Comparison(
            score=_EXACT, reason=f"the same name '{b}'", weak=is_bare or is_son or _is_kunya(one)
        )
    aligned = align_untorn(one.words, other.words)
    if aligned is None or not any(m.score >= SLIP for m in aligned.matches):
        return None
    if min(len(one.words), len(other.words)) == 1:
        return _compare_single(a, b)
    return _compare_full(a, b, aligned, is_son=is_son)


def _compare_single(a: str, b: str) -> Comparison | None:
    """A surname, or a given name, on its own and within a longer name."""
    one, other = read_person(a), read_person(b)
    if len(one.words) == len(other.words) or not _is_end(one, other):
        return None
    if max(one.words, other.words, key=len)[0] in load_words("byname"):
        return None  # 'Uncle Badger' is not Captain Badger
    score = _SURNAME if _ends(one, other) else _GIVEN_ALONE
    return Comparison(score=score, reason=f"'{_shorter(a, b)}' alone", weak=True)


def _compare_full(a: str, b: str, aligned: Alignment, *, is_son: bool) -> Comparison | None:
    """Two names of two words or more that agree as far as they go."""
    kinds = {m.score for m in aligned.matches}
    if INITIAL in kinds:
        if not _share_end(a, b):
            return None
        return Comparison(score=_INITIALS, reason=f"initials of '{_longer(a, b)}'", weak=True)
    if VARIANT in kinds:
        reason = f"'{a}' and '{b}' have forms of one given name"
        return Comparison(score=_GIVEN_FORM, reason=reason, weak=True)
    if SLIP in kinds:
        reason = f"'{a}' and '{b}' differ in a letter"
        return Comparison(score=_SLIP, reason=reason, weak=True)
    if aligned.left_one or aligned.left_other:
        reason = f"'{_shorter(a, b)}' within '{_longer(a, b)}'"
        return Comparison(score=_LONGER, reason=reason, weak=is_son or _lacks_given(a, b, aligned))
    reason = f"'{a}' and '{b}' are spellings of one name"
    return Comparison(score=_SPELLING, reason=reason, weak=is_son)


def _lacks_given(a: str, b: str, aligned: Alignment) -> bool:
    """Whether the longer name has a given name before all of the shorter: it may be his son's."""
    longer, left = (read_person(a), aligned.left_one) if aligned.left_one else (
        read_person(b), aligned.left_other,
    )  # fmt: skip
    first = longer.words[0]
    return first in left and first not in load_words("often-dropped")


def _share_end(a: str, b: str) -> bool:
    """Whether a whole word that both share ends or begins each of them: the surname."""
    one, other = read_person(a).words, read_person(b).words
    if {one[0], one[-1]} & {other[0], other[-1]}:
        return True
    return any(compare_words(one[at], other[at]) >= SPELLING for at in (0, -1))


def _is_kunya(form: NameForm) -> bool:
    return len(form.words) == 1 and form.words[0].startswith(("abu", "umm"))


def compare_bodies(a: str, b: str, *, places: int = 0) -> Comparison | None:
    """Return how alike two names of bodies or things are, `None` where they tell two apart.

    `places` says how many of the two are places: two villages may differ in one letter.
    """
    first, second = read_body(a), read_body(b)
    if first.words == second.words:
        return Comparison(score=_EXACT, reason=f"the same name '{b}'")
    for short, long, name in ((first, second, b), (second, first, a)):
        if short.is_acronym and len(long.words) > 1:
            is_acronym = short.words[0] in find_initials(long, name)
            reason = f"'{short.words[0].upper()}' is the initials of '{name}'"
            return Comparison(score=_ACRONYM, reason=reason, weak=True) if is_acronym else None
    if places and (places > 1 or min(len(first.words), len(second.words)) == 1):
        return _compare_states(a, b)
    aligned = align_untorn(first.words, second.words)
    if aligned is None or not aligned.matches or any(m.score < SLIP for m in aligned.matches):
        return None
    if left := [*aligned.left_one, *aligned.left_other]:
        if not set(left) <= load_words("body-filler") or len(aligned.matches) < 2:
            return None
        reason = f"'{_shorter(a, b)}' is short for '{_longer(a, b)}'"
        return Comparison(score=_SHORT, reason=reason, weak=True)
    if len(aligned.matches) == 1 and max(map(len, first.words)) < 6:
        return None
    is_slip = any(m.score == SLIP for m in aligned.matches)
    reason = f"'{a}' and '{b}' are spellings of one name"
    return Comparison(score=_SLIP if is_slip else _SPELLING, reason=reason)


def _compare_states(a: str, b: str) -> Comparison | None:
    """'Republic of Keth' and 'Keth': a place that is named with and without what it is."""
    one, other = (
        tuple(w for w in read_body(name).words if w not in load_words("state-form"))
        for name in (a, b)
    )
    if not one or one != other:
        return None
    return Comparison(
        score=_SHORT, reason=f"'{_shorter(a, b)}' is short for '{_longer(a, b)}'", weak=True
    )


def _is_end(one: NameForm, other: NameForm) -> bool:
    """Whether the one word of the shorter name begins or ends the longer one."""
    short, long = sorted((one.words, other.words), key=len)
    return any(compare_words(short[0], word) == SAME for word in (long[0], long[-1]))


def _ends(one: NameForm, other: NameForm) -> bool:
    """Whether the one word of the shorter name is the last of the longer one."""
    short, long = sorted((one.words, other.words), key=len)
    return compare_words(short[0], long[-1]) == SAME


def _shorter(a: str, b: str) -> str:
    return min(a, b, key=len)


def _longer(a: str, b: str) -> str:
    return max(a, b, key=len)
