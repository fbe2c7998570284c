"""The synthetic case: the same seed gives the same case, and its truth is true of its texts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import UsageError
from reportedly.evaluate.case_task import build_export, measure, run_synthetic
from reportedly.evaluate.synthetic.generate import SyntheticCase, generate_case, write_case
from reportedly.read import read_documents
from reportedly.records import Document
from reportedly.settings import Settings

STORIES = 24


@pytest.fixture(scope="module")
def made() -> SyntheticCase:
    return generate_case(7, STORIES)


def find_evidence(truth: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every (report, stretch of text) anywhere in a truth."""
    if isinstance(truth, dict):
        if "evidence" in truth:
            yield truth["document"], truth["evidence"]
        for value in truth.values():
            yield from find_evidence(value)
    elif isinstance(truth, list):
        for value in truth:
            yield from find_evidence(value)


def test_a_seed_gives_the_same_case_every_time(made: SyntheticCase) -> None:
    assert generate_case(7, STORIES) == made


def test_another_seed_gives_other_people(made: SyntheticCase) -> None:
    def list_people(case: SyntheticCase) -> set[str]:
        return {e["canonical"] for e in case.truth["entities"] if e["kind"] == "person"}

    assert not list_people(made) & list_people(generate_case(8, STORIES))


def test_fewer_reports_than_a_story_has_are_refused_with_the_number() -> None:
    with pytest.raises(UsageError, match="at least 8 documents were expected, not 3"):
        generate_case(1, 3)


def test_the_truth_quotes_the_texts(made: SyntheticCase) -> None:
    texts = {d.external_id: d.text for d in made.documents}
    found = list(find_evidence(made.truth))
    assert found
    assert [e for d, e in found if texts[d][e["start"] : e["end"]] != e["text"]] == []


def test_names_stand_in_the_reports_that_the_truth_gives(made: SyntheticCase) -> None:
    texts = {d.external_id: d.text for d in made.documents}
    for entity in made.truth["entities"]:
        for document in entity["documents"]:
            assert any(name in texts[document] for name in entity["in_text"]), entity


def test_copied_passages_share_words_and_are_not_equal_throughout(made: SyntheticCase) -> None:
    texts = {d.external_id: d.text for d in made.documents}
    pairs = [p for s in made.truth["same_text"] for p in s["passages"]]
    cut = [[texts[x["document"]][x["start"] : x["end"]] for x in pair] for pair in pairs]
    assert all(len(set(a.split()) & set(b.split())) >= 12 for a, b in cut)
    assert any(a != b for a, b in cut)


def test_everything_that_a_case_must_know_apart_is_planted() -> None:
    truth = generate_case(3, 80).truth
    kinds = {c["kind"] for c in truth["contradictions"]}
    assert kinds == {"value", "number", "sequence"}
    assert all(truth[key] for key in ("denials", "not_denials", "not_contradictions"))
    assert {p["origins"] for p in truth["propositions"]} >= {1, 2, 3}
    assert len(truth["must_not_merge"]) == 30


def test_a_contradiction_has_another_side_and_no_side_is_the_other(made: SyntheticCase) -> None:
    for contradiction in made.truth["contradictions"]:
        single, *others = [(c["document"], c["evidence"]["start"]) for c in contradiction["claims"]]
        assert others
        assert single not in others


def test_an_origin_is_shared_by_a_report_and_whoever_names_it(made: SyntheticCase) -> None:
    attacks = [p for p in made.truth["propositions"] if p["proposition"].startswith("attack(")]
    for attack in attacks:
        origins = {c["document"][-1]: c["origin"] for c in attack["claims"]}
        if {"1", "2", "3"} <= origins.keys():
            assert origins["1"] == origins["2"] == origins["3"]


def test_written_reports_are_read_back_as_they_were_made(
    made: SyntheticCase, tmp_path: Path
) -> None:
    write_case(made, tmp_path)
    read = list(read_documents([tmp_path / f"{made.documents[0].external_id}.txt"]))
    [document] = [d for d in read if isinstance(d, Document)]
    first = made.documents[0]
    assert document.text == first.text
    assert (document.external_id, document.publisher, document.published_on, document.title) == (
        first.external_id, first.publisher, first.published_on, first.title,
    )  # fmt: skip
    assert (tmp_path / "case.json").is_file()


def test_a_small_case_is_read_resolved_and_weighed_well_enough(made: SyntheticCase) -> None:
    figures = measure(made.truth, build_export(made.documents, Settings()))
    assert figures["entities"]["precision"] >= 0.9
    assert figures["entities"]["recall"] >= 0.85
    assert figures["copies"]["f1"] >= 0.9
    assert figures["propositions"]["read"] >= 0.8
    assert figures["propositions"]["right"] >= 0.7
    assert figures["disputes"]["found"] >= 0.6
    assert figures["disputes"]["precision"] >= 0.6


def test_several_seeds_give_their_mean_and_worst(tmp_path: Path) -> None:
    report = run_synthetic((1, 2), 8, write=tmp_path)
    values = [run["entities"]["recall"] for run in report.runs.values()]
    assert report.figures["entities"]["recall"] == round(sum(values) / 2, 4)
    assert report.worst["entities.recall"] == min(values)
    assert report.documents == 16
    assert (tmp_path / "seed-2" / "case.json").is_file()
    assert "worst" in report.render()
