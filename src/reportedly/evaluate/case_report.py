"""Figures of one or several whole cases, as a person and as a program reads them."""

from collections.abc import Sequence
from typing import Any

import msgspec

from reportedly.evaluate.case_measures import iterate_leaves
from reportedly.evaluate.report import Figures, Table

_ROWS: tuple[tuple[str, str], ...] = (
    ("entities.precision", "names put together that belong together"),
    ("entities.recall", "names that belong together, put together"),
    ("entities.forbidden", "pairs that must not be put together"),
    ("entities.merged", "  of these, put together"),
    ("copies.passages", "copied passages found"),
    ("copies.precision", "pairs of reports said to share text: right"),
    ("copies.recall", "pairs of reports that share text: found"),
    ("copies.f1", "  F1"),
    ("propositions.planted", "planted propositions"),
    ("propositions.read", "  read at all"),
    ("propositions.tellings_read", "  of their tellings, read"),
    ("propositions.right", "  of the read, number of origins right"),
    ("propositions.right_of_all_told", "  the same, against all that was told"),
    ("origins.corroborations", "corroborations"),
    ("origins.found", "  found"),
    ("origins.single", "propositions of one origin in several reports"),
    ("origins.inflated", "  of these, counted as several"),
    ("disputes.wanted", "planted disputes"),
    ("disputes.found", "  found"),
    ("disputes.reported", "disputes reported"),
    ("disputes.precision", "  of these, planted"),
    ("disputes.false_alarms", "what only seems to be a dispute, reported"),
)
_FAULTS = ("merged", "inflated", "false_alarms", "missing")
_COUNTS = (
    *("entities.forbidden", "entities.merged", "propositions.planted", "origins.corroborations"),
    *("origins.found", "origins.single", "origins.inflated", "disputes.wanted"),
    *("disputes.reported", "disputes.false_alarms"),
)


class CaseReport(msgspec.Struct, frozen=True, kw_only=True):
    """Scored cases. A run is one invented case, or one way in which a written case was read.

    Of invented cases `figures` are the means and `worst` the worst of each; of a written case they
    are those of its first run, with the run on gold claims below `gold`. `details` name what was
    missed, merged or wrongly counted.
    """

    task: str
    gold: str
    documents: int
    figures: Figures
    runs: dict[str, Figures]
    worst: dict[str, float] = {}
    details: tuple[str, ...] = ()

    def render(self, *, verbose: bool = False) -> str:
        """Return the report as plain text, with the details in front when `verbose`."""
        lines = list(self.details) if verbose else []
        lines.append(f"{self.task} on {self.gold}: {self.documents} documents")
        lines += _make_table(self).render()
        return "\n".join(lines)


def build_report(
    task: str, gold: str, documents: int, runs: dict[str, Figures], details: Sequence[str] = ()
) -> CaseReport:
    """Return the report of some cases, with the mean and the worst of their figures."""
    flat = [dict(iterate_leaves(figures)) for figures in runs.values()]
    means = {key: round(sum(f[key] for f in flat) / len(flat), 4) for key in flat[0]}
    return CaseReport(
        task=task,
        gold=gold,
        documents=documents,
        figures=_nest(means),
        runs=runs,
        worst={key: _find_worst(key, [f[key] for f in flat]) for key in means},
        details=tuple(details),
    )


def _find_worst(key: str, values: list[float]) -> float:
    return max(values) if key.endswith(_FAULTS) else min(values)


def _nest(flat: dict[str, float]) -> Figures:
    nested: dict[str, Any] = {}
    for key, value in flat.items():
        at = nested
        *outer, last = key.split(".")
        for part in outer:
            at = at.setdefault(part, {})
        at[last] = value
    return nested


def _make_table(report: CaseReport) -> Table:
    flat = {name: dict(iterate_leaves(figures)) for name, figures in report.runs.items()}
    columns = [*flat.values()]
    names = [*flat]
    if report.worst and len(flat) > 1:
        columns += [dict(iterate_leaves(report.figures)), report.worst]
        names += ["mean", "worst"]
    rows = [
        (label, *(_format(key, column.get(key)) for column in columns))
        for key, label in _ROWS
        if any(key in column for column in columns)
    ]
    return Table(title="", columns=("", *names), rows=tuple(rows))


def _format(key: str, value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:g}" if key in _COUNTS else f"{value:.3f}"
