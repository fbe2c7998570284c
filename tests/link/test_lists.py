"""Lists are told by their content, read one entry at a time, and what is bad is named."""

from pathlib import Path

import pytest

from reportedly.link import Listed, Programme, read_list
from reportedly.records import Problem

LISTS = Path(__file__).parent / "lists"


def read_entries(path: Path) -> list[Listed]:
    return [item for item in read_list(path) if isinstance(item, Listed)]


def read_problems(path: Path) -> list[Problem]:
    return [item for item in read_list(path) if isinstance(item, Problem)]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("un.xml", "TEi.001"),
        ("sdn.xml", "70001"),
        ("sdn_advanced.xml", "70001"),
        ("eu.xml", "EU.9001.1"),
        ("uk.xml", "TES0001"),
        ("entities.ftm.json", "tess-1"),
    ],
)
def test_every_format_gives_its_first_person(name: str, identifier: str) -> None:
    first = read_entries(LISTS / name)[0]
    assert (first.id, first.kind, first.nationalities) == (identifier, "person", ("Kestria",))
    assert first.name.upper() in ("ORLAN DASKEVA", "ORLAN PETROS DASKEVA")


def test_the_format_is_told_by_the_content_and_not_by_the_name(tmp_path: Path) -> None:
    for name in ("un.xml", "entities.ftm.json"):
        other = write(tmp_path / "list.txt", (LISTS / name).read_bytes())
        assert read_entries(other) == read_entries(LISTS / name)


def test_the_un_list_gives_aliases_by_quality_scripts_and_births() -> None:
    first, second, *bodies = read_entries(LISTS / "un.xml")
    assert [(n.name, n.quality) for n in first.names[1:]] == [
        ("Орлан Даскева", "name"),
        ("Ilmar Rostev", "alias"),
        ("Sable", "weak"),
        ("The Ferryman", "weak"),
    ]
    assert first.births == ("1989-05-11", "1988~")
    assert second.births == ("1950/1953",)
    assert [b.kind for b in bodies] == ["organization", "organization"]
    assert bodies[0].names[2].quality == "former"


def test_the_plain_ofac_list_gives_weak_names_and_what_is_a_ship() -> None:
    person, company, ship = read_entries(LISTS / "sdn.xml")
    assert person.programmes == ("TESSEN", "SDGT")
    assert [n.quality for n in person.names] == ["name", "alias", "weak"]
    assert person.births == ("1989-05-11", "1987~")
    assert (company.kind, company.countries, ship.kind) == ("organization", ("Sarvenia",), "thing")


def test_the_advanced_ofac_list_gives_programmes_after_its_parties() -> None:
    items = list(read_list(LISTS / "sdn_advanced.xml"))
    person = items[0]
    assert isinstance(person, Listed)
    assert [(n.name, n.quality) for n in person.names] == [
        ("Orlan DASKEVA", "name"),
        ("SABLE", "weak"),
    ]
    assert person.births == ("1989",)
    assert items[2:] == [
        Programme(entry="70001", name="TESSEN"),
        Programme(entry="70002", name="SDN List"),
    ]


def test_the_lists_of_the_eu_and_the_uk_give_births_as_far_as_known() -> None:
    assert read_entries(LISTS / "eu.xml")[0].births == ("1988~", "1985/1990")
    person, ship = read_entries(LISTS / "uk.xml")
    assert person.births == ("1989-05-11", "1988")
    assert person.names[-1].name == "أورلان داسكيفا"
    assert ship.kind == "thing"


def test_sanctions_of_followthemoney_stand_inside_the_entity_or_on_their_own() -> None:
    items = list(read_list(LISTS / "entities.ftm.json"))
    assert isinstance(items[0], Listed)
    assert items[0].programmes == ("Tessen programme",)
    assert Programme(entry="tess-2", name="Harbour order") in items


def test_a_declared_entity_is_never_expanded(tmp_path: Path) -> None:
    bomb = write(
        tmp_path / "bomb.xml",
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY s SYSTEM "file:///etc/hostname">]>'
        "<CONSOLIDATED_LIST><INDIVIDUAL><FIRST_NAME>&a;&s;</FIRST_NAME></INDIVIDUAL>"
        "</CONSOLIDATED_LIST>",
    )
    [problem] = read_list(bomb)
    assert isinstance(problem, Problem)
    assert problem.code == "unsafe"


def test_entries_before_a_break_are_kept(tmp_path: Path) -> None:
    whole = (LISTS / "un.xml").read_text(encoding="utf-8")
    cut = write(tmp_path / "cut.xml", whole[: whole.index("<ENTITIES>")])
    assert [e.id for e in read_entries(cut)] == ["TEi.001", "TEi.002"]
    [problem] = read_problems(cut)
    assert problem.message.startswith("XML breaks off at line ")


def test_a_line_that_is_no_entity_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    good = (LISTS / "entities.ftm.json").read_text(encoding="utf-8").splitlines()[0]
    path = write(tmp_path / "x.json", f'{good}\n{{"id": 3}}\n{good}\n')
    assert len(read_entries(path)) == 2
    [problem] = read_problems(path)
    assert problem.message.startswith("line 2: a FollowTheMoney entity")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><p>A page</p></html>", "unknown-list"),
        (b"name,id\nOrlan,1\n", "unknown-list"),
        (b"", "unknown-list"),
        (b"[{}]", "unknown-list"),
        (b"PK\x03\x04rest", "packed"),
        (b"<CONSOLIDATED_LIST/>", "empty"),
        (b"<sdnList><sdnEntry></sdnList>", "malformed"),
    ],
)
def test_what_is_no_list_is_one_clear_problem(content: bytes, code: str, tmp_path: Path) -> None:
    [problem] = read_list(write(tmp_path / "list", content))
    assert isinstance(problem, Problem)
    assert problem.code == code


def test_a_list_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    [problem] = read_list(tmp_path / "nowhere.xml")
    assert isinstance(problem, Problem)
    assert problem.code == "missing"
