"""The log says what holds, whatever order its lines come in; what contradicts is never guessed."""

from collections import defaultdict

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from tests.judge.judging import judge

from reportedly.judge import replay
from reportedly.judge.relations import Relations
from reportedly.judge.replay import list_pairs
from reportedly.records import Judgement
from reportedly.verdicts import Verdicts


def test_a_later_judgement_of_a_pair_takes_the_earlier_ones_place_and_is_no_conflict() -> None:
    first, second = judge("same", "a", "b"), judge("different", "b", "a", at=1)
    verdicts = replay([first, second])
    assert verdicts.same == {}
    assert verdicts.different == {("a", "b"): second}
    assert verdicts.replaced == {first.id: second.id}
    assert verdicts.conflicts == ()


def test_what_contradicts_two_earlier_judgements_is_reported_and_not_applied() -> None:
    one, two = judge("same", "a", "b"), judge("same", "b", "c", at=1)
    late = judge("different", "a", "c", at=2)
    verdicts = replay([one, two, late])
    assert set(verdicts.same) == {("a", "b"), ("b", "c")}
    assert verdicts.different == {}
    [conflict] = verdicts.conflicts
    assert conflict.judgement == late.id
    assert set(conflict.against) == {one.id, two.id}
    assert all(id_ in conflict.sentence for id_ in (late.id, one.id, two.id, "ines"))


def test_joining_what_was_told_apart_by_way_of_a_third_is_a_conflict_too() -> None:
    apart, tie = judge("different", "a", "c"), judge("same", "a", "b", at=1)
    late = judge("same", "b", "c", at=2)
    [conflict] = replay([apart, tie, late]).conflicts
    assert conflict.judgement == late.id
    assert set(conflict.against) == {apart.id, tie.id}


def test_undoing_one_side_of_a_conflict_lets_the_other_hold() -> None:
    one, two = judge("same", "a", "b"), judge("same", "b", "c", at=1)
    late = judge("different", "a", "c", at=2)
    verdicts = replay([one, two, late, judge("undo", two.id, at=3)])
    assert verdicts.conflicts == ()
    assert set(verdicts.different) == {("a", "c")}


def test_an_undo_can_be_undone_and_that_again() -> None:
    first = judge("same", "a", "b")
    undo = judge("undo", first.id, at=1)
    redo = judge("undo", undo.id, at=2)
    again = judge("undo", redo.id, at=3)
    assert replay([first, undo]).same == {}
    assert set(replay([first, undo, redo]).same) == {("a", "b")}
    assert replay([first, undo, redo, again]).same == {}


def test_saying_again_what_holds_does_not_make_it_later_than_what_came_between() -> None:
    first, between = judge("same", "a", "b"), judge("same", "b", "c", at=1)
    apart, again = judge("different", "a", "c", at=2), judge("same", "a", "b", at=3)
    verdicts = replay([first, between, apart, again])
    assert verdicts.same[("a", "b")] == first
    assert [conflict.judgement for conflict in verdicts.conflicts] == [apart.id]


def test_one_judgement_tells_one_apart_from_several_and_a_later_one_changes_one_pair() -> None:
    split = judge("different", "a", "b", "c")
    assert set(replay([split]).different) == {("a", "b"), ("a", "c")}
    verdicts = replay([split, judge("same", "a", "b", at=1)])
    assert set(verdicts.different) == {("a", "c")}
    assert verdicts.replaced == {}


def test_a_claim_that_is_corrected_once_rejected_is_wanted_again() -> None:
    rejection = judge("reject", "clm-1")
    correction = judge("correct", "clm-1", at=1, values={"polarity": "denied"})
    assert set(replay([rejection]).rejected) == {"clm-1"}
    verdicts = replay([rejection, correction])
    assert verdicts.rejected == {}
    assert verdicts.corrected["clm-1"].values == {"polarity": "denied"}


def test_corrections_of_different_fields_hold_together_and_the_later_of_one_field_alone() -> None:
    first = judge("correct", "clm-1", values={"polarity": "denied"}, by="ines")
    second = judge("correct", "clm-1", at=1, values={"certainty": "hedged"}, by="tomas")
    third = judge("correct", "clm-1", at=2, values={"polarity": "affirmed"}, by="tomas")
    correction = replay([first, second, third]).corrected["clm-1"]
    assert correction.values == {"polarity": "affirmed", "certainty": "hedged"}
    assert correction.judgements == (second, third)
    assert correction.by == "tomas"


def test_the_last_rating_of_a_source_holds() -> None:
    log = [judge("rate", "Radio Lake", values={"reliability": "B"})]
    log.append(judge("rate", "Radio Lake", at=1, values={"reliability": "D"}))
    assert replay(log).reliability == {"Radio Lake": ("D", log[1])}


NAMES = st.sampled_from("abcde")


@st.composite
def logs(draw: st.DrawFn) -> list[Judgement]:
    """Logs over five entities, many lines at one time, undos and undos of undos among them."""
    log: list[Judgement] = []
    for _ in range(draw(st.integers(0, 14))):
        at = draw(st.integers(0, 3))
        is_undo = draw(st.integers(0, 3)) == 0
        if log and is_undo:
            log.append(judge("undo", draw(st.sampled_from(log)).id, at=at))
            continue
        verb = draw(st.sampled_from(["same", "different", "unsure", "reject", "correct"]))
        if verb == "reject":
            log.append(judge("reject", draw(NAMES), at=at))
        elif verb == "correct":
            field = draw(st.sampled_from(["polarity", "certainty"]))
            value = {"polarity": "denied", "certainty": "hedged"}[field]
            log.append(judge("correct", draw(NAMES), at=at, values={field: value}))
        else:
            targets = draw(st.lists(NAMES, min_size=2, max_size=3, unique=True))
            log.append(
                judge("same", *targets, at=at)
                if verb == "same"
                else judge("different", *targets, at=at)
                if verb == "different"
                else judge("unsure", *targets, at=at)
            )
    return list({judgement.id: judgement for judgement in log}.values())


def forget_undone(verdicts: Verdicts) -> Verdicts:
    return msgspec.structs.replace(verdicts, undone={})


@given(logs(), st.randoms())
def test_the_order_of_the_lines_does_not_matter_at_one_time_either(
    log: list[Judgement], random: st.DataObject
) -> None:
    shuffled = list(log)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert replay(shuffled) == replay(log)
    assert replay(log * 2) == replay(log)


@given(logs())
def test_what_holds_never_contradicts_itself(log: list[Judgement]) -> None:
    verdicts = replay(log)
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for id_ in "abcde":
        groups[id_] = {id_}
    for one, other in verdicts.same:
        merged = groups[one] | groups[other]
        for id_ in merged:
            groups[id_] = merged
    assert not [pair for pair in verdicts.different if pair[1] in groups[pair[0]]]
    relations = Relations.from_verdicts(verdicts)
    for one in "abcde":
        for other in set("abcde") - {one}:
            is_same = other in groups[one]
            assert (relations.relate(one, other) == "same") == is_same
            assert bool(relations.explain(one, other)) == (relations.relate(one, other) is not None)


@given(logs())
def test_every_judged_pair_holds_or_is_accounted_for(log: list[Judgement]) -> None:
    verdicts = replay(log)
    conflicts = {(c.judgement, c.pair) for c in verdicts.conflicts}
    groups = {"same": verdicts.same, "different": verdicts.different, "unsure": verdicts.unsure}
    judged = [j for j in log if j.verb in groups and j.id not in verdicts.undone]
    for judgement in judged:
        for pair in list_pairs(judgement):
            others = [j for j in judged if j is not judgement and pair in list_pairs(j)]
            holds = pair in groups[judgement.verb]
            assert holds or (judgement.id, pair) in conflicts or others
    assert all(conflict.against for conflict in verdicts.conflicts)


@given(logs())
def test_an_undo_leaves_things_as_if_nothing_had_been_judged(log: list[Judgement]) -> None:
    last = judge("different", "a", "b", at=9)
    undo = judge("undo", last.id, at=10)
    undone = replay([*log, last, undo])
    assert forget_undone(undone) == forget_undone(replay(log))
    redone = replay([*log, last, undo, judge("undo", undo.id, at=11)])
    assert forget_undone(redone) == forget_undone(replay([*log, last]))


def test_undos_that_undo_each_other_in_a_ring_never_count_and_do_no_harm() -> None:
    first = judge("same", "a", "b")
    one = msgspec.structs.replace(judge("undo", "x", at=1), id="jdg-1", targets=("jdg-2",))
    two = msgspec.structs.replace(judge("undo", "x", at=1), id="jdg-2", targets=("jdg-1",))
    assert set(replay([first, one, two]).same) == {("a", "b")}
