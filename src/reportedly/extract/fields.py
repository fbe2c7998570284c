"""Entries of structured notices → claims: other names, births, nationalities, posts, ownership.

Analysis → claims in the document's own voice, from the keys of knowledge/fields.toml. Every span
quotes the text; the evidence reaches from the entry's header to the end of the field.
"""

from bisect import bisect_right
from collections.abc import Sequence

from reportedly.extract.fields_layout import Entry, Field, find_entries, read_entries
from reportedly.extract.fields_names import Names
from reportedly.extract.fields_reader import EntryReader, Finding
from reportedly.extract.lookup import Lookup
from reportedly.ids import make_id
from reportedly.records import Analysis, Claim, Span, When

__all__ = ["add_fields", "extract_fields", "find_entries"]

_SHORT_ENTRY = 400


def extract_fields(analysis: Analysis, lookup: Lookup) -> list[Claim]:
    """Return the claims of the document's entries in text order, each once."""
    text = analysis.document.text
    entries = read_entries(text)
    if not entries:
        return []
    names = Names(text, lookup)
    claims: dict[str, Claim] = {}
    for entry in entries:
        for finding in EntryReader(entry, names).read():
            claim = _to_claim(finding, entry, analysis)
            claims.setdefault(claim.id, claim)
    return list(claims.values())


def add_fields(claims: Sequence[Claim], analysis: Analysis, lookup: Lookup) -> list[Claim]:
    """Return the claims with those of the document's entries, in text order.

    What other extractors made of the lines of an entry is dropped: they are no sentences.
    """
    entries = find_entries(analysis.document.text)
    if not entries:
        return list(claims)
    starts = [entry.start for entry in entries]

    def is_inside(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and span.end <= entries[at].end

    kept = [c for c in claims if not is_inside(c.evidence)]
    return sorted([*kept, *extract_fields(analysis, lookup)], key=lambda c: c.evidence.start)


def _to_claim(finding: Finding, entry: Entry, analysis: Analysis) -> Claim:
    document = analysis.document
    evidence = _find_evidence(finding.field, entry, document.text)
    subject, object_, when = finding.subject, finding.object, finding.when
    return Claim(
        id=make_id(
            "clm",
            [
                document.id,
                finding.predicate,
                subject.name if subject else None,
                subject.start if subject else None,
                object_.name if object_ else None,
                object_.start if object_ else None,
                evidence.start,
                evidence.end,
                when.edtf if when else None,
                finding.field.key.id,
                "affirmed",
            ],
        ),
        document=document.id,
        external_id=document.external_id,
        predicate=finding.predicate,
        subject=subject,
        object=object_,
        qualifiers=finding.qualifiers,
        when=None
        if when is None
        else When(
            edtf=when.edtf,
            text=document.text[when.start : when.end],
            start=when.start,
            end=when.end,
        ),
        where=(),
        sources=(),
        polarity="affirmed",
        certainty="stated",
        evidence=evidence,
        extractor=f"fields.v1:{finding.field.key.id}",
        confidence=finding.field.key.confidence,
    )


def _find_evidence(field: Field, entry: Entry, text: str) -> Span:
    """A short entry on one line as a whole, else from the header to the end of the field."""
    whole = text[entry.start : entry.end].rstrip()
    is_inline = "\n" not in whole and len(whole) < _SHORT_ENTRY
    end = entry.end if is_inline else field.end
    words = text[entry.start : max(end, field.end)].rstrip()
    return Span(start=entry.start, end=entry.start + len(words), text=words)
