"""Name of a place → the key under which the index holds it: no diacritics, case or punctuation."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "ŋ": "n",
        "ə": "a",
    }
)
_DROPPED = re.compile(r"[.'’‘ʻʼʿʾ`´]")
_PARTED = re.compile(r"[^0-9a-z]+")
_LONG = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}


def fold_name(name: str) -> str:
    """Return the key of a name: 'Saint-Étienne' and 'St. Etienne' have the same; '' for no letters.

    Abbreviated first words are written out, a leading article is dropped.
    """
    latin = name.lower()
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
        latin = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    words = _PARTED.sub(" ", _DROPPED.sub("", latin)).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        elif words[0] in _LONG:
            words[0] = _LONG[words[0]]
    return " ".join(words)
