"""Readings of the program itself, not made by hand, in a store."""

from collections.abc import Callable

import pytest

from reportedly.analyse.parse import load_parser
from reportedly.ids import document_id
from reportedly.pipeline import read_document
from reportedly.records import Claim, Document, Reading
from reportedly.settings import Settings
from reportedly.store import ClaimFilter, SqliteStore

Keep = Callable[[str], SqliteStore]

TEXT = """The Grey Wolves Column holds the fort. Grey Wolves Column fighters killed three guards.

Radu Stenn joined the column in May, according to a former guard who asked that his name not be \
used. He said that Stenn had left it since."""


def read(text: str) -> Reading:
    document = Document(id=document_id(text), text=text, published_on="2024-05-01")
    return read_document(document, load_parser(Settings().model))


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(TEXT)


@pytest.fixture
def store(reading: Reading) -> SqliteStore:
    kept = SqliteStore(None)
    kept.add_reading(reading, program="1.0")
    return kept


def about(store: SqliteStore, name: str) -> list[Claim]:
    ids = tuple(c.entity.id for c in store.find_entities(name))
    return list(store.find_claims(ClaimFilter(about=ids)))


def test_a_real_reading_comes_back_as_it_went_in(store: SqliteStore, reading: Reading) -> None:
    assert reading.claims
    assert store.get_reading(reading.document.id) == reading


def test_a_claim_is_filed_under_the_name_it_gives_not_under_its_words(store: SqliteStore) -> None:
    found = [c for c in about(store, "Grey Wolves Column") if c.predicate == "killed"]
    assert [c.subject.text for c in found if c.subject] == ["Grey Wolves Column fighters"]


def test_what_an_unnamed_speaker_says_is_not_filed_under_another(store: SqliteStore) -> None:
    ids = tuple(c.entity.id for c in store.find_entities("Radu Stenn"))
    assert ids
    assert list(store.find_claims(ClaimFilter(by=ids))) == []
