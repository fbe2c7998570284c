"""Sanctions lists, wanted notices and register extracts are read field by field."""

import re
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.analyse.parse import Parser
from reportedly.extract.fields import add_fields, extract_fields, find_entries
from reportedly.extract.fields_values import read_date, show_name
from reportedly.extract.frames import load_predicates
from reportedly.extract.lookup import Lookup
from reportedly.ids import document_id
from reportedly.knowledge import load_knowledge
from reportedly.pipeline import read_document
from reportedly.records import Analysis, Claim, Document, Span

FIELDS: list[dict[str, Any]] = load_knowledge("fields")["field"]
HEADERS: list[dict[str, Any]] = load_knowledge("fields")["header"]
_YIELD = re.compile(r"^(\w+)\((.+), (.+)\)$")

UN_ENTRY = (
    "QDi.908 Name: 1: ORLAN 2: DASKEVA 3: na 4: na Title: na Designation: a) Minister of Finance of "
    "Ghana b) Director of the Amber Bureau DOB: a) 12 May 1970 b) Approximately 1968 POB: Ulmarek, "
    "Ghana Good quality a.k.a.: a) Ilmar Rostev b) Abu Sakhr Low quality a.k.a.: Sable Nationality: "
    "Ghana Passport no: K 3188 Listed on: 6 Oct. 2001 Other information: He commands a camp near Bresk."
)
UK_ENTRY = (
    "Name 6: DASKEVA 1: Orlan 2: n/a 3: n/a. DOB: --/05/1989. POB: (1) Ulmarek (2) Bresk, Ghana "
    "a.k.a: (1) SABLE, Commander (2) “Ilmar” Nationality: (1) Malian (2) Ghanaian Position: Former "
    "Commander of the Third Brigade. UK Sanctions List Date Designated: 03/06/2024 Group ID: 1234."
)
US_ENTRY = (
    'DASKEVA, Orlan (a.k.a. SABLE, Commander; a.k.a. "ILMAR"; f.k.a. DASKEV, Orlan), Ulmarek, Ghana; '
    "DOB 11 May 1989; alt. DOB 1988; POB Ulmarek, Ghana; nationality Mali; Gender Male; Passport K3188 "
    "(Mali) (individual) [KEST-EO1]."
)
NOTICE = (
    "WANTED\nIlmar ROSTEV\nAliases: “The Tailor”, Sable\nDate(s) of Birth Used: July 14, 1971\n"
    "Scars and Marks: burn on the left hand\nPlace of Birth: Bresk, Ghana\nNationality: Malian"
)
COMPANY = (
    "Company: Blue Quay Trading Ltd\nIncorporated: 3 May 2007\nFormerly: Grey Quay Shipping\n"
    "Shareholders: Selma Ardeth (60%); Amber Holdings LLC (40 per cent)\nDirectors: ARDETH, Selma"
)


@lru_cache(maxsize=512)
def read(text: str) -> tuple[Claim, ...]:
    analysis = Analysis(
        document=Document(id=document_id(text), text=text), paragraphs=(), sentences=(), mentions=()
    )
    return tuple(extract_fields(analysis, Lookup(analysis)))


def shown(text: str) -> set[str]:
    return {
        f"{c.predicate}({c.subject.name if c.subject else '-'}, {c.object.name if c.object else '-'})"
        for c in read(text)
    }


def one(text: str, predicate: str) -> Claim:
    [claim] = [c for c in read(text) if c.predicate == predicate]
    return claim


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f["id"])
def test_the_example_of_a_field_gives_its_claims(field: dict[str, Any]) -> None:
    assert set(field["yields"]) <= shown(field["example"])
    for promise in field["yields"]:
        assert _YIELD.match(promise), promise


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f["id"])
def test_the_counterexample_of_a_field_does_not_fire_it(field: dict[str, Any]) -> None:
    assert f"fields.v1:{field['id']}" not in [c.extractor for c in read(field["counter"])]


@pytest.mark.parametrize("header", HEADERS, ids=lambda h: h["id"])
def test_a_header_opens_an_entry_in_its_example_only(header: dict[str, Any]) -> None:
    assert find_entries(header["example"])
    assert not find_entries(header["counter"])


def test_an_entry_of_a_un_list_is_read() -> None:
    assert shown(UN_ENTRY) == {
        "holds_post(Orlan Daskeva, Ghana)",
        "holds_post(Orlan Daskeva, Amber Bureau)",
        "born_in(Orlan Daskeva, Ulmarek)",
        "born_in(Orlan Daskeva, -)",
        "also_known_as(Orlan Daskeva, Ilmar Rostev)",
        "also_known_as(Orlan Daskeva, Abu Sakhr)",
        "also_known_as(Orlan Daskeva, Sable)",
        "national_of(Orlan Daskeva, Ghana)",
    }


def test_an_entry_of_a_uk_list_is_read() -> None:
    assert shown(UK_ENTRY) == {
        "born_in(Orlan Daskeva, Ulmarek)",
        "born_in(Orlan Daskeva, Bresk)",
        "also_known_as(Orlan Daskeva, Commander Sable)",
        "also_known_as(Orlan Daskeva, Ilmar)",
        "national_of(Orlan Daskeva, Mali)",
        "national_of(Orlan Daskeva, Ghana)",
        "holds_post(Orlan Daskeva, Third Brigade)",
        "designated(United Kingdom, Orlan Daskeva)",
    }
    assert one(UK_ENTRY, "holds_post").qualifiers == {"role": "Commander", "former": "yes"}
    when = one(UK_ENTRY, "designated").when
    assert when is not None
    assert when.edtf == "2024-06-03"


def test_an_entry_without_colons_is_read_between_semicolons() -> None:
    assert shown(US_ENTRY) == {
        "also_known_as(Orlan Daskeva, Commander Sable)",
        "also_known_as(Orlan Daskeva, Ilmar)",
        "also_known_as(Orlan Daskeva, Orlan Daskev)",
        "born_in(Orlan Daskeva, Ulmarek)",
        "born_in(Orlan Daskeva, -)",
        "national_of(Orlan Daskeva, Mali)",
    }


def test_an_unknown_key_does_not_end_a_wanted_notice() -> None:
    assert shown(NOTICE) == {
        "also_known_as(Ilmar Rostev, The Tailor)",
        "also_known_as(Ilmar Rostev, Sable)",
        "born_in(Ilmar Rostev, Bresk)",
        "national_of(Ilmar Rostev, Mali)",
    }


def test_owners_keep_their_shares_and_directors_their_role() -> None:
    claims = read(COMPANY)
    shares = {c.subject.name: c.qualifiers for c in claims if c.predicate == "owns" and c.subject}
    assert shares == {"Selma Ardeth": {"share": "60"}, "Amber Holdings LLC": {"share": "40"}}
    assert one(COMPANY, "holds_post").qualifiers == {"role": "director"}
    assert one(COMPANY, "also_known_as").qualifiers == {"kind": "former_name"}
    assert one(COMPANY, "founded").subject is None


def test_date_and_place_of_birth_make_one_claim() -> None:
    claim = one("Individual: DASKEVA, Orlan\nDOB: circa 1956\nPOB: Ulmarek, Ghana", "born_in")
    assert claim.object is not None
    assert claim.when is not None
    assert (claim.object.text, claim.when.edtf, claim.when.text) == (
        "Ulmarek",
        "1956~",
        "circa 1956",
    )


def test_initials_of_the_name_are_an_acronym() -> None:
    claim = one("BLUE QUAY TRADING CO LTD. A.k.a.: BQT.", "also_known_as")
    assert claim.qualifiers == {"kind": "acronym"}


def test_a_quoted_alias_loses_its_quotation_marks() -> None:
    claim = one("DASKEVA, Orlan. A.k.a.: “Uncle Orlo”. Nationality: Mali.", "also_known_as")
    assert claim.object is not None
    assert claim.object.text == "Uncle Orlo"


def test_claims_are_the_documents_own_voice() -> None:
    for claim in read(US_ENTRY):
        assert (claim.sources, claim.certainty, claim.polarity) == ((), "stated", "affirmed")


def test_evidence_reaches_from_the_header_to_the_field() -> None:
    claims = {c.predicate: c.evidence.text for c in read(NOTICE)}
    assert claims["also_known_as"] == "Ilmar ROSTEV\nAliases: “The Tailor”, Sable"
    assert claims["national_of"].endswith("Nationality: Malian")


def test_evidence_of_a_short_entry_on_one_line_is_the_entry() -> None:
    text = "DASKEVA, Orlan. DOB: 11/05/1989. Nationality: Malian."
    assert {c.evidence.text for c in read(text)} == {text}


def test_running_text_in_an_entry_is_left_to_other_extractors() -> None:
    assert all("commands a camp" not in entry.text for entry in find_entries(UN_ENTRY))


def test_prose_is_no_entry() -> None:
    prose = (
        "Yusuf Hamdan (a.k.a. Abu Sakhr) was arrested.\n\n"
        "Q: Where were you born?\nA: In Bresk. Nationality: I have none.\n\n"
        "COMMAND. Abu Mukhtar took over from his cousin.\n\n"
        "The question of his nationality: a puzzle.\n\nLocation: Bresk\n\nTITLE: A Life"
    )
    assert find_entries(prose) == []


def test_a_blank_line_or_a_new_header_ends_an_entry() -> None:
    text = "Individual: DASKEVA, Orlan\nDOB: 1974\n\nNationality: Mali\n\nROSTEV, Ilmar\nDOB: 1980"
    assert shown(text) == {"born_in(Orlan Daskeva, -)", "born_in(Ilmar Rostev, -)"}


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("04/02/1969", "1969-02-04"),
        ("02/14/1969", "1969-02-14"),
        ("11.5.1989", "1989-05-11"),
        ("1989-05-11", "1989-05-11"),
        ("14 August 1979", "1979-08-14"),
        ("Aug 14, 1979", "1979-08-14"),
        ("6 Oct. 2001", "2001-10-06"),
        ("August 1979", "1979-08"),
        ("--/--/1974", "1974"),
        ("00/07/1974", "1974-07"),
        ("c. 1956", "1956~"),
        ("Approximately 1968", "1968~"),
        ("between 1956 and 1958", "1956/1958"),
        ("31/02/1969", "1969"),
    ],
)
def test_dates_are_read_day_first(words: str, edtf: str) -> None:
    date = read_date(words, 0, len(words))
    assert date is not None
    assert date.edtf == edtf


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("DASKEVA, Orlan", "Orlan Daskeva"),
        ("AL-RASHID, Omar Bin", "Omar Bin Al-Rashid"),
        ("1: ORLAN 2: DASKEVA 3: na", "Orlan Daskeva"),
        ("6: DASKEVA 1: Orlan", "Orlan Daskeva"),
        ("Orlan DASKEVA", "Orlan Daskeva"),
    ],
)
def test_names_of_persons_are_put_in_their_usual_order(words: str, name: str) -> None:
    assert show_name(words, is_person=True) == name


def test_a_company_keeps_its_legal_form_and_its_acronym() -> None:
    assert show_name("XG AMBER TRADING FZE", is_person=False) == "XG Amber Trading FZE"


def test_an_entry_is_named_as_the_running_text_names_it(parser: Parser) -> None:
    text = (
        "The ministry listed Tarn Kok Seng on Monday.\n\n"
        "TARN, Kok Seng. DOB: 04/02/1969. Nationality: Malaysia."
    )
    reading = read_document(Document(id=document_id(text), text=text), parser)
    [claim] = [c for c in reading.claims if c.predicate == "national_of"]
    assert claim.subject is not None
    assert (claim.subject.name, claim.subject.entity) == ("Tarn Kok Seng", None)
    assert claim.subject.text == "TARN, Kok Seng"


def test_what_others_made_of_an_entrys_lines_is_dropped() -> None:
    text = "DASKEVA, Orlan. DOB: 11/05/1989.\n\nHe fled."
    [claim] = read(text)
    analysis = Analysis(
        document=Document(id=document_id(text), text=text), paragraphs=(), sentences=(), mentions=()
    )
    kept = add_fields([claim, _moved(claim, text)], analysis, Lookup(analysis))
    assert [c.evidence.text for c in kept] == [claim.evidence.text, "He fled."]


def _moved(claim: Claim, text: str) -> Claim:
    start = text.index("He fled.")
    span = Span(start=start, end=start + 8, text="He fled.")
    return Claim(**{**{f: getattr(claim, f) for f in claim.__struct_fields__}, "evidence": span})


_KEYS = st.sampled_from([k for e in (*FIELDS, *HEADERS) for k in e["keys"]])
_VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "DASKEVA, Orlan",
            "1: A 2: na",
            "(1) X (2) Y",
            "a) b)",
            "--/--/1974",
            "na",
            "“Uncle”; (60%)",
            "6: A",
        ]
    ),
)
_LINES = st.builds(
    lambda key, value, joint, is_upper: f"{key.upper() if is_upper else key}{joint}{value}",
    _KEYS,
    _VALUES,
    st.sampled_from([": ", ": ", ": ", ":", " ", "; ", "\t", " ("]),
    st.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(_LINES, _LINES, _LINES, _VALUES), max_size=8),
    st.sampled_from(["\n", "\n", " ", "; ", ". "]),
)
def test_every_span_quotes_the_text_whatever_the_fields_say(lines: list[str], joint: str) -> None:
    text = "DASKEVA, Orlan" + joint + joint.join(lines)
    for span in find_entries(text):
        assert text[span.start : span.end] == span.text
    for claim in read(text):
        assert claim.predicate in load_predicates()
        for part in (claim.subject, claim.object, claim.when, claim.evidence):
            if part is not None:
                assert text[part.start : part.end] == part.text
                assert part.text
