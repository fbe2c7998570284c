"""Reading processes that die, hang or fail cost the one report that made them."""

import multiprocessing

import pytest
from tests.parallel.reading_badly import serve_badly, serve_never

from reportedly.errors import ModelError, ReportedlyError
from reportedly.ids import document_id
from reportedly.parallel.pool import read_in_pool
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings

SETTINGS = Settings(model="made", max_seconds=30)


def make_documents(*words: str) -> list[Document | int]:
    texts = [f"{word}, said number {n}." for n, word in enumerate(words)]
    return [
        Document(id=document_id(text), text=text, external_id=f"r{n}", path=f"{n}.txt")
        for n, text in enumerate(texts)
    ]


def read(
    items: list[Document | int], workers: int, size: int = 4, settings: Settings = SETTINGS
) -> list[Reading | Problem | int]:
    batches = (items[n : n + size] for n in range(0, len(items), size))
    results = read_in_pool(batches, settings, workers, serve_badly)
    return list(results)


def name_each(results: list[Reading | Problem | int]) -> list[str]:
    return [
        str(r)
        if isinstance(r, int)
        else f"{r.code} {r.external_id}"
        if isinstance(r, Problem)
        else str(r.document.external_id)
        for r in results
    ]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_process_that_dies_costs_the_one_report_and_the_order_stays(workers: int) -> None:
    items = make_documents(*["calm"] * 5, "DIE", *["calm"] * 9)
    items.insert(3, 7)
    results = read(items, workers)
    assert name_each(results) == [
        *("r0", "r1", "r2", "7", "r3", "r4", "killed r5"),
        *(f"r{n}" for n in range(6, 15)),
    ]
    [problem] = [r for r in results if isinstance(r, Problem)]
    assert problem.severity == "error"
    assert problem.path == "5.txt"
    assert "left out" in problem.message
    assert problem.document == items[6].id  # type: ignore[union-attr]


def test_a_report_that_takes_too_long_is_cut_off_and_its_process_replaced() -> None:
    items = make_documents("calm", "HANG", "calm", "calm", "calm", "calm")
    settings = Settings(model="made", max_seconds=0.5)
    results = read(items, 2, settings=settings)
    assert name_each(results) == ["r0", "too-long r1", "r2", "r3", "r4", "r5"]
    assert "REPORTEDLY_MAX_SECONDS" in results[1].message  # type: ignore[union-attr]


def test_every_report_that_kills_is_named_and_none_else() -> None:
    items = make_documents("DIE", "DIE", "calm", "FAIL", "DIE", "calm")
    assert name_each(read(items, 2, size=3)) == [
        *("killed r0", "killed r1", "r2", "failed r3", "killed r4", "r5")
    ]


def test_no_process_is_left_when_reading_ends_or_is_given_up() -> None:
    items = make_documents(*["calm"] * 40)
    read(items, 2)
    stream = read_in_pool(iter([items]), SETTINGS, 2, serve_badly)
    next(stream)
    stream.close()
    names = [p.name for p in multiprocessing.active_children()]
    assert not names


def test_only_as_many_processes_start_as_have_something_to_read() -> None:
    stream = read_in_pool(iter([make_documents("calm")]), SETTINGS, 8, serve_badly)
    next(stream)
    assert len(multiprocessing.active_children()) == 1
    stream.close()


def test_a_missing_pipeline_is_said_once_and_ends_the_run() -> None:
    with pytest.raises(ModelError, match="missing"):
        read(make_documents("calm"), 2, settings=Settings(model="missing"))


def test_processes_that_die_before_they_can_read_end_the_run_with_a_sentence() -> None:
    stream = read_in_pool(iter([make_documents("calm")]), SETTINGS, 2, serve_never)
    with pytest.raises(ReportedlyError, match="fewer --workers"):
        next(stream)
