"""Texts → the seconds that one program takes for all of them, again and again, loading apart.

    python benchmarks/peers/timing.py WAY MODEL TEXTS.jsonl

Runs in the environment of the program that is timed, which need not have Reportedly. Says when it
has loaded and warmed up; then every line on standard input has all texts read once, and is answered
with a line: seconds by the clock and of the processor, and how many things were found.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Read = Callable[[list[str]], int]
_FEW = 2
"""Texts that are read before the clock starts."""


def load_bare(model: str) -> Read:
    """The language pipeline alone, all its components, over texts as they are given."""
    import spacy  # noqa: PLC0415 - each way in its own environment

    nlp = spacy.load(model)
    return lambda texts: sum(len(doc.ents) for doc in nlp.pipe(texts))


def load_reportedly(model: str) -> Read:
    """Whole readings: claims, attributions, mentions, places."""
    del model  # its settings say which
    from reportedly.evaluate.gold import make_document  # noqa: PLC0415
    from reportedly.pipeline import read_many  # noqa: PLC0415
    from reportedly.records import Reading  # noqa: PLC0415
    from reportedly.settings import load_settings  # noqa: PLC0415

    settings = load_settings()

    def read(texts: list[str]) -> int:
        documents = [make_document(text, str(n)) for n, text in enumerate(texts)]
        readings = read_many(documents, settings)
        return sum(len(r.claims) for r in readings if isinstance(r, Reading))

    return read


def load_textacy(model: str) -> Read:
    """Direct quotations and subject–verb–object triples of texts that are parsed in batches."""
    import spacy  # noqa: PLC0415
    from textacy_adapter import list_items  # noqa: PLC0415

    nlp = spacy.load(model)
    return lambda texts: sum(len(list_items(doc)[0]) for doc in nlp.pipe(texts))


def load_triplets(model: str) -> Read:
    """Triplets by the program's own reading in batches; a text that it fails on gives none."""
    import spacy  # noqa: PLC0415
    from triplet_extract import OpenIEExtractor  # noqa: PLC0415

    load = spacy.load
    spacy.load = lambda _name, **options: load(model, **options)
    extractor = OpenIEExtractor(nlp=load(model))

    def read(texts: list[str]) -> int:
        found = 0
        for text in texts:
            try:
                found += sum(map(len, extractor.extract_batch([text], progress=False)))
            except Exception as error:  # noqa: BLE001 - told; the time it took counts
                sys.stderr.write(f"a text of {len(text)} characters: {error!r}\n")
        return found

    return read


WAYS: dict[str, Callable[[str], Read]] = {
    "bare": load_bare,
    "reportedly": load_reportedly,
    "textacy": load_textacy,
    "triplets": load_triplets,
}


def answer(record: dict[str, Any]) -> None:
    """Print one line for whoever started this."""
    print(json.dumps(record), flush=True)


def main() -> None:
    """Load, warm up, and read whenever told."""
    way, model, path = sys.argv[1:4]
    with Path(path).open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    read = WAYS[way](model)
    read(texts[:_FEW])
    answer({"ready": True})
    for _ in sys.stdin:
        clock_s, processor_s = time.perf_counter(), time.process_time()
        found = read(texts)
        answer(
            {
                "clock_s": time.perf_counter() - clock_s,
                "processor_s": time.process_time() - processor_s,
                "found": found,
            }
        )


if __name__ == "__main__":
    main()
