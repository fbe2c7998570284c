"""Which of several claims made of the same words are kept: doubles and echoes are dropped.

Claims with the proposals they came from → claims. Nothing is dropped that says something of its
own: an attack whose target is open goes only where the same word gives it a target.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from reportedly.extract.frames import load_predicates
from reportedly.extract.proposals import Proposal
from reportedly.records import Claim

_POSTS = frozenset({"holds_post", "leads", "member_of"})


class Found(NamedTuple):
    """A claim and the proposal that it was made of."""

    claim: Claim
    proposal: Proposal


def claim_key(claim: Claim) -> tuple[object, ...]:
    """Return what makes two claims of one sentence the same: predicate, both sides, polarity."""
    if (
        claim.predicate == "also_known_as"
        and claim.object is not None
        and claim.subject is not None
    ):
        # both names are one man's: the words tell the claims apart
        who = claim.subject.entity or (claim.subject.start, claim.subject.end)
        return (claim.predicate, who, claim.object.name, claim.evidence.start, claim.polarity)
    ends: list[object] = [
        None if a is None else (a.entity or (a.start, a.end)) for a in (claim.subject, claim.object)
    ]
    if load_predicates()[claim.predicate].get("symmetric"):
        ends.sort(key=str)
    return (claim.predicate, *ends, claim.evidence.start, claim.polarity)


def merge_doubles(found: Sequence[Found]) -> list[Found]:
    """Return the claims of one sentence, each thing said once, in the order of `found`."""
    kept: dict[tuple[object, ...], Found] = {}
    for item in found:
        key = claim_key(item.claim)
        held = kept.get(key)
        kept[key] = item if held is None else Found(_merge(held.claim, item.claim), held.proposal)
    items = list(kept.values())
    return [item for item in items if not any(_is_covered(item, other) for other in items)]


def _merge(held: Claim, other: Claim) -> Claim:
    """Two frames found the same thing: keep the surer one, with what the other adds."""
    best, rest = (held, other) if held.confidence >= other.confidence else (other, held)
    return replace(
        best,
        qualifiers={**rest.qualifiers, **best.qualifiers},
        when=best.when or rest.when,
        where=best.where or rest.where,
    )


def _is_covered(item: Found, other: Found) -> bool:
    """`other` says all that `item` says, of the same word, and more."""
    a, b = item.claim, other.claim
    if a is b or item.proposal.tokens[-1] != other.proposal.tokens[-1]:
        return False
    if a.predicate in _POSTS and b.predicate in _POSTS and a.predicate != b.predicate:
        is_same = claim_key(a)[1:3] == claim_key(b)[1:3]
        return is_same and (a.confidence, a.predicate) < (b.confidence, b.predicate)
    if a.predicate != b.predicate or a.polarity != b.polarity:
        return False
    (a_subject, a_object), (b_subject, b_object) = claim_key(a)[1:3], claim_key(b)[1:3]
    if a.object is None and b.object is not None:
        return a_subject == b_subject or a.subject is None
    if a.subject is None and b.subject is not None:
        return a_object == b_object
    return False


def date_casualties(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one sentence, the dead of its one attack dated and placed with it.

    'They shelled the post on 22 April and 14 officers lost their lives': both are of 22 April.
    """
    attacks = {c.when.edtf: c for c in claims if c.predicate == "attacked" and c.when is not None}
    if len(attacks) != 1:
        return list(claims)
    [attack] = attacks.values()
    return [
        replace(c, when=attack.when, where=c.where or attack.where)
        if c.predicate == "killed" and _is_toll_of(c, attack)
        else c
        for c in claims
    ]


def _is_toll_of(claim: Claim, attack: Claim) -> bool:
    """So many dead, told as plainly as the attack, and by nobody else than who made it."""
    if claim.when is not None and claim.when != attack.when:
        return False
    is_alike = (claim.certainty, claim.polarity) == (attack.certainty, attack.polarity)
    doers = {a.start for a in (claim.subject, attack.subject) if a is not None}
    return "count" in claim.qualifiers and is_alike and len(doers) < 2


def drop_echoes(claims: Sequence[Claim], identifications: Collection[str]) -> list[Claim]:
    """Drop titles and names that only say again what the document has said of somebody.

    'Ambassador X' after 'X, the ambassador of Y' adds nothing; the first one is kept, and an
    office without its seat only where no seat is named. `identifications` are the ids of the
    claims that rest on a title, an apposition or a bracket.
    """
    seated = {c.subject.entity for c in claims if c.subject and c.object and c.predicate in _POSTS}
    seen: set[tuple[object, ...]] = set()
    kept: list[Claim] = []
    for claim in claims:
        if claim.id in identifications and claim.subject is not None:
            key = claim_key(claim)[:3]
            is_bare = claim.predicate == "holds_post" and claim.object is None
            if key in seen or (is_bare and claim.subject.entity in seated):
                continue
            seen.add(key)
        kept.append(claim)
    return kept
