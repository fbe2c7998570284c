"""`build` on the command line: readings and cases into one case."""

import json
from pathlib import Path

from tests.cli.conftest import Run

from reportedly.case import Case


def test_a_case_is_built_from_readings_and_from_another_case(
    run: Run, tmp_path: Path, case_path: Path
) -> None:
    readings, target = tmp_path / "readings.jsonl", tmp_path / "new.reportedly"
    assert run("export", "--to", "readings", "-o", str(readings)).exit_code == 0
    result = run("build", str(target), str(readings))
    assert (result.exit_code, result.stdout) == (0, "4 documents added, 19 claims\n")
    again = run("build", str(target), str(case_path), "-v")
    assert again.stdout == "0 documents added, 0 claims; 4 known already\n"
    assert "known" in again.stderr
    exported = [
        run("export", "--to", "case", "--case", str(path)).stdout_bytes
        for path in (target, case_path)
    ]
    assert exported[0] == exported[1]


def test_readings_come_by_standard_input(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "new.reportedly"
    readings = run("export", "--to", "readings").stdout_bytes
    result = run("build", str(target), "-", "--format", "jsonl", stdin=readings)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["added"] == 4
    with Case.open(target, create=False) as case:
        assert case.count().documents == 4


def test_a_bad_line_is_told_and_the_rest_is_done(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "new.reportedly"
    readings = run("export", "--to", "readings").stdout_bytes
    result = run("build", str(target), "-", stdin=b"{oops\n" + readings)
    assert result.exit_code == 3
    assert "standard input: line 1: a line of `export --to readings`" in result.stderr
    assert result.stdout == "4 documents added, 19 claims; 1 input not read\n"


def test_nothing_is_made_where_a_file_is_missing(run: Run, tmp_path: Path, case_path: Path) -> None:
    target = tmp_path / "new.reportedly"
    result = run("build", str(target), str(case_path), str(tmp_path / "nowhere.jsonl"))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert not target.exists()
    itself = run("build", str(case_path), str(case_path))
    assert (itself.exit_code, itself.stderr.count("\n")) == (2, 1)
