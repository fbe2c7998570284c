"""The frame table: which predicate words, with which slots filled, express which predicate.

knowledge/frames/*.toml → compiled `Frame`s, indexed by word class and lemma. A slot is written as
alternatives in order of preference: `agent | poss | prep:by,with`. A trailing `?` lets the slot
stay open. `none` is a slot that is always open.

| slot | whom it names |
| --- | --- |
| `agent`, `patient`, `holder` | who acts, who undergoes, of whom a role noun or adjective is said |
| `owner` | of a noun: the agents, but not those of a verb that carries it out ('made arrests') |
| `peer` | the other agents, where nothing is done to anybody else ('A and B met') |
| `prep:in,at` | the noun of a phrase with one of these prepositions, on the predicate word |
| `patient.prep:of` | the same, hanging on the patient |
| `user:with,by` | who acts with the help that the noun names ('attacked with the support of') |
| `doer`, `doer:of` | whose event the patient, or a noun with the preposition, is ('backed X's raid') |
| `blamed` | to whom a noun of deeds is attributed ('attributed most of the deaths to X') |
| `killer` | the agents of a killing, but not its victim ('the army's killings', not 'X's murder') |
| `body` | the common noun before a role that says of what ('a village council head') |
| `following` | what the patient 'the following' announces, item by item |
| `prep:in,at.near` | the place that a phrase of place names in its turn ('in a farm near X') |
| `agent.owner`, `prep:of.owner` | whose it is: 'its bases are at', 'the number of its men' |
| `xcomp.patient` | what the infinitive below is done to ('threatened to burn the school') |
| `weapon` | whose the bomb or strike is that acts ('a Kardan army strike hit') |
| `mod` | a name before the noun ('DBM president', 'Taliban attack', 'Syrian army') |
| `twin:in,at` | the same on the verb that 'and' joins to it ('was born and raised in X') |
| `where` | the place that a clause with 'where' is about ('X, where he was born') |
| `self` | the predicate word's own phrase ('three fighters of X') |
"""

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from reportedly.errors import KnowledgeError
from reportedly.knowledge import load_knowledge

WordClass = Literal["verb", "noun", "adj"]
_SLOT = re.compile(
    r"^(agent|owner|peer|patient|holder|weapon|mod|self|none|blamed|body|following|killer)$|^(user|doer)(:[a-z,]+)?$|^xcomp.patient$|^(patient|agent|holder|self)\.(mod|owner|prep:[a-z,]+)$|^(prep|twin):[a-z,]+(\.(owner|near))?$|^where$"
)


class Slot(msgspec.Struct, frozen=True):
    """One alternative of a slot: `base` ('agent', 'prep', ...), then prepositions, if any."""

    base: str
    step: str = ""
    prepositions: frozenset[str] = frozenset()


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the frame table; see the module's caption for the slots."""

    id: str
    predicate: str
    word_class: WordClass
    lemmas: frozenset[str]
    subject: tuple[Slot, ...]
    object: tuple[Slot, ...]
    subject_open: bool = False
    object_open: bool = False
    particle: str | None = None
    link: frozenset[str] = frozenset()
    voice: str = ""
    patient_lemmas: frozenset[str] = frozenset()
    subject_kinds: frozenset[str] = frozenset()
    object_kinds: frozenset[str] = frozenset()
    subject_words: frozenset[str] = frozenset()
    object_words: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    unless_words: frozenset[str] = frozenset()
    qualifiers: tuple[tuple[str, str], ...] = ()
    certainty: str = ""
    polarity: str = ""
    stops: bool = False
    is_told: bool = False
    """Who does it says it: 'the ministry put the dead at nine' is the ministry's claim."""
    is_light: bool = False
    by_weapon: bool = False
    is_intransitive: bool = False
    requires: frozenset[str] = frozenset()
    is_bare: bool = False
    """Neither side is ever named ('63 deaths'): the qualifiers say it all."""
    confidence: float = 0.7
    example: str = ""
    yields: tuple[str, ...] = ()
    counter: str = ""
    file: str = ""


class FrameTable(msgspec.Struct, frozen=True):
    """Frames by word class and lemma, and the lemma sets to look for."""

    frames: tuple[Frame, ...]
    index: dict[tuple[str, str], tuple[Frame, ...]]
    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]

    def lookup(self, word_class: str, lemma: str) -> tuple[Frame, ...]:
        """Return the frames of a word, in file order."""
        return self.index.get((word_class, lemma), ())


def _words(value: str) -> frozenset[str]:
    return frozenset(w.strip().lower() for w in value.split(",") if w.strip())


def _read_slot(expression: str, where: str) -> tuple[tuple[Slot, ...], bool]:
    is_open = expression.endswith("?")
    slots = []
    for part in (p.strip() for p in expression.rstrip("?").split("|")):
        if not _SLOT.match(part):
            raise KnowledgeError(
                f"{where}: a slot such as 'agent' or 'prep:of,in' was expected, got '{part}'"
            )
        base, _, rest = part.partition(".")
        if base.startswith(("user:", "doer:")):
            slots.append(Slot(base[:4], "", _words(base[5:])))
        elif base.startswith(("prep:", "twin:")):
            slots.append(Slot(base[:4], rest, _words(base[5:])))
        elif rest.startswith("prep:"):
            slots.append(Slot(base, "prep", _words(rest[5:])))
        else:
            slots.append(Slot(base, rest))
    return tuple(slots), is_open or slots[0].base == "none"


def read_frame(entry: dict[str, Any], file: str) -> Frame:
    """Compile one entry. Raises `KnowledgeError` naming file and entry when it is malformed."""
    where = f"knowledge/frames/{file}.toml, frame '{entry.get('id', '?')}'"
    word_class = next((c for c in ("verb", "noun", "adj") if c in entry), None)
    if word_class is None or "predicate" not in entry or "id" not in entry:
        raise KnowledgeError(f"{where}: id, predicate and one of verb, noun, adj were expected")
    subject, subject_open = _read_slot(entry.get("subject", "agent"), where)
    object_, object_open = _read_slot(entry.get("object", "patient"), where)
    known = {
        "id", "predicate", "verb", "noun", "adj", "subject", "object", "particle", "link", "voice",
        "patient_lemmas", "subject_kinds", "object_kinds", "subject_words", "object_words",
        "unless_words", "needs", "qualifiers", "certainty", "polarity", "stops", "light", "told", "weapon", "intransitive", "requires", "confidence", "example",
        "yields", "counter", "source", "means",
    }  # fmt: skip
    unknown = set(entry) - known
    if unknown:
        raise KnowledgeError(f"{where}: unknown keys {', '.join(sorted(unknown))}")
    yields = entry.get("yields", [])
    return Frame(
        id=entry["id"],
        predicate=entry["predicate"],
        word_class=word_class,
        lemmas=_words(entry[word_class]),
        subject=subject,
        object=object_,
        subject_open=subject_open,
        object_open=object_open,
        particle=entry.get("particle"),
        link=_words(entry.get("link", "")),
        voice=entry.get("voice", ""),
        patient_lemmas=_words(entry.get("patient_lemmas", "")),
        subject_kinds=_words(entry.get("subject_kinds", "")),
        object_kinds=_words(entry.get("object_kinds", "")),
        subject_words=_words(entry.get("subject_words", "")),
        object_words=_words(entry.get("object_words", "")),
        needs=_words(entry.get("needs", "")),
        unless_words=_words(entry.get("unless_words", "")),
        qualifiers=tuple(entry.get("qualifiers", {}).items()),
        certainty=entry.get("certainty", ""),
        polarity=entry.get("polarity", ""),
        stops=entry.get("stops", False),
        by_weapon=entry.get("weapon", False),
        is_light=entry.get("light", False),
        is_told=entry.get("told", False),
        is_intransitive=entry.get("intransitive", False),
        is_bare=subject[0].base == object_[0].base == "none",
        requires=_words(entry.get("requires", "")),
        confidence=entry.get("confidence", 0.7),
        example=entry.get("example", ""),
        yields=tuple([yields] if isinstance(yields, str) else yields),
        counter=entry.get("counter", ""),
        file=file,
    )


@lru_cache(maxsize=1)
def load_frames() -> FrameTable:
    """Return the compiled frame table. Raises `KnowledgeError` on a malformed or doubled entry."""
    folder = files("reportedly.knowledge").joinpath("frames")
    frames: list[Frame] = []
    for file in sorted(
        f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")
    ):
        frames.extend(read_frame(e, file) for e in load_knowledge(f"frames/{file}")["frame"])
    seen: set[str] = set()
    index: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames:
        if frame.id in seen:
            raise KnowledgeError(
                f"knowledge/frames/{frame.file}.toml: frame '{frame.id}' stands twice"
            )
        seen.add(frame.id)
        for lemma in frame.lemmas:
            index.setdefault((frame.word_class, lemma), []).append(frame)
    words = {c: frozenset(lemma for k, lemma in index if k == c) for c in ("verb", "noun", "adj")}
    return FrameTable(
        frames=tuple(frames),
        index={k: tuple(v) for k, v in index.items()},
        verbs=words["verb"],
        nouns=words["noun"],
        adjectives=words["adj"],
    )


@lru_cache(maxsize=1)
def load_predicates() -> dict[str, dict[str, Any]]:
    """Return the predicate table of CLAIMS.md: id → meaning, kinds of its arguments, qualifiers."""
    return {entry["id"]: entry for entry in load_knowledge("predicates")["predicate"]}
