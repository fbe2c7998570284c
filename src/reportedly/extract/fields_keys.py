"""Keys of structured notices: 'DOB:', 'A.k.a.:', '; POB', found where they may stand.

Text → `Hit`s in order, from knowledge/fields.toml; offsets count code points of the text given.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from reportedly.knowledge import load_knowledge

STRAIGHT = str.maketrans("“”„«»‘’‚–—−\u00a0\u202f\r", '"""""\'\'\'---   ')
LEAD = re.compile(r"(?:[\s*_#•▪■◦|>-]|\(?\d{1,3}[.)](?=\s)|\(?[a-z]\)(?=\s))+", re.IGNORECASE)


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """What a key of fields.toml stands for."""

    id: str
    is_header: bool
    claim: str = ""
    kind: str = ""
    part: str = ""
    is_weak: bool = False
    is_prose: bool = False
    confidence: float = 0.9
    needs_seat: bool = False
    authority: str = ""
    authority_name: str = ""
    as_: str = ""


class Hit(NamedTuple):
    """A key in the text: where the key stands and where its value begins."""

    key: Key
    start: int
    key_end: int
    end: int
    is_bare: bool


@lru_cache(maxsize=1)
def load_keys() -> dict[str, Key]:
    """Return key words, lower-case and without dots, and what they stand for."""
    knowledge = load_knowledge("fields")
    found: dict[str, Key] = {}
    for section in ("header", "field"):
        for entry in knowledge[section]:
            key = _read_key(entry, is_header=section == "header")
            for word in (*entry["keys"], *entry.get("bare_keys", ())):
                found.setdefault(_fold(word), key)
    return found


def _read_key(entry: dict[str, Any], *, is_header: bool) -> Key:
    given = {name: entry[name] for name in Key.__struct_fields__ if name in entry}
    return Key(**given, is_header=is_header, as_=entry.get("as", ""))


def _fold(word: str) -> str:
    return re.sub(r"[\s.]+", " ", word.lower().replace(".", "")).strip()


def _pattern(words: list[str]) -> str:
    """Keys as alternatives, longest first; dots may be missing, spaces may be several."""
    escaped = [
        re.escape(w).replace(r"\.", r"\.?").replace(r"\ ", r"[ \t]+").replace("'", "['’]")
        for w in sorted(set(words), key=len, reverse=True)
    ]
    return "|".join(escaped)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of keys with a colon, and of those that stand without one."""
    knowledge = load_knowledge("fields")
    entries = [*knowledge["header"], *knowledge["field"]]
    keys = _pattern([w for entry in entries for w in entry["keys"]])
    bare = _pattern([w for entry in entries for w in entry.get("bare_keys", ())])
    return (
        re.compile(
            rf"(?<![\w/.\-])(?P<key>{keys})[*_]{{0,2}}(?:[ \t]*\([^()\n:]{{1,40}}\))?[ \t]*[:\t]"
            r"[*_]{0,2}",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<=[(;,])\s*(?P<key>{bare})[ \t]+(?=\S)", re.IGNORECASE),
    )


def find_hits(text: str) -> list[Hit]:
    """Return the keys of `text` in order; the text is one line or several."""
    with_colon, bare = _patterns()
    keys = load_keys()
    hits = [
        Hit(keys[_fold(m["key"])], m.start("key"), m.end("key"), m.end(), False)
        for start, end in _find_marked_lines(text)
        for m in with_colon.finditer(text, start, end)
        if _may_begin(text, m.start("key"))
    ]
    hits += [
        Hit(keys[_fold(m["key"])], m.start("key"), m.end("key"), m.end(), True)
        for m in bare.finditer(text)
    ]
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _find_marked_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the part of each line up to its last colon or tab: no key stands behind that."""
    start = 0
    while start < len(text):
        stop = text.find("\n", start)
        stop = stop if stop >= 0 else len(text)
        end = max(text.rfind(":", start, stop), text.rfind("\t", start, stop)) + 1
        if end:
            yield start, min(end + 2, stop)  # with the stars behind the colon
        start = stop + 1


def _may_begin(text: str, at: int) -> bool:
    """Whether a key may stand here: first in its line, after a stop, or with a capital."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    stripped = before.rstrip(" \t*_")
    if not stripped or LEAD.fullmatch(before):
        return True
    is_marked = text[at].isupper() or text[at + 1 : at + 2] == "."
    return stripped[-1] in ".;)(|]," or (before[-1:].isspace() and is_marked)
