"""Sources are counted, never judged by the program; a person rates them, and the log keeps it."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.ties import make_ties_case

from reportedly.case import Case


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    return make_ties_case(tmp_path / "ties.reportedly")


def read_sources(run: Run, *more: str) -> dict[str, dict[str, object]]:
    lines = run("sources", *more, "--format", "jsonl").stdout.splitlines()
    return {row["name"]: row for row in map(json.loads, lines)}


def test_speakers_and_publishers_are_both_sources(run: Run) -> None:
    found = read_sources(run)
    assert found["Pavel Stenn"]["claims"] == 1
    assert found["Pavel Stenn"]["denied_by_others"] == 1
    assert found["Keth Wire"]["is_publisher"]
    assert found["Keth Wire"]["claims"] == 1
    assert found["Coral League"]["denied"] == 1
    assert {row["reliability"] for row in found.values()} == {"F"}


def test_who_affirms_something_alone_is_counted(run: Run) -> None:
    found = read_sources(run)
    assert found["Pavel Stenn"]["alone"] == 1
    assert found["Keth Wire"]["alone"] == 0


def test_a_rating_is_kept_with_who_and_why_and_shows_in_the_grade(
    run: Run, case_path: Path
) -> None:
    asked = ("sources", "keth wire", "--set", "b", "--why", "checks twice", "--by", "Ana")
    result = run(*asked)
    assert result.exit_code == 0
    assert "keth wire is rated B (usually reliable)" in result.stderr
    assert read_sources(run, "Keth Wire")["Keth Wire"]["reliability"] == "B"
    assert "Keth Wire is rated B (usually reliable)" in " ".join(
        run("propositions", "--about", "Omar Kessel").stdout.split()
    )
    with Case.open(case_path) as case:
        [(grade, judgement)] = case.verdicts().reliability.values()
    assert (grade, judgement.by, judgement.why) == ("B", "Ana", "checks twice")


def test_a_later_rating_takes_the_place_of_an_earlier_one(run: Run) -> None:
    for letter in "AE":
        run("sources", "Pavel Stenn", "--set", letter, "--by", "Ana")
    assert read_sources(run, "Pavel Stenn")["Pavel Stenn"]["reliability"] == "E"


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (("Keth Wire", "--set", "G"), 2, "a reliability was expected (A reliable"),
        (("--set", "A"), 2, "--set needs the NAME"),
        (("Keth Wire", "--why", "so"), 2, "--why and --by go with --set"),
        (("Nobody", "--set", "A"), 1, "nobody called 'Nobody' says or publishes anything"),
        (("Dura", "--set", "A"), 1, "nobody called 'Dura' says or publishes anything"),
        (("Nobody",), 1, "nobody called 'Nobody' says anything"),
    ],
)
def test_what_cannot_be_rated_is_refused_in_one_line(
    run: Run, asked: tuple[str, ...], code: int, told: str
) -> None:
    result = run("sources", *asked)
    assert result.exit_code == code
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_publisher_that_looks_like_a_formula_is_text_in_a_spreadsheet(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("sources", "--format", "csv").stdout)))
    assert [row["name"][:2] for row in rows].count("'=") == 1
