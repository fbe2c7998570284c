-- What refers to the same inside a document, as whole phrases: kept for the reading, not asked for.

ALTER TABLE readings ADD COLUMN refs TEXT NOT NULL DEFAULT '[]';  -- JSON [reference, ...]
