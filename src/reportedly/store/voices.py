"""Who answers for how many claims: root sources, and publishers whose reports speak themselves.

Counted over indices; no claim is read but the first of each voice that is shown.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from reportedly.records import Claim
from reportedly.store.binding import IN, bind
from reportedly.store.names import normalise_name
from reportedly.store.restore import decode_claim

_REJECTED = "SELECT key FROM claims WHERE is_rejected"
_COUNT_ROOTS = (
    "SELECT entity, count(*), sum(polarity = 'denied'), sum(certainty = 'hedged'), "
    "sum(certainty = 'unrealised'), min(claim)"
)


class Tally(NamedTuple):
    """How many claims, how many of them are denied, hedged, unrealised, and the first one's key."""

    claims: int
    denied: int
    hedged: int
    unrealised: int
    first: int


class Root(NamedTuple):
    """A root source: the key of its cluster, or of its own where it is nobody outside a document."""

    entity: int | None
    is_local: bool
    tally: Tally


class OwnVoice(NamedTuple):
    """What the reports of one publisher say themselves; of a report without one, by itself."""

    publisher: str | None
    document: str
    """The first report's id."""
    tally: Tally


class ToldBy(NamedTuple):
    """A proposition that a claim tells, and how many claims tell it.

    `origins` where they are counted, and it is one of one time and amount.
    """

    proposition: int
    claims: int
    origins: int | None


class Voices:
    """Reads who says how much."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def list_roots(self) -> list[Root]:
        """Return the root sources."""
        counted = self._count_roots()
        places = dict[int | None, tuple[int | None, bool]]({None: (None, False)})
        rows = self._db.execute(
            f"SELECT key, cluster, document IS NOT NULL FROM entities WHERE key {IN}",
            (bind(key for key in counted if key is not None),),
        )
        places |= {key: (key if local else cluster, bool(local)) for key, cluster, local in rows}
        found: dict[tuple[int | None, bool], Tally] = {}
        for key, tally in counted.items():
            place = places[key]
            found[place] = add_tallies(found[place], tally) if place in found else tally
        return [Root(*place, tally) for place, tally in found.items()]

    def _count_roots(self) -> dict[int | None, Tally]:
        """Counts by the entity that stands in the claims; the few with a rejected claim apart."""
        rows = self._db.execute(
            f"{_COUNT_ROOTS} FROM claim_sources INDEXED BY claim_sources_roots WHERE is_root "
            "GROUP BY entity"
        )
        found = {row[0]: Tally(*row[1:]) for row in rows}
        rejected = self._db.execute(
            "SELECT DISTINCT s.entity FROM claims c INDEXED BY claims_rejected "
            "JOIN claim_sources s ON s.claim = c.key AND s.is_root WHERE c.is_rejected"
        ).fetchall()
        for (entity,) in rejected:
            row = self._db.execute(
                f"{_COUNT_ROOTS} FROM claim_sources WHERE is_root AND entity IS ? "
                f"AND claim NOT IN ({_REJECTED})",
                (entity,),
            ).fetchone()
            if row[1]:
                found[entity] = Tally(*row[1:])
            else:
                del found[entity]
        return found

    def list_own(self) -> list[OwnVoice]:
        """Return the publishers, and the reports without one, that speak themselves."""
        rows = self._db.execute(
            "SELECT d.publisher, d.id, o.n, o.denied, o.hedged, o.unrealised, o.first FROM "
            "(SELECT document, count(*) AS n, sum(polarity = 'denied') AS denied, "
            "sum(certainty = 'hedged') AS hedged, sum(certainty = 'unrealised') AS unrealised, "
            "min(key) AS first FROM claims INDEXED BY claims_own_voice "
            "WHERE NOT is_sourced AND NOT is_rejected GROUP BY document) o "
            "JOIN documents d ON d.key = o.document ORDER BY d.key"
        )
        found: dict[str, OwnVoice] = {}
        for publisher, document, *numbers in rows:
            voice = OwnVoice(publisher, document, Tally(*numbers))
            key = publisher or f"\n{document}"
            known = found.get(key)
            found[key] = (
                known._replace(tally=add_tallies(known.tally, voice.tally)) if known else voice
            )
        return list(found.values())

    def list_organizations(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Return (name, id of who stands for it) of named organizations with names near these."""
        norms = msgspec.json.encode(sorted({normalise_name(name) for name in names})).decode()
        bearers = "e.kind = 'organization' AND e.document IS NULL"
        clusters = "JOIN entities c ON c.key = e.cluster"
        rows = self._db.execute(
            f"SELECT n.name, c.id, e.key FROM names n JOIN entities e ON e.key = n.entity {clusters} "
            f"WHERE n.norm {IN} AND {bearers} UNION SELECT e.name, c.id, e.key FROM entities e "
            f"{clusters} WHERE e.norm {IN} AND {bearers} ORDER BY 3",
            (norms, norms),
        )
        return [(row[0], row[1]) for row in rows]

    def get_ids(self, entities: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Return id and kind of entities by their keys."""
        question = f"SELECT key, id, kind FROM entities WHERE key {IN}"
        rows = self._db.execute(question, (bind(entities),))
        return {row[0]: (row[1], row[2]) for row in rows}

    def find_local(self, entities: Iterable[str]) -> set[str]:
        """Return which of some entities (ids) are nobody outside a document."""
        question = f"SELECT id FROM entities WHERE document IS NOT NULL AND id {IN}"
        return {row[0] for row in self._db.execute(question, (_encode(list(entities)),))}

    def get_firsts(self, claims: Iterable[int]) -> dict[int, Claim]:
        """Return claims by their keys."""
        question = f"SELECT key, record FROM claims WHERE key {IN}"
        rows = self._db.execute(question, (bind(claims),))
        return {row[0]: decode_claim(row[1]) for row in rows}

    def list_said(
        self, entities: Iterable[int], publishers: Iterable[str], documents: Iterable[str]
    ) -> dict[int, Claim]:
        """Return by key the claims of which entities (keys) are the root source, and of own voices.

        Those are reports of publishers, and documents (ids), where they speak themselves.
        """
        names = list(publishers)
        rows = self._db.execute(
            f"SELECT c.key, c.record FROM claims c WHERE NOT +c.is_rejected AND c.key IN ("
            f"SELECT claim FROM claim_sources WHERE is_root AND entity {IN} UNION "
            "SELECT o.key FROM documents d JOIN claims o ON o.document = d.key "
            f"WHERE NOT o.is_sourced AND d.publisher_norm {IN} AND d.publisher {IN} UNION "
            "SELECT o.key FROM documents d JOIN claims o ON o.document = d.key "
            f"WHERE NOT o.is_sourced AND d.id {IN}) ORDER BY c.key",
            (
                bind(entities),
                _encode([normalise_name(name) for name in names]),
                _encode(names),
                _encode(list(documents)),
            ),
        )
        return {row[0]: decode_claim(row[1]) for row in rows}

    def count_tellings(self, claims: Iterable[int]) -> dict[int, ToldBy]:
        """Return by claim (key) the proposition that it tells, and what is counted of that."""
        rows = self._db.execute(
            "SELECT t.claim, p.key, p.claims, CASE WHEN p.matters = 1 THEN p.origins END "
            f"FROM tellings t JOIN propositions p ON p.key = t.proposition WHERE t.claim {IN}",
            (bind(claims),),
        )
        return {row[0]: ToldBy(*row[1:]) for row in rows}

    def count_passed_on(self, clusters: Iterable[int]) -> int:
        """Return of how many claims clusters stand in the chain of sources."""
        row = self._db.execute(
            "SELECT count(DISTINCT s.claim) FROM entities e CROSS JOIN claim_sources s "
            f"ON s.entity = e.key WHERE e.cluster {IN} AND s.claim NOT IN ({_REJECTED})",
            (bind(clusters),),
        ).fetchone()
        return int(row[0])

    def find_first(self, proposition: int) -> Claim | None:
        """Return the first claim that affirms a proposition."""
        row = self._db.execute(
            "SELECT c.record FROM tellings t JOIN claims c ON c.key = t.claim WHERE t.proposition = ? "
            "AND c.polarity = 'affirmed' AND NOT c.is_rejected ORDER BY t.claim LIMIT 1",
            (proposition,),
        ).fetchone()
        return None if row is None else decode_claim(row[0])

    def find_claims(self, claims: Iterable[str]) -> dict[str, Claim]:
        """Return claims by their ids."""
        question = f"SELECT id, record FROM claims WHERE id {IN}"
        rows = self._db.execute(question, (_encode(list(claims)),))
        return {row[0]: decode_claim(row[1]) for row in rows}

    def list_documents(self, clusters: Iterable[int], publishers: Iterable[str]) -> set[int]:
        """Return the documents in which clusters are the root source, or publishers speak."""
        said = self._db.execute(
            "SELECT DISTINCT s.claim >> 20 FROM entities e CROSS JOIN claim_sources s "
            f"ON s.entity = e.key AND s.is_root WHERE e.cluster {IN} AND e.document IS NULL "
            f"AND s.claim NOT IN ({_REJECTED})",
            (bind(clusters),),
        )
        found = {row[0] for row in said}
        for publisher in publishers:
            own = self._db.execute(
                "SELECT d.key FROM documents d WHERE d.publisher_norm = ? AND d.publisher = ? "
                "AND EXISTS (SELECT 1 FROM claims c WHERE c.document = d.key "
                "AND NOT c.is_sourced AND NOT c.is_rejected)",
                (normalise_name(publisher), publisher),
            )
            found |= {row[0] for row in own}
        return found


def add_tallies(one: Tally, other: Tally) -> Tally:
    """Return the counts of both together."""
    return Tally(
        claims=one.claims + other.claims,
        denied=one.denied + other.denied,
        hedged=one.hedged + other.hedged,
        unrealised=one.unrealised + other.unrealised,
        first=min(one.first, other.first),
    )


def _encode(values: list[str]) -> str:
    return msgspec.json.encode(values).decode()
