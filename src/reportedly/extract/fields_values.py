"""Values of structured fields: items of a list, names in their usual order, dates, posts.

Text and offsets → offsets and plain values; every offset counts code points of the same text.
Names turn from 'SURNAME, Given' into 'Given Surname', and from capitals into title case.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from reportedly.edtf import is_valid
from reportedly.knowledge import load_knowledge

Edges = tuple[int, int]

_EDGE = " \t\r\n;,:*_|"
_QUOTES = "\"'“”‘’„«»"
_NUMBER = re.compile(r"(?:^|(?<=[\s;,.]))(?:\((?:\d{1,2}|[a-z])\)|(?:\d{1,2}|[a-z])\))\s*")
_NUMBERED = re.compile(r"(?:^|(?<=\s))[1-6]:\s*")
_PARTICLES = frozenset(
    """al el ul bin bint ibn abu de da do dos del della di du la le van von der den ter of and the
    for y e ben ould aka na al- und et""".split()
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_CIRCA = re.compile(
    r"\b(?:circa|c\.|ca\.?|approx(?:imately|\.)?|around|about|estimated|est\.)\s*", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    r"(?P<d>\d{1,2}|--|00|XX|\?\?)[./\-](?P<m>\d{1,2}|--|00|XX|\?\?)[./\-](?P<y>\d{4})"
)
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})")
_DAY_MONTH = re.compile(
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<m>[A-Za-z]{3,9})\.?,?\s+(?P<y>\d{4})"
)
_MONTH_DAY = re.compile(
    r"(?P<m>[A-Za-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})"
)
_RANGE = re.compile(r"(?:between\s+)?(?P<a>\d{4})\s*(?:-|–|/|to|and)\s*(?P<b>\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?P<y>(?:1[89]|20)\d\d)")
_FORMER = re.compile(r"(?:(?:the\s+)?(?:former|late|previous|ex)[\s\-]+)+", re.IGNORECASE)
_SEAT = re.compile(r"\s+(?:of|at|for|in)\s+(?:the\s+)?(?=[A-Z0-9“\"])")
_DEPARTMENT = re.compile(r"\b(?:minister|secretary|commissioner|attorney)\b\W*\Z", re.IGNORECASE)
_SHARE = re.compile(r"\(?\b(\d{1,3}(?:\.\d+)?)\s*(?:%|per cent|percent)[^)]*\)?")


class Date(NamedTuple):
    """A date as EDTF and where its words stand."""

    edtf: str
    start: int
    end: int


class Post(NamedTuple):
    """A role, where the body stands that it is held in, and whether it is past."""

    role: str
    seat: Edges | None
    is_former: bool


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    knowledge = load_knowledge("fields")
    return (
        frozenset(knowledge["legal_forms"]),
        frozenset(knowledge["legal_words"]),
        frozenset(knowledge["missing"]),
    )


def is_missing(value: str) -> bool:
    """Return whether a value only says that there is none: 'na', '-', 'unknown'."""
    words = value.strip(" .;,:").lower()
    return not any(c.isalnum() for c in words) or words in _lists()[2] or words + "." in _lists()[2]


def trim(text: str, start: int, end: int) -> Edges | None:
    """Return the edges of `text[start:end]` without space, stops and outer quotation marks."""
    while True:
        before = (start, end)
        while start < end and text[start] in _EDGE + _QUOTES + ".":
            start += 1
        while end > start and (text[end - 1] in _EDGE + _QUOTES or _is_stop(text, start, end)):
            end -= 1
        for opening, closing in ("()", "[]"):
            inner = text[start:end]
            if inner.endswith(opening) or (
                inner.count(closing) > inner.count(opening) and inner.endswith(closing)
            ):
                end -= 1
            if inner.startswith(closing) or (inner.startswith(opening) and closing not in inner):
                start += 1
        if start >= end:
            return None
        if (start, end) == before:
            return start, end


def _is_stop(text: str, start: int, end: int) -> bool:
    """A last full stop, unless it belongs to an initial: 'Nurullo D.'."""
    if text[end - 1] != ".":
        return False
    word = re.split(r"[\s,]", text[start : end - 1])[-1]
    return not (len(word) == 1 and word.isupper())


def is_name_like(words: str) -> bool:
    """Return whether `words` can be a name in a header: few, and all but particles with a capital."""
    if not 1 < len(words) <= 120 or is_missing(words) or re.search(r"[!?]|[a-z]{3}\. ", words):
        return False
    parts = re.findall(r"[^\W_][\w'’.\-&/]*", _NUMBERED.sub("", words))
    if not parts or len(parts) > 12 or ": " in _NUMBERED.sub("", words):
        return False
    plain = [p for p in parts if not p[0].isupper() and p.lower() not in _PARTICLES]
    return any(p[0].isupper() for p in parts) and all(
        p in ("na", "n/a") or p[0].isdigit() for p in plain
    )


def split_items(text: str, start: int, end: int, *, commas: bool = False) -> list[Edges]:
    """Return the items of a value: numbered, lettered or between semicolons.

    `commas` are separators too where the value has no other; a comma before a legal form or after
    a surname in capitals is not one.
    """
    value = text[start:end]
    numbers = list(_NUMBER.finditer(value))
    if numbers and (numbers[0].start() == 0 or not value[: numbers[0].start()].strip()):
        cuts = [(m.end(), n.start()) for m, n in pairwise(numbers)]
        cuts.append((numbers[-1].end(), len(value)))
    else:
        cuts = _cut(value, r"\s*;\s*|\n\s*(?=[-•*])")
        if commas and len(cuts) == 1 and not _is_inverted(value):
            cuts = _cut(value, r",\s+(?:and\s+)?|\s+and\s+|\s*/\s*|\s+&\s+")
    edges = [trim(text, start + a, start + b) for a, b in cuts]
    return [e for e in edges if e is not None and not is_missing(text[slice(*e)])]


def _cut(value: str, separator: str) -> list[Edges]:
    cuts: list[Edges] = []
    at = 0
    for match in re.finditer(separator, value):
        following = re.match(r"\w*", value[match.end() :])
        if following and following.group().lower() in _lists()[1]:
            continue
        cuts.append((at, match.start()))
        at = match.end()
    return [*cuts, (at, len(value))]


def _is_inverted(value: str) -> bool:
    """'NOORKHEL, Naqib': a surname in capitals before its one comma."""
    surname, comma, given = value.strip().partition(",")
    is_one = bool(comma) and "," not in given and given.strip().lower() not in _lists()[1]
    return is_one and surname.isupper()


def without_note(text: str, edges: Edges) -> Edges:
    """Return the edges of a value without a note in brackets at its end."""
    value = text[slice(*edges)]
    note = re.search(r"\s*\([^()]*\)\s*$|,?\s+(?:\(?born\b|dob\b|d\.o\.b|date of birth).*$", value)
    inner = trim(text, edges[0], edges[0] + note.start()) if note and note.start() else None
    return inner or edges


def show_name(words: str, *, is_person: bool, is_inverted: bool = False) -> str:
    """Return a name as it is usually written: 'DASKEVA, Orlan' is 'Orlan Daskeva'.

    `is_inverted` turns 'Daskeva, Orlan' too, whose surname is not in capitals.
    """
    words = " ".join(words.split())
    if _NUMBERED.match(words):
        words = " ".join(words[a:b] for _, a, b in sorted(_number_parts(words)))
    surname, comma, given = words.partition(",")
    is_turned = _is_inverted(words) or (is_inverted and "," not in given)
    if comma and given.strip() and is_turned and given.strip().lower() not in _lists()[1]:
        words = f"{given.strip()} {surname.strip()}"
    if is_person:
        return " ".join(_lower(w) for w in words.split())
    is_capital = words.isupper()
    return " ".join(_lower(w) if is_capital and not _is_acronym(w) else w for w in words.split())


def _number_parts(words: str) -> list[tuple[str, int, int]]:
    """The parts of '1: ORLAN 2: DASKEVA 3: na' that say something: number, start and end."""
    marks = list(_NUMBERED.finditer(words))
    if not marks:
        return []
    ends = [m.start() for m in marks[1:]] + [len(words)]
    parts = [(m.group()[0], trim(words, m.end(), e)) for m, e in zip(marks, ends, strict=True)]
    return [(n, *e) for n, e in parts if e is not None and not is_missing(words[slice(*e)])]


def narrow_name(text: str, edges: Edges) -> Edges:
    """Return the edges of a name without the numbers around its parts: '1: ORLAN 2: na' is ORLAN."""
    parts = _number_parts(text[slice(*edges)])
    if not parts:
        return edges
    return edges[0] + min(a for _, a, _ in parts), edges[0] + max(b for _, _, b in parts)


def _lower(word: str) -> str:
    if not word.isupper() or len(word) < 2 or word in _lists()[0] or re.search(r"[\d.]", word):
        return word
    if word.lower() in _PARTICLES and word.lower() not in (
        "al",
        "el",
        "abu",
        "bin",
        "ben",
        "la",
        "na",
        "y",
        "e",
    ):
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), word)


def _is_acronym(word: str) -> bool:
    """A word that stays in capitals: a legal form, or letters without a vowel that are no 'LTD'."""
    if word in _lists()[0]:
        return True
    return len(word) > 1 and not re.search("[AEIOUY]", word) and word.lower() not in _lists()[1]


def read_date(text: str, start: int, end: int) -> Date | None:
    """Return the first date in `text[start:end]`, day before month unless that cannot be."""
    value = text[start:end]
    circa = _CIRCA.search(value)
    mark = "~" if circa else ""
    for pattern in (_ISO, _DAY_FIRST, _MONTH_DAY, _DAY_MONTH, _RANGE, _YEAR):
        for match in pattern.finditer(value):
            edtf = _to_edtf(match)
            if edtf is None or not is_valid(edtf):
                continue
            first = circa.start() if circa and circa.end() <= match.start() else match.start()
            if "/" not in edtf:
                edtf += mark
            return Date(edtf, start + first, start + match.end())
    return None


def _to_edtf(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    if "a" in found:
        return f"{found['a']}/{found['b']}"
    year, month, day = found["y"], _read_month(found.get("m")), _read_number(found.get("d"))
    if month is not None and month > 12 and day is not None and day <= 12:
        month, day = day, month
    if found.get("m") and month is None:
        return year if re.fullmatch(r"--|00|XX|\?\?", found["m"]) else None
    if month is None:
        return year
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def _read_month(word: str | None) -> int | None:
    if word is None or not word[0].isalpha():
        return _read_number(word)
    return _MONTHS.index(word[:3].lower()) + 1 if word[:3].lower() in _MONTHS else None


def _read_number(word: str | None) -> int | None:
    return (int(word) or None) if word and word.isdecimal() else None


def read_share(words: str) -> str | None:
    """Return the per cent that a value names: '60' of 'Selma Ardeth (60%)'."""
    match = _SHARE.search(words)
    return match.group(1) if match else None


def read_post(text: str, start: int, end: int, *, is_place: frozenset[str]) -> Post:
    """Return role and seat of a post: 'Director of the X Group', 'Chairman, X', 'Former mayor'.

    `is_place` holds lower-case place names, so that 'Governor of Ulmarek, Kestria' sits in Ulmarek.
    """
    former = _FORMER.match(text, start, end)
    at = former.end() if former else start
    value = text[at:end]
    comma = re.search(r",\s+(?:the\s+)?(?=[A-Z0-9“\"])", value)
    seats = [m for m in _SEAT.finditer(value) if not comma or m.start() < comma.start()]
    rest = value[comma.end() :].split(",")[0].strip().lower() if comma else ""
    cut = _choose_seat(value, seats, is_place) if not comma or rest in is_place else comma
    cut = cut or comma
    if cut is None:
        return Post(value.strip(), None, former is not None)
    edges = trim(text, at + cut.end(), end)
    if edges is not None:
        edges = without_note(text, (edges[0], edges[0] + _cut(text[slice(*edges)], r",\s+")[0][1]))
    return Post(value[: cut.start()].strip(" ,"), edges, former is not None)


def _choose_seat(
    value: str, seats: list[re.Match[str]], is_place: frozenset[str]
) -> re.Match[str] | None:
    """The preposition before the body: 'Minister of Finance of Kestria' sits in Kestria."""
    if not seats:
        return None
    if value[seats[0].end() :].lower().startswith("board"):
        return seats[-1]
    is_department = bool(_DEPARTMENT.search(value[: seats[0].start()]))
    if is_department or value[seats[-1].end() :].strip(" .").lower() in is_place:
        is_alone = len(seats) == 1 and is_department
        return None if is_alone and value[seats[0].end() :].lower() not in is_place else seats[-1]
    return seats[0]
