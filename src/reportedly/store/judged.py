"""The log of judgements, and what it comes to, as rows beside the readings.

The log is only added to. Rulings are derived from it: a document on which something else is ruled
than before has its rows made anew from its own reading.
"""

# ruff: noqa: S608 (statements are put together from this module's own table names)

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from reportedly.records import Claim, Judgement, Reading
from reportedly.verdicts import ClaimRuling, Rulings, Verdicts, list_claim_rulings

_CLAIM = msgspec.json.Decoder(Claim)
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
    added = [
        _CLAIM.decode(row[0])
        for row in db.execute(
            "SELECT record FROM added_claims WHERE document = ? ORDER BY id", (reading.document.id,)
        )
    ]
    claims = db.execute(
        "SELECT claim, record FROM claim_rulings WHERE claim IN (SELECT value FROM json_each(?))",
        (_encode([claim.id for claim in (*reading.claims, *added)]),),
    )
    apart = db.execute(
        "SELECT entity FROM apart_rulings WHERE document = ?", (reading.document.id,)
    )
    return Rulings(
        claims={claim: _RULING.decode(record) for claim, record in claims},
        added=tuple(added),
        apart=frozenset(row[0] for row in apart),
    )


def write_rulings(db: sqlite3.Connection, verdicts: Verdicts) -> list[tuple[int, str]]:
    """Keep what `verdicts` rule; return key and id of the documents on which that is new.

    Entities of which another pair is judged are left to be compared anew.
    """
    claims = {claim: _encode(ruling) for claim, ruling in list_claim_rulings(verdicts).items()}
    changed = _replace(db, "claim_rulings", ("claim", "record"), set(claims.items()))
    added = _replace(
        db,
        "added_claims",
        ("id", "document", "record"),
        {(id_, one.claim.document, _encode(one.claim)) for id_, one in verdicts.added.items()},
    )
    aparts = {(document, entity) for entity, document in verdicts.apart}
    moved = _replace(db, "apart_rulings", ("document", "entity"), aparts)
    pairs = {
        (*pair, _encode(judgement))
        for judged in (verdicts.same, verdicts.different, verdicts.unsure)
        for pair, judgement in judged.items()
    }
    parted = _replace(db, "judged_pairs", ("a", "b", "record"), pairs)
    db.execute(
        "UPDATE entities SET is_compared = 0 WHERE id IN (SELECT value FROM json_each(?))",
        (_encode(sorted({id_ for row in parted for id_ in row[:2]})),),
    )
    rows = db.execute(
        "SELECT d.key, d.id FROM documents d WHERE d.id IN (SELECT value FROM json_each(?)) UNION "
        "SELECT d.key, d.id FROM claims c JOIN documents d ON d.key = c.document "
        "WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY 1",
        (
            _encode(sorted({row[0] for row in moved} | {row[1] for row in added})),
            _encode(sorted({row[0] for row in changed})),
        ),
    )
    return [(int(key), str(id_)) for key, id_ in rows]


def list_ruled(db: sqlite3.Connection, documents: Sequence[int]) -> list[int]:
    """Return those of some documents (keys) on which, or on whose claims, people have ruled."""
    rows = db.execute(
        "SELECT c.document FROM claim_rulings r JOIN claims c ON c.id = r.claim UNION "
        "SELECT d.key FROM added_claims a JOIN documents d ON d.id = a.document UNION "
        "SELECT d.key FROM apart_rulings a JOIN documents d ON d.id = a.document"
    )
    ruled = {row[0] for row in rows}
    return [key for key in documents if key in ruled]


def recall_judged(db: sqlite3.Connection, documents: Sequence[int]) -> None:
    """Have entities without names of their own compared anew where a person judged of them."""
    # Where nobody judged, none is looked for: while a case is filled no index leads to them.
    if db.execute("SELECT 1 FROM judged_pairs LIMIT 1").fetchone() is None:
        return
    db.execute(
        "UPDATE entities SET is_compared = 0 WHERE document IN (SELECT value FROM json_each(?)) AND "
        "(EXISTS (SELECT 1 FROM judged_pairs WHERE a = id) "
        "OR EXISTS (SELECT 1 FROM judged_pairs WHERE b = id))",
        (_encode(documents),),
    )


def _replace(
    db: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
) -> set[tuple[str, ...]]:
    """Make `rows` the rows of a table; return those that came or went."""
    wanted = set(rows)
    known = {tuple(row) for row in db.execute(f"SELECT {', '.join(columns)} FROM {table}")}
    match = " AND ".join(f"{column} = ?" for column in columns)
    db.executemany(f"DELETE FROM {table} WHERE {match}", sorted(known - wanted))
    db.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        sorted(wanted - known),
    )
    return known ^ wanted


def _encode(value: object) -> str:
    return msgspec.json.encode(value).decode()
