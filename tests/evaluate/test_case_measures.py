"""Measures of a whole case, on small truths where every number is known by hand."""

from typing import Any

from reportedly.evaluate.case_details import list_faults
from reportedly.evaluate.case_measures import (
    measure_copies,
    measure_disputes,
    measure_entities,
    measure_origins,
)
from reportedly.evaluate.proposition_measures import PropositionMeasure

Object = dict[str, Any]


def span(document: str, start: int, end: int) -> Object:
    return {"external_id": document, "start": start, "end": end}


def telling(document: str, start: int, origin: str = "") -> Object:
    evidence = {"start": start, "end": start + 10, "text": f"{document} at {start}"}
    return {
        "document": document, "claim": f"{document}-{start}", "evidence": evidence, "origin": origin,
    }  # fmt: skip


def entity(id_: str, *mentions: tuple[str, str]) -> Object:
    return {
        "id": id_,
        "name": id_,
        "kind": "person",
        "names": [],
        "mentions": [span(document, 0, 4) | {"text": text} for document, text in mentions],
    }


def true_entity(canonical: str, names: list[str], documents: list[str]) -> Object:
    return {"canonical": canonical, "variants": names, "in_text": names, "documents": documents}


def export(**parts: Any) -> Object:
    return {"entities": [], "copies": [], "propositions": [], "contradictions": []} | parts


TWO = {
    "entities": [
        true_entity("Ana Dorrin", ["Ana Dorrin", "Dorrin"], ["a", "b"]),
        true_entity("Ilya Dorrin", ["Ilya Dorrin"], ["a"]),
    ],
    "must_not_merge": [["Ana Dorrin", "Ilya Dorrin (the brother)"]],
}


def test_names_of_one_that_stand_apart_cost_recall() -> None:
    given = export(
        entities=[
            entity("e1", ("a", "Ana Dorrin"), ("a", "Dorrin")),
            entity("e2", ("b", "Dorrin")),
            entity("e3", ("a", "Ilya Dorrin")),
        ]
    )
    figures = measure_entities(TWO, given)
    assert (figures["precision"], figures["recall"]) == (1.0, round(1 / 3, 4))
    assert (figures["merged"], figures["kept_apart"]) == (0, 1.0)


def test_brothers_taken_for_one_cost_precision_and_are_named() -> None:
    given = export(
        entities=[entity("e1", ("a", "Ana Dorrin"), ("b", "Dorrin"), ("a", "Ilya Dorrin"))]
    )
    figures = measure_entities(TWO, given)
    assert figures["precision"] == round(1 / 3, 4)
    assert (figures["merged"], figures["kept_apart"]) == (1, 0.0)
    assert any(
        line == "one for several: e1 (person) is Ana Dorrin, Ilya Dorrin"
        for line in list_faults(TWO, given, {})
    )


def test_a_name_that_was_never_found_is_missing_and_no_pair() -> None:
    figures = measure_entities(TWO, export())
    assert (figures["missing"], figures["precision"], figures["recall"]) == (2, 1.0, 1.0)


def test_a_copy_counts_where_both_sides_overlap() -> None:
    truth = {
        "same_text": [
            {
                "documents": ["a", "b"],
                "passages": [
                    [
                        {"document": "a", "start": 0, "end": 50},
                        {"document": "b", "start": 0, "end": 50},
                    ],
                    [
                        {"document": "a", "start": 60, "end": 90},
                        {"document": "b", "start": 60, "end": 90},
                    ],
                ],
            }
        ]
    }
    copies = [
        {"a": span("b", 10, 20), "b": span("a", 10, 20)},
        {"a": span("a", 60, 70), "b": span("c", 0, 9)},
    ]
    figures = measure_copies(truth, export(copies=copies))
    assert figures["passages"] == 0.5
    assert (figures["precision"], figures["recall"], figures["f1"]) == (0.5, 1.0, round(2 / 3, 4))


def test_a_dispute_is_found_either_way_round_and_its_kind_counted() -> None:
    truth = {
        "contradictions": [{"kind": "value", "claims": [telling("a", 0), telling("b", 0)]}],
        "denials": [{"affirmed": [telling("a", 20)], "denied": [telling("b", 20)]}],
        "not_contradictions": [{"claims": [telling("a", 40), telling("b", 40)]}],
    }
    reported = [
        {"reason": "value", "a": span("b", 2, 5), "b": span("a", 2, 5)},
        {"reason": "value", "a": span("a", 41, 45), "b": span("b", 41, 45)},
    ]
    figures = measure_disputes(truth, export(contradictions=reported))
    assert (figures["found"], figures["precision"], figures["false_alarms"]) == (0.5, 0.5, 1)
    assert figures["by_kind"] == {"denied": "0/1", "value": "1/1"}


def test_one_origin_counted_as_several_is_noticed() -> None:
    truth = {"false_corroborations": [{"documents": ["a", "b"]}], "corroborations": []}
    told = [span("a", 0, 5), span("b", 0, 5)]
    given = export(propositions=[{"affirmed": told, "origins": 2}])
    assert measure_origins(truth, given) == {
        "corroborations": 0, "found": 0, "single": 1, "inflated": 1,
    }  # fmt: skip


PLANTED = {
    "entities": [
        true_entity("Ana Dorrin", ["Ana Dorrin"], ["a", "b"]),
        true_entity("Red Lantern Front", ["Red Lantern Front"], ["a", "b"]),
    ],
    "propositions": [
        {
            "proposition": "leads",
            "predicates": ["leads"],
            "subject": "Ana Dorrin",
            "object": "Red Lantern Front",
            "symmetric": False,
            "claims": [telling("a", 0, "wire"), telling("b", 0, "wire"), telling("c", 0, "other")],
            "origins": 2,
        }
    ],
}


def lead(id_: str, documents: str, origins: int) -> Object:
    return {
        "id": id_,
        "predicate": "leads",
        "subject": "e1",
        "object": "e2",
        "affirmed": [span(d, 0, 9) for d in documents],
        "origins": origins,
    }


def measure(*propositions: Object) -> Object:
    entities = [
        entity("e1", ("a", "Ana Dorrin"), ("b", "Ana Dorrin")),
        entity("e2", ("a", "Red Lantern Front"), ("b", "Red Lantern Front")),
    ]
    given = export(entities=entities, propositions=list(propositions))
    return PropositionMeasure(PLANTED, given).measure()


def test_origins_are_right_against_what_was_read_and_against_all_that_was_told() -> None:
    assert measure(lead("p", "abc", 2))["right"] == 1.0
    figures = measure(lead("p", "ab", 1))
    assert (figures["right"], figures["right_of_all_told"]) == (1.0, 0.0)
    assert figures["tellings_read"] == round(2 / 3, 4)


def test_a_copy_counted_twice_is_wrong_and_explained() -> None:
    figures = measure(lead("p", "ab", 2))
    assert figures["right"] == 0.0
    assert "leads: 2 origins, not 1" in figures["mistakes"][0]


def test_a_proposition_torn_in_two_is_wrong_though_each_part_counts_right() -> None:
    assert measure(lead("p", "ab", 1), lead("q", "c", 1))["right"] == 0.0


def test_what_was_not_read_at_all_is_not_weighed() -> None:
    figures = measure()
    assert (figures["read"], figures["right"]) == (0.0, 1.0)
