"""A case in the making: its indices are left out while much is written, and made at once after it.

So is the merging of what the search index is made of. Nobody else can open the case meanwhile: the
program that fills it holds its file. What was left out stands in the table `making`, as statements,
so that after a kill whoever opens the case next makes it good before anything is asked.
"""

# ruff: noqa: S608 (statements are put together from this module's own table names)

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from reportedly.errors import CaseError

_TABLES = (
    "documents",
    "entities",
    "names",
    "document_names",
    "mentions",
    "attributions",
    "claims",
    "claim_sources",
    "claim_places",
)
_WORDS = "document_words"
_USUAL = {"automerge": 4, "crisismerge": 16, "hashsize": 1 << 20}
"""How SQLite has a search index keep few segments, by merging some whenever something is written."""
_MEANWHILE = {"automerge": 0, "crisismerge": 64, "hashsize": 16 << 20}
"""A segment for each transaction, which are merged once, at the end."""
_RULED = ("claim_rulings", "added_claims", "apart_rulings", "judged_pairs")
_STORED = ("documents", "problems", "judgements", "layout")
"""What cannot be made anew from what the case is filled from."""
_FEW = 2000
"""Documents for which it is not worth it."""
_LOG_PAGES = 20_000
"""Pages of the write-ahead log between two checkpoints, while much is written: 80 MB."""


@contextmanager
def making(db: sqlite3.Connection, expected: int) -> Iterator[None]:
    """Have about `expected` documents written quickly, if it is worth it and nobody else is there.

    Nothing may be asked of the case inside.
    """
    [usual] = db.execute("PRAGMA wal_autocheckpoint").fetchone()
    is_begun = _begin(db, expected)
    try:
        if is_begun:
            _hurry(db)
        yield
    finally:
        if is_begun:
            try:
                mend(db)
            except sqlite3.Error as error:
                raise CaseError(
                    f"the case could not be given its indices ({error}): what was kept is kept, "
                    "open the case again when that is mended"
                ) from error
            finally:
                db.execute(f"PRAGMA wal_autocheckpoint = {usual}")
                db.execute("PRAGMA foreign_keys = ON")
                _be_safe(db)
                _let_in(db)


def mend(db: sqlite3.Connection) -> None:
    """Make what is left out, one after the other. Several programs may do it at once."""
    left_out = _list_left_out(db)
    if not left_out:
        return
    with sorting_on_disk(db):
        try:
            for name in left_out:
                db.execute("BEGIN IMMEDIATE")
                row = db.execute("SELECT sql FROM making WHERE name = ?", (name,)).fetchone()
                if row is not None:  # nobody else has made it meanwhile
                    db.execute(row[0])
                    db.execute("DELETE FROM making WHERE name = ?", (name,))
                db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


@contextmanager
def sorting_on_disk(db: sqlite3.Connection) -> Iterator[None]:
    """Have indices sorted on disk: in memory that would take as much as the case is large."""
    db.execute("PRAGMA temp_store = FILE")
    try:
        yield
    finally:
        db.execute("PRAGMA temp_store = MEMORY")


def _list_left_out(db: sqlite3.Connection) -> list[str]:
    """What is to be made; nothing of a case that is older than its table."""
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'making'").fetchone() is None:
        return []
    return [row[0] for row in db.execute("SELECT name FROM making ORDER BY name")]


def _begin(db: sqlite3.Connection, expected: int) -> bool:
    [known] = db.execute("SELECT count(*) FROM documents").fetchone()
    if db.in_transaction or expected < max(_FEW, known) or not _hold(db):
        return False
    try:
        # What people ruled on is made anew as soon as it is kept, for which indices are needed.
        is_ruled = any(db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in _RULED)
        if not is_ruled:
            _leave_out(db)
            _put_off_merging(db)
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        _let_in(db)
        raise
    if is_ruled:
        _let_in(db)
    return not is_ruled


def _hurry(db: sqlite3.Connection) -> None:
    """Do without what is not needed while nobody else is there."""
    # Every row comes with keys that this program has just looked up or given.
    db.execute("PRAGMA foreign_keys = OFF")
    if not any(db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in _STORED):
        # Nothing is there that a power cut could take away, and waiting for the disk takes a quarter.
        db.execute("PRAGMA synchronous = OFF")
        # What is new is written once, not into a log and then into the file. A kill leaves the
        # pages that were there before, and whoever opens the case next puts them back.
        db.execute("PRAGMA journal_mode = TRUNCATE")
    db.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")


def _be_safe(db: sqlite3.Connection) -> None:
    """Have all that was written stand on the disk, as what is written from now on will."""
    db.execute("PRAGMA synchronous = NORMAL")
    with suppress(sqlite3.Error):
        # The file is synced only where something is written, or left in the log to be folded in.
        [version] = db.execute("PRAGMA user_version").fetchone()
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _hold(db: sqlite3.Connection) -> bool:
    """Begin to write with nobody else let in; false where somebody is there."""
    [timeout] = db.execute("PRAGMA busy_timeout").fetchone()
    db.execute("PRAGMA busy_timeout = 0")
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    try:
        db.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        _let_in(db)
        _let_newcomers_in(db)
        return False
    finally:
        db.execute(f"PRAGMA busy_timeout = {timeout}")
    return True


def _leave_out(db: sqlite3.Connection) -> None:
    marks = ", ".join("?" * len(_TABLES))
    indices = db.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
        f"AND tbl_name IN ({marks})",
        _TABLES,
    ).fetchall()
    db.executemany("INSERT INTO making (name, sql) VALUES (?, ?)", indices)
    for name, _ in indices:
        db.execute(f"DROP INDEX {name}")


def _put_off_merging(db: sqlite3.Connection) -> None:
    """Have the words of documents written as they come; merged they are with what is left out."""
    settings = [_set_up(name, value) for name, value in _USUAL.items()]
    made = [*settings, f"INSERT INTO {_WORDS} ({_WORDS}) VALUES ('optimize')"]
    db.executemany(
        "INSERT INTO making (name, sql) VALUES (?, ?)",
        [(f"{_WORDS} {number}", sql) for number, sql in enumerate(made)],
    )
    for name, value in _MEANWHILE.items():
        db.execute(_set_up(name, value))


def _set_up(name: str, value: int) -> str:
    return f"INSERT INTO {_WORDS} ({_WORDS}, rank) VALUES ('{name}', {value})"


def _let_in(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA locking_mode = NORMAL")
    db.execute("SELECT count(*) FROM making").fetchone()  # it is let go of when it is next read
    with suppress(
        sqlite3.OperationalError
    ):  # whoever came first has done it, as each that opens a case
        db.execute("PRAGMA journal_mode = WAL")


def _let_newcomers_in(db: sqlite3.Connection) -> None:
    """Let go of the first half of a lock whose second half was not to be had.

    SQLite keeps it, and keeps out whoever is not there yet. It gives it back when it is asked for a
    change of journal that is as impossible.
    """
    for mode in ("DELETE", "WAL"):
        with suppress(sqlite3.OperationalError):
            db.execute(f"PRAGMA journal_mode = {mode}")
