"""Gold claims and predicted claims → matches, attribute by attribute, and their rates.

A predicted claim matches a gold claim when its predicate is one of the gold's, its evidence
overlaps the gold's, and both arguments go by one of the gold's names (either way round where the
predicate is symmetric). Precision counts distinct predictions, recall the required gold claims;
the strict figures count matches whose root source, certainty and polarity are all right.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from reportedly.evaluate.gold import GoldClaim, GoldDocument
from reportedly.evaluate.names import fold_name, has_same_name
from reportedly.evaluate.predictions import Named, Object, PredictedClaim, find_spans

SYMMETRIC = frozenset({"also_known_as", "linked_to", "allied_with", "related_to", "met_with"})
UNSCORED = frozenset({"described_as", "displaced", "restricted", "investigated"})
STRICT = ("source", "certainty", "polarity")
_IDENTIFICATIONS = frozenset({"holds_post", "part_of", "national_of"})
"""Stated by the document itself even inside reported content, so a missing source is no fault."""

Verdict = dict[str, bool | None]
"""Attribute → right or wrong, `None` where the gold does not ask for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A required gold claim with the matching prediction that serves it best."""

    gold: GoldClaim
    claim: PredictedClaim
    verdict: Verdict

    @property
    def wrong(self) -> tuple[str, ...]:
        """The attributes that are asked for and wrong."""
        return tuple(name for name, right in self.verdict.items() if right is False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The predictions of one document held against its gold claims.

    `matches[i]` are the gold claims that `claims[i]` matches. `bad_spans` counts spans that do
    not quote the text.
    """

    claims: tuple[PredictedClaim, ...]
    matches: tuple[tuple[GoldClaim, ...], ...]
    found: tuple[Found, ...]
    missed: tuple[GoldClaim, ...]
    bad_spans: int

    @property
    def false(self) -> tuple[PredictedClaim, ...]:
        """The predictions that match nothing."""
        pairs = zip(self.claims, self.matches, strict=True)
        return tuple(claim for claim, matches in pairs if not matches)


def compare_claims(
    document: GoldDocument[tuple[GoldClaim, ...]], records: Iterable[Object]
) -> Comparison:
    """Match the predicted records of a document to its gold claims."""
    kept = keep_distinct(records)
    claims = tuple(claim for claim, _ in kept)
    matches = tuple(
        tuple(gold for gold in document.gold if is_match(claim, gold)) for claim in claims
    )
    found: list[Found] = []
    missed: list[GoldClaim] = []
    for gold in document.gold:
        if not gold.required:
            continue
        matching = [
            claim
            for claim, golds in zip(claims, matches, strict=True)
            if any(other is gold for other in golds)
        ]
        if matching:
            found.append(_pick_best(gold, matching))
        else:
            missed.append(gold)
    text = document.document.text if document.document else None
    return Comparison(
        claims=claims,
        matches=matches,
        found=tuple(found),
        missed=tuple(missed),
        bad_spans=0 if text is None else count_bad_spans(text, (record for _, record in kept)),
    )


def keep_distinct(records: Iterable[Object]) -> list[tuple[PredictedClaim, Object]]:
    """Return the scored claims, each once, with the record it came from."""
    kept: dict[tuple[Any, ...], tuple[PredictedClaim, Object]] = {}
    for record in records:
        claim = msgspec.convert(record, PredictedClaim)
        if claim.predicate not in UNSCORED:
            kept.setdefault(_make_key(claim), (claim, record))
    return list(kept.values())


def _make_key(claim: PredictedClaim) -> tuple[Any, ...]:
    evidence = claim.evidence or Named()
    return (
        claim.predicate,
        *(tuple(sorted(get_names(slot))) for slot in (claim.subject, claim.object)),
        evidence.start,
        evidence.end,
        json.dumps(claim.qualifiers or {}, sort_keys=True),
        tuple(tuple(sorted(source.all_names)) for source in claim.sources or ()),
        claim.polarity,
        claim.certainty,
    )


def get_names(argument: Named | None) -> tuple[str, ...]:
    """Return the names of an argument, none where it is left open."""
    return argument.all_names if argument else ()


def fits(argument: Named | None, names: Sequence[str] | None) -> bool:
    """Whether an argument goes by one of `names`; open names are fitted by anything."""
    return names is None or has_same_name(get_names(argument), names)


def is_match(claim: PredictedClaim, gold: GoldClaim) -> bool:
    """Whether a predicted claim says what the gold claim says, its attributes aside."""
    if claim.predicate not in gold.predicate or not is_nearby(claim, gold):
        return False
    if fits(claim.subject, gold.subject) and fits(claim.object, gold.object):
        return True
    return is_reversible(claim.predicate, gold) and fits_reversed(claim, gold)


def is_nearby(claim: PredictedClaim, gold: GoldClaim) -> bool:
    """Whether the evidence of both overlaps."""
    return claim.evidence is not None and claim.evidence.touches((gold.start, gold.end))


def is_reversible(predicate: str, gold: GoldClaim) -> bool:
    """Whether subject and object may change places: a symmetric predicate, or a clash."""
    is_clash = predicate == "attacked" and "clash" in str(gold.qualifiers.get("method", ""))
    return is_clash or predicate in SYMMETRIC


def fits_reversed(claim: PredictedClaim, gold: GoldClaim) -> bool:
    """Whether the arguments fit the other way round."""
    return fits(claim.object, gold.subject) and fits(claim.subject, gold.object)


def judge(claim: PredictedClaim, gold: GoldClaim) -> Verdict:
    """Return which attributes of a matching claim are right, wrong, or not asked for."""
    root = claim.root
    return {
        "source": has_right_source(claim, gold),
        "act": None if not gold.act else root is not None and root.act == gold.act,
        "certainty": claim.certainty == gold.certainty,
        "polarity": claim.polarity == gold.polarity,
        "when": None if not gold.when else claim.edtf in gold.when,
        "where": None
        if not gold.where
        else any(fits(place, gold.where) for place in claim.where or ()),
        "qualifiers": None if not gold.qualifiers else has_right_qualifiers(claim, gold),
    }


def has_right_source(claim: PredictedClaim, gold: GoldClaim) -> bool:
    """Whether the root source is the gold's."""
    if gold.source is None:
        return True
    if not gold.source:
        return claim.root is None
    if claim.root is None:
        return not _IDENTIFICATIONS.isdisjoint(gold.predicate)
    return fits(claim.root, gold.source)


def has_right_qualifiers(claim: PredictedClaim, gold: GoldClaim) -> bool:
    """Whether every qualifier of the gold stands within the predicted one of that key."""
    got = claim.qualifiers or {}
    return all(
        _fold_value(wanted) in (_fold_json(got[key]) if key in got else "")
        for key, wanted in gold.qualifiers.items()
    )


def _fold_value(value: str | None) -> str:
    return " ".join(fold_name(value or ""))


def _fold_json(value: object) -> str:
    """A predicted value may be a number or a list: it is compared as it is written."""
    return _fold_value(json.dumps(value, ensure_ascii=False))


def is_strictly_right(verdict: Verdict) -> bool:
    """Whether root source, certainty and polarity are all right."""
    return all(verdict[name] for name in STRICT)


def _pick_best(gold: GoldClaim, matching: Sequence[PredictedClaim]) -> Found:
    """The first of the matching claims with the most strict, then the most other attributes."""
    judged = [(claim, judge(claim, gold)) for claim in matching]
    claim, verdict = max(
        judged,
        key=lambda pair: (
            sum(bool(pair[1][name]) for name in STRICT),
            sum(bool(right) for right in pair[1].values()),
        ),
    )
    return Found(gold=gold, claim=claim, verdict=verdict)


def count_bad_spans(text: str, records: Iterable[Object]) -> int:
    """Return how many spans in the records do not stand in `text` at their offsets."""
    return sum(
        text[start:end] != quoted for record in records for start, end, quoted in find_spans(record)
    )
