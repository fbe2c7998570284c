-- What a new row brings with it is written by what writes the row: a trigger for each row has the search
-- index flushed for each, and costs more than the row itself.

DROP TRIGGER documents_indexed;
DROP TRIGGER names_indexed;
DROP TRIGGER entities_stand_alone;
DROP TRIGGER names_uncompared;

-- Indices that are left out while much is written at once; whoever opens the case makes them again.
CREATE TABLE making (
    name          TEXT PRIMARY KEY,
    sql           TEXT NOT NULL
) WITHOUT ROWID;
