"""Cases made by hand for the formats: every way of standing behind a tie, and hostile names."""

import io
import json
from typing import Any

import msgspec
from tests.made_readings import Page, make_lake_reading, make_readings

from reportedly.case import Case, ExportFormat
from reportedly.records import Reading, When

TIES_TEXT = (
    "Omar Kessel is a member of the Coral League, the harbour office said. "
    "Dara Voss is a member of the Coral League, Mila Arn said. "
    "The Coral League denied that Dara Voss is a member of the Coral League. "
    "Ivo Sand may lead the Coral League. "
    "Mila Arn accused Tarek Olm of being a member of the Coral League. "
    "The Coral League plans to attack Dura Gate. "
    "Pia Lorn is not a member of the Coral League, the harbour office said. "
    "The Coral League has 300 fighters."
)


def make_ties_reading() -> Reading:
    """Memberships that are stated, disputed, alleged and denied; a hedge, a plan, a number."""
    page = Page(
        TIES_TEXT,
        external_id="ties-1",
        title="Who is in the league",
        publisher="Quay Gazette",
        published_on="2021-05-04",
        url="https://gazette.example/league",
    )
    lines = [line.rstrip(".") + "." for line in TIES_TEXT.split(". ")]
    spans = [page.span(line) for line in lines]

    def member(number: int, name: str) -> dict[str, Any]:
        at = spans[number].start
        person = page.argument(name, "person", after=at)
        league = page.argument("Coral League", "group", after=person.end)
        return {"subject": person, "object_": league, "evidence": spans[number]}

    accuser = page.source("Mila Arn", "person", "accused", act="accuses", after=spans[4].start)
    denier = page.source("Coral League", "group", "denied", act="denies", after=spans[2].start)
    speaker = page.source("Mila Arn", "person", "said", after=spans[1].start)
    league_3, league_5, league_7 = (
        page.argument("Coral League", "group", after=spans[n].start) for n in (3, 5, 7)
    )
    gate = page.argument("Dura Gate", "place")
    first, last = (
        page.source("harbour office", "organization", "said", after=spans[n].start) for n in (0, 6)
    )
    return page.reading(
        page.claim("member_of", **member(0, "Omar Kessel"), sources=(first,)),
        page.claim("member_of", **member(1, "Dara Voss"), sources=(speaker,)),
        page.claim("member_of", **member(2, "Dara Voss"), sources=(denier,), polarity="denied"),
        page.claim(
            "leads", page.argument("Ivo Sand", "person"), league_3, spans[3], certainty="hedged"
        ),
        page.claim("member_of", **member(4, "Tarek Olm"), sources=(accuser,)),
        page.claim("attacked", league_5, gate, spans[5], certainty="unrealised", where=(gate,)),
        page.claim("member_of", **member(6, "Pia Lorn"), sources=(last,), polarity="denied"),
        page.claim("has_strength", league_7, None, spans[7], qualifiers={"count": "300"}),
    )


def make_hostile_reading(
    name: str, publisher: str, *, url: str | None = None, predicate: str = "member_of"
) -> Reading:
    """A tie between somebody of that name and a league, from a publisher of that name.

    Qualifiers and date are the name too, as they may be in readings that came from elsewhere.
    """
    reading = make_ties_reading()
    claim = reading.claims[0]
    assert claim.subject is not None
    subject = msgspec.structs.replace(claim.subject, name=name)
    document = msgspec.structs.replace(
        reading.document, publisher=publisher, title=publisher, external_id=publisher, url=url
    )
    claim = msgspec.structs.replace(
        claim,
        predicate=predicate,
        subject=subject,
        external_id=publisher,
        qualifiers={name: name, "role": name},
        when=When(edtf=name, text="Omar", start=0, end=4),
    )
    return msgspec.structs.replace(
        reading, document=document, claims=(claim, *reading.claims[1:]), mentions=()
    )


def make_case(*readings: Reading) -> Case:
    """An open case in memory with these readings, else with the ties, the lake and a dozen more."""
    case = Case.in_memory()
    for reading in readings or (make_ties_reading(), make_lake_reading(), *make_readings(12)):
        case.keep(reading)
    return case


def write(case: Case, to: ExportFormat, **options: Any) -> bytes:
    """The export of a case."""
    file = io.BytesIO()
    case.export(file, to=to, **options)
    return file.getvalue()


def write_lines(case: Case, to: ExportFormat) -> list[dict[str, Any]]:
    """The lines of an export of JSON Lines."""
    return [json.loads(line) for line in write(case, to).splitlines()]
