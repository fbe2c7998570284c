"""The façade over a store: add reports, ask, judge, weigh, link, and hand on what a case holds."""

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from reportedly.case.adding import Adding
from reportedly.case.annotating import Annotating
from reportedly.case.briefing import Briefing
from reportedly.case.charting import Charting
from reportedly.case.chronicling import Chronicling
from reportedly.case.giving import Giving
from reportedly.case.hearing import Hearings
from reportedly.case.linking import Linking
from reportedly.case.merging import Merging
from reportedly.case.pathing import Pathing
from reportedly.case.profiling import Profiling
from reportedly.case.sourcing import Sourcing
from reportedly.settings import Settings, load_settings
from reportedly.store import Compaction, SqliteStore


class Case(
    Profiling,
    Merging,
    Adding,
    Briefing,
    Chronicling,
    Annotating,
    Hearings,
    Charting,
    Sourcing,
    Pathing,
    Linking,
    Giving,
):
    """A case: documents, what they say, who says it. Use it in a `with` block, or close it."""

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None = None,
        *,
        create: bool = True,
        settings: Settings | None = None,
    ) -> Self:
        """Open the case file at `path`, by default the one that the settings name.

        Makes it unless `create` is false. Raises `CaseError` where it cannot be opened.
        """
        settings = settings or load_settings()
        return cls(SqliteStore(Path(path or settings.case), create=create), settings)

    @classmethod
    def in_memory(cls, settings: Settings | None = None) -> Self:
        """Return an empty case that is gone when it is closed."""
        return cls(SqliteStore(None), settings)

    def compact(self) -> Compaction:
        """Give back the room that the case file does not need, and make its questions quick.

        Nothing in the case changes. Raises `CaseError` where another program writes to it.
        """
        self._settle()
        return self._store.compact()

    def close(self) -> None:
        """Let go of the case file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
