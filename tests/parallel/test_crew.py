"""Several processes work out what one uses: in order, and without any that die."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from reportedly.parallel import crew
from reportedly.parallel.crew import Crew, do_all


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


def test_who_waits_joins_in_and_the_order_stays() -> None:
    here: list[int] = []

    def tell_here(number: int) -> bytes:
        here.append(number)
        return str(number).encode()

    found = list(do_all(tell_number, iter(range(60)), 1, here=tell_here))
    assert found == [str(number).encode() for number in range(60)]
    assert 0 < len(here) < 60


def linger_over_the_first(number: int) -> bytes:
    if number == 0:
        time.sleep(2)
    return b"there"


def test_who_joins_in_holds_no_more_than_a_few_while_one_hangs() -> None:
    taken: list[int] = []

    def take() -> Iterator[int]:
        for number in range(3000):
            taken.append(number)
            yield number

    found = do_all(linger_over_the_first, take(), 1, here=lambda _: b"here")
    assert next(found) == b"there"
    assert len(taken) <= crew._MOST_AHEAD + 2
    found.close()


def work(task: int) -> bytes:
    return bytes([task])


@pytest.mark.parametrize(
    ("size", "ahead"), [(1, 2 * crew._MOST_AHEAD), (crew._BYTES_AHEAD, 2 * crew._AHEAD)]
)
def test_of_tasks_at_hand_as_many_are_under_way_as_memory_bears(
    size: int, ahead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def ask() -> Iterator[int]:
        for task in range(100):
            asked.append(task)
            yield task

    def submit(_pool: ThreadPoolExecutor, _ask: object, task: int) -> Future[bytes | None]:
        done: Future[bytes | None] = Future()
        done.set_result(work(task))
        return done

    monkeypatch.setattr(ThreadPoolExecutor, "submit", submit)
    results = crew.do_all(work, ask(), 2, weigh=lambda _: size)
    assert next(results) == work(0)
    assert len(asked) == ahead + 1
    assert next(results) == work(1)
    assert len(asked) == ahead + 2, "what was taken has to be made up for"
    assert list(results) == [work(task) for task in range(2, 100)]


def make_doubler() -> Callable[[int], bytes]:
    return lambda number: str(2 * number).encode()


def make_picky() -> Callable[[int], bytes]:
    def answer(number: int) -> bytes:
        if number == 3:
            raise ValueError("three is not taken")
        return b"taken"

    return answer


def make_nothing() -> Callable[[int], bytes]:
    raise OSError("there is no file")


def make_mask_teller() -> Callable[[int], bytes]:
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    return lambda _: b"blocked" if signal.SIGINT in blocked else b"let in"


def ask(make: Callable[[], Callable[[int], bytes]], processes: int = 2) -> list[bytes | None]:
    crew: Crew[int] = Crew(processes, make)
    try:
        return [answer.result() for answer in [crew.submit(number) for number in range(6)]]
    finally:
        crew.stop()


def test_each_task_is_answered() -> None:
    assert ask(make_doubler) == [b"0", b"2", b"4", b"6", b"8", b"10"]


@pytest.mark.skipif(os.name == "nt", reason="interrupts are sent otherwise there")
def test_an_interrupt_does_not_reach_a_process_that_is_only_starting() -> None:
    assert ask(make_mask_teller) == [b"blocked"] * 6


def test_a_task_that_fails_comes_back_and_the_others_are_answered() -> None:
    assert ask(make_picky, 1) == [b"taken"] * 3 + [None] + [b"taken"] * 2


def test_where_no_process_can_work_all_comes_back() -> None:
    assert ask(make_nothing) == [None] * 6


def test_after_a_stop_no_process_is_alive() -> None:
    crew: Crew[int] = Crew(2, make_doubler)
    answers = [crew.submit(number) for number in range(4)]
    assert answers[0].result() == b"0"
    crew.stop()
    assert crew._all
    assert not any(member.process.is_alive() for member in crew._all)
