"""A reading → the country that the report is about, where it names one far more than others.

Pure: a function of the mentions alone.
"""

from collections import Counter
from functools import lru_cache

from reportedly.knowledge import find_country
from reportedly.records import Reading
from reportedly.store.names import normalise_name

_LEAST_MENTIONS = 2
_LEAST_LEAD = 2
_MOST_WORDS = 4
_KINDS = frozenset({"person", "group", "state", "organization", "place", "population"})


def find_home(reading: Reading) -> str | None:
    """Return the English name of the country, `None` where none or several stand out.

    It is named twice at least, and more than twice as often as any other.
    """
    counts = Counter(
        c for m in reading.mentions if m.kind in _KINDS and (c := _find_named(m.text)) is not None
    )
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _LEAST_MENTIONS:
        return None
    if len(ranked) > 1 and ranked[0][1] <= _LEAST_LEAD * ranked[1][1]:
        return None
    return ranked[0][0]


@lru_cache(maxsize=1 << 14)
def _find_named(text: str) -> str | None:
    """The country that a phrase names or begins with: 'Kenya', 'Kenyan officers', 'the Kenya army'."""
    words = normalise_name(text).split()
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        if (country := find_country(words[:length])) is not None:
            return country
    return find_country(words[-1:]) if words else None
