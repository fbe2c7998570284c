"""Claims that cannot all be true: denials, other values, other numbers, deeds after a death.

Claims of many reports, their arguments resolved → pairs of claims that stand against each other,
each with its reason. Both sides stay; nothing is settled. Two claims that may be of different
times or events are not set against each other. Whether a pair is a dispute depends on its two
claims and the names of their two reports alone.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from reportedly.records import Claim, Dispute
from reportedly.weigh.denials import find_denials
from reportedly.weigh.numbers import find_numbers
from reportedly.weigh.sequences import find_late_deeds
from reportedly.weigh.told import Matters, Told, tell
from reportedly.weigh.values import find_values


def find_disputes(
    claims: Iterable[Claim],
    same: Mapping[str, str],
    local: Collection[str],
    topics: Mapping[str, frozenset[str]],
    *,
    published: Mapping[str, str | None] | None = None,
    new: Collection[str] | None = None,
) -> list[Dispute]:
    """Return the disputes among claims, by kind, then in the order of the claims.

    `same` and `local` are as `read_side` takes them; `topics` gives the named entities of each
    document, by which two reports are known to be of one matter; `published` the EDTF date of each
    document, from which ages are reckoned; `new` the ids of the claims to which a dispute must
    belong, where not all are wanted.
    """
    told = [tell(claim, same, local) for claim in claims if claim.certainty != "unrealised"]
    return find_disputes_among(told, Matters(topics, published or {}), new)


def find_disputes_among(
    told: Sequence[Told], matters: Matters, new: Collection[str] | None = None
) -> list[Dispute]:
    """Return the disputes among claims that were made ready, none of them unrealised."""
    found = [
        *find_denials(told, matters, new),
        *find_values(told, matters, new),
        *find_numbers(told, matters, new),
        *find_late_deeds(told, new),
    ]
    return list({(d.reason, d.a, d.b): d for d in found}.values())
