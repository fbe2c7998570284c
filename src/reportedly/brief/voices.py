"""Tellings of one statement → who says it: one voice an independent origin, with the reasons.

A voice is the root source as the earliest report names it. Reports that only carry it on are not
voices of their own; why they are not is said in words.
"""

from collections.abc import Iterable, Mapping, Sequence

from reportedly.brief.naming import Naming, name_document
from reportedly.edtf import bounds, is_valid
from reportedly.export.wording import are_several
from reportedly.knowledge import load_knowledge
from reportedly.records import Act, Claim, Copy, Passage, Record, Telling
from reportedly.store import DocumentSummary

_MOST_REASONS = 3
_UNDATED = "9999"


class Voice(Record, frozen=True, kw_only=True):
    """One independent origin: who speaks, how, through whom, and why others are no second one."""

    name: str
    act: Act
    is_many: bool
    via: str | None
    is_own: bool
    tellings: tuple[Telling, ...]
    reasons: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of this origin, the earliest report first."""
        return tuple(telling.claim for telling in self.tellings)

    @property
    def short(self) -> str:
        """The name where it is clear that a document is meant."""
        return self.name.removeprefix("the document ")

    def conjugate(self, *, is_many: bool) -> str:
        """Return how it speaks, alone or together with others; what a denier affirms, he says."""
        act = "says" if self.act == "denies" else self.act
        return str(load_knowledge("wordings")["act"][act][is_many or self.is_many])


class Chorus:
    """Finds the voices of statements in one brief."""

    def __init__(
        self,
        naming: Naming,
        documents: Mapping[str, DocumentSummary],
        copies: Iterable[Copy],
    ) -> None:
        self._naming = naming
        self._documents = documents
        self._copies: dict[frozenset[str], list[Copy]] = {}
        for copy in copies:
            pair = frozenset((copy.a.document, copy.b.document))
            self._copies.setdefault(pair, []).append(copy)

    def find_voices(self, tellings: Sequence[Telling]) -> tuple[Voice, ...]:
        """Return the independent origins, the earliest first."""
        origins: dict[str, list[Telling]] = {}
        for telling in sorted(tellings, key=self._date):
            origins.setdefault(telling.origin, []).append(telling)
        return tuple(self._make_voice(group) for group in origins.values())

    def name_report(self, claim: Claim) -> str:
        """Return who published the report of a claim."""
        return name_document(self._documents.get(claim.document), claim.document)

    def _date(self, telling: Telling) -> str:
        """The day of publication as text that sorts; unknown dates come last."""
        document = self._documents.get(telling.claim.document)
        published = document.published_on if document is not None else None
        if not published or not is_valid(published):
            return _UNDATED
        first = bounds(published)[0]
        return first.isoformat() if first is not None else _UNDATED

    def _make_voice(self, group: list[Telling]) -> Voice:
        first = group[0].claim
        reports: dict[str, Claim] = {}
        for telling in group:
            reports.setdefault(telling.claim.document, telling.claim)
        later = [claim for id_, claim in reports.items() if id_ != first.document]
        reasons = [self._explain(first, claim) for claim in later]
        shown = list(dict.fromkeys(reasons))
        if len(shown) > _MOST_REASONS:
            shown = [
                *shown[:_MOST_REASONS],
                f"and {len(shown) - _MOST_REASONS} more reports likewise",
            ]
        root = first.sources[-1] if first.sources else None
        return Voice(
            name=self._naming.show(root) if root is not None else self.name_report(first),
            act=root.act if root is not None else "says",
            is_many=root is not None and not self._naming.is_subject(root) and are_several(root),
            via=self._find_carrier(first),
            is_own=root is None,
            tellings=tuple(group),
            reasons=tuple(shown),
        )

    def _find_carrier(self, claim: Claim) -> str | None:
        """Who passes on what the root source says: the outer link, else the publisher."""
        if not claim.sources:
            return None
        publisher = self.name_report(claim)
        if len(claim.sources) > 1 and not _is_same_name(publisher, claim.sources[0].name):
            return self._naming.show(claim.sources[0])
        return None if _is_same_name(publisher, claim.sources[-1].name) else publisher

    def _explain(self, first: Claim, later: Claim) -> str:
        """Why the later report is no origin of its own."""
        here, there = self.name_report(first), self.name_report(later)
        named = self._differ_in_root(first, later)
        as_whom = f", there in the name of “{later.sources[-1].name}”" if named else ""
        if self._is_copied(first, later):
            if here == there:
                return f"two reports of {here} share the passage{as_whom}"
            return f"the passage of {there} is a copy of that of {here}{as_whom}"
        if any(_is_same_name(source.name, here) for source in later.sources):
            return f"{there} names {here} as its source{as_whom}"
        if here == there:
            return f"{here} says it more than once"
        if first.sources and later.sources and not named:
            return f"{there} quotes the same source"
        return f"{there} is counted with it{as_whom}"

    def _differ_in_root(self, a: Claim, b: Claim) -> bool:
        """Whether the later report names somebody else as the one who says it."""
        if not b.sources:
            return False
        name = self._naming.show(a.sources[-1]) if a.sources else self.name_report(a)
        return not _is_same_name(name, self._naming.show(b.sources[-1]))

    def _is_copied(self, a: Claim, b: Claim) -> bool:
        for copy in self._copies.get(frozenset((a.document, b.document)), ()):
            one, other = (copy.a, copy.b) if copy.a.document == a.document else (copy.b, copy.a)
            if _holds(one, a) and _holds(other, b):
                return True
        return False


def _holds(passage: Passage, claim: Claim) -> bool:
    return passage.start < claim.evidence.end and claim.evidence.start < passage.end


def _is_same_name(a: str, b: str) -> bool:
    """Whether two names of a publisher are one but for case, article or an addition in brackets."""
    folded = [_fold(a), _fold(b)]
    return bool(folded[0] and folded[1]) and (folded[0] in folded[1] or folded[1] in folded[0])


def _fold(name: str) -> str:
    words = name.casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
