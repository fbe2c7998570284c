"""The task `claims`: comparisons of documents → micro and macro figures and tables."""

from collections import Counter
from collections.abc import Sequence

from reportedly.evaluate.causes import describe_comparison
from reportedly.evaluate.claims import STRICT, Comparison, compare_claims, is_strictly_right, judge
from reportedly.evaluate.gold import GoldClaim, GoldDocument, read_claim_gold
from reportedly.evaluate.predictions import Object
from reportedly.evaluate.report import (
    Counts,
    DocumentScore,
    Figures,
    Table,
    compute_f1,
    format_ratio,
    pool_scores,
)
from reportedly.evaluate.task import Task

COUNTED = ("predicted", "true", "exact", "required", "found", "strict", "bad_spans")


def score_document(
    document: GoldDocument[tuple[GoldClaim, ...]], records: list[Object]
) -> DocumentScore:
    """Return the counts of one document: claims, attributes, predicates, causes of errors."""
    comparison = compare_claims(document, records)
    pairs = list(zip(comparison.claims, comparison.matches, strict=True))
    text = document.document.text if document.document else None
    lines, causes = describe_comparison(document.id, comparison, document.gold, text)
    score = DocumentScore(
        id=document.id,
        counts=Counter(
            predicted=len(pairs),
            true=sum(bool(golds) for _, golds in pairs),
            exact=sum(
                any(is_strictly_right(judge(claim, gold)) for gold in golds)
                for claim, golds in pairs
            ),
            required=sum(gold.required for gold in document.gold),
            found=len(comparison.found),
            strict=sum(is_strictly_right(found.verdict) for found in comparison.found),
            bad_spans=comparison.bad_spans,
        ),
        lines=tuple(lines),
    )
    _count_attributes(score, comparison)
    _count_predicates(score, comparison)
    for kind, cause in causes:
        score.add(kind, cause, n=1)
    return score


def _count_attributes(score: DocumentScore, comparison: Comparison) -> None:
    for found in comparison.found:
        for name, right in found.verdict.items():
            if right is not None:
                score.add("attribute", name, right=right, of=1)


def _count_predicates(score: DocumentScore, comparison: Comparison) -> None:
    """A gold claim with several right predicates counts under the one found, else the first."""
    for gold in comparison.missed:
        score.add("predicate", gold.predicate[0], required=1)
    for found in comparison.found:
        strict = is_strictly_right(found.verdict)
        score.add("predicate", found.claim.predicate, required=1, found=1, strict=strict)
    for claim, golds in zip(comparison.claims, comparison.matches, strict=True):
        score.add("predicate", claim.predicate, predicted=1, true=bool(golds))


def compute_claim_rates(counts: Counts) -> dict[str, float]:
    """Return the rates of counted claims, unrounded.

    A document with nothing to find is answered rightly by silence: an empty side gives 1.
    """

    def share(right: str, of: str) -> float:
        return counts[right] / counts[of] if counts[of] else 1.0

    rates = {
        "precision": share("true", "predicted"),
        "recall": share("found", "required"),
        "strict_precision": share("exact", "predicted"),
        "strict_recall": share("strict", "required"),
    }
    return {
        **rates,
        "f1": compute_f1(rates["precision"], rates["recall"]),
        "strict_f1": compute_f1(rates["strict_precision"], rates["strict_recall"]),
    }


def measure_f1(counts: Counts) -> float:
    """Return the micro F1."""
    return compute_claim_rates(counts)["f1"]


def summarise(scores: Sequence[DocumentScore]) -> tuple[Figures, tuple[Table, ...]]:
    """Return the figures over all documents, micro and macro, and the tables."""
    total = pool_scores(scores)
    per_document = {score.id: _make_figures(score) for score in scores}
    macro = len(scores) or 1
    figures = {
        **_make_figures(total),
        "documents": len(scores),
        **{
            f"macro_{name}": round(sum(f[name] for f in per_document.values()) / macro, 4)
            for name in ("f1", "strict_f1")
        },
        "per_document": per_document,
    }
    tables = [
        _tabulate_rates(figures),
        _tabulate_attributes(total),
        _tabulate_predicates(total),
        _tabulate_causes(total),
    ]
    if len(scores) > 1:
        tables.append(_tabulate_documents(per_document))
    return figures, tuple(tables)


def _make_figures(score: DocumentScore) -> Figures:
    rates = compute_claim_rates(score.counts)
    return {
        **{name: score.counts[name] for name in COUNTED},
        **{name: round(value, 4) for name, value in rates.items()},
        "attributes": {
            member: {"right": counts["right"], "of": counts["of"]}
            for (family, member), counts in sorted(score.groups.items())
            if family == "attribute"
        },
    }


def _tabulate_rates(figures: Figures) -> Table:
    def row(label: str, names: tuple[str, str, str], prefix: str) -> tuple[str, ...]:
        true, found, macro = names
        return (
            label,
            f"{figures[prefix + 'precision']:.3f} ({figures[true]}/{figures['predicted']})",
            f"{figures[prefix + 'recall']:.3f} ({figures[found]}/{figures['required']})",
            f"{figures[prefix + 'f1']:.3f}",
            f"{figures[macro]:.3f}",
        )

    return Table(
        title=f"spans that do not match the text: {figures['bad_spans']}",
        columns=("", "precision", "recall", "F1", "macro F1"),
        rows=(
            row("any", ("true", "found", "macro_f1"), ""),
            row("strict", ("exact", "strict", "macro_strict_f1"), "strict_"),
        ),
    )


def _tabulate_attributes(total: DocumentScore) -> Table:
    rows = []
    for (family, member), counts in sorted(total.groups.items()):
        if family == "attribute":
            label = f"{member} *" if member in STRICT else member
            rows.append((label, format_ratio(counts["right"], counts["of"])))
    return Table(
        title="attributes of found claims (* strict)", columns=("", "right"), rows=tuple(rows)
    )


def _tabulate_predicates(total: DocumentScore) -> Table:
    columns = ("required", "found", "strict", "predicted", "true")
    groups = [(m, c) for (family, m), c in total.groups.items() if family == "predicate"]
    groups.sort(key=lambda group: (-group[1]["required"], group[0]))
    return Table(
        title="by predicate",
        columns=("", *columns, "recall", "precision"),
        rows=tuple(
            (
                member,
                *(str(counts[column]) for column in columns),
                _share(counts["found"], counts["required"]),
                _share(counts["true"], counts["predicted"]),
            )
            for member, counts in groups
        ),
    )


def _share(right: int, of: int) -> str:
    return f"{right / of:.2f}" if of else "—"


def _tabulate_causes(total: DocumentScore) -> Table:
    rows: list[tuple[str, str]] = []
    for kind in ("missed", "false", "wrong"):
        causes = [(m, c["n"]) for (family, m), c in total.groups.items() if family == kind]
        causes.sort(key=lambda cause: (-cause[1], cause[0]))
        rows.extend((kind + ": " + cause, str(n)) for cause, n in causes)
    return Table(title="causes of errors", columns=("", "n"), rows=tuple(rows))


def _tabulate_documents(per_document: dict[str, Figures]) -> Table:
    shown = ("precision", "recall", "f1", "strict_f1")
    return Table(
        title="by document",
        columns=("", "precision", "recall", "F1", "strict F1", "required", "predicted"),
        rows=tuple(
            (
                name,
                *(f"{figures[key]:.2f}" for key in shown),
                str(figures["required"]),
                str(figures["predicted"]),
            )
            for name, figures in per_document.items()
        ),
    )


CLAIMS = Task(
    name="claims",
    stream="claims",
    main="F1",
    read_gold=read_claim_gold,
    score=score_document,
    measure=measure_f1,
    summarise=summarise,
    measures={
        "f1": measure_f1,
        "strict_f1": lambda counts: compute_claim_rates(counts)["strict_f1"],
    },
)
