"""Very many documents that wait → their copied passages, kept bit by bit as they are found.

What is found holds as long as nobody else changes the case. It may be sought by other processes while
this one does something else; a stop loses what was not kept yet, and nothing else.
"""

import time
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from reportedly.assess.prints import Found, Sought, search_copies
from reportedly.parallel.background import Background
from reportedly.store import SqliteStore, Store

_BIT_S = 1.0
_MOST = 10
"""So many of what is found at most are kept in one transaction."""
_LEAST_SHARE = 0.25
"""All fingerprints of the case are sorted: so large a share of what waits must need it."""
_LEFT = 0.75
"""Who is disturbed begins again once no larger share of the documents waits."""


class BulkCopying:
    """Seeks copies, beside this process where it may use so many others, and keeps them."""

    def __init__(self, store: Store, processes: int) -> None:
        self._store, self._processes = store, processes
        self._search: _Here | Background[Found] | None = None
        self._items: list[Found] = []
        self._version = self._changes = -1
        self._again_at: float | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether something is still to be found or kept."""
        return self._search is not None

    def prepare(self, *, is_worth_it: bool, is_awaited: bool) -> None:
        """Begin where it is worth it, and fetch what is found; `is_awaited` where nothing else is done.

        To be called outside a transaction.
        """
        weighed = self._store.weighed
        if self._search is not None and self._changes != weighed.count_changes():
            self._give_up()  # who asks for the next bit has done something to the case before
        if self._search is None and is_worth_it and self._may_begin():
            self._version = weighed.get_version()
            self._search = self._begin()
        search, ends = self._search, time.monotonic() + _BIT_S
        while search is not None and len(self._items) < _MOST and not search.is_over:
            left = ends - time.monotonic()
            found = search.fetch(left if is_awaited and left > 0 else 0.0)
            if found is not None:
                self._items.append(found)
            elif left <= 0 or not is_awaited:
                break

    def write(self) -> None:
        """Keep what was fetched; to be called within a transaction."""
        if self._search is None:
            return
        if self._store.weighed.get_version() != self._version:
            self._give_up()
            return
        copied = self._store.copied
        for item in self._items:
            if isinstance(item, Sought):
                copied.insert_copies(item.passages)
                copied.mark_sought(item.documents)
            else:
                copied.insert_runs(item.rows.tolist())
        self._items = []
        if self._search.is_over:
            copied.mark_printed()
            self._search = None

    def note_end(self) -> None:
        """Note that a bit ends here: who changes the case from now on disturbs."""
        self._changes = self._store.weighed.count_changes()

    def stop(self) -> None:
        """Seek no more; what was not kept is forgotten."""
        if self._search is not None:
            self._search.stop()
        self._search, self._items = None, []

    def _give_up(self) -> None:
        self.stop()
        self._again_at = _LEFT * self._store.weighed.count_unsettled()

    def _may_begin(self) -> bool:
        waiting = self._store.weighed.count_unsettled()
        if self._again_at is not None and waiting > self._again_at:
            return False
        # Few that came later are sought like any others that are few.
        return self._store.copied.count_unprinted() > _LEAST_SHARE * waiting

    def _begin(self) -> "_Here | Background[Found]":
        path = self._store.weighed.get_path()
        if path is None or self._processes < 1:
            return _Here(search_copies(self._store.copied, None, 0))
        return Background(_search_there(Path(path), self._processes))


def _search_there(path: Path, processes: int) -> Generator[Found | None, None, None]:
    """Seek with a connection of one's own, which a thread needs."""
    with closing(SqliteStore(path, create=False)) as store:
        yield from search_copies(store.copied, path, processes)


class _Here:
    """What a generator yields, worked out when it is fetched."""

    def __init__(self, items: Generator[Found | None, None, None]) -> None:
        self._items = items
        self.is_over = False

    def fetch(self, patience_s: float = 0.0) -> Found | None:  # noqa: ARG002 - as `Background` has it
        """Return the next item, `None` where there is none yet, or none is left."""
        try:
            return next(self._items)
        except StopIteration:
            self.is_over = True
            return None

    def stop(self) -> None:
        """Let go of what is held."""
        self._items.close()
        self.is_over = True
