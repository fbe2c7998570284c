"""A case that is shown → its independent origins counted, while nobody waits for it.

The network says of edges that are not counted how many that are. A thread counts some of them at a
time, each time in a short transaction, and stops between two as soon as it is told to.
"""

import logging
import threading
from typing import Self

from reportedly.errors import ReportedlyError
from reportedly.web.desk import Desk

AT_ONCE = 40
"""So many propositions are counted in one transaction."""
MOST_CLAIMS = 200
"""What more claims tell takes seconds and is counted when it is asked for."""
_PAUSE_S = 0.02
_LOG = logging.getLogger(__name__)


class Counting:
    """Counts in a thread for as long as its `with` block lasts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._count, name="counting", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._thread.join()

    def stop(self) -> None:
        """Have the thread end after what it is counting now."""
        self._is_over.set()

    def wait(self) -> None:
        """Wait until all is counted."""
        self._thread.join()

    def _count(self) -> None:
        try:
            with self._desk.open() as case:
                for _ in case.count_origins(at_once=AT_ONCE, most_claims=MOST_CLAIMS):
                    if self._is_over.wait(_PAUSE_S):
                        return
        except ReportedlyError as error:
            # What is not counted is counted when it is asked for.
            _LOG.warning("origins are not counted in advance: %s", error)
