"""Whatever was done to a case, it comes to what a new case of the same reports comes to."""

from collections import Counter, defaultdict
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.made_story import REPORTS, SURE, identify, read
from tests.judge.judging import judge

from reportedly.assess import (
    assess_case,
    count_case,
    load_propositions,
    remove_document,
    settle_case,
)
from reportedly.judge import replay
from reportedly.records import Claim, Judgement
from reportedly.store import ClaimFilter, SqliteStore
from reportedly.weigh.paths import ACTORS, list_tie_predicates

NUMBERS = st.integers(0, len(REPORTS) - 1)
NAMES = st.sampled_from(SURE)
STARTS = st.lists(st.tuples(st.just("add"), NUMBERS), min_size=3, max_size=10)
STEPS = st.one_of(
    st.tuples(st.just("add"), NUMBERS),
    st.tuples(st.just("reread"), NUMBERS, st.integers(0, 1)),
    st.tuples(st.just("remove"), NUMBERS),
    st.tuples(st.sampled_from(("same", "different", "unsure")), NAMES, NAMES),
    st.tuples(st.just("apart"), NAMES, NUMBERS),
    st.tuples(st.just("reject"), NUMBERS, st.integers(0, 2)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("settle")),
    st.tuples(st.just("count")),
)


class History:
    """A case to which things are done, and what remains of them."""

    def __init__(self) -> None:
        self.store = SqliteStore(None)
        self.held: dict[int, int] = {}
        self.log: list[Judgement] = []

    def do(self, verb: str, *given: Any) -> None:
        """Take one step; what cannot be done now is left undone."""
        if verb in ("add", "reread", "remove"):
            getattr(self, f"_{verb}")(*given)
        elif verb == "settle":
            settle(self.store)
        elif verb == "count":
            settle(self.store)
            assert sum(count_case(self.store)) >= 0
        else:
            self._judge(verb, given)

    def _add(self, number: int) -> None:
        self.store.add_reading(read(number), program="1.0")
        self.held.setdefault(number, 0)

    def _reread(self, number: int, version: int) -> None:
        if number in self.held:
            self.store.add_reading(read(number, version), program="1.1", replace=True)
            self.held[number] = version

    def _remove(self, number: int) -> None:
        assert remove_document(self.store, read(number).document.id) == (number in self.held)
        self.held.pop(number, None)

    def _judge(self, verb: Any, given: tuple[Any, ...]) -> None:
        targets = list_targets(verb, given, self.log)
        if targets:
            judgement = judge(verb, *targets, at=len(self.log))
            self.log.append(judgement)
            self.store.add_judgement(judgement)
            self.store.apply_verdicts(replay(self.log))

    def build_anew(self) -> SqliteStore:
        """A case of what remains, added in one go."""
        store = SqliteStore(None)
        for judgement in self.log:
            store.add_judgement(judgement)
        store.apply_verdicts(replay(self.log))
        for number, version in self.held.items():
            store.add_reading(read(number, version), program="1.0")
        settle(store)
        return store


def list_targets(verb: str, given: tuple[Any, ...], log: list[Judgement]) -> list[str]:
    """What a judgement speaks of; nothing where there is nothing to speak of."""
    if verb == "undo":
        [number] = given
        return [log[number].id] if number < len(log) else []
    if verb == "apart":
        name, number = given
        return [identify(name), read(number).document.id]
    if verb == "reject":
        number, claim = given
        return [read(number).claims[claim].id]
    return [identify(name) for name in given] if len(set(given)) > 1 else []


def settle(store: SqliteStore) -> None:
    for _ in settle_case(store):
        pass


def describe(store: SqliteStore) -> dict[str, Any]:
    """What a settled case comes to, without what depends on who was met first."""
    found = assess_case(store)
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for entity, cluster in found.same.items():
        groups[cluster].add(entity)
    counts = store.count()
    return {
        "clusters": {frozenset(members) for members in groups.values()},
        "doubts": {(frozenset((j.a, j.b)), j.score) for j in found.doubts},
        "copies": {
            frozenset(((c.a.document, c.a.start), (c.b.document, c.b.start))) for c in found.copies
        },
        "propositions": {
            (
                frozenset(t.claim.id for t in p.affirmed),
                frozenset(t.claim.id for t in p.denied),
                p.origins,
            )
            for p in found.propositions
        },
        "disputes": {
            (d.reason, frozenset((d.b,) if d.reason == "denied" else (d.a, d.b)))
            for d in found.disputes
        },
        "held": (counts.documents, counts.claims, counts.entities),
        "sources": sorted(source.claims for source in store.list_sources()),
    }


@settings(max_examples=60, deadline=None, derandomize=True)
@given(STARTS, st.lists(STEPS, max_size=14))
def test_a_case_comes_to_what_a_new_one_of_the_same_reports_does(
    start: list[tuple[Any, ...]], steps: list[tuple[Any, ...]]
) -> None:
    history = History()
    for step in (*start, ("settle",), *steps):
        history.do(*step)
    settle(history.store)
    found, anew = describe(history.store), describe(history.build_anew())
    assert {part: (found[part], anew[part]) for part in found if found[part] != anew[part]} == {}


@settings(max_examples=40, deadline=None, derandomize=True)
@given(STARTS, st.lists(STEPS, max_size=12))
def test_stored_counts_and_shown_names_are_never_out_of_date(
    start: list[tuple[Any, ...]], steps: list[tuple[Any, ...]]
) -> None:
    history = History()
    for step in (*start, *steps):
        history.do(*step)
        history.do("count")
    store = history.store
    entities = {entity.id: entity for entity in store.list_entities()}
    own: defaultdict[str, set[str]] = defaultdict(set)
    for entity, cluster in store.clusters.list_same().items():
        own[cluster].update(entities[entity].names)
    for cluster, names in own.items():
        shown = store.find_entity(cluster)
        assert shown is not None
        assert shown.name in names
    everybody = sorted(store.weighed.get_keys(own).values())
    ranked = [
        max(p.origins for p in load_propositions(store.weighed, store.copied, key))
        for key in store.weighed.list_propositions(everybody)
    ]
    assert ranked == sorted(ranked, reverse=True)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(STARTS, st.lists(STEPS, max_size=12))
def test_what_is_counted_over_indices_is_what_the_claims_say(
    start: list[tuple[Any, ...]], steps: list[tuple[Any, ...]]
) -> None:
    history = History()
    for step in (*start, ("settle",), *steps):
        history.do(*step)
    store = history.store
    settle(store)
    entities = [entity.id for entity in store.list_entities()]
    for entity in entities:
        said = list(store.find_claims(ClaimFilter(about=(entity,))))
        assert store.count_predicates(ClaimFilter(about=(entity,))) == dict(
            Counter(claim.predicate for claim in said)
        )
        timed = ClaimFilter(about=(entity,), is_dated=True, order="time")
        by_time = list(store.find_claims(timed))
        assert {claim.id for claim in by_time} == {c.id for c in said if c.when is not None}
        assert list(store.find_claims(msgspec.structs.replace(timed, limit=2))) == by_time[:2]
    assert store.count_predicates(ClaimFilter()) == dict(
        Counter(claim.predicate for claim in store.find_claims(ClaimFilter()))
    )
    clusters = set(store.clusters.get_clusters(store.weighed.get_keys(entities).values()).values())
    for row in store.ways.list_ties(clusters, list_tie_predicates(wider=True), wider=True):
        told = [one.claim for one in store.weighed.list_tellings(row.key)]
        denied = sum(claim.polarity == "denied" for claim in told)
        assert (row.claims, row.denied) == (len(told), denied)
        assert row.others == sum(not is_of_actors(claim) for claim in told)
    propositions = store.weighed.list_propositions()
    assert store.weighed.list_propositions(limit=3) == propositions[:3]


def is_of_actors(claim: Claim) -> bool:
    """Whether two who can act stand on the sides of a claim."""
    return all(side is not None and side.kind in ACTORS for side in (claim.subject, claim.object))


def test_whoever_is_named_often_has_the_same_disputes(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for rare in (40, -1):
        for module in ("beside", "ledger"):
            monkeypatch.setattr(f"reportedly.assess.{module}.RARE", rare)
        history = History()
        for number in range(len(REPORTS)):
            history.do("add", number)
        settle(history.store)
        found.append(describe(history.store))
    assert found[0]["disputes"]
    assert found[0] == found[1]
