"""The words of a name → whether they say whose body it is, and which country they name.

'Interior Ministry' and 'Supreme Court' are names, and every country has such a one; 'Kardan Supreme
Court' says which.
"""

from collections.abc import Iterable
from functools import lru_cache

from reportedly.knowledge.loader import load_knowledge

_SPELLINGS = {"defence": "defense"}


def is_generic(words: Iterable[str]) -> bool:
    """Whether a name of these words (in small plain letters) could be any country's."""
    plain = [_SPELLINGS.get(word, word) for word in words]
    known, generic = _load_lists()
    return " ".join(plain) not in known and all(word in generic for word in plain)


def find_country(words: Iterable[str]) -> str | None:
    """Return the country that these words (in small plain letters) name or are the adjective of."""
    return _load_countries().get(" ".join(words))


@lru_cache(maxsize=1)
def _load_countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for place in load_knowledge("demonyms")["place"]:
        if place["kind"] == "country":
            for name in (
                place["name"], *place["adjectives"], *place["people"], *place["aliases"],
            ):  # fmt: skip
                found.setdefault(name.casefold().replace(".", ""), place["name"])
    return found


@lru_cache(maxsize=1)
def _load_lists() -> tuple[frozenset[str], frozenset[str]]:
    lists = {entry["id"]: frozenset(entry["words"]) for entry in load_knowledge("bodies")["list"]}
    return lists["known"], lists["generic"]
