"""Claims → the propositions that they tell, and the disputes that they stand in.

Each claim is set beside those that may stand against it: claims with one of its sides, and for
numbers those of reports on the same matter. What else the case holds is not looked at.
"""

from collections.abc import Iterable, Iterator, Sequence

from reportedly.records import Claim, Copy, Passage
from reportedly.store.copied import Copied
from reportedly.store.weighed import Kept, Weighed
from reportedly.weigh import (
    Identity,
    Setting,
    do_overlap,
    find_disputes,
    find_rivals,
    identify_proposition,
    is_counted,
)

_BESIDE = 300
"""So many claims at most, the latest, are looked at on each side of a claim."""
_RELATED = 100
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


class _Surroundings:
    """What claims are weighed with, fetched once."""

    def __init__(self, weighed: Weighed, copied: Copied) -> None:
        self._weighed = weighed
        self._copied = copied
        self._same: dict[str, str] = {}
        self._local: set[str] = set()
        self._copies: dict[int, list[Copy]] = {}
        self._related: dict[int, list[Kept]] = {}
        self._topics: dict[int, dict[str, frozenset[str]]] = {}

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

    def get_copies(self, document: int) -> list[Copy]:
        """The passages that a document shares."""
        if document not in self._copies:
            self._copies[document] = list(self._copied.list_copies([document]))
        return self._copies[document]

    def get_related(self, document: int) -> tuple[list[Kept], dict[str, frozenset[str]]]:
        """Claims with numbers of reports on the same matter, and whom these reports name."""
        if document not in self._related:
            others = self._weighed.find_related(document, at_least=1, limit=_RELATED, hub=_HUB)
            documents = [document, *others]
            self._related[document] = self._weighed.find_counted(documents)
            self._topics[document] = self._weighed.list_topics(documents)
        return self._related[document], self._topics[document]


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
    beside, topics = _list_beside(weighed, surroundings, kept)
    same, local = surroundings.resolve([kept, *beside.values()])
    by_id = {one.claim.id: one for one in (*beside.values(), kept)}
    ordered = [beside[key].claim for key in sorted(beside)]
    for dispute in find_disputes(ordered, same, local, topics):
        if kept.claim.id not in (dispute.a, dispute.b):
            continue
        a, b = by_id[dispute.a], by_id[dispute.b]
        if dispute.reason == "denied":
            _set_denial(weighed, surroundings, a, b)
        else:
            weighed.insert_dispute(a, b, dispute.reason)


def _list_beside(
    weighed: Weighed, surroundings: _Surroundings, kept: Kept
) -> tuple[dict[int, Kept], dict[str, frozenset[str]]]:
    """The claims that may stand against a claim, itself among them, and their reports' topics."""
    claim = kept.claim
    found = {kept.key: kept}
    entities = weighed.list_mates({kept.subject, kept.object} - {None})
    opposite = "denied" if claim.polarity == "affirmed" else "affirmed"
    rivals = find_rivals(claim.predicate)
    searches = [(rivals.denying, opposite)]
    if claim.polarity == "affirmed":
        searches.append((rivals.excluding, "affirmed"))
    for predicates, polarity in searches:
        if entities and predicates:
            beside = weighed.find_beside(entities, predicates, polarity=polarity, limit=_BESIDE)
            found |= {one.key: one for one in beside}
    if not is_counted(claim):
        return found, {}
    related, topics = surroundings.get_related(kept.document)
    return found | {one.key: one for one in related}, topics


def _set_denial(weighed: Weighed, surroundings: _Surroundings, a: Kept, denial: Kept) -> None:
    """Set a denial against `a`, unless what it is set against already is nearer to it."""
    key = weighed.find_denied(denial.key)
    if key is not None and key != a.key:
        others = sorted([a, denial, *weighed.get_claims([key])])
        same, local = surroundings.resolve(others)
        best = find_disputes([one.claim for one in others], same, local, {})
        if not any(d.a == a.claim.id and d.b == denial.claim.id for d in best):
            return
        weighed.forget_denial(denial.key)
    weighed.insert_dispute(a, denial, "denied")
