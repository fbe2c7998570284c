"""The process that reads: files → documents kept in the case, each told as it is done, then weighed.

It writes to the case itself, so that the server stays free to answer. A kill at any moment leaves
whole documents behind. It never speaks but over its pipe, and ends when that is closed.
"""

import signal
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path, PurePosixPath
from typing import Protocol

from reportedly.case import Addition, Case
from reportedly.errors import ReportedlyError
from reportedly.parallel import read_all
from reportedly.read import read_file
from reportedly.read.draft import Given
from reportedly.records import Document, Problem, Reading, Record
from reportedly.settings import Settings
from reportedly.web.uploads.records import UploadedFile

_WEIGHED_AFTER = 8
"""Documents after which what they come to is worked out, so that no page has to do much of it."""


class Task(Record, frozen=True, kw_only=True):
    """What to read: `files` from the one of number `file` on, and of that one not the first `items`."""

    files: tuple[UploadedFile, ...]
    published_on: str | None = None
    publisher: str | None = None
    file: int = 0
    items: int = 0


class Stop(Record, frozen=True, kw_only=True):
    """No more documents are to be read; those that were are weighed."""


class Loading(Record, frozen=True, kw_only=True):
    """The language model is being loaded."""


class Began(Record, frozen=True, kw_only=True):
    """The file of that number is being read."""

    file: int


class Kept(Record, frozen=True, kw_only=True):
    """One more item of the file is in the case: a document, or a problem."""

    outcome: str
    claims: int
    problem: Problem | None


class Weighing(Record, frozen=True, kw_only=True):
    """So many documents wait to be weighed, and nothing is read any longer."""

    unweighed: int


class Ended(Record, frozen=True, kw_only=True):
    """The task is done, or could not be: `reason` says why."""

    reason: str | None = None


Event = Loading | Began | Kept | Weighing | Ended


class Program(Protocol):
    """What reads a document. Another stands in for it in tests; it is made in the other process."""

    def prepare(self, settings: Settings) -> None:
        """Load what reading needs."""

    def read(self, document: Document, settings: Settings) -> Reading | Problem:
        """Return the reading of a document, or why there is none."""


class Pipeline:
    """Reads as `reportedly add` does."""

    def prepare(self, settings: Settings) -> None:
        """Load the language model and the index of places, once."""
        from reportedly.analyse.parse import load_parser  # noqa: PLC0415 - takes seconds
        from reportedly.gazetteer import load_gazetteer  # noqa: PLC0415 - the same

        load_parser(settings.model)
        load_gazetteer(settings.cache)

    def read(self, document: Document, settings: Settings) -> Reading | Problem:
        """Return the reading of a document, or why there is none."""
        [result] = read_all([document], settings)
        return result


def work(pipe: Connection, path: Path, settings: Settings, program: type[Program]) -> None:
    """Do tasks until the pipe is closed."""
    # Ctrl-C reaches every process of a terminal; the server alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reader = program()
    is_ready = False
    while True:
        try:
            task = pipe.recv()
            if not isinstance(task, Task):
                continue  # a stop that came when all was done
            reason = None
            try:
                if task.files and not is_ready:
                    pipe.send(Loading())
                    reader.prepare(settings)
                    is_ready = True
                with Case.open(path, create=False, settings=settings) as case:
                    _do(pipe, case, task, settings, reader)
            except ReportedlyError as error:
                reason = str(error)
            pipe.send(Ended(reason=reason))
        except (EOFError, OSError):
            return


def _do(pipe: Connection, case: Case, task: Task, settings: Settings, reader: Program) -> None:
    unweighed = 0
    for kept in _read(pipe, case, task, settings, reader):
        pipe.send(kept)
        unweighed += kept.outcome == "added"
        if unweighed >= _WEIGHED_AFTER:
            unweighed = 0
            for _ in case.settle():
                pass
        if _is_stopped(pipe):
            break
    pipe.send(Weighing(unweighed=unweighed))
    for waiting in case.settle():
        pipe.send(Weighing(unweighed=waiting))


def _read(
    pipe: Connection, case: Case, task: Task, settings: Settings, reader: Program
) -> Iterator[Kept]:
    given = Given(published_on=task.published_on, publisher=task.publisher, settings=settings)
    for number in range(task.file, len(task.files)):
        pipe.send(Began(file=number))
        file = task.files[number]
        found = read_file(file.path, given=given, called=PurePosixPath(file.name))
        skipped = task.items if number == task.file else 0
        for place, item in enumerate(found):
            if place < skipped:
                continue
            if isinstance(item, Problem):
                yield _tell(case.keep(item))
            else:
                noted = case.note(item)
                yield _tell(noted or case.keep(reader.read(item, settings)))


def _tell(addition: Addition) -> Kept:
    return Kept(outcome=addition.outcome, claims=addition.claims, problem=addition.problem)


def _is_stopped(pipe: Connection) -> bool:
    return pipe.poll() and isinstance(pipe.recv(), Stop)
