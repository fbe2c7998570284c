"""How far a long run is, on standard error: a line that moves on a terminal, else one now and then."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reportedly.cli.output import count_things, tell
from reportedly.gazetteer.build import find_index, prepare_index
from reportedly.settings import Settings

if TYPE_CHECKING:
    from rich.status import Status

_EVERY_S = 15.0
_MOVES_S = 1.0
"""So often the line of a terminal is another one while what is kept is weighed."""
_RATED_S = 2.0
"""Before that much time has passed, a rate says nothing."""
_COSTED = 100
"""Documents from which on the cost of a run is worth a line."""


def prepare_places(settings: Settings) -> None:
    """Build the index of places where it is not there yet, and say so: it takes a while, once."""
    if not find_index(settings.cache).exists():
        tell(f"building the index of places in {settings.cache}, once …")
        prepare_index(settings.cache)


class Progress(AbstractContextManager["Progress"]):
    """Counts documents and claims aloud. `total` is how many inputs there are, where it is known."""

    def __init__(self, total: int | None = None) -> None:
        self._total = total
        self._started = self._told = time.monotonic()
        self._cpu_s = _measure_cpu_s()
        self._first = (0, 0.0)
        self._status: Status | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 - pipes need no terminal

            self._status = Console(stderr=True).status("reading")
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status is not None:
            self._status.stop()

    def show(self, documents: int, claims: int, *, passed: int = 0) -> None:
        """Say how much is done, if it is time to; `passed` inputs needed no reading."""
        now = time.monotonic()
        if documents and not self._first[0]:
            self._first = (documents, now - self._started)
        line = self._describe(documents, claims, passed, now - self._started)
        if self._status is not None:
            self._status.update(f"reading: {line}")
        elif now - self._told >= _EVERY_S:
            self._told = now
            tell(line)

    def _describe(self, documents: int, claims: int, passed: int, seconds: float) -> str:
        line = f"{count_things(documents, 'document')}, {count_things(claims, 'claim')}"
        line += f", {seconds:.0f} s"
        if seconds < _RATED_S or not documents:
            return line
        line += f", {documents / seconds:.1f} documents/s"
        # The first had to wait until the model was loaded: the rest is reckoned from there.
        counted, since = self._first
        if self._total is None or documents == counted:
            return line
        if (left := self._total - documents - passed) > 0:
            pace = (seconds - since) / (documents - counted)
            line += f", about {_show_duration(left * pace)} left"
        return line

    def sum_up(self, documents: int) -> None:
        """Say what reading so many documents took of the processors, where it was not few."""
        if documents < _COSTED:
            return
        seconds, cpu_s = time.monotonic() - self._started, _measure_cpu_s() - self._cpu_s
        self.tell(
            f"{documents} documents in {_show_duration(seconds)}, {documents / seconds:.1f} a second, "
            f"{1000 * cpu_s / documents:.0f} CPU seconds per 1,000 documents"
        )

    def wait(self, documents: int, count_names: Callable[[], int]) -> None:
        """Say how many documents wait to be weighed, if it is time to; first names are compared."""
        now = time.monotonic()
        if not documents or now - self._told < (_EVERY_S if self._status is None else _MOVES_S):
            return
        self._told = now
        line = f"{documents} documents are still to be weighed"
        if names := count_names():
            line = (
                f"{names} names are still to be compared, then {documents} documents to be weighed"
            )
        line += f", {_show_duration(now - self._started)}"
        if self._status is not None:
            self._status.update(line)
        else:
            tell(line)

    def tell(self, message: str) -> None:
        """Print a line without tearing the moving one."""
        if self._status is not None:
            self._status.stop()
        tell(message)
        if self._status is not None:
            self._status.start()


def _measure_cpu_s() -> float:
    """CPU seconds of this process and of those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _show_duration(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02} min"
