"""Pieces of a partition → its documents and problems, as reading the whole source gives them."""

import io
from collections.abc import Iterator
from pathlib import Path

from reportedly.read import read_file
from reportedly.read.draft import Given
from reportedly.read.jsonl import cut_lines, read_lines
from reportedly.read.parquet import read_rows
from reportedly.records import Document, Problem
from reportedly.work.plan import PACKED, Partition, Piece, open_packed


def read_partition(partition: Partition, given: Given) -> Iterator[Document | Problem]:
    """Yield what each piece holds, in order. Never raises for what is in the files."""
    for piece in partition.pieces:
        if piece.problem is not None:
            yield piece.problem
        elif piece.kind == "rows":
            path = Path(piece.path)
            shown = {"path": piece.path, "stem": path.stem}
            yield from read_rows(path, piece.start, piece.end, given=given, **shown)
        elif piece.kind == "file":
            yield from read_file(Path(piece.path), given=given)
        else:
            yield from _read_lines(piece, given)


def _read_lines(piece: Piece, given: Given) -> Iterator[Document | Problem]:
    path = Path(piece.path)
    stem = Path(path.stem).stem if path.suffix.lower() in PACKED else path.stem
    try:
        with open_packed(path) if piece.kind == "packed" else path.open("rb") as file:
            if piece.kind == "lines":
                file.seek(piece.start)
                file = io.BytesIO(file.read(piece.end - piece.start))  # noqa: PLW2901
            lines = cut_lines(file, given.settings.max_bytes)
            yield from read_lines(lines, given=given, path=piece.path, stem=stem, first=piece.first)
    except (OSError, EOFError) as error:
        yield Problem(
            code="unreadable",
            message=f"lines of JSON were expected, the file cannot be read: {error}",
            path=piece.path,
            external_id=stem,
        )
