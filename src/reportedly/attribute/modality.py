"""knowledge/{hedges,negation,unrealised}.toml → the modal cues by part and lemma.

Every entry says which words weaken, deny or suspend what they govern; how far each kind of word
reaches is in `reach.py`.
"""

from functools import lru_cache
from typing import Literal

import msgspec

from reportedly.errors import KnowledgeError
from reportedly.knowledge import load_knowledge
from reportedly.records import Certainty, Polarity

Part = Literal[
    "adverb", "modal", "attribute", "predicate", "verb", "passive", "noun", "particle",
    "determiner", "pronoun", "preposition", "conjunction", "phrase",
]  # fmt: skip
_FILES: dict[str, tuple[Certainty, Polarity]] = {
    "hedges": ("hedged", "affirmed"),
    "negation": ("stated", "denied"),
    "unrealised": ("unrealised", "affirmed"),
}


class Modal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry; the fields are described at the heads of the three files."""

    id: str
    lemmas: tuple[str, ...]
    match: str
    governs: str
    reject: str
    prepositions: tuple[str, ...] = ()
    only_gerund: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    after: str | None = None
    unless_with: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    frees: bool = False
    subject: bool = False
    certainty: Certainty = "stated"
    polarity: Polarity = "affirmed"


Modals = dict[str, tuple[tuple[Part, Modal], ...]]


@lru_cache(maxsize=1)
def load_modals() -> Modals:
    """Return all modal cues by lemma. Raises `KnowledgeError` naming a bad entry."""
    table: Modals = {}
    for name, (certainty, polarity) in _FILES.items():
        for part, entries in load_knowledge(name).items():
            for raw in entries:
                modal = _read_modal(name, part, raw, certainty, polarity)
                for lemma in dict.fromkeys(modal.lemmas):
                    table[lemma] = (*table.get(lemma, ()), (part, modal))  # type: ignore[arg-type]
    return table


def _read_modal(
    name: str, part: str, raw: object, certainty: Certainty, polarity: Polarity
) -> Modal:
    if part not in Part.__args__:  # type: ignore[attr-defined]
        raise KnowledgeError(f"knowledge/{name}.toml: no table called '{part}' is known")
    try:
        modal = msgspec.convert(raw, Modal)
    except msgspec.ValidationError as error:
        entry = raw.get("id") if isinstance(raw, dict) else raw
        raise KnowledgeError(f"knowledge/{name}.toml, entry '{entry}': {error}") from error
    given = certainty if modal.certainty == "stated" else modal.certainty
    return msgspec.structs.replace(modal, certainty=given, polarity=polarity)
