"""What a person adds stands in the document word for word, and nothing hedged or denied is lost."""

import pytest
from tests.judge.judging import judge
from tests.made_readings import Page, make_lake_reading

from reportedly.case import Case
from reportedly.errors import CaseError, UsageError
from reportedly.judge import replay
from reportedly.judge.added import read_added
from reportedly.judge.adding import Filler, Moment, NewClaim, Speaker, Words

LAKE = make_lake_reading()
THIRD = "Its leader Dara Voss may have fled to Ülmen."


def lead(**more: object) -> NewClaim:
    fields: dict[str, object] = {
        "evidence": Words(text=THIRD),
        "predicate": "leads",
        "subject": Filler(text="Dara Voss"),
        "object": Filler(text="Its", name="Heron Movement", kind="group"),
    }
    return NewClaim(**(fields | more))  # type: ignore[arg-type]


def add(case: Case, wanted: NewClaim, **more: str) -> str:
    claim = case.add_claim(LAKE.document.id, wanted, **more).claim
    assert claim is not None
    return claim


@pytest.fixture
def case() -> Case:
    opened = Case.in_memory()
    opened.keep(LAKE)
    return opened


def test_an_added_claim_quotes_its_document_and_names_who_added_it(case: Case) -> None:
    claim = case.show(add(case, lead(), by="ines", why="plain to see"))
    text = LAKE.document.text
    assert claim.subject is not None
    assert claim.object is not None
    for quoted in (claim.evidence, claim.subject, claim.object):
        assert text[quoted.start : quoted.end] == quoted.text
    assert (claim.object.name, claim.object.text) == ("Heron Movement", "Its")
    assert (claim.extractor, claim.confidence) == ("added by ines", 1.0)
    assert claim.external_id == "lake-1"
    judgement = case.judgement_of(claim.id)
    assert judgement is not None
    assert (judgement.by, judgement.why) == ("ines", "plain to see")
    assert claim.id in {c.id for c in case.claims(about="Heron Movement", predicate="leads")}


def test_who_passes_it_on_and_who_says_it_stand_in_the_chain(case: Case) -> None:
    first = LAKE.claims[0].evidence
    wanted = NewClaim(
        evidence=Words(text=first.text),
        predicate="controls",
        subject=Filler(text="Heron Movement"),
        object=Filler(text="Port Asel"),
        when=Moment(edtf="2012-05", text="May 2012"),
        where=Filler(text="Port Asel"),
        sources=(
            Speaker(text="Radio Lake", act="reports", cue=Words(text="reported")),
            Speaker(text="officials", cue=Words(text="said")),
        ),
    )
    claim = case.show(add(case, wanted))
    assert [(s.name, s.act, s.cue.text) for s in claim.sources] == [
        ("Radio Lake", "reports", "reported"),
        ("officials", "says", "said"),
    ]
    assert claim.when is not None
    assert (claim.when.edtf, claim.when.text) == ("2012-05", "May 2012")
    assert [place.text for place in claim.where] == ["Port Asel"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"evidence": Words(text="Dara Voss leads it.")}, "does not stand in the document"),
        ({"evidence": Words(text="Port Asel")}, "more than once"),
        ({"evidence": Words(text="Dara Voss", start=0, end=9)}, "at 0:9"),
        ({"evidence": Words(text=" ")}, "words of the evidence"),
        ({"subject": Filler(text="Omar Kessel")}, "exact words of the subject"),
        ({"object": Filler(text="may have fled")}, "what kind"),
        ({"subject": None, "object": None}, "its subject or its object"),
        ({"predicate": "adores"}, "predicate"),
        ({"when": Moment(edtf="soon", text="may")}, "EDTF"),
        ({"sources": (Speaker(text="Dara Voss", cue=Words(text="whispers")),)}, "the cue"),
    ],
)
def test_what_does_not_stand_in_the_document_is_refused_in_one_line(
    case: Case, more: dict[str, object], said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        case.add_claim(LAKE.document.id, lead(**more))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert list(case.judgements()) == []


@pytest.mark.parametrize(("act", "wanted"), [("denies", "denied"), ("believes", "hedged")])
def test_what_somebody_denies_or_believes_is_never_plainly_stated(
    case: Case, act: str, wanted: str
) -> None:
    speaker = Speaker(text="Dara Voss", act=act, cue=Words(text="may"))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=wanted):
        case.add_claim(LAKE.document.id, lead(sources=(speaker,)))
    add(case, lead(sources=(speaker,), polarity="denied", certainty="hedged"))


def test_offsets_count_code_points_beyond_the_first_plane_too() -> None:
    page = Page("🦊🦊 Omar Kessel met Radu Stenn 🦊 in Dura.")
    with Case.in_memory() as case:
        case.keep(page.reading())
        start = page.text.index("Radu")
        found = case.add_claim(
            page.document.id,
            NewClaim(
                evidence=Words(start=3, end=len(page.text)),
                predicate="met_with",
                subject=Filler(text="Omar Kessel", kind="person"),
                object=Filler(start=start, end=start + 10, kind="person"),
            ),
        )
        claim = case.show(found.claim or "")
        assert claim.evidence.text == "Omar Kessel met Radu Stenn 🦊 in Dura."
        assert claim.object is not None
        assert claim.object.text == "Radu Stenn"


def test_saying_it_again_adds_nothing_and_a_rejected_one_names_what_to_undo(case: Case) -> None:
    claim = add(case, lead(), by="ines")
    again = case.add_claim(LAKE.document.id, lead(), by="tomas")
    assert again.judgement is None
    assert "added by ines" in again.text
    rejection = case.reject(claim).judgement
    assert rejection is not None
    with pytest.raises(UsageError, match=rejection.id):
        case.add_claim(LAKE.document.id, lead())


def test_what_the_program_read_is_not_added(case: Case) -> None:
    wanted = NewClaim(
        evidence=Words(text=THIRD),
        predicate="moved_to",
        subject=Filler(text="Dara Voss"),
        object=Filler(text="Ülmen"),
        certainty="hedged",
    )
    decision = case.add_claim(LAKE.document.id, wanted)
    assert decision.judgement is None
    assert LAKE.claims[3].id in decision.text
    with pytest.raises(CaseError):
        case.add_claim("doc-none", wanted)


def test_the_log_gives_the_claim_whatever_order_its_lines_come_in(case: Case) -> None:
    case.add_claim(LAKE.document.id, lead())
    [line] = case.judgements()
    assert line.what.startswith("added: Dara Voss")
    log = [line.judgement, judge("undo", line.judgement.id)]
    later = judge("undo", line.judgement.id, at=1, by="later")
    claim = read_added(line.judgement)
    assert set(replay([line.judgement]).added) == {claim.id}
    assert replay(reversed([*log, later])).added == {}


def test_a_line_that_gives_no_claim_is_refused() -> None:
    with pytest.raises(UsageError, match="predicate"):
        judge("add", LAKE.document.id, values={"subject": "x"})
    with pytest.raises(UsageError, match="nothing but"):
        judge("add", LAKE.document.id, values={"colour": "red"})
