"""Would it pay to pass over text before the parser sees it? What is lost, what changes, what is saved.

    python benchmarks/gate.py [TEXTS.jsonl] [--chars N] [--write]

First what a perfect gate could pass over: how much of the text stands in paragraphs and in sentences
without a claim, an attribution, or a mention of anybody who is in one. Then gates that can be had
from the bare characters of a paragraph. Each reads all texts again with what it closes out set aside;
claims are lost where none of the same predicate stands on the same words, and changed where one does
that differs in anything (a source, a name, a time).
"""

import argparse
import bisect
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from reading_speed import DOCS, describe_machine, load_texts

from reportedly.analyse.parse import Parser, load_parser
from reportedly.evaluate.gold import make_document
from reportedly.evaluate.sections import make_table, replace_section
from reportedly.extract.frames import load_frames
from reportedly.gazetteer import load_gazetteer
from reportedly.knowledge import load_knowledge
from reportedly.pipeline import find_paragraphs, read_parsed, set_foreign_aside
from reportedly.records import Claim, Document, Reading, Span
from reportedly.settings import load_settings

Gate = Callable[[str], bool]
_WORD = re.compile(r"[^\W\d_]+")
_FEW_WORDS = 8
_STEM = 3
_ENDING = 4
_LIGHT = frozenset("be have do go get take make give put come keep hold see set part".split())
"""Words of frames that nearly every paragraph has; alone they are no sign of a claim."""
_WAYS = ("claims or attributions", "mentions of their names", "names alone", "nothing")
_ASKED = "at most 0.5 % lost, next to none changed, 3 % saved"


class Share(NamedTuple):
    """Of one gate: characters passed over, claims lost and changed, attributions lost, seconds."""

    chars: int
    lost: int
    changed: int
    attributions: int
    seconds: float


def is_wordless(text: str) -> bool:
    """No word of two letters."""
    return not any(len(word) > 1 for word in _WORD.findall(text))


def is_fragment(text: str) -> bool:
    """A line of few words and no end mark: a heading, a menu, a caption, a place and date."""
    return len(text.split()) <= _FEW_WORDS and text.rstrip()[-1:] not in ".!?:;\"”'’)"


def is_nameless(text: str) -> bool:
    """No capital within a sentence and no pronoun that could stand for a name."""
    words = text.split()
    inner = [w for w, before in zip(words[1:], words, strict=False) if before[-1:] not in ".!?:"]
    pronouns = {"he", "she", "they", "it", "who", "his", "her", "their", "its", "him", "them"}
    return not any(w.strip("\"“'(")[:1].isupper() for w in inner) and pronouns.isdisjoint(
        word.lower() for word in words
    )


def make_cueless() -> Gate:
    """Return the gate that closes out paragraphs without a word of a frame or a cue."""
    lemmas = {lemma for frame in load_frames().frames for lemma in frame.lemmas}
    for entries in load_knowledge("cues").values():
        for entry in entries if isinstance(entries, list) else ():
            lemmas |= set(entry.get("lemmas", ()))
    heavy = lemmas - _LIGHT
    stems = heavy | {lemma[:-1] for lemma in heavy if len(lemma) > _STEM and lemma[-1] in "ey"}

    def has_cue(word: str) -> bool:
        shortest = max(1, len(word) - _ENDING)
        return any(word[:end] in stems for end in range(shortest, len(word) + 1))

    return lambda text: not any(has_cue(word.lower()) for word in _WORD.findall(text))


def read_all(documents: list[Document], parser: Parser, gate: Gate) -> tuple[list[Reading], float]:
    """Return the readings with what the gate closes out set aside, and the processor time."""
    gazetteer = load_gazetteer(load_settings().cache)
    start = time.process_time()
    spans = [find_paragraphs(document) for document in documents]
    kept = [
        [s if s.text and not gate(s.text) else msgspec.structs.replace(s, text="") for s in parts]
        for parts in map(set_foreign_aside, documents, spans)
    ]
    readings = [
        read_parsed(document, parts, sentences, parser.label, gazetteer)
        for document, parts, sentences in zip(documents, spans, parser.parse(kept), strict=True)
    ]
    return readings, time.process_time() - start


def find_key(claim: Claim) -> tuple[Any, ...]:
    """Return what makes a claim the same one in another reading: its predicate and its words."""
    ends = [(a.start, a.end) if a else None for a in (claim.subject, claim.object)]
    return (claim.predicate, *ends, claim.evidence.start, claim.evidence.end)


def compare(full: list[Reading], gated: list[Reading]) -> tuple[int, int, int]:
    """Return how many claims are lost, how many changed, and how many attributions are lost."""
    lost = changed = attributions = 0
    for one, other in zip(full, gated, strict=True):
        kept: dict[tuple[Any, ...], list[bytes]] = {}
        for claim in other.claims:
            kept.setdefault(find_key(claim), []).append(msgspec.json.encode(claim))
        for claim in one.claims:
            same = kept.get(find_key(claim), [])
            lost += not same
            changed += bool(same) and msgspec.json.encode(claim) not in same
        cues = {a.cue for a in other.attributions}
        attributions += sum(a.cue not in cues for a in one.attributions)
    return lost, changed, attributions


def measure_bound(
    readings: list[Reading], split: Callable[[Reading], Iterable[Span]]
) -> Counter[str]:
    """Return the characters of parts that carry claims, depend on them, or do neither."""
    counts: Counter[str] = Counter()
    for reading in readings:
        parts = list(split(reading))
        starts = [part.start for part in parts]
        carried, named = set(), {m.start for m in reading.mentions if m.form == "name"}
        for start, end in list_words(reading):
            first = max(0, bisect.bisect_right(starts, start) - 1)
            carried |= set(range(first, bisect.bisect_left(starts, max(end, start + 1))))
        at = {(m.start, m.end): m.chain for m in reading.mentions}
        chains = {at[words] for words in list_words(reading) if words in at}
        tied = {m.start for m in reading.mentions if m.chain in chains}
        for n, part in enumerate(parts):
            inside = range(part.start, part.end)
            way = 0 if n in carried else 1 if tied & set(inside) else 3 - bool(named & set(inside))
            counts[_WAYS[way]] += part.end - part.start
    return counts


def list_words(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield where the words of claims and attributions stand."""
    for claim in reading.claims:
        parts = (claim.evidence, claim.subject, claim.object, claim.when, *claim.where)
        cues = [part for source in claim.sources for part in (source, source.cue)]
        yield from ((part.start, part.end) for part in (*parts, *cues) if part is not None)
    for found in reading.attributions:
        for part in (*found.source, *found.cue, *found.content):
            yield part.start, part.end


def measure_gates(
    documents: list[Document], parser: Parser, gates: dict[str, Gate]
) -> tuple[list[Reading], float, dict[str, Share]]:
    """Return the full readings, their median time, and what each gate does."""
    full, first_s = read_all(documents, parser, lambda _: False)
    full_s, shares = [first_s], {}
    texts = [span.text for document in documents for span in find_paragraphs(document)]
    for name, gate in gates.items():
        gated, seconds = read_all(documents, parser, gate)
        full_s.append(read_all(documents, parser, lambda _: False)[1])
        closed = sum(len(text) for text in texts if gate(text))
        shares[name] = Share(closed, *compare(full, gated), seconds)
    return full, statistics.median(full_s), shares


def render(
    documents: list[Document], full: list[Reading], full_s: float, shares: dict[str, Share]
) -> str:
    """Return both tables."""
    bounds = {
        "paragraphs": measure_bound(full, lambda r: find_paragraphs(r.document)),
        "sentences": measure_bound(full, lambda r: r.sentences),
    }
    rows = [
        (name, *(f"{counts[way] / counts.total():.1%}" for way in _WAYS))
        for name, counts in bounds.items()
    ]
    claims, chars = sum(len(r.claims) for r in full), sum(len(d.text) for d in documents)
    told = sum(len(r.attributions) for r in full)
    lines = [
        (
            name,
            f"{share.chars / chars:.1%}",
            f"{share.lost} ({share.lost / claims:.2%})",
            f"{share.changed} ({share.changed / claims:.2%})",
            f"{share.attributions} ({share.attributions / told:.2%})",
            f"{1 - share.seconds / full_s:.1%}",
        )
        for name, share in shares.items()
    ]
    columns = ("gate", "passed over", "claims lost", "changed", "attributions lost", "time saved")
    head = f"{claims:,} claims, {told:,} attributions. Asked of a gate: {_ASKED}."
    carried = make_table(("share of characters in", *_WAYS), rows)
    return "\n\n".join((head, carried, make_table(columns, lines)))


def main() -> int:
    """Measure, print, and write the section of the documentation where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="?", type=Path, help="JSON Lines with a `text` a line")
    parser.add_argument("--chars", type=int, default=500_000, help="how much text (default 500000)")
    parser.add_argument("--write", action="store_true", help="write to docs/performance.md")
    options = parser.parse_args()
    texts, origin = load_texts(options.texts, options.chars)
    documents = [make_document(text, str(i)) for i, text in enumerate(texts)]
    cueless = make_cueless()
    gates: dict[str, Gate] = {
        "no word": is_wordless,
        "line without an end mark": is_fragment,
        "no name": is_nameless,
        "no cue": cueless,
        "no name and no cue": lambda text: is_nameless(text) and cueless(text),
    }
    found = measure_gates(documents, load_parser(load_settings().model), gates)
    today = date.today().isoformat()  # noqa: DTZ011 - the day as the reader knows it
    about = f"{sum(map(len, texts)):,} characters of {origin}; {describe_machine()}; {today}."
    content = f"{about} {render(documents, *found)}"
    print(content)
    if options.write:
        replace_section(DOCS, "gate", content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
