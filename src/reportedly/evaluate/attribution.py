"""The task `attribution`: predicted attributions against PolNeAR's, role by role.

Each gold attribution takes the free prediction that shares most of its cue and content; the pair
counts when the cues touch or more than half of the content is shared. Sources, cues and contents
of pairs are then compared as sets of characters: exactly, and for any overlap.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.evaluate.gold import GoldDocument, read_public_gold
from reportedly.evaluate.predictions import Object
from reportedly.evaluate.report import (
    Counts,
    DocumentScore,
    Figures,
    Table,
    compute_rates,
    format_shares,
    pool_scores,
)
from reportedly.evaluate.spans import Interval, compute_overlap, merge_intervals
from reportedly.evaluate.task import Task

ROLES = ("source", "cue", "content")
_MIN_SHARED_CONTENT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The characters of an attribution's three parts, as merged intervals."""

    source: list[Interval]
    cue: list[Interval]
    content: list[Interval]

    def get(self, role: str) -> list[Interval]:
        """Return the characters of one role."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]


def read_gold(
    path: Path, _text: Path | None = None, _published_on: str | None = None
) -> list[GoldDocument[tuple[Roles, ...]]]:
    """Return the documents of a PolNeAR file."""
    return list(read_public_gold(path, lambda line: tuple(map(make_roles, line["attributions"]))))


def make_roles(record: Object) -> Roles:
    """Return the characters of the parts of an attribution, gold or predicted."""
    return Roles(**{role: merge_intervals(_read_spans(record.get(role))) for role in ROLES})


def _read_spans(value: Any) -> Iterable[Interval]:
    """A role is absent, one span, or several; a span an object or a pair of offsets."""
    spans = [value] if isinstance(value, dict) else value or []
    return [(s["start"], s["end"]) if isinstance(s, dict) else (s[0], s[1]) for s in spans]


def score_document(
    document: GoldDocument[tuple[Roles, ...]], records: list[Object]
) -> DocumentScore:
    """Return the counts of one document: attributions found, roles exact and overlapping."""
    predicted = [make_roles(record) for record in records]
    pairs, missed, false = pair_up(document.gold, predicted)
    counts: Counts = Counter(gold=len(document.gold), predicted=len(predicted), found=len(pairs))
    for gold, guess in pairs:
        for role in ROLES:
            counts[f"{role} exact"] += gold.get(role) == guess.get(role)
            counts[f"{role} overlap"] += compute_overlap(gold.get(role), guess.get(role)) > 0
    text = document.document.text if document.document else ""
    lines = [f"missed  {document.id}: {show_roles(roles, text)}" for roles in missed]
    lines += [f"false   {document.id}: {show_roles(roles, text)}" for roles in false]
    return DocumentScore(id=document.id, counts=counts, lines=tuple(lines))


def pair_up(
    golds: Sequence[Roles], predicted: Sequence[Roles]
) -> tuple[list[tuple[Roles, Roles]], list[Roles], list[Roles]]:
    """Return pairs in the order of the gold, the gold without a partner, the predictions without one."""
    free = set(range(len(predicted)))
    pairs: list[tuple[Roles, Roles]] = []
    missed: list[Roles] = []
    for gold in golds:
        # Of equally good predictions the last one is taken.
        best = max(free, key=lambda i: (sum(_share_parts(gold, predicted[i])), i), default=None)
        if best is None or not _is_pair(*_share_parts(gold, predicted[best])):
            missed.append(gold)
            continue
        free.discard(best)
        pairs.append((gold, predicted[best]))
    return pairs, missed, [predicted[i] for i in sorted(free)]


def _share_parts(gold: Roles, guess: Roles) -> tuple[float, float]:
    """How much of cue and content is shared; a gold without a cue shares none."""
    cue = compute_overlap(gold.cue, guess.cue) if gold.cue else 0.0
    return cue, compute_overlap(gold.content, guess.content)


def _is_pair(cue: float, content: float) -> bool:
    return cue > 0 or content > _MIN_SHARED_CONTENT


def show_roles(roles: Roles, text: str) -> str:
    """Return source, cue and content in one line."""
    return " | ".join(
        " … ".join(" ".join(text[start:end].split())[:60] for start, end in roles.get(role)) or "—"
        for role in ROLES
    )


def measure_f1(counts: Counts) -> float:
    """Return the F1 of finding an attribution at all."""
    found = counts["found"]
    return 2 * found / total if (total := counts["predicted"] + counts["gold"]) else 0.0


def _make_measure(name: str) -> Callable[[Counts], float]:
    """The F1 of the attributions of which `name` is right."""

    def measure(counts: Counts) -> float:
        total = counts["predicted"] + counts["gold"]
        return 2 * counts[name] / total if total else 0.0

    return measure


def summarise(scores: Sequence[DocumentScore]) -> tuple[Figures, tuple[Table, ...]]:
    """Return precision, recall and F1 of finding, and of each role exactly and overlapping."""
    counts = pool_scores(scores).counts
    named = ["found", *(f"{role} {how}" for how in ("exact", "overlap") for role in ROLES)]
    figures: Figures = {"gold": counts["gold"], "predicted": counts["predicted"]}
    for name in named:
        right = counts[name]
        figures[name] = compute_rates(right, counts["predicted"], right, counts["gold"])
    table = Table(
        title=f"{counts['gold']} gold, {counts['predicted']} predicted",
        columns=("", "precision", "recall", "F1"),
        rows=tuple((name, *format_shares(figures[name].values())) for name in named),
    )
    return figures, (table,)


ATTRIBUTION = Task(
    name="attribution",
    stream="attributions",
    main="found F1",
    read_gold=read_gold,
    score=score_document,
    measure=measure_f1,
    summarise=summarise,
    measures={
        f"{name}.f1": _make_measure(name)
        for name in ("found", *(f"{role} {how}" for how in ("exact", "overlap") for role in ROLES))
    },
)
