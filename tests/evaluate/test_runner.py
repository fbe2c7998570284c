"""Running a task: with a file of predictions, and through the pipeline."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from reportedly.errors import BadInputError, UsageError
from reportedly.evaluate.runner import run
from reportedly.records import Argument, Claim, Document, Problem, Reading, Span
from reportedly.settings import Settings

TEXT = "Ana Dorrin leads the Red Lantern Front."
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


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder of two documents, the second of which cannot be read."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(TEXT)
        (folder / f"{name}.gold.jsonl").write_text(json.dumps(GOLD) + "\n")
    index = {"id": "a", "published": "2021-08-10", "publisher": "Velmar Herald"}
    (folder / "index.jsonl").write_text(json.dumps(index) + "\n")
    return folder


def make_argument(kind: Any, start: int, end: int) -> Argument:
    text = TEXT[start:end]
    return Argument(name=text, kind=kind, text=text, start=start, end=end)


def read(document: Document) -> Reading:
    claim = Claim(
        id="claim-1",
        document=document.id,
        predicate="leads",
        subject=make_argument("person", 0, 10),
        object=make_argument("group", 21, 38),
        qualifiers={},
        when=None,
        where=(),
        sources=(),
        polarity="affirmed",
        certainty="stated",
        evidence=Span(start=0, end=39, text=TEXT),
        extractor="hand",
        confidence=1.0,
    )
    return Reading(
        document=document,
        sentences=(),
        mentions=(),
        attributions=(),
        claims=(claim,),
        problems=(),
        model="none",
    )


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """A pipeline that finds one claim and cannot read document b; it keeps what it was given."""
    given: list[Document] = []

    def read_many(documents: Iterable[Document], _: Settings) -> Iterator[Reading | Problem]:
        for document in documents:
            given.append(document)
            if document.external_id == "b":
                yield Problem(code="language", message="not English", external_id="b")
            else:
                yield read(document)

    stub = SimpleNamespace(read_many=read_many)
    monkeypatch.setitem(sys.modules, "reportedly.pipeline", stub)
    return given


def test_gold_texts_are_read_with_their_date_and_publisher(
    gold: Path, pipeline: list[Document]
) -> None:
    run("claims", gold, published_on="2020")
    assert [d.published_on for d in pipeline] == ["2021-08-10", "2020"]
    assert [d.publisher for d in pipeline] == ["Velmar Herald", None]
    assert [d.text for d in pipeline] == [TEXT, TEXT]


def test_what_could_not_be_read_counts_as_missed_and_is_named(
    gold: Path, pipeline: list[Document]
) -> None:
    report = run("claims", gold)
    assert len(pipeline) == 2
    assert (report.figures["found"], report.figures["required"]) == (1, 2)
    assert report.problems == ("b: not English",)
    assert "problem: b: not English" in report.render()


def test_every_interval_holds_a_figure_of_the_report(gold: Path, pipeline: list[Document]) -> None:
    report = run("claims", gold)
    assert report.intervals.keys() == {"f1", "strict_f1"}
    for name, (low, high) in report.intervals.items():
        assert low <= report.figures[name] <= high
    assert len(pipeline) == 2


def test_a_limit_takes_the_first_documents(gold: Path, pipeline: list[Document]) -> None:
    assert run("claims", gold, limit=1).main.value == 1.0
    assert len(pipeline) == 1


def test_a_file_gives_the_same_report_as_reading(
    gold: Path, pipeline: list[Document], tmp_path: Path
) -> None:
    by_reading = run("claims", gold, limit=1)
    claim = {**msgspec.to_builtins(read(pipeline[0]).claims[0]), "external_id": "a"}
    predicted = tmp_path / "claims.jsonl"
    predicted.write_text(json.dumps(claim) + "\n")
    assert run("claims", gold, predicted=predicted, limit=1) == by_reading


def test_a_single_gold_file_takes_its_text_by_name(
    gold: Path, pipeline: list[Document], tmp_path: Path
) -> None:
    alone = tmp_path / "alone.gold.jsonl"
    alone.write_text(json.dumps(GOLD) + "\n")
    with pytest.raises(UsageError, match="--text"):
        run("claims", alone)
    report = run("claims", alone, text=gold / "a.txt", published_on="2021-08-10")
    assert (report.main.value, pipeline[0].published_on) == (1.0, "2021-08-10")


def test_an_unknown_task_is_refused_with_those_there_are(gold: Path) -> None:
    with pytest.raises(UsageError, match="claims, attribution, ties"):
        run("nothing", gold)


def test_a_malformed_line_of_predictions_is_named(gold: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\nnot json\n")
    with pytest.raises(BadInputError, match=r"bad\.jsonl:2"):
        run("claims", gold, predicted=bad)


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="a folder of gold claims was expected"):
        run("claims", tmp_path)


@pytest.mark.usefixtures("pipeline")
def test_a_rendered_report_names_every_error_only_when_asked(gold: Path) -> None:
    report = run("claims", gold)
    missed = "missed  a-01: leads(Ana Dorrin, Red Lantern Front)"
    assert missed in report.render(verbose=True)
    assert missed not in report.render()
    assert "F1 0.667" in report.render()
