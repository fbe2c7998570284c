"""When a predicted claim matches a gold claim, and what is then right about it."""

from typing import Any

import msgspec
import pytest

from reportedly.evaluate.causes import explain_false, explain_miss
from reportedly.evaluate.claim_task import compute_claim_rates, score_document
from reportedly.evaluate.claims import compare_claims, is_match, judge, keep_distinct
from reportedly.evaluate.gold import GoldClaim, GoldDocument, make_document
from reportedly.evaluate.predictions import PredictedClaim

TEXT = "The Ministry said the Red Front attacked Velmar on June 3, killing three people."


def gold(**changes: Any) -> GoldClaim:
    base = GoldClaim(
        id="g1",
        predicate=("attacked",),
        subject=("Red Front",),
        object=("Velmar", "the town"),
        source=("Ministry",),
        act="says",
        certainty="stated",
        polarity="affirmed",
        when=("2021-06-03",),
        where=(),
        qualifiers={"killed": "3"},
        start=18,
        end=80,
    )
    return msgspec.structs.replace(base, **changes)


def record(**changes: Any) -> dict[str, Any]:
    base = {
        "predicate": "attacked",
        "subject": {"name": "Red Front", "text": "the Red Front", "start": 18, "end": 31},
        "object": {"name": "Velmar", "text": "Velmar", "start": 41, "end": 47},
        "qualifiers": {"killed": "3"},
        "when": {"edtf": "2021-06-03", "text": "June 3", "start": 51, "end": 57},
        "where": [],
        "sources": [{"name": "Ministry", "text": "Ministry", "start": 4, "end": 12, "act": "says"}],
        "polarity": "affirmed",
        "certainty": "stated",
        "evidence": {"start": 0, "end": 80, "text": TEXT},
    }
    return {**base, **changes}


def claim(**changes: Any) -> PredictedClaim:
    return msgspec.convert(record(**changes), PredictedClaim)


def swapped() -> dict[str, Any]:
    return {"subject": record()["object"], "object": record()["subject"]}


def test_a_claim_with_the_same_arguments_nearby_matches() -> None:
    assert is_match(claim(), gold())


@pytest.mark.parametrize(
    "changes",
    [
        {"predicate": "killed"},
        {"object": None},
        {"evidence": {"start": 80, "end": 99, "text": ""}},
        {"evidence": None},
        swapped(),
    ],
)
def test_one_difference_is_enough_not_to_match(changes: dict[str, Any]) -> None:
    assert not is_match(claim(**changes), gold())


def test_symmetric_predicates_and_clashes_match_either_way_round() -> None:
    assert is_match(claim(predicate="met_with", **swapped()), gold(predicate=("met_with",)))
    assert is_match(claim(**swapped()), gold(qualifiers={"method": "clash"}))


def test_an_argument_that_the_gold_leaves_open_is_fitted_by_anything() -> None:
    assert is_match(claim(subject=None), gold(subject=None))


def test_every_attribute_of_a_perfect_claim_is_right() -> None:
    verdict = judge(claim(), gold())
    assert verdict.pop("where") is None
    assert all(verdict.values())


@pytest.mark.parametrize(
    ("attribute", "changes"),
    [
        ("source", {"sources": []}),
        ("act", {"sources": [{"name": "Ministry", "act": "accuses"}]}),
        ("certainty", {"certainty": "hedged"}),
        ("polarity", {"polarity": "denied"}),
        ("when", {"when": None}),
        ("qualifiers", {"qualifiers": {"wounded": "3"}}),
    ],
)
def test_a_wrong_attribute_is_named(attribute: str, changes: dict[str, Any]) -> None:
    assert judge(claim(**changes), gold())[attribute] is False


def test_the_root_of_the_chain_is_the_source() -> None:
    chain = [{"name": "Radio Osk", "act": "reports"}, {"name": "the Ministry", "act": "says"}]
    assert judge(claim(sources=chain), gold())["source"]
    assert not judge(claim(sources=chain[::-1]), gold())["source"]


def test_an_identification_may_stand_in_the_documents_own_voice() -> None:
    own = claim(predicate="holds_post", sources=[])
    assert judge(own, gold(predicate=("holds_post",)))["source"]


def test_doubled_and_unscored_claims_count_once_and_never() -> None:
    records = [record(), record(), record(predicate="described_as"), record(certainty="hedged")]
    assert [c.certainty for c, _ in keep_distinct(records)] == ["stated", "hedged"]


def document(*golds: GoldClaim) -> GoldDocument[tuple[GoldClaim, ...]]:
    return GoldDocument(id="d1", document=make_document(TEXT, "d1"), gold=golds)


def test_of_several_matches_the_best_one_is_judged() -> None:
    worse = record(certainty="hedged", sources=[])
    comparison = compare_claims(document(gold()), [worse, record()])
    [found] = comparison.found
    assert found.wrong == ()


def test_a_claim_that_is_not_required_is_no_miss_but_right_when_found() -> None:
    counts = score_document(document(gold(required=False)), [record()]).counts
    assert (counts["required"], counts["true"], counts["found"]) == (0, 1, 0)
    assert score_document(document(gold(required=False)), []).counts["required"] == 0


def test_silence_is_right_where_nothing_is_to_be_found() -> None:
    rates = compute_claim_rates(score_document(document(), []).counts)
    assert set(rates.values()) == {1.0}


def test_a_span_that_does_not_quote_the_text_is_counted() -> None:
    bad = {"name": "Velmar", "text": "Velmar", "start": 40, "end": 46}
    assert score_document(document(gold()), [record()]).counts["bad_spans"] == 0
    assert score_document(document(gold()), [record(object=bad)]).counts["bad_spans"] == 1


@pytest.mark.parametrize(
    ("cause", "changes"),
    [
        ("object", {"object": {"name": "Osk"}}),
        ("subject", {"subject": {"name": "Blue Front"}}),
        ("subject", {"subject": None}),
        ("predicate", {"predicate": "captured"}),
        ("reversed", swapped()),
        ("evidence", {"evidence": {"start": 80, "end": 99, "text": ""}}),
        ("both arguments", {"subject": None, "object": None}),
        ("only unrelated claims near", {"predicate": "captured", "subject": None}),
    ],
)
def test_the_cause_of_a_miss_and_of_a_false_claim_is_the_one_thing_that_differs(
    cause: str, changes: dict[str, Any]
) -> None:
    predicted = claim(**changes)
    assert explain_miss(gold(), [predicted])[0] == cause
    assert explain_false(predicted, [gold()])[0] == cause


def test_a_miss_without_any_claim_near_says_so() -> None:
    assert explain_miss(gold(), [])[0] == "nothing near"


def test_the_details_name_what_is_missed_wrong_and_false() -> None:
    records = [record(certainty="hedged"), record(predicate="killed", object={"name": "Osk"})]
    score = score_document(document(gold(), gold(id="g2", predicate=("leads",))), records)
    kinds = [line.split()[0] for line in score.lines]
    assert kinds == ["missed", "wrong", "false"]
    assert "certainty: stated → hedged" in score.lines[1]
    assert score.groups["predicate", "leads"]["required"] == 1
    assert score.groups["predicate", "killed"] == {"predicted": 1, "true": 0}
