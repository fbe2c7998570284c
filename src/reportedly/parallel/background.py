"""What a generator yields, worked out by a thread while the caller does something else."""

import queue
import threading
from collections.abc import Generator
from typing import Generic, TypeVar

_Item = TypeVar("_Item")
_AHEAD = 40
"""Items that wait to be fetched at most."""
_LOOKS_S = 0.1
"""So often a thread that waits for room looks whether it is to end."""


class _End:
    """What comes last, with the error that ended it, if one did."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


class Background(Generic[_Item]):
    """Items of a generator, in order, few ahead. The generator is run and closed by the thread.

    Where it works for long it yields `None`, which is given to nobody: there it may be ended.
    """

    def __init__(self, items: Generator[_Item | None, None, None]) -> None:
        self._items = items
        self._ready: queue.Queue[_Item | _End] = queue.Queue(_AHEAD)
        self._is_stopped = threading.Event()
        self._is_over = False
        self._thread = threading.Thread(target=self._run, name="reportedly-background", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether the last item was fetched."""
        return self._is_over

    def fetch(self, patience_s: float = 0.0) -> _Item | None:
        """Return the next item; `None` where none comes within so many seconds, or none is left.

        Raises what the generator raised.
        """
        if self._is_over:
            return None
        try:
            item = self._ready.get(timeout=patience_s) if patience_s else self._ready.get_nowait()
        except queue.Empty:
            return None
        if isinstance(item, _End):
            self._is_over = True
            if item.error is not None:
                raise item.error
            return None
        return item

    def stop(self) -> None:
        """Have the generator closed, once it comes to its next item or `None`."""
        self._is_stopped.set()
        self._thread.join()
        self._is_over = True

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            for item in self._items:
                if self._is_stopped.is_set() or not (item is None or self._put(item)):
                    break
        except BaseException as raised:  # noqa: BLE001 - whoever fetches is told
            error = raised
        finally:
            self._items.close()
        self._put(_End(error))

    def _put(self, item: _Item | _End) -> bool:
        """Wait for room; false where nothing is wanted any more."""
        while not self._is_stopped.is_set():
            try:
                self._ready.put(item, timeout=_LOOKS_S)
            except queue.Full:
                continue
            return True
        return False
