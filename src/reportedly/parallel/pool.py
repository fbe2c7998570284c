"""Several reading processes, each watched: one that dies or hangs costs the document it read.

Each process has a thread here that hands it a batch, takes the results, and replaces it. Documents
without a result when it went are read again one by one; one that takes its process along again is
a problem. Batches come out in order, and few are under way at a time.
"""

import multiprocessing
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Literal, TypeVar

from reportedly.errors import ReportedlyError
from reportedly.parallel.interrupts import keep_interrupts_out
from reportedly.parallel.worker import READY, serve
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings

_BATCHES_AHEAD = 4
"""Batches under way for each process, so that none is idle while the caller stores readings."""
_STARTS = 3
"""Processes in a row that may die before they are ready."""
_START_S = 300.0
_WAKE_S = 0.5
"""How often the waiting caller looks up: Ctrl-C does not wake it on every system."""

Passed = TypeVar("Passed")
_Fate = Literal["died", "hung"]


def read_in_pool(
    batches: Iterator[list[Document | Passed]],
    settings: Settings,
    workers: int,
    serve: Callable[[Connection, Settings], None] = serve,
) -> Generator[Reading | Problem | Passed, None, None]:
    """Yield the results of each batch in order, read by `workers` processes that run `serve`.

    Raises `ReportedlyError` where no process can be made to read.
    """
    pool = Pool(settings, workers, serve)
    try:
        yield from pool.read(batches)
    finally:
        # What they still read is wanted no longer: waiting for it could take a minute.
        pool.stop()


class _Batch:
    """Documents that are read together, and their results as they come."""

    def __init__(self, documents: list[Document]) -> None:
        self.documents = documents
        self.results: list[Reading | Problem | None] = [None] * len(documents)
        self.is_done = not documents

    def list_open(self) -> list[int]:
        """Return the places that have no result yet."""
        return [n for n, result in enumerate(self.results) if result is None]


class Pool:
    """The batches that wait to be read, and the threads that watch over the processes."""

    def __init__(
        self,
        settings: Settings,
        workers: int,
        serve: Callable[[Connection, Settings], None] = serve,
    ) -> None:
        self.settings, self.serve = settings, serve
        self._most = workers
        self._threads: list[_Keeper] = []
        self._todo: deque[_Batch] = deque()
        self._changed = threading.Condition()
        self._error: ReportedlyError | None = None
        self._idle = 0
        self.is_stopped = False

    def read(
        self, batches: Iterator[list[Document | Passed]]
    ) -> Generator[Reading | Problem | Passed, None, None]:
        """Yield the results of each batch in order; the processes stay for the next call."""
        waiting: deque[tuple[list[Document | Passed], _Batch]] = deque()
        for items in batches:
            waiting.append((items, self.add([i for i in items if isinstance(i, Document)])))
            if len(waiting) >= self._most * _BATCHES_AHEAD:
                yield from _merge(*waiting.popleft(), self)
        while waiting:
            yield from _merge(*waiting.popleft(), self)

    def add(self, documents: list[Document]) -> _Batch:
        """Have documents read; another process is started only if all have something to do."""
        batch = _Batch(documents)
        if batch.is_done:
            return batch
        with self._changed:
            self._todo.append(batch)
            if len(self._todo) > self._idle and len(self._threads) < self._most:
                keeper = _Keeper(self)
                self._threads.append(keeper)
                keeper.start()
            self._changed.notify_all()
        return batch

    def take(self) -> _Batch | None:
        """Wait for a batch to read; `None` when there will be none."""
        with self._changed:
            self._idle += 1
            self._changed.wait_for(lambda: self.is_stopped or bool(self._todo))
            self._idle -= 1
            return None if self.is_stopped else self._todo.popleft()

    def finish(self, batch: _Batch) -> None:
        """Note that a batch has all its results."""
        with self._changed:
            batch.is_done = True
            self._changed.notify_all()

    def fail(self, error: ReportedlyError) -> None:
        """Note that nothing can be read."""
        with self._changed:
            self._error = self._error or error
            self._changed.notify_all()

    def wait_for(self, batch: _Batch) -> None:
        """Wait until a batch is read. Raises what keeps everything from being read."""
        with self._changed:
            while not batch.is_done:
                if self._error is not None:
                    raise self._error
                self._changed.wait(_WAKE_S)

    def stop(self) -> None:
        """End all processes, at once where they read."""
        with self._changed:
            self.is_stopped = True
            self._changed.notify_all()
        for keeper in self._threads:
            keeper.end_process()
        for keeper in self._threads:
            keeper.join()


class _Keeper(threading.Thread):
    """A reading process and the thread that hands it batches; a dead process is replaced."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(daemon=True, name="reportedly-reader")
        self._pool = pool
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._guard = threading.Lock()

    def run(self) -> None:
        """Read batch after batch until the pool is stopped."""
        keep_interrupts_out()
        try:
            while (batch := self._pool.take()) is not None:
                self._read(batch)
                self._pool.finish(batch)
        except _StoppedError:
            pass
        except ReportedlyError as error:
            self._pool.fail(error)
        except Exception as error:  # noqa: BLE001 - else the caller would wait for ever
            self._pool.fail(ReportedlyError(f"a reading process failed: {error}"))
        finally:
            self.end_process()

    def _read(self, batch: _Batch) -> None:
        if self._ask(batch, batch.list_open()) is None:
            return
        # One of these took the process along: which one, shows when each is alone.
        for n in batch.list_open():
            fate = self._ask(batch, [n])
            if fate is not None:
                batch.results[n] = _explain(batch.documents[n], fate, self._pool.settings)

    def _ask(self, batch: _Batch, places: list[int]) -> _Fate | None:
        """Have documents of a batch read; what became of the process, `None` if it lives on."""
        connection = self._connection or self._start()
        fate: _Fate | None = None
        try:
            connection.send([batch.documents[n] for n in places])
            for n in places:
                if not connection.poll(self._pool.settings.max_seconds):
                    fate = "hung"
                    break
                batch.results[n] = _check(connection.recv())
        except (EOFError, OSError):
            fate = "died"
        if fate is not None:
            self.end_process()
        if self._pool.is_stopped:
            raise _StoppedError
        return fate

    def _start(self) -> Connection:
        """Start a process and wait until it can read."""
        # Spawned, since a fork would inherit the caller's open case file.
        context = multiprocessing.get_context("spawn")
        for _ in range(_STARTS):
            ours, theirs = context.Pipe()
            process = context.Process(
                target=self._pool.serve, args=(theirs, self._pool.settings), daemon=True
            )
            with self._guard, _STARTING:
                if self._pool.is_stopped:
                    raise _StoppedError
                process.start()
                self._process, self._connection = process, ours
            theirs.close()
            with suppress(EOFError, OSError):
                if ours.poll(_START_S) and _check(ours.recv()) == READY:
                    return ours
            self.end_process()
            if self._pool.is_stopped:
                raise _StoppedError
        raise ReportedlyError(
            "a reading process died before it could read (too little memory? a script that starts "
            "several workers without 'if __name__ == \"__main__\":'?): try fewer --workers; "
            "what was stored stays"
        )

    def end_process(self) -> None:
        """Kill the process, whatever it does, and let go of it."""
        with self._guard:
            if self._process is not None:
                self._process.kill()
                self._process.join()
            if self._connection is not None and threading.current_thread() is self:
                self._connection.close()
                self._process = self._connection = None


_STARTING = threading.Lock()
"""multiprocessing keeps its list of children without a lock."""


class _StoppedError(Exception):
    """The caller wants nothing more."""


def _check(message: Any) -> Any:
    if isinstance(message, ReportedlyError):
        raise message
    return message


def _merge(
    items: list[Document | Passed], batch: _Batch, pool: Pool
) -> Iterator[Reading | Problem | Passed]:
    pool.wait_for(batch)
    results = iter(batch.results)
    for item in items:
        if not isinstance(item, Document):
            yield item
        elif (result := next(results)) is not None:
            yield result


def _explain(document: Document, fate: _Fate, settings: Settings) -> Problem:
    if fate == "hung":
        code = "too-long"
        message = (
            f"at most {settings.max_seconds:g} s a report were expected, this one "
            f"({len(document.text)} characters) took longer: it was left out; split it, or "
            "set REPORTEDLY_MAX_SECONDS"
        )
    else:
        code = "killed"
        message = (
            "the process that read this report was ended twice while it did (too little memory, or "
            "a fault of the reader): it was left out; split it, and please send it to us"
        )
    return Problem(
        code=code,
        message=message,
        document=document.id,
        external_id=document.external_id,
        path=document.path,
    )
