"""Fields that a person sets anew on a claim → the correction, every argument with its words.

What fills a slot must stand in the document: inside the evidence where it can be, else nearest to
it. An argument without words is refused, since nothing could be shown for it.
"""

import re
from collections.abc import Iterator, Mapping

from reportedly.edtf import bounds
from reportedly.errors import CaseError, UsageError
from reportedly.judge.planning import Plan
from reportedly.records import Argument, Claim, Kind, Mention, Reading, Span, When
from reportedly.store import Store
from reportedly.verdicts import PLAIN_FIELDS, QUOTED_FIELDS, correct_claim


def plan_correction(
    store: Store, claim: str, fields: Mapping[str, str], words: str | None = None
) -> Plan:
    """Return the judgement that sets `fields` of a claim; '' leaves a slot open.

    Arguments are names, or ids of entities; `words` are the words of the document for the one slot
    that is corrected, where they differ from its name. Raises `CaseError` where there is no such
    claim, `UsageError` where words are not in the document or nothing is to be corrected.
    """
    found = store.find_claim(claim)
    reading = None if found is None else store.get_reading(found.document)
    if found is None or reading is None:
        raise CaseError(f"no claim '{claim}' is in the case")
    quoted = [field for field in QUOTED_FIELDS if fields.get(field)]
    if words is not None and len(quoted) != 1:
        raise UsageError("--words go with one of --subject, --object, --when and --where")
    if not fields:
        raise UsageError(
            "what to correct was expected: another subject, object, predicate, polarity, certainty, "
            "time or place"
        )
    slots = _Slots(store, found, reading)
    values = {field: fields[field] for field in PLAIN_FIELDS if field in fields}
    for field in QUOTED_FIELDS:
        if field in fields:
            values |= slots.fill(field, fields[field], words)
    if _is_like(correct_claim(found, values, ""), found):
        text = f"{claim} says so already: nothing is corrected"
        return Plan(verb="correct", text=text, is_known=True)
    told = ", ".join(f"{field} {values[field] or 'left open'}" for field in fields)
    return Plan(verb="correct", targets=(claim,), values=values, text=f"{claim} corrected: {told}")


class _Slots:
    """Finds the words of a claim's slots in its document."""

    def __init__(self, store: Store, claim: Claim, reading: Reading) -> None:
        self._store = store
        self._claim = claim
        self._text = reading.document.text
        self._mentions = reading.mentions

    def fill(self, field: str, value: str, words: str | None) -> dict[str, str]:
        """The values of one corrected slot: its name, and its words with their place."""
        if not value.strip():
            return {field: ""}
        if field == "when":
            return self._fill_when(value, words)
        name, names = self._read_name(value)
        span = self._find_any([words] if words else names)
        if span is None:
            wanted = words or name
            raise UsageError(
                f"'{wanted}' does not stand in the document: give the words that name the {field} "
                'there (--words "exact words")'
            )
        mention = next(
            (m for m in self._mentions if (m.start, m.end) == (span.start, span.end)), None
        )
        if mention is not None and words is None:
            name = mention.name
        kind = self._find_kind(field, name, mention)
        return {field: name, f"{field}.kind": kind} | _place(field, span)

    def _fill_when(self, edtf: str, words: str | None) -> dict[str, str]:
        bounds(edtf)
        when = self._claim.when
        span = None
        if words is not None:
            span = find_words(self._text, words, self._claim.evidence)
        elif when is not None:
            span = Span(start=when.start, end=when.end, text=when.text)
        if span is None:
            told = f"'{words}' does not stand" if words else "the claim has no words for its time"
            raise UsageError(
                f'{told} in the document: give those that say when (--words "exact words")'
                if words
                else f'{told}: give those of the document (--words "exact words")'
            )
        return {"when": edtf} | _place("when", span)

    def _read_name(self, value: str) -> tuple[str, list[str]]:
        """The name that is meant, and the words by which it may stand in the document."""
        if value.startswith("ent-"):
            for candidate in self._store.find_bearers(value, 1):
                counted = self._store.get_names(value)
                return candidate.entity.name, [candidate.entity.name, *(n.name for n in counted)]
        name = " ".join(value.split())
        return name, [name]

    def _find_any(self, names: list[str]) -> Span | None:
        spans = (find_words(self._text, name, self._claim.evidence) for name in names)
        return next((span for span in spans if span is not None), None)

    def _find_kind(self, field: str, name: str, mention: Mention | None) -> Kind:
        if mention is not None and mention.name == name:
            return mention.kind
        named = next((m for m in self._mentions if m.name == name and m.kind != "name"), None)
        if named is not None:
            return named.kind
        known = self._store.find_bearers(name, 1)
        if known and known[0].match == "name":
            return known[0].entity.kind
        if mention is not None:
            return mention.kind
        if field == "where":
            return "place"
        before: Argument | None = getattr(self._claim, field)
        return "name" if before is None else before.kind


def find_words(text: str, words: str, evidence: Span) -> Span | None:
    """Return where `words` stand in `text`: in the evidence first, else nearest to it.

    Letters' case and the kind of white space may differ; whole words are wanted.
    """
    for found in (_find_all(text, words, 0), _find_all(text, words, re.IGNORECASE)):
        spans = list(found)
        inside = [s for s in spans if evidence.start <= s.start and s.end <= evidence.end]
        if spans:
            near = inside or sorted(spans, key=lambda s: abs(s.start - evidence.start))
            return near[0]
    return None


def _find_all(text: str, words: str, flags: int) -> Iterator[Span]:
    parts = words.split()
    if not parts:
        return
    pattern = r"\s+".join(map(re.escape, parts))
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, flags):
        yield Span(start=match.start(), end=match.end(), text=match[0])


def _place(field: str, span: Span) -> dict[str, str]:
    return {
        f"{field}.text": span.text,
        f"{field}.start": str(span.start),
        f"{field}.end": str(span.end),
    }


def _is_like(corrected: Claim, claim: Claim) -> bool:
    """Whether a correction leaves everything as it is."""
    return all(getattr(corrected, field) == getattr(claim, field) for field in PLAIN_FIELDS) and [
        _say(corrected, field) for field in QUOTED_FIELDS
    ] == [_say(claim, field) for field in QUOTED_FIELDS]


def _say(claim: Claim, field: str) -> object:
    filler: Argument | When | tuple[Argument, ...] | None = getattr(claim, field)
    if isinstance(filler, tuple):
        return [(place.name, place.start, place.end) for place in filler]
    if isinstance(filler, When):
        return filler.edtf, filler.start, filler.end
    return None if filler is None else (filler.name, filler.kind, filler.start, filler.end)
