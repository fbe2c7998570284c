"""A whole case as one object: what was put together, and who affirms and denies it."""

import io
import json
from typing import Any

import msgspec
import pytest
from tests.made_readings import make_lake_reading, make_readings

from reportedly.case import Case
from reportedly.records import Reading

LAKE = make_lake_reading()


def export(*readings: Reading) -> dict[str, Any]:
    """The export of a case with these readings."""
    file = io.BytesIO()
    with Case.in_memory() as case:
        for reading in readings:
            case.keep(reading)
        case.export(file, to="case")
    exported: dict[str, Any] = json.loads(file.getvalue())
    return exported


@pytest.fixture(scope="module")
def lake() -> dict[str, Any]:
    """The export of a case with the lake report alone."""
    return export(LAKE)


def find_entity(exported: dict[str, Any], name: str) -> dict[str, Any]:
    """The one entity that has the name."""
    [found] = [e for e in exported["entities"] if name in [n["name"] for n in e["names"]]]
    return dict(found)


def test_an_export_has_the_parts_that_its_readers_rely_on(lake: dict[str, Any]) -> None:
    assert list(lake) == ["documents", "entities", "copies", "propositions", "contradictions"]
    assert lake["documents"] == [
        {
            "document": LAKE.document.id,
            "external_id": "lake-1",
            "publisher": "Radio Lake",
            "published": "2019-05-02",
        }
    ]


def test_every_mention_of_an_entity_quotes_its_document(lake: dict[str, Any]) -> None:
    mentions = find_entity(lake, "Heron Movement")["mentions"]
    assert [m["text"] for m in mentions] == ["Heron Movement"] * 2
    for mention in (m for entity in lake["entities"] for m in entity["mentions"]):
        assert LAKE.document.text[mention["start"] : mention["end"]] == mention["text"]
        assert mention["external_id"] == "lake-1"


def test_a_name_that_a_claim_gives_names_the_claim_and_others_name_none(
    lake: dict[str, Any],
) -> None:
    names = find_entity(lake, "Heron Movement")["names"]
    alias = next(claim for claim in LAKE.claims if claim.predicate == "also_known_as")
    assert {n["name"]: n["stated_by"] for n in names} == {
        "Heron Movement": [],
        "Grey Wings": [alias.id],
    }


def test_an_attack_and_its_denial_are_one_proposition_and_a_contradiction(
    lake: dict[str, Any],
) -> None:
    attack, _, denial, _ = LAKE.claims
    [proposition] = [p for p in lake["propositions"] if p["predicate"] == "attacked"]
    assert proposition["subject"] == find_entity(lake, "Heron Movement")["id"]
    assert proposition["object"] == find_entity(lake, "Port Asel")["id"]
    assert [told["claim"] for told in proposition["affirmed"]] == [attack.id]
    assert [told["claim"] for told in proposition["denied"]] == [denial.id]
    assert proposition["affirmed"][0]["source"] == "officials"
    [contradiction] = lake["contradictions"]
    assert contradiction["reason"] == "denied"
    assert (contradiction["a"]["claim"], contradiction["b"]["claim"]) == (attack.id, denial.id)


def test_a_hedge_stays_with_the_claim_that_bears_it(lake: dict[str, Any]) -> None:
    [flight] = [p for p in lake["propositions"] if p["predicate"] == "moved_to"]
    assert [told["certainty"] for told in flight["affirmed"]] == ["hedged"]


def test_a_plan_never_counts_as_a_deed() -> None:
    attack, alias, denial, flight = LAKE.claims
    plan = msgspec.structs.replace(attack, id="clm-plan", certainty="unrealised")
    exported = export(msgspec.structs.replace(LAKE, claims=(attack, plan, alias, denial, flight)))
    attacks = [p for p in exported["propositions"] if p["predicate"] == "attacked"]
    assert [(p["unrealised"], len(p["affirmed"])) for p in attacks] == [(False, 1), (True, 1)]
    assert len({p["id"] for p in attacks}) == 2


def test_a_tie_is_the_same_whichever_side_is_named_first() -> None:
    attack = LAKE.claims[0]
    tie = msgspec.structs.replace(attack, id="clm-tie", predicate="linked_to")
    back = msgspec.structs.replace(tie, id="clm-back", subject=tie.object, object=tie.subject)
    exported = export(msgspec.structs.replace(LAKE, claims=(tie, back)))
    [proposition] = exported["propositions"]
    assert [told["claim"] for told in proposition["affirmed"]] == ["clm-tie", "clm-back"]
    assert proposition["origins"] == 1


def test_every_claim_with_an_argument_stands_in_one_proposition() -> None:
    readings = list(make_readings(12))
    exported = export(*readings)
    told = [t["claim"] for p in exported["propositions"] for t in p["affirmed"] + p["denied"]]
    assert sorted(told) == sorted(claim.id for reading in readings for claim in reading.claims)
