"""Copies that are sought for very many documents at once are those that are found one by one."""

import random
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.assess.test_bulk import weigh_in_bulk

from reportedly.assess import bulk_copying, copying, pairing, prints, settle_case
from reportedly.assess.bulk_copying import BulkCopying
from reportedly.assess.copying import settle_copies
from reportedly.assess.prints import Sought, search_copies
from reportedly.errors import CaseError
from reportedly.ids import document_id
from reportedly.records import Document, Reading
from reportedly.store import SqliteStore
from reportedly.store.copied import NOT_SOUGHT, SOUGHT

WORDS = (
    "the convoy left Keth at dawn and reached the bridge before noon while drivers waited for "
    "fuel that nobody brought because the depot had been closed since spring by order of a judge"
).split()


def write_texts(number: int, seed: int = 7) -> list[str]:
    """Texts of a few words, one in three with a passage of an earlier one, all with a formula."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    texts: list[str] = []
    for _ in range(number):
        words = [chance.choice(WORDS) for _ in range(chance.randint(0, 90))]
        if texts and chance.random() < 0.35:
            held = chance.choice(texts).split()
            start = chance.randrange(max(1, len(held) - 40))
            at = chance.randrange(len(words) + 1)
            words[at:at] = held[start : start + chance.randint(12, 40)]
        texts.append(" ".join([*words, "according to a statement that was read out on Monday"]))
    return texts


def read(text: str) -> Reading:
    document = Document(id=document_id(text), text=text)
    return Reading(
        document=document,
        model="m",
        sentences=(),
        mentions=(),
        attributions=(),
        claims=(),
        problems=(),
    )


def keep(texts: list[str], path: Path | None = None) -> SqliteStore:
    store = SqliteStore(path)
    for text in texts:
        store.add_reading(read(text), program="1.0")
    return store


def list_found(store: SqliteStore) -> tuple[list[object], list[object]]:
    copies = "SELECT a, a_start, a_end, b, b_start, b_end, words FROM copies ORDER BY 4, 1, 5, 2, 3"
    runs = "SELECT run, document, position FROM runs ORDER BY 1, 2, 3"
    return store._db.execute(copies).fetchall(), store._db.execute(runs).fetchall()


def seek_one_by_one(store: SqliteStore) -> None:
    waiting = store.weighed.list_unsettled(10_000)
    with store.transaction():
        for document in waiting:
            settle_copies(store.copied, [document])


def seek_at_once(store: SqliteStore, processes: int = 0) -> None:
    copying = BulkCopying(store, processes)
    copying.prepare(is_worth_it=True, is_awaited=True)
    while copying.is_under_way:
        with store.transaction():
            copying.write()
        copying.note_end()
        copying.prepare(is_worth_it=True, is_awaited=True)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have few texts reach every bound."""
    monkeypatch.setattr(prints, "_TEXTS", 13)
    monkeypatch.setattr(prints, "_HELD_AT_ONCE", 50)
    monkeypatch.setattr(prints, "COMMON_AT", 30)
    monkeypatch.setattr(copying, "COMMON_AT", 30)
    monkeypatch.setattr(pairing, "_MOST_PAIRS", 200)
    monkeypatch.setattr(pairing, "_MOST_CHANCES", 3)
    monkeypatch.setattr(bulk_copying, "_MOST", 2)


@pytest.mark.parametrize("parts", [1, 7])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_they_are_the_same(monkeypatch: pytest.MonkeyPatch, parts: int, seed: int) -> None:
    texts = write_texts(120, seed)
    one_by_one, at_once = keep(texts), keep(texts)
    monkeypatch.setattr(prints, "_PRINTS_A_PART", 120 * prints._PRINTS_A_DOCUMENT // parts)
    seek_one_by_one(one_by_one)
    seek_at_once(at_once)
    copies, _ = list_found(at_once)
    assert len(copies) > 20
    assert list_found(at_once) == list_found(one_by_one)
    assert not at_once.copied.count_unprinted()


@pytest.mark.parametrize("settled", [1, 60, 119])
def test_what_was_settled_before_stands_before_the_others(settled: int) -> None:
    texts = write_texts(120)
    one_by_one, at_once = keep(texts), keep(texts[:settled])
    seek_one_by_one(one_by_one)
    seek_one_by_one(at_once)
    at_once.weighed.mark_settled(at_once.weighed.list_unsettled(1000))
    for text in texts[settled:]:
        at_once.add_reading(read(text), program="1.0")
    # One that is read anew is not sought twice.
    at_once.add_reading(read(texts[0]), program="1.0", replace=True)
    seek_at_once(at_once)
    assert list_found(at_once) == list_found(one_by_one)


def test_for_few_that_come_later_not_all_is_sorted_again() -> None:
    texts = write_texts(120)
    one_by_one, at_once = keep(texts), keep(texts[:118])
    seek_one_by_one(one_by_one)
    seek_at_once(at_once)
    for text in texts[118:]:
        at_once.add_reading(read(text), program="1.0")
    copying = BulkCopying(at_once, 0)
    copying.prepare(is_worth_it=True, is_awaited=False)
    assert not copying.is_under_way
    seek_one_by_one(at_once)
    assert list_found(at_once) == list_found(one_by_one)


def test_where_there_is_no_room_for_scratch_files_one_line_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prints, "_IN_MEMORY", 100)
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    store = keep(write_texts(20))
    with pytest.raises(CaseError, match="make room in /nowhere, or name another folder"):
        seek_at_once(store)
    assert {state for _, state in store.copied.list_states()} == {NOT_SOUGHT}


def test_other_processes_find_the_same(tmp_path: Path) -> None:
    texts = write_texts(60)
    one_by_one, at_once = keep(texts), keep(texts, tmp_path / "case.reportedly")
    seek_one_by_one(one_by_one)
    seek_at_once(at_once, processes=2)
    assert list_found(at_once) == list_found(one_by_one)
    at_once.close()


@pytest.mark.parametrize("goes_on", ["at once", "one by one"])
def test_a_stop_after_each_bit_loses_nothing_and_finds_nothing_twice(goes_on: str) -> None:
    texts = write_texts(120)
    one_by_one, stopped = keep(texts), keep(texts)
    seek_one_by_one(one_by_one)
    steps = sum(1 for _ in search_copies(stopped.copied, None, 0))
    for stop in range(1, 40, 3):
        copying = BulkCopying(stopped, 0)
        for _ in range(stop % 5 + 1):
            copying.prepare(is_worth_it=True, is_awaited=True)
            with stopped.transaction():
                copying.write()
            copying.note_end()
        copying.stop()
    assert steps > 10
    if goes_on == "at once":
        seek_at_once(stopped)
    else:
        seek_one_by_one(stopped)
    assert list_found(stopped) == list_found(one_by_one)


def test_a_stop_among_the_fingerprints_loses_none() -> None:
    texts = write_texts(60)
    one_by_one, stopped = keep(texts), keep(texts)
    seek_one_by_one(one_by_one)
    with stopped.transaction():
        for found in search_copies(stopped.copied, None, 0):
            if isinstance(found, Sought):
                stopped.copied.insert_copies(found.passages)
                stopped.copied.mark_sought(found.documents)
            elif found is not None:
                stopped.copied.insert_runs(found.rows.tolist())
                break
    again = list(search_copies(stopped.copied, None, 0))
    assert not any(isinstance(found, Sought) and found.documents for found in again)
    seek_at_once(stopped)
    assert list_found(stopped) == list_found(one_by_one)


@pytest.mark.parametrize("goes_on", [seek_at_once, seek_one_by_one])
@pytest.mark.parametrize("bits", [4, 12])
def test_what_is_read_anew_while_it_is_sought_is_found_once(
    bits: int, goes_on: Callable[[SqliteStore], None]
) -> None:
    texts = write_texts(120)
    one_by_one, stopped = keep(texts), keep(texts)
    seek_one_by_one(one_by_one)
    copying = BulkCopying(stopped, 0)
    copying.prepare(is_worth_it=True, is_awaited=True)
    for _ in range(bits):
        with stopped.transaction():
            copying.write()
        copying.note_end()
        copying.prepare(is_worth_it=True, is_awaited=True)
    copying.stop()
    states = {state for _, state in stopped.copied.list_states()}
    assert SOUGHT in states
    for text in texts[:40]:
        stopped.add_reading(read(text), program="1.0", replace=True)
    goes_on(stopped)
    assert list_found(stopped) == list_found(one_by_one)


def test_a_stop_does_not_wait_until_all_fingerprints_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = keep(write_texts(120), tmp_path / "case.reportedly")
    begun, go_on, asked = threading.Event(), threading.Event(), list[int]()

    def wait(*given: Any, here: Callable[[list[int]], bytes]) -> Iterator[bytes]:
        for task in given[1]:
            asked.append(len(task))
            begun.set()
            go_on.wait(20)
            yield here(task)

    monkeypatch.setattr(prints, "do_all", wait)
    copying = BulkCopying(store, 1)
    copying.prepare(is_worth_it=True, is_awaited=False)
    assert begun.wait(20)
    threading.Timer(0.2, go_on.set).start()
    copying.stop()
    assert len(asked) == 1
    store.close()


def test_who_is_disturbed_leaves_the_rest_to_the_usual_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh_in_bulk(monkeypatch)
    path, texts = tmp_path / "case.reportedly", write_texts(90)
    one_by_one = keep(texts)
    seek_one_by_one(one_by_one)
    store, other = keep(texts[:80], path), SqliteStore(path)
    for done, _ in enumerate(settle_case(store)):
        if done < 10:
            other.add_reading(read(texts[80 + done]), program="1.0")
    assert list_found(store) == list_found(one_by_one)
    assert not store.weighed.has_unsettled()
    store.close()
    other.close()
