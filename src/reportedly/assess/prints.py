"""Very many documents that are new → what they share with others, sought for all at once.

The fingerprints of all are sorted, so that none is looked up: where a document shares one with those
before it is seen from where its rows stand. They are written to the case in their order at last, each
page of it once. Nothing here writes to the case; what is found is given on bit by bit.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import SpooledTemporaryFile, gettempdir
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from reportedly.assess.copying import align_all
from reportedly.assess.pairing import Numbers, Shared, Table, choose_pairs, find_starts
from reportedly.errors import CaseError
from reportedly.parallel.crew import do_all
from reportedly.store import SqliteStore
from reportedly.store.copied import NOT_SOUGHT, SOUGHT, Copied, Passages
from reportedly.weigh import COMMON_AT, find_prints
from reportedly.weigh.columns import are_among

_PRINT = np.dtype([("run", "<i8"), ("document", "<i8"), ("position", "<i4")])
_Prints = NDArray[np.void]
"""Rows of `_PRINT`."""
_TEXTS = 500
"""Documents whose fingerprints are found, or copies sought, at once."""
_HELD_AT_ONCE = 100_000
_PRINTS_A_DOCUMENT = 200
"""By which is estimated into how many parts they are sorted."""
_PRINTS_A_PART = 4_000_000
"""So many rows are sorted at once: 80 MB, and as much again a few times."""
_IN_MEMORY = 1 << 22
"""Bytes of a part that are kept in memory, more go to a scratch file."""


class Sought(NamedTuple):
    """Documents whose copies were sought, and the passages that were found."""

    documents: list[int]
    passages: list[Passages]


class Printed(NamedTuple):
    """Fingerprints that are to be kept, each (hash, document, position), in their order."""

    rows: _Prints


Found = Sought | Printed


def search_copies(
    copied: Copied, path: Path | None, processes: int
) -> Generator[Found | None, None, None]:
    """Yield what is found for the documents that wait, the earliest first, then all fingerprints.

    What comes before, and takes long, yields `None` again and again.

    So many `processes` read the texts of the case at `path` beside this one; with none this one does.
    """
    if path is None or processes < 1:
        path, processes = None, 0
    crew = _Crew(copied, path, processes)
    states = copied.list_states()
    with _Parts(max(1, len(states) * _PRINTS_A_DOCUMENT // _PRINTS_A_PART)) as parts:
        is_sought = {document for document, state in states if state == SOUGHT}
        printed = yield from _hold(copied, parts, is_sought)
        new = [document for document, state in states if state == NOT_SOUGHT]
        yield Sought([document for document in new if document in printed], [])
        asked = [document for document in new if document not in printed]
        for prints in crew.print_all(sorted({*asked, *is_sought})):
            parts.add(prints)
            yield None
        table = yield from parts.reduce(np.array(asked, dtype=np.int64))
        yield from _search(crew, table, asked)
        unprinted = np.array(sorted({*asked, *is_sought}), dtype=np.int64)
        for prints in parts.read():
            mine = prints[are_among(prints["document"], unprinted)]
            for first in range(0, len(mine), _HELD_AT_ONCE):
                yield Printed(mine[first : first + _HELD_AT_ONCE])


def _hold(copied: Copied, parts: "_Parts", is_sought: set[int]) -> Generator[None, None, set[int]]:
    """Take in the fingerprints that the case has, and return of which documents they are."""
    printed: set[int] = set()
    sought = np.array(sorted(is_sought), dtype=np.int64)
    for rows in copied.walk_runs(_HELD_AT_ONCE):
        prints = np.array(rows, dtype=_PRINT)
        # Of those that were sought all are found anew, since not all may be kept.
        prints = prints[~are_among(prints["document"], sought)]
        printed.update(np.unique(prints["document"]).tolist())
        parts.add(prints)
        yield
    return printed


def _search(crew: "_Crew", table: Table, asked: Sequence[int]) -> Iterator[Sought]:
    """Yield for the documents that are asked about what they share, in their order."""
    rows = np.flatnonzero(table.before)
    rows = rows[np.argsort(table.documents[rows], kind="stable")]
    owners = table.documents[rows]
    turns = [list(asked[first : first + _TEXTS]) for first in range(0, len(asked), _TEXTS)]

    def choose() -> Iterator[list[Shared]]:
        for turn in turns:
            first, last = np.searchsorted(owners, (turn[0], turn[-1] + 1))
            chosen = choose_pairs(table, turn, rows[first:last])
            yield [one for some in chosen for one in some]

    for turn, passages in zip(turns, crew.align_all(choose()), strict=True):
        yield Sought(turn, passages)


class _Crew:
    """Those who find fingerprints and passages: other processes, and this one."""

    def __init__(self, copied: Copied, path: Path | None, processes: int) -> None:
        self._copied, self._path, self._processes = copied, path, processes

    def print_all(self, documents: Sequence[int]) -> Iterator[_Prints]:
        """Yield the fingerprints of documents, in their order."""
        starts = range(0, len(documents), _TEXTS)
        tasks = (list(documents[first : first + _TEXTS]) for first in starts)
        there = partial(_print_there, self._path)
        here = partial(_print_texts, self._copied)
        for found in do_all(there, tasks, self._processes, here=here):
            yield np.frombuffer(found, dtype=_PRINT)

    def align_all(self, tasks: Iterator[list[Shared]]) -> Iterator[list[Passages]]:
        """Yield the passages that the pairs of each task share."""
        there = partial(_align_there, self._path)
        here = partial(_align, self._copied)
        for found in do_all(there, tasks, self._processes, here=here):
            rows = np.frombuffer(found, dtype=np.int64).reshape(-1, 7).tolist()
            yield [(a, b, c, d, e, f, g) for a, b, c, d, e, f, g in rows]


def _print_texts(copied: Copied, documents: Iterable[int]) -> bytes:
    texts = copied.get_texts(documents)
    found: list[_Prints] = []
    for key, (_, text) in sorted(texts.items()):
        hashes, places = find_prints(text)
        prints = np.empty(len(hashes), dtype=_PRINT)
        prints["run"], prints["document"], prints["position"] = hashes, key, places
        found.append(prints)
    return b"".join(prints.tobytes() for prints in found)


def _align(copied: Copied, pairs: Sequence[Shared]) -> bytes:
    return np.array(align_all(copied, pairs), dtype=np.int64).tobytes()


_opened: dict[Path | None, SqliteStore] = {}
"""The case that a process which works for another one reads."""


def _print_there(path: Path | None, documents: Sequence[int]) -> bytes:
    return _print_texts(_open(path), documents)


def _align_there(path: Path | None, pairs: Sequence[Shared]) -> bytes:
    return _align(_open(path), pairs)


def _open(path: Path | None) -> Copied:
    if path not in _opened:
        _opened[path] = SqliteStore(path, create=False)
    return _opened[path].copied


class _Parts:
    """Fingerprints in parts that follow each other in the order of their hashes."""

    def __init__(self, number: int) -> None:
        self._width = ((1 << 64) + number - 1) // number
        self._stack = ExitStack()
        self._files = [
            self._stack.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115
            for _ in range(number)
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, prints: _Prints) -> None:
        """Take in fingerprints: those of earlier documents first, and in the order of their places."""
        if len(self._files) == 1:
            _write(self._files[0], prints)
            return
        numbers = prints["run"].astype(np.uint64) + np.uint64(1 << 63)
        numbers //= np.uint64(self._width)
        order = np.argsort(numbers, kind="stable")
        ends = np.searchsorted(numbers[order], np.arange(len(self._files)), side="right")
        first = 0
        for file, last in zip(self._files, ends.tolist(), strict=True):
            _write(file, prints[order[first:last]])
            first = last

    def read(self) -> Iterator[_Prints]:
        """Yield the parts one after the other."""
        for file in self._files:
            file.seek(0)
            yield np.frombuffer(file.read(), dtype=_PRINT)

    def reduce(self, asked: Numbers) -> Generator[None, None, Table]:
        """Sort all, and return those that are asked about or stand before one that is."""
        tables: list[Table] = []
        held = 0
        for file, part in zip(self._files, self.read(), strict=True):
            # Those of one fingerprint stay in the order in which they came.
            prints = part[np.argsort(part["run"], kind="stable")]
            file.seek(0)
            _write(file, prints)
            table = _reduce(prints, asked)
            tables.append(table._replace(starts=table.starts + held))
            held += len(table.documents)
            yield
        return Table(*(np.concatenate(columns) for columns in zip(*tables, strict=True)))


def _write(file: SpooledTemporaryFile[bytes], prints: _Prints) -> None:
    try:
        file.write(prints.tobytes())
    except OSError as error:
        raise CaseError(
            f"what reports copy cannot be sought, since a scratch file cannot be written ({error}): "
            f"make room in {gettempdir()}, or name another folder with TMPDIR; what was kept is kept"
        ) from error


def _reduce(prints: _Prints, asked: Numbers) -> Table:
    """Of sorted fingerprints those that are asked about, with those that stand before them."""
    documents = prints["document"].astype(np.int64)
    starts = find_starts(prints["run"])
    before = find_starts(prints["run"], documents) - starts
    before[(before > COMMON_AT) | ~are_among(documents, asked)] = 0
    firsts = np.flatnonzero(starts == np.arange(len(starts)))
    if not len(firsts):
        return Table(documents, documents, starts, before)
    most = np.repeat(np.maximum.reduceat(before, firsts), np.diff(firsts, append=len(starts)))
    is_kept = (np.arange(len(starts)) - starts < most) | (before > 0)
    places = np.cumsum(is_kept) - 1
    positions = prints["position"][is_kept].astype(np.int64)
    return Table(documents[is_kept], positions, places[starts[is_kept]], before[is_kept])
