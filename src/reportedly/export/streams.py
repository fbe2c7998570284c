"""Reading → lines of JSON: claims, attributions, mentions, or everything.

The field order is the order of the records; `external_id` is on every line, null included, and
always says which input the line came of.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from reportedly.records import Attribution, Claim, Mention, Problem, Reading, Reference, Span

Emission = Literal["claims", "attributions", "mentions", "readings"]


def emit_reading(
    reading: Reading, emission: Emission, *, min_confidence: float | None = None
) -> Iterator[bytes]:
    """Yield the lines of one reading, without line ends, UTF-8.

    `min_confidence` leaves out claims where claims are asked for; a whole reading is whole.
    """
    external_id = reading.document.external_id
    head = {"external_id": external_id, "document": reading.document.id}
    if emission == "claims":
        for claim in keep_confident(reading.claims, min_confidence):
            yield encode_claim(msgspec.structs.replace(claim, external_id=external_id))
    elif emission == "attributions":
        for attribution in reading.attributions:
            yield msgspec.json.encode(head | _emit_attribution(attribution))
    elif emission == "mentions":
        for line in list_mentions(reading):
            yield msgspec.json.encode(head | line)
    else:
        # Both fields by name, so that a reading reads like every other line.
        yield msgspec.json.encode({"external_id": external_id} | msgspec.structs.asdict(reading))


def keep_confident(claims: Iterable[Claim], min_confidence: float | None) -> list[Claim]:
    """Return the claims that are not below `min_confidence`."""
    return [c for c in claims if min_confidence is None or c.confidence >= min_confidence]


def emit_problem(problem: Problem) -> bytes:
    """Return the line of an input that gave no reading: shaped like one, with its problem."""
    line = {"external_id": problem.external_id, "document": None, "problems": [problem]}
    return msgspec.json.encode(line)


def encode_claim(claim: Claim) -> bytes:
    """Return a claim record as one line of JSON."""
    return msgspec.json.encode(claim)


def _emit_attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        "source": attribution.source,
        "cue": attribution.cue,
        "content": attribution.content,
        "act": attribution.act,
        "certainty": attribution.certainty,
        "within": attribution.within,
        "polarity": attribution.polarity,
        "id": attribution.id,
        "chain": attribution.chain,
    }


def list_mentions(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield what the stream `mentions` says of each phrase that refers to something, in order.

    `start:end` is the whole phrase and `core` its name or noun with what modifies it closely, as
    claims quote it; `entity` is the referent that claims give as theirs. A mention that is no
    phrase of its own ('Kestrian' in 'Kestrian officials') has no chain.
    """
    spoken = {r.mention for r in reading.references}
    lines = [_emit_reference(reference, reading) for reference in reading.references]
    lines += [
        _emit_mention(mention, mention, None)
        for n, mention in enumerate(reading.mentions)
        if n not in spoken
    ]
    return iter(sorted(lines, key=lambda line: (line["start"], -line["end"])))


def _emit_reference(reference: Reference, reading: Reading) -> dict[str, Any]:
    held = None if reference.mention is None else reading.mentions[reference.mention]
    return _emit_mention(reference, held, reference.chain)


def _emit_mention(
    phrase: Reference | Mention, held: Mention | None, chain: int | None
) -> dict[str, Any]:
    return {
        "start": phrase.start,
        "end": phrase.end,
        "text": phrase.text,
        "kind": phrase.kind,
        "form": phrase.form,
        "chain": chain,
        "name": phrase.name,
        "place": None if held is None else held.place,
        "entity": None if held is None else f"c{held.chain}",
        "core": None if held is None else Span(start=held.start, end=held.end, text=held.text),
    }
