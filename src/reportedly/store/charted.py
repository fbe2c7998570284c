"""Propositions as the edges of a network: the rows behind it, ranked, narrowed and counted.

An edge is a proposition whose two sides are entities with names; sides are the keys of the entities
that stand for all that were joined. What the rows come to is said elsewhere.
"""

import sqlite3


class Charted:
    """Reads the edges of the network on one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def find_key(self, proposition: str) -> int | None:
        """Return the key of the proposition of that id."""
        question = "SELECT key FROM propositions WHERE id = ?"
        row = self._db.execute(question, (proposition,)).fetchone()
        return None if row is None else int(row[0])
