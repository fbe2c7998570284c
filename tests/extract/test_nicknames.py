"""Second names in quotation marks, and those that no mention covers, are found."""

from functools import lru_cache
from typing import Any

import pytest

from reportedly.analyse.parse import load_parser
from reportedly.extract.nicknames import _load_beginning, load_nicknames
from reportedly.ids import document_id
from reportedly.knowledge import load_knowledge
from reportedly.pipeline import read_document
from reportedly.records import Claim, Document
from reportedly.settings import Settings

NICKNAMES: list[dict[str, Any]] = load_knowledge("nicknames")["nickname"]
NAMINGS: list[dict[str, Any]] = load_knowledge("naming")["naming"]


@lru_cache(maxsize=256)
def names_in(text: str) -> tuple[Claim, ...]:
    document = Document(id=document_id(text), text=text)
    claims = read_document(document, load_parser(Settings().model)).claims
    return tuple(c for c in claims if c.predicate == "also_known_as")


def pairs(text: str) -> list[tuple[str, str]]:
    return [(c.subject.name, c.object.text) for c in names_in(text) if c.subject and c.object]


@pytest.mark.parametrize("wording", NICKNAMES, ids=lambda w: w["id"])
def test_the_example_of_a_wording_gives_its_name(wording: dict[str, Any]) -> None:
    found = [
        (c.object.text, c.qualifiers["kind"]) for c in names_in(wording["example"]) if c.object
    ]
    assert (wording["yields"], wording["kind"]) in found


@pytest.mark.parametrize("wording", NICKNAMES, ids=lambda w: w["id"])
def test_the_counterexample_of_a_wording_does_not_fire_it(wording: dict[str, Any]) -> None:
    fired = [c.extractor for c in names_in(wording["counter"])]
    assert f"nicknames.v1:{wording['id']}" not in fired


@pytest.mark.parametrize("naming", NAMINGS, ids=lambda n: n["id"])
def test_no_counterexample_of_a_naming_fires_here(naming: dict[str, Any]) -> None:
    fired = [c.extractor for c in names_in(naming["counter"])]
    assert f"nicknames.v1:{naming['id']}" not in fired


@pytest.mark.parametrize(
    ("text", "name", "nickname"),
    [
        ("The police freed Noel “El Zurro” Catala on Friday.", "Noel Catala", "El Zurro"),
        ('General Richard "Tex" Harmon will present the findings.', "Richard Harmon", "Tex"),
        ("He met Bashir ‘Dollar’ Lodan in Dubai.", "Bashir Lodan", "Dollar"),
    ],
)
def test_a_quoted_nickname_inside_a_name_is_cut_out_of_it(
    text: str, name: str, nickname: str
) -> None:
    assert pairs(text) == [(name, nickname)]


def test_a_name_found_between_two_mentions_is_not_given_twice() -> None:
    claims = names_in("Yusuf Hamdan (aka Abu Sakhr) was arrested.")
    assert [c.object.text for c in claims if c.object] == ["Abu Sakhr"]


def test_every_name_in_the_brackets_is_an_alias() -> None:
    text = "The court indicted Yusuf Hamdan (aka Abu Sakhr and Kadi Tarn) on Monday."
    assert {name for _, name in pairs(text)} == {"Abu Sakhr", "Kadi Tarn"}


def test_the_short_form_of_a_name_is_no_second_name() -> None:
    fired = [c.extractor for c in names_in('Steppe Amber Holdings Ltd. ("Steppe") sued.')]
    assert "nicknames.v1:quoted-in-brackets" not in fired


def test_whoever_calls_somebody_by_a_name_does_not_bear_it() -> None:
    assert pairs("The minister called President Osei on Monday.") == []


def test_a_quotation_is_no_nickname() -> None:
    assert pairs('Ana Reyes said "never" to Osei, who answered "Always" and left.') == []


def test_spans_quote_the_text() -> None:
    for wording in NICKNAMES:
        text = wording["example"]
        for claim in names_in(text):
            for part in (claim.subject, claim.object, claim.evidence):
                assert part is not None
                assert text[part.start : part.end] == part.text


def test_each_wording_is_one_group_of_the_pattern_that_says_where_to_begin() -> None:
    assert _load_beginning().groups == len(load_nicknames())
