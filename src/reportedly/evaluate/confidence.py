"""What confidence is worth: precision and recall above each threshold, and the share right in bins.

Comparisons of documents → the claims with their confidence and whether they are right, and the
required gold claims with the highest confidence of any claim that matches them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportedly.evaluate.claims import Comparison, is_strictly_right, judge
from reportedly.evaluate.report import compute_f1

THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
_BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_SURE = 1.0


@dataclass(slots=True, kw_only=True)
class Confidences:
    """The confidence of every claim of a predicate, and of every required gold claim.

    `claims` are (confidence, right, strictly right); `golds` the highest confidence of a match,
    `None` for a missed one.
    """

    claims: list[tuple[float, bool, bool]] = field(default_factory=list)
    golds: list[float | None] = field(default_factory=list)

    def add(self, other: "Confidences") -> None:
        """Take in those of another predicate or document."""
        self.claims.extend(other.claims)
        self.golds.extend(other.golds)

    def measure(self, threshold: float) -> tuple[float, float]:
        """Return precision and recall of the claims from `threshold` on; no claim is no error."""
        kept = [right for confidence, right, _ in self.claims if confidence >= threshold]
        found = sum(gold is not None and gold >= threshold for gold in self.golds)
        precision = sum(kept) / len(kept) if kept else 1.0
        return precision, found / len(self.golds) if self.golds else 1.0


def collect_confidences(comparison: Comparison) -> dict[str, Confidences]:
    """Return the confidences of one document by predicate; a missed claim counts under its first."""
    collected: defaultdict[str, Confidences] = defaultdict(Confidences)
    best: dict[int, float] = {}
    for claim, golds in zip(comparison.claims, comparison.matches, strict=True):
        confidence = _SURE if claim.confidence is None else claim.confidence
        strict = any(is_strictly_right(judge(claim, gold)) for gold in golds)
        collected[claim.predicate].claims.append((confidence, bool(golds), strict))
        for gold in golds:
            best[id(gold)] = max(best.get(id(gold), 0.0), confidence)
    for found in comparison.found:
        collected[found.claim.predicate].golds.append(best[id(found.gold)])
    for gold in comparison.missed:
        collected[gold.predicate[0]].golds.append(None)
    return dict(collected)


def pool_confidences(collected: Iterable[Confidences]) -> Confidences:
    """Return those of several predicates or documents as one."""
    pooled = Confidences()
    for confidences in collected:
        pooled.add(confidences)
    return pooled


def make_curve_rows(by_name: Sequence[tuple[str, Confidences]]) -> list[tuple[str, ...]]:
    """Return a row for each name: its sizes, then 'precision / recall' from each threshold on."""
    return [
        (
            name,
            str(len(confidences.claims)),
            str(len(confidences.golds)),
            *(_show_rates(*confidences.measure(t)) for t in THRESHOLDS),
        )
        for name, confidences in by_name
    ]


def make_f1_row(name: str, confidences: Confidences) -> tuple[str, ...]:
    """Return a row of the F1 from each threshold on."""
    f1s = (f"{compute_f1(*confidences.measure(t)):.3f}" for t in THRESHOLDS)
    return (name, str(len(confidences.claims)), str(len(confidences.golds)), *f1s)


def find_best(confidences: Confidences) -> float:
    """Return the threshold of the highest F1, the lowest of several."""
    return max(THRESHOLDS, key=lambda t: (compute_f1(*confidences.measure(t)), -t))


def _show_rates(precision: float, recall: float) -> str:
    return f"{precision:.2f} / {recall:.2f}"


def make_bin_rows(confidences: Confidences) -> list[tuple[str, ...]]:
    """Return a row for each bin of confidence that has claims.

    Its bounds, how many claims, their mean confidence, the share right and strictly right.
    """
    rows: list[tuple[str, ...]] = []
    for low, high in zip(_BINS, (*_BINS[1:], 1.01), strict=True):
        inside = [claim for claim in confidences.claims if low <= claim[0] < high]
        if not inside:
            continue
        n = len(inside)
        shares = (sum(values) / n for values in zip(*inside, strict=True))
        rows.append((f"{low:.1f}–{min(high, 1.0):.1f}", str(n), *(f"{s:.3f}" for s in shares)))
    return rows
