"""`evaluate case` and `evaluate synthetic` on the command line."""

import json
from pathlib import Path

import msgspec
from tests.cli.conftest import Run

from reportedly.evaluate.synthetic.generate import generate_case, write_case


def test_a_synthetic_case_is_scored_and_kept_where_it_is_asked_for(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "made"
    done = run("evaluate", "synthetic", "--seed", "7", "--documents", "8", "--write", str(folder))
    assert done.exit_code == 0, done.output
    assert "of the read, number of origins right" in done.stdout
    assert len(list(folder.glob("*.txt"))) == 8
    truth = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    assert truth["case"] == "synthetic-7"


def test_an_export_is_scored_against_a_truth(run: Run, tmp_path: Path) -> None:
    write_case(generate_case(7, 8), tmp_path)
    case, export = tmp_path / "x.reportedly", tmp_path / "export.json"
    reports = [str(path) for path in sorted(tmp_path.glob("*.txt"))]
    assert run("add", *reports, "--case", str(case)).exit_code == 0
    assert run("export", "--to", "case", "-o", str(export), "--case", str(case)).exit_code == 0
    truth = str(tmp_path / "case.json")
    by_file = run("evaluate", "case", truth, str(export), "--format", "jsonl")
    by_case = run("evaluate", "case", truth, "--case", str(case), "--format", "jsonl")
    figures = [msgspec.json.decode(done.stdout)["figures"] for done in (by_file, by_case)]
    assert figures[0] == figures[1]
    assert figures[0]["entities"]["recall"] > 0.8
    both = run("evaluate", "case", truth, str(export), "--case", str(case))
    assert both.exit_code == 2


def test_what_is_missing_or_no_truth_is_one_line(run: Run, tmp_path: Path) -> None:
    for content, code in ((None, 3), ("[1]", 3), ("{}", 3)):
        path = tmp_path / "case.json"
        if content is not None:
            path.write_text(content, encoding="utf-8")
        done = run("evaluate", "case", str(path), str(path))
        assert done.exit_code == code
        assert "case.json" in done.output
    assert run("evaluate", "synthetic", "--documents", "3").exit_code == 2
    assert run("evaluate", "claims").exit_code == 2
