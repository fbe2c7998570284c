"""What the columns of a case find beside a claim is what the case itself finds, asked for it."""

import pytest
from tests.assess.made_story import REPORTS, read
from tests.assess.test_bulk import keep, read_quarrel
from tests.assess.test_histories import settle

from reportedly.assess.beside import Surroundings
from reportedly.assess.sifting import find_contestable
from reportedly.store import SqliteStore
from reportedly.store.weighed import Kept
from reportedly.weigh import list_searches


@pytest.fixture(scope="module")
def store() -> SqliteStore:
    quarrels = (read_quarrel(number, "hold", "captured") for number in range(3))
    store = keep([*(read(number) for number in range(len(REPORTS))), *quarrels])
    settle(store)
    return store


@pytest.fixture(scope="module")
def claims(store: SqliteStore) -> list[Kept]:
    return store.weighed.get_claims(row[0] for row in store._db.execute("SELECT key FROM claims"))


@pytest.fixture(params=[(40, 200), (-1, 200), (-1, 3), (40, 2)])
def around(
    request: pytest.FixtureRequest, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> tuple[Surroundings, Surroundings]:
    """The same by asking and by columns: with few and with many who are named often."""
    for module in ("beside", "ledger"):
        for name, value in zip(("RARE", "BESIDE"), request.param, strict=True):
            monkeypatch.setattr(f"reportedly.assess.{module}.{name}", value)
    ledger = find_contestable(store.weighed).ledger
    asked, known = (Surroundings(store.weighed, store.copied, one) for one in (None, ledger))
    return asked, known


def test_searches_find_the_same_claims(
    claims: list[Kept], around: tuple[Surroundings, Surroundings]
) -> None:
    asked, known = around
    for one in (asked, known):
        one.look_around(claims)
    found = 0
    for kept in claims:
        for search in list_searches(kept.claim):
            for wanted in (search, search._replace(is_strict=not search.is_strict)):
                if wanted.has_age and wanted.is_strict:
                    continue
                keys = set(known.find_beside(wanted, kept))
                assert keys == set(asked.find_beside(wanted, kept)), (kept, wanted)
                found += len(keys - {kept.key})
    assert found > 50


def test_the_first_between_two_are_the_same(
    claims: list[Kept], around: tuple[Surroundings, Surroundings]
) -> None:
    asked, known = around
    asked.look_around(claims)
    for kept in claims:
        for after in (0, kept.key, kept.key + 1):
            assert known.find_first(kept, after) == asked.find_first(kept, after)


def test_reports_on_the_same_matter_give_the_same_claims(
    claims: list[Kept], around: tuple[Surroundings, Surroundings]
) -> None:
    asked, known = around
    found = 0
    for kept in claims:
        counted = known.get_related(kept.document)
        assert set(counted) == set(asked.get_related(kept.document))
        found += len(counted)
        assert known.list_told_in(kept) == asked.list_told_in(kept)
        for polarity in ("affirmed", "denied"):
            told = (kept.document, kept.claim.predicate, polarity)
            assert set(known.get_nameless(*told)) == set(asked.get_nameless(*told))
    assert found > len(claims) / 2
