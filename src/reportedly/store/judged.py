"""The log of judgements, and what it comes to, as rows beside the readings.

The log is only added to. Rulings are derived from it: a document on which something else is ruled
than before has its rows made anew from its own reading.
"""

# ruff: noqa: S608 (statements are put together from this module's own table names)

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from reportedly.records import Judgement, Reading
from reportedly.verdicts import ClaimRuling, Rulings, Verdicts, list_claim_rulings

_JUDGEMENT = msgspec.json.Decoder(Judgement)
_RULING = msgspec.json.Decoder(ClaimRuling)


def insert_judgement(db: sqlite3.Connection, judgement: Judgement) -> bool:
    """Write a judgement; false when it stands there already."""
    cursor = db.execute(
        "INSERT INTO judgements (id, made_at, record) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
        (judgement.id, judgement.made_at, _encode(judgement)),
    )
    return cursor.rowcount > 0


def list_judgements(db: sqlite3.Connection) -> Iterator[Judgement]:
    """Yield the judgements in the order in which they were made."""
    for row in db.execute("SELECT record FROM judgements ORDER BY made_at, id"):
        yield _JUDGEMENT.decode(row[0])


def read_rulings(db: sqlite3.Connection, reading: Reading) -> Rulings:
    """Return what is ruled on a document and on the claims that were read out of it."""
    claims = db.execute(
        "SELECT claim, record FROM claim_rulings WHERE claim IN (SELECT value FROM json_each(?))",
        (_encode([claim.id for claim in reading.claims]),),
    )
    apart = db.execute(
        "SELECT entity FROM apart_rulings WHERE document = ?", (reading.document.id,)
    )
    return Rulings(
        claims={claim: _RULING.decode(record) for claim, record in claims},
        apart=frozenset(row[0] for row in apart),
    )


def write_rulings(db: sqlite3.Connection, verdicts: Verdicts) -> list[tuple[int, str]]:
    """Keep what `verdicts` rule; return key and id of the documents on which that is new."""
    claims = {claim: _encode(ruling) for claim, ruling in list_claim_rulings(verdicts).items()}
    changed = _replace(db, "claim_rulings", ("claim", "record"), set(claims.items()))
    aparts = {(document, entity) for entity, document in verdicts.apart}
    moved = _replace(db, "apart_rulings", ("document", "entity"), aparts)
    rows = db.execute(
        "SELECT d.key, d.id FROM documents d WHERE d.id IN (SELECT value FROM json_each(?)) UNION "
        "SELECT d.key, d.id FROM claims c JOIN documents d ON d.key = c.document "
        "WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY 1",
        (_encode(sorted({row[0] for row in moved})), _encode(sorted({row[0] for row in changed}))),
    )
    return [(int(key), str(id_)) for key, id_ in rows]


def _replace(
    db: sqlite3.Connection, table: str, columns: tuple[str, str], rows: Iterable[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Make `rows` the rows of a table of two columns; return those that came or went."""
    one, other = columns
    wanted = set(rows)
    known = {(row[0], row[1]) for row in db.execute(f"SELECT {one}, {other} FROM {table}")}
    db.executemany(f"DELETE FROM {table} WHERE {one} = ? AND {other} = ?", sorted(known - wanted))
    db.executemany(f"INSERT INTO {table} ({one}, {other}) VALUES (?, ?)", sorted(wanted - known))
    return known ^ wanted


def _encode(value: object) -> str:
    return msgspec.json.encode(value).decode()
