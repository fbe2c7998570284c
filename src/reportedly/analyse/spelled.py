"""Names beside the bracket that abbreviates them, in text whose case tells nothing.

Text in capitals → acronym and words of each such name: 'NATIONAL RIVER FRONT [NRF]', and the other
way round 'NRF [NATIONAL RIVER FRONT]'. The acronym may be that of another language ('RIVER FRONT OF
THE NORTH (FRN)'), so its letters count in any order.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

SMALL = frozenset({"of", "for", "the", "and", "in", "on", "to", "de", "del", "la", "los", "y"})
_LINKS = SMALL - {"in", "on", "to"}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_BRACKETED = re.compile(r"[(\[]([A-Z]{2,10})(?:-[A-Z]+)?[)\]]")
_EXPANDED = re.compile(r"\b([A-Z]{2,10})\s*[(\[]((?:[A-Z][A-Z'-]+\s+){1,8}[A-Z][A-Z'-]+)[)\]]")
_LONGEST = 9


class SpelledName(NamedTuple):
    """An acronym and the words, in lower case, of the name that it stands for (none: unknown)."""

    acronym: str
    words: tuple[str, ...]


def find_spelled_names(text: str) -> Iterator[SpelledName]:
    """Yield the acronyms that stand in brackets or before one, with the names that they spell."""
    for match in _BRACKETED.finditer(text):
        before = _WORD.findall(text[max(0, match.start() - 160) : match.start()].lower())
        is_close = text[: match.start()].rstrip()[-1:].isalnum() or match.start() == 0
        yield SpelledName(match[1], _find_before(before, match[1]) if is_close else ())
    for match in _EXPANDED.finditer(text):
        words = tuple(_WORD.findall(match[2].lower()))
        if _spells(words, match[1]):
            yield SpelledName(match[1], words)


def _find_before(words: list[str], acronym: str) -> tuple[str, ...]:
    """The longest run of words that ends here and that the acronym spells."""
    best: tuple[str, ...] = ()
    for size in range(1, min(len(words), _LONGEST) + 1):
        run = tuple(words[-size:])
        if run[0] in SMALL:
            continue
        if _spells(run, acronym):
            best = run
    return best


def _spells(run: tuple[str, ...], acronym: str) -> bool:
    """All initials are letters of the acronym, but for one in three or more; links may be left out.

    A name of which the acronym has most letters is spelled, in whatever order.
    """
    if any(w in SMALL and w not in _LINKS for w in run):
        return False
    if any(w == "the" and run[i - 1] not in SMALL for i, w in enumerate(run) if i):
        return False
    initials = [w[0].upper() for w in run if w not in _LINKS]
    if len(initials) < 2 or len(initials) > len(acronym):
        return False
    missing = Counter(initials) - Counter(acronym)
    spare = Counter(acronym) - Counter(initials)
    if not missing:
        return spare.total() <= max(1, len(acronym) // 2)
    return len(initials) >= 3 and missing.total() == 1 and spare.total() <= 2
