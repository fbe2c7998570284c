"""Claims → blocks that a person reads: the claim in words, who says so, when, and the very words.

On a terminal arguments and cues are styled; elsewhere they stand in [brackets] and *asterisks*.
Certainty and polarity are words in every case, never a colour alone.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from reportedly.cli.output import clean
from reportedly.export.excerpt import shorten_evidence
from reportedly.export.wording import (
    Piece,
    Role,
    list_marks,
    mark_evidence,
    word_chain,
    word_claim,
    word_date,
    word_qualifiers,
)
from reportedly.records import Claim
from reportedly.verdicts import ADDED_BY, CORRECTED_BY

if TYPE_CHECKING:
    from reportedly.store import DocumentSummary

_STYLES: dict[Role, str] = {
    "subject": "bold",
    "object": "bold",
    "source": "italic",
    "lead": "bold yellow",
    "cue": "underline magenta",
    "argument": "bold cyan",
    "when": "green",
}
_PLAIN_MARKS: dict[Role, tuple[str, str]] = {
    "argument": ("[", "]"),
    "source": ("[", "]"),
    "cue": ("*", "*"),
}
_INDENT = "    "


def make_block(
    claim: Claim,
    document: "DocumentSummary | None",
    *,
    is_styled: bool,
    notes: Iterable[tuple[str, str]] = (),
) -> Text:
    """Return the block of one claim, ending in a blank line; `notes` are labels and words."""
    voice = None if document is None else document.publisher
    text = Text()
    for piece in word_claim(claim, voice=voice):
        text.append(clean_piece(piece.text), style=_STYLES.get(piece.role))
    text.append("\n")
    marks = " and ".join(list_marks(claim)) or "affirmed and stated"
    _add_line(text, "firmness", marks)
    _add_line(text, "source", word_chain(claim, voice=voice))
    if claim.when is not None:
        _add_line(text, "when", f"{word_date(claim.when.edtf)} ({claim.when.edtf})")
    if claim.where:
        _add_line(text, "where", ", ".join(place.name for place in claim.where))
    text.append(f"{_INDENT}{'words':<9}", style="dim")
    text.append("“")
    text.append_text(mark_text(mark_evidence(claim), is_styled=is_styled))
    text.append("”\n")
    _add_line(text, "report", describe_report(document, claim))
    corrected = f", {claim.extractor}" if is_corrected(claim) else ""
    _add_line(text, "claim", claim.id + corrected)
    for label, words in notes:
        _add_line(text, label, words)
    text.append("\n")
    return text


def is_corrected(claim: Claim) -> bool:
    """Whether a person corrected or added the claim: its extractor then says who."""
    return claim.extractor.startswith((CORRECTED_BY, ADDED_BY))


def add_claim_line(
    out: Text,
    claim: Claim,
    document: "DocumentSummary | None",
    *,
    indent: int = 2,
    is_dated: bool = False,
    note: str | None = None,
) -> None:
    """Add a claim in words with its id, and below it the words that it rests on."""
    out.append(" " * indent)
    if claim.when is not None:
        date = word_date(claim.when.edtf)
        out.append(f"{date}  " if is_dated else f"[{date}] ", style="green")
    for piece in word_claim(claim, voice=document.publisher if document else None):
        out.append(clean_piece(piece.text), style="bold yellow" if piece.role == "lead" else "")
    corrected = f", {clean(claim.extractor)}" if is_corrected(claim) else ""
    out.append(f"  {claim.id}{corrected}{f'  {note}' if note else ''}\n", style="dim")
    # Styles, where there are any, mark who is who; elsewhere the words stand as they are.
    words = mark_text(shorten_evidence(claim), is_styled=True)
    out.append(" " * (indent + 4) + "“").append_text(words).append("”\n")


def mark_text(pieces: list[Piece], *, is_styled: bool) -> Text:
    """Return evidence with its arguments and cues marked, by style or by plain signs."""
    text = Text()
    for piece in pieces:
        before, after = ("", "") if is_styled else _PLAIN_MARKS.get(piece.role, ("", ""))
        text.append(before + clean_piece(piece.text) + after, style=_STYLES.get(piece.role))
    return text


def clean_piece(text: str) -> str:
    """Return `text` cleaned, with the space at its ends kept: pieces are joined again."""
    inner = clean(text)
    if not inner:
        return " " if text else ""
    return " " * text[:1].isspace() + inner + " " * text[-1:].isspace()


def describe_report(document: "DocumentSummary | None", claim: Claim) -> str:
    """Return title, publisher and date of the report, or what else it is known by."""
    if document is None:
        return claim.external_id or claim.document
    name = document.title or document.path or document.external_id or document.id
    date = word_date(document.published_on) if document.published_on else None
    return ", ".join(part for part in (name, document.publisher, date) if part)


def flatten_claim(claim: Claim, document: "DocumentSummary | None") -> dict[str, object]:
    """Return the claim as one row of a spreadsheet."""
    voice = None if document is None else document.publisher
    return {
        "id": claim.id,
        "words": "".join(piece.text for piece in word_claim(claim, voice=voice)),
        "predicate": claim.predicate,
        "subject": claim.subject.name if claim.subject else None,
        "subject_kind": claim.subject.kind if claim.subject else None,
        "object": claim.object.name if claim.object else None,
        "object_kind": claim.object.kind if claim.object else None,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "when": claim.when.edtf if claim.when else None,
        "where": "; ".join(place.name for place in claim.where),
        "qualifiers": word_qualifiers(claim),
        "root_source": claim.sources[-1].name if claim.sources else None,
        "sources": word_chain(claim) if claim.sources else None,
        "evidence": claim.evidence.text,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "document": claim.document,
        "external_id": claim.external_id,
        "title": document.title if document else None,
        "publisher": document.publisher if document else None,
        "published_on": document.published_on if document else None,
    }


def _add_line(text: Text, label: str, value: str) -> None:
    text.append(f"{_INDENT}{label:<9}{' ' * (len(label) > 8)}", style="dim")
    text.append(clean(value) + "\n")
