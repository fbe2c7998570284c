"""Document → Analysis: sentences, mentions, and who is who inside the document."""
