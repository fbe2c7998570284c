"""Ways between two: short ones first, the weakest step marked, denials never ties, bounded always."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.weigh.made_claims import make_claim
from tests.weigh.whole_paths import find_all_ways

from reportedly.knowledge import load_knowledge
from reportedly.records import Claim, Proposition
from reportedly.weigh import Setting, build_propositions
from reportedly.weigh.meeting import Around, Link
from reportedly.weigh.paths import (
    STRENGTHS,
    Bounds,
    Path,
    Search,
    Tie,
    is_tie,
    make_tie,
    measure_strength,
)
from reportedly.weigh.ways import Estimate, Step, find_paths


class Case:
    """Ties of propositions that are looked up one entity at a time, as an index would."""

    def __init__(self, *claims: Claim, wider: bool = False) -> None:
        publishers = {c.document: f"Paper {c.document}" for c in claims}
        self.propositions = build_propositions(claims, Setting(publishers=publishers))
        self.asked: list[str] = []
        self.wider = wider
        self.ids: list[str] = []
        self.known: dict[int, dict[int, bool]] = {}

    def get_keys(self, entities: Sequence[str]) -> list[int]:
        self.ids += [entity for entity in entities if entity not in self.ids]
        return [self.ids.index(entity) for entity in entities]

    def get_ids(self, keys: Collection[int]) -> dict[int, str]:
        return {key: self.ids[key] for key in keys}

    def find_hubs(self, entities: Collection[int], others: int) -> list[int]:
        return [entity for entity in entities if len(self._look_around(entity)) > others]

    def look_around(self, entities: Collection[int], most: int) -> dict[int, Around]:
        self.asked += [self.ids[entity] for entity in entities]
        found = {}
        for entity in entities:
            others = self._look_around(entity)
            is_cut_off = len(others) > most
            found[entity] = Around(dict([*others.items()][:most]), is_cut_off=is_cut_off)
        return found

    def link(
        self,
        ones: Collection[int],
        others: Collection[int],
        *,
        by_pairs: bool,  # noqa: ARG002
    ) -> list[Link]:
        return [
            Link(one, other, is_affirmed)
            for one in ones
            for other, is_affirmed in self._look_around(one).items()
            if other in others
        ]

    def link_denied(self, ones: Collection[int], others: Collection[int] | None) -> list[Link]:
        return [
            Link(one, other, is_affirmed)
            for one in ones
            for other, is_affirmed in self._look_around(one).items()
            if not is_affirmed and (others is None or other in others)
        ]

    def estimate(self, steps: Collection[Step], *, closely: bool) -> dict[Step, Estimate]:  # noqa: ARG002
        best = len(STRENGTHS) - 1
        told = {step: sum(len(t.proposition.affirmed) for t in self._tie(*step)) for step in steps}
        return {step: Estimate(best, told[step]) for step in steps}

    def list_ties(self, steps: Collection[Step]) -> dict[Step, list[Tie]]:
        return {step: self._tie(*step) for step in steps}

    def neighbours(self, entity: str) -> Iterator[Tie]:
        for proposition in self.propositions:
            tie = make_tie(proposition, entity, wider=self.wider)
            if tie is not None:
                yield tie

    def _tie(self, start: str, end: str) -> list[Tie]:
        return [tie for tie in self.neighbours(start) if tie.other == end]

    def _look_around(self, entity: int) -> dict[int, bool]:
        if entity in self.known:
            return self.known[entity]
        others = self.known[entity] = {}
        for tie in self.neighbours(self.ids[entity]):
            [other] = self.get_keys([tie.other])
            others[other] = others.get(other, False) or bool(tie.proposition.affirmed)
        return others


def tie(one: str, other: str, **more: Any) -> Claim:
    id_ = f"{one}{other}{len(more)}{more.get('polarity', '')}{more.get('document', '')}"
    return make_claim(id_, one, more.pop("predicate", "linked_to"), other, **more)


def chain(names: str) -> list[Claim]:
    return [tie(one, other) for one, other in pairwise(names)]


def find(case: Case, start: str, end: str, **bounds: Any) -> Search:
    return find_paths(case, f"ent-{start}", f"ent-{end}", Bounds(**bounds))


def spell(path: Path) -> str:
    entities = [path.hops[0].start, *(hop.end for hop in path.hops)]
    return "".join(entity.removeprefix("ent-") for entity in entities)


def test_all_short_ways_are_found_the_shortest_first() -> None:
    case = Case(*chain("ABE"), *chain("ACDE"), tie("A", "E"))
    assert [spell(p) for p in find(case, "A", "E").paths] == ["AE", "ABE", "ACDE"]


def test_of_ways_as_long_the_one_whose_weakest_step_is_strongest_comes_first() -> None:
    weak = [tie("A", "B", certainty="hedged"), tie("B", "E"), tie("B", "E", document="x")]
    strong = [tie("A", "C"), tie("C", "E")]
    found = find(Case(*weak, *strong), "A", "E").paths
    assert [(spell(p), p.weakest) for p in found] == [("ACE", 0), ("ABE", 0)]
    assert found[1].hops[0].strength == "only hedged"
    assert found[1].hops[1].strength == "several origins"


def test_no_way_within_the_steps_is_no_way() -> None:
    case = Case(*chain("ABCDE"))
    assert find(case, "A", "E", steps=3).paths == ()
    assert [spell(p) for p in find(case, "A", "E", steps=4).paths] == ["ABCDE"]


def test_what_is_only_denied_is_never_a_tie_and_is_listed_apart() -> None:
    case = Case(tie("A", "B", polarity="denied"), tie("B", "C"))
    found = find(case, "A", "C")
    assert found.paths == ()
    [way] = found.denied
    assert (spell(way), way.hops[way.weakest].strength) == ("ABC", "only denied")


def test_a_tie_beside_which_another_is_denied_outright_is_disputed() -> None:
    case = Case(tie("A", "B"), tie("A", "B", predicate="supports", polarity="denied"))
    [way] = find(case, "A", "B").paths
    assert way.hops[0].strength == "one origin, and disputed"
    assert [t.strength for t in way.hops[0].ties] == ["one origin", "only denied"]


def test_each_reason_for_a_weak_step_has_its_strength() -> None:
    def weigh(*claims: Claim) -> Proposition:
        return Case(*claims).propositions[0]

    found = [
        measure_strength(weigh(tie("A", "B", polarity="denied"))),
        measure_strength(weigh(tie("A", "B", certainty="unrealised"))),
        measure_strength(weigh(tie("A", "B", certainty="hedged"))),
        measure_strength(weigh(tie("A", "B")), lambda _: True),
        measure_strength(weigh(tie("A", "B"))),
        measure_strength(weigh(tie("A", "B"), tie("A", "B", document="x")), lambda _: True),
        measure_strength(weigh(tie("A", "B"), tie("A", "B", document="x"))),
    ]
    assert tuple(found) == STRENGTHS


def test_two_who_are_in_one_place_are_tied_only_when_places_are_asked_for() -> None:
    claims = [tie(x, "Kelm", predicate="present_in", kind="place") for x in "AB"]
    assert find(Case(*claims), "A", "B").paths == ()
    assert [spell(p) for p in find(Case(*claims, wider=True), "A", "B").paths] == ["AKelmB"]


def test_an_attack_on_a_place_ties_nobody_to_who_else_attacked_it() -> None:
    claims = [tie(x, "Kelm", predicate="attacked", kind="place") for x in "AB"]
    assert find(Case(*claims), "A", "B").paths == ()


def test_every_predicate_that_makes_a_tie_says_which() -> None:
    entries = load_knowledge("predicates")["predicate"]
    assert {entry.get("tie") for entry in entries} == {"actor", "wider", None}
    assert is_tie("leads")
    assert not is_tie("present_in")
    assert is_tie("present_in", wider=True)
    assert not is_tie("also_known_as", wider=True)


def test_who_has_ties_with_very_many_is_passed_through_only_where_nothing_else_leads_on() -> None:
    crowd = [tie("H", f"x{i}") for i in range(6)]
    around = Case(*crowd, tie("A", "H"), tie("H", "E"), *chain("ABCE"))
    found = find(around, "A", "E", hub_ties=5)
    assert [spell(p) for p in found.paths] == ["ABCE"]
    assert found.hubs == ("ent-H",)
    through = find(Case(*crowd, tie("A", "H"), tie("H", "E")), "A", "E", hub_ties=5)
    assert [spell(p) for p in through.paths] == ["AHE"]


def test_of_very_many_hubs_some_are_gone_on_from_and_the_search_says_so() -> None:
    def surround(hub: str) -> list[Claim]:
        return [tie("A", hub), tie(hub, "M"), *(tie(hub, f"{hub}{n}") for n in range(9))]

    claims = [*surround("H"), *surround("I"), *chain("MNE"), *(tie("N", f"n{i}") for i in range(4))]
    both = find(Case(*claims), "A", "E", hub_ties=5, hubs=2)
    one = find(Case(*claims), "A", "E", hub_ties=5, hubs=1)
    assert (len(both.paths), both.is_cut_off) == (2, False)
    assert len(one.paths) == 2 or one.is_cut_off


def test_a_hub_that_both_ends_have_ties_with_is_passed_through_however_many_there_are() -> None:
    def surround(hub: str) -> list[Claim]:
        return [tie("A", hub), tie(hub, "E"), *(tie(hub, f"{hub}{n}") for n in range(9))]

    case = Case(*surround("H"), *surround("I"))
    found = find(case, "A", "E", hub_ties=5, hubs=1, paths=2)
    assert {spell(p) for p in found.paths} == {"AHE", "AIE"}
    assert not found.is_cut_off


def test_of_an_end_with_very_many_ties_those_with_whom_the_other_end_knows_are_not_missed() -> None:
    crowd = [tie("E", f"x{i:03}") for i in range(50)]
    late = [tie("E", "M"), tie("M", "A"), tie("A", "E", polarity="denied")]
    found = find(Case(*crowd, *late), "A", "E", hub_ties=2)
    assert [spell(p) for p in found.paths] == ["AME"]
    assert [spell(p) for p in found.denied] == ["AE"]
    assert found.is_cut_off


def test_a_search_that_is_cut_off_says_so() -> None:
    case = Case(*chain("ABCDE"))
    found = find(case, "A", "E", entities=2)
    assert (found.paths, found.is_cut_off) == ((), True)
    assert not find(case, "A", "E").is_cut_off


def test_nobody_is_asked_for_twice() -> None:
    case = Case(*chain("ABCDE"), tie("B", "D"), tie("A", "C", polarity="denied"))
    find(case, "A", "E")
    assert len(case.asked) == len(set(case.asked))


def test_whom_two_have_in_common_is_found_without_looking_at_whom_these_know() -> None:
    case = Case(*chain("ABE"), *chain("ACE"), tie("B", "C"), *(tie("B", f"x{i}") for i in range(9)))
    assert len(find(case, "A", "E", paths=2, steps=2).paths) == 2
    assert set(case.asked) <= {"ent-A", "ent-E"}


def test_when_ways_of_one_length_are_enough_no_longer_ones_are_looked_for() -> None:
    case = Case(tie("A", "E"), *chain("ABE"))
    assert [spell(p) for p in find(case, "A", "E", paths=1).paths] == ["AE"]


@settings(deadline=None)
@given(st.sets(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")), max_size=12))
def test_every_simple_way_within_the_steps_is_found_once(pairs: set[tuple[str, str]]) -> None:
    pairs = {tuple(sorted(pair)) for pair in pairs if pair[0] != pair[1]}  # type: ignore[misc]
    near: dict[str, set[str]] = {x: set() for x in "ABCDEF"}
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)

    def walk(way: str) -> Iterator[str]:
        for other in near[way[-1]] - set(way):
            if other == "F":
                yield way + other
            elif len(way) < 4:
                yield from walk(way + other)

    case = Case(*(tie(one, other) for one, other in sorted(pairs)))
    found = [spell(p) for p in find(case, "A", "F", paths=1000).paths]
    assert sorted(found) == sorted(walk("A"))
    assert [len(way) for way in found] == sorted(len(way) for way in found)


LETTERS = st.sampled_from("ABCDEFG")
MADE = st.tuples(
    LETTERS,
    LETTERS,
    st.sampled_from(("linked_to", "supports")),
    st.sampled_from(("affirmed", "affirmed", "denied")),
    st.sampled_from(("stated", "hedged", "unrealised")),
    st.sampled_from(("d1", "d2", "d3")),
)


@settings(deadline=None)
@given(st.lists(MADE, max_size=22), st.integers(1, 5), st.integers(1, 6), st.integers(2, 6))
def test_the_best_ways_are_those_that_come_first_where_all_ties_are_read(
    made: list[tuple[str, ...]], steps: int, paths: int, hub_ties: int
) -> None:
    claims = [
        make_claim(
            f"{i}", one, predicate, other, polarity=polarity, certainty=certainty, document=document
        )
        for i, (one, other, predicate, polarity, certainty, document) in enumerate(made)
        if one != other
    ]
    case, bounds = Case(*claims), Bounds(steps=steps, paths=paths, hub_ties=hub_ties)
    found, expected = (find(case, "ent-A", "ent-G", bounds) for find in (find_paths, find_all_ways))
    assert found.paths == expected.paths
    assert found.denied == expected.denied
    assert found.is_cut_off is expected.is_cut_off
    assert all(len({t.other for t in case.neighbours(hub)}) > hub_ties for hub in found.hubs)
    assert not {"ent-A", "ent-G"} & set(found.hubs)
