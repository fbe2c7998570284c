"""What a case comes to bit by bit is what the whole of it comes to at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import permutations
from typing import Any

import pytest
from tests.resolve.resolving import resolve_referents

from reportedly.assess import Assessment, assess_case, count_case, remove_document, settle_case
from reportedly.records import Reading
from reportedly.resolve import Referent
from reportedly.store import ClaimFilter, SqliteStore
from reportedly.weigh import Setting, build_propositions, find_copies, find_disputes

NAMES = ("first", "copy", "denial", "toll", "lower", "brother")


def settle(store: SqliteStore) -> None:
    for _ in settle_case(store):
        pass


def build(readings: Iterable[Reading], *, each: bool = False) -> SqliteStore:
    store = SqliteStore(None)
    for reading in readings:
        store.add_reading(reading, program="1.0")
        if each:
            settle(store)
    settle(store)
    return store


def group(same: Mapping[str, str]) -> set[frozenset[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for entity, cluster in same.items():
        groups[cluster].add(entity)
    return {frozenset(members) for members in groups.values()}


def describe(assessed: Assessment) -> dict[str, Any]:
    """What a case comes to, without what depends on who was met first."""
    return {
        "clusters": group(assessed.same),
        "copies": {
            frozenset(((c.a.document, c.a.start), (c.b.document, c.b.start)))
            for c in assessed.copies
        },
        "propositions": {
            (
                frozenset(t.claim.id for t in p.affirmed),
                frozenset(t.claim.id for t in p.denied),
                p.origins,
            )
            for p in assessed.propositions
        },
        # A denial of what several say is set against the first of them that was met.
        "disputes": {
            (d.reason, frozenset((d.b,) if d.reason == "denied" else (d.a, d.b)))
            for d in assessed.disputes
        },
    }


def weigh_at_once(store: SqliteStore) -> dict[str, Any]:
    """The same from the pure functions over everything that the store holds."""
    entities = list(store.list_entities())
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for entity, document in store.list_appearances():
        seen[entity].add(document)
    referents = [
        Referent(id=e.id, kind=e.kind, names=e.names, documents=frozenset(seen[e.id]))
        for e in entities
        if not e.is_local and e.kind != "activity"
    ]
    clusters, _ = resolve_referents(referents)
    activities = {e.id: e.id for e in entities if e.kind == "activity" and not e.is_local}
    same = activities | {id_: cluster.id for cluster in clusters for id_ in cluster.members}
    local = {e.id for e in entities if e.is_local}
    documents = list(store.list_documents())
    texts = [(d.id, store.get_document(d.id)) for d in documents]
    copies = find_copies((id_, found.text) for id_, found in texts if found is not None)
    claims = list(store.find_claims(ClaimFilter()))
    topics: defaultdict[str, set[str]] = defaultdict(set)
    for one in entities:
        if not one.is_local and one.kind != "place":
            for named_in in seen[one.id]:
                topics[named_in].add(same.get(one.id, one.id))
    setting = Setting(
        same=same, local=local, copies=copies, publishers={d.id: d.publisher for d in documents}
    )
    return describe(
        Assessment(
            claims=tuple(claims),
            same=same,
            joins=(),
            doubts=(),
            copies=tuple(copies),
            propositions=tuple(build_propositions(claims, setting)),
            disputes=tuple(
                find_disputes(claims, same, local, {d: frozenset(t) for d, t in topics.items()})
            ),
        )
    )


def test_the_story_has_something_of_everything(readings: dict[str, Reading]) -> None:
    assessed = assess_case(build(readings.values()))
    found = describe(assessed)
    assert any(len(cluster) > 1 for cluster in found["clusters"])
    assert len(found["copies"]) == 2
    assert {reason for reason, _ in found["disputes"]} >= {"denied", "value"}
    assert any(origins > 1 for _, _, origins in found["propositions"])


@pytest.mark.parametrize("each", [True, False])
def test_settling_bit_by_bit_comes_to_what_the_whole_case_comes_to(
    readings: dict[str, Reading], each: bool
) -> None:
    store = build(readings.values(), each=each)
    assert describe(assess_case(store)) == weigh_at_once(store)


@pytest.mark.parametrize("each", [True, False])
@pytest.mark.parametrize("order", list(permutations(NAMES))[::90])
def test_the_order_in_which_reports_come_changes_nothing(
    readings: dict[str, Reading], order: tuple[str, ...], each: bool
) -> None:
    first = describe(assess_case(build(readings.values())))
    found = describe(assess_case(build((readings[name] for name in order), each=each)))
    assert [part for part in first if found[part] != first[part]] == []


@pytest.mark.parametrize("gone", NAMES)
def test_a_document_that_is_removed_takes_with_it_what_rested_on_it_alone(
    readings: dict[str, Reading], gone: str
) -> None:
    store = build(readings.values())
    assert remove_document(store, readings[gone].document.id)
    settle(store)
    without = build(reading for name, reading in readings.items() if name != gone)
    assert describe(assess_case(store)) == describe(assess_case(without))
    assert store.count() == without.count()


@pytest.mark.parametrize("again", NAMES)
def test_a_report_that_is_read_again_changes_nothing(
    readings: dict[str, Reading], again: str
) -> None:
    store = build(readings.values())
    before = describe(assess_case(store))
    store.add_reading(readings[again], program="1.1", replace=True)
    settle(store)
    assert describe(assess_case(store)) == before


def test_removing_what_is_not_there_says_so(readings: dict[str, Reading]) -> None:
    assert not remove_document(build([readings["first"]]), readings["copy"].document.id)


def test_a_stop_between_two_documents_loses_nothing(readings: dict[str, Reading]) -> None:
    store = SqliteStore(None)
    for reading in readings.values():
        store.add_reading(reading, program="1.0")
    next(settle_case(store))
    settle(store)
    assert describe(assess_case(store)) == weigh_at_once(store)


def test_origins_are_counted_for_every_proposition_once(readings: dict[str, Reading]) -> None:
    store = build(readings.values())
    counted = sum(count_case(store))
    assert counted == len(store.weighed.list_propositions())
    assert sum(count_case(store)) == 0
    most = store.weighed.list_propositions()[0]
    assert most not in store.weighed.list_propositions(uncounted=True)


def test_a_name_that_is_joined_answers_for_all_its_spellings(readings: dict[str, Reading]) -> None:
    store = build(readings.values())
    (candidate,) = store.find_entities("GWC")
    assert candidate.entity.name == "Grey Wolves Column"
    names = {count.name for count in store.get_names(candidate.entity.id)}
    assert {"GWC", "Grey Wolves Column"} <= names


def test_brothers_are_two(readings: dict[str, Reading]) -> None:
    store = build(readings.values())
    found = {c.entity.id for c in store.find_entities("Anton Kessel")}
    assert found.isdisjoint(c.entity.id for c in store.find_entities("Omar Kessel"))
