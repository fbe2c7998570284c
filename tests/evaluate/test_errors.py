"""The command that examines the gold sets, and the tables that it writes."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reportedly.evaluate.claims import compare_claims
from reportedly.evaluate.confidence import (
    collect_confidences,
    find_best,
    make_bin_rows,
    pool_confidences,
)
from reportedly.evaluate.error_tables import show_errors
from reportedly.evaluate.errors import main
from reportedly.evaluate.gold import GoldClaim, GoldDocument

TEXT = "Ana Dorrin leads the Red Lantern Front. She was born in Velmar."
GOLD: dict[str, Any] = {
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
    "required": True,
}
UNSEEN = {**GOLD, "id": "a-02", "predicate": ["founded"], "object": ["Coral League"]}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with pinned floors of one set, and the set beside it."""
    gold = tmp_path / "shared" / "gold"
    gold.mkdir(parents=True)
    (gold / "a.txt").write_text(TEXT)
    lines = "".join(json.dumps(line) + "\n" for line in (GOLD, UNSEEN))
    (gold / "a.gold.jsonl").write_text(lines)
    (gold / "index.jsonl").write_text(json.dumps({"id": "a", "published": "2021-08-10"}) + "\n")
    floors = tmp_path / "project" / "benchmarks" / "floors.json"
    floors.parent.mkdir(parents=True)
    pinned = {"task": "claims", "gold": "gold", "floor": {"f1": None}}
    floors.write_text(json.dumps({"sets": {"small": pinned}}))
    return tmp_path / "project"


def test_the_tables_are_written_between_their_markers(project: Path) -> None:
    page = project / "evaluation.md"
    page.write_text(
        "before\n\n<!-- begin: errors -->\nformer words\n<!-- end: errors -->\n\nafter\n"
    )
    floors = str(project / "benchmarks" / "floors.json")
    assert main(["--floors", floors, "--write-docs", str(page)]) == 0
    written = page.read_text()
    assert written.startswith("before\n\n<!-- begin: errors -->\n| cause | holds where |")
    assert "| name missed | 1 |" in written
    assert "| small | 2 | 0.500 | 0.500 | 0.500 | 0.500 | 0.500 |" in written
    assert "<!-- begin: confidence -->" in written
    assert "former words" not in written


def test_every_error_is_named_where_that_is_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = str(project / "benchmarks" / "floors.json")
    assert main(["--floors", floors, "--verbose"]) == 0
    assert "small missed  [name missed] a-02" in capsys.readouterr().out


def test_a_missing_folder_of_gold_is_said_in_one_line(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = str(project / "benchmarks" / "floors.json")
    assert main(["--floors", floors, "--shared", str(project / "nowhere")]) == 3
    assert capsys.readouterr().err.startswith("error: no gold sets at")


def test_a_kind_of_error_that_no_set_has_is_an_empty_table() -> None:
    tables = show_errors({"small": Counter({("missed", "list"): 2})})
    missed, false = tables.split("Missed:")[1].split("False:")
    assert "| list | 2 |" in missed
    assert "| all | 2 |" in missed
    assert "list" not in false


def make_record(confidence: float, name: str) -> dict[str, object]:
    return {
        "predicate": "leads",
        "subject": {"name": name, "text": name},
        "object": {"name": "Red Lantern Front", "text": "Red Lantern Front"},
        "evidence": {"start": 0, "end": 39, "text": TEXT[:39]},
        "certainty": "stated",
        "polarity": "affirmed",
        "confidence": confidence,
    }


def test_a_threshold_trades_recall_for_precision() -> None:
    gold = msgspec.convert(GOLD, GoldClaim)
    other = msgspec.structs.replace(gold, id="a-03", subject=("Omar Kessel",))
    golds: tuple[GoldClaim, ...] = (gold, other)
    document = GoldDocument(id="a", document=None, gold=golds)
    records = [
        make_record(0.9, "Ana Dorrin"),
        make_record(0.5, "Omar Kessel"),
        make_record(0.5, "Orlan Daskeva"),
    ]
    pooled = pool_confidences(collect_confidences(compare_claims(document, records)).values())
    assert pooled.measure(0.0) == pytest.approx((2 / 3, 1.0))
    assert pooled.measure(0.8) == (1.0, 0.5)
    assert pooled.measure(0.95) == (1.0, 0.0)
    assert find_best(pooled) == 0.0
    assert make_bin_rows(pooled) == [
        ("0.5–0.6", "2", "0.500", "0.500", "0.500"),
        ("0.9–1.0", "1", "0.900", "1.000", "1.000"),
    ]
