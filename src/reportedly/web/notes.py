"""The claims of a document → the notes beside its text, with what people decided on each."""

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.case import AnnotatedDocument, Case
from reportedly.records import Argument, Claim, Judgement, Problem
from reportedly.web.marking import Paragraph, find_paragraph

_QUOTED_MOST = 160


class Ruling(NamedTuple):
    """A judgement that holds on a claim, and in a word what it did."""

    word: str
    judgement: Judgement


class Note(NamedTuple):
    """A claim with its number in the document; `original` is how it was read."""

    number: int
    claim: Claim
    is_rejected: bool
    rulings: tuple[Ruling, ...]
    original: Claim | None
    parts: tuple[tuple[str, Argument], ...]


class Trouble(NamedTuple):
    """A problem, the words it is about if there are any, and the paragraph they stand in."""

    problem: Problem
    words: str
    paragraph: int | None


def list_notes(case: Case, page: AnnotatedDocument) -> dict[str, Note]:
    """Return the notes of a document's claims by claim, numbered as they stand in the text."""
    verdicts = case.verdicts()
    rejected = {claim.id for claim in page.rejected}
    claims = [*page.claims, *page.rejected]
    claims.sort(key=lambda claim: (claim.evidence.start, claim.evidence.end))
    notes = {}
    for number, claim in enumerate(claims, 1):
        rulings = []
        if (added := verdicts.added.get(claim.id)) is not None:
            rulings.append(Ruling("added", added.judgement))
        correction = verdicts.corrected.get(claim.id)
        if correction is not None:
            rulings += [Ruling("corrected", made) for made in correction.judgements]
        if (rejection := verdicts.rejected.get(claim.id)) is not None:
            rulings.append(Ruling("rejected", rejection))
        notes[claim.id] = Note(
            number=number,
            claim=claim,
            is_rejected=claim.id in rejected,
            rulings=tuple(rulings),
            original=case.original(claim.id) if correction is not None else None,
            parts=tuple(_list_parts(claim)),
        )
    return notes


def list_problems(page: AnnotatedDocument, paragraphs: Sequence[Paragraph]) -> list[Trouble]:
    """Return what could not be understood in a document, each with its words."""
    troubles = []
    for problem in page.problems:
        words, paragraph = "", None
        if problem.start is not None and problem.end is not None:
            words = page.document.text[problem.start : problem.end].strip()
            words = words if len(words) <= _QUOTED_MOST else words[: _QUOTED_MOST - 1] + "…"
            paragraph = find_paragraph(paragraphs, problem.start)
        troubles.append(Trouble(problem, words, paragraph))
    return troubles


def describe_for_script(page: AnnotatedDocument) -> dict[str, object]:
    """Return what the reader's script needs: offsets count code points."""
    return {
        "document": page.document.id,
        "sentences": [(span.start, span.end) for span in page.sentences],
        "namings": [(n.start, n.end, n.name, n.kind) for n in page.namings],
        "claims": [*page.claims, *page.rejected],
    }


def _list_parts(claim: Claim) -> list[tuple[str, Argument]]:
    sides = [("subject", claim.subject), ("object", claim.object)]
    return [
        *((slot, argument) for slot, argument in sides if argument is not None),
        *(("place", place) for place in claim.where),
    ]
