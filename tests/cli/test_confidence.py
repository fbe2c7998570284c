"""`--min-confidence`: what is left out of a view, said, and never lost."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from tests.cli.conftest import Run
from tests.made_readings import make_lake_reading

from reportedly import pipeline
from reportedly.case import Case
from reportedly.errors import UsageError
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings, load_settings

LAKE = make_lake_reading()
RISING = msgspec.structs.replace(
    LAKE,
    claims=tuple(
        msgspec.structs.replace(claim, confidence=confidence)
        for claim, confidence in zip(LAKE.claims, (0.4, 0.6, 0.7, 0.9), strict=True)
    ),
)
SURE = [claim.id for claim in RISING.claims[2:]]


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    """A case of four claims of rising confidence."""
    path = tmp_path / "made.reportedly"
    with Case.open(path) as case:
        case.keep(RISING)
    return path


def read_ids(lines: bytes) -> list[str]:
    return [json.loads(line)["id"] for line in lines.splitlines()]


def test_claims_below_it_are_not_shown_and_stay_in_the_case(run: Run) -> None:
    shown = run("claims", "--min-confidence", "0.7", "--format", "jsonl")
    assert read_ids(shown.stdout_bytes) == SURE
    assert len(read_ids(run("claims", "--format", "jsonl").stdout_bytes)) == 4


def test_an_answer_that_it_left_empty_says_so(run: Run) -> None:
    result = run("claims", "--min-confidence", "0.95")
    assert result.exit_code == 1
    assert "those below confidence 0.95 are left out" in result.stderr


def test_both_exports_leave_the_same_claims_out(run: Run) -> None:
    lines = run("export", "--min-confidence", "0.7").stdout_bytes
    assert read_ids(lines) == SURE
    whole = json.loads(run("export", "--to", "case", "--min-confidence", "0.7").stdout_bytes)
    told = {t["claim"] for p in whole["propositions"] for t in p["affirmed"] + p["denied"]}
    assert told <= set(SURE)
    assert told


def test_the_environment_sets_it_and_the_option_overrides(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTEDLY_MIN_CONFIDENCE", "0.7")
    assert read_ids(run("claims", "--format", "jsonl").stdout_bytes) == SURE
    everything = run("claims", "--min-confidence", "0", "--format", "jsonl")
    assert len(read_ids(everything.stdout_bytes)) == 4


@pytest.mark.parametrize("value", ["high", "1.2", "-0.1", "nan"])
def test_what_is_no_confidence_is_a_wrong_question(
    run: Run, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    assert run("claims", "--min-confidence", value).exit_code == 2
    monkeypatch.setenv("REPORTEDLY_MIN_CONFIDENCE", value)
    with pytest.raises(UsageError, match="a number from 0 to 1"):
        load_settings()


def test_nothing_is_left_out_by_default() -> None:
    assert Settings().min_confidence is None


def read_by_hand(
    documents: Iterable[Document | Problem], settings: Settings
) -> Iterator[Reading | Problem]:
    del settings
    for document in documents:
        assert isinstance(document, Document)
        yield msgspec.structs.replace(RISING, document=document)


def test_extract_leaves_claims_out_and_says_how_many(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "read_many", read_by_hand)
    line = json.dumps({"text": LAKE.document.text}).encode() + b"\n"
    result = run("extract", "--min-confidence", "0.7", stdin=line)
    assert read_ids(result.stdout_bytes) == SURE
    assert result.stderr == "reportedly: 2 claims below confidence 0.7 left out\n"
    whole = run("extract", "--emit", "readings", stdin=line)
    assert len(json.loads(whole.stdout_bytes)["claims"]) == 4
    asked = run("extract", "--emit", "mentions", "--min-confidence", "0.7", stdin=line)
    assert asked.exit_code == 2
