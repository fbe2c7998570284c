"""Disputes show both sides with their words; a case without any says so."""

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.made_readings import make_readings

from reportedly.case import Case


def test_both_sides_of_a_dispute_are_shown_with_their_words(run: Run) -> None:
    result = run("disputes", "--about", "Heron Movement")
    assert result.exit_code == 0
    assert "affirmed and denied" in result.stdout
    assert "officials" in result.stdout
    assert "denied" in result.stdout
    assert result.stdout.count("words ") == 2


def test_lines_and_tables_of_disputes_hold_both_claims(run: Run) -> None:
    [line] = [json.loads(line) for line in run("disputes", "--format", "jsonl").stdout.splitlines()]
    assert line["reason"] == "denied"
    assert [line[side]["polarity"] for side in "ab"] == ["affirmed", "denied"]
    [row] = csv.DictReader(io.StringIO(run("disputes", "--format", "csv").stdout))
    assert (row["a_id"], row["b_id"]) == (line["a"]["id"], line["b"]["id"])


def test_a_case_without_disputes_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "calm.reportedly"
    with Case.open(path) as case:
        for reading in make_readings(3):
            case.keep(reading)
    result = run("disputes", "--case", str(path))
    assert result.exit_code == 1
    assert "nothing in the case is denied or contradicted" in result.stderr


def test_disputes_about_somebody_else_are_left_out(run: Run) -> None:
    assert run("disputes", "--about", "Dara Voss").exit_code == 1


def test_who_else_says_a_side_stands_below_it_and_makes_no_dispute_of_its_own(
    run: Run, tmp_path: Path
) -> None:
    path = str(tmp_path / "two.reportedly")
    texts = (
        "The interior ministry said the Heron Movement attacked Port Asel. The movement denied it.",
        "An army officer said the Heron Movement attacked Port Asel. The movement denied it.",
    )
    lines = [{"text": text, "publisher": f"Paper {n}"} for n, text in enumerate(texts)]
    run("add", "-", "--case", path, stdin="\n".join(map(json.dumps, lines)).encode())
    assert len(run("disputes", "--case", path, "--format", "jsonl").stdout.splitlines()) == 2
    table = run("disputes", "--case", path).stdout
    assert "1. affirmed and denied" in table
    assert "2. " not in table
    assert "also     Paper 1 ← An army officer says" in table
    assert table.count("grade ") == 1
