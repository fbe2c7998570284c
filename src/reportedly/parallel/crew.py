"""Several processes that each work out tasks for the one that keeps them: a task in, bytes out.

A process that dies costs nothing: what it had in hand comes back as nothing, to be worked out by
whoever asked, and so does all the rest where none stays alive.
"""

import gc
import multiprocessing
import queue
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

_DEATHS = 3
"""Processes that may die before no more are started."""

Task = TypeVar("Task")


class Crew(Generic[Task]):
    """Processes that are started as they are needed, at most so many.

    `make` is called once in each of them and gives the function that works tasks out. It is sent
    there, as the tasks are, and so must be one that `pickle` takes.
    """

    def __init__(self, processes: int, make: Callable[[], Callable[[Task], bytes]]) -> None:
        self._make = make
        self._threads = ThreadPoolExecutor(processes, "reportedly-crew")
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
