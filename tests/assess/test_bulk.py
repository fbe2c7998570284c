"""A case that is weighed in bulk comes to the same, row by row, as one that is weighed bit by bit."""

import importlib.util
import sys
from collections.abc import Iterable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.assess.made_story import REPORTS, read
from tests.assess.test_histories import STARTS, STEPS, History, settle
from tests.made_readings import Page

from reportedly.assess import ahead, bulk, remove_document, settle_case
from reportedly.assess import settle as settling
from reportedly.assess.finding import Finder, pack, unpack
from reportedly.assess.sifting import find_contestable
from reportedly.parallel.crew import Crew
from reportedly.records import Reading
from reportedly.store import SqliteStore

ROOT = Path(__file__).resolve().parents[2]
TABLES = {
    "clusters": "SELECT e.id, c.id, e.label, e.is_compared FROM entities e "
    "JOIN entities c ON c.key = e.cluster",
    "blocks": "SELECT b.block, e.id FROM blocks b JOIN entities e ON e.key = b.entity",
    "likenesses": "SELECT x.id, y.id, l.score, l.is_weak, l.are_apart, l.is_joined, l.reason "
    "FROM likenesses l JOIN entities x ON x.key = l.a JOIN entities y ON y.key = l.b",
    "runs": "SELECT r.run, d.id, r.position FROM runs r JOIN documents d ON d.key = r.document",
    "copies": "SELECT x.id, c.a_start, c.a_end, y.id, c.b_start, c.b_end, c.words FROM copies c "
    "JOIN documents x ON x.key = c.a JOIN documents y ON y.key = c.b",
    "propositions": "SELECT p.id, p.predicate, s.id, o.id, p.is_unrealised, p.affirmed, p.denied, "
    "p.origins, p.claims, p.matters, p.denials, p.not_of_actors FROM propositions p LEFT JOIN entities s ON s.key = p.subject "
    "LEFT JOIN entities o ON o.key = p.object",
    "tellings": "SELECT c.id, p.id FROM tellings t JOIN claims c ON c.key = t.claim "
    "JOIN propositions p ON p.key = t.proposition",
    "disputes": "SELECT x.id, y.id, d.reason, e.id FROM disputes d JOIN claims x ON x.key = d.a "
    "JOIN claims y ON y.key = d.b LEFT JOIN dispute_entities m ON m.dispute = d.key "
    "LEFT JOIN entities e ON e.key = m.entity",
    "waiting": "SELECT document FROM unsettled_documents UNION SELECT claim FROM unsettled_claims",
}


def list_rows(store: SqliteStore) -> dict[str, list[str]]:
    return {name: sorted(map(str, store._db.execute(sql))) for name, sql in TABLES.items()}


def weigh_in_bulk(monkeypatch: pytest.MonkeyPatch, least: int = 0) -> None:
    monkeypatch.setattr(bulk, "_LEAST_DOCUMENTS", least)
    monkeypatch.setattr(bulk, "_LEAST_SHARE", 0.0)


def keep(readings: Iterable[Reading], path: Path | None = None) -> SqliteStore:
    store = SqliteStore(path)
    for reading in readings:
        store.add_reading(reading, program="1.0")
    return store


@pytest.fixture(scope="module")
def made() -> list[Reading]:
    """Generated reports: few names that are written about often, denials, numbers, copies."""
    spec = importlib.util.spec_from_file_location("large_case", ROOT / "benchmarks/large_case.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["large_case"] = module
    spec.loader.exec_module(module)
    return list(module.make_reports(150))


@pytest.fixture(scope="module")
def bit_by_bit(made: list[Reading]) -> dict[str, list[str]]:
    store = keep(made)
    settle(store)
    return list_rows(store)


def test_generated_reports_come_to_the_same(
    made: list[Reading], bit_by_bit: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh_in_bulk(monkeypatch)
    store = keep(made)
    settle(store)
    assert len(bit_by_bit["disputes"]) > 20
    assert list_rows(store) == bit_by_bit


@pytest.mark.parametrize("settled", [1, 75, 149])
def test_what_was_weighed_before_is_set_against_what_is_new(
    made: list[Reading], monkeypatch: pytest.MonkeyPatch, settled: int
) -> None:
    def build() -> dict[str, list[str]]:
        store = keep(made[:settled])
        settle(store)
        for reading in made[settled:]:
            store.add_reading(reading, program="1.0")
        settle(store)
        return list_rows(store)

    found = build()
    weigh_in_bulk(monkeypatch)
    assert build() == found


def test_a_stop_after_each_bit_loses_nothing(
    made: list[Reading],
    bit_by_bit: dict[str, list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weigh_in_bulk(monkeypatch)
    monkeypatch.setattr(settling, "_BIT_S", 0.0)
    path = tmp_path / "case.reportedly"
    keep(made, path).close()
    stops = 0
    while True:
        store = SqliteStore(path)
        if next(settle_case(store), None) is None:
            break
        stops += 1
        store.close()
    assert stops > 2
    assert list_rows(store) == bit_by_bit
    store.close()


def test_what_another_adds_in_between_is_weighed_too(
    made: list[Reading],
    bit_by_bit: dict[str, list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weigh_in_bulk(monkeypatch, least=20)
    monkeypatch.setattr(settling, "_BIT_S", 0.0)
    monkeypatch.setattr(settling, "_DOCUMENTS", 20)
    path = tmp_path / "case.reportedly"
    store, other = keep(made[:120], path), SqliteStore(path)
    later = iter(made[120:])
    for _ in settle_case(store):
        if (reading := next(later, None)) is not None:
            other.add_reading(reading, program="1.0")
    for reading in later:
        other.add_reading(reading, program="1.0")
    settle(store)
    found = list_rows(store)
    assert found["disputes"] == bit_by_bit["disputes"]
    assert found["tellings"] == bit_by_bit["tellings"]
    store.close()
    other.close()


def test_what_is_done_to_the_case_between_two_bits_is_heeded(
    made: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "_DOCUMENTS", 20)

    def build() -> dict[str, list[str]]:
        store = keep(made)
        for bits, _ in enumerate(settle_case(store)):
            if bits == 2:
                assert remove_document(store, made[3].document.id)
                assert remove_document(store, made[140].document.id)
        return list_rows(store)

    found = build()
    weigh_in_bulk(monkeypatch)
    monkeypatch.setattr(settling, "_BIT_S", 0.0)
    assert build() == found


def test_what_cannot_be_disputed_is_held_back(made: list[Reading]) -> None:
    store = keep(made)
    settle(store)
    db = store._db
    disputed = {key for row in db.execute("SELECT a, b FROM disputes") for key in row}
    claims = store.weighed.get_claims(row[0] for row in db.execute("SELECT key FROM claims"))
    let_through = find_contestable(store.weighed).pick([one.key for one in claims])
    denials = {row[0] for row in db.execute("SELECT b FROM disputes WHERE reason = 'denied'")}
    values = {
        key
        for row in db.execute("SELECT a, b FROM disputes WHERE reason <> 'denied'")
        for key in row
    }
    assert denials | values <= let_through
    assert disputed
    assert len(let_through) < len(claims) / 2


@pytest.mark.parametrize("workers", [1, 2])
def test_other_processes_that_find_what_claims_come_to_find_the_same(
    workers: int,
    made: list[Reading],
    bit_by_bit: dict[str, list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weigh_in_bulk(monkeypatch)
    asked = watch(monkeypatch)
    store = keep(made, tmp_path / "case.reportedly")
    for _ in settle_case(store, workers):
        pass
    assert list_rows(store) == bit_by_bit
    assert all(is_answered for *_, is_answered in asked)
    assert (len(asked) > 4) == (workers == 2)
    store.close()


def test_a_process_that_is_killed_while_it_looks_costs_nothing(
    made: list[Reading],
    bit_by_bit: dict[str, list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weigh_in_bulk(monkeypatch)
    asked = watch(monkeypatch, kill_at={3, 7})
    store = keep(made, tmp_path / "case.reportedly")
    for _ in settle_case(store, 2):
        pass
    assert list_rows(store) == bit_by_bit
    assert {is_answered for *_, is_answered in asked} == {True, False}
    assert not any(member.process.is_alive() for crew, _ in asked for member in crew._all)
    store.close()


def watch(
    monkeypatch: pytest.MonkeyPatch, kill_at: Iterable[int] = ()
) -> list[tuple[Crew[Any], bool]]:
    """Have ten documents be a step, and note which of them other processes found."""
    monkeypatch.setattr(ahead, "_LEAST_DOCUMENTS", 0)
    monkeypatch.setattr(ahead, "_DOCUMENTS", 10)
    asked: list[tuple[Crew[Any], bool]] = []
    ask = Crew._ask

    def note(crew: Crew[Any], task: object) -> bytes | None:
        if len(asked) in kill_at:
            crew._all[-1].process.kill()
        packed = ask(crew, task)
        asked.append((crew, packed is not None))
        return packed

    monkeypatch.setattr(Crew, "_ask", note)
    return asked


def test_while_a_process_hangs_few_steps_are_found_ahead(
    made: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hanging:
        def submit(self, _: list[int]) -> "Future[bytes | None]":
            return Future()

    monkeypatch.setattr(ahead, "_DOCUMENTS", 5)
    monkeypatch.setattr(ahead, "_MOST_AHEAD", 7)
    store = keep(made)
    contestable = find_contestable(store.weighed)
    steps = ahead.Ahead(Finder(store, contestable), contestable)
    monkeypatch.setattr(steps, "_crew", Hanging())
    monkeypatch.setattr(steps, "_under_way_at_most", 2, raising=False)
    steps._under_way.append(Future())
    steps._submitted = 1
    steps._join_in(steps=30)
    assert len(steps._under_way) == 7


def test_what_crosses_over_from_a_process_that_looks_is_what_it_found(made: list[Reading]) -> None:
    store = keep([*made, read_quarrel(1, "hold", "controls")])
    settle(store)
    contestable = find_contestable(store.weighed)
    waiting = [row[0] for row in store._db.execute("SELECT key FROM documents ORDER BY key")]
    found = Finder(store, contestable).find_of_documents(waiting)
    assert found.told
    assert found.loose
    assert {one.reason for one in found.opposed} > {"denied"}
    assert unpack(pack(found)) == found


def test_claims_that_are_held_back_from_each_other_are_in_no_dispute(made: list[Reading]) -> None:
    store = keep(made)
    settle(store)
    contestable = find_contestable(store.weighed)
    disputed = store._db.execute("SELECT a, b FROM disputes WHERE reason <> 'denied'").fetchall()
    assert disputed
    for a, b in disputed:
        assert contestable.select(a, [b], b) == [b]
        assert contestable.select(b, [a], b) == [a]
    values = sorted({key for pair in disputed for key in pair})
    kept = [len(contestable.select(key, values, max(values))) for key in values]
    assert sum(kept) < len(values) ** 2 / 2


def read_quarrel(number: int, verb: str, predicate: str) -> Reading:
    """A report in which one statement is denied of parties who have no names."""
    text = f"The guards {verb} the mine, miners said. The guards {verb} the mine: no, owners said. No {number}."
    page, claims = Page(text, external_id=f"q{number}"), []
    for at, who in ((0, "miners"), (text.index("said.") + 5, "owners")):
        subject = page.argument("The guards", "population", after=at)
        mine = page.argument("the mine", "thing", after=at)
        evidence = page.span(f"The guards {verb} the mine", after=at)
        claims.append(
            page.claim(
                predicate,
                subject,
                mine,
                evidence,
                polarity="denied" if at else "affirmed",
                sources=(page.source(who, "population", "said", after=at),),
            )
        )
    page.mentions.clear()  # nobody of them is named
    return page.reading(*claims)


@pytest.mark.parametrize("predicate", ["controls", "opposes", "captured"])
def test_what_is_denied_of_parties_without_names_comes_to_the_same(
    predicate: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build() -> list[str]:
        store = keep(read_quarrel(number, "hold", predicate) for number in range(2))
        settle(store)
        return list_rows(store)["disputes"]

    found = build()
    assert len(found) >= 2
    weigh_in_bulk(monkeypatch)
    assert build() == found


@settings(max_examples=60, deadline=None)
@example([("add", 0), ("add", 3), ("add", 1)], [("settle",), ("reread", 1, 0)])
@given(STARTS, st.lists(STEPS, max_size=8))
def test_whatever_is_done_to_a_case_it_comes_to_the_same(
    starts: list[tuple[Any, ...]], steps: list[tuple[Any, ...]]
) -> None:
    def build(least: int) -> dict[str, list[str]]:
        with pytest.MonkeyPatch.context() as patched:
            if not least:
                weigh_in_bulk(patched)
            history = History()
            for step in [*starts, *steps]:
                history.do(*step)
            settle(history.store)
            return list_rows(history.store)

    assert build(0) == build(1000)


@pytest.mark.parametrize("first", range(len(REPORTS)))
def test_reports_of_one_story_come_to_the_same_in_any_order(
    first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = [*range(first, len(REPORTS)), *range(first)]
    one = keep(read(number) for number in order)
    settle(one)
    weigh_in_bulk(monkeypatch)
    other = keep(read(number) for number in order)
    settle(other)
    assert list_rows(other) == list_rows(one)
