"""Several processes that work out what one process uses: in order, and few tasks ahead.

A process that dies costs nothing: what it had in hand is worked out here, and so is all the rest
where none stays alive.
"""

import gc
import multiprocessing
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

_Task = TypeVar("_Task")
Work = Callable[[_Task], bytes]
"""A function of a module, which other processes find by its name: a task → what it comes to."""

_AHEAD = 3
"""Tasks under way for each process, so that none is idle while the caller uses what it is given."""
_MOST_AHEAD = 20
_BYTES_AHEAD = 64 * 1024 * 1024
"""Tasks under way for each process, and bytes of all that are more than that, where all are at hand.

A caller that gathers what several come to is away for as long as it takes to use all of that.
"""
_DEATHS = 3
"""Processes that may die before no more are started."""


def do_all(
    work: Work[_Task],
    tasks: Iterator[_Task],
    processes: int,
    *,
    weigh: Callable[[_Task], int] | None = None,
) -> Generator[bytes, None, None]:
    """Yield what each task comes to, in order, worked out by so many other processes.

    With none, this process works it out. Tasks must be such that `pickle` carries them. Where
    `tasks` never makes wait for the next, `weigh` tells about how many bytes one comes to: more of
    them are then under way.
    """
    if processes < 1:
        for task in tasks:
            yield work(task)
        return
    crew = _Crew(work)
    with ThreadPoolExecutor(processes, "reportedly-crew") as threads:
        waiting: deque[tuple[_Task, Future[bytes | None]]] = deque()
        try:
            for task in tasks:
                waiting.append((task, threads.submit(crew.ask, task)))
                if weigh is None:
                    # What comes slowly does not wait for more: what is done is given on.
                    while len(waiting) > processes * _AHEAD or (waiting and waiting[0][1].done()):
                        yield _take(work, *waiting.popleft())
                    continue
                while _is_enough([weigh(one) for one, _ in waiting], processes):
                    yield _take(work, *waiting.popleft())
            while waiting:
                yield _take(work, *waiting.popleft())
        finally:
            for _, future in waiting:
                future.cancel()
            crew.stop()


def _is_enough(sizes: list[int], processes: int) -> bool:
    """Whether tasks of those sizes are as many as may be under way."""
    if len(sizes) <= processes * _AHEAD:
        return False
    return len(sizes) > processes * _MOST_AHEAD or sum(sizes) > _BYTES_AHEAD


def _take(work: Work[_Task], task: _Task, future: Future[bytes | None]) -> bytes:
    done = future.result()
    return work(task) if done is None else done


class _Crew(Generic[_Task]):
    """Processes that are idle, as many as there are threads that ask."""

    def __init__(self, work: Work[_Task]) -> None:
        self._work = work
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._all: list[Worker] = []
        self._guard = threading.Lock()
        self._deaths = 0
        self._is_stopped = False

    def ask(self, task: _Task) -> bytes | None:
        """Have a task worked out; `None` where that has to be done here."""
        worker = self._get()
        if worker is None:
            return None
        try:
            done = worker.ask(task)
        except (EOFError, OSError):
            worker.stop()
            with self._guard:
                self._deaths += 1
            return None
        self._idle.put(worker)
        return done

    def stop(self) -> None:
        """End the processes at once."""
        with self._guard:
            self._is_stopped = True
        for worker in self._all:
            worker.stop()

    def _get(self) -> "Worker | None":
        with suppress(queue.Empty):
            return self._idle.get_nowait()
        with self._guard:
            if self._is_stopped or self._deaths >= _DEATHS:
                return None
            try:
                worker = Worker(self._work)
            except OSError:
                self._deaths = _DEATHS
                return None
            self._all.append(worker)
        return worker


class Worker:
    """One process, and the pipe to it."""

    def __init__(self, work: Work[Any]) -> None:
        # Spawned, since a fork would inherit the caller's open case file.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, work), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int | None:
        """The number of the process."""
        return self._process.pid

    def ask(self, task: object) -> bytes:
        """Return what a task comes to. Raises `EOFError` or `OSError` where the process died."""
        self._connection.send(task)
        return self._connection.recv_bytes()

    def stop(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()


def serve(connection: Connection, work: Work[Any]) -> None:
    """Answer tasks with what they come to, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller alone answers Ctrl-C
    gc.disable()  # records hold no cycles, and looking for some takes a third of the time
    with suppress(EOFError, OSError), connection:
        while True:
            connection.send_bytes(work(connection.recv()))
