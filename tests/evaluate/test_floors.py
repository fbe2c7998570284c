"""The floors command: what it measures, prints and returns."""

import json
from pathlib import Path

import pytest

from reportedly.evaluate import floors as command
from reportedly.evaluate.pins import Floors, PinnedSet, load_floors, save_floors

GOLD: dict[str, object] = {
    "id": "a-01",
    "predicate": ["leads"],
    "subject": ["Ana Dorrin"],
    "object": ["Red Lantern Front"],
    "source": [],
    "act": None,
    "certainty": "stated",
    "polarity": "affirmed",
    "when": None,
    "where": [],
    "qualifiers": {},
    "start": 0,
    "end": 39,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with floors, and a shared folder with one set beside it."""
    shared = tmp_path / "shared" / "one"
    shared.mkdir(parents=True)
    (shared / "a.txt").write_text("Ana Dorrin leads the Red Lantern Front.")
    (shared / "a.gold.jsonl").write_text(json.dumps(GOLD) + "\n")
    cases = tmp_path / "project" / "tests" / "golden" / "copula"
    cases.mkdir(parents=True)
    (cases / "a.toml").write_text('note = ""\ntext = "It rained."\nexpected = []\n')
    (tmp_path / "project" / "benchmarks").mkdir()
    save_floors(
        tmp_path / "project" / "benchmarks" / "floors.json",
        Floors(
            sets={
                "own": PinnedSet(
                    task="golden", gold="tests/golden", is_own=True, floor={"lines": 0.9}
                ),
                "one": PinnedSet(task="claims", gold="one", floor={"f1": None}),
            }
        ),
    )
    return tmp_path / "project"


def call(project: Path, *options: str) -> int:
    return command.main(["--floors", str(project / "benchmarks" / "floors.json"), *options])


def test_a_set_is_pinned_then_holds_then_fails_when_its_files_change(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(project, "--check") == 1
    assert "it is not pinned yet" in capsys.readouterr().out
    page = project / "page.md"
    assert call(project, "--update", "--write-docs", str(page)) == 0
    pinned = load_floors(project / "benchmarks" / "floors.json").sets["one"]
    assert (pinned.documents, pinned.interval, pinned.intervals) == (1, None, {})
    assert f"| one | 1 | f1 | {pinned.measured['f1']:.3f} |" in page.read_text()
    assert call(project, "--check") == 0
    (project.parent / "shared" / "one" / "a.txt").write_text("Ana Dorrin sleeps.")
    assert call(project, "--check", "--only", "one") == 1
    assert "not the pinned ones" in capsys.readouterr().out


def test_figures_that_are_pinned_stand_on_the_project_s_page(project: Path) -> None:
    (project / "docs").mkdir()
    page = project / "docs" / "evaluation.md"
    page.write_text("<!-- begin: figures -->\n<!-- end: figures -->\n")
    assert call(project, "--update") == 0
    pinned = load_floors(project / "benchmarks" / "floors.json").sets["one"]
    assert f"| one | 1 | f1 | {pinned.measured['f1']:.3f} |" in page.read_text()


def test_without_gold_sets_only_the_own_cases_are_measured_and_it_says_so(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(project, "--shared", str(project / "nowhere")) == 0
    shown = capsys.readouterr().out
    assert "only the project's own cases are measured" in shown
    assert "own" in shown
    assert "one" not in shown.replace("no gold", "").split("measured\n", 1)[1]


def test_a_missing_set_and_an_unknown_name_are_errors(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(project, "--only", "nothing") == 2
    (project.parent / "shared" / "one").rename(project.parent / "shared" / "two")
    assert call(project, "--only", "one") == 3
    assert "is missing" in capsys.readouterr().err
