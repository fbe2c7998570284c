"""The command line: words of a shell → the façade → tables, JSON Lines or CSV; thin."""
