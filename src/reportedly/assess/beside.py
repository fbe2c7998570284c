"""Claims → what they are weighed with: who is who, what stands beside them, fetched in bulk.

What is fetched for one claim is kept for the next, as long as one batch of claims is weighed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from reportedly.assess.ledger import Ledger
from reportedly.assess.limits import BESIDE, FIRST, HUB, RARE, RELATED, WALKED
from reportedly.records import Argument, Copy, Dispute
from reportedly.store.copied import Copied
from reportedly.store.sided import Cluster, Standing
from reportedly.store.weighed import Kept, Weighed
from reportedly.weigh import SYMMETRIC, Matters, Search, Slot, Told, find_disputes_among, tell

_MOST_STANDING = 200_000
_MOST_KEPT = 10_000
"""So many claims are remembered twice over; that is some tens of megabytes."""
_MOST_RELATED = 20_000
_MOST_RESOLVED = 100_000

_Found = TypeVar("_Found")


class _Recent(Generic[_Found]):
    """What was asked for last by its key: at most twice as much as `most`."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._new: dict[int, _Found] = {}
        self._old: dict[int, _Found] = {}

    def get(self, key: int) -> _Found | None:
        found = self._new.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.set(key, found)
        return found

    def set(self, key: int, found: _Found) -> None:
        if len(self._new) >= self._most:
            self._old, self._new = self._new, {}
        self._new[key] = found

    def clear(self) -> None:
        self._new, self._old = {}, {}


class Surroundings:
    """What claims are weighed with, fetched once.

    With a `ledger` the case must be one that does not change: no name is joined, no claim comes or
    goes. Then it serves for many claims, some after the others, and `refresh` must be called in
    between.
    """

    def __init__(self, weighed: Weighed, copied: Copied, ledger: Ledger | None = None) -> None:
        self._weighed = weighed
        self._copied = copied
        self._same: dict[str, str] = {}
        self._local: set[str] = set()
        self._copies: dict[int, list[Copy]] = {}
        self._kept = _Recent[Kept](_MOST_KEPT)
        self._told = _Recent[Told](_MOST_KEPT)
        self._published: dict[str, str | None] = {}
        self._matters = Matters(_Topics(weighed), self._published)
        self._around = ledger or _Asked(weighed)

    def refresh(self) -> None:
        """Forget the copied passages, to which more were added, and what has become too much."""
        self._copies.clear()
        if len(self._same) > _MOST_RESOLVED:
            self._same.clear()
            self._local.clear()
            self._kept.clear()
            self._told.clear()
        if len(self._published) > _MOST_RELATED:
            self._published.clear()
            self._kept.clear()

    def resolve(self, claims: Iterable[Kept]) -> tuple[dict[str, str], set[str]]:
        """Who stands for the entities on the sides of claims, and which are local."""
        wanted = {
            a.entity
            for kept in claims
            for a in (kept.claim.subject, kept.claim.object, *kept.claim.where)
            if a is not None and a.entity is not None
        }
        return self.resolve_all(wanted)

    def resolve_all(self, entities: Iterable[str]) -> tuple[dict[str, str], set[str]]:
        """Who stands for entities, and which are local."""
        # Not `entities - self._same.keys()`, which goes through all that are known.
        if unknown := {entity for entity in entities if entity not in self._same}:
            same, local = self._weighed.get_same(unknown)
            self._same |= same
            self._local |= local
        return self._same, self._local

    def find_unnamed(self, kept: Kept) -> set[Slot]:
        """The sides of a claim on which nobody stands who is known outside its document."""
        _, local = self.resolve([kept])
        sides: dict[Slot, Argument | None] = {
            "subject": kept.claim.subject,
            "object": kept.claim.object,
        }
        return {
            slot
            for slot, side in sides.items()
            if not (side and side.entity) or side.entity in local
        }

    def get_copies(self, document: int) -> list[Copy]:
        """The passages that a document shares."""
        if document not in self._copies:
            self._copies[document] = list(self._copied.list_copies([document]))
        return self._copies[document]

    def look_for_copies(self, documents: Iterable[int]) -> None:
        """Fetch at once what several documents share with others, for `get_copies`."""
        unknown = {document for document in documents if document not in self._copies}
        self._copies |= {document: [] for document in unknown}
        for document, copy in self._copied.list_copies_by_document(unknown):
            self._copies[document].append(copy)

    def look_around(self, claims: Sequence[Kept]) -> None:
        """Fetch who stands on the sides of claims, and where else, for `find_beside`."""
        self._around.look_around(claims)

    def find_beside(self, search: Search, kept: Kept) -> Iterable[int]:
        """The latest claims that a search finds beside a claim."""
        return self._around.find(search, kept)

    def find_first(self, kept: Kept, after: int) -> list[int]:
        """The first claims from a key on that affirm what a denial denies, of the same two sides.

        Only of such sides as are named so often that `find_beside` may not come to them.
        """
        return self._around.find_first(kept, after)

    def list_told_in(self, kept: Kept) -> list[int]:
        """The claims of the same predicate that the report of a claim makes."""
        return self._around.list_told_in(kept)

    def get_related(self, document: int) -> list[int]:
        """Claims with numbers of reports on the same matter."""
        return self._around.get_counted(document)

    def get_nameless(self, document: int, predicate: str, polarity: str) -> list[int]:
        """Claims of reports on the same matter in which nobody is named who suffered it."""
        return self._around.get_nameless(document, predicate, polarity)

    def get_claims(self, keys: Iterable[int]) -> dict[int, Kept]:
        """The claims of these keys, without those that were rejected."""
        wanted = set(keys)
        found = {key: kept for key in wanted if (kept := self._kept.get(key)) is not None}
        if missing := wanted.difference(found):
            new = self._weighed.get_claims(missing)
            self.note(new)
            found |= {one.key: one for one in new}
        return found

    def note(self, claims: Iterable[Kept]) -> None:
        """Remember claims, who stands in them and when they were published."""
        kept = list(claims)
        self.resolve(kept)
        documents = {one.claim.document: one.document for one in kept}
        if unknown := {id_: key for id_, key in documents.items() if id_ not in self._published}:
            self._published |= self._weighed.get_dates(unknown.values())
        for one in kept:
            self._kept.set(one.key, one)

    def find_disputes(self, claims: Iterable[Kept], new: set[str]) -> list[Dispute]:
        """Return the disputes among claims that one of the `new` ones (ids) is in."""
        told = [self._tell(one) for one in sorted(claims) if one.claim.certainty != "unrealised"]
        return find_disputes_among(told, self._matters, new) if len(told) > 1 else []

    def _tell(self, kept: Kept) -> Told:
        told = self._told.get(kept.key)
        if told is None:
            told = tell(kept.claim, self._same, self._local)
            self._told.set(kept.key, told)
        return told


class _Topics(Mapping[str, frozenset[str]]):
    """The named entities of documents, fetched when they are asked for: for few pairs they are."""

    def __init__(self, weighed: Weighed) -> None:
        self._weighed = weighed
        self._known: dict[str, frozenset[str]] = {}

    def __getitem__(self, document: str) -> frozenset[str]:
        if document not in self._known:
            if len(self._known) > _MOST_RELATED:
                self._known.clear()
            self._known[document] = self._weighed.find_topics(document)
        return self._known[document]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class _Sides:
    """Who stands on the sides of claims, and where else: of the many who are named seldom at once."""

    def __init__(self, weighed: Weighed) -> None:
        self._weighed = weighed
        self._clusters: dict[int, Cluster] = {}
        self._standing: dict[tuple[Slot, int], list[Standing]] = {}
        self._local: dict[int, bool] = {}
        self._searched: dict[tuple[Search, int, frozenset[int]], list[int]] = {}

    def look_around(self, claims: Sequence[Kept]) -> None:
        """Fetch what `find` needs for these claims, and forget what it needed before."""
        sides = {side for one in claims for side in (one.subject, one.object) if side is not None}
        self._clusters = self._weighed.get_mates(sides)
        self._standing.clear()
        self._local.clear()
        self._searched.clear()
        rare = {c.key: c for c in self._clusters.values() if c.documents <= RARE}
        of = {member: c.key for c in rare.values() for member in c.members}
        slots: tuple[Slot, Slot] = ("subject", "object")
        for slot in slots:
            rows = self._weighed.list_standing(slot, of.keys(), _MOST_STANDING)
            if len(rows) == _MOST_STANDING:
                continue
            found: dict[int, list[Standing]] = {key: [] for key in rare}
            for member, standing in sorted(rows, key=lambda row: -row[1].key):
                found[of[member]].append(standing)
            # Of more the search itself takes the latest.
            self._standing |= {(slot, k): f for k, f in found.items() if len(f) <= WALKED}

    def find(self, search: Search, kept: Kept) -> Iterable[int]:
        """The latest claims that a search finds beside a claim."""
        sides = (kept.subject, kept.object)
        mine, other = sides if search.mine == "subject" else sides[::-1]
        if mine is None:
            return ()
        cluster = self._clusters[mine]
        members = frozenset() if other is None else self._clusters[other].members
        standing = self._standing.get((search.theirs, cluster.key))
        if standing is None:
            return self._ask(search, cluster, members)
        found = [
            one
            for one in standing
            if one.polarity == search.polarity
            and (search.has_age or one.predicate in search.predicates)
        ]
        if search.is_strict:
            found = self._select_open(found, members)
        keys = [one.key for one in found[:BESIDE]]
        return self._weighed.list_aged(keys) if search.has_age and keys else keys

    def _select_open(self, found: list[Standing], members: frozenset[int]) -> list[Standing]:
        """Those with one of the members on the other side, or nobody known outside a document."""
        others = {one.other for one in found if one.other is not None}
        unknown = {one for one in others if one not in self._local and one not in members}
        if unknown:
            local = set(self._weighed.list_local(unknown))
            self._local |= {entity: entity in local for entity in unknown}
        return [
            one
            for one in found
            if one.other is None or one.other in members or self._local[one.other]
        ]

    def _ask(self, search: Search, cluster: Cluster, others: frozenset[int]) -> list[int]:
        """The latest claims of one who is named often that a search finds."""
        asked = (search, cluster.key, others if search.is_strict else frozenset())
        if asked not in self._searched:
            if search.has_age:
                aged = self._weighed.find_aged(search, cluster.members, BESIDE)
                found = self._weighed.list_aged(aged) if aged else []
            elif search.is_strict:
                found = self._weighed.find_facing(search, cluster.members, others, BESIDE)
            else:
                found = self._weighed.find_beside(search, cluster.members, BESIDE)
            self._searched[asked] = found
        return self._searched[asked]

    def find_first(self, kept: Kept, after: int) -> list[int]:
        """The first claims from a key on that affirm what a denial denies."""
        if kept.subject is None or kept.object is None:
            return []
        one, other = self._clusters[kept.subject], self._clusters[kept.object]
        if max(one.documents, other.documents) <= RARE:
            return []
        told = (kept.claim.predicate, "affirmed")
        found = self._weighed.find_first(
            "subject", (one.members, other.members), told, after, FIRST
        )
        if kept.claim.predicate in SYMMETRIC:
            sides = (other.members, one.members)
            found += self._weighed.find_first("subject", sides, told, after, FIRST)
        return found

    def list_told_in(self, kept: Kept) -> list[int]:
        """The claims of the same predicate that the report of a claim makes."""
        return self._weighed.list_told_in(kept.claim.document, kept.claim.predicate)


class _Neighbours:
    """Claims of reports on the same matter, by document: related reports have many in common."""

    def __init__(self, weighed: Weighed) -> None:
        self._weighed = weighed
        self._matters: dict[int, list[int]] = {}
        self._counted: dict[int, list[int]] = {}
        self._nameless: dict[int, list[tuple[int, str, str]]] = {}

    def get_counted(self, document: int) -> list[int]:
        """Claims with numbers of a document and those on the same matter."""
        documents = self._list_matter(document)
        if missing := _list_missing(documents, self._counted):
            self._counted |= {one: [] for one in missing}
            for of, key in self._weighed.find_counted(missing):
                self._counted[of].append(key)
        return [key for one in documents for key in self._counted[one]]

    def get_nameless(self, document: int, predicate: str, polarity: str) -> list[int]:
        """Claims of a document and those on the same matter in which nobody is named as object."""
        documents = self._list_matter(document)
        if missing := _list_missing(documents, self._nameless):
            self._nameless |= {one: [] for one in missing}
            for of, key, told, said in self._weighed.find_nameless(missing):
                self._nameless[of].append((key, told, said))
        wanted = (predicate, polarity)
        return [
            key for one in documents for key, *told in self._nameless[one] if (*told,) == wanted
        ]

    def _list_matter(self, document: int) -> list[int]:
        """A document and those on the same matter."""
        if document not in self._matters:
            if len(self._matters) > _MOST_RELATED:
                self._matters.clear()
            others = self._weighed.find_related(document, at_least=1, limit=RELATED, hub=HUB)
            self._matters[document] = [document, *others]
        return self._matters[document]


class _Asked(_Sides, _Neighbours):
    """What stands beside claims, asked of the case."""

    def __init__(self, weighed: Weighed) -> None:
        _Sides.__init__(self, weighed)
        _Neighbours.__init__(self, weighed)


def _list_missing(documents: Iterable[int], known: dict[int, list[_Found]]) -> list[int]:
    """The documents of which nothing is known yet; of very many all is forgotten first."""
    if len(known) > _MOST_RELATED:
        known.clear()
    return [document for document in documents if document not in known]
