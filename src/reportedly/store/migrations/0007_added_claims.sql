-- Claims that people read in a document themselves: derived from the log, so that a reading that is stored
-- anew is given them at once. `is_added` tells them from what the program read.

CREATE TABLE added_claims (
    id            TEXT PRIMARY KEY,
    document      TEXT NOT NULL,
    record        TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX added_claims_by_document ON added_claims (document);

ALTER TABLE claims ADD COLUMN is_added INTEGER NOT NULL DEFAULT 0;
