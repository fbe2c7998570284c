-- How far a document that waits is in the search for copied passages: 0 nobody has looked, 1 what it
-- shares with others is kept but its fingerprints are not, at least not all of them; 2 both are.
ALTER TABLE unsettled_documents ADD COLUMN copying INTEGER NOT NULL DEFAULT 0;
