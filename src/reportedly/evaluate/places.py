"""The task `places`: toponyms found in the text, and how far off they are put on the map.

Coordinates are WGS 84 degrees. 161 km (100 miles) is the field's customary mark for 'near'
(Leidner 2007; Gritta et al. 2020).
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from reportedly.evaluate.gold import GoldDocument, read_public_gold
from reportedly.evaluate.predictions import Object, PredictedMention
from reportedly.evaluate.report import (
    Counts,
    DocumentScore,
    Figures,
    Table,
    compute_micro_f1,
    compute_rates,
    format_shares,
    pool_scores,
)
from reportedly.evaluate.task import Task

NEAR_KM = 161
_EARTH_RADIUS_KM = 6371.0
Position = tuple[float, float]
"""(latitude, longitude) in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name in the text; one that the annotators could not resolve has no position."""

    start: int
    end: int
    text: str
    position: Position | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponyms:
    """The toponyms of a document and the corpus that it comes from."""

    corpus: str
    toponyms: tuple[Toponym, ...]


def read_gold(
    path: Path, _text: Path | None = None, _published_on: str | None = None
) -> list[GoldDocument[Toponyms]]:
    """Return the documents of a geoparsing file."""
    return list(read_public_gold(path, _read_toponyms))


def _read_toponyms(line: dict[str, Any]) -> Toponyms:
    return Toponyms(
        corpus=line.get("corpus", "all"),
        toponyms=tuple(
            Toponym(
                start=record["start"],
                end=record["end"],
                text=record["text"],
                position=None if record.get("lat") is None else (record["lat"], record["lon"]),
            )
            for record in line["toponyms"]
        ),
    )


def compute_distance_km(a: Position, b: Position) -> float:
    """Return the great-circle distance of two positions (haversine, spherical earth)."""
    (lat_a, lon_a), (lat_b, lon_b) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    h = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


def score_document(document: GoldDocument[Toponyms], records: list[Object]) -> DocumentScore:
    """Return the counts of one document under its corpus.

    Unresolved toponyms are neither asked for nor held against a prediction that finds them.
    """
    free = [
        mention
        for record in records
        if record.get("kind") == "place"
        for mention in [msgspec.convert(record, PredictedMention)]
    ]
    counts: Counts = Counter(predicted=len(free))
    lines: list[str] = []
    resolved = [t for t in document.gold.toponyms if t.position is not None]
    unresolved = [t for t in document.gold.toponyms if t.position is None]
    for toponym in resolved:
        mention = _take_first(free, toponym)
        distance = _measure_error_km(mention, toponym) if mention else None
        counts.update(gold=1, found=mention is not None)
        counts["near"] += distance is not None and distance <= NEAR_KM
        if mention is None:
            lines.append(f"missed  {document.id}: {toponym.text}")
        elif distance is None or distance > NEAR_KM:
            where = "not located" if distance is None else f"{distance:.0f} km off"
            lines.append(f"wrong   {document.id}: {toponym.text}: {where}")
    counts["predicted"] -= sum(_take_first(free, t) is not None for t in unresolved)
    lines.extend(f"false   {document.id}: {mention.text}" for mention in free)
    return DocumentScore(
        id=document.id,
        counts=counts,
        groups={("corpus", document.gold.corpus): Counter(counts)},
        lines=tuple(lines),
    )


def _take_first(free: list[PredictedMention], toponym: Toponym) -> PredictedMention | None:
    """Remove and return the first mention that touches the toponym."""
    for i, mention in enumerate(free):
        if mention.start < toponym.end and toponym.start < mention.end:
            return free.pop(i)
    return None


def _measure_error_km(mention: PredictedMention, toponym: Toponym) -> float | None:
    place = mention.place or {}
    if place.get("lat") is None or toponym.position is None:
        return None
    return compute_distance_km((place["lat"], place["lon"]), toponym.position)


def measure_f1(counts: Counts) -> float:
    """Return the F1 of finding toponyms, each found by one mention at most."""
    return compute_micro_f1(counts, right="found")


def measure_near(counts: Counts) -> float:
    """Return the share of the toponyms found that are put near where they lie."""
    return counts["near"] / counts["found"] if counts["found"] else 0.0


def summarise(scores: Sequence[DocumentScore]) -> tuple[Figures, tuple[Table, ...]]:
    """Return, by corpus and in all, how many toponyms were found and how many put right."""
    total = pool_scores(scores)
    by_corpus = sorted((corpus, counts) for (_, corpus), counts in total.groups.items())
    figures = {name: _make_figures(counts) for name, counts in [*by_corpus, ("all", total.counts)]}
    of_found, of_all = (f"within {NEAR_KM} km, of {what}" for what in ("found", "all"))
    table = Table(
        title="",
        columns=("", "gold", "precision", "recall", "F1", of_found, of_all),
        rows=tuple(
            (
                name,
                str(values["gold"]),
                *format_shares([*values["found"].values(), values[of_found], values[of_all]]),
            )
            for name, values in figures.items()
        ),
    )
    return figures, (table,)


def _make_figures(counts: Counts) -> Figures:
    found, gold, near = counts["found"], counts["gold"], counts["near"]
    return {
        "gold": gold,
        "found": compute_rates(found, counts["predicted"], found, gold),
        f"within {NEAR_KM} km, of found": round(near / found, 4) if found else 0.0,
        f"within {NEAR_KM} km, of all": round(near / gold, 4) if gold else 0.0,
    }


PLACES = Task(
    name="places",
    stream="mentions",
    main="found F1",
    read_gold=read_gold,
    score=score_document,
    measure=measure_f1,
    summarise=summarise,
    measures={"all.found.f1": measure_f1, f"all.within {NEAR_KM} km, of found": measure_near},
)
