"""Text of structured notices → entries: a header that names somebody, and the fields under it.

Text → `Entry`s whose offsets count code points of the text. The keys come from
knowledge/fields.toml. Running text inside an entry ('Other information: …') belongs to no piece.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from reportedly.extract.fields_keys import LEAD, STRAIGHT, Hit, Key, find_hits, load_keys
from reportedly.extract.fields_values import is_missing, is_name_like, trim
from reportedly.records import Span

_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"(?<=[a-z0-9)]{3})\.\s+(?=[A-Z])")
_ABBREVIATED = re.compile(
    r"\b(?:inc|ltd|corp|gen|col|prof|sgt|capt|maj|hon|sept|aug|dept)\Z", re.IGNORECASE
)
_TAG = re.compile(r"\((?:individual|entity|vessel|aircraft)\)|\[[A-Z][A-Z0-9\-]+\]")
_UNKNOWN_KEY = re.compile(r"[A-Z][\w/()'. \-]{1,40}:\s")
_NAMED_TOO = re.compile(
    r"\s*[(\[](?:alias(?:es)?|a\.?k\.?a\.?|also known as):?\s+(?P<names>[^()\[\]]+)[)\]]",
    re.IGNORECASE,
)
_LONG_LINE = 60
_LONGEST_UNKNOWN = 120


class Field(NamedTuple):
    """A key, whose words stand at `label`, with its value at `start:end` of the text."""

    key: Key
    label: tuple[int, int]
    start: int
    end: int


class Entry:
    """A header at `start:name_end` and the fields that follow it, in text order.

    `pieces` are its stretches without running text, `has_key` tells a header with a key of its own.
    """

    def __init__(self, start: int, name_start: int, name_end: int, kind: str) -> None:
        self.start = start
        self.name_start = name_start
        self.name_end = name_end
        self.kind = kind
        self.part = ""
        self.has_key = False
        self.given: tuple[int, int] | None = None
        self.fields: list[Field] = []
        self.pieces: list[tuple[int, int]] = [(start, name_end)]

    @property
    def end(self) -> int:
        """Where the last piece of the entry ends."""
        return self.pieces[-1][1]


def read_entries(text: str) -> list[Entry]:
    """Return the entries of a text, in order. Text without one gives none."""
    mapped = text.translate(STRAIGHT)
    entries: list[Entry] = []
    for block in _BLOCK.finditer(mapped):
        hits = find_hits(block.group())
        if hits:
            base = block.start()
            moved = [
                h._replace(start=h.start + base, key_end=h.key_end + base, end=h.end + base)
                for h in hits
            ]
            entries.extend(_BlockReader(mapped, block.span(), moved).read())
    return [entry for entry in entries if _is_sound(entry, mapped)]


class _BlockReader:
    """Reads the entries of one block of lines."""

    def __init__(self, text: str, span: tuple[int, int], hits: list[Hit]) -> None:
        self.text = text
        self.lines = [(m.start(), m.end()) for m in _LINE.finditer(text, *span)]
        self.hits = hits
        self.starts = [h.start for h in hits]
        self.entries: list[Entry] = []
        self.current: Entry | None = None
        self.open: Field | None = None

    def read(self) -> list[Entry]:
        for number, (start, end) in enumerate(self.lines):
            hits = self._hits_in(start, end)
            lead = self._lead(start, hits[0].start if hits else end)
            if not hits:
                self._read_plain(number, start, end, lead)
                continue
            if lead is not None and not self._read_lead(lead, start):
                continue
            for hit, following in zip(hits, [*hits[1:], None], strict=True):
                self._read_hit(hit, following.start if following else end, start)
        return self.entries

    def _hits_in(self, start: int, end: int) -> list[Hit]:
        return self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _lead(self, start: int, end: int) -> tuple[int, int] | None:
        """The words of a line before its first key, without number and bullet."""
        numbered = LEAD.match(self.text, start, end)
        return trim(self.text, numbered.end() if numbered else start, end)

    def _read_plain(self, number: int, start: int, end: int, lead: tuple[int, int] | None) -> None:
        """A line without a key: the name over a list of fields, or the rest of a value."""
        if lead is None:
            return
        if self._heads_fields(number) and self._may_head(start, lead):
            self._begin(Entry(start, *lead, ""))
            return
        if self.current is None:
            return
        if _UNKNOWN_KEY.match(self.text, *lead):
            self._skip(start, end)
            return
        last_line = self.lines[number - 1]
        if self.open is None:
            self.current = None
            return
        is_wrapped = last_line[1] - last_line[0] >= _LONG_LINE
        if (
            is_wrapped
            or self.text[slice(*last_line)].rstrip()[-1:] in (",", ";")
            or self.open.key.is_prose
        ):
            self._extend(end)
        else:
            self.current = self.open = None

    def _heads_fields(self, number: int) -> bool:
        """Whether the next line begins with a key that is no header."""
        if number + 1 >= len(self.lines):
            return False
        start, end = self.lines[number + 1]
        first = next(iter(self._hits_in(start, end)), None)
        return (
            first is not None
            and not first.key.is_header
            and not first.key.is_prose
            and self._lead(start, first.start) is None
        )

    def _read_lead(self, lead: tuple[int, int], start: int) -> bool:
        """Words before the first key of a line: a name, the rest of a value, or prose."""
        words = self.text[slice(*lead)]
        if self._may_head(start, lead):
            self._begin(Entry(start, *lead, ""))
        elif self.current is not None and self.open is not None:
            self._extend(lead[1])
        elif not re.fullmatch(r"[A-Z]{2,5}[a-z]?[.\-]?\d+", words):  # a list's number for the entry
            self.current = self.open = None
            return False
        return True

    def _may_head(self, start: int, lead: tuple[int, int]) -> bool:
        """Whether the words can be a new entry's name."""
        if not is_name_like(_NAMED_TOO.sub("", self.text[slice(*lead)])):
            return False
        return self.current is None or _is_marked(self.text, start, lead)

    def _skip(self, start: int, end: int) -> None:
        """Take a line with a key that is not known: its words are data when they are few."""
        assert self.current is not None
        self.open = None
        if end - start <= _LONGEST_UNKNOWN:
            self._grow(start, end)
        else:
            self.current.pieces.append((end, end))

    def _read_hit(self, hit: Hit, end: int, line_start: int) -> None:
        value_end = min(end, _bare_end(self.text, hit.end, end)) if hit.is_bare else end
        if hit.key.is_header:
            self._read_header(hit, value_end, line_start)
        elif self.current is not None:
            cut = _STOP.search(self.text, hit.end, value_end)
            is_cut = cut is not None and not _ABBREVIATED.search(
                self.text[max(0, cut.start() - 12) : cut.start()]
            )
            stop = cut.start() + 1 if cut and is_cut and not hit.key.is_prose else value_end
            self.open = Field(hit.key, (hit.start, hit.key_end), hit.end, stop)
            self.current.fields.append(self.open)
            if hit.key.is_prose:
                self.current.pieces.append((hit.start, hit.start))
            else:
                self._grow(hit.start, self._line_end(stop) if hit.is_bare else stop)

    def _read_header(self, hit: Hit, end: int, line_start: int) -> None:
        name = trim(self.text, hit.end, end)
        if name is None or is_missing(self.text[slice(*name)]):
            return
        part, current = hit.key.part, self.current
        if part == "given" and current is not None and current.part == "family":
            current.given = name
            self._grow(hit.start, end)
            return
        words = _NAMED_TOO.sub("", self.text[slice(*name)])
        if not (part == "numbered" or is_name_like(words)):
            self.current = self.open = None
            return
        entry = Entry(hit.start, *name, hit.key.kind)
        entry.part = part
        entry.has_key = True
        if part == "numbered":
            entry.name_start = hit.key_end - 1
        if self._lead(line_start, hit.start) is None:
            entry.start = hit.start
        self._begin(entry)
        self._grow(entry.start, end)

    def _begin(self, entry: Entry) -> None:
        """Open an entry; other names in brackets after its name are its first field."""
        too = _NAMED_TOO.search(self.text, entry.name_start, entry.name_end)
        if too is not None and too.start() > entry.name_start:
            entry.name_end = too.start()
            label = (too.start(), too.start("names"))
            entry.fields.append(Field(load_keys()["aka"], label, *too.span("names")))
        self.current, self.open = entry, None
        self.entries.append(entry)

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return min(end if end >= 0 else len(self.text), self.lines[-1][1])

    def _extend(self, end: int) -> None:
        """Let the open value run on to `end`."""
        assert self.current is not None
        assert self.open is not None
        self.open = self.open._replace(end=end)
        self.current.fields[-1] = self.open
        if not self.open.key.is_prose:
            self._grow(self.open.start, end)

    def _grow(self, start: int, end: int) -> None:
        """Add `start:end` to the entry's last piece, or begin another after running text."""
        assert self.current is not None
        pieces = self.current.pieces
        last = pieces[-1]
        if last[0] == last[1]:
            pieces[-1] = (start, end)
        else:
            pieces[-1] = (last[0], max(last[1], end))


def _bare_end(text: str, start: int, end: int) -> int:
    """Where a value without a colon ends: at a semicolon or a bracket that it did not open."""
    depth = 0
    for at in range(start, end):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
        if depth < 0 or text[at] == ";":
            return at
    return end


def _is_marked(text: str, line_start: int, lead: tuple[int, int]) -> bool:
    """Whether a line is a header even inside an entry: a number, or a surname in capitals."""
    words = text[slice(*lead)].split(",", maxsplit=1)[0]
    letters = [c for c in words if c.isalpha()]
    has_number = bool(re.match(r"\s*\(?\d", text[line_start : lead[0]]))
    return has_number or (len(letters) > 1 and all(c.isupper() for c in letters))


def _is_sound(entry: Entry, text: str) -> bool:
    """Whether the fields are enough to trust that this is an entry and no sentence."""
    claiming = [f for f in entry.fields if f.key.claim and trim(text, f.start, f.end)]
    if not claiming:
        return False
    if not any(
        ":" in text[f.label[1] : f.start] or "\t" in text[f.label[1] : f.start]
        for f in entry.fields
    ):
        return _is_sound_bare(entry, text)
    return entry.has_key or any(not f.key.is_weak for f in claiming) or len(entry.fields) > 1


def _is_sound_bare(entry: Entry, text: str) -> bool:
    """Fields without colons: the name in capitals, and two fields or the list's own tag."""
    if not _is_marked(text, entry.start, (entry.name_start, entry.name_end)):
        return False
    line_end = text.find("\n", entry.name_end)
    line = text[entry.start : line_end if line_end >= 0 else len(text)]
    return len({f.key.id for f in entry.fields}) > 1 or bool(_TAG.search(line))


def find_entries(text: str) -> list[Span]:
    """Return the stretches of `text` that are entries, running text inside them left out."""
    return [
        Span(start=start, end=start + len(words), text=words)
        for entry in read_entries(text)
        for start, end in entry.pieces
        if (words := text[start:end].rstrip())
    ]
