"""How firmly a case bears something out: grades, reliability of sources, ways between two."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import cast

import msgspec

from reportedly.case.weighing import Weighing
from reportedly.errors import CaseError, UsageError
from reportedly.query import find_meant
from reportedly.records import Claim, Contest, Proposition, Record
from reportedly.store import ClaimFilter, DocumentSummary
from reportedly.weigh import Grade, Reliability, SourceBook, grade_proposition
from reportedly.weigh.origins import fold_name, read_publisher
from reportedly.weigh.paths import Bounds, Search, Tie, find_paths, is_entity, make_tie
from reportedly.weigh.sides import find_stems
from reportedly.weigh.standings import Standing, Tellers, count_standings


class Graded(Record, frozen=True, kw_only=True):
    """A proposition with the names of its sides and its information grade."""

    proposition: Proposition
    subject: str | None
    object: str | None
    grade: Grade


class Grading(Weighing):
    """What a case holds for how firmly, by whom, and how two are said to be connected."""

    def graded(self, about: str | None = None, *, limit: int | None = None) -> Iterator[Graded]:
        """Yield the propositions with their grades; those about one entity, else all.

        Raises like `propositions`.
        """
        book = self.source_book()
        disputes: dict[str, list[Contest]] = {}
        for contest in self.contests(about):
            for claim in (contest.a, contest.b):
                disputes.setdefault(claim.id, []).append(contest)
        propositions = list(self.propositions(about))
        book = msgspec.structs.replace(book, posts=_find_posts(propositions))
        origins = {t.claim.id: t.origin for p in propositions for t in (*p.affirmed, *p.denied)}
        name = lru_cache(maxsize=None)(self.name)
        for proposition in islice(propositions, limit):
            told = (*proposition.affirmed, *proposition.denied)
            own = {id(c): c for t in told for c in disputes.get(t.claim.id, ())}
            yield Graded(
                proposition=proposition,
                subject=_name_side(proposition.subject, told[0].claim, name),
                object=_name_side(proposition.object, told[0].claim, name),
                grade=grade_proposition(proposition, list(own.values()), book, origins),
            )

    def grade(self, claim: str) -> Graded | None:
        """Return the graded proposition that the claim of that id affirms or denies.

        `None` where the claim leaves both of its sides open. Raises `CaseError` where there is no
        such claim.
        """
        found = self._store.find_claim(claim)
        if found is None:
            raise CaseError(f"no claim '{claim}' is in the case")
        sides = (found.subject, found.object)
        about = next((side.entity for side in sides if side is not None and side.entity), None)
        graded = self.graded(about)
        return next((g for g in graded if claim in _list_claims(g.proposition)), None)

    def paths(
        self, start: str, end: str, *, steps: int = 4, limit: int = 10, wider: bool = False
    ) -> Search:
        """Return the short ways between two entities, given by name or id, over what is claimed.

        `wider` counts places and things that both have to do with. Raises `CaseError` for an
        unknown name, `UsageError` for one that may mean several.
        """
        one, other = (self._find_one(name) for name in (start, end))
        if one == other:
            raise UsageError(f"'{start}' and '{end}' are one in this case: give two")
        return find_paths(_Ties(self, wider), one, other, Bounds(steps=steps, paths=limit))

    def standings(self, name: str | None = None) -> list[Standing]:
        """Return how each source stands in the case, the busiest first, with its reliability.

        Those of one name only, where it is given: a speaker's, or a publisher's.
        """
        book = self.source_book()
        entities = list(self._store.list_entities())
        same = self.canonical()
        bodies = (e for e in entities if e.kind == "organization" and not e.is_local)
        tellers = Tellers(
            book,
            same,
            {entity.id for entity in entities if entity.is_local},
            {fold_name(n): same.get(e.id, e.id) for e in bodies for n in e.names},
        )
        found = count_standings(
            self._store.find_claims(ClaimFilter()), self.propositions(), self.contests(), tellers
        )
        if name is not None:
            meant = {same.get(id_, id_) for id_ in self._list_bearers(name)}
            found = [s for s in found if s.entity in meant or s.is_called(name)]
        return [_rate(standing, book) for standing in found]

    def source_book(self) -> SourceBook:
        """Return what is known of the sources, and how reliable the log of judgements has them."""
        names: dict[str, Reliability] = {}
        entities: dict[str, Reliability] = {}
        for name, (grade, _) in self.verdicts().reliability.items():
            reliability = cast("Reliability", grade)
            names |= dict.fromkeys(read_publisher(name), reliability)
            entities |= dict.fromkeys(self._list_bearers(name), reliability)
        documents = list(self._store.list_documents())
        return SourceBook(
            entities=entities,
            names=names,
            publishers={d.id: d.publisher for d in documents},
            titles={d.id: _name_report(d) for d in documents if not d.publisher},
        )

    def name(self, entity: str) -> str:
        """Return the name of the entity of that id; the id itself where there is none."""
        found = self._store.find_entities(entity, 1)
        return found[0].entity.name if found and found[0].entity.id == entity else entity

    def is_source(self, name: str) -> bool:
        """Whether somebody of that name says or publishes something in the case."""
        if self._store.has_publisher(name):
            return True
        said_by = (ClaimFilter(by=(id_,), limit=1) for id_ in self._list_bearers(name))
        return any(True for wanted in said_by for _ in self._store.find_claims(wanted))

    def _list_bearers(self, name: str) -> list[str]:
        """The entities that bear a name, not those that come near it."""
        found = self._store.find_entities(name)
        return [c.entity.id for c in found if c.match in ("name", "other-name")]

    def _find_one(self, name: str) -> str:
        """The entity that stands for all that `name` means, so that ties of all are found."""
        same = self.canonical()
        return next(same.get(e.id, e.id) for e in find_meant(self._store, name))


class _Ties:
    """The ties of a case, asked for one entity at a time."""

    def __init__(self, case: Grading, wider: bool) -> None:
        self._case, self._wider = case, wider

    def neighbours(self, entity: str) -> Iterator[Tie]:
        """Yield the ties of one entity."""
        disputed = {c.id for d in self._case.contests(entity) for c in (d.a, d.b)}
        for proposition in self._case.propositions(entity):
            tie = make_tie(proposition, entity, disputed.__contains__, wider=self._wider)
            if tie is not None:
                yield tie


def _name_report(document: DocumentSummary) -> str:
    return document.title or document.path or document.external_id or document.id


def _find_posts(propositions: Iterable[Proposition]) -> dict[str, set[str]]:
    """Whom somebody is said to speak for: those in whose offices, or at whose head, he is."""
    posts: dict[str, set[str]] = {}
    for p in propositions:
        is_post = p.predicate in ("holds_post", "leads") and not p.is_unrealised
        is_held = any("former" not in t.claim.qualifiers for t in p.affirmed)
        if is_post and is_held and p.subject and p.object:
            posts.setdefault(p.subject, set()).add(p.object)
    return posts


def _list_claims(proposition: Proposition) -> set[str]:
    return {t.claim.id for t in (*proposition.affirmed, *proposition.denied)}


def _name_side(side: str | None, claim: Claim, name: object) -> str | None:
    """The name of an entity, or the words of the nameless as the first claim has them."""
    if side is None:
        return None
    if is_entity(side):
        return str(name(side))  # type: ignore[operator]
    words = (a.name for a in (claim.subject, claim.object) if a is not None)
    return next((w for w in words if " ".join(find_stems(w)) == side), side)


def _rate(standing: Standing, book: SourceBook) -> Standing:
    rated = book.entities.get(standing.entity or "") or book.names.get(fold_name(standing.name))
    return msgspec.structs.replace(standing, reliability=rated or "F")
