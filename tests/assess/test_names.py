"""What is remembered of who shares a word comes to the same as what is read anew each time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.assess.test_bulk import keep, list_rows
from tests.assess.test_histories import settle
from tests.made_readings import Page

from reportedly.assess import candidates, remove_document, settle_case
from reportedly.assess import settle as settling
from reportedly.assess.candidates import Blocks
from reportedly.assess.names import settle_names
from reportedly.records import Reading
from reportedly.store import SqliteStore

GIVEN = ("Omar", "Umar", "Radu", "Orlan", "Tarik", "Keth")
SURNAMES = ("Kessel", "Kesel", "Kassel", "Stenn", "Sten", "Daskeva", "Dashkeva")
Meanwhile = Callable[[SqliteStore, int], None]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few at once that every limit is met by some."""
    monkeypatch.setattr(settling, "_ENTITIES", 10)
    for name, limit in (("_SMALL_BLOCK", 2), ("_LARGE_BLOCK", 4), ("_WALKED", 6), ("_TOGETHER", 4)):
        monkeypatch.setattr(candidates, name, limit)


@pytest.fixture(scope="module")
def made() -> list[Reading]:
    """Reports that each name three people: spellings of few names, some by their surname alone."""
    full = [f"{given} {surname}" for surname in SURNAMES for given in GIVEN]
    names = [*full, *(f"{name} Harzan" for name in full[::5]), *SURNAMES, *full[::4]]
    return [read_names(names[at::17]) for at in range(17)]


def read_names(names: list[str]) -> Reading:
    page = Page(" ".join(f"The guards met {name}." for name in names))
    claims = []
    for name in names:
        guards, person = page.argument("guards", "population"), page.argument(name, "person")
        claims.append(page.claim("met", guards, person, page.span(f"met {name}")))
    return page.reading(*claims)


def build(made: list[Reading], path: Path, meanwhile: Meanwhile) -> dict[str, list[str]]:
    store = keep(made, path)
    for bits, _ in enumerate(settle_case(store)):
        meanwhile(store, bits)
    return list_rows(store)


def leave_alone(store: SqliteStore, bits: int) -> None:
    """Nothing happens."""


def remove_some(made: list[Reading]) -> Meanwhile:
    def remove(store: SqliteStore, bits: int) -> None:
        if bits == 2:
            assert remove_document(store, made[0].document.id)
            assert remove_document(store, made[1].document.id)

    return remove


def have_others_remove(made: list[Reading], path: Path) -> Meanwhile:
    def remove(_: SqliteStore, bits: int) -> None:
        remove_some(made)(SqliteStore(path), bits)

    return remove


def test_what_was_read_of_blocks_serves_those_that_come_later(
    made: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = build(made, tmp_path / "remembered", leave_alone)
    monkeypatch.setattr(candidates, "_REMEMBERED", 0)
    assert build(made, tmp_path / "anew", leave_alone) == found
    assert len(found["likenesses"]) > 20


def test_what_is_removed_meanwhile_is_nobodys_candidate(
    made: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    itself = build(made, tmp_path / "itself", remove_some(made))
    path = tmp_path / "others"
    others = build(made, path, have_others_remove(made, path))
    monkeypatch.setattr(candidates, "_REMEMBERED", 0)
    anew = build(made, tmp_path / "anew", remove_some(made))
    assert itself == others == anew


def test_members_are_forgotten_once_somebody_else_writes(
    made: list[Reading], tmp_path: Path
) -> None:
    store, other = keep(made, tmp_path / "case"), SqliteStore(tmp_path / "case")
    blocks = Blocks(store.clusters)

    with store.transaction():
        blocks.recall()
        settle_names(store.clusters, store.clusters.list_uncompared(10), blocks)
    blocks.note_end()
    remembered = dict(blocks._members)
    assert remembered
    with store.transaction():
        blocks.recall()
        assert blocks._members == remembered
    blocks.note_end()
    assert remove_document(other, made[0].document.id)
    with store.transaction():
        blocks.recall()
        assert not blocks._members


def test_one_by_one_and_all_at_once_they_come_to_the_same(
    made: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_SMALL_BLOCK", "_LARGE_BLOCK", "_WALKED"):
        monkeypatch.setattr(candidates, name, 1000)
    found = []
    for at_once in (1, 1000):
        monkeypatch.setattr(settling, "_ENTITIES", at_once)
        store = keep(made)
        settle(store)
        found.append(list_rows(store))
    assert found[0] == found[1]
