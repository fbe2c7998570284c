"""The benchmark of gates before the parser: what each closes out, and what counts as lost."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from reportedly.evaluate.gold import make_document
from reportedly.records import Claim, Reading, Span

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def gate() -> Iterator[ModuleType]:
    """The benchmark as a module, which takes its texts from a sibling."""
    sys.path.insert(0, str(FOLDER))
    yield importlib.import_module("gate")
    sys.path.remove(str(FOLDER))


def make_reading(*claims: Claim) -> Reading:
    document = make_document("The Coral League attacked Keth.", "x")
    return Reading(
        document=document,
        sentences=(Span(start=0, end=31, text=document.text),),
        mentions=(),
        attributions=(),
        claims=claims,
        problems=(),
        model="none",
    )


def make_claim(**fields: object) -> Claim:
    document = make_document("The Coral League attacked Keth.", "x")
    claim = Claim(
        id="1",
        document=document.id,
        predicate="attacked",
        subject=None,
        object=None,
        qualifiers={},
        when=None,
        where=(),
        sources=(),
        polarity="affirmed",
        certainty="stated",
        evidence=Span(start=0, end=31, text=document.text),
        extractor="none",
        confidence=1.0,
    )
    return msgspec.structs.replace(claim, **fields)


def test_gates_close_out_what_they_are_named_for(gate: ModuleType) -> None:
    assert gate.is_wordless("12 / 45 - 7")
    assert not gate.is_wordless("In 12")
    assert gate.is_fragment("Photo: the harbour of Keth")
    assert not gate.is_fragment("The harbour fell.")
    assert gate.is_nameless("There were many reports of raids. None was confirmed.")
    assert not gate.is_nameless("There were raids in Keth.")
    assert not gate.is_nameless("There he was seen.")


def test_a_word_of_a_frame_or_a_cue_keeps_a_paragraph_in_any_form(gate: ModuleType) -> None:
    is_cueless = gate.make_cueless()
    assert is_cueless("A blue sky above us.")
    assert not is_cueless("The bombings.")
    assert not is_cueless("Somebody was arrested.")
    assert not is_cueless("So it was denied.")


def test_a_claim_with_other_words_is_lost_and_one_with_another_name_changed(
    gate: ModuleType,
) -> None:
    full = make_reading(make_claim())
    assert gate.compare([full], [full]) == (0, 0, 0)
    assert gate.compare([full], [make_reading()]) == (1, 0, 0)
    assert gate.compare([full], [make_reading(make_claim(predicate="captured"))]) == (1, 0, 0)
    assert gate.compare([full], [make_reading(make_claim(certainty="hedged"))]) == (0, 1, 0)


def test_text_without_anything_counts_as_nothing(gate: ModuleType) -> None:
    counts = gate.measure_bound([make_reading()], lambda r: r.sentences)
    assert counts == {"nothing": 31}
    counts = gate.measure_bound([make_reading(make_claim())], lambda r: r.sentences)
    assert counts == {"claims or attributions": 31}
