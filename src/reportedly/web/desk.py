"""A case file → a case for one request: opened, asked, closed.

Each request has a connection of its own, so that no answer waits for another, and what somebody
adds meanwhile is seen by the next one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from litestar.di import NamedDependency

from reportedly.case import Case
from reportedly.settings import Settings


class Desk:
    """Where requests get their case."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self._settings = settings

    @property
    def user(self) -> str:
        """Who judges where nobody else is named."""
        return self._settings.user

    @contextmanager
    def open(self) -> Iterator[Case]:
        """Open the case. Raises `CaseError` where there is none."""
        with Case.open(self.path, create=False, settings=self._settings) as case:
            yield case


Given = NamedDependency[Desk]
"""The desk as a handler asks for it."""
