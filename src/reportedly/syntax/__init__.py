"""Walking parsed sentences: trees, clauses, and normalised predicate–argument structure."""
