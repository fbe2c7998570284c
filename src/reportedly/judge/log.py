"""The log of judgements → lines that a person reads: what was decided, and whether it holds."""

from collections.abc import Iterable, Iterator
from typing import Literal

from reportedly.judge.replay import list_pairs
from reportedly.judge.wording import name_ids, word_judgement
from reportedly.records import Judgement, Record
from reportedly.store import Store
from reportedly.verdicts import QUOTED_FIELDS, Verdicts

State = Literal["holds", "undone", "replaced", "conflict", "no effect"]


class LogLine(Record, frozen=True, kw_only=True):
    """One judgement: what it says in words, whether it holds, and if not, why."""

    judgement: Judgement
    what: str
    state: State
    note: str = ""


def list_log(
    store: Store,
    log: Iterable[Judgement],
    verdicts: Verdicts,
    *,
    only: Iterable[Judgement] | None = None,
) -> Iterator[LogLine]:
    """Yield the judgements of `log`, or `only` some, in their order, each with what became of it."""
    known = {judgement.id: judgement for judgement in log}
    for judgement in known.values() if only is None else only:
        yield _make_line(store, known, verdicts, judgement)


def find_line(
    store: Store, log: Iterable[Judgement], verdicts: Verdicts, judgement: str
) -> LogLine | None:
    """Return the line of one judgement, by its id."""
    known = {one.id: one for one in log}
    found = known.get(judgement)
    return None if found is None else _make_line(store, known, verdicts, found)


def _make_line(
    store: Store, log: dict[str, Judgement], verdicts: Verdicts, judgement: Judgement
) -> LogLine:
    state, note = _find_state(store, log, verdicts, judgement)
    what = word_judgement(store, log, judgement)
    return LogLine(judgement=judgement, what=what, state=state, note=note)


def _find_state(
    store: Store, log: dict[str, Judgement], verdicts: Verdicts, judgement: Judgement
) -> tuple[State, str]:
    id_ = judgement.id
    if (by := verdicts.undone.get(id_)) is not None:
        return "undone", f"by {by}"
    for conflict in verdicts.conflicts:
        if conflict.judgement == id_:
            return "conflict", name_ids(store, conflict.sentence)
    if (by := verdicts.replaced.get(id_)) is not None:
        is_repeat = log[by].verb == judgement.verb and judgement.made_at > log[by].made_at
        return ("holds", f"says again what {by} says") if is_repeat else ("replaced", f"by {by}")
    if missing := _find_missing(store, log, judgement):
        return "no effect", f"not in the case now: {', '.join(missing)}"
    return "holds", _find_lost(verdicts, judgement)


def _find_lost(verdicts: Verdicts, judgement: Judgement) -> str:
    """What a later judgement took out of one that speaks of several."""
    groups = {
        "same": verdicts.same,
        "different": verdicts.different,
        "unsure": verdicts.unsure,
    }
    held = groups.get(judgement.verb)
    if held is None:
        return ""
    lost = [pair for pair in list_pairs(judgement) if pair not in held]
    return f"but no longer for {len(lost)} of {len(judgement.targets) - 1} pairs" if lost else ""


def _find_missing(store: Store, log: dict[str, Judgement], judgement: Judgement) -> list[str]:
    """The targets that are not in the case, so that the judgement changes nothing there."""
    verb, targets = judgement.verb, judgement.targets
    if verb in ("same", "different", "unsure"):
        missing = [t for t in targets if not _has_entity(store, t)]
        first_is_gone = targets[0] in missing
        return missing if first_is_gone or len(missing) == len(targets) - 1 else []
    if verb == "apart":
        return _find_missing_apart(store, judgement)
    if verb in ("reject", "correct"):
        return _find_missing_claim(store, judgement)
    if verb == "add":
        return [] if store.has_reading(targets[0]) else [targets[0]]
    if verb == "rate":
        is_there = store.has_publisher(targets[0]) or bool(store.find_bearers(targets[0], 1))
        return [] if is_there else [targets[0]]
    return [] if targets[0] in log else [targets[0]]


def _find_missing_apart(store: Store, judgement: Judgement) -> list[str]:
    entity, document = judgement.targets
    if not store.has_reading(document):
        return [document]
    name = judgement.values.get(entity)
    if name is None:
        return []
    is_there = any(c.document == document for c in store.find_bearers(name, 1000))
    return [] if is_there else [f"'{name}' in {document}"]


def _find_missing_claim(store: Store, judgement: Judgement) -> list[str]:
    claim = judgement.targets[0]
    if store.find_claim(claim) is None:
        return [claim]
    is_quoting = any(judgement.values.get(field) for field in QUOTED_FIELDS)
    if is_quoting and store.find_original(claim) is None:
        return ["the words that the correction quotes"]
    return []


def _has_entity(store: Store, entity: str) -> bool:
    return any(c.entity.id == entity for c in store.find_bearers(entity, 1))
