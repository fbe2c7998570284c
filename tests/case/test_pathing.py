"""Ways over stored rows are the ways that are found where every claim is read."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.made_story import REPORTS, identify, read
from tests.made_readings import Page
from tests.weigh.whole_paths import WholeTies, find_all_ways

from reportedly.case import Case
from reportedly.errors import UsageError
from reportedly.records import Kind, Reading
from reportedly.weigh.paths import Bounds

NAMES = (
    "Omar Kessel",
    "Radu Stenn",
    "Coral League",
    "Grey Wolves Column",
    "Dura",
    "Keth",
    "Ilka Varn",
)
KINDS: dict[str, tuple[Kind, ...]] = {
    "Omar Kessel": ("person",),
    "Radu Stenn": ("person",),
    "Ilka Varn": ("person",),
    "Coral League": ("group", "organization"),
    "Grey Wolves Column": ("group",),
    # A country is a place in one report and a government in the next.
    "Dura": ("place", "state"),
    "Keth": ("place",),
}
VERBS = ("linked_to", "supports", "leads", "founded", "attacked", "present_in", "met_with")
STATEMENTS = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(VERBS),
    st.sampled_from(NAMES),
    st.sampled_from(("affirmed", "affirmed", "affirmed", "denied")),
    st.sampled_from(("stated", "stated", "hedged", "unrealised")),
    st.booleans(),
)


def make_reading(number: int, statements: list[tuple[Any, ...]]) -> Reading:
    """A report of one claim a line; two papers in turn publish the reports."""
    lines = [f"{s} {verb} {o}, line {i}." for i, (s, verb, o, *_) in enumerate(statements)]
    text = "\n".join([f"Report {number}.", *lines])
    page = Page(text, external_id=f"r{number}", publisher=("Lake Radio", "Hill Post")[number % 2])
    claims = []
    for line, (subject, verb, other, polarity, certainty, first) in zip(
        lines, statements, strict=True
    ):
        evidence = page.span(line)
        one = page.argument(subject, KINDS[subject][0 if first else -1], after=evidence.start)
        two = page.argument(other, KINDS[other][-1 if first else 0], after=one.end)
        claims.append(page.claim(verb, one, two, evidence, polarity=polarity, certainty=certainty))
    return page.reading(*claims)


def compare(case: Case, **bounds: int) -> int:
    """Hold the ways between every two of a case against those over all claims; how many there are."""
    ids = sorted({side for p in case.propositions() for side in (p.subject, p.object) if side})
    ids = [id_ for id_ in ids if id_.startswith("ent-")]
    compared = 0
    for one, other in combinations(ids, 2):
        for wider in (False, True):
            found = case.paths(one, other, wider=wider, steps=bounds.get("steps", 4))
            ties = WholeTies(case, wider=wider)
            expected = find_all_ways(ties, one, other, Bounds(**bounds))
            assert found.paths == expected.paths
            assert found.denied == expected.denied
            assert found.is_cut_off is expected.is_cut_off
            compared += len(found.paths) + len(found.denied)
    return compared


@pytest.fixture
def story() -> Iterator[Case]:
    """Reports with joined names, copied passages, denials and disputed numbers."""
    with Case.in_memory() as case:
        for number in range(len(REPORTS)):
            case.keep(read(number))
        yield case


def test_the_ways_of_a_case_are_those_over_all_its_claims(story: Case) -> None:
    assert compare(story) > 20


def test_they_are_whether_origins_are_counted_or_not(story: Case) -> None:
    for _ in story.count_origins():
        pass
    assert compare(story) > 20


def test_a_rejected_claim_leads_nowhere_and_its_return_leads_back(story: Case) -> None:
    one, other = identify("Grey Wolves Column"), identify("Coral League")
    [way, *_] = story.paths(one, other).paths
    told = [t.claim.id for tie in way.hops[0].ties for t in tie.proposition.affirmed]
    decisions = [story.reject(id_, by="ana") for id_ in told]
    assert not any(len(path.hops) == 1 for path in story.paths(one, other).paths)
    compare(story)
    for decision in decisions:
        assert decision.judgement is not None
        story.undo(decision.judgement.id)
    assert story.paths(one, other).paths[0] == way


def test_who_is_joined_or_split_by_a_judgement_has_the_ways_of_all_that_are_one(
    story: Case,
) -> None:
    story.merge(identify("Anton Kessel"), identify("Omar Kessel"), by="ana")
    with pytest.raises(UsageError):
        story.paths(identify("Anton Kessel"), identify("Omar Kessel"))
    assert compare(story) > 10


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(STATEMENTS, min_size=1, max_size=6), min_size=1, max_size=4),
    st.integers(2, 5),
)
def test_of_any_reports_the_ways_are_those_over_all_claims(
    reports: list[list[tuple[Any, ...]]], steps: int
) -> None:
    with Case.in_memory() as case:
        for number, statements in enumerate(reports):
            case.keep(make_reading(number, [s for s in statements if s[0] != s[2]]))
        compare(case, steps=steps)


def test_who_has_ties_with_very_many_is_a_hub_by_rows_as_by_claims() -> None:
    page = Page(
        "\n".join(["Crowd.", *(f"Omar Kessel met Guest{i:03} Varn." for i in range(103))])
        + "\nIlka Stenn met Guest001 Varn.\nIlka Stenn met Omar Kessel.",
        external_id="crowd",
    )
    claims = []
    for line in page.text.splitlines()[1:]:
        one, other = line.rstrip(".").split(" met ")
        evidence = page.span(line)
        subject = page.argument(one, "person", after=evidence.start)
        claims.append(
            page.claim(
                "met_with",
                subject,
                page.argument(other, "person", after=subject.end),
                evidence,
            )
        )
    with Case.in_memory() as case:
        case.keep(page.reading(*claims))
        for end in ("Guest050 Varn", "Guest001 Varn"):
            found = case.paths("Ilka Stenn", end)
            one, other = (case.subject(name).id for name in ("Ilka Stenn", end))
            expected = find_all_ways(WholeTies(case), one, other)
            assert found == expected
        assert case.paths("Ilka Stenn", "Guest001 Varn").hubs == (case.subject("Omar Kessel").id,)
