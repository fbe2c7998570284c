"""Spellings, initials, surnames and acronyms are joined; what a report tells apart is not."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.resolving import resolve_referents

from reportedly.records import Join, Kind
from reportedly.resolve import Referent
from reportedly.resolve.compare import are_told_apart


def refer(id_: str, kind: Kind, *names: str, documents: str = "") -> Referent:
    return Referent(id=id_, kind=kind, names=names, documents=frozenset(documents or id_))


def cluster(*referents: Referent) -> set[frozenset[str]]:
    clusters, _ = resolve_referents(referents)
    return {frozenset(c.members) for c in clusters if len(c.members) > 1}


def find_doubts(*referents: Referent) -> list[Join]:
    return resolve_referents(referents)[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Omar Kessel", "Umar Kesel"),
        ("Abdulqader Dolk", "Abdul-Kadir Dolk"),
        ("Commodore Godwin Stenn", "Commodore G. T. Stenn"),
        ("Ana Maria Brezan", "Ana Brezan"),
        ("Tarik al-Noub", "Tareq Noub"),
        ("Омар Кессел", "Omar Kessel"),
    ],
)
def test_spellings_of_a_person_are_one(one: str, other: str) -> None:
    assert cluster(refer("a", "person", one), refer("b", "person", other)) == {frozenset("ab")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Razak Lovag", "Rafiou Lovag"),
        ("Hassan Dolk", "Hussein Dolk"),
        ("Amin Stenn", "Amina Stenn"),
        ("Omar Kessel", "Omar Brezan"),
    ],
)
def test_people_who_share_a_name_are_two(one: str, other: str) -> None:
    assert cluster(refer("a", "person", one), refer("b", "person", other)) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ramos Defence Front", "Ramos Defense Front"),
        ("Salt Line Ltd", "Salt Line Limited"),
        ("Salt Line Services", "Salt Line"),
        ("Grey Wolves Column", "GWC"),
    ],
)
def test_spellings_forms_and_acronyms_of_a_body_are_one(one: str, other: str) -> None:
    assert cluster(refer("a", "group", one), refer("b", "group", other)) == {frozenset("ab")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Salt Front", "Salt Front Abroad"),
        ("Tarvan Marine", "Tarvan Maritime"),
        ("Coral League", "Coral League Youth"),
        ("Ministry of Works", "Ministry of Health"),
    ],
)
def test_a_body_and_its_namesake_are_two(one: str, other: str) -> None:
    assert cluster(refer("a", "group", one), refer("b", "group", other)) == set()


def test_two_villages_may_differ_in_one_letter() -> None:
    assert cluster(refer("a", "place", "Luvek"), refer("b", "place", "Luvak")) == set()


def test_a_surname_alone_is_joined_where_one_person_bears_it() -> None:
    full, short = refer("a", "person", "Ana Brezan"), refer("b", "person", "Brezan")
    assert cluster(full, short) == {frozenset("ab")}


def test_a_surname_that_two_people_bear_stays_in_doubt() -> None:
    brothers = [refer("a", "person", "Ana Brezan"), refer("b", "person", "Petar Brezan")]
    short = refer("c", "person", "Brezan")
    assert cluster(*brothers, short) == set()
    assert {(d.a, d.b) for d in find_doubts(*brothers, short)} == {("a", "c"), ("b", "c")}


def test_a_surname_that_one_of_them_goes_by_joins_no_namesake() -> None:
    minister = refer("a", "person", "Arsen Stenn", "Stenn")
    assert cluster(minister, refer("b", "person", "Murad Stenn")) == set()


def test_names_that_one_report_keeps_apart_are_two() -> None:
    one = refer("a", "person", "Orlan Brezan", documents="x")
    other = refer("b", "person", "Orlan Bretan", documents="x")
    assert cluster(one, other) == set()


def test_two_spellings_in_one_report_are_one() -> None:
    one = refer("a", "person", "Omar Kessel", documents="x")
    other = refer("b", "person", "Umar Kesel", documents="x")
    assert cluster(one, other) == {frozenset("ab")}


def test_a_byname_joins_no_two_people_with_names_of_their_own() -> None:
    one = refer("a", "person", "Omar Kessel", "Abu Badger")
    other = refer("b", "person", "Sylvan Huet", "Abu Badger")
    alone = refer("c", "person", "Abu Badger")
    assert cluster(one, other) == set()
    assert find_doubts(one, other)
    assert frozenset("abc") not in cluster(one, other, alone)


def test_a_transcription_by_another_rule_is_a_spelling_and_another_english_word_is_not() -> None:
    people = [refer("a", "person", "Bek Dzholtan"), refer("b", "person", "Bek Joltan")]
    fronts = [refer("c", "group", "Iron Anchor Front"), refer("d", "group", "Heron Anchor Front")]
    assert cluster(*people, *fronts) == {frozenset("ab")}


def test_a_stated_alias_joins_names_that_share_nothing() -> None:
    one = refer("a", "person", "Sylvan Huet", "Papa Ledger")
    other = refer("b", "person", "Papa Ledger")
    assert cluster(one, other) == {frozenset("ab")}


def test_every_join_says_why() -> None:
    clusters, _ = resolve_referents(
        [refer("a", "group", "Grey Wolves Column"), refer("b", "group", "GWC")]
    )
    [join] = clusters[0].joins
    assert join.reason == "'GWC' is the initials of 'Grey Wolves Column'"
    assert join.is_made


def test_the_order_of_the_referents_changes_nothing() -> None:
    names = ["Ana Brezan", "A. Brezan", "Brezan", "Ana Bresan", "Petar Dolk", "Dolk", "P. Dolk"]
    referents = [refer(chr(97 + i), "person", name) for i, name in enumerate(names)]
    wanted = resolve_referents(referents)
    for seed in range(5):
        shuffled = random.Random(seed).sample(referents, len(referents))  # noqa: S311 - no secret
        assert resolve_referents(shuffled) == wanted


GIVEN = ("Omar", "Umar", "Sylvan", "Ana", "O.")
LAST = ("Kessel", "Kesel", "Dolk", "Stenn")
PEOPLE = st.lists(
    st.one_of(
        st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(LAST)),
        st.sampled_from((*LAST, "Abu Badger", "Captain Flint")),
    ),
    min_size=1,
    max_size=2,
)


@given(
    st.lists(st.tuples(PEOPLE, st.sampled_from("xyz")), max_size=9),
    st.randoms(use_true_random=False),
)
def test_any_order_gives_the_same_clusters_and_none_holds_two_who_are_told_apart(
    given_: list[tuple[list[str], str]], draw: random.Random
) -> None:
    referents = [
        refer(f"r{i}", "person", *dict.fromkeys(names), documents=document)
        for i, (names, document) in enumerate(given_)
    ]
    clusters, doubts = resolve_referents(referents)
    turned = resolve_referents(draw.sample(referents, len(referents)))
    assert turned == (clusters, doubts)
    known = {r.id: r for r in referents}
    for found in clusters:
        for a, b in combinations(found.members, 2):
            assert not are_told_apart(known[a], known[b])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Foundry Press of Keth", "Press"), ("Harbour Press Syndicate", "Press")),
        (("KRA Ministry of Works", "KRA"), ("KRA",)),
        (("Ketharian Supreme Court of Cassation", "Supreme Court"), ("Supreme Court",)),
        (("Rivers Security Forces", "RSF"), ("Reed Shore Front", "RSF")),
        (("Inner Sea",), ("IS",)),
        (("ABC News",), ("BBC News",)),
        (("Interior Ministry",), ("Ministry of Interior",)),
    ],
)
def test_a_part_of_a_name_or_letters_or_an_office_without_an_owner_joins_no_two_bodies(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert not cluster(refer("a", "state", *one), refer("b", "organization", *other))


def test_letters_that_two_bodies_have_join_neither_to_the_one_that_is_only_letters() -> None:
    bodies = (
        refer("a", "group", "Keth Security Forces", "KSF"),
        refer("b", "group", "Kardan Shore Front", "KSF"),
        refer("c", "group", "KSF"),
    )
    assert not cluster(*bodies)
    assert find_doubts(*bodies)


def test_letters_that_one_body_alone_has_are_that_body() -> None:
    bodies = (refer("a", "group", "Keth Security Forces", "KSF"), refer("b", "group", "KSF"))
    assert cluster(*bodies) == {frozenset("ab")}


def test_a_short_form_of_two_words_is_the_body_that_one_report_calls_so() -> None:
    bodies = (
        refer("a", "group", "Grey Wolves Column of the South", "Grey Wolves"),
        refer("b", "group", "Grey Wolves"),
    )
    assert cluster(*bodies) == {frozenset("ab")}


def test_a_given_name_alone_is_a_doubt_and_a_surname_is_joined() -> None:
    given = (refer("a", "person", "Tarek Noub"), refer("b", "person", "Tarek"))
    assert not cluster(*given)
    assert [d.is_made for d in find_doubts(*given)] == [False]
    assert cluster(refer("a", "person", "Tarek Noub"), refer("b", "person", "Noub"))


def test_a_country_that_stands_for_its_capital_is_not_that_city() -> None:
    assert not cluster(refer("a", "place", "Kenya"), refer("b", "place", "Nairobi", "Kenya"))
    assert not cluster(refer("a", "place", "KENYA"), refer("b", "place", "NAIROBI", "KENYA"))


def test_a_further_name_does_not_join_a_body_to_a_person() -> None:
    assert not cluster(
        refer("a", "organization", "Coral Watch", "Orlan Daskeva"),
        refer("b", "person", "Orlan Daskeva"),
    )


def test_initials_need_a_surname_at_the_same_end() -> None:
    assert not cluster(refer("a", "person", "John Kerrin"), refer("b", "person", "Gerrin J. Volen"))
