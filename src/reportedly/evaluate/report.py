"""Scores of documents → one report: figures, tables, an interval for the main figure, details.

Counts add up over documents, so every figure is a micro average and a resampled set of documents
is scored by adding its counts again.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

Counts = Counter[str]
Group = tuple[str, str]
Figures = dict[str, Any]

RESAMPLES = 1000
SEED = 20210810


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentScore:
    """What one document adds to a score.

    `counts` are its plain counts. `groups` are counts by (family, member), such as
    ('attribute', 'when'). `lines` are details a person reads.
    """

    id: str
    counts: Counts = field(default_factory=Counter)
    groups: dict[Group, Counts] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def add(self, family: str, member: str, **counts: float) -> None:
        """Add to the counts of a group."""
        held = self.groups.setdefault((family, member), Counter())
        for name, count in counts.items():
            held[name] += count  # type: ignore[assignment]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table of a report: a title, the names of its columns, rows of cells."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def render(self) -> list[str]:
        """Return its lines, first column flush left, the others flush right."""
        cells = [self.columns, *self.rows]
        widths = [max(len(row[i]) for row in cells) for i in range(len(self.columns))]
        lines = [self.title] if self.title else []
        for row in cells:
            first, *rest = (
                cell.ljust(width) if i == 0 else cell.rjust(width)
                for i, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            lines.append("  " + "  ".join([first, *rest]).rstrip())
        return lines


class MainFigure(msgspec.Struct, frozen=True, kw_only=True):
    """The figure that a set is judged by, with its 95 % bootstrap interval over documents."""

    name: str
    value: float
    low: float
    high: float


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A scored gold set.

    `figures` holds every number under a stable name, `intervals` the 95 % bootstrap intervals of
    the most important, dots between levels. `details` are lines that name what was
    missed, false or wrong. `problems` are the documents that could not be read.
    """

    task: str
    gold: str
    documents: int
    main: MainFigure
    figures: Figures
    intervals: dict[str, tuple[float, float]] = {}
    tables: tuple[Table, ...] = ()
    details: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def render(self, *, verbose: bool = False) -> str:
        """Return the report as plain text, with the details in front when `verbose`."""
        lines = list(self.details) if verbose else []
        about = f"{self.task} on {self.gold}: {self.main.name} {self.main.value:.3f}"
        if self.documents > 1:
            about += f" [{self.main.low:.3f}, {self.main.high:.3f}], {self.documents} documents"
        lines.append(about)
        for table in self.tables:
            lines.extend(table.render())
        lines.extend(f"problem: {problem}" for problem in self.problems)
        return "\n".join(lines)


def pool_scores(scores: Iterable[DocumentScore]) -> DocumentScore:
    """Return the sum of the scores, with the lines of all of them."""
    total = DocumentScore(id="all")
    lines: list[str] = []
    for score in scores:
        total.counts.update(score.counts)
        for group, counts in score.groups.items():
            total.groups.setdefault(group, Counter()).update(counts)
        lines.extend(score.lines)
    return DocumentScore(id="all", counts=total.counts, groups=total.groups, lines=tuple(lines))


def compute_f1(precision: float, recall: float) -> float:
    """Return the harmonic mean, 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def compute_rates(right: float, predicted: float, found: float, gold: float) -> dict[str, float]:
    """Return precision, recall and F1, rounded to four places; an empty side gives 0."""
    precision, recall = _divide(right, predicted), _divide(found, gold)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(compute_f1(precision, recall), 4),
    }


def compute_micro_f1(counts: Counts, *, right: str = "true") -> float:
    """Return the micro F1 of `predicted`, `gold` and `found`, unrounded; an empty side gives 0.

    `right` is the count of predictions that are right.
    """
    precision = _divide(counts[right], counts["predicted"])
    return compute_f1(precision, _divide(counts["found"], counts["gold"]))


def _divide(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def resample(
    scores: Sequence[DocumentScore],
    measure: Callable[[Counts], float],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of `measure`, documents drawn with replacement.

    The same scores in the same order give the same interval on every run (Efron 1979).
    """
    return resample_each(scores, {"": measure}, resamples=resamples, seed=seed)[""]


def resample_each(
    scores: Sequence[DocumentScore],
    measures: Mapping[str, Callable[[Counts], float]],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> dict[str, tuple[float, float]]:
    """Return the interval of each measure by its name, all of them over the same drawings."""
    if not scores:
        return dict.fromkeys(measures, (0.0, 0.0))
    draw = random.Random(seed)  # noqa: S311 - resampling, not secrecy
    values: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(resamples):
        total: Counts = Counter()
        for score in draw.choices(scores, k=len(scores)):
            total.update(score.counts)
        for name, measure in measures.items():
            values[name].append(measure(total))
    low, high = int(0.025 * resamples), min(resamples - 1, int(0.975 * resamples))
    return {name: ((got := sorted(drawn))[low], got[high]) for name, drawn in values.items()}


def format_shares(shares: Iterable[float]) -> tuple[str, ...]:
    """Return shares as the cells of a table, with three places."""
    return tuple(f"{share:.3f}" for share in shares)


def format_ratio(right: float, of: float) -> str:
    """Return 'right/of' with the share, '—' when nothing was asked."""
    return f"{right / of:.3f} ({right:g}/{of:g})" if of else "—"
