"""A grade tells how far a case bears something out; a denial by the accused alone is said, not counted."""

from typing import Any

import pytest
from tests.weigh.made_claims import make_claim, make_source

from reportedly.records import Claim, Contest, Proposition
from reportedly.weigh import Grade, Setting, SourceBook, build_propositions, grade_proposition

PUBLISHERS = {f"doc-{x}": f"Paper {x.upper()}" for x in "abcdefgh"}


def weigh(*claims: Claim) -> Proposition:
    [found] = build_propositions(claims, Setting(publishers=PUBLISHERS))
    return found


def tell(id_: str, *sources: str, **more: Any) -> Claim:
    return make_claim(id_, "Kessel", "supports", "Coral League", sources=sources, **more)


def grade(*claims: Claim, disputes: tuple[Contest, ...] = (), **book: Any) -> Grade:
    return grade_proposition(
        weigh(*claims), disputes, SourceBook(**({"publishers": PUBLISHERS} | book))
    )


def test_one_origin_of_unknown_worth_cannot_be_judged() -> None:
    found = grade(tell("a"))
    assert found.value == 6
    assert found.reasons == ("affirmed by one origin: Paper A",)


@pytest.mark.parametrize(("papers", "value"), [("ab", 2), ("abc", 1), ("abcd", 1)])
def test_independent_origins_bear_each_other_out(papers: str, value: int) -> None:
    assert grade(*map(tell, papers)).value == value


def test_two_reliable_origins_are_worth_three_of_unknown_worth() -> None:
    names = {"paper a": "A", "paper b": "B"}
    found = grade(tell("a"), tell("b"), names=names)
    assert found.value == 1
    assert "Paper A is rated A (reliable)" in found.reasons


def test_unreliable_origins_bear_nothing_out() -> None:
    names = {"paper a": "E", "paper b": "D", "paper c": "E"}
    assert grade(tell("a"), tell("b"), tell("c"), names=names).value == 4


def test_copies_add_no_weight_and_are_told() -> None:
    found = grade(tell("a", "Omar Stenn"), tell("b", "Omar Stenn"), tell("c", "Omar Stenn"))
    assert found.value == 6
    assert "2 more tellings have the same origin: same root source" in found.reasons


def test_hedged_tellings_alone_say_little() -> None:
    assert grade(tell("a", certainty="hedged")).value == 6
    found = grade(tell("a", certainty="hedged"), tell("b", certainty="hedged"))
    assert (found.value, found.reasons[0]) == (3, "only hedged by Paper A, Paper B")


def test_a_denial_by_the_accused_alone_makes_nothing_improbable_and_is_said() -> None:
    denial = tell("d", "Kessel", polarity="denied")
    assert grade(tell("a"), denial).value == 6
    found = grade(*map(tell, "abc"), denial)
    assert found.value == 2
    assert "denied by Kessel, whom it is about" in found.reasons


def test_who_speaks_for_the_accused_counts_as_the_accused() -> None:
    spokesman = make_source("a spokesman for the Coral League")
    denial = make_claim(
        "d", "Kessel", "supports", "Coral League", sources=(spokesman,), polarity="denied"
    )
    assert grade(tell("a"), denial).value == 6
    office = tell("d", "Lia Brask", polarity="denied")
    assert grade(tell("a"), office).value == 4
    assert grade(tell("a"), office, posts={"ent-Lia Brask": {"ent-Coral League"}}).value == 6


def test_a_denial_by_others_makes_it_doubtful_and_more_of_them_improbable() -> None:
    denials = [tell(x, name, polarity="denied") for x, name in (("d", "Stenn"), ("e", "Brask"))]
    assert grade(tell("a"), denials[0]).value == 4
    assert grade(tell("a"), *denials).value == 5
    assert grade(*map(tell, "abc"), denials[0]).value == 3


def test_a_denial_by_better_sources_weighs_more() -> None:
    denial = tell("d", "Stenn", polarity="denied")
    assert grade(tell("a"), denial, names={"stenn": "A"}).value == 5


def test_a_publisher_rated_well_does_not_lend_its_rating_to_whom_it_quotes() -> None:
    denial = tell("d", "Stenn", polarity="denied")
    assert grade(tell("a"), denial, names={"paper d": "A"}).value == 4


def test_what_nobody_affirms_cannot_be_judged() -> None:
    found = grade(tell("a", "Stenn", polarity="denied"))
    assert found.value == 6
    assert found.reasons == ("nobody in this case affirms it", "denied by Stenn")


def born(id_: str, place: str) -> Claim:
    return make_claim(id_, "Kessel", "born_in", place, kind="place")


def test_another_value_contradicts_and_those_who_agree_on_it_add_up() -> None:
    one, *others = born("a", "Dura"), born("b", "Kelm"), born("c", "Kelm"), born("d", "Asel")
    disputes = tuple(Contest(reason="value", a=one, b=other) for other in others)
    assert grade(one, disputes=disputes[:1]).value == 4
    assert grade(one, disputes=(disputes[0], disputes[2])).value == 4
    found = grade(one, disputes=disputes)
    assert found.value == 5
    assert "contradicted by Paper B, Paper C, Paper D: another value is given" in found.reasons


def test_those_who_deny_it_and_those_who_give_another_value_do_not_add_up() -> None:
    one, other = born("a", "Dura"), born("b", "Kelm")
    denial = make_claim(
        "d", "Kessel", "born_in", "Dura", kind="place", sources=("Stenn",), polarity="denied"
    )
    found = grade(one, denial, disputes=(Contest(reason="value", a=one, b=other),))
    assert found.value == 4
    assert "denied by Stenn" in found.reasons


def test_a_disputed_toll_is_a_detail_of_an_attack() -> None:
    def attack(id_: str, killed: str) -> Claim:
        return make_claim(
            id_, "Coral League", "attacked", f"convoy {id_}", qualifiers={"killed": killed}
        )

    one, other, third = attack("a", "5"), attack("b", "17"), attack("c", "9")
    disputes = tuple(Contest(reason="number", a=one, b=x) for x in (other, third))
    found = grade(one, disputes=disputes)
    assert found.value == 6
    assert found.reasons[-1].startswith("a detail is contested by Paper B, Paper C")


def test_opponents_of_one_origin_count_once() -> None:
    one, *others = born("a", "Dura"), born("b", "Kelm"), born("c", "Kelm")
    disputes = tuple(Contest(reason="value", a=one, b=other) for other in others)
    proposition = weigh(one)
    book = SourceBook(publishers=PUBLISHERS)
    origins = {"b": "org-1", "c": "org-1"}
    assert grade_proposition(proposition, disputes, book, origins).value == 4


def test_a_plan_is_graded_as_a_plan() -> None:
    found = grade(tell("a", certainty="unrealised"))
    assert found.reasons[0] == "planned, threatened or demanded, by one origin: Paper A"
