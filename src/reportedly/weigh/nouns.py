"""Phrases without a name → their head noun, and whether two may speak of the same people or things.

The nouns that may stand for each other are those of knowledge/counted.toml.
"""

import re
from functools import lru_cache

from reportedly.knowledge import load_knowledge
from reportedly.weigh.sides import SMALL_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_AFTER = frozenset(
    """of in on at by for to from with near off outside inside along around under over against who
    that which whose where when hidden carrying held including among between aboard into""".split()
)
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "lives": "life",
    "bodies": "body",
}
_OWNED = re.compile(r"[’']s?$")
_LEAST_PLURAL = 4


@lru_cache(maxsize=1 << 14)
def find_head(words: str) -> str:
    """Return the noun that a phrase is about, in the singular: 'nine policemen of Dura' → policeman.

    Empty where no word stands before the first preposition.
    """
    before = _read_before(words)
    return _to_singular(before[-1]) if before else ""


@lru_cache(maxsize=1 << 14)
def find_modifiers(words: str) -> frozenset[str]:
    """Return the telling words before the noun: '48 assault rifles' → assault."""
    return frozenset(_read_before(words)[:-1]) - SMALL_WORDS


def _read_before(words: str) -> list[str]:
    """The words up to the first preposition that follows one."""
    before: list[str] = []
    for word in _WORD.findall(words.casefold()):
        if word in _AFTER:
            if before:
                break
            continue
        before.append(word)
    return before


@lru_cache(maxsize=1 << 14)
def find_measured(words: str) -> tuple[str, str]:
    """Return what is counted and in which measure: '640 tonnes of gas oil' → ('fuel', 'tonne')."""
    head = find_head(words)
    if head not in _load_words("measure"):
        return get_family(head), ""
    _, _, rest = words.partition(" of ")
    return get_family(find_head(rest)), head


def get_family(noun: str) -> str:
    """Return the family of a noun in the singular, itself where it has none."""
    return _load_families()[0].get(noun, noun)


def is_within(special: str, general: str) -> bool:
    """Whether those of one family are all among those of the other: soldiers among people."""
    return _load_families()[1].get(special) == general


def may_name_body(noun: str) -> bool:
    """Whether a group, a company or an office that has a name may be called by a common noun."""
    return noun in _load_words("body")


def _to_singular(word: str) -> str:
    word = _OWNED.sub("", word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men"):
        return f"{word[:-3]}man"
    if word.endswith("children"):
        return f"{word[:-8]}child"
    if word.endswith("ies") and len(word) > _LEAST_PLURAL:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith("ss") and len(word) >= _LEAST_PLURAL:
        return word[:-1]
    return word


@lru_cache(maxsize=1)
def _load_families() -> tuple[dict[str, str], dict[str, str]]:
    """The family of each noun, and the more general family of each family."""
    entries = load_knowledge("counted")["family"]
    of_noun = {word: e["id"] for e in entries for word in e["words"].split()}
    return of_noun, {e["id"]: e["within"] for e in entries if "within" in e}


@lru_cache(maxsize=4)
def _load_words(part: str) -> frozenset[str]:
    return frozenset(load_knowledge("counted")[part]["words"].split())
