"""A case under SIGKILL: it opens, holds whole documents only, and goes on where it stopped."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.made_readings import make_readings

from reportedly.store import ClaimFilter, SqliteStore

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = 300
KILLS = 10
ADDING = f"""
import sys
from pathlib import Path
from reportedly.store import SqliteStore
from tests.made_readings import make_readings
store = SqliteStore(Path(sys.argv[1]))
print("open", flush=True)
for reading in make_readings({DOCUMENTS}):
    if not store.has_reading(reading.document.id):
        store.add_reading(reading, program="1.0")
store.close()
"""
TABLES = ("documents", "claims", "entities", "names", "mentions", "document_names")


def start(path: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {  # noqa: TID251 - handed on to the program as it is
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    }
    return subprocess.Popen(
        [sys.executable, "-c", ADDING, str(path)], stdout=subprocess.PIPE, env=environment
    )


def count_documents(path: Path) -> int:
    db = sqlite3.connect(path)
    try:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return int(db.execute("SELECT count(*) FROM documents").fetchone()[0])
    finally:
        db.close()


def list_rows(path: Path) -> list[list[tuple[object, ...]]]:
    db = sqlite3.connect(path)
    try:
        return [db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES]  # noqa: S608
    finally:
        db.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_after_any_number_of_kills_the_case_is_that_of_an_undisturbed_run(tmp_path: Path) -> None:
    path = tmp_path / "killed.reportedly"
    seen = [0]
    for attempt in range(KILLS):
        process = start(path)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.005 + 0.013 * attempt)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        seen.append(count_documents(path))
    assert seen == sorted(seen), "a document that was stored has gone"
    assert len(set(seen)) > 2, "no kill came while documents were being added"
    last = start(path)
    last.communicate()
    assert last.returncode == 0

    calm = tmp_path / "calm.reportedly"
    store = SqliteStore(calm)
    for reading in make_readings(DOCUMENTS):
        store.add_reading(reading, program="1.0")
    assert len(list(store.find_claims(ClaimFilter()))) == DOCUMENTS * 5
    store.close()
    assert count_documents(path) == DOCUMENTS
    assert list_rows(path) == list_rows(calm)
