"""Statements, press releases and dialogues: voices that go on over paragraphs."""

from tests.attribute.speaking import Hear


def test_paragraphs_after_a_colon_are_the_speakers(hear: Hear) -> None:
    heard = hear(
        "Minister Ada Lund said:\n\nThe militia burned the mill.\n\nWe support the guard.\n\n"
        "Notes to editors: the market stayed open."
    )
    assert heard.root("burned") == heard.root("support") == "Ada Lund"
    assert heard.root("stayed") is None


def test_a_list_after_a_colon_is_not_a_speech(hear: Hear) -> None:
    heard = hear("Minister Ada Lund said:\n\n1. The militia burned the mill.")
    assert heard.root("burned") is None


def test_the_following_statement_is_the_issuers(hear: Hear) -> None:
    heard = hear("General Tavi Orlen released the following statement:\n\n“The mill burned.”")
    assert heard.root("burned") == "Tavi Orlen"


def test_a_title_names_who_speaks_in_the_first_person(hear: Hear) -> None:
    text = "Statement by Minister Ada Lund\n\n{} The militia burned the mill.\n\nWe will help."
    assert hear(text.format("I am sad.")).root("burned") == "Ada Lund"
    plain = "Statement by Minister Ada Lund\n\nThe militia burned the mill."
    assert hear(plain).root("burned") is None


def test_a_headline_names_whose_quoted_paragraphs_follow(hear: Hear) -> None:
    heard = hear(
        "Minister Ada Lund condemns the attack on Orlin\n\nThe attack was on Sunday.\n\n"
        "“The militia burned the mill and fled.”"
    )
    assert heard.root("burned") == "Ada Lund"
    [scope] = [s for s in heard.scopes_at("burned") if s.attribution]
    assert {a.act for a in heard.attributions if a.id == scope.attribution} == {"says"}


def test_answers_are_those_of_the_person_named_before_the_dialogue(hear: Hear) -> None:
    heard = hear(
        "Interview with Elena Petrova\n\nQ: Who came?\n\nA: The militia burned the mill.\n\n"
        "Q: And you?\n\nA: We fled."
    )
    assert heard.root("burned") == "Elena Petrova"
    assert heard.root("came") is None


def test_a_heading_in_capitals_is_no_speaker(hear: Hear) -> None:
    heard = hear(
        "MOTION: PURCHASE OF BOATS\n\nMr ORLEN (Leader of the Opposition for the Islands): The "
        "militia burned the mill.\n\nMr LUND: They fled.\n\nMr ORLEN: They stayed."
    )
    assert "ORLEN" in (heard.root("burned") or "").upper()
    assert heard.root("PURCHASE") is None
