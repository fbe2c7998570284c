"""A name as it is written → the words that are compared, in Latin letters, without titles.

Names from other scripts and spellings are folded to plain letters; a word's skeleton (its
consonants, those that transliterations swap taken together) tells 'Qader' and 'Kadir' alike.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from reportedly.knowledge import load_knowledge

_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_APOSTROPHES = re.compile("['’‘ʼ`´ʻʿʾ]")
_DIGRAPHS = (
    ("dzh", "j"),
    ("dj", "j"),
    ("zh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("sh", "s"),
    ("ch", "s"),
)
_DIGRAPHS_LATE = (("th", "t"), ("dh", "d"), ("ou", "w"), ("ck", "k"), ("x", "ks"))
_SWAPPED = str.maketrans({"q": "k", "c": "k", "g": "k", "w": "v", "z": "s", "j": "y", "p": "b"})
_SILENT = re.compile("[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")
_SERVANT_OF = frozenset({"abd", "abdul", "abdel", "abdal", "abdur", "abdus"})
_ARTICLES = frozenset({"al", "el", "ul", "ar", "ash", "ad"})
_NEAR_ENOUGH = 0.6
_NEAR_WITH_H = 0.75
_LONG_WORD = 6


class NameForm(NamedTuple):
    """The words of a name that are compared, the titles before it, and whether it is in capitals."""

    words: tuple[str, ...]
    titles: tuple[str, ...]
    is_acronym: bool


@lru_cache(maxsize=1)
def _load_titles() -> frozenset[str]:
    lists = {e["id"]: e["words"] for e in load_knowledge("titles")["list"]}
    words = (w for id_ in ("role", "courtesy", "religious") for w in lists[id_])
    return frozenset(w.rstrip(".") for w in words)


@lru_cache(maxsize=8)
def load_words(id_: str) -> frozenset[str]:
    """Return the words of one list of `knowledge/resolving.toml`."""
    entries = load_knowledge("resolving")["list"]
    return frozenset(next(e["words"] for e in entries if e["id"] == id_))


@lru_cache(maxsize=1 << 16)
def read_person(name: str) -> NameForm:
    """Return the form of a person's name; titles before it are set apart, unless they are all."""
    words = _join_compounds(_fold(name))
    titles = _load_titles()
    first = 0
    while first < len(words) - 1 and words[first] in titles:
        first += 1
    return NameForm(tuple(words[first:]), tuple(words[:first]), is_acronym=False)


def _join_compounds(words: list[str]) -> list[str]:
    """'Abdul Kadir' and 'Abdulkadir' are one word; the article of 'al-Noub' is left out."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in _SERVANT_OF:
            joined[-1] += word
        elif word not in _ARTICLES or word == words[-1]:
            joined.append(word)
    return joined


@lru_cache(maxsize=1 << 16)
def read_body(name: str) -> NameForm:
    """Return the form of the name of a group, state, company, place or thing."""
    words = [w for w in _fold(name) if w not in load_words("linking")] or _fold(name)
    forms = load_words("company-form")
    while len(words) > 1 and words[-1] in forms:
        words = words[:-1]
    letters = _APOSTROPHES.sub("", name).strip()
    is_acronym = len(words) == 1 and letters.isupper() and 2 <= len(letters) <= 8
    return NameForm(tuple(words), (), is_acronym)


def _fold(name: str) -> list[str]:
    return _WORD.findall(_APOSTROPHES.sub("", anyascii(_POSSESSIVE.sub("", name)).casefold()))


def find_initials(form: NameForm, name: str) -> frozenset[str]:
    """Return the acronyms that a body's name may have: with and without its small words."""
    full = "".join(w[0] for w in _fold(name))
    return frozenset({"".join(w[0] for w in form.words), full})


@lru_cache(maxsize=1 << 16)
def find_skeleton(word: str) -> str:
    """Return the consonants of a folded word by which spellings of one name are alike."""
    for pairs in (_DIGRAPHS, _DIGRAPHS_LATE):
        for pair, one in pairs:
            word = word.replace(pair, one)
    first, rest = word[:1], word[1:]
    start = "" if first in "aeiouyh" else first
    bare = _DOUBLED.sub(r"\1", _SILENT.sub("", (start + rest).translate(_SWAPPED)))
    return bare or word


def compare_words(one: str, other: str) -> float:
    """Return how alike two folded words are: 1 the same, .9 spellings of one, .8 an initial, 0."""
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return 0.8 if one[0] == other[0] else 0.0
    if _differ_in_gender(one, other):
        return 0.0
    if find_skeleton(one) == find_skeleton(other):
        is_open = "h" in (one[0], other[0]) and one[0] != other[0]  # 'Iron', 'Heron'
        needed = _NEAR_WITH_H if is_open else _NEAR_ENOUGH
        return 0.9 if Levenshtein.normalized_similarity(one, other) >= needed else 0.0
    is_slip = Levenshtein.distance(one, other) == 1 and min(len(one), len(other)) >= _LONG_WORD
    return 0.9 if is_slip else 0.0


def _differ_in_gender(one: str, other: str) -> bool:
    """'Amin' and 'Amina', 'Ivanov' and 'Ivanova' are two people."""
    short, long = sorted((one, other), key=len)
    return long in {short + "a", short + "ah"}
