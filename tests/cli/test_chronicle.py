"""`timeline`: what happened in order, every line with its words, who says and who denies it."""

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.made_readings import make_lake_reading

from reportedly.case import Case


def test_every_line_has_its_time_its_source_and_its_words(run: Run) -> None:
    result = run("timeline", "--about", "Heron Movement")
    assert result.exit_code == 0
    assert "May 2012" in result.stdout
    assert "officials" in result.stdout
    assert "attacked Port Asel" in result.stdout
    assert "claims without a time" in result.stderr


def test_lines_stand_in_order_of_time(run: Run) -> None:
    lines = [json.loads(line) for line in run("timeline", "--format", "jsonl").stdout.splitlines()]
    starts = [line["moment"]["start"] for line in lines]
    assert len(starts) > 5
    assert starts == sorted(starts)


def test_a_time_bounds_what_is_shown(run: Run) -> None:
    rows = csv.DictReader(
        io.StringIO(run("timeline", "--since", "2012", "--until", "2012", "--format", "csv").stdout)
    )
    assert {row["start"][:4] for row in rows} == {"2012"}


def test_a_row_says_how_exact_it_is_and_names_every_claim(run: Run) -> None:
    found = run("timeline", "--about", "Heron Movement", "--format", "csv").stdout
    [row] = csv.DictReader(io.StringIO(found))
    assert (row["edtf"], row["when"], row["grain"]) == ("2012-05", "May 2012", "month")
    assert row["sources"] == "officials"
    assert row["claims"] == row["claim"]
    assert row["evidence"].startswith("Radio Lake reported")


def test_no_dated_claim_is_said_and_exits_with_1(run: Run) -> None:
    result = run("timeline", "--about", "Dara Voss")
    assert result.exit_code == 1
    assert "no claim with a time is like that" in result.stderr
    assert "1 claim without a time" in result.stderr


def test_an_unknown_predicate_is_refused_with_the_nearest(run: Run) -> None:
    result = run("timeline", "--predicate", "atacked")
    assert result.exit_code == 2
    assert "did you mean attacked" in result.stderr


def test_a_name_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hostile.reportedly"
    with Case.open(path) as case:
        case.keep(make_lake_reading(publisher="\x1b[31mRadio\u202e", title="<b>"))
    result = run("timeline", "--case", str(path))
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_the_first_lines_are_shown_and_the_rest_is_counted(run: Run) -> None:
    every = run("timeline", "--format", "jsonl").stdout.splitlines()
    result = run("timeline", "--format", "jsonl", "--limit", "2")
    assert result.stdout.splitlines() == every[:2]
    assert f"{len(every) - 2} more" in result.stderr
    assert "more:" not in run("timeline", "--limit", str(len(every))).stderr
