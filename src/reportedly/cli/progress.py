"""How far a long run is, on standard error: a line that moves on a terminal, else one now and then."""

import sys
import time
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reportedly.cli.output import tell
from reportedly.gazetteer.build import find_index, prepare_index
from reportedly.settings import Settings

if TYPE_CHECKING:
    from rich.status import Status

_EVERY_S = 15.0


def prepare_places(settings: Settings) -> None:
    """Build the index of places where it is not there yet, and say so: it takes a while, once."""
    if not find_index(settings.cache).exists():
        tell(f"building the index of places in {settings.cache}, once …")
        prepare_index(settings.cache)


class Progress(AbstractContextManager["Progress"]):
    """Counts documents and claims aloud."""

    def __init__(self) -> None:
        self._started = self._told = time.monotonic()
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

    def show(self, documents: int, claims: int) -> None:
        """Say how much is done, if it is time to."""
        now = time.monotonic()
        line = f"{documents} documents, {claims} claims, {now - self._started:.0f} s"
        if self._status is not None:
            self._status.update(f"reading: {line}")
        elif now - self._told >= _EVERY_S:
            self._told = now
            tell(line)

    def wait(self, documents: int) -> None:
        """Say how many documents wait to be weighed, if it is time to."""
        now = time.monotonic()
        line = f"{documents} documents are still to be weighed, {now - self._started:.0f} s"
        if self._status is not None:
            self._status.update(line)
        elif now - self._told >= _EVERY_S:
            self._told = now
            tell(line)

    def tell(self, message: str) -> None:
        """Print a line without tearing the moving one."""
        if self._status is not None:
            self._status.stop()
        tell(message)
        if self._status is not None:
            self._status.start()
