"""Several processes that each work out tasks for the one that keeps them: a task in, bytes out.

A process that dies costs nothing: what it had in hand comes back as nothing, to be worked out by
whoever asked, and so does all the rest where none stays alive.
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
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from reportedly.parallel.interrupts import keep_interrupts_out

_AHEAD = 3
"""Tasks under way for each process, so that none is idle while the caller uses what it is given."""
_MOST_AHEAD = 20
_BYTES_AHEAD = 64 * 1024 * 1024
"""Tasks under way for each process, and bytes of all that are more than that, where all are at hand.

A caller that gathers what several come to is away for as long as it takes to use all of that.
"""
_DEATHS = 3
"""Processes that may die before no more are started."""

Task = TypeVar("Task")


def do_all(
    work: Callable[[Task], bytes],
    tasks: Iterator[Task],
    processes: int,
    *,
    weigh: Callable[[Task], int] | None = None,
    here: Callable[[Task], bytes] | None = None,
) -> Generator[bytes, None, None]:
    """Yield what each task comes to, in order, worked out by so many other processes.

    With none, this process works it out, and what became of no process is worked out here too. `work`
    and tasks must be such that `pickle` carries them. Where `tasks` never makes wait for the next,
    `weigh` tells about how many bytes one comes to: more of them are then under way. Given a
    function `here` this process works out tasks by it too, in place of waiting.
    """
    if processes < 1:
        for task in tasks:
            yield (here or work)(task)
        return
    crew: Crew[Task] = Crew(processes, partial(_give, work))
    waiting: deque[tuple[Task, Future[bytes | None]]] = deque()
    try:
        for task in tasks:
            if here and len(waiting) > processes * _AHEAD and not waiting[0][1].done():
                waiting.append((task, _do(here, task)))
            else:
                waiting.append((task, crew.submit(task)))
            while _is_enough(waiting, processes, weigh, joins=here is not None):
                yield _take(here or work, *waiting.popleft())
        while waiting:
            yield _take(here or work, *waiting.popleft())
    finally:
        crew.stop()


def _is_enough(
    waiting: deque[tuple[Task, Future[bytes | None]]],
    processes: int,
    weigh: Callable[[Task], int] | None,
    *,
    joins: bool,
) -> bool:
    """Whether the first of those under way is to be given on before one more is begun."""
    if joins:
        # What one that hangs holds up is held here, and has a bound.
        is_full = len(waiting) > processes * _MOST_AHEAD
        return bool(waiting and (is_full or waiting[0][1].done()))
    if weigh is None:
        # What comes slowly does not wait for more: what is done is given on.
        return len(waiting) > processes * _AHEAD or bool(waiting and waiting[0][1].done())
    if len(waiting) <= processes * _AHEAD:
        return False
    return (
        len(waiting) > processes * _MOST_AHEAD
        or sum(weigh(task) for task, _ in waiting) > _BYTES_AHEAD
    )


def _take(work: Callable[[Task], bytes], task: Task, future: Future[bytes | None]) -> bytes:
    done = future.result()
    return work(task) if done is None else done


def _do(work: Callable[[Task], bytes], task: Task) -> "Future[bytes | None]":
    done: Future[bytes | None] = Future()
    done.set_result(work(task))
    return done


def _give(work: Callable[[Task], bytes]) -> Callable[[Task], bytes]:
    return work


class Crew(Generic[Task]):
    """Processes that are started as they are needed, at most so many.

    `make` is called once in each of them and gives the function that works tasks out. It is sent
    there, as the tasks are, and so must be one that `pickle` takes.
    """

    def __init__(self, processes: int, make: Callable[[], Callable[[Task], bytes]]) -> None:
        self._make = make
        self._threads = ThreadPoolExecutor(processes, "reportedly-crew", keep_interrupts_out)
        self._idle: queue.LifoQueue[Member] = queue.LifoQueue()
        self._all: list[Member] = []
        self._guard = threading.Lock()
        self._deaths = 0
        self._is_stopped = False

    def submit(self, task: Task) -> "Future[bytes | None]":
        """Have a task worked out; it comes to `None` where that has to be done here."""
        return self._threads.submit(self._ask, task)

    def stop(self) -> None:
        """End the processes at once."""
        with self._guard:
            self._is_stopped = True
        for member in self._all:
            member.stop()
        self._threads.shutdown(cancel_futures=True)

    def _ask(self, task: Task) -> bytes | None:
        member = self._get()
        if member is None:
            return None
        try:
            packed = member.ask(task)
        except (EOFError, OSError):
            member.stop()
            with self._guard:
                self._deaths += 1
            return None
        self._idle.put(member)
        return packed

    def _get(self) -> "Member | None":
        with suppress(queue.Empty):
            return self._idle.get_nowait()
        with self._guard:
            if self._is_stopped or self._deaths >= _DEATHS:
                return None
            try:
                member = Member(self._make)
            except OSError:
                self._deaths = _DEATHS
                return None
            self._all.append(member)
        return member


class Member:
    """One process, and the pipe to it."""

    def __init__(self, make: Callable[[], Callable[[Any], bytes]]) -> None:
        # Spawned, since a fork would inherit the caller's open case file.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, make), daemon=True)
        self.process.start()
        theirs.close()

    def ask(self, task: object) -> bytes:
        """Return what a task comes to. Raises `EOFError` or `OSError` where the process is dead."""
        self._connection.send(task)
        return self._connection.recv_bytes()

    def stop(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()


def serve(connection: Connection, make: Callable[[], Callable[[Any], bytes]]) -> None:
    """Answer tasks with what they come to, until the pipe is closed or one fails."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller alone answers Ctrl-C
    gc.disable()  # records hold no cycles, and looking for some takes a third of the time
    # Whoever asked works out what failed here, and there the error shows.
    with suppress(Exception), connection:
        work = make()
        while True:
            connection.send_bytes(work(connection.recv()))
