"""Many readings at once: the same rows as one by one, whoever prepares them and whatever stops it."""

import io
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.export.made_cases import make_ties_reading, write
from tests.made_readings import make_lake_reading, make_readings

from reportedly.case import Addition, Case, keeping, merging
from reportedly.errors import CaseBusyError
from reportedly.export.readings import Seen, encode_line, make_reading_line
from reportedly.export.readings_parquet import ReadingsWriter
from reportedly.export.streams import emit_problem
from reportedly.parallel import crew, preparers
from reportedly.parallel.preparing import Group, Prepared, Task, pack, prepare, unpack
from reportedly.records import Problem, Reading
from reportedly.store import ClaimFilter, SqliteStore, making, schema

ROOT = Path(__file__).resolve().parents[2]
UNREAD = Problem(code="encrypted", message="the file asks for a password", path="locked.pdf")


def dump(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table with its key, and the tables, indices and triggers themselves.

    The search index is asked whether it fits its tables: how its rows lie depends on their batches.
    """
    for index in ("document_words", "name_words"):
        db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    made = db.execute("SELECT name, type, sql FROM sqlite_master").fetchall()
    made = sorted(row for row in made if "_words" not in row[0])
    rows: dict[str, list[tuple[object, ...]]] = {"": made}
    for name, kind, sql in made:
        if kind == "table":
            key = "" if "WITHOUT ROWID" in sql else "rowid, "
            rows[name] = sorted(db.execute(f"SELECT {key}* FROM {name}").fetchall(), key=repr)  # noqa: S608
    return rows


def dump_case(case: Case) -> dict[str, list[tuple[object, ...]]]:
    """The rows of an open case."""
    return dump(case._store._db)  # type: ignore[attr-defined]


def dump_file(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of a case file, as they stand there."""
    db = sqlite3.connect(path)
    try:
        return dump(db)
    finally:
        db.close()


def make_lines() -> list[bytes]:
    """Readings, some of them twice, met in several ways, problems, and lines that are none."""
    lake, ties = make_lake_reading(), make_ties_reading()
    made = list(make_readings(40))
    twice = make_reading_line(
        made[7], [Seen(publisher="Dura Post"), Seen(publisher="Keth Post")], "2"
    )
    clash = msgspec.structs.replace(lake.claims[0], certainty="hedged")
    clashing = msgspec.structs.replace(lake, claims=(*lake.claims, clash))
    lines = [encode_line(make_reading_line(reading, (), "1")) for reading in made]
    lines[3:3] = [b"{", emit_problem(UNREAD), b"", encode_line(make_reading_line(ties, (), None))]
    lines[9:9] = [encode_line(twice), b'{"document": 3}']
    lines.append(encode_line(make_reading_line(clashing, [Seen(path="a.txt")], "1")))
    lines.append(encode_line(make_reading_line(made[0], [Seen(url="https://dura.example")], "1")))
    lines += [encode_line(twice), emit_problem(UNREAD), lines[0]]
    return lines


def build(case: Case, lines: Iterable[bytes], workers: int = 1) -> list[Addition]:
    """What became of each line."""
    file = io.BytesIO(b"\n".join(lines))
    return list(case.build_from_lines(file, "lines", workers=workers))


@pytest.fixture
def in_bulk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything in bulk, a few readings at a time."""
    monkeypatch.setattr(merging, "_FEW_BATCHES", 0)
    monkeypatch.setattr(merging, "_TOGETHER", 5)
    monkeypatch.setattr(keeping, "_TOGETHER", 12)
    monkeypatch.setattr(making, "_FEW", 0)


def write_parquet(path: Path, readings: Iterable[Reading]) -> Path:
    """A file of readings."""
    with path.open("wb") as file, ReadingsWriter(file) as writer:
        for reading in readings:
            writer.write(make_reading_line(reading, (), "1"))
    return path


def write_corpus(folder: Path, readings: list[Reading], size: int = 20) -> Path:
    """A folder as `read-corpus` writes it."""
    (folder / "readings").mkdir(parents=True)
    (folder / "done").mkdir()
    for start in range(0, len(readings), size):
        name = f"{start:06d}"
        write_parquet(folder / "readings" / f"{name}.parquet", readings[start : start + size])
        (folder / "done" / f"{name}.json").write_text("{}")
    return folder


@pytest.mark.parametrize("workers", [1, 3])
def test_the_rows_are_those_of_keeping_one_after_the_other(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [make_lake_reading(publisher="Shore Gazette"), *list(make_readings(30))[25:]]
    lines = make_lines()
    with Case.in_memory() as one_by_one, Case.in_memory() as bulk:
        for case in (one_by_one, bulk):
            for reading in known:
                case.keep(reading)
        expected = build(one_by_one, lines)
        with monkeypatch.context() as patch:
            patch.setattr(merging, "_FEW_BATCHES", 0)
            patch.setattr(merging, "_TOGETHER", 5)
            patch.setattr(keeping, "_TOGETHER", 12)
            assert build(bulk, lines, workers) == expected
        assert {a.outcome for a in expected} == {"added", "known", "sighted", "problem"}
        assert dump_case(bulk) == dump_case(one_by_one)
        for case in (one_by_one, bulk):
            list(case.settle())
        assert dump_case(bulk) == dump_case(one_by_one)


@pytest.mark.usefixtures("in_bulk")
def test_a_case_merged_in_bulk_brings_what_people_decided(tmp_path: Path) -> None:
    path = tmp_path / "other.reportedly"
    readings = [make_lake_reading(), make_ties_reading(), *make_readings(20)]
    with Case.open(path) as other, Case.in_memory() as bulk, Case.in_memory() as lines:
        for reading in readings:
            other.keep(reading)
        attack, _, denial, _ = readings[0].claims
        other.reject(attack.id, why="a namesake")
        other.correct(denial.id, {"certainty": "hedged"})
        other.merge("Dara Voss", "Omar Kessel")
        expected = write(other, "case")
        list(bulk.build_from(path))
        build(lines, write(other, "readings").splitlines())
        assert write(bulk, "case") == write(lines, "case") == expected


@pytest.mark.usefixtures("in_bulk")
def test_what_was_ruled_before_a_document_came_holds_for_it_in_bulk() -> None:
    lake = make_lake_reading()
    lines = [encode_line(make_reading_line(r, (), "1")) for r in [*make_readings(6), lake]]
    with Case.in_memory() as first, Case.in_memory() as bulk:
        first.keep(lake)
        first.reject(lake.claims[0].id, why="a namesake")
        first.merge("Dara Voss", "Heron Movement")
        log = [line for line in write(first, "readings").splitlines() if b'{"judgement"' in line]
        build(first, lines)
        build(bulk, log)
        build(bulk, lines)
        assert [c.id for c in bulk.claims()] == [
            c.id for c in bulk.claims() if c.id != lake.claims[0].id
        ]
        assert len(list(bulk.claims())) == len(list(first.claims()))


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.usefixtures("in_bulk")
def test_a_case_that_is_filled_alone_has_the_same_rows_and_indices(
    tmp_path: Path, workers: int
) -> None:
    corpus = write_corpus(tmp_path / "corpus", list(make_readings(70)))
    path, calm = tmp_path / "case.reportedly", tmp_path / "calm.reportedly"
    with Case.open(path) as case, Case.open(calm) as other:
        outcomes = {a.outcome for a in case.build_from(corpus, workers=workers, alone=True)}
        for reading in make_readings(70):
            other.keep(reading, program="1")
        assert outcomes == {"added"}
        assert list(case.claims(about="Minister Bababa")) == list(
            other.claims(about="Minister Bababa")
        )
    assert dump_file(path) == dump_file(calm)


@pytest.mark.usefixtures("in_bulk")
def test_nobody_opens_a_case_while_it_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_OPENING_TIMEOUT_S", 0.05)
    path = tmp_path / "case.reportedly"
    corpus = write_corpus(tmp_path / "corpus", list(make_readings(40)))
    with Case.open(path) as case:
        stream = case.build_from(corpus, alone=True)
        next(stream)
        with pytest.raises(CaseBusyError, match="another program is filling it"):
            SqliteStore(path)
        list(stream)
        SqliteStore(path).close()


@pytest.mark.usefixtures("in_bulk")
def test_where_somebody_has_the_case_open_they_go_on_asking(tmp_path: Path) -> None:
    path = tmp_path / "case.reportedly"
    corpus = write_corpus(tmp_path / "corpus", list(make_readings(40)))
    with Case.open(path) as case, Case.open(path) as reader:
        assert reader.count().documents == 0
        stream = case.build_from(corpus, alone=True)
        next(stream)
        counted = reader.count()
        assert 0 < counted.documents < 40
        assert len(list(reader._store.find_claims(ClaimFilter()))) == counted.claims
        with Case.open(path) as newcomer:
            assert newcomer.count().documents == counted.documents
        list(stream)
        assert reader.count().documents == 40


@pytest.mark.usefixtures("in_bulk")
def test_a_build_that_is_given_up_leaves_a_case_with_its_indices(tmp_path: Path) -> None:
    path, calm = tmp_path / "case.reportedly", tmp_path / "calm.reportedly"
    corpus = write_corpus(tmp_path / "corpus", list(make_readings(40)))
    with Case.open(path) as case:
        stream = case.build_from(corpus, alone=True)
        next(stream)
        stream.close()  # type: ignore[attr-defined]
        kept = case.count().documents
    with Case.open(calm) as case:
        for reading in list(make_readings(40))[:kept]:
            case.keep(reading, program="1")
    assert 0 < kept < 40
    assert dump_file(path) == dump_file(calm)


USUAL = {"automerge": 4, "crisismerge": 16, "hashsize": 1 << 20}
"""What SQLite's manual gives as the settings of a search index that nobody has set."""


def read_word_settings(path: Path) -> dict[str, int]:
    """How the search index of a case is set up, where anything was."""
    db = sqlite3.connect(path)
    try:
        return dict(db.execute("SELECT k, v FROM document_words_config WHERE k <> 'version'"))
    finally:
        db.close()


@pytest.mark.usefixtures("in_bulk")
def test_words_are_merged_at_the_end_and_then_as_usual(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", list(make_readings(70)))
    path = tmp_path / "case.reportedly"
    statements: list[str] = []
    with Case.open(path) as case:
        db = case._store._db  # type: ignore[attr-defined]
        db.set_trace_callback(statements.append)
        list(case.build_from(corpus, alone=True))
        db.set_trace_callback(None)
        [segments] = db.execute("SELECT count(DISTINCT segid) FROM document_words_idx").fetchone()
    assert read_word_settings(path) == USUAL
    assert segments == 1
    [merged] = [n for n, sql in enumerate(statements) if sql.endswith("VALUES ('optimize')")]
    assert not any("INSERT INTO document_words (rowid" in sql for sql in statements[merged:])


FILLING = """
import sys
from reportedly.case import Case, keeping, merging
from reportedly.store import making
merging._FEW_BATCHES, keeping._TOGETHER, making._FEW = 0, 10, 0
with Case.open(sys.argv[1]) as case:
    for addition in case.build_from(sys.argv[2], alone=True):
        print(addition.outcome, flush=True)
"""
MOMENTS = 1, 45, 130, 299, 300
"""After how many of the readings of a run it is killed; with the last ones indices are made."""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_after_any_number_of_kills_a_case_that_is_filled_is_whole(tmp_path: Path) -> None:
    count = MOMENTS[-1]
    path, calm = tmp_path / "killed.reportedly", tmp_path / "calm.reportedly"
    corpus = write_corpus(tmp_path / "corpus", list(make_readings(count)), size=30)
    environment = os.environ | {  # noqa: TID251 - handed on to the program as it is
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    }
    seen, left_out = [0], 0
    for moment in MOMENTS:
        process = subprocess.Popen(
            [sys.executable, "-c", FILLING, str(path), str(corpus)],
            stdout=subprocess.PIPE,
            env=environment,
        )
        assert process.stdout is not None
        for _ in range(moment):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        db = sqlite3.connect(path)
        left_out += db.execute("SELECT count(*) > 0 FROM making").fetchone()[0]
        db.close()
        with Case.open(path) as case:  # whoever opens it finds whole documents and every index
            assert case.count().claims == 5 * case.count().documents
            seen.append(case.count().documents)
        assert read_word_settings(path) == USUAL
        dump_file(path)
    assert seen == sorted(seen), "a document that was stored has gone"
    assert left_out > 1, "no kill came while indices were left out"
    subprocess.run(
        [sys.executable, "-c", FILLING, str(path), str(corpus)], check=True, env=environment
    )
    with Case.open(calm) as case:
        for reading in make_readings(count):
            case.keep(reading, program="1")
    assert dump_file(path) == dump_file(calm)


def test_what_crosses_over_from_another_process_is_what_went_in(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "readings.parquet", [make_lake_reading(), make_ties_reading()])
    prepared = prepare(Group(str(path), 0, "1"))
    assert len(prepared) == 2
    assert unpack(pack(prepared)) == prepared


def test_a_process_that_dies_while_it_prepares_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_parquet(tmp_path / "readings.parquet", make_readings(20))
    tasks: list[Task] = [Group(str(path), 0, "1")] * 12
    made: list[crew.Member] = []
    make_member = crew.Member.__init__

    def note(member: crew.Member, make: Callable[[], Callable[[Any], bytes]]) -> None:
        make_member(member, make)
        made.append(member)

    monkeypatch.setattr(crew.Member, "__init__", note)
    results: list[list[Prepared]] = []
    for prepared in preparers.prepare_all(iter(tasks), 2):
        results.append(prepared)
        if len(results) in {2, 5}:
            made[-1].process.kill()
    assert results == [prepare(task) for task in tasks]
    assert not any(member.process.is_alive() for member in made)


def test_a_file_that_is_no_parquet_is_a_problem_among_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "_FEW_BATCHES", 0)
    corpus = write_corpus(tmp_path / "corpus", list(make_readings(60)))
    (corpus / "readings" / "000020.parquet").write_bytes(b"PAR1 and nothing more")
    with Case.in_memory() as case:
        outcomes = [addition.outcome for addition in case.build_from(corpus)]
        [problem] = case.problems()
    assert outcomes == ["added"] * 20 + ["problem"] + ["added"] * 20
    assert (problem.code, Path(problem.path or "").name) == ("malformed", "000020.parquet")


def test_a_part_of_a_corpus_without_reports_is_no_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "_FEW_BATCHES", 0)
    corpus = write_corpus(tmp_path / "corpus", list(make_readings(20)))
    write_parquet(corpus / "readings" / "000010.parquet", [])
    (corpus / "done" / "000010.json").write_text("{}")
    with Case.in_memory() as case:
        assert [addition.outcome for addition in case.build_from(corpus)] == ["added"] * 20


@pytest.mark.parametrize("few", [0, 5])
def test_a_number_that_cannot_be_stored_costs_its_line_alone(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "_FEW_BATCHES", few)
    lake, *others = make_lake_reading(), *make_readings(4)
    wide = msgspec.structs.replace(lake.mentions[0], chain=1 << 63)
    odd = msgspec.structs.replace(lake, mentions=(wide, *lake.mentions[1:]))
    readings = [*others[:2], odd, *others[2:]]
    with Case.in_memory() as case, Case.in_memory() as calm:
        found = build(case, [encode_line(make_reading_line(one, (), "1")) for one in readings])
        assert [one.outcome for one in found] == ["added", "added", "problem", "added", "added"]
        [problem] = case.problems()
        assert (problem.code, problem.path) == ("malformed", lake.document.path)
        for reading in others:
            calm.keep(reading, program="1")
        assert list(case.claims()) == list(calm.claims())


def test_what_is_prepared_does_not_wait_for_tasks_that_come_slowly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_parquet(tmp_path / "readings.parquet", make_readings(2))
    results: list[list[Prepared]] = []
    done: Future[bytes | None] = Future()
    done.set_result(None)

    def ask() -> Iterator[Task]:
        for number in range(5):
            assert len(results) == number, "what is done was kept back"
            yield Group(str(path), 0, "1")

    monkeypatch.setattr(ThreadPoolExecutor, "submit", lambda *_: done)
    for prepared in preparers.prepare_all(ask(), 2):
        results += [prepared]
    assert len(results) == 5


def test_who_has_something_to_lose_waits_for_the_disk(tmp_path: Path) -> None:
    def read_synchronous(store: SqliteStore) -> int:
        return int(store._db.execute("PRAGMA synchronous").fetchone()[0])

    off, normal = 0, 1
    store = SqliteStore(tmp_path / "case.reportedly")
    with store.making(5000):
        assert read_synchronous(store) == off
        for reading in make_readings(3):
            store.add_reading(reading, program="1")
    assert read_synchronous(store) == normal
    with store.making(5000):
        assert read_synchronous(store) == normal
    store.close()
    told = SqliteStore(tmp_path / "told.reportedly")
    told.add_problem(Problem(code="empty", message="nothing stood there", path="a.txt"))
    with told.making(5000):
        assert read_synchronous(told) == normal
    told.close()


def test_what_is_written_first_is_written_once_and_logged_from_then_on(tmp_path: Path) -> None:
    def read_journal(store: SqliteStore) -> str:
        return str(store._db.execute("PRAGMA journal_mode").fetchone()[0])

    path = tmp_path / "case.reportedly"
    store = SqliteStore(path)
    with store.making(5000):
        assert read_journal(store) == "truncate"
        for reading in make_readings(3):
            store.add_reading(reading, program="1")
    assert read_journal(store) == "wal"
    with store.making(5000):  # something is there that must not be lost
        assert read_journal(store) == "wal"
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_what_was_folded_in_without_waiting_is_synced_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "case.reportedly"
    store = SqliteStore(path)
    with store.making(5000):
        for reading in make_readings(3):
            store.add_reading(reading, program="1")
    store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.stat().st_mtime_ns
    # SQLite syncs the file as it folds something in, and else does not.
    making._be_safe(store._db)
    assert path.stat().st_mtime_ns > before
    store.close()
