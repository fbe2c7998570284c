"""Cut a text into paragraphs and map its characters for the parser, one to one.

text → paragraph spans; the invariant is that a mapped paragraph has exactly as many code points
as the paragraph itself, so that every offset of the parser is an offset into the document.
"""

import re

from reportedly.analyse.datelines import find_dateline
from reportedly.records import Span

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\r?\n[^\S\n]*)+")
_SENTENCE_END = re.compile(r"""[.!?:;…][)\]"'”’»]*\s*$""")
_MAX_LINE = 120
_MIN_SENTENCE = 40
_UNFINISHED = re.compile(
    r"\b(?:not|the|an?|of|by|from|with|that|which|who|and|or|its|their|his|her|did|does|has|had|have"
    r"|was|were|is|are|been|be|will|would|could|may|might)$"
)
_SAID_THAT = re.compile(r"\w\s+(?:\w+\s+)*[a-z]+ that$")
_KEY = re.compile(r"[a-z][.a-z]*\.|[\w ]{1,20}:|[a-z]\)")

_ONE_TO_ONE = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u200b": " ",
        "\u200e": " ",
        "\u200f": " ",
        "\u2060": " ",
        "\ufeff": " ",
        "\u00ad": "-",
        "\t": " ",
        "\r": " ",
        "\n": " ",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "`": "'",
        "´": "'",
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "―": "-",
        "−": "-",
        "…": ".",
    }
) | dict.fromkeys(
    # Emoji and other pictures stand between sentences, never in them.
    (*range(0x2600, 0x27C0), *range(0x2B00, 0x2C00), 0xFE0F, 0x20E3, *range(0x1F000, 0x1FB00)),
    " ",
)


def map_characters(text: str) -> str:
    """Return `text` with typographic characters replaced one by one; the length stays the same."""
    return text.translate(_ONE_TO_ONE)


def split_paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of `text` in order, trimmed of surrounding white space.

    Blank lines part paragraphs. A single line break parts them too unless the text is wrapped,
    that is, unless the line before it is short and ends in the middle of a sentence.
    """
    spans: list[Span] = []
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        spans.extend(_split_lines(text, start, gap.start()))
        start = gap.end()
    spans.extend(_split_lines(text, start, len(text)))
    return spans


def _split_lines(text: str, start: int, end: int) -> list[Span]:
    lines: list[tuple[int, int]] = []
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            lines.append((at, at + len(line)))
        at += len(line)
    is_wrapped = _is_wrapped([text[a:b].rstrip() for a, b in lines])
    pieces: list[tuple[int, int]] = []
    for a, b in lines:
        if pieces and (is_wrapped or _goes_on(text, pieces[-1], (a, b))):
            pieces[-1] = (pieces[-1][0], b)
        else:
            pieces.append((a, b))
    trimmed = [span for a, b in pieces if (span := _trimmed(text, a, b)) is not None]
    return [part for span in trimmed for part in _split_dateline(text, span)]


def _split_dateline(text: str, span: Span) -> list[Span]:
    """'WARRI, Nigeria, March 19 (Gulf Wire) - The navy …': the dateline is no part of the clause."""
    length = find_dateline(span.text)
    if not length:
        return [span]
    head = _trimmed(text, span.start, span.start + length)
    body = _trimmed(text, span.start + length, span.end)
    return [part for part in (head, body) if part is not None]


def _is_wrapped(lines: list[str]) -> bool:
    """Hard-wrapped prose: every line but the last is about as long as the longest one."""
    if len(lines) < 2:
        return False
    longest = max(map(len, lines))
    if longest > _MAX_LINE or longest < 40:
        return False
    broken = [line for line in lines[:-1] if not _SENTENCE_END.search(line)]
    filled = [line for line in lines[:-1] if len(line) >= 0.7 * longest]
    return len(broken) >= 0.5 * (len(lines) - 1) and len(filled) >= 0.7 * (len(lines) - 1)


def _goes_on(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """'the Sea-led⏎coalition⏎ conducted': a break in the middle of a sentence parts nothing.

    The line starts in the lower case and is no key of a list. What stands before ends in no mark,
    and is longer than a heading or ends in a word that ends none: 'the League did not⏎attack'. What
    somebody 'denied that⏎Kessel did' may start with a name.
    """
    head, tail = text[slice(*before)].rstrip(), text[slice(*line)].lstrip()
    if " " not in head or not head[-1].isalnum() or _KEY.match(tail):
        return False
    is_long, is_unfinished = len(head) >= _MIN_SENTENCE, _UNFINISHED.search(head) is not None
    if tail[:1].islower():
        return is_long or is_unfinished
    return is_unfinished and (is_long or _SAID_THAT.search(head) is not None)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return Span(start=start, end=end, text=text[start:end]) if end > start else None
