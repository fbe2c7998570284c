"""What is read does not depend on how many processes read, nor on what is parsed together."""

from collections.abc import Iterator

import msgspec
import pytest

from reportedly.ids import document_id
from reportedly.parallel import choose_workers, read_all, reading, sizing
from reportedly.pipeline import read_many
from reportedly.records import Document, Reading
from reportedly.settings import load_settings

TEXTS = (
    "Officials in Port Asel said that the Heron Movement had attacked the harbour on 3 May 2021.",
    "Orlan Daskeva, the leader of the Grey Wolves Column, denied the claim.\n\nHe was in Dura.",
    "Dura",
    '"We hold the bridge," Omar Kessel told the Asel Courier. The Coral League said he had fled.',
    "A man was killed near Dura, residents said, and two soldiers were reportedly wounded. " * 9,
    "THE COLUMN WAS BANNED IN 2019, THE MINISTRY SAID.\n\n1. Orlan Daskeva\n2. Omar Kessel",
)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    texts = [*TEXTS, *(f"{text} Report {n}." for n in range(7) for text in TEXTS)]
    return [
        Document(id=document_id(text), text=text, external_id=str(n), published_on="2021-06-01")
        for n, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def alone(documents: list[Document]) -> list[bytes]:
    """Each document read by itself."""
    settings = load_settings()
    return [encode(r) for d in documents for r in read_many([d], settings)]


def encode(result: object) -> bytes:
    assert isinstance(result, Reading)
    return msgspec.json.encode(result)


@pytest.mark.parametrize(("batch", "chars"), [(1, 10**6), (3, 10**6), (64, 10**6), (16, 300)])
def test_a_reading_does_not_depend_on_what_is_parsed_with_it(
    documents: list[Document],
    alone: list[bytes],
    monkeypatch: pytest.MonkeyPatch,
    batch: int,
    chars: int,
) -> None:
    monkeypatch.setattr(reading, "_BATCH", batch)
    monkeypatch.setattr(reading, "_BATCH_CHARS", chars)
    monkeypatch.setattr("reportedly.pipeline._BATCH", batch)
    order = list(reversed(documents))
    results = [encode(r) for r in read_all(order, load_settings())]
    assert results == list(reversed(alone))


@pytest.mark.parametrize("workers", [2, 3])
def test_several_processes_give_the_same_bytes_in_the_same_order(
    documents: list[Document], alone: list[bytes], workers: int
) -> None:
    assert [encode(r) for r in read_all(documents, load_settings(), workers=workers)] == alone


def test_a_few_reports_are_read_without_starting_processes(
    documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Iterator[object]:
        raise AssertionError("no process was expected")

    monkeypatch.setattr(reading, "read_in_pool", fail)
    assert len(list(read_all(documents[:5], load_settings(), workers=None))) == 5


@pytest.mark.parametrize(
    ("cores", "memory", "expected"), [(8, 5 << 30, 5), (2, 64 << 30, 2), (4, 100, 1), (4, None, 4)]
)
def test_workers_are_the_cores_as_far_as_memory_goes(
    monkeypatch: pytest.MonkeyPatch, cores: int, memory: int | None, expected: int
) -> None:
    monkeypatch.setattr(sizing, "_count_cores", lambda: cores)
    monkeypatch.setattr(sizing, "_find_available_bytes", lambda: memory)
    assert choose_workers() == expected
