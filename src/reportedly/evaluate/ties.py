"""The task `ties`: predicted claims against re3d's typed relations between two stretches of text.

A claim is right when one of the relation types that its predicate can express holds between a
source and a target that its subject and object touch (either way round for mutual types).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from reportedly.evaluate.causes import show_claim
from reportedly.evaluate.gold import GoldDocument, read_public_gold
from reportedly.evaluate.predictions import Object, PredictedClaim
from reportedly.evaluate.report import (
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

TYPES = ("FightingAgainst", "AlliesOf", "BelongsTo", "InChargeOf", "IsSynonymOf")
_MUTUAL = frozenset({"AlliesOf", "IsSynonymOf"})
EXPRESSES: dict[str, tuple[str, ...]] = {
    "allied_with": ("AlliesOf",),
    "supports": ("AlliesOf",),
    "opposes": ("FightingAgainst",),
    "attacked": ("FightingAgainst",),
    "killed": ("FightingAgainst",),
    "captured": ("FightingAgainst",),
    "threatened": ("FightingAgainst",),
    "member_of": ("BelongsTo",),
    "joined": ("BelongsTo",),
    "part_of": ("BelongsTo",),
    "holds_post": ("BelongsTo", "InChargeOf"),
    "leads": ("InChargeOf",),
    "controls": ("InChargeOf",),
    "also_known_as": ("IsSynonymOf",),
}
_MIN_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A gold relation between two stretches of text."""

    type: str
    source: Interval
    target: Interval

    @property
    def key(self) -> tuple[str, tuple[Interval, ...]]:
        """What makes two relations the same: type and ends, in any order for mutual types."""
        ends = (self.source, self.target)
        return self.type, tuple(sorted(ends)) if self.type in _MUTUAL else ends

    def is_expressed_by(self, claim: PredictedClaim) -> bool:
        """Whether the claim ties the same two things in a way that means this relation."""
        subject, object_ = claim.subject, claim.object
        if subject is None or object_ is None:
            return False
        if self.type not in EXPRESSES.get(claim.predicate, ()):
            return False
        if subject.touches(self.source) and object_.touches(self.target):
            return True
        is_mutual = self.type in _MUTUAL
        return is_mutual and subject.touches(self.target) and object_.touches(self.source)


def read_gold(
    path: Path, _text: Path | None = None, _published_on: str | None = None
) -> list[GoldDocument[tuple[Relation, ...]]]:
    """Return the documents of a re3d file with their sure relations of scored types, each once."""
    return list(read_public_gold(path, _read_relations))


def _read_relations(line: dict[str, Any]) -> tuple[Relation, ...]:
    relations: dict[object, Relation] = {}
    for record in line["relations"]:
        if record["type"] in TYPES and record.get("confidence", 1) >= _MIN_CONFIDENCE:
            source, target = record["source"], record["target"]
            relation = Relation(
                type=record["type"], source=(source[0], source[1]), target=(target[0], target[1])
            )
            relations.setdefault(relation.key, relation)
    return tuple(relations.values())


def score_document(
    document: GoldDocument[tuple[Relation, ...]], records: list[Object]
) -> DocumentScore:
    """Return the counts of one document, by relation type and in all."""
    score = DocumentScore(id=document.id)
    hit: set[int] = set()
    lines: list[str] = []
    for record in records:
        claim = msgspec.convert(record, PredictedClaim)
        expressed = EXPRESSES.get(claim.predicate)
        if not expressed or claim.object is None:
            continue
        matched = [i for i, tie in enumerate(document.gold) if tie.is_expressed_by(claim)]
        # A false claim of several types is charged to the first of them by name.
        label = document.gold[matched[0]].type if matched else min(expressed)
        score.add("type", label, predicted=1, true=bool(matched))
        hit.update(matched)
        if not matched:
            lines.append(f"false   {document.id}: {show_claim(claim)}")
    for i, tie in enumerate(document.gold):
        score.add("type", tie.type, gold=1, found=i in hit)
        if i not in hit:
            lines.append(f"missed  {document.id}: {_show(tie, document)}")
    for counts in score.groups.values():
        score.counts.update(counts)
    return DocumentScore(id=score.id, counts=score.counts, groups=score.groups, lines=tuple(lines))


def _show(tie: Relation, document: GoldDocument[Any]) -> str:
    text = document.document.text if document.document else ""
    source, target = (text[start:end] for start, end in (tie.source, tie.target))
    return f"{tie.type}({source}, {target})"


def summarise(scores: Sequence[DocumentScore]) -> tuple[Figures, tuple[Table, ...]]:
    """Return precision, recall and F1 by relation type and in all."""
    total = pool_scores(scores)
    rows = [(name, total.groups.get(("type", name), Counter())) for name in TYPES]
    figures: Figures = {}
    for name, counts in [*rows, ("all", total.counts)]:
        rates = compute_rates(counts["true"], counts["predicted"], counts["found"], counts["gold"])
        figures[name] = {"gold": counts["gold"], **rates}
    table = Table(
        title="",
        columns=("", "gold", "precision", "recall", "F1"),
        rows=tuple(
            (
                name,
                str(values["gold"]),
                *format_shares(values[key] for key in ("precision", "recall", "f1")),
            )
            for name, values in figures.items()
        ),
    )
    return figures, (table,)


TIES = Task(
    name="ties",
    stream="claims",
    main="F1",
    read_gold=read_gold,
    score=score_document,
    measure=compute_micro_f1,
    summarise=summarise,
    measures={"all.f1": compute_micro_f1},
)
