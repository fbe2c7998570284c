"""Which claims stand beside a claim: found by the keys of their sides, without reading them.

Nothing here walks the whole case; claims, documents and entities are spoken of by their keys.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple, Protocol

import msgspec

from reportedly.store.published import Published

_IN = "IN (SELECT value FROM json_each(?))"
_HAS_AGE = "json_extract(record, '$.qualifiers.age') IS NOT NULL"
_HAS_NUMBER = (
    "(+predicate = 'captured' OR json_extract(record, '$.qualifiers.count') IS NOT NULL "
    "OR json_extract(record, '$.qualifiers.killed') IS NOT NULL "
    "OR json_extract(record, '$.qualifiers.wounded') IS NOT NULL)"
)

WALKED = 2000
"""So many of the latest claims of a side are walked at most."""


class Beside(Protocol):
    """What claims are looked for beside a claim; see `weigh.rivals`."""

    @property
    def predicates(self) -> frozenset[str]:
        """Of one of these."""

    @property
    def polarity(self) -> str:
        """And of this polarity."""

    @property
    def theirs(self) -> str:
        """The side on which the entities must stand."""

    @property
    def is_strict(self) -> bool:
        """Whether the other side counts too."""

    @property
    def has_age(self) -> bool:
        """Whether the predicate does not count, but an age."""


class Cluster(NamedTuple):
    """Entities that are one, and how many documents name them, each counted for each."""

    key: int
    members: frozenset[int]
    documents: int


class Standing(NamedTuple):
    """A claim on a side of which somebody stands; `other` stands on its other side."""

    key: int
    predicate: str
    polarity: str
    other: int | None


class Sided(Published):
    """Finds claims by their sides. What was rejected is among them."""

    def get_mates(self, entities: Iterable[int]) -> dict[int, Cluster]:
        """Return for each entity all that are one with it, itself among them."""
        question = f"SELECT key, cluster FROM entities WHERE key {_IN}"
        of = dict(self._db.execute(question, (_json(entities),)).fetchall())
        members: dict[int, list[tuple[int, int]]] = {}
        question = f"SELECT cluster, key, documents FROM entities WHERE cluster {_IN}"
        for cluster, key, documents in self._db.execute(question, (_json(set(of.values())),)):
            members.setdefault(cluster, []).append((key, documents))
        known = {
            cluster: Cluster(cluster, frozenset(key for key, _ in found), sum(n for _, n in found))
            for cluster, found in members.items()
        }
        return {entity: known[cluster] for entity, cluster in of.items()}

    def list_standing(
        self, slot: Literal["subject", "object"], entities: Collection[int], limit: int
    ) -> list[tuple[int, Standing]]:
        """Return at most `limit` claims with one of the entities on a side, each with that one."""
        question = f"SELECT c.{slot}, {_stand(slot)} FROM claims c WHERE c.{slot} {_IN} LIMIT ?"
        rows = self._db.execute(question, (_json(entities), limit))
        return [(row[0], Standing._make(row[1:])) for row in rows]

    def find_beside(self, search: Beside, entities: Collection[int], limit: int) -> list[Standing]:
        """Return the latest claims, at most `limit`, with one of the entities on a side.

        Whether a search is strict, and who may stand on the other side, is left to the caller.
        """
        predicates = "" if search.has_age else f"AND c.predicate {_IN} "
        values: list[object] = [_json(entities)]
        if not search.has_age:
            values.append(msgspec.json.encode(sorted(search.predicates)).decode())
        rows = self._db.execute(
            f"SELECT {_stand(search.theirs)} FROM claims c WHERE c.{search.theirs} {_IN} "
            f"{predicates}AND c.polarity = ? ORDER BY c.key DESC LIMIT ?",
            (*values, search.polarity, limit),
        )
        return list(map(Standing._make, rows))

    def list_local(self, entities: Iterable[int]) -> list[int]:
        """Return those of the entities who are nobody outside one document."""
        question = f"SELECT key FROM entities WHERE key {_IN} AND document IS NOT NULL"
        return [row[0] for row in self._db.execute(question, (_json(entities),))]

    def list_aged(self, claims: Iterable[int]) -> list[int]:
        """Return those of the claims that tell an age."""
        question = f"SELECT key FROM claims WHERE key {_IN} AND {_HAS_AGE}"
        return [row[0] for row in self._db.execute(question, (_json(claims),))]

    def find_counted(self, documents: Iterable[int]) -> list[tuple[int, int]]:
        """Return the claims of documents that have a number, each as (document, claim)."""
        where = f"document {_IN} AND +polarity = 'affirmed' AND {_HAS_NUMBER} ORDER BY key"
        question = f"SELECT document, key FROM claims WHERE {where}"
        return self._db.execute(question, (_json(documents),)).fetchall()

    def find_nameless(self, documents: Iterable[int]) -> list[tuple[int, int, str, str]]:
        """Return the claims of documents whose object is nobody outside its document.

        Each as (document, claim, predicate, polarity).
        """
        question = (
            f"SELECT document, key, predicate, polarity FROM claims WHERE document {_IN} "
            "AND EXISTS (SELECT 1 FROM entities e WHERE e.key = claims.object "
            "AND e.document IS NOT NULL) ORDER BY key"
        )
        return self._db.execute(question, (_json(documents),)).fetchall()

    def list_told_in(self, document: str, predicate: str) -> list[int]:
        """Return the keys of the claims of one predicate that a document (id) makes."""
        question = (
            "SELECT key FROM claims WHERE document = (SELECT key FROM documents WHERE id = ?) "
            "AND +predicate = ? ORDER BY key"
        )
        return [row[0] for row in self._db.execute(question, (document, predicate))]


def _stand(slot: str) -> str:
    return f"c.key, c.predicate, c.polarity, c.{'object' if slot == 'subject' else 'subject'}"


def _json(values: Iterable[int]) -> str:
    return msgspec.json.encode(list(values)).decode()
