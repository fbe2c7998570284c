"""A pipeline that is loaded to be swift annotates as it does when spaCy loads it."""

import warnings
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.analyse.loading import SwiftRuler, _find_pipeline, in_one_thread, load_pipeline
from reportedly.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
ODD = (
    "There is a reason  why it's got to be gotten; \n\n they 're here. Gonna go? Cannot.",
    "THE COURT\tBANNED IT. all the others; what a day, that which is said - e.g. this.",
    "",
    " ",
)


@pytest.fixture(scope="module")
def plain() -> Language:
    """The pipeline as spaCy loads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(_find_pipeline(Settings().model))


@pytest.fixture(scope="module")
def swift() -> Language:
    return load_pipeline(Settings().model)


def list_texts() -> list[str]:
    files = [*sorted(EXAMPLES.glob("*.md")), *sorted(EXAMPLES.glob("*.txt"))]
    return [*(file.read_text(encoding="utf-8") for file in files), *ODD]


def describe(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_)
        for t in doc
    ]


def test_every_annotation_is_as_spacy_makes_it(plain: Language, swift: Language) -> None:
    assert isinstance(swift.get_pipe("swift_attribute_ruler"), SwiftRuler)
    texts = list_texts()
    with in_one_thread():
        for one, other in zip(plain.pipe(texts), swift.pipe(texts), strict=True):
            assert describe(one) == describe(other)


def test_a_ruler_for_tokens_by_their_shape_is_left_as_it_is(
    plain: Language, tmp_path: Path
) -> None:
    plain.get_pipe("attribute_ruler").add([[{"SHAPE": "dd"}]], {"LEMMA": "number"})  # type: ignore[attr-defined]
    plain.to_disk(tmp_path / "own")
    assert "swift_attribute_ruler" not in load_pipeline(str(tmp_path / "own")).pipe_names
