"""What is prepared for one process that writes by several others, in order."""

from collections.abc import Iterator

from reportedly.parallel.crew import do_all
from reportedly.parallel.preparing import Prepared, Task, pack, prepare, unpack


def prepare_all(tasks: Iterator[Task], processes: int) -> Iterator[list[Prepared]]:
    """Yield what each task comes to, in order, worked out by so many other processes.

    With none, this process works it out.
    """
    if processes < 1:
        return map(prepare, tasks)
    return map(unpack, do_all(_prepare, tasks, processes))


def _prepare(task: Task) -> bytes:
    return pack(prepare(task))
