"""Reports on standard input → textacy's subject–verb–object triples and direct quotations.

Runs in its own environment. A triple inside a quotation gets the quotation's speaker as source.
"""

import json
import sys
from typing import Any

import spacy
from textacy import extract


def list_items(doc: Any) -> tuple[list[dict[str, Any]], str]:
    """Return the items of a parsed text, quotations and triples, and the error that either met."""
    quotations: list[tuple[int, int, str]] = []
    error = ""
    try:
        for quotation in extract.direct_quotations(doc):
            content = quotation.content
            speaker = " ".join(token.text for token in quotation.speaker)
            quotations.append((content.start_char, content.end_char, speaker))
    except Exception as failure:  # noqa: BLE001 - told apart from finding nothing; triples still count
        error = repr(failure)
    items: list[dict[str, Any]] = [
        {"start": start, "end": end, "sources": [speaker]} for start, end, speaker in quotations
    ]
    for triple in extract.subject_verb_object_triples(doc):
        sentence, at = triple.verb[0].sent, triple.verb[0].idx
        parts = [" ".join(token.text for token in part) for part in triple]
        items.append(
            {
                "subject": parts[0],
                "relation": parts[1],
                "object": parts[2],
                "start": sentence.start_char,
                "end": sentence.end_char,
                "sources": [who for start, end, who in quotations if start <= at < end],
            }
        )
    return items, error


def main() -> None:
    """Read documents, a JSON object a line, and print the items of each likewise."""
    nlp = spacy.load(sys.argv[1])
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        document = json.loads(line)
        items, error = list_items(nlp(document["text"]))
        answer = {"id": document["id"], "items": items} | ({"error": error} if error else {})
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
