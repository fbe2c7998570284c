"""Questions over corpora: every view can be asked, and nothing but the files that were named."""

import os
import signal
import sys
import threading
from pathlib import Path

import pytest
from tests.made_readings import make_lake_reading, make_readings

from reportedly.errors import ReportedlyError, UsageError
from reportedly.records import Problem, Reading
from reportedly.work.output import Manifest, write_partition
from reportedly.work.plan import Partition
from reportedly.work.sql import _run, ask_sql

READINGS = [make_lake_reading(), *make_readings(3)]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus's")
    for name in ("readings", "claims", "done"):
        (folder / name).mkdir()
    manifest = Manifest(
        program="1",
        model=READINGS[0].model,
        published_on=None,
        publisher=None,
        max_bytes=1,
        max_chars=1,
        partition_size=2,
    )
    bad = Problem(code="binary", message="lines were expected", path="a.jsonl")
    halves: list[list[Reading | Problem]] = [[*READINGS[:2], bad], [*READINGS[2:]]]
    for n, results in enumerate(halves):
        partition = Partition(name=f"part-{n:06}", digest="d", pieces=(), inputs=None)
        write_partition(folder, partition, results, manifest)
    return folder


def ask(sql: str, *paths: Path) -> list[tuple[object, ...]]:
    with ask_sql(sql, paths) as answer:
        return [tuple(row.values()) for row in answer.rows]


def test_claims_documents_readings_and_problems_can_be_asked(corpus: Path) -> None:
    claims = sum(len(reading.claims) for reading in READINGS)
    assert ask("SELECT count(*) FROM claims", corpus) == [(claims,)]
    assert ask("SELECT sum(claims) FROM documents", corpus) == [(claims,)]
    assert ask("SELECT count(*) FROM readings", corpus) == [(len(READINGS),)]
    assert ("binary", "a.jsonl") in ask("SELECT code, path FROM problems", corpus)
    quotes = (
        "SELECT count(*) FROM claims JOIN readings USING (document) WHERE contains(text, quote)"
    )
    assert ask(quotes, corpus) == [(claims,)]


def test_only_whole_partitions_are_asked_and_files_by_their_name(corpus: Path) -> None:
    part = corpus / "done" / "part-000001.json"
    mark = part.read_bytes()
    part.unlink()
    try:
        assert ask("SELECT count(*) FROM documents", corpus) == [(2,)]
    finally:
        part.write_bytes(mark)
    file = corpus / "claims" / "part-000000.parquet"
    claims = sum(len(reading.claims) for reading in READINGS[:2])
    assert ask("SELECT count(*) FROM claims", file, file) == [(claims,)]


@pytest.mark.parametrize(
    "sql",
    [
        "DROP VIEW claims",
        "SELECT 1; SELECT 2",
        "",
        "COPY claims TO 'out.csv'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "ATTACH 'other.db'",
        "SELEC 1",
        "SELECT nothing FROM claims",
    ],
)
def test_what_is_no_single_select_is_refused_in_one_line(corpus: Path, sql: str) -> None:
    with pytest.raises(UsageError) as raised:
        ask(sql, corpus)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "source",
    [
        "read_text('{secret}')",
        "read_csv('{secret}')",
        "'{secret}'",
        "glob('{folder}/*')",
        "read_parquet('https://example.com/a.parquet')",
        "local_rows",
        "read_blob('/proc/self/environ')",
    ],
)
def test_nothing_but_the_named_files_can_be_reached(
    corpus: Path, tmp_path: Path, source: str
) -> None:
    local_rows = [1]
    assert local_rows
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n")
    with pytest.raises(ReportedlyError):
        ask(f"FROM {source.format(secret=secret, folder=tmp_path)}", corpus)


def test_a_path_without_readings_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 nothing")
    for path in (tmp_path, tmp_path / "a.parquet", tmp_path / "missing"):
        with pytest.raises(UsageError, match="expected"):
            ask("SELECT 1", path)


def test_two_columns_of_one_name_stay_two(corpus: Path) -> None:
    assert ask("SELECT 1 AS a, 2 AS a", corpus) == [(1, 2)]


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent otherwise there")
def test_an_interrupt_stops_a_long_question() -> None:
    class Database:
        def __init__(self) -> None:
            self.interrupted = threading.Event()

        def interrupt(self) -> None:
            self.interrupted.set()

        def work(self) -> None:
            os.kill(os.getpid(), signal.SIGINT)
            self.interrupted.wait(30)

    database = Database()
    with pytest.raises(KeyboardInterrupt):
        _run(database, database.work)
    assert database.interrupted.is_set()
