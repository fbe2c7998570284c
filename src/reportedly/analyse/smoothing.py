"""Lines as scanners and mail programs break them → text that reads on, of the same length.

'guer-' at the end of a line and 'rillas' on the next become one word, the quotation marks of
e-mail ('> ') become blanks. Nothing is longer or shorter: what a broken word loses in its middle
stands as blanks behind it, and `restore_spans` turns offsets into such a word back into those of the
document, so that every span quotes the document as it is.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

_QUOTE_MARK = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_REPLY_HEADER = re.compile(
    r"^[ \t>]*On\b[^\n]{6,90}(?:\n[ \t>]*[^\n]{1,60})?\bwrote:[ \t]*$", re.MULTILINE
)
_MAIL_HEADERS = re.compile(
    r"^[ \t>]*(?:From|To|Cc|Bcc|Sent|Date|Reply-To):[^\n]*\n"
    r"(?:[ \t>]*(?:From|To|Cc|Bcc|Sent|Date|Reply-To):[^\n]*(?:\n|\Z))+",
    re.MULTILINE,
)
"""Lines of a mail program: who wrote to whom and when. They frame what follows and state nothing."""
_BROKEN = re.compile(
    r"(?P<left>[^\W\d_]+)(?P<mark>[-\u2010]|\u00ad)[ \t]*\r?\n[ \t]*(?P<right>[^\W\d_]+)"
    r"|(?P<soft>(?<=[^\W\d_])\u00ad(?=[^\W\d_]))(?P<rest>[^\W\d_]+)"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_HYPHENATED = frozenset(
    "self anti cross mid vice long well so post al pro ex non co semi half ill".split()
)
"""Before these a hyphen at a line end is the word's own: 'self-declared', 'al-Qasr'."""


class Join(NamedTuple):
    """`removed` characters left out at `at`; the `length` after them moved up into their place."""

    at: int
    removed: int
    length: int


class Smoothed(NamedTuple):
    """Text of the length of the document's, and the words in it that were put together."""

    text: str
    joins: tuple[Join, ...]


def smooth_lines(text: str) -> Smoothed:
    """Return `text` without the marks and breaks that belong to its lines, equally long."""
    if "wrote:" in text:
        text = _REPLY_HEADER.sub(_blank_out, text)
    if "From:" in text:
        text = _MAIL_HEADERS.sub(_blank_out, text)
    if ">" in text:
        text = _QUOTE_MARK.sub(lambda match: " " * len(match[0]), text)
    if "\u00ad" not in text and "-\n" not in text and not re.search(r"[-\u2010][ \t]*\r?\n", text):
        return Smoothed(text, ())
    words = Counter(word.lower() for word in _WORD.findall(text))
    joins: list[Join] = []

    def join(match: re.Match[str]) -> str:
        if match["soft"]:
            joins.append(Join(match.start(), 1, len(match["rest"])))
            return match["rest"] + " "
        keeps = match["mark"] != "\u00ad" and _keeps_hyphen(match["left"], match["right"], words)
        if keeps is None:
            return match[0]
        at = match.end("mark") if keeps else match.start("mark")
        removed = match.start("right") - at
        joins.append(Join(at, removed, len(match["right"])))
        blanks = " " * (removed - 1) + "\n"  # the line still ends, after the word
        return text[match.start() : at] + match["right"] + blanks

    smoothed = _BROKEN.sub(join, text)
    return Smoothed(smoothed, tuple(joins))


def _blank_out(match: re.Match[str]) -> str:
    """Blanks and line ends in place of a header, so that it parts what stands around it."""
    return re.sub(r"[^\n]", " ", match[0])


def _keeps_hyphen(left: str, right: str, words: Counter[str]) -> bool | None:
    """Whether the hyphen is the word's own; `None` where two words may be meant.

    The document's other words say so, else the shape of the two halves.
    """
    first, second = left.lower(), right.lower()
    joined, hyphenated = words[first + second], words[f"{first}-{second}"]
    if joined != hyphenated:
        return hyphenated > joined
    if first in _HYPHENATED:
        return True
    is_capital = left.isupper() and right.isupper() and len(left) > 1
    if not (right.islower() or is_capital):
        return True if len(left) > 1 and right[0].isupper() else None
    return False


def restore_spans(value: Any, text: str, joins: Sequence[Join]) -> Any:
    """Return records whose offsets and quotations are those of the document's `text`."""
    starts = [join.at for join in joins]

    def shift(offset: int) -> int:
        n = bisect_right(starts, offset - 1) - 1
        if n < 0:
            return offset
        join = joins[n]
        return offset + join.removed if offset <= join.at + join.length else offset

    def restore(item: Any) -> Any:
        if isinstance(item, tuple):
            return tuple(restore(part) for part in item)
        if not isinstance(item, msgspec.Struct):
            return item
        fields = {name: getattr(item, name) for name in item.__struct_fields__}
        changed = {name: restore(part) for name, part in fields.items()}
        start, end = fields.get("start"), fields.get("end")
        if isinstance(start, int) and isinstance(end, int):
            changed["start"], changed["end"] = shift(start), shift(end)
            if "text" in fields:
                changed["text"] = text[changed["start"] : changed["end"]]
        return msgspec.structs.replace(item, **changed)

    return restore(value)
