"""Other processes that work out tasks: in any number, and whatever becomes of them."""

from collections.abc import Callable

from reportedly.parallel.crew import Crew


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


def ask(make: Callable[[], Callable[[int], bytes]], processes: int = 2) -> list[bytes | None]:
    crew: Crew[int] = Crew(processes, make)
    try:
        return [answer.result() for answer in [crew.submit(number) for number in range(6)]]
    finally:
        crew.stop()


def test_each_task_is_answered() -> None:
    assert ask(make_doubler) == [b"0", b"2", b"4", b"6", b"8", b"10"]


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
