"""What a thread works out ahead comes in order, with its errors, and ends when it is told to."""

import threading
import time
from collections.abc import Generator

import pytest

from reportedly.parallel.background import Background

PATIENCE_S = 20.0


def test_items_come_in_their_order_and_then_none() -> None:
    items = Background(number for number in range(30))
    assert [items.fetch(PATIENCE_S) for _ in range(30)] == list(range(30))
    assert items.fetch(PATIENCE_S) is None
    assert items.is_over
    assert items.fetch(PATIENCE_S) is None


def test_who_does_not_want_to_wait_is_not_kept_waiting() -> None:
    go = threading.Event()

    def work() -> Generator[str, None, None]:
        go.wait(PATIENCE_S)
        yield "done"

    items = Background(work())
    assert items.fetch() is None
    assert not items.is_over
    go.set()
    assert items.fetch(PATIENCE_S) == "done"
    items.stop()


def test_an_error_is_raised_where_its_item_would_have_come() -> None:
    def work() -> Generator[int, None, None]:
        yield 1
        raise ValueError("the second is bad")

    items = Background(work())
    assert items.fetch(PATIENCE_S) == 1
    with pytest.raises(ValueError, match="the second is bad"):
        items.fetch(PATIENCE_S)
    assert items.is_over


def test_few_are_worked_out_ahead_and_a_stop_closes_what_works() -> None:
    made: list[int] = []
    closed: list[bool] = []

    def work() -> Generator[int, None, None]:
        try:
            for number in range(1000):
                made.append(number)
                yield number
        finally:
            closed.append(True)

    items = Background(work())
    assert items.fetch(PATIENCE_S) == 0
    items.stop()
    assert closed == [True]
    assert len(made) < 60
    assert items.fetch() is None


def test_what_works_for_long_gives_nothing_for_a_while_and_may_be_ended_there() -> None:
    steps: list[int] = []

    def work(number: int) -> Generator[str | None, None, None]:
        for step in range(number):
            steps.append(step)
            time.sleep(0.001)
            yield None
        yield "done"

    items = Background(work(100))
    assert items.fetch(PATIENCE_S) == "done"
    steps.clear()
    endless = Background(work(1_000_000))
    endless.stop()
    assert len(steps) < 1000
