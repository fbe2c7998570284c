"""Reports on standard input → triplet-extract's triples, with whom it takes for their asserters.

triplet-extract is under the GPL: this script runs as a program of its own, in its own environment,
and nothing of Reportedly imports it. It asks for a pipeline by a fixed name; it is given the one
that every peer gets.
"""

import json
import sys
from typing import Any

import spacy
from triplet_extract import OpenIEExtractor


def read_document(extractor: Any, nlp: Any, text: str) -> list[dict[str, Any]]:
    """Return the items of one text, sentence by sentence, so that each has its place."""
    items = []
    for sentence in nlp(text).sents:
        if not sentence.text.strip():
            continue
        for triplet in extractor.extract_triplet_objects(sentence.text):
            links = triplet.asserter_links or []
            verbs = [link.verb + (" not" if link.negated else "") for link in links]
            items.append(
                {
                    "subject": triplet.subject,
                    "relation": " ".join([triplet.relation, *verbs]),
                    "object": triplet.object,
                    "start": sentence.start_char,
                    "end": sentence.end_char,
                    "sources": triplet.asserter_chain or [],
                }
            )
    return items


def main() -> None:
    """Read documents, a JSON object a line, and print the items of each likewise."""
    load, model = spacy.load, sys.argv[1]
    spacy.load = lambda _name, **options: load(model, **options)
    nlp = load(model)
    extractor = OpenIEExtractor(nlp=nlp)
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        document = json.loads(line)
        try:
            items = read_document(extractor, nlp, document["text"])
        except Exception as error:  # noqa: BLE001 - what a peer cannot read is counted, not hidden
            print(json.dumps({"id": document["id"], "items": [], "error": repr(error)}), flush=True)
            continue
        print(json.dumps({"id": document["id"], "items": items}), flush=True)


if __name__ == "__main__":
    main()
