"""A claim that a person reads in a document → the `add` that says so, every part with its words.

Nothing is taken that does not stand in the document: evidence is a stretch of it, and subject,
object, time, place, sources and cues are words of it, inside the evidence where they can be.
"""

from typing import Annotated, Any

from msgspec import Meta

from reportedly.errors import CaseError, UsageError
from reportedly.judge.added import MOST_SOURCES, check_added, read_added
from reportedly.judge.correcting import find_words
from reportedly.judge.planning import Plan
from reportedly.judge.wording import word_maker
from reportedly.knowledge import load_knowledge
from reportedly.records import (
    Act,
    Certainty,
    Judgement,
    Kind,
    Mention,
    Polarity,
    Reading,
    Record,
    Span,
)
from reportedly.store import Store
from reportedly.verdicts import Verdicts, says_same

_Text = Annotated[str, Meta(max_length=4000)]
_Name = Annotated[str, Meta(max_length=500)]
_Date = Annotated[str, Meta(max_length=100)]
_Offset = Annotated[int, Meta(ge=0, le=1 << 30)]


class Words(Record, frozen=True, kw_only=True):
    """Words of a document: exactly as they stand there, or where (in code points), or both."""

    text: _Text = ""
    start: _Offset | None = None
    end: _Offset | None = None


class Filler(Words, frozen=True, kw_only=True):
    """The words that fill a slot; name and kind only where the document's own are not meant."""

    name: _Name = ""
    kind: Kind | None = None


class Speaker(Filler, frozen=True, kw_only=True):
    """A source: who speaks, how, by which words that is said, and when it was said (EDTF)."""

    act: Act = "says"
    cue: Words
    said_on: _Date = ""


class Moment(Words, frozen=True, kw_only=True):
    """When it happened: EDTF, and the words that say so."""

    edtf: _Date


class NewClaim(Record, frozen=True, kw_only=True):
    """What a person reads in a document. `sources` are outermost first; none is its own voice."""

    evidence: Words
    predicate: _Name
    subject: Filler | None = None
    object: Filler | None = None
    polarity: Polarity = "affirmed"
    certainty: Certainty = "stated"
    when: Moment | None = None
    where: Filler | None = None
    sources: Annotated[tuple[Speaker, ...], Meta(max_length=MOST_SOURCES)] = ()


def plan_addition(store: Store, verdicts: Verdicts, document: str, wanted: NewClaim) -> Plan:
    """Return the judgement that adds a claim to a document.

    Raises `CaseError` where there is no such document, `UsageError` where words are not in it or
    the claim was rejected.
    """
    reading = store.get_reading(document)
    if reading is None:
        raise CaseError(f"no document '{document}' is in the case")
    values = _Places(store, reading).fill(wanted)
    check_added(values)
    claim = read_added(_preview(document, values))
    if (rejection := verdicts.rejected.get(claim.id)) is not None and claim.id in verdicts.added:
        raise UsageError(
            f"{claim.id} says so and was rejected {word_maker(rejection)}: undo that judgement"
        )
    before = verdicts.added.get(claim.id)
    if before is not None and before.judgement.values == dict(sorted(values.items())):
        text = f"{claim.id} says so already: added {word_maker(before.judgement)}"
        return Plan(verb="add", text=text, is_known=True)
    read = next((one for one in reading.claims if says_same(one, claim)), None)
    if read is not None:
        if (rejection := verdicts.rejected.get(read.id)) is not None:
            raise UsageError(
                f"{read.id} says so and was rejected {word_maker(rejection)}: undo that judgement"
            )
        text = f"{read.id} says so already: nothing is added"
        return Plan(verb="add", text=text, is_known=True)
    return Plan(
        verb="add", targets=(document,), values=values, text=f"{claim.id} is added to {document}"
    )


def _preview(document: str, values: dict[str, str]) -> Judgement:
    """What is to be judged, before anybody has signed it."""
    return Judgement(id="", verb="add", targets=(document,), values=values, by="", made_at="")


class _Places:
    """Finds the words of a new claim in its document."""

    def __init__(self, store: Store, reading: Reading) -> None:
        self._store = store
        self._text = reading.document.text
        self._mentions = reading.mentions

    def fill(self, wanted: NewClaim) -> dict[str, str]:
        """The values of the judgement."""
        evidence = self._find_evidence(wanted.evidence)
        values = {
            "predicate": wanted.predicate,
            "polarity": wanted.polarity,
            "certainty": wanted.certainty,
        } | _place("evidence", evidence)
        for field in ("subject", "object", "where"):
            if _is_given(filler := getattr(wanted, field)):
                values |= self._fill(field, filler, evidence, _find_kind(wanted.predicate, field))
        if wanted.when is not None and wanted.when.edtf.strip():
            span = self._find("time", wanted.when, evidence)
            values |= {"when": wanted.when.edtf.strip()} | _place("when", span)
        for n, speaker in enumerate((s for s in wanted.sources if _is_given(s)), 1):
            values |= self._fill(f"source{n}", speaker, evidence, None)
            cue = self._find("cue", speaker.cue, evidence)
            values |= {f"source{n}.act": speaker.act} | _place(f"cue{n}", cue)
            if said_on := speaker.said_on.strip():
                values[f"source{n}.said_on"] = said_on
        return values

    def _fill(
        self, field: str, filler: Filler, evidence: Span, usual: Kind | None
    ) -> dict[str, str]:
        what = "source" if field.startswith("source") else field
        span = self._find(what, filler, evidence)
        mention = self._find_mention(span)
        words = " ".join(span.text.split())
        meant = mention.name if mention is not None and usual != "name" else words
        name = " ".join(filler.name.split()) or meant
        kind = filler.kind or usual or self._find_kind(name, mention)
        if kind is None:
            raise UsageError(
                f"what kind '{name}' is was expected with the {what}: person, group, state, "
                "organization, place, population, thing or activity"
            )
        return {field: name, f"{field}.kind": kind} | _place(field, span)

    def _find_evidence(self, words: Words) -> Span:
        whole = Span(start=0, end=len(self._text), text=self._text)
        span = self._find("evidence", words, whole)
        if words.start is None and self._text.count(span.text) > 1:
            raise UsageError(
                f"'{_shorten(span.text)}' stands in the document more than once: give more words"
            )
        return span

    def _find(self, what: str, words: Words, evidence: Span) -> Span:
        """Where the words stand. Raises `UsageError` in one line where they do not."""
        if words.start is not None:
            end = words.end if words.end is not None else words.start + len(words.text)
            found = self._text[words.start : end]
            given = words.text or found
            if not found.strip() or found.split() != given.split():
                raise UsageError(
                    f"'{_shorten(given)}' was expected at {words.start}:{end} as the {what}, and the "
                    f"document has '{_shorten(found)}' there: select the words anew"
                )
            before, after = len(found) - len(found.lstrip()), len(found.rstrip())
            at = words.start + before
            return Span(start=at, end=words.start + after, text=found.strip())
        if not words.text.strip():
            raise UsageError(
                f"the words of the {what} were expected, as they stand in the document"
            )
        span = find_words(self._text, words.text, evidence)
        span = span or self._find_named(words.text, evidence)
        if span is None:
            raise UsageError(
                f"'{_shorten(words.text)}' does not stand in the document: give the exact words of "
                f"the {what}"
            )
        return span

    def _find_named(self, name: str, evidence: Span) -> Span | None:
        """The mention of a name that the document's words stand for, the nearest to the evidence."""
        wanted = " ".join(name.split()).casefold()
        named = [m for m in self._mentions if m.name.casefold() == wanted]
        inside = [m for m in named if evidence.start <= m.start and m.end <= evidence.end]
        near = inside or sorted(named, key=lambda m: abs(m.start - evidence.start))
        return Span(start=near[0].start, end=near[0].end, text=near[0].text) if near else None

    def _find_mention(self, span: Span) -> Mention | None:
        at = (m for m in self._mentions if (m.start, m.end) == (span.start, span.end))
        return next(at, None)

    def _find_kind(self, name: str, mention: Mention | None) -> Kind | None:
        if mention is not None and mention.kind != "name":
            return mention.kind
        named = next((m for m in self._mentions if m.name == name and m.kind != "name"), None)
        if named is not None:
            return named.kind
        known = self._store.find_bearers(name, 1)
        return known[0].entity.kind if known and known[0].match == "name" else None


def _find_kind(predicate: str, field: str) -> Kind | None:
    """The kind that a slot always has: places for `where`, names for what somebody is called."""
    if field == "where":
        return "place"
    for entry in load_knowledge("predicates")["predicate"]:
        if entry["id"] == predicate and entry.get(field) == "name":
            return "name"
    return None


def _is_given(filler: Any) -> bool:
    return filler is not None and bool(filler.text.strip() or filler.start is not None)


def _place(field: str, span: Span) -> dict[str, str]:
    return {
        f"{field}.text": span.text,
        f"{field}.start": str(span.start),
        f"{field}.end": str(span.end),
    }


def _shorten(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"
