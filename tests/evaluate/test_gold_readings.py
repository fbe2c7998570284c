"""Gold claims in the place of those that were read: their arguments are found in the report."""

import pytest

from reportedly.evaluate.gold import GoldClaim, GoldDocument, make_document
from reportedly.evaluate.gold_readings import read_with_gold_claims
from reportedly.records import Claim, Reading
from reportedly.settings import Settings

TEXT = (
    "Ana Dorrin leads the Red Lantern Front. Two officers said that Dorrin had fled to Keth. "
    "The rifles were found in a barn."
)


def make_gold(**given: object) -> GoldClaim:
    fields: dict[str, object] = {
        "id": "g", "predicate": ("leads", "holds_post"), "subject": ("Ana Dorrin", "Dorrin"),
        "object": ("Red Lantern Front",), "source": (), "act": None, "certainty": "stated",
        "polarity": "affirmed", "when": None, "where": None, "qualifiers": {}, "start": 0, "end": 39,
    }  # fmt: skip
    return GoldClaim(**(fields | given))  # type: ignore[arg-type]


def read(*golds: GoldClaim) -> tuple[Reading, tuple[Claim, ...]]:
    document = make_document(TEXT, "a", published_on="2024-05-05", publisher="Keth Courier")
    [reading] = read_with_gold_claims(
        [GoldDocument(id="a", document=document, gold=golds)], Settings()
    )
    assert isinstance(reading, Reading)
    return reading, reading.claims


def test_the_gold_claims_stand_instead_of_those_that_were_read() -> None:
    reading, claims = read(make_gold())
    assert [(c.predicate, c.extractor) for c in claims] == [("leads", "gold")]
    assert {m.name for m in reading.mentions} >= {"Ana Dorrin", "Red Lantern Front"}


def test_an_argument_takes_the_fullest_name_that_the_report_has() -> None:
    start = TEXT.index("Two officers")
    names = ("Ana Maria Dorrin", "Dorrin", "Ana Dorrin")
    gold = make_gold(
        predicate=("moved_to",), subject=names, object=("Keth",), source=("~officers",), act="says",
        start=start, end=TEXT.index(" The rifles"),
    )  # fmt: skip
    _, [claim] = read(gold)
    assert claim.subject is not None
    assert (claim.subject.name, claim.subject.text) == ("Ana Dorrin", "Dorrin")
    assert claim.sources[-1].text == "Two officers"
    assert claim.evidence.text == TEXT[gold.start : gold.end]


def test_every_span_quotes_the_report_even_where_no_mention_was_read() -> None:
    gold = make_gold(subject=None, object=("~no such thing",), predicate=("captured",))
    _, [claim] = read(gold)
    assert claim.subject is None
    assert claim.object is not None
    assert TEXT[claim.object.start : claim.object.end] == claim.object.text


@pytest.mark.parametrize(("source", "expected"), [((), ()), (None, ()), (("Dorrin",), ("says",))])
def test_without_a_source_the_report_speaks_itself(
    source: tuple[str, ...] | None, expected: tuple[str, ...]
) -> None:
    _, [claim] = read(make_gold(source=source))
    assert tuple(s.act for s in claim.sources) == expected
