"""What denials, blame that is not laid and evidence that is wanting leave open."""

import pytest
from tests.attribute.speaking import Hear

KILLED = "that Radu Stenn killed two traders"


@pytest.mark.parametrize(
    "text",
    [
        "The governor did not blame the attack on the Grey Wolves Column.",
        "The governor never pinned the attack on the Grey Wolves Column.",
        "The governor did not attribute the attack to the Grey Wolves Column.",
        "The governor declined to blame the attack on the Grey Wolves Column.",
        "The governor refrained from blaming the Grey Wolves Column for the attack on Dura.",
        "The governor stopped short of blaming the attack on the Grey Wolves Column.",
        "The governor does not hold the Grey Wolves Column responsible for the attack on Dura.",
        "The Grey Wolves Column was not blamed for the attack on Dura.",
        "The governor said he did not blame the attack on the Grey Wolves Column.",
    ],
)
def test_blame_that_nobody_lays_is_open_and_nobodys(hear: Hear, text: str) -> None:
    heard = hear(text)
    assert heard.certainty("attack") == "hedged"
    assert not heard.is_denied("attack")
    assert heard.root("attack") is None


def test_blame_that_is_laid_has_its_source(hear: Hear) -> None:
    heard = hear("The governor blamed the attack on the Grey Wolves Column.")
    assert heard.chain("blamed") == [("The governor", "accuses")]
    assert heard.certainty("Column") == "stated"


@pytest.mark.parametrize(
    "text",
    [
        f"The Coral League denied that it had withdrawn its claim {KILLED}.",
        f"The Coral League denied that it had dropped its claim {KILLED}.",
        f"The Coral League rejected reports that it had withdrawn its statement {KILLED}.",
        f"The Coral League denied retracting its claim {KILLED}.",
        f"The Coral League did not withdraw its claim {KILLED}.",
    ],
)
def test_a_claim_that_was_not_given_up_stands(hear: Hear, text: str) -> None:
    heard = hear(text)
    assert heard.root("killed") == "Coral League"
    assert heard.certainty("killed") == "stated"
    assert not heard.is_denied("killed")


def test_a_claim_that_was_given_up_is_taken_back(hear: Hear) -> None:
    heard = hear(f"The Coral League withdrew its claim {KILLED}.")
    assert heard.certainty("killed") == "hedged"
    assert heard.is_denied("killed")


@pytest.mark.parametrize(
    "text",
    [
        f"Omar Kessel denied saying {KILLED}.",
        f"Omar Kessel denied having claimed {KILLED}.",
        f"Omar Kessel denied that he knew {KILLED}.",
        "Omar Kessel denied that he had accused Radu Stenn of having killed two traders.",
    ],
)
def test_who_denies_having_said_something_neither_says_nor_denies_it(hear: Hear, text: str) -> None:
    heard = hear(text)
    assert heard.certainty("killed") == "hedged"
    assert not heard.is_denied("killed")
    assert heard.root("killed") is None


@pytest.mark.parametrize(
    "text",
    [
        f"Omar Kessel denied {KILLED}.",
        f"Omar Kessel denied the claim {KILLED}.",
        f"Omar Kessel denied reports and claims {KILLED}.",
    ],
)
def test_a_denied_claim_stays_denied(hear: Hear, text: str) -> None:
    heard = hear(text)
    assert heard.is_denied("killed")
    assert heard.root("killed") is not None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"Police have no proof {KILLED}.", "Police"),
        (f"Police have not found evidence {KILLED}.", "Police"),
        (f"Police have yet to find proof {KILLED}.", "Police"),
        (f"Police have found nothing to show {KILLED}.", "Police"),
        (f"Investigators lack proof {KILLED}.", "Investigators"),
        (f"There is no evidence {KILLED}, police said.", "police"),
        (f"For lack of proof {KILLED}, the court freed him.", None),
        (f"The lack of evidence {KILLED} surprised Omar Kessel.", None),
    ],
)
def test_without_evidence_is_a_denial_by_whoever_has_none(
    hear: Hear, text: str, source: str | None
) -> None:
    heard = hear(text)
    assert heard.is_denied("killed")
    assert heard.root("killed") == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"Police have little evidence {KILLED}.", "Police"),
        (f"There is scant evidence {KILLED}, police said.", "police"),
        (f"There was insufficient evidence {KILLED}.", None),
        (f"Police are looking for evidence {KILLED}.", None),
    ],
)
def test_little_evidence_and_a_search_for_it_hedge(
    hear: Hear, text: str, source: str | None
) -> None:
    heard = hear(text)
    assert heard.certainty("killed") == "hedged"
    assert not heard.is_denied("killed")
    assert heard.root("killed") == source


def test_who_has_evidence_reports_what_it_shows(hear: Hear) -> None:
    heard = hear(f"Police have proof {KILLED}.")
    assert heard.chain("proof") == [("Police", "reports")]
    assert heard.certainty("killed") == "stated"
