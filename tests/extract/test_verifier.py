"""A claim's confidence comes from its traits, by weights that are checked when they are loaded."""

import re
from functools import lru_cache
from typing import Any

import pytest

from reportedly.analyse.parse import load_parser
from reportedly.errors import KnowledgeError
from reportedly.extract import verifier as module
from reportedly.extract.traits import find_traits
from reportedly.extract.verifier import Verifier, digest_weights, load_verifier, read_verifier
from reportedly.ids import document_id
from reportedly.knowledge import load_knowledge
from reportedly.pipeline import read_document
from reportedly.records import Claim, Document
from reportedly.settings import Settings

REPORT = """The Grey Wolves Column reportedly killed two guards near Dura on Monday.
Orlan Daskeva, the leader of the Coral League, denied that he had supported Omar Kessel.
The army said that it had arrested Kessel. The Column's fighters attacked the port and it burned."""
NAMES = ("wolves", "column", "dura", "orlan", "daskeva", "coral", "league", "omar", "kessel")


def read(text: str) -> tuple[Claim, ...]:
    document = Document(id=document_id(text), text=text)
    return read_document(document, load_parser(Settings().model)).claims


@lru_cache(maxsize=1)
def read_report() -> tuple[Claim, ...]:
    return read(REPORT)


def make_entries(**changes: Any) -> dict[str, Any]:
    weights = {"predicate=killed": 0.5, "object=open": -0.25}
    entries = {"traits": module.TRAITS_VERSION, "bias": 1.0, "weights": weights}
    return {**entries, "digest": digest_weights(1.0, weights), **changes}


def test_a_second_reading_gives_the_same_confidences() -> None:
    again = [c.confidence for c in read(REPORT)]
    assert again == [c.confidence for c in read_report()]
    assert len(set(again)) > 1


def test_the_order_of_traits_does_not_matter() -> None:
    traits = sorted(load_verifier().weights)
    assert load_verifier().judge(traits) == load_verifier().judge(reversed(traits))


def test_no_claim_is_certain_or_impossible() -> None:
    sure = Verifier({"a": 900.0, "b": -700.0}, 0.0)
    assert sure.judge(["a"]) == 0.99
    assert sure.judge(["b"]) == 0.01


def test_a_trait_that_was_never_learned_changes_nothing() -> None:
    assert Verifier({"a": 1.0}, 0.0).judge(["a", "new"]) == Verifier({"a": 1.0}, 0.0).judge(["a"])


def test_a_weight_above_nothing_raises_and_one_below_lowers_confidence() -> None:
    judge = read_verifier(make_entries()).judge
    assert judge(["predicate=killed"]) > judge([]) > judge(["object=open"])


def test_weights_that_were_changed_by_hand_are_refused() -> None:
    changed = {"predicate=killed": 0.6, "object=open": -0.25}
    with pytest.raises(KnowledgeError, match="digest"):
        read_verifier(make_entries(weights=changed))


def test_weights_for_other_traits_are_refused() -> None:
    with pytest.raises(KnowledgeError, match=r"traits version.*train_verifier"):
        read_verifier(make_entries(traits=module.TRAITS_VERSION + 1))


def test_the_shipped_weights_know_the_texts_that_they_were_learned_from() -> None:
    sets = load_knowledge("verifier")["learned_from"]
    assert all(len(one["digest"]) == 64 and one["claims"] >= one["right"] > 0 for one in sets)


def test_no_trait_names_a_person_a_group_or_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def spy(*args: Any) -> list[list[str]]:
        found = find_traits(*args)
        seen.extend(trait for traits in found for trait in traits)
        return found

    monkeypatch.setattr(module, "find_traits", spy)
    read(REPORT)
    assert seen
    words = {w for trait in seen for w in re.findall(r"[a-z]+", trait.lower())}
    assert not words & set(NAMES)


def test_weights_change_no_hedge_no_denial_and_no_source(monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_report()
    monkeypatch.setattr(module, "load_verifier", lambda: Verifier({}, -3.0))
    after = read(REPORT)
    assert {c.confidence for c in after} == {0.05}
    assert [(c.id, c.certainty, c.polarity, c.sources) for c in after] == [
        (c.id, c.certainty, c.polarity, c.sources) for c in before
    ]
