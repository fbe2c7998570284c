"""Judgements survive whatever is read again, and hold in every answer of a case."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.made_readings import Page, make_lake_reading, make_readings

from reportedly import pipeline
from reportedly.analyse.parse import Parser
from reportedly.case import Case
from reportedly.records import Document, Reading

PROGRAM = "2.0"


def make_kessels() -> list[Reading]:
    """Three people of one surname, two of them spelt alike, each in a report of its own."""
    readings = []
    for name, town in (("Omar Kessel", "Dura"), ("Umar Kesel", "Velm"), ("Omar Kessel", "Osk")):
        page = Page(f"{name} entered {town}.", external_id=town)
        who, where = page.argument(name, "person"), page.argument(town, "place")
        readings.append(page.reading(page.claim("moved_to", who, where, page.span(page.text))))
    return readings


@pytest.fixture
def case() -> Iterator[Case]:
    with Case.in_memory() as opened:
        for reading in (make_lake_reading(), *make_readings(2), *make_kessels()):
            opened.keep(reading)
        yield opened


def ids_about(case: Case, name: str) -> set[str]:
    return {claim.document for claim in case.claims(about=name)}


def tell(case: Case) -> object:
    """All that judgements change in what a case answers."""
    return (
        [msgspec.json.encode(claim) for claim in case.claims()],
        [claim.id for claim in case.claims(rejected=True)],
        case.canonical(),
        sorted((join.a, join.b, join.score, join.reason, join.is_made) for join in case.joins()),
        [(line.what, line.state, line.note) for line in case.judgements()],
    )


def judge_much(case: Case) -> None:
    attack, *_ = case.claims(about="Heron Movement", predicate="attacked")
    other = next(case.claims(predicate="threatened"))
    case.merge("Dara Voss", "Heron Movement", why="a nom de guerre")
    case.split("Umar Kesel")
    case.split("Omar Kessel", document="Osk")
    case.reject(attack.id)
    case.correct(other.id, {"polarity": "denied", "object": ""})
    case.rate("Radio Lake", "B")


def test_judgements_hold_after_every_document_was_read_again(case: Case) -> None:
    judge_much(case)
    before = tell(case)
    for document in list(case.documents()):
        reading = case.reading(document.id)
        assert reading is not None
        case.keep(reading, reread=True)
    assert tell(case) == before


def test_judgements_hold_for_documents_that_went_and_came_back(case: Case) -> None:
    judge_much(case)
    before = tell(case)
    readings = [r for d in case.documents() if (r := case.reading(d.id)) is not None]
    for reading in readings:
        case.remove(reading.document.id)
    assert {line.state for line in case.judgements()} == {"no effect"}
    for reading in readings:
        case.keep(reading)
    assert tell(case) == before


def test_undoing_everything_gives_the_case_as_it_was(case: Case) -> None:
    def answer() -> object:
        return tell(case)[:4]  # type: ignore[index]

    before = answer()
    judge_much(case)
    assert answer() != before
    for line in list(case.judgements()):
        case.undo(line.judgement.id)
    assert answer() == before


def test_what_was_read_is_given_back_whatever_was_judged(case: Case) -> None:
    readings = [case.reading(document.id) for document in case.documents()]
    judge_much(case)
    assert [case.reading(document.id) for document in case.documents()] == readings


def test_who_was_split_off_is_asked_for_alone(case: Case) -> None:
    dura, velm, osk = (reading.document.id for reading in make_kessels())
    assert ids_about(case, "Omar Kessel") == {dura, velm, osk}
    case.split("Umar Kesel")
    assert ids_about(case, "Omar Kessel") == {dura, osk}
    case.split("Omar Kessel", document="Osk")
    found = {c.entity.id: ids_about(case, c.entity.id) for c in case.candidates("Omar Kessel")}
    assert sorted(found.values(), key=sorted) == sorted([{dura}, {osk}], key=sorted)


def test_somebody_set_apart_can_be_merged_with_whom_he_is(case: Case) -> None:
    _, _, osk = (reading.document.id for reading in make_kessels())
    case.split("Omar Kessel", document="Osk")
    apart = next(c.entity.id for c in case.candidates("Omar Kessel") if c.document == osk)
    case.merge(apart, "Dara Voss")
    assert osk in ids_about(case, "Dara Voss")
    assert any(
        osk in {t.claim.document for t in p.affirmed} for p in case.propositions("Dara Voss")
    )


def test_a_rejected_claim_counts_for_no_proposition_and_stands_in_no_dispute(case: Case) -> None:
    contests = list(case.contests("Heron Movement"))
    assert len(contests) == 1
    case.reject(contests[0].a.id)
    assert list(case.contests("Heron Movement")) == []
    told = {t.claim.id for p in case.propositions() for t in (*p.affirmed, *p.denied)}
    assert contests[0].a.id not in told
    assert contests[0].b.id in told
    case.undo()
    assert list(case.contests("Heron Movement")) == contests


def test_judgements_survive_reading_the_texts_again(parser: Parser, tmp_path: Path) -> None:
    text = "Omar Kessel leads the Coral League, officials said. The league denied it."
    path = tmp_path / "league.txt"
    path.write_text(text)
    with Case.open(tmp_path / "league.reportedly") as case:
        case.add(path)
        document = Document(id=next(case.documents()).id, text=text)
        assert pipeline.read_document(document, parser).claims
        claim = next(case.claims())
        case.reject(claim.id, why="a namesake")
        case.merge("Omar Kessel", "Coral League")
        for _ in case.reread():
            pass
        assert claim.id not in {c.id for c in case.claims()}
        assert [line.state for line in case.judgements()] == ["holds", "holds"]
        assert len({case.canonical()[c.entity.id] for c in case.candidates("Omar Kessel")}) == 1
