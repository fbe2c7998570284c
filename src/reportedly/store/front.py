"""What the first page of a case and its search ask: bounded questions, however large the case is."""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3

import msgspec

from reportedly.records import Claim, Entity, Problem, Record
from reportedly.store.restore import decode_claim
from reportedly.store.words import quote_words

_PROBLEM = msgspec.json.Decoder(Problem)
_CONSIDERED = 100
"""Of so many that most documents name, those with most propositions are shown."""
_LOOKED_AT = 300
"""Propositions of one entity, on each side, in which its others are counted."""
_DOCUMENTS_SEARCHED = 60
_CLAIMS_SEARCHED = 3_000

_NAMED = (
    "SELECT DISTINCT cluster AS key FROM (SELECT cluster FROM entities WHERE document IS NULL "
    "AND kind NOT IN ('place', 'activity', 'name') ORDER BY documents DESC, key LIMIT ?)"
)
_TOLD = (
    "(SELECT count(*) FROM propositions p WHERE p.subject = n.key) + "
    "(SELECT count(*) FROM propositions p WHERE p.object = n.key)"
)
_OTHERS = (
    "SELECT o.key FROM (SELECT other FROM (SELECT object AS other FROM propositions WHERE subject = ? "
    "LIMIT ?) UNION SELECT other FROM (SELECT subject AS other FROM propositions WHERE object = ? "
    "LIMIT ?)) JOIN entities o ON o.key = other "
    "WHERE o.kind NOT IN ('place', 'activity', 'name', 'thing') AND o.key <> ?"
)


class Tied(Record, frozen=True, kw_only=True):
    """An entity, and with how many others something is said of it.

    `propositions` is how many statements it is a side of. Of an entity with very many `others` are
    counted in some of them, and are more (`is_more`). A tie that is only denied or planned counts.
    """

    entity: Entity
    propositions: int
    others: int
    is_more: bool


class Front:
    """Reads what stands at the front of a case."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def list_tied(self, limit: int) -> list[Tied]:
        """Return those of the most named (no places) who are tied to most others, most first."""
        rows = self._db.execute(
            f"SELECT n.key, c.id, coalesce(c.label, c.name), c.kind, {_TOLD} AS told "
            f"FROM ({_NAMED}) n JOIN entities c ON c.key = n.key WHERE told > 0 "
            "ORDER BY told DESC, n.key LIMIT ?",
            (_CONSIDERED, 2 * limit),
        ).fetchall()
        found = [
            Tied(
                entity=msgspec.convert({"id": id_, "name": name, "kind": kind}, Entity),
                propositions=told,
                others=self._count_others(key),
                is_more=told > _LOOKED_AT,
            )
            for key, id_, name, kind, told in rows
        ]
        found = [tied for tied in found if tied.others]
        found.sort(key=lambda tied: (-tied.others, -tied.propositions, tied.entity.name))
        return found[:limit]

    def count_disputes(self) -> int:
        """Return how many disputes there are."""
        return int(self._db.execute("SELECT count(*) FROM disputes").fetchone()[0])

    def list_problems(self, limit: int, offset: int = 0) -> list[Problem]:
        """Return the problems that were met last, the last first, after the first `offset`."""
        question = "SELECT record FROM problems ORDER BY key DESC LIMIT ? OFFSET ?"
        rows = self._db.execute(question, (limit, offset))
        return [_PROBLEM.decode(row[0]) for row in rows]

    def search_claims(self, words: str, limit: int) -> list[tuple[Claim, str]]:
        """Return claims whose evidence has all the words, best first, each with it as a snippet.

        They are looked for in the documents that fit the words best, a bounded number. Raises
        `UsageError` where there is no word.
        """
        query = quote_words(words)
        rows = self._db.execute(
            "SELECT c.key, c.record FROM claims c WHERE NOT +c.is_rejected AND c.document IN "
            "(SELECT w.rowid FROM document_words w WHERE document_words MATCH ? "
            "ORDER BY w.rank LIMIT ?) LIMIT ?",
            (query, _DOCUMENTS_SEARCHED, _CLAIMS_SEARCHED),
        )
        claims = {key: decode_claim(record) for key, record in rows}
        return [(claims[key], snippet) for key, snippet in _match(claims, query, limit)]

    def _count_others(self, key: int) -> int:
        values = (key, _LOOKED_AT, key, _LOOKED_AT, key)
        return int(self._db.execute(f"SELECT count(*) FROM ({_OTHERS})", values).fetchone()[0])


def _match(claims: dict[int, Claim], query: str, limit: int) -> list[tuple[int, str]]:
    """Keys of those whose evidence has the words, compared as the texts of documents are."""
    db = sqlite3.connect(":memory:")
    try:
        db.execute(
            "CREATE VIRTUAL TABLE words USING fts5 "
            "(text, tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        db.executemany(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            [(key, claim.evidence.text) for key, claim in claims.items()],
        )
        return db.execute(
            "SELECT rowid, highlight(words, 0, char(2), char(3)) FROM words "
            "WHERE words MATCH ? ORDER BY rank, rowid LIMIT ?",
            (query, limit),
        ).fetchall()
    finally:
        db.close()
