"""What a brief is made of: everything that a case holds about one entity, as plain records.

The façade gathers it; `narrow_material` keeps what was asked for. Denials stay with what they deny.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import msgspec

from reportedly.edtf import bounds, is_valid
from reportedly.records import (
    Claim,
    Contest,
    Copy,
    Entity,
    Join,
    Proposition,
    Record,
    Telling,
)
from reportedly.store import DocumentSummary, NameCount
from reportedly.weigh import Locality


class Limits(Record, frozen=True, kw_only=True):
    """What a brief leaves out, and how many sentences a section has at most.

    `since` and `until` are EDTF and let through what overlaps them; claims without a known time
    then stay out. `min_confidence` is the extractor's, 0 to 1.
    """

    since: str | None = None
    until: str | None = None
    min_confidence: float | None = None
    sentences: int = 15
    title: str | None = None
    made_on: str | None = None


class Material(Record, frozen=True, kw_only=True):
    """Everything that a case holds about `entity`; `members` are the entities joined to it.

    `documents` are by id; `localities` the places of the claims. `ratings` tell by claim how
    reliable its source is held to be, A to F; `grades` by proposition its grade, 1 to 6; `labels` are names by
    entity; `contexts` are, by claim, the sentences that name an argument outside the evidence.
    """

    entity: Entity
    members: tuple[Entity, ...] = ()
    names: tuple[NameCount, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    says: tuple[Claim, ...] = ()
    contests: tuple[Contest, ...] = ()
    joins: tuple[Join, ...] = ()
    copies: tuple[Copy, ...] = ()
    documents: Mapping[str, DocumentSummary] = {}
    localities: tuple[Locality, ...] = ()
    ratings: Mapping[str, str] = {}
    grades: Mapping[str, int] = {}
    labels: Mapping[str, str] = {}
    contexts: Mapping[str, tuple[str, ...]] = {}
    models: tuple[str, ...] = ()
    program: str = "unknown"

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the entity and of all that were joined to it."""
        return frozenset((self.entity.id, *(member.id for member in self.members)))

    def list_claims(self) -> list[Claim]:
        """Return the claims of all propositions, each once, in their order."""
        tellings = (t for p in self.propositions for t in (*p.affirmed, *p.denied))
        return list({t.claim.id: t.claim for t in tellings}.values())


def narrow_material(material: Material, limits: Limits) -> Material:
    """Return the material without the claims that `limits` leave out.

    Raises `UsageError` for a `since` or `until` that is no EDTF date.
    """
    is_wanted = _make_test(limits)
    kept = []
    for proposition in material.propositions:
        affirmed = _keep(proposition.affirmed, is_wanted)
        denied = _keep(proposition.denied, is_wanted)
        if affirmed or denied:
            kept.append(msgspec.structs.replace(proposition, affirmed=affirmed, denied=denied))
    return msgspec.structs.replace(
        material,
        propositions=tuple(kept),
        says=tuple(claim for claim in material.says if is_wanted(claim)),
        contests=tuple(c for c in material.contests if is_wanted(c.a) and is_wanted(c.b)),
    )


def _keep(tellings: Iterable[Telling], is_wanted: Callable[[Claim], bool]) -> tuple[Telling, ...]:
    return tuple(telling for telling in tellings if is_wanted(telling.claim))


def _make_test(limits: Limits) -> Callable[[Claim], bool]:
    since = bounds(limits.since)[0] if limits.since else None
    until = bounds(limits.until)[1] if limits.until else None
    least = limits.min_confidence or 0.0

    def is_wanted(claim: Claim) -> bool:
        if claim.confidence < least:
            return False
        if since is None and until is None:
            return True
        if claim.when is None or not is_valid(claim.when.edtf):
            return False
        first, last = bounds(claim.when.edtf)
        return not _is_before(last, since) and not _is_before(until, first)

    return is_wanted


def _is_before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other
