"""One upload, read to its end: a document that cannot be read becomes a problem, and the rest goes on."""

import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Literal

from reportedly.case import Case
from reportedly.read.formats import JSON_LINES
from reportedly.records import Problem
from reportedly.settings import Settings
from reportedly.web.uploads.job import Job
from reportedly.web.uploads.reader import Reader
from reportedly.web.uploads.worker import Ended, Task

LOOKS_EVERY_S = 0.1
_LOADS_IN_S = 600.0
_STOPS_IN_S = 2.0
"""How long a document may still be read once nobody wants it any longer."""
_MOST_CRASHES = 20

_Stopped = Literal["gone", "slow", "cancelled", "closing"]


class Run:
    """Has one job done by the reading process, which is started again where it ends before its time."""

    def __init__(
        self, path: Path, settings: Settings, reader: Reader, is_closing: Callable[[], bool]
    ) -> None:
        self._path, self._settings, self._reader = path, settings, reader
        self._is_closing = is_closing

    def do(self, job: Job) -> str | None:
        """Read a job to its end; returns why it failed, if it did."""
        for _ in range(_MOST_CRASHES):
            if job.is_cancelled and job.phase == "waiting":
                return None
            self._reader.begin(_make_task(job))
            how = self._follow(job)
            if isinstance(how, Ended):
                return how.reason
            was_reading = job.phase == "reading"
            self._reader.kill()
            if how == "closing":
                return "the server was stopped: what was read is kept"
            if how == "cancelled":
                continue  # what was read is still to be weighed
            if not was_reading:
                doing = "loading the language model" if job.phase == "loading" else "weighing"
                return f"the reading process ended while {doing}: what was read is kept"
            self._set_aside(job, how)
        return (
            "the reading process ended again and again (too little memory?): what was read is kept"
        )

    def _follow(self, job: Job) -> Ended | _Stopped:
        """Take what the process tells until it ends, or must."""
        heard = time.monotonic()
        asked: float | None = None
        while not self._is_closing():
            try:
                event = self._reader.wait(LOOKS_EVERY_S)
                now = time.monotonic()
                if isinstance(event, Ended):
                    return event
                if event is not None:
                    heard = now
                    job.take(event)
                if job.is_cancelled and asked is None:
                    asked = now
                    self._reader.stop()
            except (EOFError, OSError):
                return "gone"
            if asked is not None and now - asked > _STOPS_IN_S and job.phase != "weighing":
                return "cancelled"
            limit_s = {"reading": self._settings.uploads.document_s, "loading": _LOADS_IN_S}
            if now - heard > limit_s.get(job.phase, float("inf")):
                return "slow"
        return "closing"

    def _set_aside(self, job: Job, how: _Stopped) -> None:
        """Note the document on which the process ended, and go on behind it."""
        limit_s = self._settings.uploads.document_s
        problem = Problem(
            code="failed",
            message=f"reading it took longer than {limit_s} s: split it into several reports"
            if how == "slow"
            else "the process that read it ended (too little memory?): nothing of it was kept",
            path=job.current,
            external_id=PurePosixPath(job.current).stem,
        )
        with Case.open(self._path, create=False, settings=self._settings) as case:
            case.keep(problem)
        if PurePosixPath(job.current).suffix.lower() in JSON_LINES:
            job.skip_item(problem)
        else:
            job.skip_file(problem)


def _make_task(job: Job) -> Task:
    if job.is_cancelled:
        return Task(files=())
    given = job.delivery
    return Task(
        files=given.files,
        published_on=given.published_on,
        publisher=given.publisher,
        file=job.file,
        items=job.items,
    )
