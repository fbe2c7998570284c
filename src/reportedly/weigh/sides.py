"""What stands on one side of a claim, so that sides of different reports can be compared.

An argument with a name of its own is the entity it was resolved to; one without ('nine people',
'the boarding party') is its words, for it is nobody outside its report.
"""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from reportedly.records import Argument, Record

_WORD = re.compile(r"[^\W\d_]+")
_STEM_LETTERS = 5
SMALL_WORDS = frozenset(
    """the a an of in on at by for to and or with from about some more than fewer least most his her
    its their own any all other another no one two three four five six seven eight nine ten eleven
    twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty
    sixty seventy eighty ninety hundred thousand million dozen several many""".split()
)


_PLACED = re.compile(
    r"^(?P<thing>.*?\w),? (?:just |right )?"
    r"(?:close to|in|at|near|outside|inside|around|along|off|between)"
    r" (?:the |[a-z]+ (?:of|district|province) )*(?P<place>[^\W\da-z_].*)$"
)


class Side(Record, frozen=True, kw_only=True):
    """An entity, or what the words say: `stems` are the starts of the telling words, in order."""

    entity: str | None
    stems: tuple[str, ...]


def read_side(
    argument: Argument | None, same: Mapping[str, str], local: Collection[str]
) -> Side | None:
    """Return the side that an argument is, `None` where it is left open.

    `same` gives the entity that stands for one that was joined to others; `local` are the
    entities that are nobody outside their own report.
    """
    if argument is None:
        return None
    entity = argument.entity
    if entity is not None and entity not in local and argument.kind != "activity":
        return Side(entity=same.get(entity, entity), stems=find_stems(argument.name))
    return Side(entity=None, stems=find_stems(argument.name))


@lru_cache(maxsize=1 << 14)
def split_off_place(words: str) -> tuple[str, str]:
    """Return a phrase without the named place at its end, and that place; '' where none stands.

    'A police post in Kelm' gives 'A police post' and 'Kelm'; 'gunmen from the League' is whole.
    """
    match = _PLACED.match(words)
    return (words, "") if match is None else (match["thing"], match["place"])


@lru_cache(maxsize=1 << 14)
def find_stems(words: str) -> tuple[str, ...]:
    """Return the starts of the telling words: 'nine armed men' gives 'armed', 'men'."""
    found = (w.casefold() for w in _WORD.findall(words))
    return tuple(w[:_STEM_LETTERS] for w in found if w not in SMALL_WORDS and len(w) > 1)


def may_be_one(a: Side | None, b: Side | None) -> bool:
    """Whether two sides can be the same: an open side fits any."""
    if a is None or b is None:
        return True
    if a.entity is not None and b.entity is not None:
        return a.entity == b.entity
    if a.entity is None and b.entity is None:
        return bool(set(a.stems) & set(b.stems))
    named, worded = (a, b) if a.entity is not None else (b, a)
    return bool(worded.stems) and worded.stems[-1] in named.stems


def are_same_entity(a: Side | None, b: Side | None) -> bool:
    """Whether both sides are one named entity."""
    return a is not None and b is not None and a.entity is not None and a.entity == b.entity
