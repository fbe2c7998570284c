"""The task `coreference`: predicted chains against GUM's clusters, by the CoNLL-2012 mean.

Mentions are compared by exact span. Clusters of a single mention are left out on both sides, as
in CoNLL-2012. The CoNLL F1 is the mean of the F1 of MUC, B³ and CEAF-e.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from reportedly.evaluate.coreference_metrics import (
    Cluster,
    Fractions,
    count_b_cubed,
    count_ceaf_e,
    count_muc,
)
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
from reportedly.evaluate.spans import Interval
from reportedly.evaluate.task import Task

Chain = frozenset[Interval]
"""The spans of the mentions of one referent."""

METRICS: dict[str, Callable[[Sequence[Cluster], Sequence[Cluster]], Fractions]] = {
    "muc": count_muc,
    "b_cubed": count_b_cubed,
    "ceaf_e": count_ceaf_e,
}


def read_gold(
    path: Path, _text: Path | None = None, _published_on: str | None = None
) -> list[GoldDocument[list[Chain]]]:
    """Return the documents of a GUM file with their clusters of two mentions or more."""
    return list(read_public_gold(path, _read_clusters))


def _read_clusters(line: dict[str, Any]) -> list[Chain]:
    return group_mentions(((m["start"], m["end"]), m["cluster"]) for m in line["mentions"])


def group_mentions(mentions: Iterable[tuple[Interval, object]]) -> list[Chain]:
    """Return the clusters of two mentions or more; of a repeated span the first one counts."""
    chain_of: dict[Interval, object] = {}
    for span, chain in mentions:
        chain_of.setdefault(span, chain)
    clusters: defaultdict[object, set[Interval]] = defaultdict(set)
    for span, chain in chain_of.items():
        clusters[chain].add(span)
    return [frozenset(spans) for spans in clusters.values() if len(spans) > 1]


def score_document(document: GoldDocument[list[Chain]], records: list[Object]) -> DocumentScore:
    """Return the fractions of every metric for one document, and of finding its mentions."""
    mentions = (msgspec.convert(record, PredictedMention) for record in records)
    response = group_mentions(
        ((mention.start, mention.end), mention.chain)
        for mention in mentions
        if mention.chain is not None
    )
    counts: Counts = Counter()
    for name, count in METRICS.items():
        for part, value in zip(Fractions._fields, count(document.gold, response), strict=True):
            counts[f"{name} {part}"] += value  # type: ignore[assignment]
    wanted = frozenset().union(*document.gold)
    got = frozenset().union(*response)
    counts.update(gold=len(wanted), predicted=len(got), found=len(wanted & got))
    text = document.document.text if document.document else ""
    lines = [f"missed  {document.id}: {_show(cluster, text)}" for cluster in document.gold]
    lines = [
        line
        for line, cluster in zip(lines, document.gold, strict=True)
        if cluster not in set(response)
    ]
    lines += [
        f"false   {document.id}: {_show(cluster, text)}"
        for cluster in response
        if cluster not in set(document.gold)
    ]
    return DocumentScore(id=document.id, counts=counts, lines=tuple(lines))


def _show(cluster: Chain, text: str) -> str:
    return " = ".join(text[start:end][:40] for start, end in sorted(cluster))


def measure_conll(counts: Counts) -> float:
    """Return the mean F1 of MUC, B³ and CEAF-e."""
    return sum(_compute_rates(counts, name)["f1"] for name in METRICS) / len(METRICS)


def _compute_rates(counts: Counts, metric: str) -> dict[str, float]:
    right_r, gold, right_p, predicted = (counts[f"{metric} {part}"] for part in Fractions._fields)
    return compute_rates(right_p, predicted, right_r, gold)


def _measure_f1(counts: Counts, *, metric: str) -> float:
    return _compute_rates(counts, metric)["f1"]


def summarise(scores: Sequence[DocumentScore]) -> tuple[Figures, tuple[Table, ...]]:
    """Return the CoNLL F1, each metric's rates, and the rates of finding the mentions."""
    counts = pool_scores(scores).counts
    found = counts["found"]
    rates = {name: _compute_rates(counts, name) for name in METRICS}
    rates["mentions"] = compute_rates(found, counts["predicted"], found, counts["gold"])
    table = Table(
        title="",
        columns=("", "precision", "recall", "F1"),
        rows=tuple((name, *format_shares(values.values())) for name, values in rates.items()),
    )
    return {"conll_f1": round(measure_conll(counts), 4), **rates}, (table,)


COREFERENCE = Task(
    name="coreference",
    stream="mentions",
    main="CoNLL F1",
    read_gold=read_gold,
    score=score_document,
    measure=measure_conll,
    summarise=summarise,
    measures={
        "conll_f1": measure_conll,
        "mentions.f1": lambda counts: compute_micro_f1(counts, right="found"),
        **{f"{name}.f1": partial(_measure_f1, metric=name) for name in METRICS},
    },
)
