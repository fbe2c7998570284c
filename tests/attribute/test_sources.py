"""Whose voice: sources, chains, quotations and the words that belong to them."""

import pytest
from tests.attribute.speaking import Hear


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("Mayor Ilsa Brandt said the bridge had fallen.", "said", "Ilsa Brandt", "bridge"),
        ("The bridge had fallen, Mayor Ilsa Brandt said.", "said", "Ilsa Brandt", "fallen"),
        ("The bridge had fallen, said Mayor Ilsa Brandt.", "said", "Ilsa Brandt", "fallen"),
        ("The bridge, Mayor Ilsa Brandt said, had fallen.", "said", "Ilsa Brandt", "fallen"),
        ("According to Ilsa Brandt, the bridge had fallen.", "According", "Ilsa Brandt", "fallen"),
        ("The bridge had fallen, according to Ilsa Brandt.", "according", "Ilsa Brandt", "fallen"),
        ("Ilsa Brandt accused the Red Column of burning it.", "accused", "Ilsa Brandt", "burning"),
        (
            "The column was accused by Ilsa Brandt of burning it.",
            "accused",
            "Ilsa Brandt",
            "burning",
        ),
        ("Ilsa Brandt blamed the Red Column for the blast.", "blamed", "Ilsa Brandt", "blast"),
        ("Ilsa Brandt called on the army to leave.", "called", "Ilsa Brandt", "leave"),
        ("As Ilsa Brandt put it, the town is lost.", "put", "Ilsa Brandt", "lost"),
    ],
)
def test_a_source_is_found_in_every_construction(
    hear: Hear, text: str, cue: str, source: str, content: str
) -> None:
    heard = hear(text)
    assert source in heard.by_cue(cue).chain[-1].name
    assert content in heard.content(cue)


def test_every_span_quotes_its_document(hear: Hear) -> None:
    heard = hear("The mayor, Ilsa Brandt, said that “the town – all of it – is ours”.")
    for a in heard.attributions:
        for span in (*a.source, *a.cue, *a.content):
            assert heard.text[span.start : span.end] == span.text


def test_a_spokesman_speaks_and_not_his_movement(hear: Hear) -> None:
    heard = hear("Red Column spokesman Tavi Orlen said the mill was empty.")
    assert heard.chain("said")[-1][0].endswith("Tavi Orlen")


@pytest.mark.parametrize("marks", ["“”", "«»", '""', "„“", "‘’", "''"])
def test_a_quotation_of_any_style_belongs_to_its_speaker(hear: Hear, marks: str) -> None:
    heard = hear(f"{marks[0]}The militia burned the mill,{marks[1]} said Mayor Ilsa Brandt.")
    assert "burned the mill" in heard.content("said")
    assert heard.root("burned") is not None
    assert all(s.direct for s in heard.scopes_at("burned") if s.attribution)


def test_the_unquoted_part_of_a_mixed_quotation_is_not_direct(hear: Hear) -> None:
    heard = hear("Ilsa Brandt said the militia burned the mill and “left nobody alive”.")
    assert {s.direct for s in heard.scopes_at("burned") if s.attribution} == {False}
    assert {s.direct for s in heard.scopes_at("left") if s.attribution} == {True}


def test_a_quotation_runs_on_over_sentences(hear: Hear) -> None:
    heard = hear(
        "“The militia burned the mill,” said Ilsa Brandt. “Then they crossed the river.” "
        "The market stayed open."
    )
    assert heard.root("crossed") == heard.root("burned")
    assert heard.root("stayed") is None


def test_a_quotation_runs_on_over_paragraphs_that_open_with_a_mark(hear: Hear) -> None:
    heard = hear(
        "Ilsa Brandt said: “The militia burned the mill.\n\n"
        "“Then they crossed the river.”\n\nThe market stayed open."
    )
    assert heard.root("crossed") == heard.root("burned") is not None
    assert heard.root("stayed") is None


def test_a_bare_sentence_after_an_attributed_one_is_the_documents_own(hear: Hear) -> None:
    heard = hear("Ilsa Brandt said the mill had burned. The militia crossed the river.")
    assert heard.root("crossed") is None


def test_the_statement_that_goes_on_keeps_its_voice(hear: Hear) -> None:
    heard = hear(
        "The Interior Ministry said it had freed two men. The statement added that guards had fled."
    )
    assert heard.root("fled") == heard.root("freed") is not None


def test_what_a_medium_was_told_is_a_chain(hear: Hear) -> None:
    heard = hear("Ministry officials told Reuters that the militia had burned the mill.")
    [outer, inner] = heard.chain("told")
    assert outer == ("Reuters", "reports")
    assert "officials" in inner[0]
    assert inner[1] == "says"


def test_what_a_paper_quotes_is_a_chain(hear: Hear) -> None:
    heard = hear("The Orlin Courier quoted an officer as saying that the town had fallen.")
    assert [act for _, act in heard.chain("quoted")] == ["reports", "says"]
    assert "officer" in heard.chain("quoted")[-1][0]


def test_whom_a_report_cites_is_its_root_source(hear: Hear) -> None:
    heard = hear("The Orlin Courier reported, citing two officials, that the mill had burned.")
    assert "officials" in (heard.root("burned") or "")


def test_a_source_inside_a_content_is_nested(hear: Hear) -> None:
    heard = hear("Ilsa Brandt said that villagers blamed the militia for the fire.")
    inner = heard.by_cue("blamed")
    assert inner.within == heard.by_cue("said").id
    assert [s.act for s in inner.chain] == ["says", "accuses"]


def test_i_think_within_a_quotation_only_hedges(hear: Hear) -> None:
    heard = hear("“I think the militia burned the mill,” said Ilsa Brandt.")
    assert [a.act for a in heard.attributions] == ["says"]
    assert heard.certainty("burned") == "hedged"


def test_reports_are_a_source_of_their_own(hear: Hear) -> None:
    heard = hear("Reports emerged that the militia had burned the mill.")
    assert heard.chain("Reports") == [("Reports", "reports")]
    assert heard.certainty("burned") == "stated"


def test_footage_is_a_source_of_kind_thing(hear: Hear) -> None:
    heard = hear("Footage shows soldiers burning a mill.")
    assert [(s.kind, s.act) for s in heard.by_cue("shows").chain] == [("thing", "reports")]


def test_a_headline_and_a_dialogue_name_their_speakers(hear: Hear) -> None:
    headline = hear("Ilsa Brandt: army holds the town\n\nThe market stayed open.")
    assert headline.root("holds") is not None
    assert headline.root("stayed") is None
    dialogue = hear("[Presenter] Who came?\n\n[Reporter] The militia fled.\n\n[Presenter] When?")
    assert dialogue.root("fled") == "Reporter"


@pytest.mark.parametrize(
    "text",
    [
        "The ministry declined to comment.",
        "The ministry would not say whether the men were free.",
        "The mine has yet to confirm that the road is closed.",
        "The so-called Red Column crossed the river.",
        "The group has sworn allegiance to the emir.",
    ],
)
def test_what_is_no_attribution(hear: Hear, text: str) -> None:
    assert not [a for a in hear(text).attributions if a.act != "believes"]


def test_a_denial_of_accusations_repeats_them(hear: Hear) -> None:
    heard = hear(
        "Ilsa Brandt accused the Red Column of burning the mill. "
        "The Red Column denied the accusation."
    )
    denial = heard.by_cue("denied")
    assert denial.repeats == (heard.by_cue("accused").id,)
    assert (denial.act, denial.polarity) == ("denies", "denied")


def test_a_denial_takes_up_what_is_said_of_the_denier(hear: Hear) -> None:
    heard = hear(
        "Ilsa Brandt accused the Red Column of burning the mill. Governor Dagan accused the "
        "Free Guard of hiding arms. The Red Column rejected the allegations."
    )
    [meant] = heard.by_cue("rejected").repeats
    assert meant == heard.attributions[0].id


def test_a_denied_role_is_a_content_of_its_own(hear: Hear) -> None:
    heard = hear("The Red Column denied any role in the attack on the mill.")
    assert heard.by_cue("denied").repeats == ()
    assert heard.is_denied("attack")


def test_the_same_text_gives_the_same_records(hear: Hear, parser: object) -> None:
    text = "Ilsa Brandt said the mill had burned. “We saw it,” she added."
    again = type(hear(text))(text, parser)  # type: ignore[arg-type]
    assert (again.attributions, again.scopes) == (hear(text).attributions, hear(text).scopes)


def test_a_report_is_not_the_work_of_a_person_who_spoke_before(hear: Hear) -> None:
    heard = hear("Omar Kessel called the raid a lie.\n\nThe report says Bero Vantt led the raid.")
    assert heard.root("led") == "The report"
    own = hear("The Asel Institute called the raid a lie. The report says Bero Vantt led the raid.")
    assert own.root("led") == "Asel Institute"
