"""Two names → whether a scorer takes them for the same.

Names are compared as folded words: no case, accents, possessives or leading articles, a leading
title or two forgiven. A gold name that begins with `~` stands for a collective: each of its words
must stand in the predicted name.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her"})
_TITLES = frozenset(
    """
    ambassador brig brigadier capt captain col colonel commander defence defense dr foreign gen
    general governor judge leader lieutenant lt maj major maulvi mayor militant minister mr mrs ms
    officer petty president prime secretary senator sergeant sgt sheikh spc spokesman spokesperson
    spokeswoman staff
    """.split()
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_POSSESSIVE = re.compile(r"'s\b|s'(?=\s|$)")
_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=65536)
def fold_name(name: str) -> tuple[str, ...]:
    """Return the words of `name` that count: lower case, no accents, no article in front."""
    bare = unicodedata.normalize("NFKD", name.replace("’", "'"))
    bare = "".join(c for c in bare if not unicodedata.combining(c)).lower()
    words = _WORD.findall(_POSSESSIVE.sub(" ", _THOUSANDS.sub("", bare)))
    first = next((i for i, word in enumerate(words) if word not in _ARTICLES), len(words))
    return tuple(words[first:])


def is_same_name(predicted: str, wanted: str) -> bool:
    """Whether the predicted name is the wanted one, or holds every word of a `~collective`."""
    if not predicted:
        return False
    got = fold_name(predicted)
    if wanted.startswith("~"):
        words = fold_name(wanted[1:])
        stems = {word.rstrip("s") for word in got}
        return bool(words) and all(word.rstrip("s") in stems for word in words)
    want = fold_name(wanted)
    return got == want or _strip_titles(got) == want


def has_same_name(predicted: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether any predicted name is any of the wanted ones."""
    variants = tuple(wanted)
    return any(is_same_name(name, variant) for name in predicted for variant in variants)


def _strip_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the titles in front; the last word stays even when it is a title itself."""
    first = 0
    while first < len(words) - 1 and words[first] in _TITLES:
        first += 1
    return words[first:]
