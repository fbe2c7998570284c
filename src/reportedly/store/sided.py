"""Which claims stand beside a claim: found by the keys of their sides, without reading them.

Nothing here walks the whole case; claims, documents and entities are spoken of by their keys.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

from collections.abc import Collection, Iterable, Iterator
from typing import Literal, NamedTuple, Protocol

import msgspec

from reportedly.store.binding import IN, bind
from reportedly.store.published import Published

_HAS_AGE = "json_extract(record, '$.qualifiers.age') IS NOT NULL"
_HAS_NUMBER = (
    "(+predicate = 'captured' OR json_extract(record, '$.qualifiers.count') IS NOT NULL "
    "OR json_extract(record, '$.qualifiers.killed') IS NOT NULL "
    "OR json_extract(record, '$.qualifiers.wounded') IS NOT NULL)"
)

_IN_ORDER = {"subject": "claims_of_subject", "object": "claims_by_object"}
"""The index in which the claims of a side stand in the order of reading."""


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


class Row(NamedTuple):
    """A claim as it stands in its row, `record` being all of it as JSON."""

    key: int
    document: int
    predicate: str
    polarity: str
    subject: int | None
    object: int | None
    record: str
    may_be_disputed: bool


class Named(NamedTuple):
    """An entity by its key: its cluster, whether it is of one document alone, who names it."""

    key: int
    cluster: int
    is_local: bool
    documents: int
    is_place: bool


class Sided(Published):
    """Finds claims by their sides. What was rejected is among them."""

    def walk_claims(self, at_once: int) -> Iterator[list[Row]]:
        """Yield all claims of the case, in the order of reading, some at once.

        Those that were rejected, or are planned or threatened only, may not be disputed.
        """
        question = (
            "SELECT key, document, predicate, polarity, subject, object, record, "
            "certainty <> 'unrealised' AND NOT is_rejected FROM claims "
            "WHERE key > ? ORDER BY key LIMIT ?"
        )
        after = -1
        while rows := self._db.execute(question, (after, at_once)).fetchall():
            yield list(map(Row._make, rows))
            after = rows[-1][0]

    def walk_entities(self) -> Iterator[Named]:
        """Yield all entities."""
        rows = self._db.execute(
            "SELECT key, cluster, document IS NOT NULL, documents, kind = 'place' FROM entities"
        )
        yield from map(Named._make, rows)

    def walk_names(self, at_once: int) -> Iterator[list[tuple[int, int]]]:
        """Yield all names, each with the entity that bears it, some at once."""
        rows = self._db.execute("SELECT key, entity FROM names")
        while some := rows.fetchmany(at_once):
            yield some

    def walk_named(self, at_once: int) -> Iterator[list[tuple[int, int]]]:
        """Yield documents, each with a name that stands in it, some at once."""
        rows = self._db.execute("SELECT document, name FROM document_names")
        while some := rows.fetchmany(at_once):
            yield some

    def get_last_entity(self) -> int:
        """Return the largest key that an entity has, 0 where there is none."""
        return int(self._db.execute("SELECT coalesce(max(key), 0) FROM entities").fetchone()[0])

    def count_changes(self) -> int:
        """Return how many rows were changed since this connection to the case was opened, by itself."""
        return self._db.total_changes

    def get_version(self) -> int:
        """Return a number that is another one once somebody else has written to the case."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def get_path(self) -> str | None:
        """Return where the file of the case is, `None` where it is in memory."""
        [name] = [row[2] for row in self._db.execute("PRAGMA database_list") if row[1] == "main"]
        return name or None

    def get_mates(self, entities: Iterable[int]) -> dict[int, Cluster]:
        """Return for each entity all that are one with it, itself among them."""
        question = f"SELECT key, cluster FROM entities WHERE key {IN}"
        of = dict(self._db.execute(question, (bind(entities),)).fetchall())
        members: dict[int, list[tuple[int, int]]] = {}
        question = f"SELECT cluster, key, documents FROM entities WHERE cluster {IN}"
        for cluster, key, documents in self._db.execute(question, (bind(set(of.values())),)):
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
        question = f"SELECT c.{slot}, {_stand(slot)} FROM claims c WHERE c.{slot} {IN} LIMIT ?"
        rows = self._db.execute(question, (bind(entities), limit))
        return [(row[0], Standing._make(row[1:])) for row in rows]

    def find_beside(self, search: Beside, entities: Collection[int], limit: int) -> list[int]:
        """Return the latest claims, at most `limit`, with one of the entities on a side.

        Who stands on the other side does not count, whether or not the search is strict.
        """
        latest = (
            f"SELECT key FROM claims INDEXED BY {_IN_ORDER[search.theirs]} WHERE {search.theirs} = ? "
            "AND predicate = ? AND polarity = ? ORDER BY key DESC LIMIT ?"
        )
        return self._merge(latest, entities, search, limit)

    def find_facing(
        self, search: Beside, entities: Collection[int], others: Collection[int], limit: int
    ) -> list[int]:
        """Return the latest claims, at most `limit`, between one of the entities and one of the others.

        Those that nobody is known on the other side of are among them.
        """
        sides = (entities, others) if search.theirs == "subject" else (others, entities)
        predicates = msgspec.json.encode(sorted(search.predicates)).decode()
        between = self._db.execute(
            f"SELECT key FROM claims INDEXED BY claims_by_subject WHERE subject {IN} "
            f"AND predicate {IN} AND polarity = ? AND object {IN} ORDER BY key DESC LIMIT ?",
            (bind(sides[0]), predicates, search.polarity, bind(sides[1]), limit),
        )
        found = {row[0] for row in between}
        latest = (
            f"SELECT claim FROM open_claims WHERE side = '{search.theirs}' AND entity = ? "
            "AND predicate = ? AND polarity = ? ORDER BY claim DESC LIMIT ?"
        )
        found.update(self._merge(latest, entities, search, limit))
        return sorted(found, reverse=True)[:limit]

    def find_aged(self, search: Beside, entities: Collection[int], limit: int) -> list[int]:
        """Return the latest claims of the entities, at most `limit`, that may tell an age."""
        rows = self._db.execute(
            "SELECT key FROM claims INDEXED BY claims_aged WHERE subject IS NOT NULL "
            f"AND instr(record, '\"age\":') > 0 AND subject {IN} AND polarity = ? "
            "ORDER BY key DESC LIMIT ?",
            (bind(entities), search.polarity, limit),
        )
        return [row[0] for row in rows]

    def _merge(
        self, latest: str, entities: Collection[int], search: Beside, limit: int
    ) -> list[int]:
        """The latest of what a statement gives for each entity and predicate: it reads no more."""
        found = [
            row[0]
            for entity in entities
            for predicate in search.predicates
            for row in self._db.execute(latest, (entity, predicate, search.polarity, limit))
        ]
        return sorted(found, reverse=True)[:limit]

    def find_first(
        self,
        slot: Literal["subject", "object"],
        sides: tuple[Collection[int], Collection[int]],
        told: tuple[str, str],
        after: int,
        limit: int,
    ) -> list[int]:
        """Return the first claims from a key on between some entities on a side and some on the other.

        `told` is the predicate and the polarity that they must have.
        """
        other = "object" if slot == "subject" else "subject"
        rows = self._db.execute(
            f"SELECT key FROM claims INDEXED BY claims_by_{slot} "
            f"WHERE {slot} {IN} AND predicate = ? AND polarity = ? "
            f"AND {other} {IN} AND +key >= ? ORDER BY key LIMIT ?",
            (bind(sides[0]), *told, bind(sides[1]), after, limit),
        )
        return [row[0] for row in rows]

    def list_local(self, entities: Iterable[int]) -> list[int]:
        """Return those of the entities who are nobody outside one document."""
        question = f"SELECT key FROM entities WHERE key {IN} AND document IS NOT NULL"
        return [row[0] for row in self._db.execute(question, (bind(entities),))]

    def list_aged(self, claims: Iterable[int]) -> list[int]:
        """Return those of the claims that tell an age."""
        question = f"SELECT key FROM claims WHERE key {IN} AND {_HAS_AGE}"
        return [row[0] for row in self._db.execute(question, (bind(claims),))]

    def find_counted(self, documents: Iterable[int]) -> list[tuple[int, int]]:
        """Return the claims of documents that have a number, each as (document, claim)."""
        where = f"document {IN} AND +polarity = 'affirmed' AND {_HAS_NUMBER} ORDER BY key"
        question = f"SELECT document, key FROM claims WHERE {where}"
        return self._db.execute(question, (bind(documents),)).fetchall()

    def find_nameless(self, documents: Iterable[int]) -> list[tuple[int, int, str, str]]:
        """Return the claims of documents whose object is nobody outside its document.

        Each as (document, claim, predicate, polarity).
        """
        question = (
            f"SELECT document, key, predicate, polarity FROM claims WHERE document {IN} "
            "AND EXISTS (SELECT 1 FROM entities e WHERE e.key = claims.object "
            "AND e.document IS NOT NULL) ORDER BY key"
        )
        return self._db.execute(question, (bind(documents),)).fetchall()

    def list_told_in(self, document: str, predicate: str) -> list[int]:
        """Return the keys of the claims of one predicate that a document (id) makes."""
        question = (
            "SELECT key FROM claims WHERE document = (SELECT key FROM documents WHERE id = ?) "
            "AND +predicate = ? ORDER BY key"
        )
        return [row[0] for row in self._db.execute(question, (document, predicate))]


def _stand(slot: str) -> str:
    return f"c.key, c.predicate, c.polarity, c.{'object' if slot == 'subject' else 'subject'}"
