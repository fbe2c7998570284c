"""Opening a case: what is one, what is none, and what a newer one says."""

import sqlite3
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import CaseError
from reportedly.store import SqliteStore, making, schema
from reportedly.store.schema import list_migrations


def test_a_case_is_made_only_where_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "none.reportedly"
    with pytest.raises(CaseError, match=r"no case at .*reportedly add"):
        SqliteStore(path, create=False)
    assert not path.exists()


def test_a_case_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "newer.reportedly"
    SqliteStore(path).close()
    newer = list_migrations()[-1][0] + 1
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {newer}")
    db.close()
    with pytest.raises(CaseError, match=f"version {newer}.*install a newer"):
        SqliteStore(path)


def test_a_case_that_a_newer_version_changed_meanwhile_is_written_no_more(tmp_path: Path) -> None:
    path = tmp_path / "case.reportedly"
    store = SqliteStore(path)
    with store.transaction():
        pass
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {list_migrations()[-1][0] + 1}")
    db.close()
    with pytest.raises(CaseError, match="newer Reportedly changed"), store.transaction():
        raise AssertionError("nothing may be written")
    store.close()


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE notes (text)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(CaseError, match="not a case"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("The Heron Movement denied it. " * 50)
    before = path.read_bytes()
    with pytest.raises(CaseError, match="not a case"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_a_case_that_cannot_be_written_says_so_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.reportedly"
    SqliteStore(path).close()

    def open_read_only(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)

    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    monkeypatch.setattr("reportedly.store.schema._open", open_read_only)
    with pytest.raises(CaseError, match=r"read-only.*copy it to a folder of yours"):
        SqliteStore(path)


def test_a_folder_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be opened"):
        SqliteStore(tmp_path)


def test_a_name_with_odd_characters_is_a_good_name_for_a_case(tmp_path: Path) -> None:
    path = tmp_path / "a?b#c %41.reportedly"
    SqliteStore(path).close()
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in list_migrations()] == list(range(1, len(list_migrations()) + 1))


def test_a_migration_that_was_cut_off_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "empty.reportedly"
    path.touch()
    store = SqliteStore(path, create=False)
    assert store.count().documents == 0
    store.close()


def test_what_an_older_version_left_out_of_a_case_is_made_before_it_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, calm = tmp_path / "case.reportedly", tmp_path / "calm.reportedly"
    migrations = list_migrations()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "list_migrations", lambda: migrations[:11])
        db = schema.connect(path, create=True)
        making._leave_out(db)
        db.close()
    for one in (path, calm):
        SqliteStore(one).close()
    assert _list_indices(path) == _list_indices(calm)


def _list_indices(path: Path) -> list[tuple[str, str]]:
    db = sqlite3.connect(path)
    try:
        assert db.execute("SELECT * FROM making").fetchall() == []
        question = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
        return db.execute(question).fetchall()
    finally:
        db.close()


class InterruptedAfterCommit(sqlite3.Connection):
    """A connection whose user presses Ctrl-C just when a transaction has ended."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        cursor = super().execute(sql, parameters)
        if sql == "COMMIT":
            raise KeyboardInterrupt
        return cursor


def test_an_interrupt_after_a_migration_is_an_interrupt_and_leaves_a_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.reportedly"
    with monkeypatch.context() as patch:
        connect = partial(sqlite3.connect, factory=InterruptedAfterCommit)
        patch.setattr("reportedly.store.schema.sqlite3.connect", connect)
        with pytest.raises(KeyboardInterrupt):
            SqliteStore(path)
    store = SqliteStore(path)
    assert store.count().documents == 0
    store.close()
