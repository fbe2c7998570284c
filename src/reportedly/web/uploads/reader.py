"""Our end of the process that reads: started when it is first needed, ended when it must not go on."""

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from reportedly.parallel.interrupts import keep_interrupts_out
from reportedly.settings import Settings
from reportedly.web.uploads.worker import Event, Program, Stop, Task, work

_ENDS_IN_S = 5.0


class Reader:
    """Reads tasks in a process of its own, which stays for the next so that its model is loaded once."""

    def __init__(self, path: Path, settings: Settings, program: type[Program]) -> None:
        self._of = (path, settings, program)
        self._process: Any = None
        self._pipe: Connection | None = None

    def begin(self, task: Task) -> None:
        """Have a task done; nothing may be under way."""
        try:
            self._start().send(task)
        except OSError:  # it went between two tasks: killed for memory, perhaps
            self.kill()
            self._start().send(task)

    def stop(self) -> None:
        """Ask it to read no further document."""
        if self._pipe is not None:
            self._pipe.send(Stop())

    def wait(self, timeout_s: float) -> Event | None:
        """Return what it tells next, nothing if it does not within the time.

        Raises `EOFError` where the process is gone.
        """
        if self._pipe is None or not self._pipe.poll(timeout_s):
            return None
        try:
            told: Event = self._pipe.recv()
        except OSError as error:
            raise EOFError from error
        return told

    def kill(self) -> None:
        """End it at once. What it had not yet kept is not kept at all."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.kill()
            self._process.join(_ENDS_IN_S)
            self._process = None

    def _start(self) -> Connection:
        if self._pipe is None:
            # Spawned: a fork would inherit sockets, and locks that other threads hold.
            context = multiprocessing.get_context("spawn")
            self._pipe, other = context.Pipe()
            self._process = context.Process(target=work, args=(other, *self._of), daemon=True)
            keep_interrupts_out()
            self._process.start()
            other.close()
        return self._pipe
