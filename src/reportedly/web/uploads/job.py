"""One upload from its files to its end: what has come of it, safe to be asked while it is worked on."""

import secrets
import threading
from pathlib import Path

from reportedly.records import Problem
from reportedly.web.uploads.records import OVER, Delivery, Phase, UploadProblem, UploadState
from reportedly.web.uploads.worker import Began, Event, Kept, Loading, Weighing

_LISTED = 500
"""Problems that an upload lists; the case keeps all."""


class Job:
    """An upload. The thread that works on it changes it, any other asks."""

    def __init__(self, delivery: Delivery, folder: Path) -> None:
        self.id = secrets.token_hex(8)
        self.delivery = delivery
        self.folder = folder
        self.file = self.items = 0
        """The number of the file that is read, and how many items of it are done."""
        self.is_cancelled = False
        self._lock = threading.Lock()
        self._phase: Phase = "waiting"
        self._files_done = self._added = self._known = self._claims = self._unweighed = 0
        self._problems: list[UploadProblem] = []
        self._problem_count = self._version = 0
        self._reason: str | None = None

    @property
    def phase(self) -> Phase:
        """What is being done."""
        return self._phase

    @property
    def current(self) -> str:
        """The name of the file that is read."""
        return self.delivery.files[self.file].name

    def cancel(self) -> None:
        """Have no further document read; once all were, there is nothing to cancel."""
        with self._lock:
            if self._phase in ("waiting", "loading", "reading"):
                self.is_cancelled = True
                self._version += 1

    def take(self, event: Event) -> None:
        """Take into account what the reading process told."""
        with self._lock:
            self._version += 1
            match event:
                case Loading():
                    self._phase = "loading"
                case Began(file=file):
                    self._begin(file)
                case Kept():
                    self._phase = "reading"
                    self.items += 1
                    self._count(event)
                case Weighing(unweighed=unweighed):
                    if not self.is_cancelled:
                        self._files_done = len(self.delivery.files)
                    self._phase, self._unweighed = "weighing", unweighed
                case _:
                    pass

    def skip_file(self, problem: Problem) -> None:
        """Go on after the file that is read, whatever is in it."""
        with self._lock:
            self._version += 1
            self._list(problem)
            self.file, self.items = self.file + 1, 0
            self._files_done = self.file

    def skip_item(self, problem: Problem) -> None:
        """Go on after the document that is read."""
        with self._lock:
            self._version += 1
            self._list(problem)
            self.items += 1

    def end(self, reason: str | None = None) -> None:
        """Have it be over, with the reason if it failed."""
        with self._lock:
            self._version += 1
            self._reason = reason
            self._unweighed = 0
            self._phase = "failed" if reason else "cancelled" if self.is_cancelled else "done"

    def describe(self, *, ahead: int = 0, problems_from: int = 0) -> UploadState:
        """Return how far it is, with the problems from a number on."""
        with self._lock:
            is_read = self._phase in ("loading", "reading") and self.file < len(self.delivery.files)
            return UploadState(
                id=self.id,
                words=self._word_phase(ahead),
                result=self._word_result(),
                phase=self._phase,
                is_over=self._phase in OVER,
                is_cancelled=self.is_cancelled,
                files=len(self.delivery.files),
                files_done=self._files_done,
                current=self.current if is_read else None,
                added=self._added,
                known=self._known,
                claims=self._claims,
                unweighed=self._unweighed,
                ahead=ahead,
                left_out=self.delivery.left_out,
                problem_count=self._problem_count,
                problems_from=problems_from,
                problems=tuple(self._problems[problems_from:]),
                reason=self._reason,
                version=self._version,
            )

    def _word_phase(self, ahead: int) -> str:
        files = f"{len(self.delivery.files):,}"
        if self.is_cancelled and self._phase not in OVER:
            return "Stopping: what was read stays"
        match self._phase:
            case "waiting":
                return f"Waiting: {count(ahead, 'upload')} before this one" if ahead else "Waiting"
            case "loading":
                return "Loading the language model"
            case "reading":
                return f"Reading file {min(self.file + 1, len(self.delivery.files)):,} of {files}"
            case "weighing":
                left = f", {count(self._unweighed, 'document')} left" if self._unweighed else ""
                return f"Weighing what was read{left}"
            case "cancelled":
                return f"Cancelled: {self._files_done:,} of {count(len(self.delivery.files), 'file')} read"
            case "failed":
                return f"Stopped: {self._reason}"
            case _:
                return f"Done: {count(len(self.delivery.files), 'file')}"

    def _word_result(self) -> str:
        parts = [f"{count(self._added, 'document')} added", count(self._claims, "claim")]
        if self._known:
            parts.append(f"{count(self._known, 'document')} known already")
        if self._problem_count:
            parts.append(count(self._problem_count, "problem"))
        if self.delivery.left_out:
            parts.append(f"{count(self.delivery.left_out, 'file')} left out (hidden files, cases)")
        return ", ".join(parts)

    def _begin(self, file: int) -> None:
        self._phase = "reading"
        if file != self.file:
            self.file, self.items = file, 0
        self._files_done = file

    def _count(self, kept: Kept) -> None:
        if kept.problem is not None:
            self._list(kept.problem)
        elif kept.outcome == "added":
            self._added += 1
            self._claims += kept.claims
        else:
            self._known += 1

    def _list(self, problem: Problem) -> None:
        self._problem_count += 1
        if len(self._problems) < _LISTED:
            name = problem.path or problem.external_id or problem.document or self.current
            self._problems.append(
                UploadProblem(name=name, message=problem.message, severity=problem.severity)
            )


def count(number: int, thing: str) -> str:
    """Return '1 claim', '2 claims'."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
