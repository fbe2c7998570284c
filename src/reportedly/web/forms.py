"""What a form of a page sends → what the case is told; everything a form sends is a bounded string."""

from typing import Annotated

import msgspec
from msgspec import Meta

from reportedly.errors import UsageError
from reportedly.judge.adding import NewClaim
from reportedly.records import Claim, Record

_Line = Annotated[str, Meta(max_length=500)]
_Text = Annotated[str, Meta(max_length=4000)]


class SignedForm(Record, frozen=True, kw_only=True):
    """Who and why, on every form that judges."""

    by: Annotated[str, Meta(max_length=200)] = ""
    why: Annotated[str, Meta(max_length=2000)] = ""


class CorrectionForm(SignedForm, frozen=True, kw_only=True):
    """The fields of a claim as they are to be; `words` are the document's for the one that changes."""

    predicate: _Line
    polarity: _Line
    certainty: _Line
    subject: _Line = ""
    object: _Line = ""
    when: _Line = ""
    where: _Line = ""
    words: _Line = ""


class AdditionForm(SignedForm, frozen=True, kw_only=True):
    """A new claim: words, and where they stand if they were selected in the text."""

    evidence: _Text = ""
    evidence_start: _Line = ""
    evidence_end: _Line = ""
    predicate: _Line = ""
    subject: _Line = ""
    subject_start: _Line = ""
    subject_end: _Line = ""
    subject_kind: _Line = ""
    object: _Line = ""
    object_start: _Line = ""
    object_end: _Line = ""
    object_kind: _Line = ""
    polarity: _Line = "affirmed"
    certainty: _Line = "stated"
    when: _Line = ""
    when_words: _Line = ""
    when_words_start: _Line = ""
    when_words_end: _Line = ""
    where: _Line = ""
    where_start: _Line = ""
    where_end: _Line = ""
    source: _Line = ""
    source_start: _Line = ""
    source_end: _Line = ""
    source_kind: _Line = ""
    cue: _Line = ""
    cue_start: _Line = ""
    cue_end: _Line = ""
    act: _Line = "says"
    outer: _Line = ""
    outer_start: _Line = ""
    outer_end: _Line = ""
    outer_kind: _Line = ""
    outer_cue: _Line = ""
    outer_cue_start: _Line = ""
    outer_cue_end: _Line = ""
    outer_act: _Line = "reports"


def read_corrections(claim: Claim, form: CorrectionForm) -> dict[str, str]:
    """Return the fields that the form sets otherwise than the claim has them."""
    now = list_fields(claim)
    given = msgspec.structs.asdict(form)
    return {field: given[field].strip() for field in now if given[field].strip() != now[field]}


def list_fields(claim: Claim) -> dict[str, str]:
    """Return the fields of a claim as a form shows them."""
    return {
        "predicate": claim.predicate,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "subject": claim.subject.name if claim.subject else "",
        "object": claim.object.name if claim.object else "",
        "when": claim.when.edtf if claim.when else "",
        "where": claim.where[0].name if claim.where else "",
    }


def read_addition(form: AdditionForm) -> NewClaim:
    """Return the claim that the form describes. Raises `UsageError` for what is no claim at all."""
    fields = msgspec.structs.asdict(form)
    speakers = []
    for name, cue, act in (("outer", "outer_cue", "outer_act"), ("source", "cue", "act")):
        if fields[name].strip():
            more = {"act": fields[act], "cue": _read_words(fields, cue)}
            speakers.append(_read_words(fields, name) | more)
    wanted: dict[str, object] = {
        "evidence": _read_words(fields, "evidence"),
        "predicate": form.predicate,
        "polarity": form.polarity,
        "certainty": form.certainty,
        "sources": speakers,
    }
    for name in ("subject", "object", "where"):
        if fields[name].strip():
            wanted[name] = _read_words(fields, name)
    if form.when.strip():
        wanted["when"] = _read_words(fields, "when_words") | {"edtf": form.when}
    try:
        return msgspec.convert(wanted, NewClaim)
    except msgspec.ValidationError as error:
        raise UsageError(f"this is no claim: {error}") from error


def _read_words(fields: dict[str, str], name: str) -> dict[str, object]:
    """The words of a field with their place; words that were typed have none."""
    words: dict[str, object] = {"text": fields[name]}
    start, end = fields[f"{name}_start"], fields[f"{name}_end"]
    if start.isdecimal() and end.isdecimal():
        words |= {"start": int(start), "end": int(end)}
    if kind := fields.get(f"{name}_kind"):
        words["kind"] = kind
    return words
