-- Where people have left the nodes of the network. It is how a case looks, nothing that it says: no
-- export holds it, and an entity that is gone leaves a row that nobody asks for.

CREATE TABLE layout (
    entity        TEXT PRIMARY KEY,
    x             REAL NOT NULL,
    y             REAL NOT NULL
) WITHOUT ROWID;
