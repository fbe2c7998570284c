"""A case file → the same case in less room, and with figures by which questions are planned.

Nothing in the case changes. Space is given back in one transaction of SQLite's own, which leaves
the file as it was where it is stopped.
"""

import sqlite3
from pathlib import Path

from reportedly.errors import CaseError
from reportedly.records import Record

_PATIENCE_MS = 1000
"""A program that writes for longer is in the middle of something: it is not waited for."""


class Compaction(Record, frozen=True, kw_only=True):
    """The size of a case file before and after, in bytes."""

    before: int
    after: int


def compact_case(db: sqlite3.Connection) -> Compaction:
    """Fold the search index and the log in, count anew, give free pages back.

    Raises `CaseError` where somebody else has the case open for writing, or the disk is full: a
    copy of the file is made beside it.
    """
    path = Path(db.execute("PRAGMA database_list").fetchone()[2])
    try:
        db.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = path.stat().st_size if path.name else 0
        db.execute("INSERT INTO document_words (document_words) VALUES ('optimize')")
        db.execute("ANALYZE")
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise CaseError(
            f"the case cannot be compacted: {error}; close other programs that use it, see that "
            "the disk has room for a second copy, and run this again"
        ) from error
    return Compaction(before=before, after=path.stat().st_size if path.name else 0)
