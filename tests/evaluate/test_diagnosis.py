"""Why a claim is missed or false: each cause holds where its rule says so, and nowhere else."""

from collections import Counter
from typing import Any

import msgspec
import pytest

from reportedly.analyse.paragraphs import split_paragraphs
from reportedly.analyse.parse import Parser
from reportedly.evaluate.attribution import Roles
from reportedly.evaluate.diagnosis import CAUSES, Finding
from reportedly.evaluate.diagnosis_claims import (
    diagnose_claims,
    diagnose_perpetrators,
    diagnose_ties,
)
from reportedly.evaluate.diagnosis_public import (
    diagnose_attributions,
    diagnose_coreference,
    diagnose_places,
)
from reportedly.evaluate.gold import GoldClaim, GoldDocument, make_document
from reportedly.evaluate.parsed import Parsed
from reportedly.evaluate.perpetrators import Organisation
from reportedly.evaluate.places import Toponym, Toponyms
from reportedly.evaluate.places import score_document as score_places
from reportedly.evaluate.ties import Relation
from reportedly.evaluate.ties import score_document as score_ties
from reportedly.pipeline import read_parsed
from reportedly.records import Reading

TEXT = "Omar Kessel leads the Grey Wolves Column. The Grey Wolves Column attacked Velmar on Monday."
ATTACK = (42, len(TEXT))


def gold(**changes: Any) -> GoldClaim:
    base = GoldClaim(
        id="g1",
        predicate=("attacked",),
        subject=("Grey Wolves Column",),
        object=("Velmar",),
        source=(),
        act=None,
        certainty="stated",
        polarity="affirmed",
        when=None,
        where=None,
        qualifiers={},
        start=ATTACK[0],
        end=ATTACK[1],
    )
    return msgspec.structs.replace(base, **changes)


def parse(parser: Parser, text: str) -> Parsed:
    document = make_document(text, "d1", published_on="2021-08-10")
    paragraphs = split_paragraphs(text)
    [sentences] = parser.parse([paragraphs])
    reading = read_parsed(document, paragraphs, sentences, parser.label)
    return Parsed(reading, tuple(sentences))


def change(parsed: Parsed, **changes: Any) -> Parsed:
    return Parsed(msgspec.structs.replace(parsed.reading, **changes), parsed.sentences)


def retype(reading: Reading, name: str, **changes: Any) -> Any:
    return tuple(
        msgspec.structs.replace(m, **changes) if m.text.removeprefix("the ") == name else m
        for m in reading.mentions
    )


def explain(parsed: Parsed, *golds: GoldClaim, kind: str = "missed") -> list[str]:
    document = GoldDocument(id="d1", document=parsed.reading.document, gold=golds)
    return [f.cause for f in diagnose_claims(document, parsed) if f.kind == kind]


@pytest.fixture(scope="module")
def read(parser: Parser) -> Parsed:
    return parse(parser, TEXT)


@pytest.fixture(scope="module")
def silent(read: Parsed) -> Parsed:
    """The same reading, in which no claim was found."""
    return change(read, claims=())


def test_what_is_found_is_no_error(read: Parsed) -> None:
    assert explain(read, gold()) == []


def test_an_argument_without_a_mention_is_a_missed_name(silent: Parsed) -> None:
    mentions = tuple(m for m in silent.reading.mentions if m.text != "Velmar")
    assert explain(change(silent, mentions=mentions), gold()) == ["name missed"]


def test_an_argument_of_a_kind_that_cannot_stand_there_is_mistyped(silent: Parsed) -> None:
    mentions = retype(silent.reading, "Velmar", kind="activity")
    assert explain(change(silent, mentions=mentions), gold()) == ["name mistyped"]


def test_a_mention_of_half_the_words_has_the_wrong_boundary(silent: Parsed) -> None:
    half = gold(object=("Velmar on Monday",))
    assert explain(silent, half) == ["argument boundary"]


def test_an_argument_named_elsewhere_only_is_coreference(silent: Parsed) -> None:
    assert explain(silent, gold(subject=("Omar Kessel",))) == ["coreference"]


def test_a_sentence_without_a_word_of_the_predicate_has_unknown_wording(silent: Parsed) -> None:
    married = gold(predicate=("loyal_to",), object=None)
    assert explain(silent, married) == ["wording unknown"]


def test_a_word_that_ties_both_arguments_lacks_a_frame(silent: Parsed) -> None:
    assert explain(silent, gold()) == ["frame missing"]


def test_a_word_that_does_not_reach_an_argument_is_left_to_the_parse(parser: Parser) -> None:
    text = "After the council of Velmar had met, the Grey Wolves Column attacked Dura."
    parsed = change(parse(parser, text), claims=())
    assert explain(parsed, gold(start=0, end=len(text))) == ["parse"]


def test_a_noun_that_does_not_reach_both_is_a_nominal_event(parser: Parser) -> None:
    text = "Velmar mourned for a week, and the Grey Wolves Column was silent about the attack."
    parsed = change(parse(parser, text), claims=())
    assert explain(parsed, gold(start=0, end=len(text))) == ["nominal event"]


def test_arguments_joined_under_another_predicate_have_the_wrong_one(read: Parsed) -> None:
    assert explain(read, gold(predicate=("captured",))) == ["wrong predicate"]
    assert explain(read, gold(predicate=("captured",)), kind="false")[-1:] == ["wrong predicate"]


def test_a_claim_found_at_other_words_is_a_matter_of_boundaries(read: Parsed) -> None:
    elsewhere = gold(start=0, end=20)
    assert explain(read, elsewhere) == ["argument boundary"]


def test_a_false_claim_among_other_gold_comes_of_a_frame_too_wide(read: Parsed) -> None:
    other = gold(predicate=("founded",), subject=("Dura",), object=("Orlan Daskeva",))
    assert "frame too wide" in explain(read, other, kind="false")


def test_a_false_claim_where_the_gold_has_nothing_is_not_in_the_gold(read: Parsed) -> None:
    assert explain(read, gold(), kind="false") == ["not in the gold"]


def test_wrong_attributes_of_a_found_claim_are_told_apart(read: Parsed) -> None:
    hedged = gold(certainty="hedged", when=("2020",), qualifiers={"killed": "9"})
    assert explain(read, hedged, kind="wrong") == ["attribution scope", "date", "circumstances"]


def test_every_cause_that_is_given_is_explained_on_the_page(read: Parsed) -> None:
    found = explain(read, gold(), kind="false") + explain(
        read, gold(certainty="hedged"), kind="wrong"
    )
    assert found
    assert set(found) <= CAUSES.keys()


def list_causes(findings: Any) -> list[tuple[str, str]]:
    return [(finding.kind, finding.cause) for finding in findings if isinstance(finding, Finding)]


def test_a_tie_found_under_another_predicate_has_the_wrong_one(read: Parsed) -> None:
    at = TEXT.index("Grey Wolves Column attacked")
    tie = Relation(type="AlliesOf", source=(at, at + 18), target=(74, 80))
    ties: tuple[Relation, ...] = (tie,)
    document = GoldDocument(id="d1", document=read.reading.document, gold=ties)
    assert ("missed", "wrong predicate") in list_causes(diagnose_ties(document, read))


def test_as_many_errors_are_explained_as_the_scorer_counts(parser: Parser) -> None:
    text = f"{TEXT} Two men were killed in Dura and in Orlan, near Velmar."
    parsed = parse(parser, text)
    document = parsed.reading.document
    tie = Relation(type="InChargeOf", source=(0, 11), target=(22, 40))
    ties: GoldDocument[tuple[Relation, ...]] = GoldDocument(id="d", document=document, gold=(tie,))
    counts = score_ties(ties, parsed.emit_claims()).counts
    kinds = Counter(finding.kind for finding in diagnose_ties(ties, parsed))
    assert kinds["missed"] == counts["gold"] - counts["found"]
    assert kinds["false"] == counts["predicted"] - counts["true"] > 0
    at = text.index("Orlan")
    toponyms = (
        Toponym(start=at, end=at + 5, text="Orlan", position=None),
        Toponym(start=74, end=80, text="Velmar", position=(1.0, 1.0)),
    )
    places = GoldDocument(id="d", document=document, gold=Toponyms(corpus="all", toponyms=toponyms))
    mentions = [msgspec.to_builtins(mention) for mention in parsed.reading.mentions]
    counts = score_places(places, mentions).counts
    kinds = Counter(finding.kind for finding in diagnose_places(places, parsed))
    assert kinds["missed"] == counts["gold"] - counts["found"]
    assert kinds["false"] == counts["predicted"] - counts["found"] > 0
    assert kinds["wrong"] == counts["found"] - counts["near"]


def test_an_organisation_that_no_mention_names_is_a_missed_name(read: Parsed) -> None:
    wanted = [Organisation(names={"CORALLEAGUE"}, is_required=True)]
    document = GoldDocument(id="d1", document=read.reading.document, gold=wanted)
    assert ("missed", "name missed") in list_causes(diagnose_perpetrators(document, read))
    assert ("false", "frame too wide") in list_causes(diagnose_perpetrators(document, read))


def test_a_cue_that_no_list_knows_is_unknown_wording(read: Parsed) -> None:
    at = TEXT.index("Monday")
    roles = Roles(source=[(42, 64)], cue=[(at, at + 6)], content=[(74, 80)])
    golds: tuple[Roles, ...] = (roles,)
    document = GoldDocument(id="d1", document=read.reading.document, gold=golds)
    assert list_causes(diagnose_attributions(document, read)) == [("missed", "wording unknown")]


def test_a_mention_without_its_link_is_coreference(read: Parsed) -> None:
    spans = sorted((m.start, m.end) for m in read.reading.mentions)
    cluster = frozenset({spans[0], spans[-1]})
    document = GoldDocument(id="d1", document=read.reading.document, gold=[cluster])
    causes = list_causes(diagnose_coreference(document, read))
    assert causes.count(("missed", "coreference")) == 2


def test_a_place_taken_for_something_else_is_mistyped_and_a_far_one_put_elsewhere(
    read: Parsed,
) -> None:
    toponym = Toponym(start=74, end=80, text="Velmar", position=(10.0, 10.0))
    gold_ = Toponyms(corpus="all", toponyms=(toponym,))
    document = GoldDocument(id="d1", document=read.reading.document, gold=gold_)
    there = change(read, mentions=retype(read.reading, "Velmar", kind="place", place=None))
    assert ("wrong", "circumstances") in list_causes(diagnose_places(document, there))
    other = change(read, mentions=retype(read.reading, "Velmar", kind="person"))
    assert ("missed", "name mistyped") in list_causes(diagnose_places(document, other))
