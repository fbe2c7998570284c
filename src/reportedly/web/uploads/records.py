"""What is said of an upload: its files, how far it is, and what could not be read."""

from pathlib import Path
from typing import Literal

from reportedly.records import Record

Phase = Literal["waiting", "loading", "reading", "weighing", "done", "cancelled", "failed"]
OVER: tuple[Phase, ...] = ("done", "cancelled", "failed")


class UploadedFile(Record, frozen=True, kw_only=True):
    """A file as it lies in our folder, and the name under which it was sent."""

    path: Path
    name: str


class Delivery(Record, frozen=True, kw_only=True):
    """What one request brought: the files to read, and what holds of reports that do not say.

    `left_out` is how many files of folders were no reports by their names (hidden files, cases).
    """

    files: tuple[UploadedFile, ...]
    published_on: str | None = None
    publisher: str | None = None
    left_out: int = 0


class Bounds(Record, frozen=True, kw_only=True):
    """What a page knows of the bounds, so that it need not send what will be refused."""

    file_bytes: int
    total_bytes: int
    files: int


class UploadProblem(Record, frozen=True, kw_only=True):
    """What could not be read, or was read with a doubt, as the case keeps it."""

    name: str
    message: str
    severity: Literal["error", "warning"] = "error"


class UploadState(Record, frozen=True, kw_only=True):
    """How far an upload is.

    `added`, `known` and `claims` count what came of it so far, `unweighed` the documents that still
    wait to be weighed, `ahead` the uploads before it. `problems` are those from `problems_from` on,
    of `problem_count`; only so many are listed, and the case keeps all. `reason` says why it failed.
    `version` rises with every change. `words` and `result` say the same to people.
    """

    id: str
    words: str
    result: str
    phase: Phase
    is_over: bool
    is_cancelled: bool
    files: int
    files_done: int
    current: str | None
    added: int
    known: int
    claims: int
    unweighed: int
    ahead: int
    left_out: int
    problem_count: int
    problems_from: int
    problems: tuple[UploadProblem, ...]
    reason: str | None
    version: int
