"""The task `perpetrators`: which organisation MUC-4 holds responsible, and how firmly.

Claims of violence name their subject as perpetrator; names are compared by letters and digits.
How firmly is read off polarity, certainty and the acts in the chain of sources.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from reportedly.evaluate.gold import GoldDocument, read_public_gold
from reportedly.evaluate.predictions import Object, PredictedClaim
from reportedly.evaluate.report import (
    Counts,
    DocumentScore,
    Figures,
    Table,
    compute_rates,
    format_ratio,
    format_shares,
    pool_scores,
)
from reportedly.evaluate.task import Task

VIOLENCE = frozenset({"attacked", "killed", "detained", "threatened", "captured"})
ORGANISED = frozenset({"group", "state", "organization"})
_ARTICLE = re.compile(r"^(THE|A|AN) ")
_NOT_IN_KEY = re.compile(r"[^A-Z0-9]")


@dataclass(slots=True, kw_only=True)
class Organisation:
    """An organisation under all its keys, and how firmly it is held responsible."""

    names: set[str] = field(default_factory=set)
    firmness: set[str] = field(default_factory=set)
    is_required: bool = False


def read_gold(
    path: Path, _text: Path | None = None, _published_on: str | None = None
) -> list[GoldDocument[list[Organisation]]]:
    """Return the documents of a MUC-4 file with the organisations that its templates blame."""
    return list(read_public_gold(path, _read_organisations))


def make_key(name: str) -> str:
    """Return the letters and digits of a name in upper case, without a leading article."""
    return _NOT_IN_KEY.sub("", _ARTICLE.sub("", name.upper().strip()))


def _read_organisations(line: dict[str, Any]) -> list[Organisation]:
    """Organisations that share a name are one, wherever their templates stand."""
    organisations: list[Organisation] = []
    for template in line["templates"]:
        for record in template.get("perp_org_claims", ()):
            names = {make_key(name) for name in record["org"] if name}
            known = next((o for o in organisations if o.names & names), None)
            if known is None:
                known = Organisation()
                organisations.append(known)
            known.names |= names
            known.firmness |= set(record["confidence"])
            known.is_required = known.is_required or not record["optional"]
    return organisations


def find_blamed(records: Sequence[Object]) -> list[Organisation]:
    """Return the organisations that predicted claims of violence have as subject."""
    blamed: dict[str, Organisation] = {}
    for record in records:
        claim = msgspec.convert(record, PredictedClaim)
        subject = claim.subject
        if claim.predicate not in VIOLENCE or subject is None or subject.kind not in ORGANISED:
            continue
        names = {make_key(name) for name in (subject.name, subject.text) if name}
        if names:
            organisation = blamed.setdefault(
                make_key(subject.name or subject.text or ""), Organisation()
            )
            organisation.names |= names
            organisation.firmness.add(classify_firmness(claim))
    return list(blamed.values())


def classify_firmness(claim: PredictedClaim) -> str:
    """Return MUC-4's word for how firmly a claim holds its subject responsible."""
    acts = {source.act for source in claim.sources or ()}
    is_official = claim.root is not None and claim.root.kind == "state"
    if claim.polarity == "denied":
        return "ACQUITTED"
    if "admits" in acts:
        return "CLAIMED OR ADMITTED"
    if "accuses" in acts:
        return "SUSPECTED OR ACCUSED" + (" BY AUTHORITIES" if is_official else "")
    if claim.certainty == "hedged" or "believes" in acts:
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if is_official else "POSSIBLE"
    return "REPORTED AS FACT"


def score_document(
    document: GoldDocument[list[Organisation]], records: list[Object]
) -> DocumentScore:
    """Return the counts of one document; optional organisations are never asked for."""
    counts: Counts = Counter()
    lines: list[str] = []
    hit: set[int] = set()
    for blamed in find_blamed(records):
        i = next((i for i, w in enumerate(document.gold) if w.names & blamed.names), None)
        if i is None:
            counts["false"] += 1
            lines.append(f"false   {document.id}: {min(blamed.names)}")
        elif i not in hit:
            hit.add(i)
            wanted = document.gold[i]
            counts["true"] += wanted.is_required
            if wanted.firmness:
                sure = bool(blamed.firmness & wanted.firmness)
                counts.update(firmness_asked=1, firmness_right=sure)
                if not sure:
                    lines.append(
                        f"wrong   {document.id}: {min(blamed.names)}: "
                        f"{sorted(wanted.firmness)} → {sorted(blamed.firmness)}"
                    )
    for i, wanted in enumerate(document.gold):
        if wanted.is_required and i not in hit:
            counts["missed"] += 1
            lines.append(f"missed  {document.id}: {min(wanted.names, default='—')}")
    return DocumentScore(id=document.id, counts=counts, lines=tuple(lines))


def measure_f1(counts: Counts) -> float:
    """Return the document-level F1 of organisations."""
    both = 2 * counts["true"]
    total = both + counts["false"] + counts["missed"]
    return both / total if total else 0.0


def summarise(scores: Sequence[DocumentScore]) -> tuple[Figures, tuple[Table, ...]]:
    """Return precision, recall and F1 of organisations, and how often the firmness is right."""
    counts = pool_scores(scores).counts
    true = counts["true"]
    rates = compute_rates(true, true + counts["false"], true, true + counts["missed"])
    right, asked = counts["firmness_right"], counts["firmness_asked"]
    figures: Figures = {"organisations": rates, "confidence right": f"{right}/{asked}"}
    table = Table(
        title="",
        columns=("", "precision", "recall", "F1", "how firmly"),
        rows=(
            (
                "organisations",
                *format_shares(rates.values()),
                format_ratio(right, asked),
            ),
        ),
    )
    return figures, (table,)


PERPETRATORS = Task(
    name="perpetrators",
    stream="claims",
    main="F1",
    read_gold=read_gold,
    score=score_document,
    measure=measure_f1,
    summarise=summarise,
    measures={"organisations.f1": measure_f1},
)
