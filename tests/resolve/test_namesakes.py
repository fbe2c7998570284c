"""Two bearers of one name are doubted on evidence, and reports with nothing to tell decide nothing."""

import random

from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.test_disputes import tell

from reportedly.resolve import Sighting, find_namesakes, read_sightings


def see(document: str, **told: object) -> Sighting:
    sets = {k: frozenset(v) if isinstance(v, set) else v for k, v in told.items()}
    return Sighting(document=document, **sets)  # type: ignore[arg-type]


def test_a_minister_of_one_country_and_a_fisherman_of_another_are_doubted() -> None:
    minister = see("a", countries={"Keth"}, posts={"Ministry of Trade"}, births=(1951, 1951))
    fisherman = see("b", countries={"Dura"}, births=(1990, 1990))
    [found] = find_namesakes([fisherman, minister])
    assert (found.some, found.others) == (("a",), ("b",))
    assert found.is_plain
    assert "Keth" in found.reason
    assert "1951" in found.reason


def test_one_difference_is_a_doubt_and_not_plain() -> None:
    [found] = find_namesakes([see("a", countries={"Keth"}), see("b", countries={"Dura"})])
    assert not found.is_plain


def test_two_posts_alone_are_no_doubt() -> None:
    assert find_namesakes([see("a", posts={"Coral League"}), see("b", posts={"Port"})]) == []


def test_a_year_or_two_between_births_is_a_dispute_about_one() -> None:
    assert find_namesakes([see("a", births=(1988, 1988)), see("b", births=(1989, 1989))]) == []


def test_shared_company_speaks_for_one_person() -> None:
    one = see("a", countries={"Keth"}, ties={"Ana Dolk"})
    other = see("b", countries={"Dura"}, ties={"Ana Dolk", "Coral League"})
    assert find_namesakes([one, other]) == []


def test_reports_hang_together_by_a_third() -> None:
    one = see("a", countries={"Keth"}, ties={"Ana Dolk"})
    between = see("b", ties={"Ana Dolk", "Coral League"})
    other = see("c", countries={"Dura"}, ties={"Coral League"})
    assert find_namesakes([one, between, other]) == []


def test_groups_of_one_name_at_home_in_two_countries_are_doubted_where_a_report_says_so() -> None:
    one = see("a", bases={"Keth"})
    other = see("b", bases={"Dura"}, is_told_apart=True)
    [found] = find_namesakes([one, other])
    assert not found.is_plain
    assert find_namesakes([one, see("b", bases={"Dura"})]) == []


def test_sightings_are_read_from_claims() -> None:
    claims = [
        tell("a", "national_of", "Omar Kessel", "Keth", kind="place", document="one"),
        tell("b", "holds_post", "Omar Kessel", "Ministry", kind="state", document="one"),
        tell("c", "met_with", "Ana Dolk", "Omar Kessel", document="two"),
        tell("d", "national_of", "Omar Kessel", "Dura", kind="place", document="two",
             polarity="denied"),
    ]  # fmt: skip
    one, two = read_sightings(
        ["ent-Omar Kessel"], claims, {"ent-Ana Dolk": "ent-Dolk"}, {"two": frozenset({"x"})}
    )
    assert (set(one.countries), set(one.posts)) == ({"Keth"}, {"Ministry"})
    assert not two.countries
    assert (set(two.ties), set(two.names)) == ({"ent-Dolk"}, {"x"})


WORDS = st.frozensets(st.sampled_from("uvwxyz"), max_size=2)


@given(
    st.lists(st.builds(Sighting, document=st.uuids().map(str), countries=WORDS, ties=WORDS,
                       births=st.none() | st.integers(1900, 2000).map(lambda y: (y, y))),
             max_size=8),
    st.randoms(),
)  # fmt: skip
def test_any_order_gives_the_same_doubts(sightings: list[Sighting], draw: random.Random) -> None:
    turned = draw.sample(sightings, len(sightings))
    found = find_namesakes(sightings)
    assert find_namesakes(turned) == found
    assert all(not set(n.some) & set(n.others) for n in found)
