"""What the claims of a case come to: propositions, disputes, joined names, copied passages."""

from collections.abc import Iterator
from itertools import islice

from reportedly.assess import assess_case
from reportedly.case.base import CaseBase
from reportedly.query import find_meant
from reportedly.records import Claim, Contest, Copy, Join, Proposition


class Weighing(CaseBase):
    """What a case comes to once it is resolved and weighed."""

    def propositions(
        self, about: str | None = None, *, limit: int | None = None
    ) -> Iterator[Proposition]:
        """Yield what the claims say, each with who affirms and who denies it.

        Those about one entity (a name or id), else all. Raises `CaseError` for an unknown name,
        `UsageError` for one that may mean several.
        """
        assessed = assess_case(self._store)
        wanted = self._find_wanted(about, assessed.same)
        found = (
            p for p in assessed.propositions if wanted is None or {p.subject, p.object} & wanted
        )
        return islice(found, limit)

    def contests(self, about: str | None = None, *, limit: int | None = None) -> Iterator[Contest]:
        """Yield the disputes with both sides' claims; those about one entity, else all."""
        assessed = assess_case(self._store)
        claims = {claim.id: claim for claim in assessed.claims}
        wanted = self._find_wanted(about, assessed.same)
        found = (
            Contest(reason=d.reason, a=claims[d.a], b=claims[d.b])
            for d in assessed.disputes
            if wanted is None
            or any(_is_about(claims[side], wanted, assessed.same) for side in (d.a, d.b))
        )
        return islice(found, limit)

    def joins(self) -> Iterator[Join]:
        """Yield the joins that were made, then the doubts, each with its score and reason."""
        assessed = assess_case(self._store)
        yield from (*assessed.joins, *assessed.doubts)

    def copies(self) -> Iterator[Copy]:
        """Yield the passages that two documents share."""
        yield from assess_case(self._store).copies

    def canonical(self) -> dict[str, str]:
        """Return the entity that stands for each entity that was joined to others."""
        return assess_case(self._store).same

    def _find_wanted(self, about: str | None, same: dict[str, str]) -> set[str] | None:
        if about is None:
            return None
        return {same.get(e.id, e.id) for e in find_meant(self._store, about)}


def _is_about(claim: Claim, wanted: set[str], same: dict[str, str]) -> bool:
    ids = {a.entity for a in (claim.subject, claim.object) if a is not None and a.entity}
    return any(same.get(id_, id_) in wanted for id_ in ids)
