"""`link` shows candidates with their reasons, stores nothing, and names every bad list."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

LIST = "\n".join(
    json.dumps({"id": id_, "schema": schema, "properties": {"name": [name], **more}})
    for id_, schema, name, more in (
        ("w-1", "Organization", "Heron Movement", {"alias": ["Grey Wings"], "program": ["Lake"]}),
        ("w-2", "Person", "VOSS, Dara", {}),
        ("w-3", "Person", "Somebody Else", {}),
    )
)


@pytest.fixture
def known(tmp_path: Path) -> Path:
    path = tmp_path / "known.json"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_candidates_are_shown_with_reasons_and_the_claims_they_rest_on(
    run: Run, known: Path
) -> None:
    result = run("link", str(known))
    assert result.exit_code == 0
    assert "1. 0.90  Heron Movement (group) may be Heron Movement (organization)" in result.stdout
    assert "FollowTheMoney entities, Lake · w-1" in result.stdout
    assert "+0.85  'Heron Movement' is the name on the list · clm-" in result.stdout
    assert "by the word of the reports themselves" in result.stdout
    assert "2 candidates from 3 entries" in result.stderr
    assert "nothing was stored" in result.stderr


def test_lines_and_tables_hold_the_same_candidates(run: Run, known: Path) -> None:
    lines = [
        json.loads(x) for x in run("link", str(known), "--format", "jsonl").stdout.splitlines()
    ]
    rows = list(csv.DictReader(io.StringIO(run("link", str(known), "--format", "csv").stdout)))
    assert [x["entry"]["id"] for x in lines] == [row["entry"] for row in rows] == ["w-1", "w-2"]
    assert rows[0]["claims"].startswith("clm-")
    assert float(rows[1]["score"]) == lines[1]["score"]


def test_a_higher_score_and_a_limit_leave_candidates_out(run: Run, known: Path) -> None:
    assert "2. " not in run("link", str(known), "--limit", "1").stdout
    result = run("link", str(known), "--min-score", "0.99")
    assert result.exit_code == 1
    assert "no candidate from 3 entries at 0.99 or above" in result.stderr


def test_a_bad_list_is_one_line_and_the_others_are_matched(
    run: Run, known: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "page.xml"
    bad.write_text("<html/>", encoding="utf-8")
    result = run("link", str(bad), str(known))
    assert result.exit_code == 3
    assert "page.xml: " in result.stderr
    assert "Heron Movement" in result.stdout


def test_a_hostile_name_is_shown_as_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hostile.json"
    names = ["Heron Movement", "[red]=cmd()\u001b[31m\u202e" + "x" * 5000]
    entry = {"id": "=1+1", "schema": "Organization", "properties": {"name": names}}
    path.write_text(json.dumps(entry), encoding="utf-8")
    shown = run("link", str(path)).stdout
    assert "\u001b" not in shown
    assert "\u202e" not in shown
    assert "[red]=cmd()" in shown
    [row] = csv.DictReader(io.StringIO(run("link", str(path), "--format", "csv").stdout))
    assert row["entry"] == "'=1+1"


def test_linking_leaves_the_case_as_it_was(run: Run, known: Path) -> None:
    before = run("export", "--to", "jsonl").stdout
    run("link", str(known))
    assert run("export", "--to", "jsonl").stdout == before
