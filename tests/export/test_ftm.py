"""FollowTheMoney: every entity is valid for its own library, and no tie is plainer than its claim."""

from typing import Any

import pytest
from followthemoney import model
from followthemoney.schema import Schema
from tests.export.made_cases import (
    make_case,
    make_hostile_reading,
    make_ties_reading,
    write_lines,
)
from tests.made_readings import make_lake_reading

from reportedly.export.ftm import truncate_date
from reportedly.knowledge import load_knowledge

Entity = dict[str, Any]


@pytest.fixture(scope="module")
def ties() -> list[Entity]:
    """The entities of the report about the league."""
    with make_case(make_ties_reading()) as case:
        return write_lines(case, "ftm")


def get_schema(name: str) -> Schema:
    """A schema of the library, which must have it."""
    schema = model.get(name)
    assert schema is not None, name
    return schema


def find_tie(entities: list[Entity], person: str) -> Entity:
    """The one tie or note about a person and the league."""
    [id_] = [e["id"] for e in entities if e["properties"].get("name") == [person]]
    found = [e for e in entities if any(id_ in values for values in e["properties"].values())]
    [tie] = [e for e in found if e["id"] != id_]
    return tie


def test_every_entity_is_valid_and_every_reference_fits_its_range() -> None:
    with make_case() as case:
        entities = write_lines(case, "ftm")
    schemata = {entity["id"]: get_schema(entity["schema"]) for entity in entities}
    assert len(schemata) == len(entities)
    for entity in entities:
        schema = schemata[entity["id"]]
        schema.validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            # What the library would drop or change while cleaning was not valid.
            assert sorted(proxy.get(name)) == sorted(values), (entity["schema"], name)
            prop = schema.get(name)
            assert prop is not None
            if prop.range is not None:
                assert all(schemata[value].is_a(prop.range) for value in values)


def test_a_tie_that_is_stated_and_not_denied_has_the_schema_of_its_predicate(
    ties: list[Entity],
) -> None:
    tie = find_tie(ties, "Omar Kessel")
    assert tie["schema"] == "Membership"
    assert tie["properties"]["role"] == ["member of"]
    assert "a claim, not a fact" in tie["properties"]["status"][0]
    assert tie["properties"]["publisher"] == ["Quay Gazette"]
    assert tie["properties"]["sourceUrl"] == ["https://gazette.example/league"]


@pytest.mark.parametrize(
    ("person", "schema", "where", "label"),
    [
        ("Dara Voss", "UnknownLink", "role", "disputed: member of"),
        ("Tarek Olm", "UnknownLink", "role", "alleged: member of"),
        ("Ivo Sand", "UnknownLink", "role", "perhaps: leads"),
        ("Pia Lorn", "Note", "keywords", "denied: member of"),
        ("Dura Gate", "Note", "keywords", "not realised: attacked"),
    ],
)
def test_a_tie_that_is_less_than_stated_is_never_of_its_own_schema(
    ties: list[Entity], person: str, schema: str, where: str, label: str
) -> None:
    tie = find_tie(ties, person)
    assert tie["schema"] == schema
    assert tie["properties"][where] == [label]


def test_every_tie_names_its_source_and_quotes_the_words(ties: list[Entity]) -> None:
    [said, denied] = find_tie(ties, "Dara Voss")["properties"]["summary"]
    assert said.startswith("Dara Voss ")
    assert "says Mila Arn: “Dara Voss is a member of the Coral League, Mila Arn said.”" in said
    assert denied.startswith("Coral League denies that Dara Voss ")
    assert denied.endswith("(Who is in the league, Quay Gazette, 2021-05-04)")


def test_a_date_is_cut_for_the_field_and_kept_whole_beside_it() -> None:
    with make_case(make_lake_reading()) as case:
        entities = write_lines(case, "ftm")
    [tie] = [
        e for e in entities if any("[2012-05]" in s for s in e["properties"].get("summary", []))
    ]
    assert tie["properties"]["date"] == ["2012-05"]
    assert any("time 2012-05 (EDTF)" in line for line in tie["properties"]["description"])


@pytest.mark.parametrize(
    ("edtf", "both"),
    [
        ("2012-05/2012-06", ("2012-05", "2012-06")),
        ("2021-04/..", ("2021-04", None)),
        ("2011~", ("2011", "2011")),
        ("2012-21", ("2012", "2012")),
        ("XXXX-08-06", (None, None)),
        ("199X", (None, None)),
        ("no date", (None, None)),
    ],
)
def test_a_date_is_cut_to_what_the_format_can_hold(
    edtf: str, both: tuple[str | None, str | None]
) -> None:
    assert truncate_date(edtf) == both


def test_an_alias_that_only_a_claim_gives_is_a_weak_one_with_a_note_on_who_says_so() -> None:
    with make_case(make_lake_reading()) as case:
        entities = write_lines(case, "ftm")
    [heron] = [e for e in entities if e["properties"].get("name") == ["Heron Movement"]]
    assert heron["properties"]["weakAlias"] == ["Grey Wings"]
    assert "alias" not in heron["properties"]
    [note] = [e for e in entities if e["properties"].get("keywords") == ["also known as"]]
    assert (note["schema"], note["properties"]["entity"]) == ("Note", [heron["id"]])


def test_an_address_that_would_run_a_script_is_left_out() -> None:
    with make_case(make_hostile_reading("Omar", "Gazette", url="javascript:alert(1)")) as case:
        entities = write_lines(case, "ftm")
    assert not any("sourceUrl" in entity["properties"] for entity in entities)


def test_the_table_of_schemata_names_what_the_library_has() -> None:
    known = load_knowledge("followthemoney")
    kinds = {kind: get_schema(name) for kind, name in known["kind"].items()}
    for name, tie in known["tie"].items():
        schema = get_schema(name)
        for field in ("words", "status", "proof", "subject", "object", "subject_name", "place"):
            assert field not in tie or schema.get(tie[field]) is not None, (name, field)
        for side in ("subject", "object"):
            prop = schema.get(tie.get(side, ""))
            if prop is None or (side == "object" and "post" in tie):
                continue
            assert all(kinds[kind].is_a(prop.range) for kind in tie[f"{side}_kinds"]), (name, side)
    predicates = load_knowledge("predicates")["predicate"]
    assert {e["ftm"] for e in predicates if "ftm" in e} <= known["tie"].keys()
