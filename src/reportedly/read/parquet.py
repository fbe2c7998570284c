"""Rows of a Parquet file → documents: the columns are the fields of a JSON line.

`text` is required; `doc_id`, `published`, `publisher`, `title`, `url` and `byline` are read where
they are there, dates of any type. A bad row is one problem, and the next is read.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.errors import BadInputError
from reportedly.read.complete import complete
from reportedly.read.draft import Given
from reportedly.read.jsonl import make_draft
from reportedly.records import Document, Problem

SUFFIX = ".parquet"
_COLUMNS = ("text", "doc_id", "published", "publisher", "title", "url", "byline")
_ROWS = 256
"""Rows that are held at a time."""


def count_rows(file: Path) -> int:
    """Return how many rows a file has. Raises `BadInputError` where it is no Parquet."""
    return int(_open(file).metadata.num_rows)


def read_rows(
    file: Path, start: int, end: int, *, given: Given, path: str, stem: str
) -> Iterator[Document | Problem]:
    """Yield what the rows from `start` up to `end` hold; one without `doc_id` is `STEM:NUMBER`.

    `path` is what the file is called in what comes of it. Never raises for what is in it.
    """
    try:
        for number, row in _list_rows(file, start, end):
            yield from _read_row(row, number, given, path, stem)
    except (BadInputError, OSError, ValueError) as error:  # pyarrow's own are among them
        code = error.code if isinstance(error, BadInputError) else "malformed"
        code = "missing" if isinstance(error, FileNotFoundError) else code
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        yield Problem(code=code, message=first, path=path, external_id=stem)


def _list_rows(file: Path, start: int, end: int) -> Iterator[tuple[int, dict[str, Any]]]:
    source = _open(file)
    columns = [name for name in _COLUMNS if name in source.schema_arrow.names]
    if "text" not in columns:
        raise BadInputError(
            "a column 'text' was expected, the file has "
            + (", ".join(source.schema_arrow.names[:8]) or "no columns"),
            code="no-text",
        )
    groups: list[int] = []
    at = first = 0
    for n in range(source.num_row_groups):
        rows = source.metadata.row_group(n).num_rows
        if at < end and at + rows > start:
            first = at if not groups else first
            groups.append(n)
        at += rows
    for batch in source.iter_batches(_ROWS, row_groups=groups, columns=columns):
        for row in batch.to_pylist():
            if start <= first < end:
                yield first + 1, row
            first += 1


def _read_row(
    row: dict[str, Any], number: int, given: Given, path: str, stem: str
) -> Iterator[Document | Problem]:
    shown = {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()}
    try:
        draft = make_draft(shown)
    except BadInputError as error:
        yield Problem(code=error.code, message=f"row {number}: {error}", path=path)
        return
    yield from complete(draft, given=given, path=path, external_id=f"{stem}:{number}")


def _open(file: Path) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - slow to load
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        return pq.ParquetFile(file)
    except (pa.ArrowException, OSError) as error:
        raise BadInputError(
            f"a Parquet file was expected, it cannot be opened as one ({type(error).__name__}): "
            "the file may be damaged, get or save it again",
            code="malformed",
        ) from error
