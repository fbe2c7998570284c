"""Where the places of a case lie: the positions that mentions have, counted by entity."""

import sqlite3
from collections.abc import Iterator

import msgspec

from reportedly.records import Place

_PLACE = msgspec.json.Decoder(Place)
_POSITIONS = (
    "SELECT e.id, m.place, count(*) FROM mentions m JOIN entities e ON e.key = m.entity "
    "WHERE m.place IS NOT NULL{} GROUP BY e.key, m.place ORDER BY e.key, count(*) DESC, m.place"
)
_IN_DOCUMENT = " AND m.document = (SELECT key FROM documents WHERE id = ?)"


def list_positions(
    db: sqlite3.Connection, document: str | None
) -> Iterator[tuple[str, Place, int]]:
    """Yield entity id, position and how many mentions have it, the most used of each first."""
    narrowed = "" if document is None else _IN_DOCUMENT
    values = () if document is None else (document,)
    for entity, place, mentions in db.execute(_POSITIONS.format(narrowed), values):
        yield entity, _PLACE.decode(place), mentions
