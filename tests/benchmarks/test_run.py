"""One command runs every benchmark, and each writes a whole table into its place of the page."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "benchmarks" / "run.py"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", str(RUN), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def read_table(page: str, name: str) -> tuple[str, list[list[str]]]:
    """The line above a section's table and the table's cells, without the rule."""
    found = re.search(f"<!-- begin: {name} -->\n(.*?)\n<!-- end: {name} -->", page, re.DOTALL)
    assert found, name
    about, table = found[1].split("\n\n", 1)
    rows = [line.strip("|").split("|") for line in table.splitlines()]
    return about, [[cell.strip() for cell in row] for row in (rows[0], *rows[2:])]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for n, name in enumerate(("Radu Stenn", "Omar Kessel")):
        sentence = f"{name} said that the Grey Wolves Column had attacked Dura.\n\n"
        (folder / f"{n}.txt").write_text(sentence * 4, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def page(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a run of the parts that need nothing to be installed writes."""
    path = tmp_path_factory.mktemp("page") / "performance.md"
    path.write_text("# Performance\n\n<!-- begin: growth -->\nold\n<!-- end: growth -->\n\nEnd.\n")
    parts = ("reading", "growth", "workers", "cases")
    result = run(
        *("--quick", "--write", "--page", str(path), "--texts", str(texts), "--only", *parts)
    )
    assert result.returncode == 0, result.stderr
    return path.read_text(encoding="utf-8")


def test_reading_stands_beside_the_bare_pipeline_over_the_same_characters(page: str) -> None:
    about, (_, *rows) = read_table(page, "speed")
    assert "cores, Python" in about
    assert re.search(r"; \d{4}-\d\d-\d\d\.$", about)
    assert [row[0] for row in rows] == [
        "Reportedly",
        "bare pipeline, whole texts",
        "bare pipeline, paragraphs",
    ]
    assert len({row[1] for row in rows}) == 1
    assert rows[0][-1] == ""
    assert all(float(row[-1]) > 0 for row in rows[1:])


def test_growth_is_told_from_row_to_row_and_replaces_what_stood_there(page: str) -> None:
    _, (columns, *rows) = read_table(page, "growth")
    assert [row[0] for row in rows] == ["20", "40"]
    assert all(len(row) == len(columns) for row in rows)
    assert rows[1][2].endswith("%)")
    assert "old" not in page
    assert "\nEnd.\n" in page


def test_several_workers_are_set_beside_the_first(page: str) -> None:
    _, (_, *rows) = read_table(page, "workers")
    assert [row[0] for row in rows] == ["1", "2"]
    assert rows[0][2] == "1.00"


def test_cases_of_each_size_have_every_figure(page: str) -> None:
    _, (columns, *rows) = read_table(page, "cases")
    assert [c.endswith(" claims") for c in columns[2:]] == [True, True]
    assert rows[0][2:] == ["20", "40"]
    assert all(row[0] and row[2] and row[3] for row in rows)


def test_a_part_that_fails_is_told_and_the_run_ends_with_1(tmp_path: Path) -> None:
    result = run("--quick", "--only", "reading", "--texts", str(tmp_path))
    assert result.returncode == 1
    assert "files that end in .txt were expected" in result.stderr
    assert "failed: speed" in result.stderr
