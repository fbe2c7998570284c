"""Missed and false claims → why: the one thing that keeps a prediction from its gold claim.

Each miss is compared with the predictions around it, and each false claim with the gold around
it; the nearest gives the cause. Causes are counted, and written out in the lines of details.
"""

from collections.abc import Iterable

from reportedly.evaluate.claims import (
    Comparison,
    Found,
    fits,
    fits_reversed,
    get_names,
    is_nearby,
    is_reversible,
)
from reportedly.evaluate.gold import GoldClaim
from reportedly.evaluate.predictions import Named, PredictedClaim

NOTHING_NEAR = "nothing near"
UNRELATED = "only unrelated claims near"
_QUOTE_CHARS = 90
_Pair = tuple[PredictedClaim, GoldClaim]
_ORDER = ("evidence", "object", "subject", "predicate", "reversed", "both arguments")


def find_difference(claim: PredictedClaim, gold: GoldClaim) -> str | None:
    """Return what keeps a claim from matching a gold claim, `None` when it is more than one thing.

    One of `evidence`, `object`, `subject`, `predicate`, `reversed` (arguments the wrong way
    round), `both arguments`.
    """
    same_predicate = claim.predicate in gold.predicate
    subject, object_ = fits(claim.subject, gold.subject), fits(claim.object, gold.object)
    if not is_nearby(claim, gold):
        return "evidence" if same_predicate and subject and object_ else None
    if subject and object_:
        return "predicate"
    if not same_predicate:
        return None
    if is_reversible(claim.predicate, gold) and not (subject or object_):
        subject, object_ = fits(claim.object, gold.subject), fits(claim.subject, gold.object)
    elif fits_reversed(claim, gold):
        return "reversed"
    return {(True, False): "object", (False, True): "subject"}.get(
        (subject, object_), "both arguments"
    )


def explain_miss(gold: GoldClaim, claims: Iterable[PredictedClaim]) -> tuple[str, str]:
    """Return (cause, what was found instead) for a gold claim that nothing matches."""
    cause, nearest = _find_nearest((claim, gold) for claim in claims)
    return cause, f"found {show_claim(nearest[0])}" if nearest else ""


def explain_false(claim: PredictedClaim, golds: Iterable[GoldClaim]) -> tuple[str, str]:
    """Return (cause, the gold claim that it comes nearest to) for a claim that matches nothing."""
    cause, nearest = _find_nearest((claim, gold) for gold in golds)
    return cause, f"wanted {nearest[1].id} {show_gold(nearest[1])}" if nearest else ""


def _find_nearest(pairs: Iterable[_Pair]) -> tuple[str, _Pair | None]:
    """The pair that differs in the least of things, the first of several, and in what."""
    best: tuple[str, _Pair] | None = None
    near = False
    for claim, gold in pairs:
        near = near or is_nearby(claim, gold)
        cause = find_difference(claim, gold)
        if cause and (best is None or _ORDER.index(cause) < _ORDER.index(best[0])):
            best = (cause, (claim, gold))
    return best or (UNRELATED if near else NOTHING_NEAR, None)


def describe_comparison(
    name: str, comparison: Comparison, golds: Iterable[GoldClaim], text: str | None = None
) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the lines that name each miss, wrong attribute and false claim, and the causes.

    Causes are (kind, cause) pairs, kind being `missed`, `false` or `wrong`.
    """
    golds = tuple(golds)
    lines: list[str] = []
    causes: list[tuple[str, str]] = []
    for gold in comparison.missed:
        cause, instead = explain_miss(gold, comparison.claims)
        causes.append(("missed", cause))
        quoted = quote(text[gold.start : gold.end]) if text else ""
        lines.append(_join(f"missed  {gold.id}: {show_gold(gold)}", f"[{cause}]", instead, quoted))
    for found in comparison.found:
        causes.extend(("wrong", attribute) for attribute in found.wrong)
        if found.wrong:
            differences = "; ".join(show_difference(found, name) for name in found.wrong)
            lines.append(
                _join(
                    f"wrong   {found.gold.id}: {show_gold(found.gold)}",
                    differences,
                    quote_evidence(found.claim),
                )
            )
    for claim in comparison.false:
        cause, instead = explain_false(claim, golds)
        causes.append(("false", cause))
        lines.append(
            _join(
                f"false   {name} {show_claim(claim)}", f"[{cause}]", instead, quote_evidence(claim)
            )
        )
    return lines, causes


def show_gold(gold: GoldClaim) -> str:
    """Return a gold claim as `predicate(subject, object)`."""
    subject, object_ = ("—" if not names else names[0] for names in (gold.subject, gold.object))
    return f"{'/'.join(gold.predicate)}({subject}, {object_})"


def show_claim(claim: PredictedClaim) -> str:
    """Return a predicted claim as `predicate(subject, object)`."""
    subject, object_ = (_show_argument(slot) for slot in (claim.subject, claim.object))
    return f"{claim.predicate}({subject}, {object_})"


def show_difference(found: Found, attribute: str) -> str:
    """Return `attribute: wanted → got` for a wrong attribute of a match."""
    gold, claim = found.gold, found.claim
    root = claim.root
    wanted, got = {
        "source": (_first(gold.source), _show_argument(root)),
        "act": (gold.act, root.act if root else None),
        "certainty": (gold.certainty, claim.certainty),
        "polarity": (gold.polarity, claim.polarity),
        "when": (_first(gold.when), claim.edtf),
        "where": (_first(gold.where), ", ".join(_show_argument(p) for p in claim.where or ())),
        "qualifiers": (
            gold.qualifiers,
            {k: v for k, v in (claim.qualifiers or {}).items() if k in gold.qualifiers},
        ),
    }[attribute]
    return f"{attribute}: {wanted or '—'} → {got or '—'}"


def _show_argument(argument: Named | None) -> str:
    return next(iter(get_names(argument)), "—")


def _first(names: tuple[str, ...] | None) -> str | None:
    return names[0] if names else None


def quote_evidence(claim: PredictedClaim) -> str:
    """Return the beginning of the sentence that carries a claim."""
    return quote(claim.evidence.text or "") if claim.evidence else ""


def quote(text: str) -> str:
    """Return the beginning of some words in one line, in quotation marks; nothing of nothing."""
    flat = " ".join(text.split())
    return f"«{flat[:_QUOTE_CHARS]}»" if flat else ""


def _join(*parts: str) -> str:
    return "  ".join(part for part in parts if part)
