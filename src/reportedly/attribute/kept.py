"""Attributions and claims → the attributions that a reading records.

Recorded is whatever the document itself attributes, and inside it whatever is spoken or carries a
claim. A thought, a wish or a demand that somebody merely mentions, and on which no claim hangs, is
part of what he says: the words of the outer content hold it.
"""

from collections.abc import Iterable, Sequence

import msgspec

from reportedly.records import Attribution, Claim

_SPOKEN = frozenset({"says", "reports", "accuses", "admits", "denies"})


def keep_attributions(
    attributions: Sequence[Attribution], claims: Iterable[Claim]
) -> tuple[Attribution, ...]:
    """Return the attributions to record, in order, each `within` a recorded one."""
    by_id = {a.id: a for a in attributions}
    needed = {c.attribution for c in claims} | {r for a in attributions for r in a.repeats}
    kept = {a.id for a in attributions if a.within is None or a.id in needed or _is_spoken(a)}
    for attribution in attributions:
        if attribution.id in needed:
            kept.update(a.id for a in _climb(attribution, by_id))
    return tuple(
        msgspec.structs.replace(
            a, within=next((o.id for o in _climb(a, by_id) if o.id in kept), None)
        )
        if a.within is not None
        else a
        for a in attributions
        if a.id in kept
    )


def _is_spoken(attribution: Attribution) -> bool:
    return attribution.act in _SPOKEN and attribution.certainty == "stated"


def _climb(attribution: Attribution, by_id: dict[str, Attribution]) -> Iterable[Attribution]:
    """The attributions around this one, the nearest first."""
    seen = {attribution.id}
    at = by_id.get(attribution.within or "")
    while at is not None and at.id not in seen:
        seen.add(at.id)
        yield at
        at = by_id.get(at.within or "")
