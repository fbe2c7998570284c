"""A name as it is written → the words that are compared, without titles and legal forms.

Names from other scripts and spellings are folded to plain Latin letters; Arabic script, which does
not write its short vowels, is kept, and compared by `arabic`.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from reportedly.knowledge import load_knowledge
from reportedly.resolve.arabic import fold_arabic, is_arabic, split_article
from reportedly.resolve.words import compare_words, find_skeleton

__all__ = [
    "NameForm",
    "compare_words",
    "find_initials",
    "find_skeleton",
    "load_words",
    "read_body",
    "read_person",
]

_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_APOSTROPHES = re.compile("['’‘ʼ`´ʻʿʾ]")
_DOTTED = re.compile(r"\b(?:\w\.\s?){2,}")
_SERVANT_OF = frozenset({"abd", "abdul", "abdel", "abdal", "abdur", "abdus", "abu", "abou", "aboo"})
_ARTICLES = frozenset(
    {
        "al",
        "el",
        "ul",
        "ar",
        "ash",
        "ad",
        "as",
        "at",
        "az",
        "an",
        "bin",
        "ibn",
        "ben",
        "bint",
        "ould",
    }
)
_SONS = frozenset({"bin", "ibn", "ben"})
_DIN = frozenset({"din", "deen", "dine", "dien"})
_JOINING = _SERVANT_OF | _ARTICLES | _DIN
_TO_DIN = frozenset({"al", "el", "ul", "ad", "ud", "ed"})
_ABD = re.compile(r"^abd[aeou]?(?:l|r(?=r)|s(?=s)|n(?=n)|z(?=z)|d(?=d)|t(?=t))(?=\w{3})")
_UDDIN = re.compile(r"(?<=\w{2})(?:[aeiou](?:ld|dd)(?:in|een|ine|ien|yn)|[eu]d(?:een|ine|ien))$")
_GENERATIONS = {
    "jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "2", "iii": "3", "iv": "4",
}  # fmt: skip
_VESSEL = re.compile(r"^(?:M/?[TVYS]|SS|HMS|USS|FV|INS)\s+(?=\w+\s+\w)")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ADJECTIVE = re.compile(r"\w{4,}ian$|\w{3,}stani$")
"""What belongs to a country, as English forms it: one letter less is the country."""
_MOST_CAPITALS = 8


class NameForm(NamedTuple):
    """The words of a name that are compared, the titles before it, and whether it is in capitals.

    `generation` is what sets a father apart from a son of the same name: 'jr', 'sr', '2' …
    """

    words: tuple[str, ...]
    titles: tuple[str, ...]
    is_acronym: bool
    generation: str = ""


@lru_cache(maxsize=1)
def _load_titles() -> frozenset[str]:
    lists = {e["id"]: e["words"] for e in load_knowledge("titles")["list"]}
    words = (w for id_ in ("role", "courtesy", "religious") for w in lists[id_])
    return frozenset(w.rstrip(".") for w in words) | load_words("title")


@lru_cache(maxsize=8)
def load_words(id_: str) -> frozenset[str]:
    """Return the words of one list of `knowledge/resolving.toml`."""
    entries = load_knowledge("resolving")["list"]
    return frozenset(next(e["words"] for e in entries if e["id"] == id_))


@lru_cache(maxsize=1 << 16)
def read_person(name: str) -> NameForm:
    """Return the form of a person's name; titles before it are set apart, unless they are all."""
    words = _join_compounds(_fold(name))
    generation = ""
    if len(words) > 2 and words[-1] in _GENERATIONS:
        generation = _GENERATIONS[words.pop()]
    titles = _load_titles()
    first = 0
    while first < len(words) - 1 and words[first] in titles:
        first += 1
    return NameForm(tuple(words[first:]), tuple(words[:first]), False, generation)


def _join_compounds(words: list[str]) -> list[str]:
    """'Abdul Kadir' and 'Abdelkader' are one word; the article of 'al-Noub' is left out."""
    if _JOINING.isdisjoint(words):
        return [_write_compound(word) for word in words]  # as nearly all
    joined: list[str] = []
    for i, word in enumerate(words):
        is_last = i == len(words) - 1
        if joined and joined[-1] in _SERVANT_OF:
            joined[-1] += word
        elif word in _DIN and i > 1 and words[i - 1] in _TO_DIN:
            joined[-1] += "uddin"
        elif is_last or word not in _ARTICLES or (word in _SONS and not i):
            joined.append(word)
    return [_write_compound(word) for word in joined]


@lru_cache(maxsize=1 << 16)
def _write_compound(word: str) -> str:
    """A word in which parts of a name are written together, in the one form of those there are."""
    return _UDDIN.sub("uddin", _ABD.sub("abd", word))


@lru_cache(maxsize=1 << 16)
def read_body(name: str) -> NameForm:
    """Return the form of the name of a group, state, company, place or thing."""
    folded = _fold(_DOTTED.sub(_join_dotted, _VESSEL.sub("", name)))
    folded = _cut_form(folded)
    words = [w for w in folded if w not in load_words("linking")] or folded
    forms = load_words("company-form")
    while len(words) > 1 and words[-1] in forms:
        words = words[:-1]
    while len(words) > 1 and words[0] in forms:
        words = words[1:]
    letters = _APOSTROPHES.sub("", name).strip()
    is_acronym = len(words) == 1 and letters.isupper() and 2 <= len(letters) <= _MOST_CAPITALS
    if not is_acronym:
        words = [plain for word in words for plain in _simplify(word)]
    return NameForm(tuple(words), (), is_acronym)


def _cut_form(words: list[str]) -> list[str]:
    """'Salt Line Limited Liability Company' is 'Salt Line', the form standing first or last."""
    text = " ".join(words)
    firsts, lasts = _list_form_ends()
    if not (text.startswith(firsts) or text.endswith(lasts)):
        return words  # as nearly all
    for form in _list_full_forms():
        if text.endswith(f" {form}"):
            return text.removesuffix(f" {form}").split()
        if text.startswith(f"{form} "):
            return text.removeprefix(f"{form} ").split()
    return words


@lru_cache(maxsize=1)
def _list_full_forms() -> tuple[str, ...]:
    return tuple(sorted(load_words("company-form-in-full"), key=lambda form: (-len(form), form)))


@lru_cache(maxsize=1)
def _list_form_ends() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The forms in full, with a space after them and with one before."""
    forms = _list_full_forms()
    return tuple(f"{form} " for form in forms), tuple(f" {form}" for form in forms)


def _join_dotted(match: re.Match[str]) -> str:
    """'S.A.' is one word, and 'L. L. C.' too."""
    return match.group().replace(".", "").replace(" ", "") + " "


def _simplify(word: str) -> tuple[str, ...]:
    """'Kenyan' is 'Kenya', 'Kestrian' 'Kestria', 'Third' is '3', 'Defence' is 'Defense'."""
    if match := _ORDINAL.fullmatch(word):
        return (match.group(1),)
    known = _load_equals().get(word)
    if known is None and _ADJECTIVE.search(word):
        return (word[:-1],)
    return known or (word,)


@lru_cache(maxsize=1)
def _load_equals() -> dict[str, tuple[str, ...]]:
    equals: dict[str, tuple[str, ...]] = {}
    for place in load_knowledge("demonyms")["place"]:
        for adjective in place["adjectives"]:
            if len(found := _fold(adjective)) == 1:
                equals.setdefault(found[0], tuple(_fold(place["name"])))
    for entry in load_knowledge("resolving")["equal"]:
        for word in entry["words"]:
            equals[word] = (entry["means"],)
    return equals


def _fold(name: str) -> list[str]:
    """The words of a name in small plain letters; those in Arabic script keep it."""
    if name.isascii() and "'" not in name and "`" not in name:
        return _WORD.findall(name.lower())  # as nearly all
    bare = _APOSTROPHES.sub("", _POSSESSIVE.sub("", name))
    if not is_arabic(bare):
        return _WORD.findall(_APOSTROPHES.sub("", anyascii(bare)).casefold())
    folded: list[str] = []
    for word in _WORD.findall(fold_arabic(bare)):
        latin = _WORD.findall(_APOSTROPHES.sub("", anyascii(word)).casefold())
        folded.extend(_split_arabic(word) if is_arabic(word) else latin)
    return folded


def _split_arabic(word: str) -> tuple[str, ...]:
    """Particles are written as Latin spellings have them, so that they are treated alike."""
    return tuple(_PARTICLES.get(part, part) for part in split_article(word))


_PARTICLES = {"الله": "allah", "بن": "bin", "ابن": "ibn", "ولد": "ould", "ابو": "abu", "عبد": "abd"}


def find_initials(form: NameForm, name: str) -> frozenset[str]:
    """Return the acronyms that a body's name may have: with and without its small words."""
    folded = _fold(name)
    bare = [w for w in folded if w not in load_words("linking")]
    found = {"".join(w[0] for w in words) for words in (form.words, folded, bare) if words}
    return frozenset(found)
