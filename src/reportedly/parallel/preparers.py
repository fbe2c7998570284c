"""What is prepared for one process that writes by several others, in order."""

from collections.abc import Iterator
from operator import attrgetter

from reportedly.parallel.collecting import without_collecting
from reportedly.parallel.crew import do_all
from reportedly.parallel.preparing import Prepared, Task, pack, prepare, unpack


def prepare_all(
    tasks: Iterator[Task], processes: int, *, at_hand: bool = False
) -> Iterator[list[Prepared]]:
    """Yield what each task comes to, in order, worked out by so many other processes.

    With none, this process works it out. `at_hand` says that `tasks` never makes wait for the next.
    """
    if processes < 1:
        return map(_prepare_here, tasks)
    weigh = attrgetter("size") if at_hand else None
    return map(_unpack, do_all(_prepare, tasks, processes, weigh=weigh))


def _prepare(task: Task) -> bytes:
    return pack(prepare(task))


def _prepare_here(task: Task) -> list[Prepared]:
    with without_collecting():
        return prepare(task)


def _unpack(packed: bytes) -> list[Prepared]:
    with without_collecting():
        return unpack(packed)
