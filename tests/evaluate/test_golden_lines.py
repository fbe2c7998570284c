"""The one-line language of the golden cases."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from reportedly.errors import BadInputError
from reportedly.evaluate.golden import (
    GoldenCase,
    check_case,
    load_case,
    parse_line,
    render_line,
    rewrite_expected,
)
from reportedly.evaluate.predictions import PredictedClaim


def claim(**changes: Any) -> PredictedClaim:
    base = {
        "predicate": "attacked",
        "subject": {"name": "Red Front", "text": "the group"},
        "object": {"name": "Velmar (north)", "text": "Velmar"},
        "qualifiers": {"killed": "13", "method": "car bomb"},
        "when": {"edtf": "2021-06"},
        "where": [{"name": "Osk"}],
        "sources": [{"name": "Ministry of Order, Osk", "act": "says"}],
        "polarity": "affirmed",
        "certainty": "hedged",
    }
    return msgspec.convert({**base, **changes}, PredictedClaim)


@pytest.mark.parametrize(
    "line",
    [
        'attacked(Red Front, Velmar) by="Ministry of Order, Osk" certainty=hedged',
        "attacked(the group, *) by=* certainty=hedged act=says when=2021-06 where=Osk killed=13",
        "attacked(~front, Blue Front|Velmar) by=* certainty=hedged method=bomb",
        'attacked(Red Front, "Velmar (north)") by=* certainty=hedged',
    ],
)
def test_a_line_is_met_by_its_claim(line: str) -> None:
    assert parse_line(line).is_met_by(claim())


@pytest.mark.parametrize(
    "line",
    [
        "attacked(Red Front, Velmar) certainty=hedged",
        "attacked(Red Front, Velmar) by=*",
        "attacked(Velmar, Red Front) by=* certainty=hedged",
        "attacked(—, Velmar) by=* certainty=hedged",
        "killed(Red Front, Velmar) by=* certainty=hedged",
        "attacked(Red Front, Velmar) by=* certainty=hedged killed=3",
        "attacked(Red Front, Velmar) by=* certainty=hedged wounded=3",
        "attacked(Red Front, Velmar) by=* certainty=hedged polarity=denied",
        "attacked(Red Front, Velmar) by=* certainty=hedged when=2021",
    ],
)
def test_a_line_that_says_anything_else_is_not_met(line: str) -> None:
    assert not parse_line(line).is_met_by(claim())


def test_without_defaults_only_what_is_given_counts() -> None:
    line = parse_line("attacked(*, Velmar)")
    assert line.is_met_by(claim(), with_defaults=False)
    assert not line.is_met_by(claim())


@pytest.mark.parametrize(
    "changes", [{}, {"subject": None, "sources": [], "certainty": "stated"}, {"polarity": "denied"}]
)
def test_a_rendered_line_is_met_by_the_claim_it_came_from(changes: dict[str, Any]) -> None:
    shown = claim(**changes)
    assert parse_line(render_line(shown)).is_met_by(shown)


@pytest.mark.parametrize(
    "line", ["attacked", "attacked(a)", "attacked(a, b, c)", "attacked(a, b) by=Red Front"]
)
def test_a_malformed_line_is_refused(line: str) -> None:
    with pytest.raises(BadInputError, match="was expected"):
        parse_line(line)


def test_a_case_says_what_is_missing_forbidden_and_unexpected() -> None:
    case = GoldenCase(
        text="",
        note="",
        expected=("killed(Red Front, —)", "attacked(Red Front, Velmar) by=* certainty=hedged"),
        not_expected=("leads(*, *)",),
        complete=True,
    )
    claims = [claim(), claim(predicate="leads"), claim(predicate="owns")]
    faults = check_case(case, claims)
    assert [fault.split(":")[0] for fault in faults] == [
        "not found",
        "must not be found",
        "not expected",
    ]


def test_rewriting_replaces_the_expectation_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text('note = "n"\ntext = "t]"\nexpected = [\n  "owns(a, b)",\n]\ncomplete = true\n')
    rewrite_expected(path, [claim(), claim()])
    case = load_case(path)
    assert (case.note, case.text, case.complete) == ("n", "t]", True)
    assert case.expected == (render_line(claim()),)
    assert check_case(case, [claim()]) == []


def test_an_unknown_key_in_a_case_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text('note = "n"\ntext = "t"\nexpected = []\nexpceted = []\n')
    with pytest.raises(BadInputError, match="expceted"):
        load_case(path)
