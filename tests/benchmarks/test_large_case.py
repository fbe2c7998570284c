"""The measure of a large case runs, and its made readings are readings."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def large_case() -> ModuleType:
    spec = importlib.util.spec_from_file_location("large_case", ROOT / "benchmarks/large_case.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_made_readings_quote_their_text_and_are_the_same_every_time(large_case: ModuleType) -> None:
    made = list(large_case.make_reports(5))
    assert made == list(large_case.make_reports(5))
    for reading in made:
        text = reading.document.text
        for claim in reading.claims:
            spans = (claim.evidence, claim.subject, claim.object, claim.sources[0].cue)
            assert all(text[s.start : s.end] == s.text for s in spans)


def test_a_small_run_gives_every_figure(
    large_case: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_case, "SAMPLE", 5)
    rows = large_case.measure(20, tmp_path)
    assert rows["documents; claims"].startswith("20; ")
    assert rows["adding one document: empty case, this case, ratio"].count("ms") == 2
    assert all(rows.values())
