"""What is said is shown with its origins and its grade, which never stands without its reasons."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.ties import FORMULA, make_ties_case


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    return make_ties_case(tmp_path / "ties.reportedly")


def test_a_proposition_is_led_by_how_it_is_said_and_graded_with_reasons(run: Run) -> None:
    result = run("propositions", "--about", "Coral League")
    assert result.exit_code == 0
    assert "Said: Coral League supports Grey Wolves Column" in result.stdout
    assert (
        "6 cannot be judged from this case: affirmed by one origin: Pavel Stenn; denied by Coral "
        "League, whom it is about" in " ".join(result.stdout.split())
    )
    assert "2 probably true, going by this case: affirmed by 2 independent origins" in result.stdout


def test_lines_of_propositions_hold_sides_origins_and_reasons(run: Run) -> None:
    lines = [json.loads(x) for x in run("propositions", "--format", "jsonl").stdout.splitlines()]
    [led] = [x for x in lines if x["predicate"] == "leads" and x["origins"] == 2]
    assert led["subject"]["name"] == "Omar Kessel"
    assert led["subject"]["entity"].startswith("ent-")
    assert led["grade"] == 2
    assert led["reasons"]
    assert {x["grouped_by"] for x in led["affirmed"]} == {None}
    assert all(x["evidence"]["text"] for x in led["affirmed"])


def test_cells_of_propositions_that_a_spreadsheet_would_run_are_text(run: Run) -> None:
    text = run("propositions", "--about", "Lia Brask", "--format", "csv").stdout
    [row] = csv.DictReader(io.StringIO(text))
    assert row["affirmed_by"] == f"'{FORMULA}"


def test_nobody_of_whom_nothing_is_said_has_no_propositions(run: Run) -> None:
    result = run("propositions", "--about", "Pavel Stenn")
    assert result.exit_code == 1
    assert "nothing is said of it" in result.stderr


def test_a_claim_is_shown_with_the_grade_of_what_it_says(run: Run) -> None:
    lines = run("claims", "--predicate", "supports", "--denied", "--format", "jsonl").stdout
    claim = json.loads(lines)["id"]
    shown = " ".join(run("show", claim).stdout.split())
    assert "grade 6 cannot be judged from this case: affirmed by one origin: Pavel Stenn" in shown


def test_a_profile_tells_grades_that_are_more_than_unknown(run: Run) -> None:
    lines = run("who", "Omar Kessel").stdout.splitlines()
    graded = [line for line in lines if line.endswith("grade 2")]
    assert len(graded) == 2
    assert not any(line.endswith("grade 6") for line in lines)


def test_disputes_tell_the_grade_of_both_sides(run: Run) -> None:
    [line] = run("disputes", "--format", "jsonl").stdout.splitlines()
    dispute = json.loads(line)
    assert dispute["a_grade"]["value"] == dispute["b_grade"]["value"] == 6
    assert dispute["a_grade"]["reasons"]
