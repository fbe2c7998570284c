"""A name as it is written → the form under which names are compared.

Two spellings that differ only in case, diacritics, punctuation, a leading article or possessive, or
a possessive ending give the same form; nothing else is guessed here.
"""

import re
import unicodedata
from functools import lru_cache

from reportedly.records import Kind

_LEADING = {"the", "a", "an", "its", "their", "his", "her", "our", "my", "your"}
_LINKING = {"of", "the", "and", "for", "on", "to"}
_APOSTROPHES = re.compile("['’‘ʼ`´ʻʿʾ]")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b|(?<=s)['’](?=\s|$)")
_WORD = re.compile(r"\w+")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"}
)
"""Latin letters that Unicode does not take apart into a base letter and a mark."""

_CLASSES: dict[Kind, str] = {
    "person": "person",
    "group": "body",
    "state": "body",
    "organization": "body",
    "place": "body",
    "population": "population",
    "thing": "thing",
    "activity": "activity",
    "name": "name",
}


@lru_cache(maxsize=1 << 16)
def normalise_name(name: str) -> str:
    """Return the form of `name` under which it is compared; never empty unless `name` is blank."""
    folded = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name).casefold())
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    letters = letters.casefold().translate(_UNDECOMPOSED)
    words = _WORD.findall(_APOSTROPHES.sub("", letters))
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return " ".join(words) or name.strip().casefold()


def order_words(norm: str) -> str:
    """Return the words of an institution's normalised name in an order of their own.

    'ministry of interior' and 'interior ministry' give the same.
    """
    return " ".join(sorted(word for word in norm.split() if word not in _LINKING))


def get_kind_class(kind: Kind) -> str:
    """Return what `kind` may be confused with.

    Bodies are one class: a country is a place in one report and a government in the next, and an
    armed group may be called an organization.
    """
    return _CLASSES[kind]
