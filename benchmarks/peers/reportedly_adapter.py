"""Reports on standard input → Reportedly's claims and attributions, in the form of every peer."""

import json
import sys
from typing import Any

from reportedly.analyse.parse import load_parser
from reportedly.evaluate.gold import make_document
from reportedly.pipeline import read_document
from reportedly.records import Attribution, Claim


def describe_claim(claim: Claim) -> dict[str, Any]:
    """Return a claim as an item: both names of each end, sources, and how firmly it is said."""
    item: dict[str, Any] = {
        "relation": claim.predicate,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "sources": [name for s in claim.sources for name in (s.name, s.text)],
        "marks": [
            mark
            for mark, is_set in (
                (claim.certainty, claim.certainty != "stated"),
                ("denied", claim.polarity == "denied"),
            )
            if is_set
        ],
    }
    for part, argument in (("subject", claim.subject), ("object", claim.object)):
        if argument is not None:
            item[part] = [argument.name, argument.text]
    return item


def describe_attribution(attribution: Attribution) -> dict[str, Any] | None:
    """Return an attribution as an item without ends: who says what stands there."""
    if not attribution.content:
        return None
    return {
        "start": min(span.start for span in attribution.content),
        "end": max(span.end for span in attribution.content),
        "sources": [name for s in attribution.chain for name in (s.name, s.text)],
    }


def main() -> None:
    """Read documents, a JSON object a line, and print the items of each likewise."""
    parser = load_parser(sys.argv[1])
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        record = json.loads(line)
        document = make_document(record["text"], record["id"], published_on=record["published"])
        reading = read_document(document, parser)
        items = [describe_claim(claim) for claim in reading.claims]
        items += filter(None, map(describe_attribution, reading.attributions))
        print(json.dumps({"id": record["id"], "items": items}), flush=True)


if __name__ == "__main__":
    main()
