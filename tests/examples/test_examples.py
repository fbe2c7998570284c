"""The ten reports of examples/: what somebody who reads the case must get out of it."""

import io
import tomllib
from pathlib import Path

import msgspec
import pytest
from tests.examples.conftest import ROOT
from tests.project.conftest import load_script

from reportedly.case import AddReport, Case
from reportedly.errors import CaseError
from reportedly.evaluate.golden import parse_line, render_line
from reportedly.evaluate.predictions import PredictedClaim
from reportedly.records import Claim, Reading, Span

EXPECTED: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "expected.toml").read_text(encoding="utf-8")
)
MUST = [(report, line) for report, kinds in EXPECTED.items() for line in kinds["must"]]
LEAST_SHARE = 0.62
"""Of `should` and `should_not` together; raise it when the program has learnt more."""

DATES = {
    "01-council": ("Coastline News Agency", "2024-03-08"),
    "02-radio": ("Radio Tessen", "2024-03-15"),
    "03-courier": ("The Tolmeza Courier", "2024-03-16"),
    "04-denial": ("Coastline News Agency", "2024-03-18"),
    "05-ambush": ("Radio Tessen", "2024-04-03"),
    "06-correction": ("Coastline News Agency", "2024-04-05"),
    "07-ban": ("Radio Tessen", "2024-05-15"),
    "08-sanctions": (None, "2024-06-03"),
    "09-rights": (None, "2024-07-11"),
    "10-profile": ("The Meridian Review", "2024-09-20"),
}


def get_readings(case: Case) -> dict[str, Reading]:
    """The reading of every report, by the name of its file."""
    readings = [case.reading(summary.id) for summary in case.documents()]
    return {reading.document.external_id or "": reading for reading in readings if reading}


def find_unmet(reading: Reading, lines: list[str], *, with_defaults: bool = True) -> list[str]:
    """The lines that no claim of the reading meets."""
    claims = [msgspec.convert(msgspec.to_builtins(c), PredictedClaim) for c in reading.claims]
    return [
        line.source
        for line in map(parse_line, lines)
        if not any(line.is_met_by(claim, with_defaults=with_defaults) for claim in claims)
    ]


def list_spans(reading: Reading) -> list[Span]:
    """Every stretch of text that anything in a reading points to."""
    spans = [*reading.sentences]
    spans += [Span(start=m.start, end=m.end, text=m.text) for m in reading.mentions]
    for attribution in reading.attributions:
        spans += [*attribution.source, *attribution.cue, *attribution.content]
    for claim in reading.claims:
        arguments = [a for a in (claim.subject, claim.object, *claim.where, claim.when) if a]
        spans += [Span(start=a.start, end=a.end, text=a.text) for a in arguments]
        spans += [Span(start=s.start, end=s.end, text=s.text) for s in claim.sources]
        spans += [claim.evidence, *(source.cue for source in claim.sources)]
    return spans


def test_every_report_is_read_without_a_problem(added: tuple[Path, AddReport]) -> None:
    _, report = added
    assert (report.problems, report.warnings) == ([], [])
    assert report.added == len(DATES)


def test_publisher_and_date_come_out_of_every_kind_of_file(case: Case) -> None:
    documents = {d.external_id: (d.publisher, d.published_on) for d in case.documents()}
    assert documents == DATES
    assert all(summary.title for summary in case.documents())


def test_the_page_of_the_examples_names_every_report() -> None:
    page = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    files = {file.name for file in (ROOT / "examples").iterdir()} - {"README.md"}
    assert {name for name in files if f"`{name}`" not in page} == set()
    assert {Path(name).stem for name in files} == set(DATES) == set(EXPECTED)


def test_the_pdf_and_the_word_file_are_what_their_script_writes() -> None:
    script = load_script(ROOT / "scripts" / "make_examples.py")
    for name, data in script.make_files().items():
        assert (ROOT / "examples" / name).read_bytes() == data, name


@pytest.mark.parametrize(("report", "line"), MUST)
def test_a_reader_gets_the_claim(case: Case, report: str, line: str) -> None:
    reading = get_readings(case)[report]
    found = [msgspec.convert(msgspec.to_builtins(c), PredictedClaim) for c in reading.claims]
    assert find_unmet(reading, [line]) == [], "\n".join(map(render_line, found))


def test_a_share_of_the_rest_holds_too(case: Case) -> None:
    readings, asked, faults = get_readings(case), 0, []
    for report, kinds in EXPECTED.items():
        should, should_not = kinds.get("should", []), kinds.get("should_not", [])
        kept_out = find_unmet(readings[report], should_not, with_defaults=False)
        faults += [f"not found: {line}" for line in find_unmet(readings[report], should)]
        faults += [f"found: {line}" for line in should_not if line not in kept_out]
        asked += len(should) + len(should_not)
    share = 1 - len(faults) / asked
    assert share >= LEAST_SHARE, "\n".join([f"{share:.2f} of {asked} lines hold", *faults])


def test_every_span_quotes_its_document(case: Case) -> None:
    for name, reading in get_readings(case).items():
        text = reading.document.text
        wrong = [s for s in list_spans(reading) if text[s.start : s.end] != s.text]
        assert wrong == [], name


def test_adding_the_folder_again_changes_nothing(case: Case, examples: Path) -> None:
    before, after = io.BytesIO(), io.BytesIO()
    case.export(before)
    report = case.add(examples)
    case.export(after)
    assert (report.added, report.known, report.problems) == (0, len(DATES), [])
    assert before.getvalue() == after.getvalue() != b""


def test_a_denial_stands_beside_what_it_denies(case: Case) -> None:
    links = [
        claim
        for claim in case.claims(about="Dawn Banner Movement", predicate="linked_to")
        if claim.object and claim.object.name == "Northern Covenant Army"
    ]
    assert {(claim.polarity, claim.sources[-1].act) for claim in links} == {
        ("affirmed", "accuses"),
        ("denied", "denies"),
    }
    denied = {claim.id: claim for claim in case.claims(about="Dawn Banner Movement", denied=True)}
    assert all(claim.polarity == "denied" for claim in denied.values())
    assert [claim.id in denied for claim in links] == [c.polarity == "denied" for c in links]


def test_an_alias_belongs_to_the_man_who_has_it(case: Case) -> None:
    names = [c for group in case.who("Orlan Daskeva").sections["names"] for c in group.claims]
    aliases = {c.object.name for c in names if c.object and c.predicate == "also_known_as"}
    assert any("Sable" in alias for alias in aliases)
    assert case.candidates("Sable")


def test_the_accounts_of_birth_and_founding_are_kept_side_by_side(case: Case) -> None:
    def objects_of(claims: list[Claim]) -> set[str]:
        return {c.object.name for c in claims if c.object and c.polarity == "affirmed"}

    founded = list(case.claims(about="Northern Covenant Army", predicate="founded"))
    assert {claim.when.edtf for claim in founded if claim.when} == {"2009", "2012"}
    assert {"Ulmarek", "Port Sabin"} <= objects_of(list(case.claims(predicate="born_in")))
    born = case.claims(about="Orlan Daskeva", predicate="born_in")
    assert {c.when.edtf for c in born if c.when} == {"1988", "1989-05-11"}


def test_the_corrected_figure_does_not_replace_the_first(case: Case) -> None:
    killed = case.claims(predicate="killed", since="2024-04", until="2024-04")
    counts = {c.qualifiers.get("count") for c in killed if c.polarity == "affirmed"}
    assert {"8", "11"} <= counts


def test_what_the_arrested_man_says_comes_through_the_ministry(case: Case) -> None:
    [claim] = case.claims(predicate="recruited", about="Hanno Vessek")
    chain = [source.name for source in claim.sources]
    assert len(chain) == 2
    assert "Interior Ministry" in chain[0]
    assert chain[1] == "Hanno Vessek"


def test_what_the_radio_says_is_found_under_its_name(case: Case) -> None:
    documents = {claim.external_id for claim in case.claims(by="Radio Tessen")}
    assert {"02-radio", "03-courier", "05-ambush", "07-ban"} <= documents
    with pytest.raises(CaseError, match="nobody and nothing"):
        list(case.claims(by="Radio Nowhere"))
