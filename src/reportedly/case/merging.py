"""Readings from corpora, files and other cases into a case: one writer, whole documents only.

What the case knows is not written again; a known text that was met in another way becomes one more
sighting. A run that was stopped goes on where it was when it is started again. Judgements come last,
when all that they speak of is there.
"""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby, islice
from pathlib import Path
from typing import BinaryIO

import msgspec

from reportedly.case.adding import Addition, get_version
from reportedly.case.giving import Giving
from reportedly.case.judging import Judging
from reportedly.case.keeping import Keeping
from reportedly.errors import BadInputError, UsageError
from reportedly.export.readings import ReadingLine, Seen
from reportedly.export.readings_parquet import MAGIC, list_groups, read_readings
from reportedly.parallel import choose_workers
from reportedly.parallel.preparers import prepare_all
from reportedly.parallel.preparing import Group, Lines, decode_lines, prepare_line
from reportedly.records import Judgement, Problem
from reportedly.store import SqliteStore

_CASE_FILE = b"SQLite format 3\x00"
_PEEKED_BYTES = 256
_TOGETHER = 200
_TOGETHER_CHARS = 10_000_000
"""Readings, and characters of their texts, that are kept in one transaction."""
_TOGETHER_SECONDS = 1.0
"""What comes slowly, from a program that is still reading, does not wait longer to be kept."""
_FEW_BATCHES = 5
"""Batches that are kept one reading after the other; what comes after them is kept in bulk."""
_LINE_BYTES = 1 << 14
"""Bytes of a line of an ordinary report, by which lines are estimated before they are read."""
_LARGEST_GROUP = 8192, 1 << 28
"""Rows and bytes of a group of Parquet that fits into memory several times over."""
_MOST_PREPARERS = 3
"""Processes that one writer can keep up with."""


class _RefusedError(Exception):
    """Something of a batch cannot be kept."""


class Merging(Keeping, Judging, Giving):
    """How what was read elsewhere comes into a case."""

    def build_from(
        self,
        path: str | os.PathLike[str],
        *,
        own_path: str | os.PathLike[str] | None = None,
        workers: int | None = 1,
        alone: bool = False,
    ) -> Iterator[Addition]:
        """Keep what `read-corpus`, a file of readings or another case holds, part by part.

        Yields what became of each part. What it all comes to together is worked out by `settle`,
        or when it is first asked for. `own_path` is where this case is. This process writes;
        `workers` is how many there are with those that prepare what it writes, `None` for as many
        as there are cores and memory for. With `alone` nothing is asked of the case until all is
        kept, and nobody else may open it, which makes much quicker to keep. Raises `UsageError`
        where `path` is the case itself, nothing, or something else.
        """
        source = Path(path)
        if source.is_dir():
            yield from self._build_from_parquet(_list_partitions(source), workers, alone)
            return
        if not source.is_file():
            raise UsageError(f"{source}: a file of readings or a case was expected, there is none")
        if own_path is not None and Path(own_path).exists() and source.samefile(own_path):
            raise UsageError(f"{source} is the case itself: name another file to build it from")
        with source.open("rb") as file:
            first = file.read(_PEEKED_BYTES)
        if first.startswith(MAGIC):
            yield from self._build_from_parquet([source], workers, alone)
            return
        if first.strip() and not first.startswith(_CASE_FILE) and first.lstrip()[:1] != b"{":
            raise UsageError(
                f"{source}: a file of readings or a case was expected; reports are read with `add`"
            )
        if first.startswith(_CASE_FILE):
            yield from self._build_from_case(source, alone)
        else:
            expected = source.stat().st_size // _LINE_BYTES if alone else 0
            with source.open("rb") as file:
                yield from self._build_from_lines(file, str(source), workers, expected)

    def build_from_lines(
        self, lines: BinaryIO, name: str, *, workers: int | None = 1
    ) -> Iterator[Addition]:
        """Keep the readings of `lines` (see `export.readings`); a bad line becomes a problem.

        The judgements among them come last. `workers` are those of `build_from`.
        """
        yield from self._build_from_lines(lines, name, workers, 0)

    def _build_from_lines(
        self, lines: BinaryIO, name: str, workers: int | None, expected: int
    ) -> Iterator[Addition]:
        judged: list[Judgement] = []
        tasks = _cut_lines(lines, name)
        for task in islice(tasks, _FEW_BATCHES):
            batch = list(_set_aside(decode_lines(task.lines, task.first), judged))
            yield from self._keep_together(batch, name)
        # Nothing is started where nothing more comes.
        with self._store.making(expected):
            prepared = prepare_all(tasks, _count_preparers(workers))
            yield from self.keep_prepared(prepared, judged)
        yield from self._keep_judgements(judged, name)

    def keep_line(self, line: ReadingLine) -> Iterator[Addition]:
        """Keep one reading with its sightings, or the problems of an input."""
        reading = line.reading
        if reading is None:
            for problem in line.problems:
                self._store.add_problem(problem)
            return
        document = reading.document
        if not self._store.has_reading(document.id):
            addition = self.keep(reading, program=line.program)
            if addition.problem is None:
                self._add_sightings(line)
            yield addition
            return
        is_new = self._add_sightings(line)
        yield Addition(outcome="sighted" if is_new else "known", document=document)

    def _add_sightings(self, line: ReadingLine) -> bool:
        """Note every way in which the text was met; whether one of them is new."""
        document = line.document
        assert document is not None
        own = msgspec.structs.asdict(document)
        seen: Iterable[Seen] = line.sightings or [
            Seen(**{name: own[name] for name in Seen.__struct_fields__})
        ]
        found = [
            self._store.add_sighting(
                msgspec.structs.replace(document, **msgspec.structs.asdict(one))
            )
            for one in seen
        ]
        return any(found)

    def _build_from_parquet(
        self, paths: list[Path], workers: int | None, alone: bool
    ) -> Iterator[Addition]:
        """Keep the readings of some files in their order."""
        expected = sum(rows for path in paths for rows, _ in _list_groups(path))
        if expected <= _FEW_BATCHES * _TOGETHER:
            for path in paths:
                yield from self._build_from_small_parquet(path)
            return
        with self._store.making(expected if alone else 0):
            for is_small, run in groupby(paths, _is_in_small_groups):
                if is_small:
                    tasks = (task for path in run for task in _list_tasks(path))
                    prepared = prepare_all(tasks, _count_preparers(workers), at_hand=True)
                    yield from self.keep_prepared(prepared, [])
                else:
                    for path in run:
                        yield from self._build_from_small_parquet(path)

    def _build_from_small_parquet(self, path: Path) -> Iterator[Addition]:
        try:
            for batch in _cut(read_readings(path)):
                yield from self._keep_together(batch, str(path))
        except BadInputError as error:
            yield self.keep(Problem(code=error.code, message=str(error), path=str(path)))

    def _keep_together(self, batch: list[ReadingLine | BadInputError], name: str) -> list[Addition]:
        """Keep lines in one transaction, which is several times as fast as one for each.

        Where one of them cannot be kept, nothing of it may stay: they are then kept one by one.
        """
        try:
            with self._store.transaction():
                return self._keep_all(batch, name)
        except _RefusedError:
            return [a for line in batch for a in self._keep_or_explain(line, name)]

    def _keep_all(self, batch: list[ReadingLine | BadInputError], name: str) -> list[Addition]:
        additions = [a for line in batch for a in self._keep_or_explain(line, name)]
        if any(addition.problem is not None for addition in additions):
            raise _RefusedError
        return additions

    def _keep_or_explain(self, line: ReadingLine | BadInputError, name: str) -> Iterator[Addition]:
        if isinstance(line, BadInputError):
            yield self.keep(Problem(code=line.code, message=str(line), path=name))
        else:
            yield from self.keep_line(line)

    def _build_from_case(self, path: Path, alone: bool) -> Iterator[Addition]:
        name, judged = str(path), list[Judgement]()
        with closing(SqliteStore(path, create=False)) as store:
            batches = _cut(_set_aside(Giving(store, self._settings).list_readings(), judged))
            for batch in islice(batches, _FEW_BATCHES):
                yield from self._keep_together(batch, name)
            prepared = (
                [one for line in batch for one in prepare_line(line, name, get_version())]
                for batch in batches
            )
            with self._store.making(store.count().documents if alone else 0):
                yield from self.keep_prepared(prepared, judged)
        yield from self._keep_judgements(judged, name)

    def _keep_judgements(self, judged: list[Judgement], name: str) -> Iterator[Addition]:
        """Add decisions to the log, all at once; one that was changed on the way is a problem."""
        if not judged:
            return
        report = self.import_judgements(map(msgspec.json.encode, judged))
        for bad in report.bad:
            message = f"judgement {bad.number}: {bad.message}"
            yield self.keep(Problem(code="malformed", message=message, path=name))


def _list_partitions(folder: Path) -> list[Path]:
    """The files of the whole partitions of a corpus, in their order."""
    names = sorted(done.stem for done in (folder / "done").glob("*.json"))
    if not names:
        raise UsageError(
            f"{folder}: a folder that `read-corpus` wrote was expected, it holds no whole partition"
        )
    return [folder / "readings" / f"{name}.parquet" for name in names]


def _is_in_small_groups(path: Path) -> bool:
    most_rows, most_bytes = _LARGEST_GROUP
    return all(rows <= most_rows and size <= most_bytes for rows, size in _list_groups(path))


def _list_tasks(path: Path) -> Iterator[Group]:
    try:
        groups = list_groups(path)
    except BadInputError:
        groups = [(0, 0)]  # its task says that it cannot be read
    for group, (_, size) in enumerate(groups):
        yield Group(str(path), group, get_version(), size)


def _list_groups(path: Path) -> list[tuple[int, int]]:
    try:
        return list_groups(path)
    except BadInputError:
        return []


def _count_preparers(workers: int | None) -> int:
    """How many processes prepare what this one writes."""
    return min(_MOST_PREPARERS, (choose_workers() if workers is None else workers) - 1)


def _cut_lines(lines: Iterable[bytes], name: str) -> Iterator[Lines]:
    """Lines in batches of what is prepared together."""
    batch: list[bytes] = []
    first, size, started = 1, 0, time.monotonic()
    for number, line in enumerate(lines, start=1):
        batch.append(line)
        size += len(line)
        is_due = time.monotonic() - started > _TOGETHER_SECONDS
        if is_due or len(batch) == _TOGETHER or size >= _TOGETHER_CHARS:
            yield Lines(first, batch, name, get_version())
            batch, first, size, started = [], number + 1, 0, time.monotonic()
    if batch:
        yield Lines(first, batch, name, get_version())


def _set_aside(
    lines: Iterable[ReadingLine | BadInputError], judged: list[Judgement]
) -> Iterator[ReadingLine | BadInputError]:
    """Lines without those of judgements, which are added to `judged`."""
    for line in lines:
        if isinstance(line, ReadingLine) and line.judgement is not None:
            judged.append(line.judgement)
        else:
            yield line


def _cut(
    lines: Iterable[ReadingLine | BadInputError],
) -> Iterator[list[ReadingLine | BadInputError]]:
    batch: list[ReadingLine | BadInputError] = []
    chars, started = 0, time.monotonic()
    for line in lines:
        batch.append(line)
        if isinstance(line, ReadingLine) and line.document is not None:
            chars += len(line.document.text)
        is_due = time.monotonic() - started > _TOGETHER_SECONDS
        if is_due or len(batch) == _TOGETHER or chars >= _TOGETHER_CHARS:
            yield batch
            batch, chars, started = [], 0, time.monotonic()
    if batch:
        yield batch
