"""Paragraphs → the stretches between quotation marks, of every style, over paragraph breaks.

A quotation that a paragraph leaves open goes on in the next one when that opens with a mark too;
both parts are then `Quotation`s of their own, the later one saying that it `continues`.
"""

import re

import msgspec

from reportedly.records import Span

_CLOSERS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "'": "'",
    '"': '"',
    "‚": "‘’",
    "‹": "›",
}
_MARK = re.compile(f"[{re.escape(''.join(_CLOSERS))}]")
_DOUBLE = frozenset('“„«»"')
_SINGLE = frozenset("‘'‚‹")
_END_MARKS = frozenset(".,!?…;:—-")


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """`start:end` holds the marks and what is between them, within paragraph `paragraph`."""

    start: int
    end: int
    paragraph: int
    closed: bool
    continues: bool = False


def find_quotations(paragraphs: tuple[Span, ...]) -> list[Quotation]:
    """Return the outermost quotations of the document in order; nested ones are not listed."""
    found: list[Quotation] = []
    left_open = False
    for index, span in enumerate(paragraphs):
        here = _scan_paragraph(span, index, continues=left_open)
        found.extend(here)
        left_open = bool(here) and not here[-1].closed
    return found


def _scan_paragraph(span: Span, paragraph: int, *, continues: bool) -> list[Quotation]:
    text = span.text.replace("''", '" ').replace("``", '" ')
    found: list[Quotation] = []
    at = 0
    while (mark := _MARK.search(text, at)) is not None:
        at = mark.start()
        if not _opens(text, at):
            at += 1
            continue
        end = _find_close(text, at)
        closed = end is not None
        if end is None and text[at] in _SINGLE:
            at += 1
            continue
        stop = len(text) if end is None else end + 1
        goes_on = continues and not found and at == 0
        found.append(
            Quotation(
                start=span.start + at,
                end=span.start + stop,
                paragraph=paragraph,
                closed=closed,
                continues=goes_on,
            )
        )
        at = stop
    return found


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    if mark not in _CLOSERS:
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "“„«‹":
        return True
    if mark == "»":
        return not after.isspace() and (before.isspace() or before in "([")
    if after.isspace() and mark in _SINGLE:
        return False
    return (before.isspace() or before in "([{—–-/…:") and not (
        mark in _SINGLE and (after.isdigit() or not after.isalnum())
    )


def _find_close(text: str, at: int) -> int | None:
    """The closing mark of the quotation that opens at `at`; a weak one only if no strong one."""
    mark = text[at]
    closers = _CLOSERS[mark]
    if mark not in _SINGLE:
        depth = 0
        for i in range(at + 1, len(text)):
            if text[i] == mark and text[i] not in closers:
                depth += 1
            elif text[i] in closers and not (mark == '"' and _opens_straight(text, i)):
                if depth == 0:
                    return i
                depth -= 1
        return None
    weak = None
    for i in range(at + 1, len(text)):
        if text[i] in _DOUBLE and text[i] != mark:
            return weak
        if text[i] in closers:
            after = text[i + 1] if i + 1 < len(text) else " "
            if after.isalnum():
                continue
            if text[i - 1] in _END_MARKS or after in ",.;:!?)":
                return i
            weak = i if weak is None else weak
    return weak


def _opens_straight(text: str, i: int) -> bool:
    """A straight mark after a space and before a letter opens another quotation."""
    after = text[i + 1] if i + 1 < len(text) else " "
    return text[i - 1].isspace() and after.isalnum()
