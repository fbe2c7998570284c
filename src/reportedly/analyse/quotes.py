"""Where direct quotations stand in the text, so that 'he' inside one is not taken for its speaker.

text, paragraphs → character ranges between quotation marks, in order. A quotation that is still
open when its paragraph ends is taken to end there.
"""

from bisect import bisect_right
from collections.abc import Sequence

from reportedly.records import Span

_OPEN = {"“": "”", "«": "»", "„": "“”"}
_STRAIGHT = '"'


def find_quotations(paragraphs: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the quotations as [start, end) offsets into the document's text."""
    found: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        if not any(mark in paragraph.text for mark in (*_OPEN, _STRAIGHT)):
            continue
        start, closing = -1, ""
        for i, char in enumerate(paragraph.text):
            if start < 0:
                if char in _OPEN:
                    start, closing = i, _OPEN[char]
                elif char == _STRAIGHT:
                    start, closing = i, _STRAIGHT
            elif char in closing:
                found.append((paragraph.start + start, paragraph.start + i + 1))
                start = -1
        if start >= 0:
            found.append((paragraph.start + start, paragraph.end))
    return found


def locate(quotations: Sequence[tuple[int, int]], offset: int) -> int:
    """Return the index of the quotation that `offset` lies in, -1 outside of all."""
    i = bisect_right(quotations, (offset, 1 << 60)) - 1
    return i if i >= 0 and quotations[i][0] <= offset < quotations[i][1] else -1
