"""Several processes work out what one uses: in order, and without any that die."""

import os
import time
from collections.abc import Iterator

import pytest

from reportedly.parallel.crew import do_all


def tell_number(number: int) -> bytes:
    time.sleep(0.02 if number % 2 else 0.0)
    return str(number).encode()


def die_in_another_process(asked: tuple[int, int]) -> bytes:
    here, number = asked
    if os.getpid() != here:
        os._exit(1)
    return str(number).encode()


@pytest.mark.parametrize("processes", [0, 2])
def test_answers_come_in_the_order_of_the_tasks(processes: int) -> None:
    found = list(do_all(tell_number, iter(range(20)), processes))
    assert found == [str(number).encode() for number in range(20)]


def test_what_kills_every_process_that_tries_it_is_worked_out_here() -> None:
    tasks = [(os.getpid(), number) for number in range(12)]
    found = list(do_all(die_in_another_process, iter(tasks), 2))
    assert found == [str(number).encode() for number in range(12)]


def test_tasks_are_taken_few_ahead_of_what_is_used() -> None:
    taken: list[int] = []

    def take() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    found = do_all(tell_number, take(), 1)
    assert next(found) == b"0"
    assert len(taken) <= 5
    found.close()
