"""A line of uploads over an empty case, and a way to wait for what it does."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.web.readers import ToldReader

from reportedly.case import Case
from reportedly.settings import Settings, UploadBounds
from reportedly.web.uploads import Line, UploadState
from reportedly.web.uploads.records import Delivery, UploadedFile

PATIENCE_S = 60.0
MET = "The paper says that Omar Kessel met Radu Stenn. That is all that it says."


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    """An empty case."""
    path = tmp_path / "new.reportedly"
    Case.open(path).close()
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with bounds that a test can reach."""
    return Settings(cache=tmp_path / "cache", uploads=UploadBounds(document_s=20, waiting=2))


@pytest.fixture
def make_line(case_path: Path, settings: Settings) -> Iterator[Callable[..., Line]]:
    """Makes lines that read what a text tells them to, with some settings changed."""
    lines = []

    def make(**changed: Any) -> Line:
        line = Line(case_path, msgspec.structs.replace(settings, **changed), ToldReader)
        lines.append(line)
        return line

    yield make
    for line in lines:
        line.close()


def send(line: Line, files: dict[str, str | bytes], **more: Any) -> str:
    """Have a line read files; returns the id of the upload."""
    with line.room() as folder:
        sent = []
        for number, (name, data) in enumerate(files.items()):
            path = folder / str(number)
            path.write_bytes(data.encode() if isinstance(data, str) else data)
            sent.append(UploadedFile(path=path, name=name))
        return line.begin(Delivery(files=tuple(sent), **more), folder).id


def wait_for(line: Line, id_: str, is_so: Callable[[UploadState], bool]) -> UploadState:
    """Return the state of an upload as soon as something holds of it."""
    ends = time.monotonic() + PATIENCE_S
    while not is_so(state := line.describe(id_)):
        assert time.monotonic() < ends, state
        time.sleep(0.01)
    return state


def wait_over(line: Line, id_: str) -> UploadState:
    """Return the state of an upload once it is over."""
    return wait_for(line, id_, lambda state: state.is_over)


def read_case(path: Path) -> tuple[list[str | None], int, list[str]]:
    """The paths of a case's documents, how many claims it has, the paths of its problems."""
    with Case.open(path, create=False) as case:
        problems = [problem.path or "" for problem in case.problems()]
        return [d.path for d in case.documents()], case.count().claims, problems
