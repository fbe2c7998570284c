"""Judgements in plain English, with the names of what they speak of."""

import re
from collections.abc import Mapping

from reportedly.edtf import in_words
from reportedly.export.wording import word_claim
from reportedly.judge.added import read_added
from reportedly.records import Claim, Judgement
from reportedly.store import Store

_ENTITY = re.compile(r"\bent-[0-9a-f]{20}\b")


def word_judgement(store: Store, log: Mapping[str, Judgement], judgement: Judgement) -> str:
    """Return what a judgement says, with the names of what it speaks of."""
    targets, values = judgement.targets, judgement.values
    if judgement.verb in ("same", "different", "unsure"):
        first, *others = _tell_targets(store, judgement)
        told = {"same": "is the same as", "different": "is not", "unsure": "may be"}
        return f"{first} {told[judgement.verb]} {' or '.join(others)}"
    if judgement.verb == "apart":
        document = values.get(targets[1], targets[1])
        return f"'{_name(store, judgement, targets[0])}' in {document} is somebody else"
    if judgement.verb == "reject":
        return f"rejected: {_word_claim(store, _find_claim(store, targets[0]))}"
    if judgement.verb == "correct":
        fields = ", ".join(f"{k} {v or 'left open'}" for k, v in values.items() if "." not in k)
        return f"corrected ({fields}): {_word_claim(store, _find_claim(store, targets[0]))}"
    if judgement.verb == "add":
        return f"added: {_word_claim(store, read_added(judgement))}"
    if judgement.verb == "rate":
        return f"'{targets[0]}' is rated {values['reliability']}"
    target = log.get(targets[0])
    told_before = targets[0] if target is None else word_judgement(store, log, target)
    return f"undone: {told_before}"


def name_ids(store: Store, sentence: str) -> str:
    """Return a sentence with the names of its entities in place of their ids."""
    return _ENTITY.sub(lambda match: f"'{get_name(store, match[0])}'", sentence)


def _tell_targets(store: Store, judgement: Judgement) -> list[str]:
    """The names of what a judgement speaks of, with their kinds where two have one name."""
    names = {id_: _name(store, judgement, id_) for id_ in judgement.targets}
    if len(set(names.values())) == len(names):
        return [f"'{name}'" for name in names.values()]
    kinds = {id_: c.entity.kind for id_ in names for c in store.find_bearers(id_, 1)}
    return [f"'{name}' ({kinds.get(id_, id_)})" for id_, name in names.items()]


def _name(store: Store, judgement: Judgement, entity: str) -> str:
    name = get_name(store, entity)
    return judgement.values.get(entity, name) if name == entity else name


def _find_claim(store: Store, claim: str) -> Claim | str:
    return store.find_original(claim) or store.find_claim(claim) or claim


def _word_claim(store: Store, found: Claim | str) -> str:
    if isinstance(found, str):
        return found
    summary = store.find_summary(found.document)
    voice = None if summary is None else summary.publisher
    return "".join(piece.text for piece in word_claim(found, voice=voice)) + f" ({found.id})"


def word_maker(judgement: Judgement) -> str:
    """Return 'by ines on 3 May 2024 (jdg-…)'."""
    return f"by {judgement.by} on {in_words(judgement.made_at[:10])} ({judgement.id})"


def get_name(store: Store, entity: str) -> str:
    """Return the name of the entity of that id, else the id."""
    found = store.find_bearers(entity, 1)
    return found[0].entity.name if found and found[0].entity.id == entity else entity
