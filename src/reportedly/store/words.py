"""Words that a person types → a question to the full-text index."""

import re

from reportedly.errors import UsageError


def quote_words(words: str) -> str:
    """Words for FTS5, each quoted, so that nothing a person types is taken for its syntax."""
    words = words.replace("\0", " ")  # it would end the query
    parts = re.findall(r'"([^"]+)"|([^\s"]+)', words)
    quoted = [f'"{phrase}"' if phrase else _quote_word(word) for phrase, word in parts]
    if not any(c.isalnum() for c in words):
        raise UsageError(f"words to search for were expected, not '{words}'")
    return " ".join(quoted)


def _quote_word(word: str) -> str:
    stem = word.rstrip("*")
    return f'"{stem}"*' if stem and stem != word else f'"{word}"'
