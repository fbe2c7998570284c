"""PATH… of a command → documents and problems; `-` is JSON Lines on standard input."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from reportedly.cli.output import tell
from reportedly.errors import UsageError
from reportedly.fetch import Bounds, is_address, read_address
from reportedly.read import (
    Given,
    check_columns,
    check_given_date,
    list_files,
    read_documents,
    read_stream,
)
from reportedly.read.formats import COUNTABLE, JSON_LINES
from reportedly.records import Document, Problem
from reportedly.settings import Settings

STDIN = "-"
_COUNTED_BYTES = 1 << 30
"""JSON Lines up to so much are counted beforehand, which takes a second."""


def read_inputs(
    paths: list[str],
    *,
    date: str | None,
    publisher: str | None,
    settings: Settings,
    columns: Mapping[str, str] | None = None,
    bounds: Bounds | None = None,
) -> Iterator[Document | Problem]:
    """Return what the paths hold, in order; web addresses are fetched within `bounds`.

    Raises `UsageError` at once where `date` is no EDTF, a column is none of a report, or there is an
    address and no `bounds`.
    """
    given = Given(
        published_on=check_given_date(date),
        publisher=publisher,
        columns=check_columns(columns or {}),
        settings=settings,
    )
    streams: list[Iterator[Document | Problem]] = []
    for path in paths:
        if path == STDIN:
            if sys.stdin.isatty():
                raise UsageError("JSON Lines on standard input were expected, it is a terminal")
            streams.append(
                read_stream(
                    sys.stdin.buffer, published_on=date, publisher=publisher, settings=settings
                )
            )
        elif is_address(path):
            if bounds is None:
                raise UsageError(f"a file or folder was expected, {path} came: add fetches pages")
            streams.append(read_address(path, given=given, bounds=bounds))
        else:
            streams.append(
                read_documents(
                    [Path(path)],
                    published_on=date,
                    publisher=publisher,
                    columns=columns,
                    settings=settings,
                )
            )
    return (item for stream in streams for item in stream)


def count_inputs(paths: list[str]) -> int | None:
    """Return how many reports `paths` hold, `None` where counting them would be reading them."""
    count = bytes_ = 0
    for path in paths:
        for file in list_files([path]):
            if isinstance(file, Problem):
                count += 1
                continue
            suffix = file.suffix.lower()
            if path == STDIN or suffix not in COUNTABLE:
                return None
            if suffix not in JSON_LINES:
                count += 1
                continue
            try:
                bytes_ += file.stat().st_size
                if bytes_ > _COUNTED_BYTES:
                    return None
                with file.open("rb") as lines:
                    count += sum(1 for _ in lines)
            except OSError:
                return None
    return count


def describe_problem(problem: Problem, elsewhere: str = "standard input") -> str:
    """Return 'PATH: message' for a problem, whatever it is that names the input."""
    where = problem.path or problem.external_id or problem.document or elsewhere
    kind = "" if problem.severity == "error" else "warning: "
    return f"{where}: {kind}{problem.message}"


def tell_problem(problem: Problem) -> None:
    """Print one line about a bad input on standard error."""
    tell(describe_problem(problem))
