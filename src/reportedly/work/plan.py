"""SOURCE → the same partitions on every run: which lines, rows and files are read together.

JSON Lines and Parquet are cut anywhere between two reports; small files are put together; a file
that may hold many reports of another format is a partition of its own. A partition's digest is of
what it reads, so that a changed source is noticed.
"""

import gzip
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from reportedly.errors import BadInputError, UsageError
from reportedly.read import list_files
from reportedly.read.formats import COUNTABLE, JSON_LINES
from reportedly.read.parquet import SUFFIX as PARQUET
from reportedly.read.parquet import count_rows
from reportedly.records import Problem

_HASHED_BYTES = 1 << 20
PACKED = {".gz": "gzip", ".zst": "zstd"}


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of one file: its `lines` (bytes), `rows`, or the whole; `first` is a line's number.

    A `problem` is what stands in a folder and is no file.
    """

    kind: Literal["lines", "packed", "rows", "file", "problem"]
    path: str
    start: int = 0
    end: int = 0
    first: int = 1
    problem: Problem | None = None


class Partition(msgspec.Struct, frozen=True, kw_only=True):
    """What is read together and written as one file. `inputs` is how many, if that is known."""

    name: str
    digest: str
    pieces: tuple[Piece, ...]
    inputs: int | None


class _Cut(msgspec.Struct):
    """A piece with how many reports it holds (0: not known) and the digest of its content."""

    piece: Piece
    inputs: int
    digest: str


def plan_partitions(source: Path, size: int) -> list[Partition]:
    """Return the partitions of `source`, `size` reports in each where they can be counted.

    Raises `UsageError` where there is nothing of that name.
    """
    if not source.exists():
        raise UsageError(f"{source}: a file or a folder of reports was expected, there is none")
    partitions: list[Partition] = []
    held: list[_Cut] = []
    for cut in _cut_source(source, size):
        if held and (not cut.inputs or sum(c.inputs for c in held) + cut.inputs > size):
            partitions.append(_make(len(partitions), held))
            held = []
        held.append(cut)
        if not cut.inputs:
            partitions.append(_make(len(partitions), held))
            held = []
    if held:
        partitions.append(_make(len(partitions), held))
    return partitions


def _make(number: int, cuts: list[_Cut]) -> Partition:
    pieces = tuple(cut.piece for cut in cuts)
    seen = msgspec.json.encode([(cut.piece, cut.digest) for cut in cuts])
    return Partition(
        name=f"part-{number:06}",
        digest=hashlib.blake2b(seen, digest_size=16).hexdigest(),
        pieces=pieces,
        inputs=sum(cut.inputs for cut in cuts) if all(cut.inputs for cut in cuts) else None,
    )


def _cut_source(source: Path, size: int) -> Iterator[_Cut]:
    for item in list_files([source]):
        if isinstance(item, Problem):
            piece = Piece(kind="problem", path=item.path or str(source), problem=item)
            yield _Cut(piece, 1, "")
            continue
        try:
            yield from _cut_file(item, size)
        except (OSError, BadInputError) as error:
            # Read it all the same: the reader says what is wrong with it.
            yield _Cut(Piece(kind="file", path=str(item)), 1, str(error))


def _cut_file(path: Path, size: int) -> Iterator[_Cut]:
    kind = find_kind(path)
    if kind == "lines":
        with path.open("rb") as file:
            yield from _cut_lines(file, str(path), size)
        return
    digest = _hash(path)
    if kind == "rows":
        rows = count_rows(path)
        for start in range(0, max(rows, 1), size):
            end = min(start + size, rows)
            piece = Piece(kind="rows", path=str(path), start=start, end=end)
            yield _Cut(piece, max(1, end - start), digest)
        return
    inputs = 1 if path.suffix.lower() in COUNTABLE else 0
    yield _Cut(Piece(kind=kind, path=str(path)), inputs, digest)


def find_kind(path: Path) -> Literal["lines", "packed", "rows", "file"]:
    """Return how the reports of a file are told apart, by its name."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in JSON_LINES:
        return "lines"
    if len(suffixes) > 1 and suffixes[-1] in PACKED and suffixes[-2] in JSON_LINES:
        return "packed"
    return "rows" if suffixes and suffixes[-1] == PARQUET else "file"


def _cut_lines(file: BinaryIO, path: str, size: int) -> Iterator[_Cut]:
    start = at = 0
    first, number, digest = 1, 0, hashlib.blake2b(digest_size=16)
    for line in file:
        at += len(line)
        number += 1
        digest.update(line)
        if number - first + 1 == size:
            piece = Piece(kind="lines", path=path, start=start, end=at, first=first)
            yield _Cut(piece, size, digest.hexdigest())
            start, first, digest = at, number + 1, hashlib.blake2b(digest_size=16)
    if at > start or not at:
        piece = Piece(kind="lines", path=path, start=start, end=at, first=first)
        yield _Cut(piece, max(1, number - first + 1), digest.hexdigest())


def _hash(path: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(_HASHED_BYTES):
            digest.update(block)
    return digest.hexdigest()


def open_packed(path: Path) -> BinaryIO:
    """Open a packed file of lines for reading."""
    if PACKED[path.suffix.lower()] == "gzip":
        return gzip.open(path, "rb")  # type: ignore[return-value]
    import pyarrow as pa  # noqa: PLC0415 - slow to load

    return io.BufferedReader(pa.input_stream(str(path), compression="zstd"))
