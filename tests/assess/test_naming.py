"""Very many names that are compared at once come to the same as when each is looked up by itself."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assess.test_bulk import list_rows
from tests.assess.test_histories import settle

from reportedly.assess import candidates, naming, settle_case
from reportedly.assess import settle as settling
from reportedly.assess.roster import Roster
from reportedly.records import Kind
from reportedly.resolve import Referent, compare_referents, compare_words, list_only_words
from reportedly.resolve.compare import get_class
from reportedly.resolve.words import LONG_WORD, sketch_word
from reportedly.store import SqliteStore

GIVEN = ("Omar", "Umar", "Radu", "Orlan", "Tarik", "Tareq", "Keth", "O.", "William", "Bill", "Омар")
SURNAMES = (
    "Kessel",
    "Kesel",
    "Kassel",
    "Stenn",
    "Daskeva",
    "Dashkeva",
    "al-Noub",
    "Noub",
    "Harzan",
    "Alharzan",
)
PLACES = ("Keth", "Dura", "Luvek", "Luvak", "Republic of Keth", "State of Keth", "Tarvan", "Kardan")
BODIES = (
    "Coral League",
    "CL",
    "Grey Wolves Column",
    "GWC",
    "Grey Wolves",
    "Salt Front",
    "Keth Front",
)
MORE = (
    "Salt Line Ltd",
    "Salt Line Limited",
    "Salt Line Services",
    "Ramos Defence Front",
    "Ramos Defense Front",
)
LIMITS = (("_SMALL_BLOCK", 2), ("_LARGE_BLOCK", 4), ("_WALKED", 7), ("_TOGETHER", 4))
Name = tuple[Kind, str]


def draw_name(draw: random.Random) -> Name:
    if draw.random() < 0.6:
        parts = [*draw.choices(GIVEN, k=draw.choice((0, 1, 1, 1, 2))), draw.choice(SURNAMES)]
        return ("person", draw.choice(("", "", "Captain ")) + " ".join(parts))
    kind: Kind = draw.choice(("group", "organization", "state", "place", "thing", "population"))
    name = draw.choice((*PLACES, *BODIES, *MORE, f"{draw.choice(PLACES)} {draw.choice(BODIES)}"))
    return (kind, name)


def name_some(store: SqliteStore, draw: random.Random, number: int) -> None:
    """Put entities into a case, a few of which have several names."""
    with store.transaction():
        first = store._db.execute("SELECT coalesce(max(key), 0) + 1 FROM entities").fetchone()[0]
        for key in range(first, first + number):
            kind, name = draw_name(draw)
            store._db.execute(
                "INSERT INTO entities (key, id, name, kind, class, norm, cluster) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (key, f"e{draw.random()}", name, kind, kind, name, key),
            )
            rename(store, key, [name])
            rename(store, key, [n for k, n in (draw_name(draw) for _ in range(2)) if k == kind])
        if first > 1:
            renamed = draw.randrange(1, first)
            rename(store, renamed, [draw_name(draw)[1]])


def rename(store: SqliteStore, key: int, names: list[str]) -> None:
    store._db.executemany(
        "INSERT OR IGNORE INTO names (entity, name, norm) VALUES (?, ?, ?)",
        [(key, name, name) for name in names],
    )
    store._db.execute("UPDATE entities SET is_compared = 0 WHERE key = ?", (key,))


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few at once that every limit is met by some."""
    monkeypatch.setattr(settling, "_ENTITIES", 10)
    monkeypatch.setattr(settling, "_NAMES_S", 0.0)
    monkeypatch.setattr(naming, "_BLOCKS_OF", 25)
    for name, limit in LIMITS:
        monkeypatch.setattr(candidates, name, limit)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """All that wait are compared at once, however few; how many had their turn so."""
    monkeypatch.setattr(naming, "_LEAST_NAMES", 1)
    monkeypatch.setattr(naming, "_LEAST_SHARE", 0.0)
    turns: list[int] = []
    find_pairs = Roster.find_pairs

    def note(self: Roster, entities: list[int]) -> object:
        turns.append(len(entities))
        return find_pairs(self, entities)

    monkeypatch.setattr(Roster, "find_pairs", note)
    return turns


def build(seed: int, parts: int = 1) -> SqliteStore:
    draw, store = random.Random(seed), SqliteStore(None)  # noqa: S311 - no secret
    for part in range(parts):
        name_some(store, draw, 120 // (part + 1))
        settle(store)
    return store


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("seed", range(6))
def test_what_is_compared_at_once_comes_to_the_same(
    seed: int, request: pytest.FixtureRequest
) -> None:
    parts = 1 + seed % 3
    one_by_one = list_rows(build(seed, parts))
    turns = request.getfixturevalue("at_once")
    at_once = list_rows(build(seed, parts))
    assert at_once == one_by_one
    assert turns
    assert len(one_by_one["likenesses"]) > 20


@pytest.mark.usefixtures("few")
def test_a_stop_after_each_bit_comes_to_the_same(tmp_path: Path, at_once: list[int]) -> None:
    path = tmp_path / "case.reportedly"
    store = SqliteStore(path)
    name_some(store, random.Random(3), 120)  # noqa: S311 - no secret
    store.close()
    while True:
        store = SqliteStore(path)
        if next(settle_case(store), None) is None:
            break
        store.close()
    assert len(at_once) == 12
    assert list_rows(store) == list_rows(build(3))
    store.close()


@pytest.mark.usefixtures("few", "at_once")
def test_after_somebody_else_wrote_nothing_of_what_was_read_is_used(tmp_path: Path) -> None:
    path = tmp_path / "case.reportedly"
    store, other = SqliteStore(path), SqliteStore(path)
    name_some(store, random.Random(3), 60)  # noqa: S311 - no secret
    for bits, _ in enumerate(settle_case(store)):
        if bits == 2:
            name_some(other, random.Random(4), 60)  # noqa: S311 - no secret
    found = list_rows(store)
    assert len(found["clusters"]) == 120
    assert all(row.endswith("1)") for row in found["clusters"])
    compared = {tuple(row) for row in store._db.execute("SELECT DISTINCT entity FROM blocks")}
    assert len(compared) == 120
    store.close()
    other.close()


WORDS = st.one_of(
    st.sampled_from([word for name in (*GIVEN, *SURNAMES) for word in name.casefold().split()]),
    st.text("abehiklmnorsz", min_size=1, max_size=8),
    st.sampled_from(["alharzan", "elharzan", "tarik1", "قادر", "бек"]),
)


@given(WORDS, WORDS, st.integers(0, 8), st.sampled_from("aeklmn"))
def test_words_that_are_alike_are_so_by_their_sketches(
    one: str, other: str, at: int, letter: str
) -> None:
    for word in (other, one[:at] + letter + one[at:], one[:at] + one[at + 1 :]):
        if not word or not compare_words(one, word):
            continue
        a, b = sketch_word(one), sketch_word(word)
        is_slip = abs(a.length - b.length) == 1 and min(a.length, b.length) >= LONG_WORD
        assert a.skeleton == b.skeleton or is_slip or not (a.is_plain and b.is_plain)


@given(st.randoms(use_true_random=False))
def test_names_that_agree_agree_in_all_words_of_one(draw: random.Random) -> None:
    for _ in range(20):
        kind, a = draw_name(draw)
        other_kind, b = draw_name(draw)
        one = Referent(id="a", kind=kind, names=(a,))
        other = Referent(id="b", kind=other_kind, names=(b,))
        if get_class(kind) != get_class(other_kind) or compare_referents(one, other) is None:
            continue
        short, long = sorted((list_only_words(one), list_only_words(other)), key=len)
        assert all(any(compare_words(word, x) for x in long) for word in short)
