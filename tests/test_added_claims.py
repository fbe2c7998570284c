"""Claims that people add outlive every reading, travel with the log, and go when they are undone."""

import io
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.judge.test_adding import LAKE, THIRD, add, lead

from reportedly import pipeline
from reportedly.analyse.parse import Parser
from reportedly.case import Case
from reportedly.judge.adding import Filler, NewClaim, Words
from reportedly.records import Document


@pytest.fixture
def case() -> Iterator[Case]:
    with Case.in_memory() as opened:
        opened.keep(LAKE)
        yield opened


def ids(case: Case) -> list[str]:
    return [claim.id for claim in case.claims(document=LAKE.document.id)]


def test_an_added_claim_survives_a_reading_that_is_stored_anew(case: Case) -> None:
    claim = add(case, lead())
    case.keep(msgspec.structs.replace(LAKE, claims=LAKE.claims[:1]), reread=True)
    assert ids(case) == [LAKE.claims[0].id, claim]
    case.keep(LAKE, reread=True)
    assert set(ids(case)) == {claim, *(c.id for c in LAKE.claims)}


def test_an_added_claim_goes_with_undo_and_comes_back_with_undo_of_undo(case: Case) -> None:
    claim = add(case, lead())
    undo = case.undo().judgement
    assert undo is not None
    assert claim not in ids(case)
    assert case.count().claims == len(LAKE.claims)
    case.undo(undo.id)
    assert claim in ids(case)


def test_what_was_read_is_given_back_without_what_was_added(case: Case) -> None:
    claim = add(case, lead())
    case.correct(claim, {"polarity": "denied"})
    assert case.reading(LAKE.document.id) == LAKE
    assert case.original(claim) is not None
    assert case.show(claim).polarity == "denied"


def test_an_added_claim_can_be_rejected_and_that_taken_back(case: Case) -> None:
    claim = add(case, lead())
    rejection = case.reject(claim).judgement
    assert rejection is not None
    assert claim not in ids(case)
    assert [c.id for c in case.claims(rejected=True)] == [claim]
    case.undo(rejection.id)
    assert claim in ids(case)


def test_an_added_claim_is_weighed_like_every_other(case: Case) -> None:
    claim = add(case, lead())
    told = {t.claim.id for p in case.propositions(about="Dara Voss") for t in p.affirmed}
    assert claim in told
    case.undo()
    assert claim not in {t.claim.id for p in case.propositions() for t in p.affirmed}


def test_added_claims_travel_with_the_log_and_with_readings(case: Case) -> None:
    claim = add(case, lead())
    lines = [msgspec.json.encode(line.judgement) for line in case.judgements()]
    with Case.in_memory() as other:
        assert other.import_judgements(lines).added == 1
        assert [line.state for line in other.judgements()] == ["no effect"]
        other.keep(LAKE)
        assert claim in ids(other)
        assert [line.state for line in other.judgements()] == ["holds"]
    file = io.BytesIO()
    case.export(file, to="readings")
    with Case.in_memory() as built:
        for _ in built.build_from_lines(io.BytesIO(file.getvalue()), "made"):
            pass
        assert ids(built) == ids(case)


def test_a_line_whose_words_stand_elsewhere_is_a_problem_and_no_claim(case: Case) -> None:
    add(case, lead())
    [line] = case.judgements()
    moved = dict(line.judgement.values) | {"subject.start": "0", "subject.end": "9"}
    raw = msgspec.structs.asdict(line.judgement) | {"values": moved, "id": ""}
    with Case.in_memory() as other:
        other.keep(LAKE)
        other.import_judgements([msgspec.json.encode(raw)])
        assert set(ids(other)) == {c.id for c in LAKE.claims}
        assert "correction" in {p.code for p in other.problems()}


def test_a_claim_that_the_program_reads_later_stands_once(case: Case) -> None:
    less = msgspec.structs.replace(LAKE, claims=LAKE.claims[:3])
    case.keep(less, reread=True)
    wanted = NewClaim(
        evidence=Words(text=THIRD),
        predicate="moved_to",
        subject=Filler(text="Dara Voss"),
        object=Filler(text="Ülmen"),
        certainty="hedged",
    )
    claim = add(case, wanted)
    case.keep(LAKE, reread=True)
    assert claim not in ids(case)
    assert LAKE.claims[3].id in ids(case)


def test_an_added_claim_survives_reading_the_text_again(parser: Parser, tmp_path: Path) -> None:
    text = "Omar Kessel leads the Coral League, officials said. He lives in Dura with two guards."
    path = tmp_path / "league.txt"
    path.write_text(text)
    with Case.open(tmp_path / "league.reportedly") as case:
        case.add(path)
        document = Document(id=next(case.documents()).id, text=text)
        assert pipeline.read_document(document, parser).claims
        wanted = NewClaim(
            evidence=Words(text="He lives in Dura with two guards."),
            predicate="linked_to",
            subject=Filler(text="He"),
            object=Filler(text="two guards", kind="person"),
        )
        claim = case.add_claim(document.id, wanted).claim
        case.add(path, reread=True)
        found = {c.id: c for c in case.claims(about="Omar Kessel")}
        assert claim in found
        assert [line.state for line in case.judgements()] == ["holds"]
