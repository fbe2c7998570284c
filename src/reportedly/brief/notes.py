"""Claims → numbered footnotes: a number for each claim, in the order in which they are needed."""

from collections.abc import Iterable, Mapping

from reportedly.brief.parts import Footnote
from reportedly.export.wording import list_marks, mark_evidence, word_chain, word_date
from reportedly.records import Claim
from reportedly.store import DocumentSummary


class Notes:
    """The footnotes of one brief while it is written."""

    def __init__(
        self, documents: Mapping[str, DocumentSummary], contexts: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._documents = documents
        self._contexts = contexts
        self._claims: dict[str, Claim] = {}
        self._numbers: dict[str, int] = {}

    def number(self, claim: Claim) -> int:
        """Return the number of the claim's footnote, a new one where it has none yet."""
        self._claims.setdefault(claim.id, claim)
        return self._numbers.setdefault(claim.id, len(self._numbers) + 1)

    def choose(self, claims: Iterable[Claim], most: int) -> tuple[int, ...]:
        """Return the footnotes of claims for a row of a table, ascending, at most `most`.

        Those that sentences use already will do; only where there is none is a new one made.
        """
        given = list(claims)
        known = [self._numbers[c.id] for c in given if c.id in self._numbers][:most]
        return tuple(sorted(set(known or (self.number(claim) for claim in given[:1]))))

    def list_cited(self) -> dict[str, list[int]]:
        """Return the numbers of the footnotes by document, both in order of first use."""
        cited: dict[str, list[int]] = {}
        for id_, number in self._numbers.items():
            cited.setdefault(self._claims[id_].document, []).append(number)
        return cited

    def make_footnotes(self) -> tuple[Footnote, ...]:
        """Return the footnotes by number."""
        return tuple(self._make(self._claims[id_], n) for id_, n in self._numbers.items())

    def _make(self, claim: Claim, number: int) -> Footnote:
        document = self._documents.get(claim.document)
        voice = document.publisher if document is not None else None
        published = document.published_on if document is not None else None
        return Footnote(
            number=number,
            claim=claim.id,
            quote=tuple(mark_evidence(claim)),
            source=word_chain(claim, voice=voice),
            firmness=" and ".join(list_marks(claim)) or "affirmed and stated",
            document=claim.document,
            title=document.title if document is not None else None,
            publisher=voice,
            published=word_date(published) if published else None,
            url=document.url if document is not None else None,
            path=document.path if document is not None else None,
            start=claim.evidence.start,
            end=claim.evidence.end,
            confidence=claim.confidence,
            context=self._contexts.get(claim.id, ()),
        )
