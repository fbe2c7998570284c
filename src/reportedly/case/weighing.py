"""What the claims of a case come to: propositions, disputes, joined names, copied passages."""

from collections.abc import Iterator
from itertools import islice

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
        assessed = self._assess()
        wanted = self._find_wanted(about, assessed.same)
        found = (
            p for p in assessed.propositions if wanted is None or {p.subject, p.object} & wanted
        )
        return islice(found, limit)

    def contests(self, about: str | None = None, *, limit: int | None = None) -> Iterator[Contest]:
        """Yield the disputes with both sides' claims; those about one entity, else all."""
        assessed = self._assess()
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
        assessed = self._assess()
        yield from (*assessed.joins, *assessed.doubts)

    def copies(self) -> Iterator[Copy]:
        """Yield the passages that two documents share."""
        yield from self._assess().copies

    def canonical(self) -> dict[str, str]:
        """Return the entity that stands for each entity that was joined to others."""
        return self._assess().same

    def _find_wanted(self, about: str | None, same: dict[str, str]) -> set[str] | None:
        if about is None:
            return None
        return {same.get(e.id, e.id) for e in find_meant(self._store, about)}


def _is_about(claim: Claim, wanted: set[str], same: dict[str, str]) -> bool:
    ids = {a.entity for a in (claim.subject, claim.object) if a is not None and a.entity}
    return any(same.get(id_, id_) in wanted for id_ in ids)
