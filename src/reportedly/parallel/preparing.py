"""Lines of readings → what a case keeps of them, worked out before anything is written.

Pure: the same line gives the same, in this process or in another. What comes from another process
crosses over as bytes of plain values, which is many times as fast as records.
"""

import marshal
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from reportedly.errors import BadInputError
from reportedly.export.readings import ReadingLine, decode_line
from reportedly.export.readings_parquet import read_readings
from reportedly.records import Document, Judgement, Problem
from reportedly.store.plain import (
    Derived,
    PlainProblem,
    PlainReading,
    lay_out_problem,
    lay_out_reading,
)

_PROBLEM = msgspec.json.Decoder(Problem)
_JUDGEMENT = msgspec.json.Decoder(Judgement)


class Lines(NamedTuple):
    """Lines of a file of readings, and the number of the first."""

    first: int
    lines: list[bytes]
    name: str
    program: str

    @property
    def size(self) -> int:
        """Bytes of all lines."""
        return sum(map(len, self.lines))


class Group(NamedTuple):
    """A group of rows of a Parquet file of readings, and how many bytes it has."""

    path: str
    group: int
    program: str
    size: int = 0


Task = Lines | Group
"""What is prepared together. `program` is the version that lines without one were read by."""


class Refused(NamedTuple):
    """A line that cannot be kept, and the problem that says so."""

    plain: PlainProblem
    problem: Problem


class Silent(NamedTuple):
    """A problem of an input that the readings tell of: kept, and nothing more."""

    plain: PlainProblem


class Judged(NamedTuple):
    """What a person decided."""

    judgement: Judgement


class Read(NamedTuple):
    """A reading."""

    plain: PlainReading


Prepared = Read | Refused | Silent | Judged


def prepare(task: Task) -> list[Prepared]:
    """Return what is to be kept of the lines of a task, in their order."""
    name = task.path if isinstance(task, Group) else task.name
    return [one for line in _read_lines(task) for one in prepare_line(line, name, task.program)]


def prepare_line(line: ReadingLine | BadInputError, name: str, program: str) -> Iterator[Prepared]:
    """Yield what is to be kept of one line of the file `name`."""
    if isinstance(line, BadInputError):
        yield _refuse(Problem(code=line.code, message=str(line), path=name))
        return
    if line.judgement is not None:
        yield Judged(line.judgement)
        return
    reading = line.reading
    if reading is None:
        for problem in line.problems:
            yield Silent(PlainProblem(lay_out_problem(problem)))
        return
    document = reading.document
    seen = [
        msgspec.structs.replace(document, **msgspec.structs.asdict(one)) for one in line.sightings
    ]
    try:
        yield Read(lay_out_reading(reading, line.program or program, seen))
    except BadInputError as error:
        yield _refuse(explain(error, document))


def explain(error: BadInputError, document: Document) -> Problem:
    """Return the problem that says why a document cannot be stored."""
    return Problem(
        code=error.code,
        message=str(error),
        external_id=document.external_id,
        path=document.path,
    )


def pack(prepared: list[Prepared]) -> bytes:
    """Return bytes from which `unpack` gives the same again."""
    rows: list[tuple[object, ...]] = []
    for one in prepared:
        if isinstance(one, Read):
            document, own, sightings, derived, claims = one.plain
            rows.append((0, document, own, sightings, tuple(derived), claims))
        elif isinstance(one, Refused):
            rows.append((1, one.plain.row, msgspec.json.encode(one.problem)))
        elif isinstance(one, Silent):
            rows.append((2, one.plain.row))
        else:
            rows.append((3, msgspec.json.encode(one.judgement)))
    return marshal.dumps(rows)


def unpack(packed: bytes) -> list[Prepared]:
    """Return what was packed by another process of this program."""
    prepared: list[Prepared] = []
    for kind, *values in marshal.loads(packed):  # noqa: S302 - from our own process, over its pipe
        if kind == 0:
            document, own, sightings, derived, claims = values
            prepared.append(Read(PlainReading(document, own, sightings, Derived(*derived), claims)))
        elif kind == 1:
            prepared.append(Refused(PlainProblem(values[0]), _PROBLEM.decode(values[1])))
        elif kind == 2:
            prepared.append(Silent(PlainProblem(values[0])))
        else:
            prepared.append(Judged(_JUDGEMENT.decode(values[0])))
    return prepared


def _read_lines(task: Task) -> Iterator[ReadingLine | BadInputError]:
    if isinstance(task, Group):
        try:
            yield from read_readings(Path(task.path), [task.group])
        except BadInputError as error:
            yield error
        return
    yield from decode_lines(task.lines, task.first)


def decode_lines(
    lines: Iterator[bytes] | list[bytes], first: int = 1
) -> Iterator[ReadingLine | BadInputError]:
    """Yield the lines of a file; one that is none as an error that says where it stands."""
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        try:
            yield decode_line(line)
        except BadInputError as error:
            yield BadInputError(f"line {number}: {error}", code=error.code)


def _refuse(problem: Problem) -> Refused:
    return Refused(PlainProblem(lay_out_problem(problem)), problem)
