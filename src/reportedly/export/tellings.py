"""A claim → a sentence that names its source, and its words with where they stand.

No sentence can be read as a fact of ours: see `wording.py`. A citation is the exact words, then the
report's title, publisher and date in brackets.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Protocol

from reportedly.export.characters import make_line
from reportedly.export.holdings import Listed
from reportedly.export.wording import word_claim
from reportedly.knowledge import load_knowledge
from reportedly.records import Claim, Telling


class Reports(Protocol):
    """Whatever knows the reports that claims come from: a case, or one reading."""

    @property
    def find_document(self) -> Callable[[str], Listed | None]:
        """The report of an id."""


class Teller:
    """Words claims and cites them, knowing the reports of one case."""

    def __init__(self, holdings: Reports) -> None:
        self.find_document = lru_cache(maxsize=1024)(holdings.find_document)

    def word(self, claim: Claim) -> str:
        """Return the claim as a sentence with its lead and its source."""
        listed = self.find_document(claim.document)
        voice = listed.publisher if listed is not None else None
        return make_line("".join(piece.text for piece in word_claim(claim, voice=voice)))

    def cite(self, claim: Claim) -> str:
        """Return the exact words in quotation marks, then the report in brackets."""
        listed = self.find_document(claim.document)
        where = claim.document if listed is None else describe_report(listed)
        return f"“{make_line(claim.evidence.text)}” ({where})"

    def tell(self, claim: Claim) -> str:
        """Return the sentence, the date as EDTF where one is stated, and the citation."""
        when = f" [{claim.when.edtf}]" if claim.when is not None else ""
        return f"{self.word(claim)}{when}: {self.cite(claim)}"

    def name_source(self, claim: Claim) -> str:
        """Return the root source: the innermost of the chain, else who published the report."""
        if claim.sources:
            return make_line(claim.sources[-1].name)
        listed = self.find_document(claim.document)
        if listed is None or not listed.publisher:
            return str(load_knowledge("wordings")["voice"]["own"])
        return make_line(listed.publisher)

    def name_sources(self, tellings: Iterable[Telling]) -> list[str]:
        """Return the root sources of several claims, each once, in order."""
        return list(dict.fromkeys(self.name_source(telling.claim) for telling in tellings))


def describe_report(listed: Listed) -> str:
    """Return title, publisher and date of a report, or whatever else names it."""
    name = listed.title or listed.external_id or listed.path or listed.id
    parts = (name, listed.publisher, listed.published_on)
    return ", ".join(make_line(part) for part in parts if part)
