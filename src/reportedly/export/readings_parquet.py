"""Readings ⇄ Parquet: what is asked of documents as columns, and beside them the whole line.

`record` is the line of `readings.py` without the text, which stands once, in `text`. A row without
`document` carries the problems of an input. The same readings give the same bytes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Self

import msgspec

from reportedly.errors import BadInputError
from reportedly.export.characters import make_utf8
from reportedly.export.readings import ReadingLine, decode_line, encode_line

MAGIC = b"PAR1"
_STRINGS = """document external_id title publisher published byline url path media_type
    model program text""".split()
_NUMBERS = "characters claims problems".split()
_ROWS = 256
_BYTES = 32 * 1024 * 1024
"""Rows and bytes that a group of rows holds at most, and memory with it."""
_AT_ONCE = 64
"""Rows that are made Python's at a time."""


class ReadingsWriter:
    """Writes readings one by one. Use it in a `with` block: the file is whole only after it."""

    def __init__(self, file: IO[bytes]) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415 - slow to load

        self._schema = _make_schema()
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []
        self._bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def write(self, line: ReadingLine) -> None:
        """Take one more line."""
        row = _make_row(line)
        self._rows.append(row)
        self._bytes += len(row["record"]) + len(row["text"] or "")
        if len(self._rows) >= _ROWS or self._bytes >= _BYTES:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415

        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows, self._bytes = [], 0


def read_readings(
    path: Path, groups: Sequence[int] | None = None
) -> Iterator[ReadingLine | BadInputError]:
    """Yield the lines of a file of readings in order; one that does not fit its text as an error.

    Those of all groups of rows, or of some. Raises `BadInputError` where the file is no Parquet of
    readings.
    """
    import pyarrow as pa  # noqa: PLC0415

    columns = ["text", "record"]
    with _opened(path) as file:
        for batch in file.iter_batches(_AT_ONCE, row_groups=groups, columns=columns):
            texts = batch.column("text").to_pylist()
            records = batch.column("record").cast(pa.binary()).to_pylist()
            for text, record in zip(texts, records, strict=True):
                try:
                    yield decode_line(record or b"", text=text)
                except BadInputError as error:
                    yield error


def list_groups(path: Path) -> list[tuple[int, int]]:
    """Return how many rows, and how many bytes of them, stand in each group of a file of readings.

    Raises `BadInputError` where the file is no Parquet of readings.
    """
    with _opened(path) as file:
        groups = map(file.metadata.row_group, range(file.num_row_groups))
        return [(group.num_rows, group.total_byte_size) for group in groups]


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as file:
            if not {"text", "record"} <= set(file.schema_arrow.names):
                raise BadInputError(
                    "a Parquet file of readings was expected, which `read-corpus` writes, it has no "
                    "columns text and record",
                    code="malformed",
                )
            yield file
    except (pa.ArrowException, OSError) as error:
        raise BadInputError(
            f"a Parquet file of readings was expected, it cannot be read ({error}): "
            "have `read-corpus` write it again",
            code="malformed",
        ) from error


def _make_schema() -> Any:
    import pyarrow as pa  # noqa: PLC0415

    return pa.schema(
        [
            *((name, pa.string()) for name in _STRINGS),
            *((name, pa.int64()) for name in _NUMBERS),
            ("record", pa.string()),
        ]
    )


def _make_row(line: ReadingLine) -> dict[str, Any]:
    document = line.document
    if document is None:
        found = line.problems[0] if line.problems else None
        return dict.fromkeys((*_STRINGS, *_NUMBERS)) | {
            "external_id": line.external_id,
            "path": None if found is None or found.path is None else make_utf8(found.path),
            "problems": len(line.problems),
            "record": encode_line(line).decode(),
        }
    bare = msgspec.structs.replace(line, document=msgspec.structs.replace(document, text=""))
    fields = msgspec.structs.asdict(document)
    row = {name: fields.get(name) for name in _STRINGS}
    row = {k: make_utf8(v) if isinstance(v, str) and k != "text" else v for k, v in row.items()}
    return row | {
        "document": document.id,
        "published": document.published_on,
        "model": line.model,
        "program": line.program,
        "characters": len(document.text),
        "claims": len(line.claims),
        "problems": len(line.problems),
        "record": encode_line(bare).decode(),
    }
