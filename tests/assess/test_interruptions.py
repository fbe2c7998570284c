"""Settling in small bits, from old cases, by several at once: it always comes to the same."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.assess.made_story import REPORTS, read
from tests.assess.test_histories import describe, settle

from reportedly.assess import count_case, settle_case
from reportedly.assess import settle as settling
from reportedly.records import Reading
from reportedly.store import SqliteStore
from reportedly.store.schema import connect, list_migrations

READINGS = tuple(read(number) for number in range(len(REPORTS)))


def build(path: Path | None = None) -> SqliteStore:
    store = SqliteStore(path)
    for reading in READINGS:
        store.add_reading(reading, program="1.0")
    return store


def build_settled() -> SqliteStore:
    store = build()
    settle(store)
    return store


def test_the_smallest_bits_with_a_stop_after_each_come_to_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.reportedly"
    build(path).close()
    for size in ("_DOCUMENTS", "_ENTITIES", "_CLAIMS"):
        monkeypatch.setattr(settling, size, 1)
    bits = 0
    while True:
        store = SqliteStore(path)
        if next(settle_case(store), None) is None:
            break
        bits += 1
        store.close()
    assert bits > len(READINGS)
    assert describe(store) == describe(build_settled())
    store.close()


def test_a_bit_that_fails_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    store = build()
    with monkeypatch.context() as patched:
        patched.setattr(settling, "settle_claims", fail)
        with pytest.raises(KeyboardInterrupt):
            settle(store)
    assert store.weighed.count_unsettled() == len(READINGS)
    settle(store)
    assert describe(store) == describe(build_settled())


@pytest.mark.parametrize("number", range(1, len(list_migrations())))
def test_a_case_of_an_older_version_is_settled_when_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    new, old = tmp_path / "new.reportedly", tmp_path / "old.reportedly"
    build(new).close()
    migrations = list_migrations()[:number]
    with monkeypatch.context() as patched:
        patched.setattr("reportedly.store.schema.list_migrations", lambda: migrations)
        patched.setattr("reportedly.store.schema.mend", lambda _: None)
        connect(old, create=True).close()
    copy_rows(new, old)
    store = SqliteStore(old)
    settle(store)
    assert describe(store) == describe(build_settled())
    store.close()


def copy_rows(new: Path, old: Path) -> None:
    """Copy what an older case holds too: its tables, and of them the columns that it has."""
    db = sqlite3.connect(old)
    db.execute("ATTACH ? AS new", (str(new),))
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        if table.startswith(("document_words", "name_words", "sqlite_")):
            continue
        columns = ", ".join(row[1] for row in db.execute(f"PRAGMA table_info({table})"))
        db.execute(f"DELETE FROM {table}")  # noqa: S608
        db.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")  # noqa: S608
    db.commit()
    db.close()


def test_one_may_add_while_another_asks(tmp_path: Path) -> None:
    path = tmp_path / "case.reportedly"
    SqliteStore(path).close()
    errors: list[BaseException] = []

    def run(work: Callable[[SqliteStore], None]) -> None:
        store = SqliteStore(path)
        try:
            work(store)
        except BaseException as error:  # noqa: BLE001 - told by the test
            errors.append(error)
        finally:
            store.close()

    def add(store: SqliteStore) -> None:
        for reading in READINGS:
            store.add_reading(reading, program="1.0")

    def ask(store: SqliteStore) -> None:
        for _ in range(20):
            settle(store)
            assert sum(count_case(store)) >= 0
            describe(store)

    threads = [threading.Thread(target=run, args=(work,)) for work in (add, ask, ask)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    store = SqliteStore(path)
    settle(store)
    assert describe(store) == describe(build_settled())
    store.close()


def test_an_empty_case_has_nothing_to_settle_and_nothing_to_say() -> None:
    store = SqliteStore(None)
    assert list(settle_case(store)) == []
    assert list(count_case(store)) == []
    found = describe(store)
    assert found.pop("held") == (0, 0, 0)
    assert not any(found.values())


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: str(r.document.external_id))
def test_a_case_of_one_document_comes_to_what_that_says(reading: Reading) -> None:
    store = SqliteStore(None)
    store.add_reading(reading, program="1.0")
    settle(store)
    found = describe(store)
    assert found["copies"] == set()
    told = [claim for affirmed, denied, _ in found["propositions"] for claim in affirmed | denied]
    assert sorted(told) == sorted(claim.id for claim in reading.claims)
