"""How many tasks are under way while a caller uses what it was given."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from reportedly.parallel import crew


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
