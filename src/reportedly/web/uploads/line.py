"""Uploads in a line: one is read at a time, others wait, and too many are refused."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from reportedly.errors import CaseError, ReportedlyError
from reportedly.settings import Settings
from reportedly.web.uploads.folders import Folders
from reportedly.web.uploads.job import Job
from reportedly.web.uploads.reader import Reader
from reportedly.web.uploads.records import OVER, Delivery, UploadState
from reportedly.web.uploads.running import LOOKS_EVERY_S, Run
from reportedly.web.uploads.worker import Pipeline, Program

_REMEMBERED = 20
_READER_RESTS_S = 600.0
_CLOSES_IN_S = 5.0


class TooManyError(ReportedlyError):
    """More uploads wait than may."""


class Line:
    """All uploads of a server, and the thread that has them read one after the other."""

    def __init__(self, path: Path, settings: Settings, program: type[Program] = Pipeline) -> None:
        self.bounds = settings.uploads
        self.folders = Folders(settings.cache / "uploads")
        self.is_closing = False
        """Set to end at once; a plain value, since a signal handler sets it."""
        self._reader = Reader(path, settings, program)
        self._run = Run(path, settings, self._reader, lambda: self.is_closing)
        self._jobs: dict[str, Job] = {}
        self._queue: SimpleQueue[Job] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._arriving = 0

    @contextmanager
    def room(self) -> Iterator[Path]:
        """A folder for files that arrive. Raises `TooManyError` where too many wait already.

        The folder goes again unless an upload was begun with it.
        """
        with self._lock:
            if self._arriving + len(self._list_open()) > self.bounds.waiting:
                raise TooManyError(
                    f"{self.bounds.waiting} uploads wait already: send this one when one of them is done"
                )
            self._arriving += 1
        folder = None
        try:
            folder = self.folders.make()
            yield folder
        except OSError as error:
            raise CaseError(f"the files cannot be kept while they are read: {error}") from error
        finally:
            with self._lock:
                self._arriving -= 1
                is_used = any(job.folder == folder for job in self._jobs.values())
            if folder is not None and not is_used:
                shutil.rmtree(folder, ignore_errors=True)

    def begin(self, delivery: Delivery, folder: Path) -> UploadState:
        """Put an upload at the end of the line."""
        job = Job(delivery, folder)
        with self._lock:
            self._jobs[job.id] = job
            over = [j.id for j in self._jobs.values() if j.phase in OVER]
            for id_ in over[: max(0, len(over) - _REMEMBERED)]:
                del self._jobs[id_]
            self._queue.put(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True, name="uploads")
                self._thread.start()
        return self.describe(job.id)

    def describe(self, id_: str, problems_from: int = 0) -> UploadState:
        """Return how far an upload is. Raises `CaseError` where there is none of that id."""
        with self._lock:
            job = self._jobs.get(id_)
            if job is None:
                raise CaseError(
                    f"no upload '{id_}' is known: it was one of an earlier server, or of long ago"
                )
            waiting = self._list_open()
        ahead = waiting.index(job) if job in waiting else 0
        return job.describe(ahead=ahead, problems_from=problems_from)

    def list_all(self) -> list[UploadState]:
        """Return the uploads, the newest first."""
        with self._lock:
            ids = [*self._jobs]
        return [self.describe(id_) for id_ in reversed(ids)]

    def cancel(self, id_: str) -> UploadState:
        """Have no further document of an upload read. What was read stays."""
        self.describe(id_)
        self._jobs[id_].cancel()
        return self.describe(id_)

    def close(self) -> None:
        """End all at once. What was read stays, and is weighed when the case is next asked."""
        self.is_closing = True
        if self._thread is not None:
            self._thread.join(_CLOSES_IN_S)
        self.folders.close()

    def _list_open(self) -> list[Job]:
        return [job for job in self._jobs.values() if job.phase not in OVER]

    def _work(self) -> None:
        rested = 0.0
        while not self.is_closing:
            try:
                job = self._queue.get(timeout=LOOKS_EVERY_S)
            except Empty:
                rested += LOOKS_EVERY_S
                if rested > _READER_RESTS_S:
                    self._reader.kill()  # gives its memory back
                continue
            rested = 0.0
            try:
                job.end(self._run.do(job))
            except Exception as error:  # noqa: BLE001 - the line must go on for the others
                self._reader.kill()
                job.end(f"reading failed ({type(error).__name__}: {error}); what was read is kept")
            shutil.rmtree(job.folder, ignore_errors=True)
        self._reader.kill()
