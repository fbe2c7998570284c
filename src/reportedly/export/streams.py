"""Reading → lines of JSON: claims, attributions, mentions, or everything.

The field order is the order of the records; `external_id` is on every line, null included, and
always says which input the line came of.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from reportedly.records import Attribution, Claim, Mention, Problem, Reading

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
        for mention in reading.mentions:
            yield msgspec.json.encode(head | _emit_mention(mention))
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


def _emit_mention(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": mention.kind,
        "form": mention.form,
        "chain": mention.chain,
        "name": mention.name,
        "place": mention.place,
    }
