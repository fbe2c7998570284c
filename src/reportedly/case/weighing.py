"""What the claims of a case come to: propositions, disputes, joined names, copied passages."""

from collections.abc import Iterator
from itertools import chain, islice

from reportedly.assess import count_case, list_propositions, remove_document, settle_case
from reportedly.case.base import CaseBase
from reportedly.errors import CaseError
from reportedly.query import find_meant
from reportedly.records import Contest, Copy, Entity, Join, Proposition


class Weighing(CaseBase):
    """What a case comes to once it is resolved and weighed."""

    def settle(self, *, workers: int | None = 1) -> Iterator[int]:
        """Resolve and weigh what was added since; yields how many documents still wait.

        `add` and every question that needs it do so themselves. With several `workers` other
        processes find what this one writes, where very many documents wait in a file; `None` takes
        as many as the machine has room for. It comes to the same.
        """
        return settle_case(self._store, workers)

    def count_new_names(self) -> int:
        """Return how many names wait to be compared, which `settle` does before all else."""
        return self._store.clusters.count_uncompared()

    def count_origins(
        self, *, at_once: int = 1000, most_claims: int | None = None
    ) -> Iterator[int]:
        """Count the independent origins of every proposition; yields how many were counted.

        At most `at_once` are counted in one transaction; with `most_claims` none that more claims tell.
        """
        yield from self.settle()
        yield from count_case(self._store, at_once, most_claims)

    def propositions(
        self, about: str | None = None, *, limit: int | None = None
    ) -> Iterator[Proposition]:
        """Yield what the claims say, each with who affirms and who denies it.

        Those about one entity (a name or id), where `count_origins` was called those of most origins
        first; else all, in the order of their first claims. Raises `CaseError` for an unknown name,
        `UsageError` for one that may mean several.
        """
        self._settle()
        clusters = self._find_clusters(about)
        return list_propositions(self._store, clusters, limit=_at_most(limit))

    def contests(self, about: str | None = None, *, limit: int | None = None) -> Iterator[Contest]:
        """Yield the disputes with both sides' claims; those about one entity, else all."""
        self._settle()
        clusters = self._find_clusters(about)
        for dispute in self._store.weighed.list_disputes(clusters, _at_most(limit)):
            a, b = self._store.find_claim(dispute.a), self._store.find_claim(dispute.b)
            if a is not None and b is not None:
                yield Contest(reason=dispute.reason, a=a, b=b)

    def count_contests(self) -> int:
        """Return how many disputes there are."""
        self._settle()
        return self._store.front.count_disputes()

    def joins(self, about: str | None = None, *, limit: int | None = None) -> Iterator[Join]:
        """Yield the joins that were made, then the doubts, each with its score and reason.

        Those of one entity, else all.
        """
        self._settle()
        clusters = self._find_clusters(about)
        rooms = self._store.clusters
        entities = None if clusters is None else rooms.list_cluster(clusters)
        kinds = (rooms.list_joins(entities, is_made=is_made) for is_made in (True, False))
        return islice(chain.from_iterable(kinds), limit)

    def entity(self, entity: str) -> Entity:
        """Return the entity that stands for the one of that id, with all names they have.

        Raises `CaseError` where there is none.
        """
        self._settle()
        found = self._store.find_entity(entity)
        if found is None:
            raise CaseError(f"no entity '{entity}' is in the case")
        return found

    def own_name(self, entity: str) -> str:
        """Return the name that an entity itself has, whatever stands for it."""
        keys = self._store.weighed.get_keys([entity])
        named = self._store.clusters.get_named(keys.values())
        return next((one.names[0] for one in named.values()), entity)

    def copies(self) -> Iterator[Copy]:
        """Yield the passages that two documents share."""
        self._settle()
        return self._store.copied.list_copies()

    def canonical(self) -> dict[str, str]:
        """Return the entity that stands for each entity; its own id where it stands alone."""
        self._settle()
        return self._store.clusters.list_same()

    def remove(self, document: str) -> None:
        """Take a document (its id) and all that rested on it alone out of the case.

        Raises `CaseError` where there is none.
        """
        if not remove_document(self._store, document):
            raise CaseError(f"no document '{document}' is in the case")
        self._settle()

    def _find_clusters(self, about: str | None) -> list[int] | None:
        if about is None:
            return None
        keys = self._store.weighed.get_keys(e.id for e in find_meant(self._store, about))
        return sorted(set(self._store.clusters.get_clusters(keys.values()).values()))


def _at_most(limit: int | None) -> int:
    return -1 if limit is None else limit
