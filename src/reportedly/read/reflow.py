"""Lines as they stand on pages → paragraphs: what a PDF breaks is put together again.

Hyphenation at line ends is mended, line breaks inside a paragraph become spaces, page numbers and
lines that recur at the head or foot of the pages go. Paragraphs are parted by a blank line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-–—|\s]*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*|[ivxl]{1,6}", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"""[.!?:;…][)\]"'”’»\d]*$""")
_BULLET = re.compile(r"(?:[•●▪◦‣–—*-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s", re.IGNORECASE)
_BROKEN_WORD = re.compile(r"(?P<left>[^\W\d_]+)[-\u2010]$")
_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
# Before these a hyphen at a line end is the word's own: 'self-declared', 'cross-border'.
_HYPHENATED = frozenset({"self", "anti", "cross", "mid", "vice", "long", "well", "so", "post"})
_FULL_LINE_SHARE = 0.8
_MARGIN_LINES = 2
_MIN_PAGES = 3


def reflow_pages(pages: Sequence[str]) -> str:
    """Return the running text of `pages`, a blank line between paragraphs."""
    lines_by_page = _drop_margins([_split_lines(page) for page in pages])
    words = Counter(
        word.lower() for lines in lines_by_page for line in lines for word in _words(line)
    )
    width = _measure_width(line for lines in lines_by_page for line in lines)
    paragraphs: list[list[str]] = []
    for lines in lines_by_page:
        found = list(_split_paragraphs(lines, width))
        if paragraphs and found and _goes_on(paragraphs[-1][-1], found[0][0]):
            paragraphs[-1].extend(found.pop(0))
        paragraphs.extend(found)
    return "\n\n".join(_join_lines(lines, words) for lines in paragraphs)


def _split_lines(page: str) -> list[str]:
    return [" ".join(line.split()) for line in page.splitlines()]


def _words(line: str) -> list[str]:
    """Whole words of a line: one that is broken at its end is not a word yet."""
    found = _WORD.findall(line)
    return found[:-1] if found and _BROKEN_WORD.search(line) else found


def _drop_margins(pages: list[list[str]]) -> list[list[str]]:
    """Pages without their page numbers and running heads: the only text that is left out."""
    shapes = Counter(
        shape for lines in pages for shape in {_shape(line) for line in _margins(lines)} if shape
    )
    running = {
        shape
        for shape, count in shapes.items()
        if len(pages) >= _MIN_PAGES and count > len(pages) / 2 and not _SENTENCE_END.search(shape)
    }
    return [_drop_from(lines, running) for lines in pages]


def _margins(lines: list[str]) -> list[str]:
    filled = [line for line in lines if line]
    return filled[:_MARGIN_LINES] + filled[-_MARGIN_LINES:]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.lower())


def _drop_from(lines: list[str], running: set[str]) -> list[str]:
    lines = _drop_first(lines, running)
    return _drop_first(lines[::-1], running)[::-1]


def _drop_first(lines: list[str], running: set[str]) -> list[str]:
    for _ in range(_MARGIN_LINES):
        rest = list(lines)
        while rest and not rest[0]:
            rest.pop(0)
        if not rest or not (_PAGE_NUMBER.fullmatch(rest[0]) or _shape(rest[0]) in running):
            return rest
        lines = rest[1:]
    return lines


def _split_paragraphs(lines: list[str], width: int) -> Iterator[list[str]]:
    """Lines of one page, grouped: blank lines, bullets and short last lines part paragraphs."""
    current: list[str] = []
    for line in lines:
        if current and (not line or _BULLET.match(line) or _ends(current, line, width)):
            yield current
            current = []
        if line:
            current.append(line)
    if current:
        yield current


def _measure_width(lines: Iterable[str]) -> int:
    """How long a full line is: nine of ten lines are at most as long."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _ends(current: list[str], following: str, width: int) -> bool:
    """Whether a paragraph ends with the last of `current` when `following` is the next line."""
    last = current[-1]
    if len(last) >= _FULL_LINE_SHARE * width or _BROKEN_WORD.search(last):
        return False
    if _SENTENCE_END.search(last):
        return True
    # A heading: one short line without a full stop before a capital letter or a number.
    return (
        len(current) == 1
        and len(last) < 0.6 * width
        and (following[0].isupper() or following[0].isdigit())
    )


def _goes_on(last: str, first: str) -> bool:
    """Whether a paragraph goes on over the page: it stopped in mid-sentence."""
    return bool(_BROKEN_WORD.search(last)) or (
        not _SENTENCE_END.search(last) and (first[:1].islower() or last.endswith(","))
    )


def _join_lines(lines: list[str], words: Counter[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        broken = _BROKEN_WORD.search(text)
        if text.endswith(_SOFT_HYPHEN):
            text = text.removesuffix(_SOFT_HYPHEN) + line
        elif broken:
            text = (text if _keeps_hyphen(broken["left"], line, words) else text[:-1]) + line
        else:
            text = f"{text} {line}"
    return text


def _keeps_hyphen(left: str, line: str, words: Counter[str]) -> bool:
    """Whether the hyphen is the word's own: the document's other words say so, else its shape."""
    following = _NEXT_WORD.match(line)
    if following is None or not following[0][0].islower():
        return True
    right = following[0].lower()
    joined, hyphenated = words[left.lower() + right], words[f"{left.lower()}-{right}"]
    if joined != hyphenated:
        return hyphenated > joined
    return left.lower() in _HYPHENATED
