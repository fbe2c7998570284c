"""A path → an open SQLite connection whose tables are of the newest version.

Migrations are numbered SQL files beside this module; `PRAGMA user_version` is the number of the
last one applied. Each is one transaction, so that a kill between two leaves a case that the next
opening brings on.
"""

import sqlite3
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from reportedly.errors import CaseBusyError, CaseError
from reportedly.store.making import mend, sorting_on_disk

APPLICATION_ID = 0x52505444
"""'RPTD' in the file's header, so that a case is told from any other SQLite file."""

BUSY_TIMEOUT_S = 30.0
_OPENING_TIMEOUT_S = 3.0
"""Whom a program that fills the case keeps out is told so soon: that may take long."""

_PRIMARY_CODE = 0xFF
"""The bits of an extended SQLite error code that hold the error itself."""

_PRAGMAS = (
    # Readers go on while one process writes, and a commit appends to one file.
    "PRAGMA journal_mode = WAL",
    # With WAL, NORMAL syncs at checkpoints only. A killed process loses nothing (the kernel has
    # its writes); a power cut may lose the last few documents, whole, and never corrupts the
    # file. Adding again reads those documents anew, so a sync for each of them buys nothing.
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
    "PRAGMA mmap_size = 268435456",
    # Pages that each document writes to anew go into the file once in 32 MiB of the log, not in 4.
    "PRAGMA wal_autocheckpoint = 8192",
)


def connect(path: Path | None, *, create: bool) -> sqlite3.Connection:
    """Return a connection to the case at `path` (`None`: in memory), migrated to this version.

    Raises `CaseError` where there is no case and `create` is false, where the file is something
    else, cannot be opened, or was made by a newer Reportedly.
    """
    if path is not None and not create and not path.exists():
        raise CaseError(
            f"no case at {path}: make one with 'reportedly add PATH --case {path}', "
            "or name another with --case or REPORTEDLY_CASE"
        )
    try:
        connection = _open(path)
    except sqlite3.Error as error:
        raise CaseError(f"the case {path} cannot be opened: {error}") from error
    try:
        _check(connection, path)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT_S * 1000)}")
        # A migration may name an index, which must be there.
        mend(connection)
        _migrate(connection)
    except sqlite3.Error as error:
        connection.close()
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
        if code == sqlite3.SQLITE_BUSY:
            raise CaseBusyError(
                f"the case {path} cannot be opened now: another program is filling it, "
                "ask again when that is done"
            ) from error
        if code == sqlite3.SQLITE_READONLY:
            raise CaseError(
                f"the case {path} is read-only, it or its folder, and a case is written to even "
                "where it is only asked: copy it to a folder of yours"
            ) from error
        raise CaseError(f"{path} is not a case that can be opened: {error}") from error
    except CaseError:
        connection.close()
        raise
    return connection


@lru_cache(maxsize=1)
def list_migrations() -> tuple[tuple[int, str], ...]:
    """Return (number, SQL) of every migration, in order."""
    folder = files(__package__).joinpath("migrations")
    scripts = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return tuple(
        (int(name.split("_")[0]), folder.joinpath(name).read_text(encoding="utf-8"))
        for name in scripts
    )


def begin(connection: sqlite3.Connection) -> None:
    """Begin to write. Raises `CaseError` where a newer Reportedly changed the case meanwhile.

    What it made anew with the case this one would not keep up.
    """
    connection.execute("BEGIN IMMEDIATE")
    if _read_pragma(connection, "user_version") > list_migrations()[-1][0]:
        connection.execute("ROLLBACK")
        raise CaseError(
            "a newer Reportedly changed the case while it was open: open it with that one"
        )


def _open(path: Path | None) -> sqlite3.Connection:
    where = ":memory:" if path is None else f"file:{quote(str(path.absolute()))}?mode=rwc"
    return sqlite3.connect(where, uri=True, isolation_level=None, timeout=_OPENING_TIMEOUT_S)


def _check(connection: sqlite3.Connection, path: Path | None) -> None:
    application = _read_pragma(connection, "application_id")
    version = _read_pragma(connection, "user_version")
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and application != APPLICATION_ID:
        raise CaseError(f"{path} is a database, but not a case of Reportedly: name another file")
    newest = list_migrations()[-1][0]
    if version > newest:
        raise CaseError(
            f"{path} is a case of version {version}, and this Reportedly knows versions up to "
            f"{newest}: install a newer one"
        )


def _migrate(connection: sqlite3.Connection) -> None:
    for number, script in list_migrations():
        if number > _read_pragma(connection, "user_version"):
            with sorting_on_disk(connection):
                _apply(connection, number, script)


def _apply(connection: sqlite3.Connection, number: int, script: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # The version is asked for again inside: another process may have migrated meanwhile.
        if number > _read_pragma(connection, "user_version"):
            for statement in _split_statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        # An interrupt may come once the transaction has ended.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _split_statements(script: str) -> list[str]:
    """The statements of a script one by one, since `executescript` would commit first."""
    statements, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return statements


def _read_pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
