"""Reports on standard input → textacy's subject–verb–object triples and direct quotations.

Runs in its own environment. A triple inside a quotation gets the quotation's speaker as source.
"""

import json
import sys
from typing import Any

import spacy
from textacy import extract


def read_document(nlp: Any, text: str) -> list[dict[str, Any]]:
    """Return the items of one text: quotations with a source, triples with what they say."""
    doc = nlp(text)
    quotations = []
    for quotation in extract.direct_quotations(doc):
        content = quotation.content
        speaker = " ".join(token.text for token in quotation.speaker)
        quotations.append((content.start_char, content.end_char, speaker))
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
    return items


def main() -> None:
    """Read documents, a JSON object a line, and print the items of each likewise."""
    nlp = spacy.load(sys.argv[1])
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        document = json.loads(line)
        try:
            items = read_document(nlp, document["text"])
        except Exception as error:  # noqa: BLE001 - what a peer cannot read is counted, not hidden
            print(json.dumps({"id": document["id"], "items": [], "error": repr(error)}), flush=True)
            continue
        print(json.dumps({"id": document["id"], "items": items}), flush=True)


if __name__ == "__main__":
    main()
