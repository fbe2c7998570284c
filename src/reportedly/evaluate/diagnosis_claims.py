"""Errors of the tasks that score claims: gold claims, typed ties, organisations held responsible."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from reportedly.evaluate.causes import quote, quote_evidence, show_claim, show_gold
from reportedly.evaluate.claims import Verdict, compare_claims
from reportedly.evaluate.diagnosis import (
    Finding,
    explain_false_claim,
    explain_missed_claim,
    explain_want,
)
from reportedly.evaluate.gold import GoldClaim, GoldDocument
from reportedly.evaluate.parsed import Parsed
from reportedly.evaluate.perpetrators import (
    ORGANISED,
    VIOLENCE,
    Organisation,
    find_blamed,
    make_key,
)
from reportedly.evaluate.predictions import PredictedClaim
from reportedly.evaluate.ties import EXPRESSES, Relation
from reportedly.evaluate.wants import Slot, Want, find_slot, want_claim, want_spans

_ATTRIBUTED = ("source", "act", "certainty", "polarity")


def diagnose_claims(
    document: GoldDocument[tuple[GoldClaim, ...]], parsed: Parsed
) -> Iterator[Finding]:
    """Yield the errors of one document of gold claims."""
    comparison = compare_claims(document, parsed.emit_claims())
    wants = [(gold, want_claim(gold, parsed)) for gold in document.gold]
    want_of = {id(gold): want for gold, want in wants}
    for gold in comparison.missed:
        cause = explain_missed_claim(gold, want_of[id(gold)], comparison.claims)
        words = quote(parsed.text[gold.start : gold.end])
        yield Finding("missed", cause, f"{gold.id} {show_gold(gold)} {words}")
    for claim in comparison.false:
        cause = explain_false_claim(claim, wants, parsed)
        line = f"{document.id} {show_claim(claim)} {quote_evidence(claim)}"
        yield Finding("false", cause, line)
    for found in comparison.found:
        for cause in list_wrong(found.verdict):
            yield Finding("wrong", cause, f"{found.gold.id} {show_gold(found.gold)}")


def list_wrong(verdict: Verdict) -> list[str]:
    """Return the causes of what is wrong with a found claim, each once."""
    causes = {
        "attribution scope": any(verdict[name] is False for name in _ATTRIBUTED),
        "date": verdict["when"] is False,
        "circumstances": verdict["where"] is False or verdict["qualifiers"] is False,
    }
    return [cause for cause, is_wrong in causes.items() if is_wrong]


@lru_cache(maxsize=16)
def list_expressing(type_: str) -> tuple[str, ...]:
    """Return the predicates that can express a type of relation."""
    return tuple(predicate for predicate, types in EXPRESSES.items() if type_ in types)


def diagnose_ties(
    document: GoldDocument[tuple[Relation, ...]], parsed: Parsed
) -> Iterator[Finding]:
    """Yield the errors of one document of typed relations."""
    claims = [msgspec.convert(record, PredictedClaim) for record in parsed.emit_claims()]
    claims = [c for c in claims if c.object is not None]
    for tie in document.gold:
        if any(tie.is_expressed_by(claim) for claim in claims):
            continue
        name = f"{document.id} {tie.type}"
        if any(_joins(claim, tie) for claim in claims):
            yield Finding("missed", "wrong predicate", name)
            continue
        want = want_spans(list_expressing(tie.type), tie.source, tie.target, parsed)
        yield Finding("missed", explain_want(want), name)
    for claim in claims:
        if claim.predicate in EXPRESSES and not any(
            t.is_expressed_by(claim) for t in document.gold
        ):
            cause = _explain_false_tie(claim, document.gold)
            yield Finding("false", cause, f"{document.id} {show_claim(claim)}")


def _joins(claim: PredictedClaim, tie: Relation) -> bool:
    """Whether a claim has the ends of a relation as its arguments, in any order."""
    subject, object_ = claim.subject, claim.object
    if subject is None or object_ is None:
        return False
    straight = subject.touches(tie.source) and object_.touches(tie.target)
    return straight or (subject.touches(tie.target) and object_.touches(tie.source))


def _explain_false_tie(claim: PredictedClaim, ties: tuple[Relation, ...]) -> str:
    if claim.subject is None:
        return "other"
    if any(_joins(claim, tie) for tie in ties):
        return "wrong predicate"
    types = EXPRESSES[claim.predicate]
    for tie in ties:
        ends = [a.touches(e) for a in (claim.subject, claim.object) if a for e in tie.key[1]]
        if tie.type in types and any(ends):
            return "parse"
    evidence = claim.evidence
    is_near = any(evidence and evidence.touches(end) for tie in ties for end in tie.key[1])
    return "frame too wide" if is_near else "not in the gold"


def diagnose_perpetrators(
    document: GoldDocument[list[Organisation]], parsed: Parsed
) -> Iterator[Finding]:
    """Yield the errors of one document of organisations held responsible."""
    blamed = find_blamed(parsed.emit_claims())
    for wanted in document.gold:
        hits = [b for b in blamed if b.names & wanted.names]
        if not hits and wanted.is_required:
            cause = _explain_missed_organisation(wanted, parsed)
            yield Finding("missed", cause, f"{document.id} {min(wanted.names)}")
        elif hits and wanted.firmness and not hits[0].firmness & wanted.firmness:
            yield Finding("wrong", "attribution scope", f"{document.id} {min(wanted.names)}")
    for organisation in blamed:
        if not any(organisation.names & wanted.names for wanted in document.gold):
            cause = _explain_false_organisation(organisation, document.gold)
            yield Finding("false", cause, f"{document.id} {min(organisation.names)}")


def _explain_missed_organisation(wanted: Organisation, parsed: Parsed) -> str:
    """An organisation is wanted as the subject of violence, anywhere in the document."""
    text = parsed.text
    slot = find_slot(
        lambda m: bool({make_key(m.name), make_key(m.text)} & wanted.names),
        [],
        (0, len(text)),
        parsed,
    )
    if not slot.right:
        return "name missed"
    fitting = tuple(mention for mention in slot.right if mention.kind in ORGANISED)
    if not fitting:
        return "name mistyped"
    want = Want(
        predicates=tuple(sorted(VIOLENCE)),
        subject=slot._replace(right=fitting),
        object=Slot(is_open=True),
        sentences=parsed.sentences,
    )
    return explain_want(want)


def _explain_false_organisation(organisation: Organisation, golds: list[Organisation]) -> str:
    if organisation.firmness == {"ACQUITTED"}:
        return "attribution scope"
    return "frame too wide" if any(wanted.is_required for wanted in golds) else "not in the gold"
