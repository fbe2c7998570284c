"""Every frame's example gives what it promises, and its counterexample does not."""

import re
from functools import lru_cache

import pytest

from reportedly.analyse.parse import load_parser
from reportedly.extract.frames import Frame, load_frames, load_predicates
from reportedly.ids import document_id
from reportedly.pipeline import read_document
from reportedly.records import Argument, Claim, Document
from reportedly.settings import Settings

FRAMES = load_frames().frames
_YIELD = re.compile(r"^(\w+)\((.+), (.+)\)$")


@lru_cache(maxsize=1024)
def claims_of(text: str) -> tuple[Claim, ...]:
    document = Document(id=document_id(text), text=text, published_on="2021-08-10")
    return read_document(document, load_parser(Settings().model)).claims


def stands_for(argument: Argument | None, word: str) -> bool:
    if argument is None:
        return word == "-"
    return word in (argument.name, argument.text) or word in argument.text.split()


def expresses(claim: Claim, promise: str) -> bool:
    match = _YIELD.match(promise)
    assert match is not None, f"'predicate(subject, object)' was expected, got {promise!r}"
    predicate, subject, object_ = match.groups()
    return (
        claim.predicate == predicate
        and stands_for(claim.subject, subject)
        and stands_for(claim.object, object_)
    )


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.id)
def test_the_example_of_a_frame_gives_its_claim(frame: Frame) -> None:
    assert frame.yields, f"{frame.file}.toml: '{frame.id}' promises nothing"
    claims = claims_of(frame.example)
    for promise in frame.yields:
        shown = [
            (c.predicate, c.subject and c.subject.text, c.object and c.object.text) for c in claims
        ]
        assert any(expresses(c, promise) for c in claims), f"{frame.example} → {shown}"


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.id)
def test_the_counterexample_of_a_frame_does_not_fire_it(frame: Frame) -> None:
    assert frame.counter, f"{frame.file}.toml: '{frame.id}' has no counterexample"
    fired = [c.extractor for c in claims_of(frame.counter)]
    assert f"frames.v1:{frame.id}" not in fired, f"{frame.counter} → {fired}"


def test_every_frame_names_a_predicate_of_the_table() -> None:
    assert {f.predicate for f in FRAMES} <= load_predicates().keys()


def test_every_scored_predicate_has_a_wording() -> None:
    covered = {f.predicate for f in FRAMES} | {"also_known_as", "part_of", "national_of"}
    assert load_predicates().keys() <= covered
