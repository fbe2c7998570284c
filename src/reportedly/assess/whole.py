"""A settled case → all that its claims come to, in one record.

For exports that hold everything; questions about somebody ask the store.
"""

from collections.abc import Iterator

import msgspec

from reportedly.assess.counting import load_propositions
from reportedly.export.whole_case import Weighed, encode_case
from reportedly.records import Claim, Copy, Dispute, Join, Proposition, Record
from reportedly.store import ClaimFilter, Store


class Assessment(Record, frozen=True, kw_only=True):
    """A whole case, weighed. `same` gives the entity that stands for each that was joined."""

    claims: tuple[Claim, ...]
    same: dict[str, str]
    joins: tuple[Join, ...]
    doubts: tuple[Join, ...]
    copies: tuple[Copy, ...]
    propositions: tuple[Proposition, ...]
    disputes: tuple[Dispute, ...]


def assess_case(store: Store, wanted: ClaimFilter | None = None) -> Assessment:
    """Return what the claims of a settled case come to, all or the `wanted` ones."""
    claims = tuple(store.find_claims(wanted or ClaimFilter()))
    ids = {claim.id for claim in claims}
    found = (_keep(p, ids) for p in list_propositions(store))
    return Assessment(
        claims=claims,
        same=store.clusters.list_same(),
        joins=tuple(store.clusters.list_joins(None, is_made=True)),
        doubts=tuple(store.clusters.list_joins(None, is_made=False)),
        copies=tuple(store.copied.list_copies()),
        propositions=tuple(p for p in found if p.affirmed or p.denied),
        disputes=tuple(d for d in store.weighed.list_disputes() if {d.a, d.b} <= ids),
    )


def list_propositions(
    store: Store, clusters: list[int] | None = None, limit: int = -1
) -> Iterator[Proposition]:
    """Yield propositions, those about the clusters or all, each with its tellings."""
    for key in store.weighed.list_propositions(clusters, limit=limit):
        yield from load_propositions(store.weighed, store.copied, key)


def encode_assessment(store: Store, assessed: Assessment) -> bytes:
    """Return a case and what it comes to as one JSON object in UTF-8."""
    return encode_case(
        store.list_documents(),
        store.list_entities(),
        store.list_mentions(),
        Weighed(
            claims=assessed.claims,
            copies=assessed.copies,
            propositions=assessed.propositions,
            disputes=assessed.disputes,
            same=assessed.same,
        ),
    )


def _keep(proposition: Proposition, claims: set[str]) -> Proposition:
    """The proposition with the tellings of these claims alone."""
    return msgspec.structs.replace(
        proposition,
        affirmed=tuple(t for t in proposition.affirmed if t.claim.id in claims),
        denied=tuple(t for t in proposition.denied if t.claim.id in claims),
    )
