"""Knowledge files of the analysis → look-up tables, built once.

`load_lexicon` reads the lists of titles, nouns, name cues, places and groups; every look-up is by
lower-case word or by a tuple of lower-case words with typographic apostrophes straightened.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple, cast

from reportedly.knowledge.loader import load_knowledge
from reportedly.records import Kind

_WORD = re.compile(r"[\w']+(?:\.\w+)*\.?|&", re.UNICODE)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})

Words = tuple[str, ...]


class Known(NamedTuple):
    """What is known of a name before reading: its shown form, its kind and its id."""

    name: str
    kind: Kind
    id: str


class Cue(NamedTuple):
    """A vote for a kind."""

    kind: Kind
    weight: float


class Lexicon(NamedTuple):
    """The tables of the analysis; words are lower-case throughout."""

    titles: dict[str, str]
    """Title word → id of its list: role, courtesy, religious."""
    qualifiers: frozenset[str]
    genders: dict[str, str]
    """Word → 'f' or 'm' for titles and nouns."""
    given_names: dict[str, str]
    """Given name → 'f' or 'm'."""
    nouns: dict[str, Kind]
    """Noun lemma → kind of what it refers to."""
    idle_nouns: frozenset[str]
    """Nouns that refer to nothing by themselves: times, measures, fixed phrases."""
    inside: dict[str, list[Cue]]
    enders: frozenset[str]
    """Words that end a name: what 'of' adds to them lies outside."""
    openers: frozenset[str]
    """Words that open a name: what follows them in capitals belongs to it."""
    phrases: dict[Words, Cue]
    before: dict[str, list[Cue]]
    after: dict[str, list[Cue]]
    prefixes: dict[str, list[Cue]]
    """First word of a name, capitals kept → votes: 'MV'."""
    suffixes: dict[str, list[Cue]]
    """Ending of a name of one word → votes: 'stan'."""
    slots: dict[tuple[str, str], list[Cue]]
    """Slot ('object', 'subject', 'oblique', 'of', 'owner') and the word that opens it → votes."""
    demonyms: dict[Words, str]
    """Adjective or word for a people → the place's name."""
    peoples: frozenset[Words]
    ethnic: frozenset[str]
    """Words for creeds and ethnic peoples: no names, no places."""
    capitals: dict[Words, str]
    known: dict[Words, Known]
    longest: dict[str, int]
    """First word of a known name → length of the longest known name that starts with it."""


def straighten(text: str) -> str:
    """Return `text` in lower case with straight apostrophes."""
    return text.translate(_APOSTROPHES).lower()


def split_words(text: str) -> Words:
    """Return the words of `text` in lower case; hyphens and slashes part words."""
    return tuple(_WORD.findall(straighten(text)))


def _lists(name: str) -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in load_knowledge(name)["list"]}


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the tables. Raises `KnowledgeError` when a knowledge file is malformed."""
    titles = _lists("titles")
    kinds = load_knowledge("kinds")["cue"]
    genders = dict.fromkeys(titles["female"]["words"], "f") | dict.fromkeys(
        titles["male"]["words"], "m"
    )
    given = dict.fromkeys(titles["male-name"]["words"], "m")
    given |= dict.fromkeys(titles["female-name"]["words"], "f")
    demonyms, peoples, capitals = _read_places()
    known = _read_known()
    longest: dict[str, int] = {}
    for words in (*known, *demonyms):
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    nouns, idle = _read_nouns()
    return Lexicon(
        titles={w: id_ for id_ in ("role", "courtesy", "religious") for w in titles[id_]["words"]},
        qualifiers=frozenset(titles["qualifier"]["words"]),
        genders=genders,
        given_names=given,
        nouns=nouns,
        idle_nouns=idle,
        inside=_read_cues(kinds, "inside"),
        enders=frozenset(w for cue in kinds if cue.get("ends_name") for w in cue["words"]),
        openers=frozenset(w for cue in kinds if cue.get("opens_name") for w in cue["words"]),
        phrases={
            split_words(w): Cue(cue["kind"], cue["weight"])
            for cue in kinds
            if cue["where"] == "phrase"
            for w in cue["words"]
        },
        before=_read_cues(kinds, "before"),
        after=_read_cues(kinds, "after"),
        prefixes=_read_cues(kinds, "prefix"),
        suffixes=_read_cues(kinds, "suffix"),
        slots=_read_slots(),
        demonyms=demonyms,
        peoples=peoples,
        ethnic=frozenset(w for e in load_knowledge("demonyms")["people"] for w in e["words"]),
        capitals=capitals,
        known=known,
        longest=longest,
    )


def _read_nouns() -> tuple[dict[str, Kind], frozenset[str]]:
    nouns: dict[str, Kind] = {}
    idle: set[str] = set()
    for entry in load_knowledge("nouns")["list"]:
        if entry["id"] in {"time", "no-referent"}:
            idle.update(entry["words"])
            continue
        for word in entry["words"]:
            nouns.setdefault(word, cast(Kind, entry["kind"]))
    return nouns, frozenset(idle - nouns.keys())


def _read_cues(kinds: list[dict[str, Any]], where: str) -> dict[str, list[Cue]]:
    cues: dict[str, list[Cue]] = {}
    for cue in kinds:
        if cue["where"] == where:
            for word in cue["words"]:
                cues.setdefault(word, []).append(Cue(cue["kind"], cue["weight"]))
    return cues


def _read_slots() -> dict[tuple[str, str], list[Cue]]:
    slots: dict[tuple[str, str], list[Cue]] = {}
    for entry in load_knowledge("kinds")["slot"]:
        for word in entry["words"]:
            cue = Cue(entry["kind"], entry["weight"])
            slots.setdefault((entry["slot"], word), []).append(cue)
    return slots


def _read_places() -> tuple[dict[Words, str], frozenset[Words], dict[Words, str]]:
    demonyms: dict[Words, str] = {}
    peoples: set[Words] = set()
    capitals: dict[Words, str] = {}
    for place in load_knowledge("demonyms")["place"]:
        for word in place["adjectives"]:
            demonyms.setdefault(split_words(word), place["name"])
        for word in place["people"]:
            demonyms.setdefault(split_words(word), place["name"])
            peoples.add(split_words(word))
        if place["capital"]:
            capitals[split_words(place["capital"])] = place["name"]
    return demonyms, frozenset(peoples), capitals


def _read_known() -> dict[Words, Known]:
    known: dict[Words, Known] = {}
    for place in load_knowledge("demonyms")["place"]:
        for name in (place["name"], *place["aliases"]):
            entry = Known(place["name"], "place", "place-" + place["name"].lower())
            known.setdefault(_key(name), entry)
        if place["capital"]:
            entry = Known(place["capital"], "place", "capital-" + place["capital"].lower())
            known.setdefault(split_words(place["capital"]), entry)
    for group in load_knowledge("groups")["group"]:
        for name in group["names"]:
            known.setdefault(_key(name), Known(group["names"][0], group["kind"], group["id"]))
    return known


def _key(name: str) -> Words:
    """Acronyms keep their capitals, so that 'is' and 'car' are not taken for IS and CAR."""
    words = split_words(name)
    return (name,) if len(words) == 1 and name.isupper() else words


def find_known(lexicon: Lexicon, text: str) -> Known | None:
    """Return what is known of the name `text`, an acronym only when it stands in capitals."""
    known = lexicon.known.get(split_words(text))
    return known or (lexicon.known.get((text,)) if text.isupper() else None)
