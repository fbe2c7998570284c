"""What was found out about the errors of gold sets → Markdown tables."""

from collections import Counter
from collections.abc import Mapping

from reportedly.evaluate.candidates import STEPS, Steps, add_steps, make_rows, sum_steps
from reportedly.evaluate.confidence import (
    THRESHOLDS,
    Confidences,
    find_best,
    make_bin_rows,
    make_curve_rows,
    make_f1_row,
    pool_confidences,
)
from reportedly.evaluate.diagnosis import CAUSES
from reportedly.evaluate.sections import make_table

_KINDS = {
    "missed": "Missed",
    "false": "False",
    "wrong": "Found, with something wrong about it",
}


def show_errors(causes: Mapping[str, Counter[tuple[str, str]]]) -> str:
    """Return the rules and, for each kind of error, a table of causes by set."""
    rules = make_table(("cause", "holds where"), list(CAUSES.items()))
    parts = [rules]
    for kind, title in _KINDS.items():
        rows = [
            (cause, *(_show(counts[kind, cause]) for counts in causes.values()))
            for cause in CAUSES
            if any(counts[kind, cause] for counts in causes.values())
        ]
        totals = (_show(_sum_kind(counts, kind)) for counts in causes.values())
        rows.append(("all", *totals))
        parts += [f"{title}:", make_table(("cause", *causes), rows)]
    return "\n\n".join(parts)


def _sum_kind(counts: Counter[tuple[str, str]], kind: str) -> int:
    return sum(n for (of, _), n in counts.items() if of == kind)


def _show(count: int) -> str:
    return str(count) if count else ""


def show_candidates(counted: Mapping[str, Steps]) -> str:
    """Return what each step asks for, and the shares that pass it by set and by predicate."""
    steps = make_table(("step", "asks for"), list(STEPS.items()))
    columns = ("", *STEPS)
    by_set = [(name, sum_steps(by_predicate)) for name, by_predicate in counted.items()]
    total: Steps = {}
    for by_predicate in counted.values():
        add_steps(total, by_predicate)
    ordered = sorted(total.items(), key=lambda item: (-item[1]["required"], item[0]))
    sets = make_table(columns, make_rows([*by_set, ("all", sum_steps(total))]))
    return "\n\n".join([steps, sets, make_table(columns, make_rows(ordered))])


def show_confidence(collected: Mapping[str, Mapping[str, Confidences]]) -> str:
    """Return precision and recall by threshold, for sets and predicates, and the calibration."""
    by_set = [(name, pool_confidences(one.values())) for name, one in collected.items()]
    everything = pool_confidences(confidences for _, confidences in by_set)
    predicates = sorted({predicate for one in collected.values() for predicate in one})
    by_predicate = [
        (predicate, pool_confidences(o[predicate] for o in collected.values() if predicate in o))
        for predicate in predicates
    ]
    by_predicate.sort(key=lambda item: (-len(item[1].golds), item[0]))
    columns = ("", "claims", "required", *(f"≥ {t:g}" for t in THRESHOLDS))
    pooled = [*by_set, ("all", everything)]
    return "\n\n".join(
        [
            "Precision / recall of the claims from each confidence on, by set:",
            make_table(columns, make_curve_rows(pooled)),
            "F1 likewise:",
            make_table(columns, [make_f1_row(name, one) for name, one in pooled]),
            f"Of these thresholds F1 over all sets is highest at {find_best(everything):g}.",
            "Precision / recall by predicate, all sets together:",
            make_table(columns, make_curve_rows(by_predicate)),
            "Of the claims in each bin of confidence, how many are right:",
            make_table(
                ("confidence", "claims", "mean", "right", "strictly right"),
                make_bin_rows(everything),
            ),
        ]
    )
