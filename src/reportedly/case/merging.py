"""Readings from files and from other cases into a case: one writer, whole documents only.

What the case knows is not written again; a known text that was met in another way becomes one more
sighting. A run that was stopped goes on where it was when it is started again. Judgements come last,
when all that they speak of is there.
"""

import os
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
from reportedly.records import Judgement, Problem
from reportedly.store import SqliteStore

_CASE_FILE = b"SQLite format 3\x00"
_PEEKED_BYTES = 256


class Merging(Adding, Judging, Giving):
    """How what was read elsewhere comes into a case."""

    def build_from(
        self, path: str | os.PathLike[str], *, own_path: str | os.PathLike[str] | None = None
    ) -> Iterator[Addition]:
        """Keep what a file of readings or another case holds, yielding what became of each part.

        What it all comes to together is worked out by `settle`, or when it is first asked for.
        `own_path` is where this case is. Raises `UsageError` where `path` is that, no file, or
        a file of another kind.
        """
        source = Path(path)
        if not source.is_file():
            raise UsageError(f"{source}: a file of readings or a case was expected, there is none")
        if own_path is not None and Path(own_path).exists() and source.samefile(own_path):
            raise UsageError(f"{source} is the case itself: name another file to build it from")
        with source.open("rb") as file:
            first = file.read(_PEEKED_BYTES)
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
        judged: list[Judgement] = []
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                decoded = decode_line(line)
            except BadInputError as error:
                problem = Problem(code=error.code, message=f"line {number}: {error}", path=name)
                yield self.keep(problem)
                continue
            if decoded.judgement is not None:
                judged.append(decoded.judgement)
            else:
                yield from self.keep_line(decoded)
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

    def _build_from_case(self, path: Path) -> Iterator[Addition]:
        with closing(SqliteStore(path, create=False)) as store:
            judged: list[Judgement] = []
            for line in Giving(store, self._settings).list_readings():
                if line.judgement is not None:
                    judged.append(line.judgement)
                else:
                    yield from self.keep_line(line)
        yield from self._keep_judgements(judged, str(path))

    def _keep_judgements(self, judged: list[Judgement], name: str) -> Iterator[Addition]:
        """Add decisions to the log, all at once; one that was changed on the way is a problem."""
        if not judged:
            return
        report = self.import_judgements(map(msgspec.json.encode, judged))
        for bad in report.bad:
            message = f"judgement {bad.number}: {bad.message}"
            yield self.keep(Problem(code="malformed", message=message, path=name))
