"""What people decided on a claim, as lines below it or fields beside it."""

from typing import TYPE_CHECKING

import msgspec

from reportedly.cli.output import clean
from reportedly.records import Claim, Judgement

if TYPE_CHECKING:
    from reportedly.case import Case
    from reportedly.verdicts import Verdicts


def list_notes(case: "Case", verdicts: "Verdicts", claim: Claim) -> list[tuple[str, str]]:
    """Return who added, rejected or corrected a claim, when and why, and how it was read: label, words."""
    from reportedly.export.wording import word_claim  # noqa: PLC0415 - help must not wait for it

    notes = []
    if (added := verdicts.added.get(claim.id)) is not None:
        notes.append(("added", _word_judgement(added.judgement)))
    if (judgement := verdicts.rejected.get(claim.id)) is not None:
        notes.append(("rejected", _word_judgement(judgement)))
    if (correction := verdicts.corrected.get(claim.id)) is not None:
        notes += [("corrected", _word_judgement(made)) for made in correction.judgements]
    if (original := case.original(claim.id)) is not None:
        summary = case.summary(claim.document)
        voice = summary.publisher if summary else None
        words = "".join(piece.text for piece in word_claim(original, voice=voice))
        notes.append(("as read", f"{words} ({original.extractor})"))
    return notes


def encode_judged(case: "Case", claim: Claim) -> bytes:
    """Return a claim as one line of JSON, with what people decided: `added`, `rejected`, `corrected`."""
    verdicts, id_ = case.verdicts(), claim.id
    fields: dict[str, object] = msgspec.structs.asdict(claim)
    if id_ in verdicts.added:
        fields["added"] = verdicts.added[id_].judgement
    if id_ in verdicts.rejected:
        fields["rejected"] = verdicts.rejected[id_]
    if id_ in verdicts.corrected:
        fields["corrected"] = verdicts.corrected[id_].judgements
        fields["original"] = case.original(id_)
    return msgspec.json.encode(fields)


def _word_judgement(judgement: Judgement) -> str:
    from reportedly.export.wording import word_date  # noqa: PLC0415

    why = f": {judgement.why}" if judgement.why else ""
    day = word_date(judgement.made_at[:10])
    return clean(f"by {judgement.by} on {day}{why} ({judgement.id})")
