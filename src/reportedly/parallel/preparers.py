"""Several processes that prepare what one process writes: in order, and few tasks ahead.

A process that dies costs nothing: what it had in hand is prepared here, and so is all the rest
where none stays alive.
"""

import gc
import multiprocessing
import queue
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection

from reportedly.parallel.collecting import without_collecting
from reportedly.parallel.preparing import Prepared, Task, pack, prepare, unpack

_AHEAD = 3
"""Tasks under way for each process, whatever they weigh."""
_MOST_AHEAD = 20
_BYTES_AHEAD = 64 * 1024 * 1024
"""Tasks under way for each process, and bytes of all, where none has to be waited for.

A caller that writes takes several at once and is then away for as long as those take to write.
"""
_DEATHS = 3
"""Processes that may die before no more are started."""


def prepare_all(
    tasks: Iterator[Task], processes: int, *, at_hand: bool = False
) -> Generator[list[Prepared], None, None]:
    """Yield what each task comes to, in order, worked out by so many other processes.

    With none, this process works it out. `at_hand` says that `tasks` never makes wait for the next.
    """
    if processes < 1:
        for task in tasks:
            with without_collecting():
                prepared = prepare(task)
            yield prepared
        return
    preparers = _Preparers()
    with ThreadPoolExecutor(processes, "reportedly-preparer") as threads:
        waiting: _Waiting = deque()
        try:
            for task in tasks:
                waiting.append((task, threads.submit(preparers.ask, task)))
                # What comes slowly does not wait for more: what is done is given on.
                while _is_enough(waiting, processes) or (
                    not at_hand and waiting and waiting[0][1].done()
                ):
                    yield _take(*waiting.popleft())
            while waiting:
                yield _take(*waiting.popleft())
        finally:
            for _, future in waiting:
                future.cancel()
            preparers.stop()


_Waiting = deque[tuple[Task, Future[bytes | None]]]


def _is_enough(waiting: _Waiting, processes: int) -> bool:
    if len(waiting) <= processes * _AHEAD:
        return False
    size = sum(task.size for task, _ in waiting)
    return len(waiting) > processes * _MOST_AHEAD or size > _BYTES_AHEAD


def _take(task: Task, future: Future[bytes | None]) -> list[Prepared]:
    packed = future.result()
    with without_collecting():
        return prepare(task) if packed is None else unpack(packed)


class _Preparers:
    """Processes that are idle, as many as there are threads that ask."""

    def __init__(self) -> None:
        self._idle: queue.LifoQueue[_Preparer] = queue.LifoQueue()
        self._all: list[_Preparer] = []
        self._guard = threading.Lock()
        self._deaths = 0
        self._is_stopped = False

    def ask(self, task: Task) -> bytes | None:
        """Have a task prepared; `None` where that has to be done here."""
        preparer = self._get()
        if preparer is None:
            return None
        try:
            packed = preparer.ask(task)
        except (EOFError, OSError):
            preparer.stop()
            with self._guard:
                self._deaths += 1
            return None
        self._idle.put(preparer)
        return packed

    def stop(self) -> None:
        """End the processes at once."""
        with self._guard:
            self._is_stopped = True
        for preparer in self._all:
            preparer.stop()

    def _get(self) -> "_Preparer | None":
        with suppress(queue.Empty):
            return self._idle.get_nowait()
        with self._guard:
            if self._is_stopped or self._deaths >= _DEATHS:
                return None
            try:
                preparer = _Preparer()
            except OSError:
                self._deaths = _DEATHS
                return None
            self._all.append(preparer)
        return preparer


class _Preparer:
    """One process, and the pipe to it."""

    def __init__(self) -> None:
        # Spawned, since a fork would inherit the caller's open case file.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, task: Task) -> bytes:
        self._connection.send(task)
        return self._connection.recv_bytes()

    def stop(self) -> None:
        self._process.kill()
        self._process.join()


def serve(connection: Connection) -> None:
    """Answer tasks with what they come to, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller alone answers Ctrl-C
    gc.disable()  # records hold no cycles, and looking for some takes a third of the time
    with suppress(EOFError, OSError), connection:
        while True:
            connection.send_bytes(pack(prepare(connection.recv())))
