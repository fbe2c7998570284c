"""A folder → the files in it that are new or changed, once they are written to their end.

A file is read when two looks in a row saw the same size and time of change; an empty one waits.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from reportedly.case import Case
from reportedly.read import list_folder, read_documents
from reportedly.records import Document, Problem
from reportedly.settings import Settings

_Stamp = tuple[int, int]


class FolderWatch:
    """What was seen of a folder so far; it forgets with the program, the case does not."""

    settle_s = 2.0
    """How long to wait for a second look at something that has just come."""

    def __init__(
        self,
        folder: Path,
        *,
        settings: Settings,
        published_on: str | None = None,
        publisher: str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._published_on, self._publisher = published_on, publisher
        self._columns = columns
        self._seen: dict[Path, _Stamp] = {}
        self._read: dict[Path, _Stamp] = {}
        self._told: set[str] = set()

    @property
    def is_waiting(self) -> bool:
        """Whether something was seen that is not read yet."""
        return any(stamp != self._read.get(path) for path, stamp in self._seen.items())

    def look(self, case: Case) -> Iterator[Document | Problem]:
        """Yield what has come since the last look and does not change any more."""
        del case  # files say by their time of change whether they are new
        ready = list[Path]()
        seen: dict[Path, _Stamp] = {}
        for path in list_folder(self._folder):
            if isinstance(path, Problem):
                yield from self._tell_once(path)
                continue
            stamp = _take_stamp(path)
            if stamp is None:
                continue
            seen[path] = stamp
            if self._seen.get(path) == stamp != self._read.get(path):
                ready.append(path)
                self._read[path] = stamp
        self._seen = seen
        self._read = {path: stamp for path, stamp in self._read.items() if path in seen}
        yield from read_documents(
            ready,
            published_on=self._published_on,
            publisher=self._publisher,
            columns=self._columns,
            settings=self._settings,
        )

    def _tell_once(self, problem: Problem) -> Iterator[Problem]:
        if problem.path not in self._told:
            self._told.add(str(problem.path))
            yield problem


def _take_stamp(path: Path) -> _Stamp | None:
    """Size and time of change; `None` for a file that is empty or has gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if status.st_size else None
