"""Reports on standard input → pairs of names that stand in one sentence: a plain spaCy graph.

Runs in its own environment, which has spaCy and the language pipeline and nothing of Reportedly.
"""

import itertools
import json
import sys

import spacy

_KINDS = {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"}


def main() -> None:
    """Read documents, a JSON object a line, and print the items of each likewise."""
    nlp = spacy.load(sys.argv[1])
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        document = json.loads(line)
        items = []
        for sentence in nlp(document["text"]).sents:
            names = dict.fromkeys(e.text for e in sentence.ents if e.label_ in _KINDS)
            items += [
                {
                    "subject": a,
                    "object": b,
                    "start": sentence.start_char,
                    "end": sentence.end_char,
                }
                for a, b in itertools.combinations(names, 2)
            ]
        print(json.dumps({"id": document["id"], "items": items}), flush=True)


if __name__ == "__main__":
    main()
