"""A case in the browser: pages that read without scripts, and the same as JSON; thin."""
