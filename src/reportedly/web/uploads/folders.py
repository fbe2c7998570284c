"""Where files lie while they are read: a folder of this server, removed with it, or after its crash.

A database file beside each folder is locked as long as its server runs; the system lets go of the
lock however the server ends. The next server removes what nobody holds.
"""

import shutil
import sqlite3
import tempfile
from pathlib import Path

_PREFIX = "server-"
_LOCK = ".lock"


class Folders:
    """Makes folders for uploads below `root`, which need not be there yet."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._own: Path | None = None
        self._lock: sqlite3.Connection | None = None

    def make(self) -> Path:
        """Return a new empty folder. Raises `OSError` where none can be made."""
        if self._own is None:
            self._claim()
        return Path(tempfile.mkdtemp(dir=self._own))

    def sweep(self) -> None:
        """Remove what servers left that are gone."""
        for lock in sorted(self._root.glob(f"{_PREFIX}*{_LOCK}")):
            held = _hold(lock)
            if held is not None:
                shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
                held.close()
                lock.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove our own."""
        if self._own is not None and self._lock is not None:
            shutil.rmtree(self._own, ignore_errors=True)
            self._lock.close()
            self._own.with_suffix(_LOCK).unlink(missing_ok=True)
            self._own = self._lock = None

    def _claim(self) -> None:
        self._root.mkdir(parents=True, exist_ok=True, mode=0o700)
        while self._lock is None:
            own = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._root))
            lock = own.with_suffix(_LOCK)
            lock.touch()
            self._lock = _hold(lock)
            if self._lock is not None and not lock.exists():
                self._lock.close()  # another server swept it between the two
                self._lock = None
            self._own = own
        if self._own is not None:
            self._own.mkdir(exist_ok=True, mode=0o700)


def _hold(lock: Path) -> sqlite3.Connection | None:
    """Take the lock; nothing where another process has it."""
    connection = sqlite3.connect(lock, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = MEMORY")  # no third file
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        connection.close()
        return None
    return connection
