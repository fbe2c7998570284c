"""`read-corpus`, `query` and `build`, as somebody types them."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from typer.testing import Result


def read_corpus(run: Run, tmp_path: Path, *more: str) -> tuple[Result, Path]:
    source, folder = tmp_path / "made.jsonl", tmp_path / "corpus"
    texts = [
        "Orlan Daskeva attacked Dura, Omar Kessel said.",
        "The Coral League denied that Orlan Daskeva leads the Grey Wolves Column.",
        "Omar Kessel leads the Coral League.",
    ]
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts) + "no json\n")
    command = ("read-corpus", str(source), str(folder), "--partition-size", "2", "--workers", "1")
    return run(*command, *more), folder


def test_a_corpus_is_read_once_asked_and_built_from(run: Run, tmp_path: Path) -> None:
    result, folder = read_corpus(run, tmp_path)
    assert result.exit_code == 3
    assert "3 documents" in result.stdout
    assert "1 input not read" in result.stdout
    again, _ = read_corpus(run, tmp_path)
    assert "2 of 2 partitions are done already" in again.stderr
    assert again.stdout == result.stdout
    sql = "SELECT subject, object FROM claims WHERE predicate = 'leads' AND polarity = 'affirmed'"
    asked = run("query", str(folder), "--sql", sql, "--format", "jsonl")
    assert [json.loads(line) for line in asked.stdout.splitlines()] == [
        {"subject": "Omar Kessel", "object": "Coral League"}
    ]
    assert run("query", str(folder), "--sql", f"{sql} AND false").exit_code == 1
    table = run("query", str(folder), "--sql", "SELECT count(*) AS n FROM documents")
    assert table.stdout.split() == ["n", "3"]
    csv = run("query", str(folder), "--sql", "SELECT 1 AS a, '=1+1' AS b", "--format", "csv")
    assert csv.stdout.splitlines()[1] == "1,'=1+1"


def test_a_case_built_from_a_corpus_is_that_of_adding_its_reports(run: Run, tmp_path: Path) -> None:
    _, folder = read_corpus(run, tmp_path)
    built, added = str(tmp_path / "built.reportedly"), str(tmp_path / "added.reportedly")
    result = run("build", built, str(folder))
    assert result.exit_code == 0, result.stderr
    assert "3 documents added" in result.stdout
    run("add", str(tmp_path / "made.jsonl"), "--case", added)
    for style in ("jsonl", "readings", "case"):
        exported = [run("export", "--to", style, "--case", case).stdout for case in (built, added)]
        assert exported[0] == exported[1]
    problems = [run("problems", "--format", "jsonl", "--case", c).stdout for c in (built, added)]
    assert problems[0] == problems[1] != ""
    again = run("build", built, str(folder), "--format", "jsonl")
    assert json.loads(again.stdout)["known"] == 3
    (folder / "done" / "part-000001.json").unlink()
    half = run("build", str(tmp_path / "half.reportedly"), str(folder), "--format", "jsonl")
    assert json.loads(half.stdout)["added"] == 2
    assert run("build", built, str(tmp_path)).exit_code == 2


def test_other_settings_are_refused_and_an_address_needs_its_engine(
    run: Run, tmp_path: Path
) -> None:
    read_corpus(run, tmp_path)
    refused, _ = read_corpus(run, tmp_path, "--publisher", "Asel Courier")
    assert refused.exit_code == 2
    assert "publisher" in refused.stderr
    assert read_corpus(run, tmp_path, "--address", "auto")[0].exit_code == 2
