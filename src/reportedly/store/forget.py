"""Documents → what of a case rested on them, taken out again, inside the caller's transaction.

What other documents said stays. What was weighed together with the forgotten is queued, to be
weighed again.
"""

# ruff: noqa: S608 (statements are put together from this module's own table names)

import sqlite3
from collections.abc import Iterable

import msgspec

from reportedly.store.binding import IN
from reportedly.store.clusters import Clusters
from reportedly.store.plain import CLAIMS_A_DOCUMENT
from reportedly.store.weighed import Weighed


def forget_derived(db: sqlite3.Connection, key: int) -> list[int]:
    """Delete what was read out of a document; return the keys of the names it used.

    How far the search for its copies came stays: its text is the same however it is read.
    """
    _forget_weighed(db, key)
    names = [
        int(row[0])
        for row in db.execute("SELECT name FROM document_names WHERE document = ?", (key,))
    ]
    # What it named is compared again: it may have known two apart that nobody else does.
    db.execute(
        "UPDATE entities SET documents = documents - 1, "
        "is_compared = is_compared AND (document IS NOT NULL OR class = 'activity') "
        f"WHERE key IN (SELECT DISTINCT entity FROM names WHERE key {IN})",
        (_encode(names),),
    )
    claims = (key * CLAIMS_A_DOCUMENT, (key + 1) * CLAIMS_A_DOCUMENT)
    for table in ("claim_sources", "claim_places", "unsettled_claims"):
        db.execute(f"DELETE FROM {table} WHERE claim >= ? AND claim < ?", claims)
    for table in (
        "claims",
        "attributions",
        "mentions",
        "document_names",
        "readings",
        "problems",
    ):
        db.execute(f"DELETE FROM {table} WHERE document = ?", (key,))
    return names


def forget_unused(db: sqlite3.Connection, names: list[int]) -> None:
    """Delete the names that no document uses any longer, and entities left without any."""
    given = _encode(names)
    entities = _list_keys(db, f"SELECT DISTINCT entity FROM names WHERE key {IN}", given)
    db.execute(
        f"DELETE FROM names WHERE key {IN} "
        "AND NOT EXISTS (SELECT 1 FROM document_names WHERE name = names.key)",
        (given,),
    )
    nameless = (
        f"SELECT key FROM entities WHERE key {IN} "
        "AND NOT EXISTS (SELECT 1 FROM names WHERE entity = entities.key)"
    )
    _forget_entities(db, _list_keys(db, nameless, _encode(entities)))


def forget_document(db: sqlite3.Connection, key: int) -> None:
    """Delete a document whose derived rows are gone: its text, sightings and copied passages."""
    given = (key,)
    partners = db.execute(
        "SELECT b FROM copies WHERE a = ? UNION SELECT a FROM copies WHERE b = ?", (key, key)
    ).fetchall()
    weighed = Weighed(db)
    weighed.queue_claims(weighed.list_claims(row[0] for row in partners))
    db.execute("DELETE FROM copies WHERE a = ? OR b = ?", (key, key))
    for table in ("sightings", "problems", "unsettled_documents"):
        db.execute(f"DELETE FROM {table} WHERE document = ?", given)
    db.execute("DELETE FROM documents WHERE key = ?", given)


def _forget_weighed(db: sqlite3.Connection, key: int) -> None:
    weighed = Weighed(db)
    claims = weighed.list_claims([key])
    own = set(claims)
    # What names nobody is told by others for a passage that they share with a claim that goes.
    copying = _list_keys(
        db,
        "SELECT o.claim FROM tellings t JOIN propositions p ON p.key = t.proposition "
        "JOIN tellings o ON o.proposition = p.key "
        f"WHERE t.claim {IN} AND p.subject IS NULL AND p.object IS NULL",
        _encode(claims),
    )
    weighed.queue_claims((weighed.forget_disputes(claims) | set(copying)) - own)
    weighed.forget_tellings(claims)


def _forget_entities(db: sqlite3.Connection, entities: list[int]) -> None:
    """Delete entities; what they stood for, or were like, is left to be compared anew."""
    if not entities:
        return
    given = _encode(entities)
    led = _list_keys(db, f"SELECT key FROM entities WHERE cluster {IN}", given)
    alike = _list_keys(
        db,
        f"SELECT a FROM likenesses WHERE b {IN} UNION SELECT b FROM likenesses WHERE a {IN}",
        *(given, given),
    )
    gone = set(entities)
    left = sorted(set(led) - gone)
    db.execute(
        f"UPDATE entities SET is_compared = 0 WHERE key {IN}",
        (_encode(sorted({*left, *alike} - gone)),),
    )
    db.execute(f"UPDATE entities SET cluster = key, label = NULL WHERE key {IN}", (_encode(left),))
    Weighed(db).queue_claims(Clusters(db).list_claims_of(left))
    db.execute(f"DELETE FROM blocks WHERE entity {IN}", (given,))
    db.execute(f"DELETE FROM likenesses WHERE a {IN} OR b {IN}", (given, given))
    db.execute(f"DELETE FROM entities WHERE key {IN}", (given,))


def _list_keys(db: sqlite3.Connection, question: str, *values: str) -> list[int]:
    return [row[0] for row in db.execute(question, values)]


def _encode(values: Iterable[int]) -> str:
    return msgspec.json.encode(list(values)).decode()
