"""Readings from corpora, files and other cases into a case: one writer, whole documents only.

What the case knows is not written again; a known text that was met in another way becomes one more
sighting. A run that was stopped goes on where it was when it is started again. Judgements come last,
when all that they speak of is there.
"""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import msgspec

from reportedly.case.adding import Adding, Addition
from reportedly.case.giving import Giving
from reportedly.case.judging import Judging
from reportedly.errors import BadInputError, UsageError
from reportedly.export.readings import ReadingLine, Seen, decode_line
from reportedly.export.readings_parquet import MAGIC, read_readings
from reportedly.records import Judgement, Problem
from reportedly.store import SqliteStore

_CASE_FILE = b"SQLite format 3\x00"
_PEEKED_BYTES = 256
_TOGETHER = 200
_TOGETHER_CHARS = 10_000_000
"""Readings, and characters of their texts, that are kept in one transaction."""
_TOGETHER_SECONDS = 1.0
"""What comes slowly, from a program that is still reading, does not wait longer to be kept."""


class _RefusedError(Exception):
    """Something of a batch cannot be kept."""


class Merging(Adding, Judging, Giving):
    """How what was read elsewhere comes into a case."""

    def build_from(
        self, path: str | os.PathLike[str], *, own_path: str | os.PathLike[str] | None = None
    ) -> Iterator[Addition]:
        """Keep what `read-corpus`, a file of readings or another case holds, part by part.

        Yields what became of each part. What it all comes to together is worked out by `settle`,
        or when it is first asked for. `own_path` is where this case is. Raises `UsageError` where
        `path` is that, nothing, or something else.
        """
        source = Path(path)
        if source.is_dir():
            yield from self._build_from_corpus(source)
            return
        if not source.is_file():
            raise UsageError(f"{source}: a file of readings or a case was expected, there is none")
        if own_path is not None and Path(own_path).exists() and source.samefile(own_path):
            raise UsageError(f"{source} is the case itself: name another file to build it from")
        with source.open("rb") as file:
            first = file.read(_PEEKED_BYTES)
        if first.startswith(MAGIC):
            yield from self._build_from_parquet(source)
            return
        if first.strip() and not first.startswith(_CASE_FILE) and first.lstrip()[:1] != b"{":
            raise UsageError(
                f"{source}: a file of readings or a case was expected; reports are read with `add`"
            )
        if first.startswith(_CASE_FILE):
            yield from self._build_from_case(source)
        else:
            with source.open("rb") as file:
                yield from self.build_from_lines(file, str(source))

    def build_from_lines(self, lines: BinaryIO, name: str) -> Iterator[Addition]:
        """Keep the readings of `lines` (see `export.readings`); a bad line becomes a problem."""
        yield from self._keep_lines(_decode_lines(lines), name)

    def _keep_lines(
        self, lines: Iterable[ReadingLine | BadInputError], name: str
    ) -> Iterator[Addition]:
        """Keep lines, and then the judgements that were among them."""
        judged: list[Judgement] = []
        for batch in _cut(_set_aside(lines, judged)):
            yield from self._keep_together(batch, name)
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

    def _build_from_corpus(self, folder: Path) -> Iterator[Addition]:
        """Keep the whole partitions of a corpus, in their order."""
        names = sorted(done.stem for done in (folder / "done").glob("*.json"))
        if not names:
            raise UsageError(
                f"{folder}: a folder that `read-corpus` wrote was expected, it holds no whole "
                "partition"
            )
        for name in names:
            yield from self._build_from_parquet(folder / "readings" / f"{name}.parquet")

    def _build_from_parquet(self, path: Path) -> Iterator[Addition]:
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

    def _build_from_case(self, path: Path) -> Iterator[Addition]:
        with closing(SqliteStore(path, create=False)) as store:
            lines = Giving(store, self._settings).list_readings()
            yield from self._keep_lines(lines, str(path))

    def _keep_judgements(self, judged: list[Judgement], name: str) -> Iterator[Addition]:
        """Add decisions to the log, all at once; one that was changed on the way is a problem."""
        if not judged:
            return
        report = self.import_judgements(map(msgspec.json.encode, judged))
        for bad in report.bad:
            message = f"judgement {bad.number}: {bad.message}"
            yield self.keep(Problem(code="malformed", message=message, path=name))


def _decode_lines(lines: Iterable[bytes]) -> Iterator[ReadingLine | BadInputError]:
    """The lines of a file; one that is none as an error that says where it stands."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield decode_line(line)
        except BadInputError as error:
            yield BadInputError(f"line {number}: {error}", code=error.code)


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
