"""Ways between two are printed with the words of every step, the weakest marked."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.ties import make_ties_case


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    return make_ties_case(tmp_path / "ties.reportedly")


def test_every_step_of_a_way_has_its_claims_and_their_words(run: Run) -> None:
    result = run("path", "Omar Kessel", "Lia Brask")
    assert result.exit_code == 0
    first, *rest = result.stdout.splitlines()
    assert first == "1. Omar Kessel — Coral League — Grey Wolves Column — Lia Brask  (3 steps)"
    weakest = [line for line in rest if "weakest step" in line]
    assert weakest == [
        (
            "   Coral League — Grey Wolves Column: one origin alone affirms it, and it is disputed"
            "  ← weakest step"
        )
    ]
    assert "“Pavel Stenn said the Coral League arms the Grey Wolves Column.”" in result.stdout
    assert "Coral League denies that" in result.stdout
    assert "   Omar Kessel — Coral League: 2 origins affirm it" in rest


def test_no_way_within_the_steps_is_answered_with_no(run: Run) -> None:
    result = run("path", "Omar Kessel", "Lia Brask", "--max-steps", "2")
    assert result.exit_code == 1
    assert "no way from Omar Kessel to Lia Brask within 2 steps" in result.stderr


def test_a_place_in_common_is_no_tie_unless_it_is_asked_for(run: Run) -> None:
    assert run("path", "Omar Kessel", "Tovan Orr").exit_code == 1
    result = run("path", "Omar Kessel", "Tovan Orr", "--all-kinds")
    assert result.exit_code == 0
    assert "Omar Kessel — Dura — Tovan Orr" in result.stdout


def test_lines_and_tables_of_ways_hold_every_claim(run: Run) -> None:
    [line] = run("path", "Omar Kessel", "Lia Brask", "--format", "jsonl").stdout.splitlines()
    way = json.loads(line)
    assert (way["steps"], way["weakest"], way["is_denied"]) == (3, 2, False)
    assert [hop["end"]["name"] for hop in way["hops"]][-1] == "Lia Brask"
    rows = list(
        csv.DictReader(
            io.StringIO(run("path", "Omar Kessel", "Lia Brask", "--format", "csv").stdout)
        )
    )
    assert [row["step"] for row in rows] == ["1", "1", "2", "2", "3"]
    assert {row["evidence"] for row in rows if row["polarity"] == "denied"} == {
        "The Coral League denied that it arms the Grey Wolves Column."
    }


def test_two_names_of_one_and_names_of_nobody_are_refused(run: Run) -> None:
    same = run("path", "Omar Kessel", "omar kessel")
    assert same.exit_code == 2
    assert "are one in this case" in same.stderr
    nobody = run("path", "Omar Kessel", "Nobody Known")
    assert nobody.exit_code == 1
    assert "nobody and nothing called 'Nobody Known'" in nobody.stderr
