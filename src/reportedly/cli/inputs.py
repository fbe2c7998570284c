"""PATH… of a command → documents and problems; `-` is JSON Lines on standard input."""

import sys
from collections.abc import Iterator
from pathlib import Path

from reportedly.cli.output import tell
from reportedly.errors import UsageError
from reportedly.read import read_documents, read_stream
from reportedly.records import Document, Problem
from reportedly.settings import Settings

STDIN = "-"


def read_inputs(
    paths: list[str], *, date: str | None, publisher: str | None, settings: Settings
) -> Iterator[Document | Problem]:
    """Return what the paths hold, in order. Raises `UsageError` at once where `date` is no EDTF."""
    streams = []
    for path in paths:
        if path == STDIN:
            if sys.stdin.isatty():
                raise UsageError("JSON Lines on standard input were expected, it is a terminal")
            streams.append(
                read_stream(
                    sys.stdin.buffer, published_on=date, publisher=publisher, settings=settings
                )
            )
        else:
            streams.append(
                read_documents(
                    [Path(path)], published_on=date, publisher=publisher, settings=settings
                )
            )
    return (item for stream in streams for item in stream)


def describe_problem(problem: Problem) -> str:
    """Return 'PATH: message' for a problem, whatever it is that names the input."""
    where = problem.path or problem.external_id or problem.document or "standard input"
    kind = "" if problem.severity == "error" else "warning: "
    return f"{where}: {kind}{problem.message}"


def tell_problem(problem: Problem) -> None:
    """Print one line about a bad input on standard error."""
    tell(describe_problem(problem))
