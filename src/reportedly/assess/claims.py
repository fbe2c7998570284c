"""Claims → the propositions that they tell, and the disputes that they stand in.

Each claim is set beside those that may stand against it: claims with one of its sides, and for
numbers those of reports on the same matter. What else the case holds is not looked at.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportedly.records import Argument, Claim, Copy, Dispute, Passage
from reportedly.store.copied import Copied
from reportedly.store.weighed import Kept, Weighed
from reportedly.weigh import (
    Identity,
    Setting,
    Slot,
    do_overlap,
    find_disputes,
    identify_proposition,
    is_counted,
    list_searches,
    may_be_nameless,
)

_BESIDE = 200
"""So many claims at most, the latest, are looked at in each search beside a claim."""
_RELATED = 40
"""So many documents at most are looked at for other numbers."""
_HUB = 300
"""Two reports that both name somebody whom more documents name need not be of one matter."""


def settle_claims(weighed: Weighed, copied: Copied, claims: Sequence[int]) -> None:
    """Work out anew what the claims (keys) tell and what stands against them."""
    denials = weighed.forget_disputes(claims)
    weighed.forget_tellings(claims)
    kept = weighed.get_claims(sorted({*claims, *denials}))
    surroundings = _Surroundings(weighed, copied)
    touched = set(claims)
    for one in kept:
        if one.key in touched:
            _tell(weighed, surroundings, one)
    for one in kept:
        if one.claim.certainty != "unrealised":
            _oppose(weighed, surroundings, one)


class _Topics(Mapping[str, frozenset[str]]):
    """The named entities of documents, fetched when they are asked for: for few pairs they are."""

    def __init__(self, weighed: Weighed) -> None:
        self._weighed = weighed
        self._known: dict[str, frozenset[str]] = {}

    def __getitem__(self, document: str) -> frozenset[str]:
        if document not in self._known:
            self._known[document] = self._weighed.find_topics(document)
        return self._known[document]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class _Surroundings:
    """What claims are weighed with, fetched once."""

    def __init__(self, weighed: Weighed, copied: Copied) -> None:
        self._weighed = weighed
        self._copied = copied
        self._same: dict[str, str] = {}
        self._local: set[str] = set()
        self._copies: dict[int, list[Copy]] = {}
        self._at: int | None = None
        self._related: list[Kept] | None = None
        self._nameless: dict[tuple[str, str], list[Kept]] = {}
        self._matter: list[int] | None = None
        self._topics = _Topics(weighed)
        self._published: dict[str, str | None] = {}

    def resolve(self, claims: Iterable[Kept]) -> tuple[dict[str, str], set[str]]:
        """Who stands for the entities on the sides of claims, and which are local."""
        wanted = {
            a.entity
            for kept in claims
            for a in (kept.claim.subject, kept.claim.object)
            if a is not None and a.entity is not None
        }
        if unknown := wanted - self._same.keys():
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

    def get_related(self, document: int) -> list[Kept]:
        """Claims with numbers of reports on the same matter."""
        self._go_to(document)
        if self._related is None:
            self._related = self._weighed.find_counted(self._list_matter(document))
        return self._related

    def get_nameless(self, document: int, predicate: str, polarity: str) -> list[Kept]:
        """Claims of reports on the same matter in which nobody is named who suffered it."""
        self._go_to(document)
        key = (predicate, polarity)
        if key not in self._nameless:
            documents = self._list_matter(document)
            self._nameless[key] = self._weighed.find_nameless(documents, predicate, polarity)
        return self._nameless[key]

    def find_disputes(self, claims: Iterable[Kept], new: set[str]) -> list[Dispute]:
        """Return the disputes among claims that one of the `new` ones (ids) is in."""
        kept = sorted(claims)
        same, local = self.resolve(kept)
        documents = {one.claim.document: one.document for one in kept}
        if unknown := {id_: key for id_, key in documents.items() if id_ not in self._published}:
            self._published |= self._weighed.get_dates(unknown.values())
        return find_disputes(
            [one.claim for one in kept],
            same,
            local,
            self._topics,
            published=self._published,
            new=new,
        )

    def _list_matter(self, document: int) -> list[int]:
        """A document and those on the same matter."""
        if self._matter is None:
            others = self._weighed.find_related(document, at_least=1, limit=_RELATED, hub=_HUB)
            self._matter = [document, *others]
        return self._matter

    def _go_to(self, document: int) -> None:
        """Forget what belongs to another document: claims come document by document."""
        if document != self._at:
            self._at, self._related, self._matter = document, None, None
            self._nameless.clear()


def _tell(weighed: Weighed, surroundings: _Surroundings, kept: Kept) -> None:
    same, local = surroundings.resolve([kept])
    setting = Setting(same=same, local=local)
    identity = identify_proposition(kept.claim, setting)
    if identity is None:
        return
    told = None
    if identity.scope is not None:
        told = _find_copied(weighed, surroundings, kept, identity)
    if told is None:
        weighed.set_telling(
            kept.key,
            identity.id,
            (identity.predicate, identity.subject, identity.object),
            is_unrealised=identity.is_unrealised,
        )
    else:
        weighed.add_telling(kept.key, told)


def _find_copied(
    weighed: Weighed, surroundings: _Surroundings, kept: Kept, identity: Identity
) -> str | None:
    """The proposition of the same sentence in a text that shares the passage with this one."""
    for theirs in _list_other_sides(surroundings.get_copies(kept.document), kept.claim):
        for other in weighed.list_claims_of_document(theirs.document, identity.predicate):
            if not do_overlap(theirs, other.claim):
                continue
            same, local = surroundings.resolve([other])
            told = identify_proposition(other.claim, Setting(same=same, local=local))
            if told is not None and told.scope is not None and told.gist == identity.gist:
                found = weighed.find_proposition(other.key)
                if found is not None:
                    return found
    return None


def _list_other_sides(copies: Iterable[Copy], claim: Claim) -> Iterator[Passage]:
    """The passages of other documents that are one text with the one that the claim stands in."""
    for copy in copies:
        for mine, theirs in ((copy.a, copy.b), (copy.b, copy.a)):
            if mine.document == claim.document and do_overlap(mine, claim):
                yield theirs


def _oppose(weighed: Weighed, surroundings: _Surroundings, kept: Kept) -> None:
    """Set a claim against all that may stand against it."""
    beside = _list_beside(weighed, surroundings, kept)
    by_id = {one.claim.id: one for one in beside.values()}
    for dispute in surroundings.find_disputes(beside.values(), {kept.claim.id}):
        a, b = by_id[dispute.a], by_id[dispute.b]
        if dispute.reason == "denied":
            _set_denial(weighed, surroundings, a, b)
        else:
            weighed.insert_dispute(a, b, dispute.reason)


def _list_beside(weighed: Weighed, surroundings: _Surroundings, kept: Kept) -> dict[int, Kept]:
    """The claims that may stand against a claim, itself among them, by key."""
    claim = kept.claim
    found = {kept.key: kept}
    mates = {
        slot: [] if key is None else weighed.list_mates([key])
        for slot, key in (("subject", kept.subject), ("object", kept.object))
    }
    unnamed = surroundings.find_unnamed(kept)
    for search in list_searches(claim):
        entities = mates[search.mine]
        other: Slot = "object" if search.mine == "subject" else "subject"
        # Whoever is not named here may be whoever is named there, as well as the other way round.
        wanted = search._replace(is_strict=search.is_strict and other not in unnamed)
        if entities:
            beside = weighed.find_beside(wanted, entities, mates[other], _BESIDE)
            found |= {one.key: one for one in beside}
    opposite = "denied" if claim.polarity == "affirmed" else "affirmed"
    if claim.predicate == "attacked" and claim.polarity == "affirmed":
        told = weighed.list_claims_of_document(claim.document, claim.predicate)
        found |= {one.key: one for one in told}
    if may_be_nameless(claim):
        nameless = surroundings.get_nameless(kept.document, claim.predicate, opposite)
        found |= {one.key: one for one in nameless}
    if is_counted(claim):
        found |= {one.key: one for one in surroundings.get_related(kept.document)}
    return found


def _set_denial(weighed: Weighed, surroundings: _Surroundings, a: Kept, denial: Kept) -> None:
    """Set a denial against `a`, unless what it is set against already is nearer to it."""
    key = weighed.find_denied(denial.key)
    if key is not None and key != a.key:
        others = [a, denial, *weighed.get_claims([key])]
        best = surroundings.find_disputes(others, {a.claim.id})
        if not any(d.a == a.claim.id and d.b == denial.claim.id for d in best):
            return
        weighed.forget_denial(denial.key)
    weighed.insert_dispute(a, denial, "denied")
