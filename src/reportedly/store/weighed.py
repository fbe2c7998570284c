"""What is said by how many, and disputed: the rows of propositions and disputes.

What these rows say is worked out elsewhere; here they are kept and found again. Claims, documents
and entities are spoken of by their keys. Nothing here walks the whole case.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from reportedly.records import Claim, Dispute
from reportedly.store.binding import IN, bind
from reportedly.store.restore import decode_claim
from reportedly.store.sided import Sided
from reportedly.store.told import TellingRow, write_tellings
from reportedly.store.waiting import Waiting


class Kept(NamedTuple):
    """A claim with its key and the keys of the entities on its sides."""

    key: int
    document: int
    claim: Claim
    subject: int | None
    object: int | None


class Recorded(NamedTuple):
    """The same, the claim being JSON."""

    key: int
    document: int
    record: str
    subject: int | None
    object: int | None


class Counted(NamedTuple):
    """How often a proposition is affirmed and denied, and from how many independent origins.

    Of several `matters`, which are of different times or amounts, the one of most origins counts.
    """

    affirmed: int
    denied: int
    origins: int
    matters: int


class Weighed(Sided, Waiting):
    """Reads and writes what is weighed. Writes belong into the caller's transaction."""

    # What waits

    # Claims and what they are weighed with

    def get_claims(self, claims: Iterable[int]) -> list[Kept]:
        """Return the claims of these keys in the order of reading."""
        return self._read(f"key {IN} ORDER BY key", (bind(claims),))

    def list_recorded(self, claims: Iterable[int]) -> list[Recorded]:
        """Return the claims of these keys, their records not read, in the order of reading."""
        rows = self._db.execute(
            "SELECT key, document, record, subject, object FROM claims "
            f"WHERE NOT +is_rejected AND key {IN} ORDER BY key",
            (bind(claims),),
        )
        return list(map(Recorded._make, rows))

    def list_claims(self, documents: Iterable[int]) -> list[int]:
        """Return the keys of the claims of documents."""
        question = f"SELECT key FROM claims WHERE document {IN} ORDER BY key"
        return [row[0] for row in self._db.execute(question, (bind(documents),))]

    def list_claims_of_document(self, document: str, predicate: str) -> list[Kept]:
        """Return the claims of one predicate that a document (id) makes."""
        where = (
            "document = (SELECT key FROM documents WHERE id = ?) AND +predicate = ? ORDER BY key"
        )
        return self._read(where, (document, predicate))

    def get_same(self, entities: Iterable[str]) -> tuple[dict[str, str], set[str]]:
        """Return the id that stands for each entity (ids), and which of them are local.

        A local one that a person joined to another is nobody's alone any longer.
        """
        rows = self._db.execute(
            "SELECT e.id, c.id, e.document IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entities o "
            "WHERE o.cluster = e.cluster AND o.key <> e.key) FROM entities e "
            f"JOIN entities c ON c.key = e.cluster WHERE e.id {IN}",
            (bind(entities),),
        ).fetchall()
        return {row[0]: row[1] for row in rows}, {row[0] for row in rows if row[2]}

    def get_keys(self, entities: Iterable[str]) -> dict[str, int]:
        """Return the keys of entities by their ids."""
        given = bind(entities)
        return dict(self._db.execute(f"SELECT id, key FROM entities WHERE id {IN}", (given,)))

    # Propositions

    def set_telling(
        self,
        claim: int,
        proposition: str,
        parts: tuple[str, str | None, str | None],
        *,
        is_unrealised: bool,
    ) -> None:
        """Have a claim tell a proposition (id), which is made if there is none.

        `parts` are its predicate and its sides: entity ids, or words.
        """
        self._db.execute(
            "INSERT INTO propositions (id, predicate, subject, object, is_unrealised) VALUES "
            "(?, ?, (SELECT key FROM entities WHERE id = ?), "
            "(SELECT key FROM entities WHERE id = ?), ?) ON CONFLICT (id) DO NOTHING",
            (proposition, *parts, is_unrealised),
        )
        self.add_telling(claim, proposition)

    def set_tellings(self, told: Sequence[TellingRow]) -> None:
        """Do the same for many claims that tell nothing yet."""
        if told:
            write_tellings(self._db, told)

    def add_telling(self, claim: int, proposition: str) -> None:
        """Have a claim tell a proposition that there is, whose origins are to be counted anew."""
        self._db.execute(
            "INSERT INTO tellings SELECT ?, key FROM propositions WHERE id = ?",
            (claim, proposition),
        )
        self._db.execute("UPDATE propositions SET origins = NULL WHERE id = ?", (proposition,))

    def forget_tellings(self, claims: Iterable[int]) -> None:
        """Take claims out of the propositions that they tell; those left without any go."""
        given = bind(claims)
        told = [
            row[0]
            for row in self._db.execute(
                f"SELECT DISTINCT proposition FROM tellings WHERE claim {IN}", (given,)
            )
        ]
        self._db.execute(f"DELETE FROM tellings WHERE claim {IN}", (given,))
        self._db.execute(
            f"DELETE FROM propositions WHERE key {IN} AND NOT EXISTS "
            "(SELECT 1 FROM tellings WHERE proposition = propositions.key)",
            (bind(told),),
        )
        self._db.execute(f"UPDATE propositions SET origins = NULL WHERE key {IN}", (bind(told),))

    def find_proposition(self, claim: int) -> str | None:
        """Return the id of the proposition that a claim tells."""
        row = self._db.execute(
            "SELECT p.id FROM tellings t JOIN propositions p ON p.key = t.proposition "
            "WHERE t.claim = ?",
            (claim,),
        ).fetchone()
        return None if row is None else str(row[0])

    def list_propositions(
        self, clusters: Collection[int] | None = None, *, uncounted: bool = False, limit: int = -1
    ) -> list[int]:
        """Return keys of propositions, those about the clusters with the most counted origins first."""
        if clusters is None and not uncounted and limit >= 0:
            return self._list_first_told(limit)
        where, values = ["true"], []
        if clusters is not None:
            where = [
                (
                    f"key IN (SELECT key FROM propositions WHERE subject {IN} "
                    f"UNION SELECT key FROM propositions WHERE object {IN})"
                )
            ]
            values = [bind(clusters)] * 2
        if uncounted:
            where.append("origins IS NULL")
        # The order of their first claims, whenever and however often they were worked out.
        first = "(SELECT min(claim) FROM tellings WHERE proposition = propositions.key)"
        order = "key" if uncounted else first if clusters is None else f"origins DESC, {first}"
        rows = self._db.execute(
            f"SELECT key FROM propositions WHERE {' AND '.join(where)} ORDER BY {order} LIMIT ?",
            (*values, limit),
        )
        return [row[0] for row in rows]

    def _list_first_told(self, limit: int) -> list[int]:
        """The propositions of the first claims, in that order, at most so many."""
        found: dict[int, None] = {}
        told = self._db.execute("SELECT proposition FROM tellings ORDER BY claim")
        while len(found) < limit and (row := told.fetchone()) is not None:
            found[row[0]] = None
        return list(found)

    def list_told(self, claims: Iterable[str]) -> list[int]:
        """Return the keys of the propositions that claims (ids) tell, each once."""
        rows = self._db.execute(
            "SELECT DISTINCT t.proposition FROM claims c JOIN tellings t ON t.claim = c.key "
            f"WHERE c.id {IN} ORDER BY 1",
            (msgspec.json.encode(list(claims)).decode(),),
        )
        return [row[0] for row in rows]

    def list_tellings(self, proposition: int) -> list[Kept]:
        """Return the claims that tell a proposition, in the order of reading."""
        where = "key IN (SELECT claim FROM tellings WHERE proposition = ?) ORDER BY key"
        return self._read(where, (proposition,))

    def list_all_tellings(self, propositions: Iterable[int]) -> dict[int, list[Kept]]:
        """Return the same by each of some propositions; those that nobody tells are left out."""
        rows = self._db.execute(
            "SELECT t.proposition, c.key, c.document, c.record, c.subject, c.object "
            "FROM tellings t CROSS JOIN claims c ON c.key = t.claim AND NOT +c.is_rejected "
            f"WHERE t.proposition {IN} ORDER BY t.proposition, t.claim",
            (bind(propositions),),
        )
        found: dict[int, list[Kept]] = {}
        for proposition, key, document, record, subject, object_ in rows:
            kept = Kept(key, document, decode_claim(record), subject, object_)
            found.setdefault(proposition, []).append(kept)
        return found

    def get_proposition_ids(self, propositions: Iterable[int]) -> dict[int, str]:
        """Return the ids of propositions by their keys."""
        question = f"SELECT key, id FROM propositions WHERE key {IN}"
        return dict(self._db.execute(question, (bind(propositions),)))

    def set_counts(self, proposition: int, counted: Counted) -> None:
        """Keep how often and from how many origins a proposition is told."""
        self._db.execute(
            "UPDATE propositions SET affirmed = ?, denied = ?, origins = ?, matters = ? WHERE key = ?",
            (*counted, proposition),
        )

    # Disputes

    def get_last_dispute(self) -> int:
        """Return the key of the dispute that was found last, 0 where there is none."""
        return int(self._db.execute("SELECT coalesce(max(key), 0) FROM disputes").fetchone()[0])

    def forget_disputes(self, claims: Iterable[int], *, until: int | None = None) -> set[int]:
        """Forget the disputes of claims; return the denials that stood against one of them.

        With `until` only those up to that key.
        """
        given = bind(claims)
        rows = self._db.execute(
            f"SELECT key, b, reason FROM disputes WHERE a {IN} "
            f"UNION SELECT key, b, reason FROM disputes WHERE b {IN}",
            (given, given),
        ).fetchall()
        if until is not None:
            rows = [row for row in rows if row[0] <= until]
        self._drop_disputes([row[0] for row in rows])
        return {row[1] for row in rows if row[2] == "denied"}

    def forget_denial(self, denial: int) -> None:
        """Forget what a denial was set against."""
        question = "SELECT key FROM disputes WHERE b = ? AND reason = 'denied'"
        self._drop_disputes([row[0] for row in self._db.execute(question, (denial,))])

    def _drop_disputes(self, keys: Sequence[int]) -> None:
        given = (bind(keys),)
        self._db.execute(f"DELETE FROM dispute_entities WHERE dispute {IN}", given)
        self._db.execute(f"DELETE FROM disputes WHERE key {IN}", given)

    def find_denied(self, denial: int) -> int | None:
        """Return the claim that a denial is set against."""
        question = "SELECT a FROM disputes WHERE b = ? AND reason = 'denied'"
        row = self._db.execute(question, (denial,)).fetchone()
        return None if row is None else int(row[0])

    def insert_dispute(self, a: int, b: int, reason: str, sides: Iterable[int]) -> None:
        """Keep a dispute and whom it is about: who stands on the sides of the two claims."""
        cursor = self._db.execute(
            "INSERT OR IGNORE INTO disputes (a, b, reason) VALUES (?, ?, ?)", (a, b, reason)
        )
        if cursor.rowcount > 0:
            self._db.executemany(
                "INSERT OR IGNORE INTO dispute_entities VALUES (?, ?)",
                [(entity, cursor.lastrowid) for entity in sides],
            )

    def insert_disputes(self, found: Sequence[tuple[int, int, str, Iterable[int]]]) -> None:
        """Do the same for many disputes."""
        about = {one[:3]: one[3] for one in found}
        rows = self._db.execute(
            "INSERT OR IGNORE INTO disputes (a, b, reason) SELECT json_extract(value, '$[0]'), "
            "json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM json_each(?) RETURNING key, a, b, reason",
            (msgspec.json.encode(list(about)).decode(),),
        ).fetchall()
        self._db.executemany(
            "INSERT OR IGNORE INTO dispute_entities VALUES (?, ?)",
            sorted((entity, key) for key, *pair in rows for entity in about[(*pair,)]),
        )

    def get_last_telling(self) -> int:
        """Return the largest key of a claim that tells a proposition, -1 where there is none."""
        return int(self._db.execute("SELECT coalesce(max(claim), -1) FROM tellings").fetchone()[0])

    def list_disputes(
        self, clusters: Collection[int] | None = None, limit: int = -1
    ) -> Iterator[Dispute]:
        """Yield the disputes, those about the clusters, else all, in the order of their claims."""
        about, values = "", []
        if clusters is not None:
            about = (
                "WHERE d.key IN (SELECT m.dispute FROM entities e CROSS JOIN dispute_entities m "
                f"ON m.entity = e.key WHERE e.cluster {IN}) "
            )
            values = [bind(clusters)]
        rows = self._db.execute(
            "SELECT d.reason, x.id, y.id FROM disputes d JOIN claims x ON x.key = d.a "
            f"JOIN claims y ON y.key = d.b {about}ORDER BY d.a, d.b, d.reason LIMIT ?",
            (*values, limit),
        )
        for reason, a, b in rows:
            yield msgspec.convert({"reason": reason, "a": a, "b": b}, Dispute)

    def list_disputes_of(self, claims: Iterable[str]) -> Iterator[Dispute]:
        """Yield the disputes in which claims (ids) stand, each once."""
        given = msgspec.json.encode(list(claims)).decode()
        rows = self._db.execute(
            "SELECT d.reason, x.id, y.id FROM disputes d JOIN claims x ON x.key = d.a "
            "JOIN claims y ON y.key = d.b WHERE d.key IN (SELECT o.key FROM claims c "
            f"JOIN disputes o ON o.a = c.key WHERE c.id {IN} UNION SELECT o.key FROM claims c "
            f"JOIN disputes o ON o.b = c.key WHERE c.id {IN}) ORDER BY d.a, d.b, d.reason",
            (given, given),
        )
        for reason, a, b in rows:
            yield msgspec.convert({"reason": reason, "a": a, "b": b}, Dispute)

    def _read(self, where: str, values: Sequence[object]) -> list[Kept]:
        rows = self._db.execute(
            "SELECT key, document, record, subject, object FROM claims "
            f"WHERE NOT +is_rejected AND {where}",
            values,
        )
        return [Kept(row[0], row[1], decode_claim(row[2]), row[3], row[4]) for row in rows]
