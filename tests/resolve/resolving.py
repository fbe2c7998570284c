"""All referents of a list compared with each other: what settling must come to, bit by bit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from reportedly.records import Join
from reportedly.resolve import (
    Cluster,
    Referent,
    can_stand_apart,
    compare_referents,
    join_pairs,
    list_keys,
)
from reportedly.resolve.cluster import Pair
from reportedly.verdicts import Verdicts


def resolve_referents(
    referents: Iterable[Referent], verdicts: Verdicts | None = None
) -> tuple[list[Cluster], list[Join]]:
    """Return the clusters, by the id of their first member, and the joins that stay in doubt.

    Pairs that `verdicts` settle are joined or kept apart whatever their names say, and are no
    doubts; those that a person was unsure of are never joined for their own likeness.
    """
    known = {r.id: r for r in sorted(referents, key=lambda r: r.id)}
    return join_pairs(known, _compare_all(known), verdicts)


def _compare_all(known: Mapping[str, Referent]) -> Iterator[Pair]:
    blocks: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for referent in known.values():
        for key in sorted(list_keys(referent)):
            blocks[key].append(referent.id)
    seen: set[tuple[str, str]] = set()
    for members in blocks.values():
        for pair in combinations(members, 2):
            if pair in seen:
                continue
            seen.add(pair)
            one, other = known[pair[0]], known[pair[1]]
            comparison = compare_referents(one, other)
            if comparison is None:
                continue
            if not (one.documents & other.documents and can_stand_apart(comparison)):
                yield one, other, comparison
