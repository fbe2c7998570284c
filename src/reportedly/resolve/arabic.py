"""A word in Arabic script → the Latin spellings that it may have.

Short vowels are not written, so a word cannot be turned into one spelling: instead a Latin word is
asked whether it may be a spelling of it. Long vowels and consonants must be there, short vowels may.
"""

import re
import unicodedata
from functools import lru_cache

_SCRIPT = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_TATWEEL = "\u0640"
_ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ا", "ی": "ي", "ک": "ك"})
_CONSONANTS = {
    "ب": ("b", "b+|p"), "ت": ("t", "t+"), "ث": ("th", "(?:th|s|t)+"), "ج": ("j", "(?:dzh|dj|j|g)+"),
    "ح": ("h", "(?:kh|h)+"), "خ": ("kh", "(?:kh|ch|h|x)+"), "د": ("d", "d+"), "ذ": ("dh", "(?:dh|z|d)+"),
    "ر": ("r", "r+"), "ز": ("z", "z+"), "س": ("s", "(?:s|c)+"), "ش": ("sh", "(?:sch|sh|ch)+"),
    "ص": ("s", "s+"), "ض": ("d", "(?:dh|d|z)+"), "ط": ("t", "t+"), "ظ": ("z", "(?:dh|z|d)+"),
    "غ": ("gh", "(?:gh|g|q)+"), "ف": ("f", "(?:ph|f|v)+"), "ق": ("q", "(?:gh|q|k|g|c)+"),
    "ك": ("k", "(?:ch|k|c|q)+"), "ل": ("l", "l+"), "م": ("m", "m+"), "ن": ("n", "n+"), "ه": ("h", "h*"),
    "پ": ("p", "p+"), "چ": ("ch", "(?:tch|ch|c)+"), "ژ": ("zh", "(?:zh|j)+"), "گ": ("g", "g+"),
}  # fmt: skip
_SHORT = "[aeiouy]*"
_LAST = "e?"
"""After the last consonant: French spellings add an 'e', and an 'a' would make a woman's name."""


def is_arabic(word: str) -> bool:
    """Whether a word is written in Arabic script."""
    return not word.isascii() and _SCRIPT.search(word) is not None


def fold_arabic(name: str) -> str:
    """Return a name with vowel signs left out and the forms of alif and ya taken together."""
    bare = "".join(c for c in name if not unicodedata.combining(c) and c != _TATWEEL)
    return bare.translate(_ALIKE)


def split_article(word: str) -> tuple[str, ...]:
    """'الهرزان' → the article and the name, as Latin spellings write them apart."""
    return ("al", word[2:]) if word.startswith("ال") and len(word) > 4 else (word,)


@lru_cache(maxsize=1 << 14)
def romanise(word: str) -> str:
    """Return the word in Latin letters as it is written, without its short vowels."""
    letters: list[str] = []
    for i, letter in enumerate(word):
        if letter in _CONSONANTS:
            letters.append(_CONSONANTS[letter][0])
        elif letter == "و":
            letters.append("u" if i else "w")
        elif letter in "يئ":
            letters.append("i" if i else "y")
        elif letter in "اةع":
            letters.append("a")
        elif letter.isascii():
            letters.append(letter)
    return "".join(letters)


@lru_cache(maxsize=1 << 14)
def compile_spellings(word: str) -> re.Pattern[str]:
    """Return the pattern that folded Latin spellings of the word match as a whole."""
    parts = [_SHORT]
    for i, letter in enumerate(word):
        is_first, is_last = i == 0, i == len(word) - 1
        if letter == "ه" and is_last:
            parts.append("h?[ae]*h?")
        elif letter in _CONSONANTS:
            parts.append(f"(?:{_CONSONANTS[letter][1]}){_LAST if is_last else _SHORT}")
        elif letter == "و":
            parts.append(f"(?:[wvuo]|ou)+{_SHORT}" if is_first else f"[aeo]*[wvuo]+{_SHORT}")
        elif letter in "يئ":
            parts.append(f"[yij]{_SHORT}" if is_first else f"[ae]*[iyej]+{_SHORT}")
        elif letter == "ا" and not is_first:
            parts.append(f"[aeo]+{_SHORT}")
        elif letter == "ة" and is_last:
            parts.append("[ae]+[ht]?")
        elif letter in "اعء":
            parts.append(_SHORT)
        elif letter.isascii():
            parts.append(f"{re.escape(letter)}+{_SHORT}")
    return re.compile("".join(parts) + "h?")


def may_spell(latin: str, arabic: str) -> bool:
    """Whether a folded Latin word may be a spelling of one in Arabic script."""
    return compile_spellings(arabic).fullmatch(latin) is not None
