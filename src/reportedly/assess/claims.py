"""Claims → the propositions that they tell, and the disputes that they stand in.

Each claim is set beside those that may stand against it: claims with one of its sides, and for
numbers those of reports on the same matter. What else the case holds is not looked at.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reportedly.assess.beside import Surroundings
from reportedly.records import Claim, Copy, Passage
from reportedly.store.copied import Copied
from reportedly.store.weighed import Kept, Weighed
from reportedly.weigh import (
    Identity,
    Search,
    Setting,
    Slot,
    do_overlap,
    identify_proposition,
    is_counted,
    list_searches,
    may_be_nameless,
)

_AT_ONCE = 100
"""So many claims are set against what stands beside them at once."""


def settle_claims(weighed: Weighed, copied: Copied, claims: Sequence[int]) -> None:
    """Work out anew what the claims (keys) tell and what stands against them."""
    denials = weighed.forget_disputes(claims)
    weighed.forget_tellings(claims)
    kept = weighed.get_claims(sorted({*claims, *denials}))
    surroundings = Surroundings(weighed, copied)
    surroundings.resolve(kept)
    touched = set(claims)
    for one in kept:
        if one.key in touched:
            tell_claim(weighed, surroundings, one)
    asked = [one for one in kept if one.claim.certainty != "unrealised"]
    surroundings.look_around(asked)
    for first in range(0, len(asked), _AT_ONCE):
        _oppose(weighed, surroundings, asked[first : first + _AT_ONCE])


def tell_claim(weighed: Weighed, surroundings: Surroundings, kept: Kept) -> None:
    """Note which proposition a claim tells, itself or for a passage that it copies."""
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
    weighed: Weighed, surroundings: Surroundings, kept: Kept, identity: Identity
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


def _oppose(weighed: Weighed, surroundings: Surroundings, claims: Sequence[Kept]) -> None:
    """Set claims against all that may stand against them."""
    surroundings.note(claims)
    beside = {one.key: list_beside(surroundings, one) for one in claims}
    note_opposed(weighed, surroundings, find_opposed(surroundings, claims, beside))


class Opposed(NamedTuple):
    """Two claims that stand against each other, found for one `of` them, and whom they are about."""

    of: int
    a: int
    b: int
    reason: str
    sides: tuple[int, ...]


def find_opposed(
    surroundings: Surroundings, claims: Sequence[Kept], beside: Mapping[int, Collection[int]]
) -> Iterator[Opposed]:
    """Yield the disputes of claims with those beside them: the keys of these by the keys of those."""
    fetched = surroundings.get_claims({key for keys in beside.values() for key in keys})
    for kept in claims:
        others = {key: fetched[key] for key in beside[kept.key] if key in fetched}
        by_id = {one.claim.id: one for one in others.values()}
        for dispute in surroundings.find_disputes(others.values(), {kept.claim.id}):
            a, b = by_id[dispute.a], by_id[dispute.b]
            sides = {side for one in (a, b) for side in (one.subject, one.object)}
            known = tuple(side for side in sides if side is not None)
            yield Opposed(kept.key, a.key, b.key, dispute.reason, known)


def note_opposed(weighed: Weighed, surroundings: Surroundings, found: Iterable[Opposed]) -> None:
    """Keep disputes, of a denial only the nearest one."""
    others: list[Opposed] = []
    for one in found:
        if one.reason == "denied":
            _set_denial(weighed, surroundings, one)
        else:
            others.append(one)
    if others:
        weighed.insert_disputes([one[1:] for one in others])


def list_beside(surroundings: Surroundings, kept: Kept) -> set[int]:
    """Return the keys of the claims that may stand against a claim, itself among them."""
    claim = kept.claim
    found = _search_beside(surroundings, kept, list_searches(claim))
    opposite = "denied" if claim.polarity == "affirmed" else "affirmed"
    if may_be_nameless(claim):
        found.update(surroundings.get_nameless(kept.document, claim.predicate, opposite))
    return found | _list_alike(surroundings, kept)


def list_other_values(surroundings: Surroundings, kept: Kept) -> set[int]:
    """Return the same for what may stand against an affirmed claim but denials of it."""
    searches = [s for s in list_searches(kept.claim) if s.polarity == "affirmed"]
    found = _search_beside(surroundings, kept, searches)
    return found | _list_alike(surroundings, kept)


def _search_beside(surroundings: Surroundings, kept: Kept, searches: Iterable[Search]) -> set[int]:
    """The keys of the claims that searches find beside a claim, itself among them."""
    found = {kept.key}
    unnamed = surroundings.find_unnamed(kept)
    for search in searches:
        other: Slot = "object" if search.mine == "subject" else "subject"
        # Whoever is not named here may be whoever is named there, as well as the other way round.
        wanted = search._replace(is_strict=search.is_strict and other not in unnamed)
        found.update(surroundings.find_beside(wanted, kept))
    return found


def _list_alike(surroundings: Surroundings, kept: Kept) -> set[int]:
    """Attacks in the same report, and what has a number in reports on the same matter."""
    claim, found = kept.claim, set[int]()
    if claim.predicate == "attacked" and claim.polarity == "affirmed":
        found.update(surroundings.list_told_in(kept))
    if is_counted(claim):
        found.update(surroundings.get_related(kept.document))
    return found


def _set_denial(weighed: Weighed, surroundings: Surroundings, found: Opposed) -> None:
    """Set a denial against `a`, unless what it is set against already is nearer to it."""
    key = weighed.find_denied(found.b)
    if key is not None and key != found.a:
        claims = surroundings.get_claims([found.a, found.b, key])
        a, denial = claims[found.a].claim.id, claims[found.b].claim.id
        best = surroundings.find_disputes(claims.values(), {a})
        if not any(d.a == a and d.b == denial for d in best):
            return
        weighed.forget_denial(found.b)
    weighed.insert_dispute(*found[1:])
