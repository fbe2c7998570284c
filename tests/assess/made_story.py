"""A story of small reports made by hand, each of which a second reading reads in another way."""

from typing import NamedTuple

from tests.made_readings import Page

from reportedly.ids import make_id
from reportedly.records import Claim, Kind, Reading, Source
from reportedly.store.names import get_kind_class, normalise_name

KINDS: dict[str, Kind] = {
    "Omar Kessel": "person",
    "Omer Kessel": "person",
    "Anton Kessel": "person",
    "Kessel": "person",
    "Radu Stenn": "person",
    "Grey Wolves Column": "group",
    "Grey Wolves": "group",
    "GWC": "group",
    "Coral League": "group",
    "Dura": "place",
    "Keth": "place",
    "gunmen": "population",
    "villagers": "population",
    "guards": "population",
}


class Statement(NamedTuple):
    """A sentence and its one claim; `killed` is how many it says were."""

    subject: str
    predicate: str
    object: str
    is_denied: bool = False
    by: str | None = None
    killed: int | None = None
    more: str = ""

    @property
    def sentence(self) -> str:
        """The words of it."""
        no = " denied" if self.is_denied else ""
        said = f", {self.by} said" if self.by else ""
        toll = f", killing {self.killed}" if self.killed else ""
        return f"{self.subject}{no} {self.predicate} {self.object}{toll}{self.more}{said}."


LONG = (
    " before dawn on Friday while the ferry was still at the far bank and the clerks of the customs"
    " post slept in the back room, took three boats and the strongbox, and fled across the river"
)
OMAR = Statement("Omar Kessel", "leads", "Grey Wolves Column")
SHORT = Statement("Kessel", "leads", "GWC")
BORN, BORN_ELSEWHERE = (
    Statement("Omar Kessel", "born_in", "Dura", by="Radu Stenn"),
    Statement("Omer Kessel", "born_in", "Keth"),
)
NOT_HIM = Statement("Omar Kessel", "leads", "Grey Wolves Column", is_denied=True, by="Radu Stenn")
BROTHER = Statement("Anton Kessel", "member_of", "Coral League", by="Kessel")
NO_MEMBER = Statement("Anton Kessel", "member_of", "Coral League", is_denied=True)
HOLDS = Statement("Grey Wolves", "controls", "Dura", by="villagers")
HOLDS_NOT = Statement("Grey Wolves Column", "controls", "Dura", is_denied=True, by="GWC")
TOLL = Statement("Coral League", "attacked", "guards", killed=11, by="Radu Stenn")
LOWER = Statement("Coral League", "attacked", "guards", killed=8, by="Omer Kessel")
RAID = Statement("gunmen", "attacked", "guards", more=LONG)
NO_RAID = Statement("gunmen", "attacked", "guards", is_denied=True)
TIES = Statement("GWC", "linked_to", "Coral League", by="Radu Stenn")
NO_TIES = Statement("Coral League", "linked_to", "Grey Wolves", is_denied=True, by="Coral League")

REPORTS: tuple[tuple[str, tuple[Statement, ...]], ...] = (
    ("Lake Radio", (OMAR, BORN, HOLDS)),
    ("Hill Post", (SHORT, RAID, BORN)),
    ("Coast Agency", (NOT_HIM, TOLL, TIES)),
    ("Lake Radio", (BROTHER, BORN_ELSEWHERE, RAID)),
    ("Dura Times", (HOLDS_NOT, LOWER, NO_TIES)),
    ("Hill Post", (RAID, NO_MEMBER, NO_RAID)),
    ("Keth Courier", (LOWER, HOLDS, SHORT, OMAR)),
    ("Keth Courier", (TIES, BROTHER, TOLL)),
)
SURE = (
    "Omar Kessel",
    "Omer Kessel",
    "Anton Kessel",
    "Kessel",
    "Grey Wolves",
    "GWC",
    "Coral League",
)


def identify(name: str) -> str:
    """The id of the entity that bears a name outside any one document."""
    return make_id("ent", [get_kind_class(KINDS[name]), normalise_name(name)])


def read(number: int, version: int = 0) -> Reading:
    """The reading of a report; a second `version` misses its last claim and names another paper."""
    publisher, statements = REPORTS[number]
    text = "\n".join(["Report.", *(s.sentence for s in statements), f"Number {number}."])
    publisher = "Night Mail" if version else publisher
    page = Page(
        text, external_id=f"r{number}", publisher=publisher, published_on=f"2021-06-0{number + 1}"
    )
    kept = statements[: len(statements) - version]
    return page.reading(*(_claim(page, statement) for statement in kept))


def _claim(page: Page, statement: Statement) -> Claim:
    evidence = page.span(statement.sentence)
    at = evidence.start
    subject = page.argument(statement.subject, KINDS[statement.subject], after=at)
    object_ = page.argument(statement.object, KINDS[statement.object], after=subject.end)
    sources: tuple[Source, ...] = ()
    if statement.by is not None:
        said = page.text.index(", " + statement.by + " said", at)
        sources = (page.source(statement.by, KINDS[statement.by], "said", after=said),)
    return page.claim(
        statement.predicate,
        subject,
        object_,
        evidence,
        polarity="denied" if statement.is_denied else "affirmed",
        sources=sources,
        qualifiers={"killed": str(statement.killed)} if statement.killed else {},
    )
