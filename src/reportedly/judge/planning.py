"""What a person wants to decide, in names → the judgement that says so, or that it was said before.

Nothing is written here, and nothing guessed: a name that may mean several is an error that names
them.
"""

from collections.abc import Mapping
from itertools import product
from typing import Literal

from reportedly.errors import CaseError, UsageError
from reportedly.judge.making import GRADES
from reportedly.judge.relations import Relations
from reportedly.judge.wording import get_name, word_judgement, word_maker
from reportedly.records import Entity, Judgement, Record, Verb
from reportedly.store import Candidate, Store
from reportedly.verdicts import Verdicts

PairVerb = Literal["same", "different", "unsure"]
_SHOWN = 8
_ALL = 10_000


class Plan(Record, frozen=True, kw_only=True):
    """A judgement that is to be made, in words; with `is_known` all of it was judged before.

    `values` hold what the targets are called, so that the log can be read when they are gone.
    """

    verb: Verb
    targets: tuple[str, ...] = ()
    values: Mapping[str, str] = {}
    text: str
    is_known: bool = False


def find_candidate(store: Store, name: str, *, is_exact: bool = False) -> Candidate:
    """Return what `name` (or an entity id) means: one entity, or the first of several that are one.

    `is_exact` wants one entity even of those that were joined. Raises `CaseError` where there is
    none, `UsageError` with the ids to choose from where there are several.
    """
    found = store.find_bearers(name, _ALL)
    if not found:
        raise CaseError(f"nobody and nothing called '{name}' is in the case")
    ids = {candidate.entity.id for candidate in found}
    if not is_exact:
        ids = set(store.weighed.get_same(ids)[0].values())
    if len(ids) > 1:
        choices = ", ".join(map(_describe, found[:_SHOWN]))
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise UsageError(f"'{name}' may mean {choices}{more}: give an id")
    return found[0]


def _describe(candidate: Candidate) -> str:
    entity = candidate.entity
    where = f", only in {candidate.document}" if candidate.document else ""
    return f"'{entity.name}' ({entity.kind}, {entity.id}{where})"


def plan_merge(store: Store, verdicts: Verdicts, names: tuple[str, str]) -> Plan:
    """Return the judgement that two entities, and all that they were joined to, are one.

    Raises `CaseError` where somebody judged others of the two groups different: that has to be
    undone first.
    """
    one, other = (find_candidate(store, name).entity for name in names)
    if one.id == other.id:
        text = f"'{names[0]}' and '{names[1]}' are names of one entity, '{one.name}' ({one.id})"
        return Plan(verb="same", text=text, is_known=True)
    relations = Relations.from_verdicts(verdicts)
    if relations.relate(one.id, other.id) == "same":
        judged = relations.explain(one.id, other.id)[-1]
        text = f"'{one.name}' and '{other.name}' are judged the same already: {word_maker(judged)}"
        return Plan(verb="same", text=text, is_known=True)
    _refuse_blocked(store, verdicts, (one, other))
    return Plan(
        verb="same",
        targets=(one.id, other.id),
        values={one.id: one.name, other.id: other.name},
        text=f"'{one.name}' ({one.id}) and '{other.name}' ({other.id}) are now one",
    )


def _refuse_blocked(store: Store, verdicts: Verdicts, pair: tuple[Entity, Entity]) -> None:
    own = {pair[0].id, pair[1].id}
    sides = [_list_members(store, entity.id) for entity in pair]
    for a, b in product(*sides):
        judgement = verdicts.different.get((min(a, b), max(a, b)))
        if judgement is not None and ({a, b} != own or len(judgement.targets) > len(own)):
            names = " and ".join(f"'{get_name(store, id_)}'" for id_ in (a, b))
            raise CaseError(
                f"'{pair[0].name}' and '{pair[1].name}' cannot be merged: {names} are judged "
                f"different, {word_maker(judgement)}; if that is wrong, "
                f"'reportedly undo {judgement.id}' first"
            )


def plan_pair(store: Store, verdicts: Verdicts, pair: tuple[str, str], verb: PairVerb) -> Plan:
    """Return the judgement that two entities, by their ids, are the same, different, or unsure."""
    one, other = (find_candidate(store, id_, is_exact=True).entity for id_ in pair)
    names = {one.id: one.name, other.id: other.name}
    told = {
        "same": f"'{one.name}' and '{other.name}' are now one",
        "different": f"'{one.name}' and '{other.name}' are now two",
        "unsure": f"'{one.name}' and '{other.name}' stay in doubt, and are not asked for again",
    }
    key = (min(pair), max(pair))
    groups = {"same": verdicts.same, "different": verdicts.different, "unsure": verdicts.unsure}
    if (before := groups[verb].get(key)) is not None:
        text = f"{told[verb]}: judged so already {word_maker(before)}"
        return Plan(verb=verb, text=text, is_known=True)
    return Plan(verb=verb, targets=(one.id, other.id), values=names, text=told[verb])


def plan_split(store: Store, verdicts: Verdicts, name: str) -> Plan:
    """Return the judgement that one of the names of a joined entity is somebody else.

    Raises `CaseError` where it is joined to nobody.
    """
    candidate = find_candidate(store, name, is_exact=True)
    entity = candidate.entity
    if candidate.match != "name":
        raise UsageError(
            f"'{name}' is no entity of its own, only another name or a part of '{entity.name}' "
            f"({entity.id}): give that, or with --in DOCUMENT the report where it is somebody else"
        )
    others = [id_ for id_ in _list_members(store, entity.id) if id_ != entity.id]
    if not others:
        before = next((j for p, j in verdicts.different.items() if entity.id in p), None)
        if before is None:
            raise CaseError(
                f"'{entity.name}' ({entity.id}) is joined to nobody: where it is somebody else in "
                "one report, name the report with --in DOCUMENT"
            )
        text = f"'{entity.name}' ({entity.id}) stands alone already: {word_maker(before)}"
        return Plan(verb="different", text=text, is_known=True)
    names = {id_: get_name(store, id_) for id_ in others}
    told = ", ".join(f"'{name}'" for name in names.values())
    return Plan(
        verb="different",
        targets=(entity.id, *others),
        values={entity.id: entity.name, **names},
        text=f"'{entity.name}' ({entity.id}) is now told apart from {told}",
    )


def plan_apart(store: Store, verdicts: Verdicts, name: str, document: str) -> Plan:
    """Return the judgement that in one document the bearer of a name is somebody else.

    `document` is an id, an external id, a path or the end of one. Raises `CaseError` where the
    document does not name it.
    """
    id_, told = _find_document(store, document)
    for (entity, where), judgement in verdicts.apart.items():
        names = (entity, judgement.values.get(entity, ""))
        if where == id_ and name.casefold() in (n.casefold() for n in names):
            text = f"'{name}' in {told} is set apart already: {word_maker(judgement)}"
            return Plan(verb="apart", text=text, is_known=True)
    found = [c for c in store.find_bearers(name, _ALL) if store.has_appearance(c.entity.id, id_)]
    if not found:
        raise CaseError(f"{told} names nobody and nothing '{name}'")
    if len(found) > 1:
        choices = ", ".join(map(_describe, found[:_SHOWN]))
        raise UsageError(f"'{name}' may mean {choices}: give an id")
    entity_found = found[0].entity
    return Plan(
        verb="apart",
        targets=(entity_found.id, id_),
        values={entity_found.id: entity_found.name, id_: told},
        text=f"'{entity_found.name}' in {told} is now somebody else",
    )


def plan_rejection(store: Store, verdicts: Verdicts, claim: str) -> Plan:
    """Return the judgement that a claim is wrong. Raises `CaseError` where there is none such."""
    if store.find_claim(claim) is None:
        raise CaseError(f"no claim '{claim}' is in the case")
    if (before := verdicts.rejected.get(claim)) is not None:
        text = f"{claim} is rejected already: {word_maker(before)}"
        return Plan(verb="reject", text=text, is_known=True)
    text = f"{claim} is rejected: it is left out from now on, and kept"
    return Plan(verb="reject", targets=(claim,), text=text)


def plan_rating(verdicts: Verdicts, source: str, grade: str) -> Plan:
    """Return the judgement that a source is of reliability `grade`, A to F."""
    if grade.upper() not in GRADES:
        raise UsageError(f"a reliability from A to F was expected, not '{grade}'")
    before = verdicts.reliability.get(source)
    if before is not None and before[0] == grade.upper():
        text = f"'{source}' is rated {before[0]} already: {word_maker(before[1])}"
        return Plan(verb="rate", text=text, is_known=True)
    values = {"reliability": grade.upper()}
    text = f"'{source}' is now rated {grade.upper()}"
    return Plan(verb="rate", targets=(source,), values=values, text=text)


def plan_undo(
    store: Store, log: Mapping[str, Judgement], verdicts: Verdicts, judgement: str | None
) -> Plan:
    """Return the undo of a judgement, by default of the last one that still holds.

    Raises `CaseError` where there is none.
    """
    if judgement is None:
        held = [j for j in log.values() if j.verb != "undo" and j.id not in verdicts.undone]
        if not held:
            raise CaseError("there is no judgement left to undo")
        judgement = held[-1].id
    if judgement not in log:
        raise CaseError(f"no judgement '{judgement}' is in the case: 'reportedly judgements'")
    if (by := verdicts.undone.get(judgement)) is not None:
        text = f"{judgement} is undone already: {word_maker(log[by])}"
        return Plan(verb="undo", text=text, is_known=True)
    text = f"undone: {word_judgement(store, log, log[judgement])}"
    return Plan(verb="undo", targets=(judgement,), text=text)


def _list_members(store: Store, entity: str) -> list[str]:
    """The ids of all that an entity is one with, itself among them, in the order of meeting."""
    keys = store.weighed.get_keys([entity]).values()
    clusters = set(store.clusters.get_clusters(keys).values())
    named = store.clusters.get_named(store.clusters.list_cluster(clusters))
    return [one.id for one in named.values()]


def _find_document(store: Store, given: str) -> tuple[str, str]:
    """The id of the document that is meant, and what it is called."""
    if (summary := store.find_summary(given)) is not None:
        return summary.id, summary.external_id or summary.title or summary.id
    found = [
        d
        for d in store.list_documents()
        if given in (d.external_id, d.title) or (d.path or "").endswith(given)
    ]
    if not found:
        raise CaseError(f"no document '{given}' is in the case")
    if len(found) > 1:
        choices = ", ".join(f"{d.id} ({d.external_id or d.path})" for d in found[:_SHOWN])
        raise UsageError(f"'{given}' may mean {choices}: give an id")
    return found[0].id, found[0].external_id or found[0].title or found[0].id
