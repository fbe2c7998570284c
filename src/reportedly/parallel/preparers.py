"""Several processes that prepare what one process writes: in order, and few tasks ahead.

A process that dies costs nothing: what it had in hand is prepared here, and so is all the rest
where none stays alive.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future

from reportedly.parallel.crew import Crew
from reportedly.parallel.preparing import Prepared, Task, pack, prepare, unpack

_AHEAD = 3
"""Tasks under way for each process, so that none is idle while the caller writes."""


def prepare_all(tasks: Iterator[Task], processes: int) -> Generator[list[Prepared], None, None]:
    """Yield what each task comes to, in order, worked out by so many other processes.

    With none, this process works it out.
    """
    if processes < 1:
        for task in tasks:
            yield prepare(task)
        return
    crew = Crew(processes, _make)
    waiting: deque[tuple[Task, Future[bytes | None]]] = deque()
    try:
        for task in tasks:
            waiting.append((task, crew.submit(task)))
            # What comes slowly does not wait for more: what is done is given on.
            while len(waiting) > processes * _AHEAD or (waiting and waiting[0][1].done()):
                yield _take(*waiting.popleft())
        while waiting:
            yield _take(*waiting.popleft())
    finally:
        crew.stop()


def _take(task: Task, future: Future[bytes | None]) -> list[Prepared]:
    packed = future.result()
    return prepare(task) if packed is None else unpack(packed)


def _make() -> Callable[[Task], bytes]:
    return _answer


def _answer(task: Task) -> bytes:
    return pack(prepare(task))
