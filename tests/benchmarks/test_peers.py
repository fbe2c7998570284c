"""The comparison with other programs: what counts as found, and how a program is run."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reportedly.evaluate.gold import GoldClaim, GoldDocument, make_document

PEERS = Path(__file__).resolve().parents[2] / "benchmarks" / "peers"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"peers_{name}", PEERS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def measures() -> ModuleType:
    return load("measures")


@pytest.fixture(scope="module")
def run() -> ModuleType:
    return load("run")


def gold(**changes: Any) -> GoldClaim:
    fields: dict[str, Any] = {
        "id": "g1",
        "predicate": ("attacked",),
        "subject": ("Grey Wolves Column",),
        "object": ("~two villages",),
        "source": ("Omar Kessel",),
        "act": "says",
        "certainty": "hedged",
        "polarity": "affirmed",
        "when": None,
        "where": None,
        "qualifiers": {},
        "start": 10,
        "end": 60,
    }
    return GoldClaim(**(fields | changes))


def tie(**changes: Any) -> dict[str, Any]:
    return {
        "subject": "two burnt villages in Dura",
        "relation": "were hit by",
        "object": "the Grey Wolves Column",
        "start": 0,
        "end": 70,
    } | changes


def test_a_tie_of_phrases_that_hold_the_names_is_found_either_way_round(
    measures: ModuleType,
) -> None:
    counts = measures.count_document([gold()], [tie()])
    assert (counts["asked"], counts["found"], counts["false"]) == (1, 1, 0)
    assert (counts["attributed"], counts["named"], counts["kept"]) == (0, 0, 0)


def test_a_tie_elsewhere_or_of_other_names_is_false(measures: ModuleType) -> None:
    others = [tie(start=80, end=90), tie(subject="two bridges")]
    counts = measures.count_document([gold()], others)
    assert (counts["found"], counts["ties"], counts["false"]) == (0, 2, 2)


def test_a_source_beside_the_tie_is_named_and_one_on_it_is_its_source(
    measures: ModuleType,
) -> None:
    beside = {"start": 0, "end": 30, "sources": ["Omar Kessel"]}
    counts = measures.count_document([gold()], [tie(), beside])
    assert (counts["named"], counts["attributed"]) == (1, 0)
    counts = measures.count_document([gold()], [tie(sources=["Mr Omar Kessel"])])
    assert (counts["named"], counts["attributed"]) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"relation": "were reportedly hit by"}, 1),
        ({"relation": "didn't meet"}, 1),
        ({"relation": "were hit by"}, 0),
        ({"marks": ["hedged"]}, 1),
        ({"marks": [], "relation": "may attack"}, 0),
    ],
)
def test_a_hedge_is_kept_in_a_field_or_else_in_the_words(
    measures: ModuleType, changes: dict[str, Any], kept: int
) -> None:
    assert measures.count_document([gold()], [tie(**changes)])["kept"] == kept


def test_claims_with_an_open_argument_are_asked_of_nobody_and_make_no_tie_false(
    measures: ModuleType,
) -> None:
    counts = measures.count_document([gold(object=None)], [tie()])
    assert (counts["asked"], counts["false"]) == (0, 0)


def test_the_same_pair_in_one_sentence_counts_once(measures: ModuleType) -> None:
    counts = measures.count_document([gold()], [tie(), tie(relation="fled from")])
    assert counts["ties"] == 1


def write_adapter(folder: Path, body: str) -> Any:
    script = folder / "made_adapter.py"
    script.write_text(f"import json, sys\n{body}")
    return script


ECHO = """
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    print(json.dumps({"id": json.loads(line)["id"], "items": []}), flush=True)
"""


@pytest.mark.parametrize(
    ("body", "failure"),
    [
        (ECHO, ""),
        ("sys.exit(4)", "it did not start (exit status 4)"),
        (ECHO.replace("for line in sys.stdin:", "for line in []:"), "it stopped after 0 documents"),
    ],
)
def test_a_program_that_fails_is_told_apart_from_one_that_finds_nothing(
    run: ModuleType, tmp_path: Path, body: str, failure: str
) -> None:
    script = write_adapter(tmp_path, body)
    golds = [GoldDocument(id="a", document=make_document("Velmar slept.", "a"), gold=())]
    peer = run.Peer("made", str(script))
    result = run.run_peer(peer, Path(sys.executable), golds, 60)
    assert result.failure == failure
    assert result.items == ({} if failure else {"a": []})


def test_without_gold_the_texts_are_taken_as_they_are(run: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Velmar slept.")
    (tmp_path / "README.md").write_text("About the texts.")
    golds, origin = run.load_texts(tmp_path)
    assert [(g.id, g.gold) for g in golds] == [("a", ())]
    assert origin.endswith("(no gold claims)")
