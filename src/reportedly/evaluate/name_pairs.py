"""Pairs of names that are known to be one's or two's, or a known list → how well names are compared.

A pair is joined outright, stays in doubt (joined only where nobody else fits), or is not joined. Of
a list, whose entries have several names each, it is counted how many other names lead to the first.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from reportedly.errors import BadInputError
from reportedly.evaluate.report import (
    Counts,
    DocumentScore,
    Figures,
    MainFigure,
    Report,
    Table,
    compute_f1,
    format_ratio,
    pool_scores,
    resample_each,
)
from reportedly.link import Listed, read_list
from reportedly.link.keys import list_keys
from reportedly.records import Kind, Problem
from reportedly.resolve.cluster import JOIN_AT
from reportedly.resolve.compare import Comparison, compare_names

Outcome = Literal["joined", "doubt", "apart"]
THRESHOLDS = (0.0, 0.8, 0.82, 0.86, 0.87, 0.9, 0.93, 1.0)
_COLUMNS = ("label", "kind", "phenomenon", "one", "other")
_KINDS: dict[str, Kind] = {"person": "person", "body": "organization", "place": "place"}
_LATIN = 0x250
_MOST_BEARERS = 200
"""Keys that more first names of a list have are passed over when its namesakes are counted."""


class NamePair(NamedTuple):
    """Two names, whether they are one's, and what the pair is an example of."""

    is_same: bool
    kind: Kind
    phenomenon: str
    one: str
    other: str


def evaluate_names(gold: Path, limit: int | None = None) -> Report:
    """Return how the pairs of a table (`.tsv`) are told, or how a list's own names find each other.

    Raises `BadInputError` where the file is neither.
    """
    if gold.suffix == ".tsv":
        return _evaluate_pairs(gold, list(islice(read_pairs(gold), limit)))
    return _evaluate_list(gold, limit)


def read_pairs(path: Path) -> Iterator[NamePair]:
    """Yield the pairs of a table with the columns label, kind, phenomenon, one and other."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if tuple(rows.fieldnames or ()) != _COLUMNS:
                raise BadInputError(
                    f"{path}: the columns {', '.join(_COLUMNS)} were expected", code="malformed"
                )
            for number, row in enumerate(rows, 2):
                if row["label"] not in ("same", "different") or row["kind"] not in _KINDS:
                    raise BadInputError(
                        f"{path}: line {number}: same or different, and person, body or place were "
                        "expected",
                        code="malformed",
                    )
                yield NamePair(
                    row["label"] == "same",
                    _KINDS[row["kind"]],
                    row["phenomenon"],
                    row["one"],
                    row["other"],
                )
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"{path}: a table in UTF-8 was expected: {error}", code="missing"
        ) from (error)


def _evaluate_pairs(gold: Path, pairs: Sequence[NamePair]) -> Report:
    found = [compare_names(p.one, p.kind, p.other, p.kind) for p in pairs]
    scores = [_score_pair(i, pair, c) for i, (pair, c) in enumerate(zip(pairs, found, strict=True))]
    pooled = pool_scores(scores)
    measures = {"precision": _measure_precision, "recall": _measure_recall}
    intervals = resample_each(scores, measures)
    low, high = intervals["precision"]
    return Report(
        task="names",
        gold=gold.name,
        documents=len(pairs),
        main=MainFigure(
            name="precision", value=_measure_precision(pooled.counts), low=low, high=high
        ),
        figures=_make_figures(pooled),
        intervals=intervals,
        tables=(_make_phenomena(pooled), _make_thresholds(pairs, found)),
        details=pooled.lines,
    )


def _score_pair(number: int, pair: NamePair, comparison: Comparison | None) -> DocumentScore:
    outcome = find_outcome(comparison)
    label = "same" if pair.is_same else "different"
    lines: tuple[str, ...] = ()
    if (pair.is_same, outcome) in ((True, "apart"), (False, "joined"), (False, "doubt")):
        reason = f": {comparison.reason}" if comparison else ""
        lines = (f"{label}, {outcome}: {pair.one} | {pair.other} ({pair.phenomenon}){reason}",)
    score = DocumentScore(id=str(number), counts=Counter({f"{label}.{outcome}": 1}), lines=lines)
    score.add("phenomenon", pair.phenomenon, **{f"{label}.{outcome}": 1})
    return score


def find_outcome(comparison: Comparison | None) -> Outcome:
    """Return what becomes of a pair when nothing else is known."""
    if comparison is None:
        return "apart"
    return "doubt" if comparison.weak or comparison.score < JOIN_AT else "joined"


def _measure_precision(counts: Counts) -> float:
    joined = counts["same.joined"] + counts["different.joined"]
    return counts["same.joined"] / joined if joined else 1.0


def _measure_recall(counts: Counts) -> float:
    return counts["same.joined"] / same if (same := _count(counts, "same")) else 1.0


def _count(counts: Counts, label: str) -> int:
    return sum(counts[f"{label}.{outcome}"] for outcome in ("joined", "doubt", "apart"))


def _make_figures(pooled: DocumentScore) -> Figures:
    counts = pooled.counts
    precision, recall = _measure_precision(counts), _measure_recall(counts)
    found = counts["same.joined"] + counts["same.doubt"]
    wrong = counts["different.joined"] + counts["different.doubt"]
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(compute_f1(precision, recall), 4),
        "with_doubts": {
            "precision": round(found / max(found + wrong, 1), 4),
            "recall": round(found / max(_count(counts, "same"), 1), 4),
        },
        "phenomena": {
            name: dict(sorted(held.items())) for (_, name), held in sorted(pooled.groups.items())
        },
    }


def _make_phenomena(pooled: DocumentScore) -> Table:
    rows = []
    for (_, name), held in [*pooled.groups.items(), (("", "all"), pooled.counts)]:
        cells = (
            held[f"{label}.{outcome}"]
            for label in ("same", "different")
            for outcome in ("joined", "doubt", "apart")
        )
        rows.append((name, *map(str, cells)))
    columns = ("phenomenon", "joined", "in doubt", "missed", "two: joined", "in doubt", "apart")
    return Table(title="Names of one, and of two", columns=columns, rows=tuple(rows))


def _make_thresholds(pairs: Sequence[NamePair], found: Sequence[Comparison | None]) -> Table:
    rows = []
    for threshold in THRESHOLDS:
        counts: Counts = Counter()
        for pair, comparison in zip(pairs, found, strict=True):
            if comparison is not None and comparison.score >= threshold:
                label = "same" if pair.is_same else "different"
                counts[f"any.{label}"] += 1
                counts[f"sure.{label}"] += not comparison.weak
        same = sum(pair.is_same for pair in pairs)
        cells = [f"{threshold:.2f}"]
        for group in ("sure", "any"):
            right = counts[f"{group}.same"]
            all_ = right + counts[f"{group}.different"]
            cells += [format_ratio(right, all_), format_ratio(right, same)]
        rows.append(tuple(cells))
    columns = ("score from", "precision", "recall", "with doubts", "recall")
    return Table(title="At each threshold", columns=columns, rows=tuple(rows))


# --- a known list ----------------------------------------------------------------------------------


def _evaluate_list(gold: Path, limit: int | None) -> Report:
    items = list(read_list(gold))
    problems = [item.message for item in items if isinstance(item, Problem)]
    entries = [item for item in items if isinstance(item, Listed)][:limit]
    if not entries:
        raise BadInputError(f"{gold}: {problems[0]}", code="unknown-list")
    scores = [_score_entry(entry) for entry in entries]
    pooled = pool_scores(scores)
    intervals = resample_each(scores, {"recall": _measure_recall})
    low, high = intervals["recall"]
    namesakes = list(_find_namesakes(entries))
    return Report(
        task="names",
        gold=gold.name,
        documents=len(entries),
        main=MainFigure(name="recall", value=_measure_recall(pooled.counts), low=low, high=high),
        figures={
            "recall": round(_measure_recall(pooled.counts), 4),
            "names": _count(pooled.counts, "same"),
            "entries_joined": len(namesakes),
        },
        intervals=intervals,
        tables=(_make_aliases(pooled), _make_namesakes(entries, namesakes)),
        details=pooled.lines,
        problems=tuple(problems),
    )


def _score_entry(entry: Listed) -> DocumentScore:
    """How the other names of an entry compare with its first; an alias need not be alike at all."""
    score = DocumentScore(id=entry.id)
    lines: list[str] = []
    for other in entry.names[1:]:
        outcome = find_outcome(compare_names(entry.name, entry.kind, other.name, entry.kind))
        script = "Latin letters" if _is_latin(other.name) else "another script"
        group = f"{entry.kind}, {other.quality}, {script}"
        score.counts[f"same.{outcome}"] += 1
        score.add("names", group, **{f"same.{outcome}": 1})
        if outcome == "apart":
            lines.append(f"apart: {entry.name} | {other.name} ({group})")
    return DocumentScore(id=entry.id, counts=score.counts, groups=score.groups, lines=tuple(lines))


def _is_latin(name: str) -> bool:
    return all(ord(letter) < _LATIN or not letter.isalpha() for letter in name)


def _make_aliases(pooled: DocumentScore) -> Table:
    rows = tuple(
        (name, *(str(held[f"same.{o}"]) for o in ("joined", "doubt", "apart")))
        for (_, name), held in sorted(pooled.groups.items())
    )
    columns = ("other names", "joined", "in doubt", "not alike")
    return Table(title="Other names against the first of each entry", columns=columns, rows=rows)


def _find_namesakes(entries: Iterable[Listed]) -> Iterator[tuple[str, str]]:
    """First names of two entries that would be joined outright."""
    by_key: defaultdict[tuple[str, ...], list[Listed]] = defaultdict(list)
    for entry in entries:
        for key in list_keys(entry.name, entry.kind):
            by_key[key].append(entry)
    seen: set[tuple[str, str]] = set()
    for bearers in by_key.values():
        if len(bearers) > _MOST_BEARERS:
            continue
        for i, one in enumerate(bearers):
            for other in bearers[i + 1 :]:
                if one.kind != other.kind or (one.id, other.id) in seen:
                    continue
                seen.add((one.id, other.id))
                comparison = compare_names(one.name, one.kind, other.name, other.kind)
                if find_outcome(comparison) == "joined":
                    yield one.name, other.name


def _make_namesakes(entries: Sequence[Listed], pairs: Sequence[tuple[str, str]]) -> Table:
    title = (
        f"Entries whose first names would be joined: {len(pairs)} pairs of {len(entries)} entries"
    )
    return Table(title=title, columns=("one", "other"), rows=tuple(pairs[:20]))
