"""Quoted replies of a mail: lines that a mail program broke and marked with '>' → whole sentences.

Every word stays, and so does one mark before each quoted paragraph; the marks in the middle of its
sentences go, which would else stand between the two words of a name.
"""

import re
from collections.abc import Iterator

_QUOTED = re.compile(r"(?P<mark>(?:>[ \t]?)*>)[ \t]?(?P<words>.*)")
# What a mail program breaks is nearly as long as its lines, 65 to 78 characters (RFC 2646).
_FULL_LINE = 55


def join_quoted(text: str) -> str:
    """Return `text` with the lines of each quoted paragraph in one; other lines are untouched."""
    return "".join(_join(text)) if ">" in text else text


def _join(text: str) -> Iterator[str]:
    mark, last = "", 0
    held = ""
    for line in text.splitlines(keepends=True):
        match = _QUOTED.fullmatch(line.rstrip("\r\n"))
        words = match["words"].strip() if match else ""
        depth = match["mark"].replace(" ", "").replace("\t", "") if match else ""
        if match and words and depth == mark and last >= _FULL_LINE:
            held = f"{held.rstrip()} {words}" + line[len(line.rstrip("\r\n")) :]
        else:
            yield held
            held = line
        mark, last = depth, len(words)
    yield held
