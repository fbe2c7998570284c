"""Text of reports → text that any page may hold: what steers a terminal, a page or XML is replaced.

Letters, marks and blanks of every script stay as they are.
"""

import unicodedata

_REPLACED = frozenset({"Cc", "Cs", "Cn"})
_TURNING = frozenset({*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))})
"""Marks that turn the direction of what follows, and so could make a sentence read otherwise."""
_KEPT = frozenset("\n\t")


def show_text(text: str) -> str:
    """Return `text`, each character that is not text replaced by U+FFFD; its length stays."""
    if text.isascii() and text.isprintable():
        return text
    return "".join("\ufffd" if _is_hidden(c) else c for c in text)


def show_line(text: str) -> str:
    """Return `text` on one line, fit to be shown."""
    return " ".join(show_text(text).split())


def _is_hidden(char: str) -> bool:
    if char in _KEPT:
        return False
    return char in _TURNING or unicodedata.category(char) in _REPLACED
