-- What people decided. The log is only ever added to, and points at nothing by a key: whatever it
-- speaks of may be gone after a re-read, and come back after the next.

CREATE TABLE judgements (
    id            TEXT PRIMARY KEY,
    made_at       TEXT NOT NULL,
    record        TEXT NOT NULL
);
CREATE INDEX judgements_by_time ON judgements (made_at, id);
CREATE TRIGGER judgements_are_kept BEFORE DELETE ON judgements BEGIN
    SELECT RAISE(ABORT, 'judgements are never deleted: undo them');
END;
CREATE TRIGGER judgements_are_not_changed BEFORE UPDATE ON judgements BEGIN
    SELECT RAISE(ABORT, 'judgements are never changed: add another');
END;

-- What the log comes to, by claim, by (entity, document) and by pair of entities: derived, so that a reading that is
-- stored anew is given at once what people decided on it.
CREATE TABLE claim_rulings (
    claim         TEXT PRIMARY KEY,
    record        TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE apart_rulings (
    document      TEXT NOT NULL,
    entity        TEXT NOT NULL,
    PRIMARY KEY (document, entity)
) WITHOUT ROWID;
CREATE TABLE judged_pairs (
    a             TEXT NOT NULL,
    b             TEXT NOT NULL,
    record        TEXT NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX judged_pairs_by_b ON judged_pairs (b);

ALTER TABLE claims ADD COLUMN is_rejected INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN original TEXT;  -- the claim as it was read, where `record` is corrected
CREATE INDEX claims_rejected ON claims (document) WHERE is_rejected;
