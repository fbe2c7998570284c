"""DEST of a corpus: what it was read with, a Parquet file a partition, and a mark when it is whole.

```
DEST/manifest.json                 settings, model and version that all of it was read with
DEST/readings/part-000000.parquet  what `build` makes a case of
DEST/claims/part-000000.parquet    the same claims, flat, for questions
DEST/done/part-000000.json         written last: what the partition was read from, what came of it
```

Every file is written under another name and moved into its place whole.
"""

import errno
import os
import platform
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from reportedly.errors import ReportedlyError, UsageError
from reportedly.export.parquet import ClaimsWriter
from reportedly.export.readings import ReadingLine, make_reading_line
from reportedly.export.readings_parquet import ReadingsWriter
from reportedly.records import Problem, Reading
from reportedly.work.plan import Partition

_FOLDERS = ("readings", "claims", "done")
_FULL = (errno.ENOSPC, errno.EDQUOT)


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What may not differ between two runs into one folder."""

    program: str
    model: str
    published_on: str | None
    publisher: str | None
    max_bytes: int
    max_chars: int
    partition_size: int
    layout: int = 1


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a partition; `digest` is the plan's, the sizes are of its files.

    Where a source went while it was read the digest is empty, so that the next run reads it again.
    """

    partition: str
    digest: str
    documents: int
    claims: int
    problems: int
    readings_bytes: int
    claims_bytes: int


def prepare_output(
    folder: Path, manifest: Manifest, partitions: list[Partition], *, again: bool
) -> list[Summary]:
    """Make DEST ready and return the partitions that are done there.

    Raises `UsageError` where it was read with other settings, another model or another version,
    unless `again`, which has everything read anew.
    """
    try:
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: a folder that can be written was expected: {error}") from error
    path = folder / "manifest.json"
    if path.exists() and not again:
        _compare(path, manifest)
    remove_parts(folder)
    names = {partition.name for partition in partitions}
    for old in [f for name in _FOLDERS for f in (folder / name).iterdir()]:
        is_done = old.parent.name == "done"
        if old.stem not in names or (again and is_done):
            old.unlink(missing_ok=True)
    with _replacing(path) as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
    done = [read_summary(folder, partition) for partition in partitions]
    return [summary for summary in done if summary is not None]


def remove_parts(folder: Path) -> None:
    """Remove what processes that were killed left half written."""
    for name in _FOLDERS:
        for part in (folder / name).glob("*.part"):
            part.unlink(missing_ok=True)


def read_summary(folder: Path, partition: Partition) -> Summary | None:
    """Return what came of a partition, `None` where it is not whole or its source has changed."""
    try:
        data = (folder / "done" / f"{partition.name}.json").read_bytes()
        summary = msgspec.json.decode(data, type=Summary)
        readings, claims = (
            (folder / name / f"{partition.name}.parquet").stat().st_size
            for name in ("readings", "claims")
        )
    except (OSError, msgspec.DecodeError):
        return None
    is_same = (summary.digest, summary.readings_bytes, summary.claims_bytes) == (
        *(partition.digest, readings, claims),
    )
    return summary if is_same else None


def write_partition(
    folder: Path, partition: Partition, results: Iterable[Reading | Problem], manifest: Manifest
) -> Summary:
    """Write what came of a partition, and its mark at the end.

    Raises `ReportedlyError` where the folder cannot be written.
    """
    try:
        return _write_partition(folder, partition, results, manifest)
    except OSError as error:
        remedy = "free some room" if error.errno in _FULL else "see that it can be written"
        raise ReportedlyError(
            f"{folder} could not be written ({error.strerror or error}): {remedy} and start "
            "again; what is done is not read again"
        ) from error


def _write_partition(
    folder: Path, partition: Partition, results: Iterable[Reading | Problem], manifest: Manifest
) -> Summary:
    documents = claims = problems = 0
    paths = [folder / name / f"{partition.name}.parquet" for name in ("readings", "claims")]
    (folder / "done" / f"{partition.name}.json").unlink(missing_ok=True)
    with (
        _replacing(paths[0]) as readings_file,
        _replacing(paths[1]) as claims_file,
        ReadingsWriter(readings_file) as readings,
        ClaimsWriter(claims_file) as flat,
    ):
        for result in results:
            readings.write(_make_line(result, manifest))
            if isinstance(result, Problem):
                problems += result.severity == "error"
                continue
            flat.write(result)
            documents += 1
            claims += len(result.claims)
    summary = Summary(
        partition=partition.name,
        digest=partition.digest if _is_there(partition) else "",
        documents=documents,
        claims=claims,
        problems=problems,
        readings_bytes=paths[0].stat().st_size,
        claims_bytes=paths[1].stat().st_size,
    )
    with _replacing(folder / "done" / f"{partition.name}.json") as file:
        file.write(msgspec.json.encode(summary) + b"\n")
    return summary


def _is_there(partition: Partition) -> bool:
    """Whether what the partition is read from can still be found, as it could when it was planned."""
    return all(piece.problem or os.path.lexists(piece.path) for piece in partition.pieces)


def _make_line(result: Reading | Problem, manifest: Manifest) -> ReadingLine:
    if isinstance(result, Problem):
        return ReadingLine(external_id=result.external_id, problems=(result,))
    if result.model != manifest.model:
        raise ReportedlyError(
            f"the language pipeline {manifest.model} was expected, this machine reads with "
            f"{result.model}: install the same on all"
        )
    return make_reading_line(result, (), manifest.program)


def _compare(path: Path, manifest: Manifest) -> None:
    try:
        before: dict[str, Any] = msgspec.json.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(f"{path}: a manifest was expected: {error}; use --again") from error
    now = msgspec.structs.asdict(manifest)
    for name in now:
        if before.get(name) != now[name]:
            raise UsageError(
                f"{path.parent} was read with {name.replace('_', ' ')} {before.get(name)}, now it "
                f"is {now[name]}: name another folder, or read everything again with --again"
            )


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its place only when it is whole and on the disk."""
    part = path.with_name(f"{path.name}.{platform.node()}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
