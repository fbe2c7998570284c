"""knowledge/cues.toml → the cues by lemma: which words bring in a source, and how.

A cue names the constructions that it takes its content in; `constructions.py` reads them off the
tree.
"""

from functools import lru_cache
from typing import Literal

import msgspec

from reportedly.errors import KnowledgeError
from reportedly.knowledge import load_knowledge
from reportedly.records import Act, Certainty


class Cue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the cue file; its fields are described at the head of that file."""

    id: str
    act: Act
    match: str
    reject: str
    lemmas: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    effect: Certainty = "stated"
    denies: bool = False
    recipient: bool = False
    scope: bool = True
    particle: str | None = None
    bare: bool = False
    thing: bool = False
    self_source: bool = msgspec.field(default=False, name="self")
    objects: tuple[str, ...] = ()
    not_objects: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()
    named: bool = False
    light: bool = False


class Cues(msgspec.Struct, frozen=True):
    """All cues, by the lemma (for prepositions: the first word) that may start one."""

    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, tuple[Cue, ...]]
    adjectives: dict[str, tuple[Cue, ...]]
    prepositions: dict[str, tuple[Cue, ...]]
    label: Cue
    unlisted: Cue
    """What stands for every verb and noun that no list knows."""
    entries: tuple[Cue, ...]
    media: frozenset[str]
    """Words, in lower case, that mark a name as a medium's."""
    things: frozenset[str]
    """Lemmas of papers, pictures and data: sources of kind thing."""
    papers: frozenset[str]
    """Those among them that somebody issues, so that they speak for him."""
    witnesses: frozenset[str]
    """Lemmas of people who are cited."""
    causing: frozenset[str]
    """Lemmas of verbs that bring about what their clause tells, or come to it."""
    granting: frozenset[str]
    """Lemmas of verbs and nouns whose clause the report itself takes for true."""


Part = Literal["verb", "noun", "adjective", "preposition", "label", "unlisted"]
_PARTS: tuple[Part, ...] = ("verb", "noun", "adjective", "preposition", "label", "unlisted")
_WORDS = ("media", "things", "papers", "witnesses", "causing", "granting")


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """Return the cues of the knowledge file. Raises `KnowledgeError` naming a bad entry."""
    data = load_knowledge("cues")
    tables: dict[Part, dict[str, tuple[Cue, ...]]] = {}
    entries: list[Cue] = []
    for part in _PARTS:
        table: dict[str, tuple[Cue, ...]] = {}
        for raw in data.get(part, []):
            cue = _read_cue(raw)
            entries.append(cue)
            for key in cue.lemmas or cue.words[:1]:
                table[key] = (*table.get(key, ()), cue)
        tables[part] = table
    return Cues(
        tables["verb"],
        tables["noun"],
        tables["adjective"],
        tables["preposition"],
        tables["label"][":"][0],
        tables["unlisted"]["that"][0],
        tuple(entries),
        *(frozenset(data["words"][name]) for name in _WORDS),
    )


_TAKES_CLAUSE = frozenset({"clause", "that-clause"})
_EMPTY = frozenset({"be", "have", "do", "get", "become", "seem", "appear", "remain"})


@lru_cache(maxsize=4096)
def is_unlisted(lemma: str) -> bool:
    """Return whether no list says what the verb makes of a clause."""
    cues = load_cues()
    if lemma in cues.causing or lemma in cues.granting or lemma in _EMPTY:
        return False
    return not any(_TAKES_CLAUSE & set(cue.takes) for cue in cues.verbs.get(lemma, ()))


def _read_cue(raw: object) -> Cue:
    try:
        return msgspec.convert(raw, Cue)
    except msgspec.ValidationError as error:
        name = raw.get("id") if isinstance(raw, dict) else raw
        raise KnowledgeError(f"knowledge/cues.toml, entry '{name}': {error}") from error
