"""Two folded words of names → whether they may be one word, spelled in two ways.

A word's skeleton (its consonants, those that transliterations swap taken together) tells 'Qader'
and 'Kadir' alike; vowels and endings that make another name ('Kamal', 'Kamil'; 'Amin', 'Amina';
'Hassan', 'Hassani') keep it apart.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from reportedly.knowledge import load_knowledge
from reportedly.resolve.arabic import is_arabic, may_spell, romanise

_DIGRAPHS = (
    ("dzh", "j"), ("dj", "j"), ("tch", "ch"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("sh", "s"),
    ("ch", "s"), ("zh", "j"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("x", "ks"),
)  # fmt: skip
_OU = re.compile(r"ou(?=[aei])")
_SWAPPED = str.maketrans({"q": "k", "c": "k", "g": "k", "w": "v", "z": "s", "j": "y", "p": "b"})
_SILENT = re.compile("[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiouy]+")
_TAIL = "aeiouyh"
_MASCULINE = frozenset({"", "o", "io", "eo", "y", "i", "iy", "ii", "yi", "oy", "oi", "u", "iu"})
_FEMININE = ("a", "ah")
_APART = (frozenset("ai"), frozenset("au"), frozenset("iu"))
_NEAR_ENOUGH = 0.6
_NEAR_WITH_H = 0.75
LONG_WORD = 6
"""Of words of fewer letters one more or less makes another word."""
_FEW_VOWELS = 2
_SHORT_WORD = 3
_ARTICLE = 2
SAME, SPELLING, SLIP, INITIAL, VARIANT = 1.0, 0.9, 0.85, 0.8, 0.7


@lru_cache(maxsize=1 << 16)
def find_skeleton(word: str) -> str:
    """Return the consonants of a folded word by which spellings of one name are alike."""
    if is_arabic(word):
        word = romanise(word)
    word = _write_plain(word)
    first, rest = word[:1], word[1:]
    start = "" if first in "aeiouyh" else first
    bare = _DOUBLED.sub(r"\1", _SILENT.sub("", (start + rest).translate(_SWAPPED)))
    return bare or word


def _write_plain(word: str) -> str:
    """One letter for each pair of letters that transliterations write for one sound."""
    for pair, one in _DIGRAPHS:
        word = word.replace(pair, one)
    return _OU.sub("w", word)


class _Look(NamedTuple):
    """What words are compared by: `plain` has one letter for each sound, `given` what it is a form of.

    `is_latin` where it is of plain letters alone and no initial.
    """

    skeleton: str
    plain: str
    is_latin: bool
    given: frozenset[str]


def compare_words(one: str, other: str) -> float:
    """Return how alike two folded words are.

    1 the same, .9 spellings of one, .85 a letter more or less, .8 an initial, .7 forms of one given
    name ('William', 'Bill'), 0 otherwise.
    """
    if one == other:
        return SAME
    first, second = _look_at(one), _look_at(other)
    if (
        first.skeleton != second.skeleton
        and first.is_latin
        and second.is_latin
        and not (first.given and second.given)
        and not _is_slip(one, other)
        and abs(len(one) - len(other)) != _ARTICLE
    ):
        return 0.0  # as nearly all are
    return _compare_alike(one, other)


class Sketch(NamedTuple):
    """What tells of most words that they are not alike: `is_plain` where nothing else needs a look."""

    skeleton: str
    length: int
    is_plain: bool


def sketch_word(word: str) -> Sketch:
    """Return the sketch of a folded word.

    Of two plain words that are alike the skeletons are the same, or the lengths differ by one and
    the shorter has at least `LONG_WORD` letters; any other word may be like any.
    """
    look = _look_at(word)
    is_plain = look.is_latin and not look.given and word[:_ARTICLE] not in ("al", "el")
    return Sketch(look.skeleton, len(word), is_plain)


@lru_cache(maxsize=1 << 16)
def _look_at(word: str) -> _Look:
    plain = _DOUBLED.sub(r"\1", _write_plain(word).translate(_SWAPPED))
    is_latin = len(word) > 1 and word.isascii() and word.isalpha()
    return _Look(find_skeleton(word), plain, is_latin, _load_given().get(word, frozenset()))


@lru_cache(maxsize=1 << 18)
def _compare_alike(one: str, other: str) -> float:
    if not (one.isalpha() and other.isalpha()) and any(map(str.isdigit, one + other)):
        return 0.0
    if len(one) == 1 or len(other) == 1:
        return INITIAL if one[0] == other[0] else 0.0
    if not (one.isascii() and other.isascii()) and (is_arabic(one) or is_arabic(other)):
        return SPELLING if _cross_script(one, other) else 0.0
    if _is_article_apart(one, other):
        return SPELLING
    # Few words come so near each other that their endings must be looked at.
    near = SPELLING if _is_spelling(one, other) else SLIP if _is_slip(one, other) else 0.0
    if near and not _differ_in_ending(one, other) and not _are_known_apart(one, other):
        return near
    return VARIANT if _look_at(one).given & _look_at(other).given else 0.0


def _cross_script(one: str, other: str) -> bool:
    arabic, latin = (one, other) if is_arabic(one) else (other, one)
    if is_arabic(latin):
        return False
    bare = latin[2:] if latin[:2] in ("al", "el") and len(latin) > 5 else latin
    return may_spell(latin, arabic) or may_spell(bare, arabic)


def _is_spelling(one: str, other: str) -> bool:
    looks = _look_at(one), _look_at(other)
    if looks[0].skeleton != looks[1].skeleton:
        return False
    if max(len(one), len(other)) <= _SHORT_WORD and one[0] != other[0]:
        return False  # letters that stand for words: 'ABC', 'BBC'
    plain = looks[0].plain, looks[1].plain
    is_open = "h" in (plain[0][0], plain[1][0]) and plain[0][0] != plain[1][0]  # 'Iron', 'Heron'
    needed = _NEAR_WITH_H if is_open else _NEAR_ENOUGH
    is_near = Levenshtein.normalized_similarity(*plain) >= needed
    return is_near and not _differ_in_vowels(one, other)


def _is_slip(one: str, other: str) -> bool:
    """A letter too many in a long word: a slip of the pen, or another name ('Gochev', 'Gorchev')."""
    if abs(len(one) - len(other)) != 1 or min(len(one), len(other)) < LONG_WORD:
        return False
    return Levenshtein.distance(one, other, score_cutoff=1) == 1


def _is_article_apart(one: str, other: str) -> bool:
    """'Alharzan' and 'Harzan': an article written as part of the name."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return long[:2] in ("al", "el") and long[2:] == short and len(short) >= 4


def _differ_in_vowels(one: str, other: str) -> bool:
    """'Kamal' and 'Kamil', 'Hasan' and 'Husain' are two names; long words have more spellings."""
    lumps = _VOWELS.findall(one), _VOWELS.findall(other)
    if len(lumps[0]) != len(lumps[1]) or len(lumps[0]) > _FEW_VOWELS:
        return False
    return any(_is_apart(a, b) for a, b in zip(*lumps, strict=True))


def _is_apart(one: str, other: str) -> bool:
    a, b = (set(lump.replace("y", "i")) for lump in (one, other))
    return len(a) == len(b) == 1 and frozenset(a | b) in _APART


def _differ_in_ending(one: str, other: str) -> bool:
    """'Amin' and 'Amina', 'Lomsky' and 'Lomskaya', 'Hassan' and 'Hassani' are two people."""
    stems = one.rstrip(_TAIL), other.rstrip(_TAIL)
    if find_skeleton(stems[0]) != find_skeleton(stems[1]):
        return False
    tails = tuple(sorted((one[len(stems[0]) :], other[len(stems[1]) :]), key=len))
    if "" in tails and tails[1] in ("i", "y"):
        return True
    is_feminine = [tail.endswith(_FEMININE) for tail in tails]
    if is_feminine[0] == is_feminine[1]:
        return False
    return tails[is_feminine.index(False)] in _MASCULINE


def _are_known_apart(one: str, other: str) -> bool:
    """'Salah' and 'Saleh' are two names, though a vowel is all that they differ in."""
    known = _load_apart()
    places = known.get(one), known.get(other)
    if places[0] is None or places[1] is None:
        return False
    return places[0][0] == places[1][0] and places[0][1] != places[1][1]


@lru_cache(maxsize=1)
def _load_apart() -> dict[str, tuple[int, int]]:
    """Given names → which set of names that look alike they are of, and which name of it."""
    return {
        form: (n, i)
        for n, entry in enumerate(load_knowledge("resolving")["apart"])
        for i, forms in enumerate(entry["names"])
        for form in forms
    }


@lru_cache(maxsize=1)
def _load_given() -> dict[str, frozenset[str]]:
    """Given names → the names that they are forms of."""
    known: dict[str, set[str]] = {}
    for entry in load_knowledge("resolving")["given"]:
        for form in entry["forms"]:
            known.setdefault(form, set()).add(entry["forms"][0])
    return {form: frozenset(names) for form, names in known.items()}
