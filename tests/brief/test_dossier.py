"""A brief says what documents say: every sentence with its source, its words and its denials."""

import re

import msgspec
import pytest
from tests.brief.conftest import list_sentences
from tests.made_readings import Page, make_readings

from reportedly.brief import Dossier, Limits
from reportedly.brief.parts import Figure, Notice
from reportedly.case import Case
from reportedly.errors import CaseError, UsageError


def find(dossier: Dossier, words: str, *keys: str) -> str:
    """The one sentence with these words."""
    found = [s.text for s in list_sentences(dossier, *keys) if words in s.text]
    assert len(found) == 1, (words, [s.text for s in list_sentences(dossier, *keys)])
    return found[0]


def test_every_sentence_and_every_row_has_a_footnote(dossier: Dossier) -> None:
    sentences = list_sentences(dossier)
    assert len(sentences) > 15
    assert [s.text for s in sentences if not s.notes] == []


def test_footnotes_are_numbered_in_the_order_of_reading_and_all_of_them_are_used(
    dossier: Dossier,
) -> None:
    met = list(dict.fromkeys(n for s in list_sentences(dossier) for n in s.notes))
    assert met == list(range(1, len(dossier.footnotes) + 1))
    assert [note.number for note in dossier.footnotes] == met


def test_the_quotation_of_a_footnote_is_the_text_of_its_document(
    dossier: Dossier, case: Case
) -> None:
    for note in dossier.footnotes:
        text = case.document(note.document).text
        assert "".join(piece.text for piece in note.quote) == text[note.start : note.end]
        assert case.show(note.claim).evidence.start == note.start


def test_every_sentence_names_who_says_it(dossier: Dossier) -> None:
    said = re.compile(
        r"(according to|denies|deny|alleges?|admits?|believes?|says?)\b", re.IGNORECASE
    )
    keys = ("summary", "names", "ties", "posts", "deeds", "places", "timeline", "plans", "disputes")
    listed = [s for s in list_sentences(dossier, *keys) if "°" not in s.text]
    assert [s.text for s in listed if not said.search(s.text)] == []


def test_a_denied_claim_is_never_worded_as_affirmed(dossier: Dossier, case: Case) -> None:
    denied = {c.id for c in case.claims(about="Heron Movement", denied=True)}
    assert denied
    numbers = {note.number for note in dossier.footnotes if note.claim in denied}
    told = [s for s in list_sentences(dossier) if numbers & {*s.notes}]
    texts = [s.text for s in told if "attacked Port Asel" in s.text]
    assert texts
    assert [t for t in texts if not re.search(r"\bden(?:y|ies)\b|not the case", t)] == []


def test_source_and_denial_stand_in_one_sentence(dossier: Dossier) -> None:
    told = find(dossier, "attacked Port Asel", "deeds")
    assert told.startswith("According to officials, quoted by Radio Lake, the Heron Movement")
    assert "in May 2012, which the Heron Movement denies" in told


def test_a_copy_counts_once_and_the_reason_is_given(dossier: Dossier) -> None:
    told = find(dossier, "attacked Port Asel", "deeds")
    reason = "the passage of <b>Bay</b> Post is a copy of that of Radio Lake"
    assert f"1 independent origin in 2 documents: {reason}" in told


def test_a_hedge_stands_before_what_it_hedges(case: Case) -> None:
    told = find(case.brief("Dara Voss"), "moved to", "places")
    assert told.startswith("According to Radio Lake, it may be that Dara Voss moved to Ülmen")


def test_what_is_only_planned_stands_apart_and_says_so(dossier: Dossier) -> None:
    told = find(dossier, "Keth", "plans")
    assert told.startswith("Not said to have happened: according to a colonel")
    assert "would attack Keth" in told
    rest = [s.text for s in list_sentences(dossier, "summary", "deeds", "timeline")]
    assert [text for text in rest if "attack Keth" in text or "attacked Keth" in text] == []


def test_claims_that_differ_in_one_side_make_one_sentence(dossier: Dossier) -> None:
    told = find(dossier, "controls", "places")
    assert re.search(r"controls (Asel|Brun|Corl), \w+ and \w+", told)


def test_each_figure_is_given_by_its_own_source_and_names_the_other(dossier: Dossier) -> None:
    forty = find(dossier, "has 40 members", "deeds")
    assert forty.startswith("According to a trader, quoted by Bay Post, the Heron Movement")
    assert "another figure, 90 in all, according to a monk" in forty


def test_a_label_is_always_a_designation_by_somebody(dossier: Dossier) -> None:
    told = find(dossier, "terrorist", "deeds")
    assert "was designated as “terrorist group” by" in told
    assert told.startswith("According to Bay Post, ")


def test_words_that_mean_nothing_outside_their_report_stand_in_quotation_marks(
    dossier: Dossier,
) -> None:
    assert "moved to “the town”" in find(dossier, "moved to", "places")


def test_an_alias_that_one_source_alone_gives_says_so(dossier: Dossier) -> None:
    facts = dict(dossier.facts)
    assert facts["Also called"] == "“Grey Wings”, by Radio Lake only"
    assert "claims, " in facts["Drawn from"]
    assert facts["Made"] == "1 July 2019"


def test_both_sides_of_a_dispute_stand_beside_each_other_with_their_words(
    dossier: Dossier,
) -> None:
    [row] = [s.text for s in list_sentences(dossier, "disputes")]
    assert row.startswith("Affirmed and denied")
    assert "According to officials" in row
    assert "The Heron Movement, quoted by Radio Lake, denies that it attacked Port Asel" in row
    assert row.count("“") >= 2


def test_a_time_that_a_denial_does_not_give_does_not_part_it_from_what_it_denies(
    dossier: Dossier,
) -> None:
    assert "which the Heron Movement denies" in find(dossier, "May 2012", "timeline")


def test_the_timeline_runs_forwards() -> None:
    with Case.in_memory() as made:
        for reading in make_readings(30):
            made.keep(reading)
        name = max(made._store.list_entities(), key=lambda e: len(list(made.propositions(e.id))))
        dossier = made.brief(name.id)
        [table] = [s.blocks[0] for s in dossier.sections if s.key == "timeline"]
        keys = [row.sort for row in table.rows]  # type: ignore[union-attr]
        assert len(keys) > 2
        assert keys == sorted(keys, key=str)


def test_what_is_left_out_is_counted_and_how_to_see_it_is_said(case: Case) -> None:
    dossier = case.brief("Heron Movement", limits=Limits(sentences=1))
    lines = [
        line
        for section in dossier.sections
        if section.key == "deeds"
        for block in section.blocks
        if isinstance(block, Notice)
        for line in block.lines
    ]
    assert lines == [
        (
            "3 further statements are left out here; the best attested come first. "
            'To see all: reportedly claims --about "Heron Movement", or --limit for more of them here.'
        )
    ]


def test_room_is_kept_for_denials_however_much_is_stated() -> None:
    text = "".join(
        f"A scribe {verb} that the Heron Movement attacked {town}. "
        for verb, town in (("denied", "Keth"), *(("said", f"Port{n}") for n in range(9)))
    )
    page = Page(text, publisher="Bay Post")
    claims = []
    for sentence in text.split(". ")[:-1]:
        words = page.span(f"{sentence}.")
        verb, town = sentence.split()[2], sentence.split()[-1]
        act = "denies" if verb == "denied" else "says"
        source = page.source("A scribe", "person", verb, act=act, after=words.start)
        claims.append(
            page.claim(
                "attacked",
                page.argument("Heron Movement", "group", after=words.start),
                page.argument(town, "place", after=words.start),
                words,
                sources=(source,),
                polarity="denied" if verb == "denied" else "affirmed",
                qualifiers={"method": f"raid on {town}"},
            )
        )
    with Case.in_memory() as made:
        made.keep(page.reading(*claims))
        dossier = made.brief("Heron Movement", limits=Limits(sentences=5))
    told = [s.text for s in list_sentences(dossier, "deeds")]
    assert len(told) == 5
    assert any("denies that the Heron Movement attacked Keth" in text for text in told)


def test_the_same_case_gives_the_same_brief(case: Case, dossier: Dossier) -> None:
    again = case.brief("Heron Movement", limits=Limits(made_on="2019-07-01"))
    assert again == dossier


def test_limits_leave_claims_out_and_say_so(case: Case) -> None:
    later = case.brief("Heron Movement", limits=Limits(since="2012-06"))
    assert later.footnotes == ()
    assert "before June 2012" in dict(later.facts)["Left out"]
    then = case.brief("Heron Movement", limits=Limits(since="2012", until="2012"))
    assert {"attacked" in s.text for s in list_sentences(then, "deeds")} == {True}
    sure = case.brief("Heron Movement", limits=Limits(min_confidence=0.9))
    assert sure.footnotes == ()


def test_a_limit_that_is_no_date_is_refused(case: Case) -> None:
    with pytest.raises(UsageError, match="EDTF date"):
        case.brief("Heron Movement", limits=Limits(since="soon"))


def test_a_name_that_is_not_there_or_means_several_is_refused(case: Case) -> None:
    with pytest.raises(CaseError, match="nobody and nothing called 'Nobody'"):
        case.brief("Nobody")
    with pytest.raises(UsageError, match="give a whole name or an id"):
        case.brief("co")


def test_a_claim_taken_out_of_its_case_is_never_cited(dossier: Dossier, case: Case) -> None:
    ids = {claim.id for claim in case.claims()}
    assert {note.claim for note in dossier.footnotes} <= ids
    assert msgspec.json.encode(dossier.facts)


def test_a_claim_that_was_rejected_is_in_no_sentence_and_in_no_footnote(case: Case) -> None:
    [claim] = case.claims(about="Heron Movement", predicate="designated")
    case.reject(claim.id, by="a reader")
    dossier = case.brief("Heron Movement")
    assert claim.id not in {note.claim for note in dossier.footnotes}
    assert [s.text for s in list_sentences(dossier) if "terrorist" in s.text] == []


def test_places_with_a_position_are_drawn_and_listed(dossier: Dossier) -> None:
    [section] = [s for s in dossier.sections if s.key == "places"]
    [figure] = [block for block in section.blocks if isinstance(block, Figure)]
    assert figure.svg.startswith("<svg")
    assert figure.png.startswith(b"\x89PNG")
    assert "another place of that name may be meant" in figure.caption
    assert any("1.50° N, 2.25° W" in s.text for s in list_sentences(dossier, "places"))


def test_an_information_grade_stands_only_where_the_case_can_judge(
    dossier: Dossier, case: Case
) -> None:
    assert "information grade" not in find(dossier, "controls", "places")
    text = "The Heron Movement holds Asel."
    page = Page(text, publisher="Delta Echo", published_on="2019-08-01")
    sides = (page.argument("Heron Movement", "group"), page.argument("Asel", "place"))
    case.keep(page.reading(page.claim("controls", *sides, page.span(text))))
    told = find(case.brief("Heron Movement"), "controls Asel", "places")
    assert "According to Bay Post and Delta Echo" in told
    assert "(2 independent origins; information grade 2 of 6)" in told


def test_a_rating_of_a_source_stands_beside_it(case: Case) -> None:
    case.rate("Bay Post", "B", by="a reader")
    rows = [s.text for s in list_sentences(case.brief("Heron Movement"), "sources")]
    assert [row[-1] for row in rows if row.startswith("Bay Post")] == ["B"]
    assert {row[-1] for row in rows if not row.startswith("Bay Post")} == {"F"}


def test_a_grade_of_two_events_stands_beside_neither() -> None:
    text = "A scout said the Heron Movement raided. A cook said the Heron Movement shelled."
    page = Page(text, publisher="Bay Post")
    made = []
    for who, verb in (("A scout", "raided"), ("A cook", "shelled")):
        words = page.span(f"{who} said the Heron Movement {verb}.")
        source = page.source(who, "person", "said", after=words.start)
        heron = page.argument("Heron Movement", "group", after=words.start)
        made.append(
            page.claim(
                "attacked", heron, None, words, sources=(source,), qualifiers={"method": verb}
            )
        )
    with Case.in_memory() as case:
        case.keep(page.reading(*made))
        dossier = case.brief("Heron Movement")
    told = [s.text for s in list_sentences(dossier, "deeds")]
    assert len(told) == 2
    assert [text for text in told if "grade" in text] == []
