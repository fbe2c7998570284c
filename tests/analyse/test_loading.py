"""A pipeline that is loaded to be swift annotates as it does when spaCy loads it."""

import warnings
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from reportedly.analyse.loading import (
    Kept,
    SwiftRuler,
    _find_pipeline,
    in_one_thread,
    load_pipeline,
)
from reportedly.analyse.swift_names import SwiftRecogniser, is_known
from reportedly.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
ODD = (
    "There is a reason  why it's got to be gotten; \n\n they 're here. Gonna go? Cannot.",
    "THE COURT\tBANNED IT. all the others; what a day, that which is said - e.g. this.",
    "",
    " ",
    "He didn't meet Orlan\n\nDaskeva of Dura.Radu Stenn did. On 3 May 2021,\t1,200 left Keth",
    "can not can't CAN'T Can 't cannot u gonna gon na",
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
    assert isinstance(swift.get_pipe("swift_ner"), SwiftRecogniser)
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


def test_only_the_words_that_components_need_are_loaded(plain: Language, swift: Language) -> None:
    assert len(swift.vocab.strings) < len(plain.vocab.strings) / 100
    for name, component in plain.components:
        assert [w for w in getattr(component, "labels", ()) if w not in swift.vocab.strings] == []
        if hasattr(component, "labels"):
            assert component.labels == swift.get_pipe(name).labels  # type: ignore[attr-defined]
    assert swift.meta["vectors"] == plain.meta["vectors"]


def test_a_pipeline_with_a_component_that_is_not_known_keeps_its_words(
    plain: Language, tmp_path: Path
) -> None:
    plain.add_pipe("entity_ruler", before="ner")
    plain.to_disk(tmp_path / "own")
    plain.remove_pipe("entity_ruler")
    assert len(load_pipeline(str(tmp_path / "own")).vocab.strings) > 700_000


def test_pipelines_of_one_model_share_what_does_not_change(swift: Language) -> None:
    kept = Kept()
    one, other = (load_pipeline(Settings().model, kept) for _ in range(2))
    assert one.vocab is not other.vocab
    assert one.vocab.vectors is other.vocab.vectors
    lookups = [nlp.get_pipe("lemmatizer").lookups for nlp in (one, other)]  # type: ignore[attr-defined]
    assert lookups[0] is lookups[1]
    with in_one_thread():
        docs = [nlp(ODD[-2]) for nlp in (one, other, swift)]
    assert describe(docs[0]) == describe(docs[1]) == describe(docs[2])


def test_words_are_weighed_once_in_a_batch_and_come_out_the_same(
    plain: Language, swift: Language
) -> None:
    for name in ("tok2vec", "ner"):
        weigh = plain.get_pipe(name).model, swift.get_pipe(name).model  # type: ignore[attr-defined]
        assert any(node.name == "distinct_words" for node in weigh[1].walk())
        one, other = (model.get_ref("tok2vec") if name == "ner" else model for model in weigh)
        with in_one_thread():
            ones = one.predict([plain.make_doc(text) for text in list_texts()])
            others = other.predict([swift.make_doc(text) for text in list_texts()])
        for a, b in zip(ones, others, strict=True):
            np.testing.assert_allclose(a, b, atol=1e-4)


def test_names_that_stand_already_are_left_to_spacy(plain: Language, swift: Language) -> None:
    described = []
    for nlp in (plain, swift):
        doc = nlp.make_doc("Orlan Daskeva met Radu Stenn in Keth.")
        doc.set_ents([Span(doc, 0, 2, label="ORG")], default="missing")
        with in_one_thread():
            described.append(describe(nlp(doc)))
    assert described[0] == described[1]
    assert described[0][0][-2:] == ("ORG", "B")


def test_a_recogniser_that_weighs_several_readings_is_left_as_it_is(plain: Language) -> None:
    recogniser = plain.get_pipe("ner")
    assert is_known(recogniser)
    recogniser.cfg["beam_width"] = 4  # type: ignore[attr-defined]
    assert not is_known(recogniser)
    recogniser.cfg["beam_width"] = 1  # type: ignore[attr-defined]
