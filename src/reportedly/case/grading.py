"""How firmly a case bears something out: grades, and the reliability of sources."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import cast

import msgspec

from reportedly.assess import load_propositions
from reportedly.case.weighing import Weighing
from reportedly.query import find_meant
from reportedly.records import Claim, Contest, Proposition, Record, Telling
from reportedly.store import ClaimFilter, Store
from reportedly.weigh import Grade, Reliability, SourceBook, grade_proposition
from reportedly.weigh.origins import fold_name, read_publisher
from reportedly.weigh.paths import is_entity
from reportedly.weigh.sides import find_stems
from reportedly.weigh.standings import Standing, Tellers, count_standings

_POSTS = ("holds_post", "leads")
_MOST_POSTS = 500
"""So many holders of posts are looked at; a state may have any number."""


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
        return self._grade(islice(self.propositions(about), limit))

    def grades(self, claims: Iterable[str]) -> dict[str, Graded]:
        """Return by id the graded proposition that each of some claims affirms or denies.

        A claim that leaves both of its sides open has none.
        """
        self._settle()
        wanted = set(claims)
        weighed, copied = self._store.weighed, self._store.copied
        keys = weighed.list_told(wanted)
        found = (p for key in keys for p in load_propositions(weighed, copied, key))
        return {
            id_: graded
            for graded in self._grade(found)
            for id_ in wanted & {t.claim.id for t in _list_tellings(graded.proposition)}
        }

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
        return [rate_standing(standing, book) for standing in found]

    def _grade(self, propositions: Iterable[Proposition]) -> Iterator[Graded]:
        book = self.source_book()
        name = lru_cache(maxsize=1024)(self.name)
        find_posts = lru_cache(maxsize=1024)(self._find_holders)
        for proposition in propositions:
            told = _list_tellings(proposition)
            disputes = self._list_contests([t.claim.id for t in told])
            is_contested = bool(disputes or proposition.denied)
            posts = _find_posts(proposition, find_posts) if is_contested else {}
            known = msgspec.structs.replace(book, posts=posts)
            opposing = [c.id for d in disputes for c in (d.a, d.b)]
            yield Graded(
                proposition=proposition,
                subject=_name_side(proposition.subject, told[0].claim, name),
                object=_name_side(proposition.object, told[0].claim, name),
                grade=grade_proposition(proposition, disputes, known, self._find_origins(opposing)),
            )

    def _list_contests(self, claims: list[str]) -> list[Contest]:
        disputes = list(self._store.weighed.list_disputes_of(claims))
        found = self._store.voices.find_claims({id_ for d in disputes for id_ in (d.a, d.b)})
        return [
            Contest(reason=d.reason, a=found[d.a], b=found[d.b])
            for d in disputes
            if d.a in found and d.b in found
        ]

    def _find_origins(self, claims: list[str]) -> dict[str, str]:
        """The origin of each claim within the proposition that it tells."""
        weighed, copied = self._store.weighed, self._store.copied
        keys = weighed.list_told(claims)
        found = (p for key in keys for p in load_propositions(weighed, copied, key))
        return {t.claim.id: t.origin for p in found for t in _list_tellings(p)}

    def _find_holders(self, side: str) -> set[str]:
        holders = self._store.list_holders(side, _POSTS, _MOST_POSTS)
        same, _ = self._store.weighed.get_same(holders)
        return {same.get(holder, "") for holder in holders}

    def source_book(self) -> SourceBook:
        """Return what is known of the sources, and how reliable the log of judgements has them."""
        names: dict[str, Reliability] = {}
        entities: dict[str, Reliability] = {}
        for name, (grade, _) in self.verdicts().reliability.items():
            reliability = cast("Reliability", grade)
            names |= dict.fromkeys(read_publisher(name), reliability)
            entities |= dict.fromkeys(self._list_bearers(name), reliability)
        return SourceBook(
            entities=entities,
            names=names,
            publishers=_Publishers(self._store),
            titles=cast("Mapping[str, str]", _Titles(self._store)),
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
        self._settle()
        meant = find_meant(self._store, name)[0].id
        same, _ = self._store.weighed.get_same([meant])
        return same.get(meant, meant)


class _Publishers(Mapping[str, str | None]):
    """The publisher of each document, looked up when it is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._find = lru_cache(maxsize=4096)(store.find_summary)

    def __getitem__(self, document: str) -> str | None:
        found = self._find(document)
        if found is None:
            raise KeyError(document)
        return found.publisher

    def __iter__(self) -> Iterator[str]:
        return self._store.list_document_ids()

    def __len__(self) -> int:
        return self._store.count().documents


class _Titles(_Publishers):
    """What a document is called by, where nobody is known to have published it."""

    def __getitem__(self, document: str) -> str:
        found = self._find(document)
        if found is None:
            raise KeyError(document)
        return found.title or found.path or found.external_id or found.id


def _find_posts(
    proposition: Proposition, find_holders: Callable[[str], set[str]]
) -> dict[str, set[str]]:
    """Who is said to speak for one of the sides: who holds an office there, or leads it."""
    posts: dict[str, set[str]] = {}
    for side in (proposition.subject, proposition.object):
        if side is not None and is_entity(side):
            for holder in find_holders(side):
                posts.setdefault(holder, set()).add(side)
    return posts


def _list_tellings(proposition: Proposition) -> tuple[Telling, ...]:
    return (*proposition.affirmed, *proposition.denied)


def _name_side(side: str | None, claim: Claim, name: object) -> str | None:
    """The name of an entity, or the words of the nameless as the first claim has them."""
    if side is None:
        return None
    if is_entity(side):
        return str(name(side))  # type: ignore[operator]
    words = (a.name for a in (claim.subject, claim.object) if a is not None)
    return next((w for w in words if " ".join(find_stems(w)) == side), side)


def find_rating(entity: str | None, name: str, book: SourceBook) -> Reliability:
    """Return how reliable a source is held to be, by its entity or its name."""
    return book.entities.get(entity or "") or book.names.get(fold_name(name), "F")


def rate_standing(standing: Standing, book: SourceBook) -> Standing:
    """Return how a source stands with how reliable it is held to be."""
    rated = find_rating(standing.entity, standing.name, book)
    return msgspec.structs.replace(standing, reliability=rated)
