"""The sieve lets through whatever may be disputed, and little else."""

from typing import Any

import msgspec
import numpy as np
import pytest

from reportedly.weigh import Placed, Sieve, read_sketch

KESSEL, STENN, WOLVES, DURA, KETH = 1, 2, 3, 4, 5


def say(key: int, predicate: str, subject: int, object_: int, **more: Any) -> Placed:
    when = more.get("when")
    said = {
        "subject": {"name": "Somebody", "kind": more.get("kind", "group")},
        "object": {"name": more.get("words", "nine guards"), "kind": more.get("of", "person")},
        "qualifiers": more.get("qualifiers", {}),
        "when": None if when is None else {"edtf": when},
        "where": [],
        "sources": [],
    }
    return Placed(
        key,
        more.get("document", key),
        predicate,
        more.get("is_denied", False),
        subject,
        object_,
        more.get("places", []),
        read_sketch(msgspec.json.encode(said).decode()),
    )


def sift(*claims: Placed) -> tuple[list[int], list[int], list[int]]:
    sieve = Sieve()
    for claim in claims:
        sieve.add(claim)
    found = sieve.find_contestable()
    return found.denials.tolist(), found.nameless.tolist(), found.values.tolist()


def test_nothing_comes_of_an_empty_case() -> None:
    assert sift() == ([], [], [])


@pytest.mark.parametrize("predicate", ["killed", "detained", "displaced", "captured", "released"])
def test_two_numbers_of_one_place_and_day_may_be_disputed(predicate: str) -> None:
    counted = {"count": "9"}
    more = {"qualifiers": counted, "places": [DURA], "when": "2021-05-03"}
    one, other = say(1, predicate, WOLVES, 0, **more), say(2, predicate, WOLVES, 0, **more)
    elsewhere = say(3, predicate, WOLVES, 0, **{**more, "places": [KETH]})
    later = say(4, predicate, WOLVES, 0, **{**more, "when": "2021-07-03"})
    assert sift(one, other, elsewhere, later)[2] == [1, 2]


def test_a_number_without_a_place_fits_any_place() -> None:
    placed = say(1, "killed", WOLVES, 0, qualifiers={"count": "9"}, places=[DURA])
    unplaced = say(2, "killed", WOLVES, 0, qualifiers={"count": "8"})
    assert sift(placed, unplaced)[2] == [1, 2]


def test_tolls_of_one_attack_may_be_disputed_for_a_day_nearby() -> None:
    toll = {"qualifiers": {"killed": "9"}, "places": [DURA]}
    days = ["2021-05-03", "2021-05-05", "2021-09-05"]
    claims = [say(i, "attacked", WOLVES, 0, when=day, **toll) for i, day in enumerate(days)]
    assert sift(*claims)[2] == [0, 1]


def test_a_denial_needs_a_claim_of_the_same_sides_and_days() -> None:
    denial = say(9, "attacked", WOLVES, DURA, is_denied=True, when="2021-05-03")
    assert sift(denial, say(1, "attacked", WOLVES, DURA, when="2021-05"))[0] == [9]
    assert sift(denial, say(1, "killed", WOLVES, DURA))[0] == [9]
    assert sift(denial, say(1, "attacked", WOLVES, 0))[0] == [9]
    assert sift(denial, say(1, "attacked", 0, DURA))[0] == [9]
    assert sift(denial, say(1, "attacked", WOLVES, KETH))[0] == []
    assert sift(denial, say(1, "attacked", WOLVES, DURA, when="2019"))[0] == []
    assert sift(denial, say(1, "controls", WOLVES, DURA))[0] == []


def test_a_tie_may_be_denied_the_other_way_round() -> None:
    denial = say(9, "met_with", KESSEL, STENN, is_denied=True)
    assert sift(denial, say(1, "met_with", STENN, KESSEL))[0] == [9]


def test_what_is_denied_of_nobody_named_is_asked_from_both_sides() -> None:
    denial = say(9, "detained", KESSEL, 0, is_denied=True, words="no relatives")
    claim = say(1, "detained", STENN, 0, words="two relatives")
    other = say(2, "detained", STENN, 0, words="two horses")
    assert sift(denial, claim, other)[:2] == ([9], [1])


def test_a_denial_of_what_nobody_named_did_to_nobody_named_may_be_disputed() -> None:
    denial = say(9, "controls", 0, 0, is_denied=True, words="the old mine")
    assert sift(denial, say(1, "controls", 0, 0, words="the mine"))[0] == [9]
    assert sift(denial, say(1, "controls", 0, 0, words="the road"))[0] == []
    assert sift(denial, say(1, "leads", 0, 0, words="the mine"))[0] == []


def test_who_dies_twice_or_acts_after_his_death_may_be_disputed() -> None:
    death = say(1, "killed", WOLVES, KESSEL, when="2021-05-03")
    again = say(2, "killed", WOLVES, KESSEL, when="2021-06-03")
    deed = say(3, "joined", KESSEL, WOLVES, when="2022")
    before = say(4, "joined", KESSEL, WOLVES, when="2020")
    assert sift(death, again)[2] == [1, 2]
    assert sift(death, deed, before)[2] == [1, 3]
    assert sift(death, before)[2] == []


def test_two_birthplaces_may_be_disputed_and_one_told_twice_may_not() -> None:
    dura, keth = (say(i, "born_in", KESSEL, place) for i, place in enumerate((DURA, KETH)))
    assert sift(dura, keth)[2] == [0, 1]
    assert sift(dura, say(5, "born_in", KESSEL, DURA))[2] == []
    assert sift(dura, say(5, "born_in", STENN, KETH))[2] == []


def test_ages_of_one_person_may_be_disputed() -> None:
    ages = [say(i, "joined", KESSEL, WOLVES, qualifiers={"age": "4" + str(i)}) for i in (1, 2)]
    assert sift(*ages)[2] == [1, 2]
    assert sift(ages[0])[2] == []


def contrast(key: int, *claims: Placed) -> list[int]:
    """The keys of those that may give another answer than the claim of a key."""
    sieve = Sieve()
    for claim in claims:
        sieve.add(claim)
    keys = np.array([claim.key for claim in claims], dtype=np.int64)
    found = sieve.find_contestable().contrasts.mark(key, keys)
    return [int(other) for other in keys[found]]


def test_of_many_birthplaces_the_same_one_is_held_back() -> None:
    claims = [
        say(key, "born_in", KESSEL, place) for key, place in ((1, DURA), (2, KETH), (3, DURA))
    ]
    assert contrast(1, *claims) == [2]
    assert contrast(2, *claims) == [1, 3]


def test_two_days_that_meet_are_held_back_from_each_other() -> None:
    days = {1: "2021-05-03", 2: "2021-05", 3: "2021-06-01"}
    claims = [say(key, "killed", WOLVES, KESSEL, when=when) for key, when in days.items()]
    assert contrast(1, *claims) == [3]
    assert contrast(3, *claims) == [1, 2]


def test_a_death_is_set_beside_later_deeds_alone() -> None:
    death = say(1, "killed", WOLVES, KESSEL, when="2021-05-03")
    before = say(2, "met_with", KESSEL, STENN, when="2021-04-01")
    after = say(3, "met_with", STENN, KESSEL, when="2021-06-01")
    assert contrast(1, death, before, after) == [3]
    assert contrast(3, death, before, after) == [1]


def test_two_strengths_of_one_group_are_not_held_back() -> None:
    more = {"qualifiers": {"count": "900"}, "when": "2021"}
    claims = [say(key, "has_strength", WOLVES, 0, **more) for key in (1, 2)]
    assert contrast(2, *claims) == [1]
