"""Analysis and attributions → claims, through frames over predicate–argument structure."""
