"""Entities with new names → who is who around them; what else the case holds is not looked at.

An entity is compared with those that share a block. What changes is worked out again for the
entities that hang together with it by likenesses, with the same rules as for a whole case.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from reportedly.assess.candidates import Blocks, find_keys
from reportedly.records import Judgement
from reportedly.resolve import (
    COMMON_AT,
    Comparison,
    Referent,
    can_stand_apart,
    compare_referents,
    is_telling,
    join_pairs,
    word_judgement,
)
from reportedly.store.clusters import Clusters, Likeness, Named
from reportedly.verdicts import Pair, Verdicts

_COMPONENT = 5000
_TOGETHER = 200


def settle_names(
    clusters: Clusters, entities: Sequence[int], blocks: Blocks | None = None
) -> set[int]:
    """Compare entities whose names are new; return all entities whose cluster changed.

    `blocks` may be what is known of them from the last time, recalled in this transaction.
    """
    blocks = blocks or Blocks(clusters)
    named = clusters.get_named(entities)
    referents = {key: _refer(one) for key, one in named.items()}
    keys = {key: find_keys(referent) for key, referent in referents.items()}
    blocks.keep(keys)
    likenesses = _compare(clusters, referents, blocks.find_candidates(keys))
    return _settle_found(clusters, entities, likenesses)


def settle_met(
    clusters: Clusters, entities: Sequence[int], met: Sequence[tuple[int, int]]
) -> set[int]:
    """Compare entities whose names are new with those whom each of them met; return the same.

    Their blocks are kept already.
    """
    named = clusters.get_named({key for pair in met for key in pair})
    known = {key: _refer(one) for key, one in named.items()}
    found = [
        likeness
        for a, b in met
        if (likeness := _find_likeness(clusters, (a, known[a]), (b, known[b]))) is not None
    ]
    return _settle_found(clusters, entities, found)


def _settle_found(
    clusters: Clusters, entities: Sequence[int], found: Iterable[Likeness]
) -> set[int]:
    """Keep the likenesses of entities, all that there are, and work out their clusters."""
    judged = clusters.list_judged(entities)
    likenesses = _heed(found, judged)
    clusters.set_likenesses(entities, likenesses)
    # The others, as nearly all, stand alone as before.
    touched = {key for x in likenesses for key in (x.a, x.b)}
    touched |= {key for a, b, _ in judged for key in (a, b)}
    touched |= clusters.list_clustered(entities)
    some = touched.intersection(entities)
    return rejoin(clusters, some, beside=len(entities) - len(some)) if some else set()


def rejoin(clusters: Clusters, entities: Iterable[int], *, beside: int = 0) -> set[int]:
    """Work out the clusters of entities and of all that hangs together with them.

    Returns the entities whose cluster changed. `beside` so many others are worked out that stand
    alone.
    """
    before = clusters.get_clusters(entities)
    start = {*before, *clusters.list_cluster(set(before.values()))}
    component, likenesses, unknown = _find_component(clusters, start, _COMPONENT - beside)
    judged = clusters.list_judged(component)
    alone = component - unknown - {key for x in likenesses for key in (x.a, x.b)}
    alone -= {key for a, b, _ in judged for key in (a, b)}
    alone -= _list_together(clusters.get_clusters(component))
    clusters.forget_labels(alone)
    return _rejoin(clusters, component - alone, likenesses, judged)


def _list_together(of: Mapping[int, int]) -> set[int]:
    """Those of some entities that do not stand in a cluster of their own."""
    number = Counter(of.values())
    return {key for key, cluster in of.items() if key != cluster or number[cluster] > 1}


def _rejoin(
    clusters: Clusters,
    component: set[int],
    likenesses: Sequence[Likeness],
    judged: Iterable[tuple[int, int, Judgement]],
) -> set[int]:
    """Work out the clusters of entities that hang together."""
    named = clusters.get_named(component)
    referents = {one.id: _refer(one) for one in named.values()}
    found, _ = join_pairs(
        referents, _list_pairs(named, referents, likenesses), _read_verdicts(judged, named)
    )
    keys = {one.id: one.key for one in named.values()}
    after: dict[int, int] = {}
    joined: list[tuple[int, int]] = []
    labels: dict[int, str] = {}
    for cluster in found:
        members = sorted(
            (named[keys[id_]] for id_ in cluster.members), key=lambda m: (m.is_nameless, m.key)
        )
        after |= {member.key: members[0].key for member in members}
        if len(members) > 1:
            labels[members[0].key] = _choose_label(members)
        for join in cluster.joins:
            a, b = sorted((keys[join.a], keys[join.b]))
            joined.append((a, b))
    clusters.set_clusters(after, joined, labels)
    return {key for key, cluster in after.items() if named[key].cluster != cluster}


def _list_pairs(
    named: Mapping[int, Named], referents: Mapping[str, Referent], likenesses: Sequence[Likeness]
) -> list[tuple[Referent, Referent, Comparison]]:
    """The pairs of some entities whose names agree and that no report tells apart."""
    fits = Counter(key for x in likenesses if x.is_weak for key in (x.a, x.b))
    common = {key for key, number in fits.items() if number > COMMON_AT}
    return [
        (
            referents[named[x.a].id],
            referents[named[x.b].id],
            Comparison(score=x.score, reason=x.reason, weak=x.is_weak),
        )
        for x in likenesses
        if not x.are_apart
        and x.a in named
        and x.b in named
        and not (x.is_weak and (x.a in common or x.b in common))
    ]


def _refer(named: Named) -> Referent:
    names = () if named.is_nameless else named.names
    return Referent(id=named.id, kind=named.kind, names=names)


def _heed(
    found: Iterable[Likeness], judged: Iterable[tuple[int, int, Judgement]]
) -> list[Likeness]:
    """The likenesses with what people judged in the place of what names say."""
    likenesses = {(x.a, x.b): x for x in found}
    for a, b, judgement in judged:
        if judgement.verb == "same":
            likenesses[a, b] = Likeness(
                a=a,
                b=b,
                score=1.0,
                is_weak=False,
                are_apart=False,
                reason=word_judgement(judgement),
            )
        elif judgement.verb == "different" and (a, b) in likenesses:
            likenesses[a, b] = msgspec.structs.replace(likenesses[a, b], are_apart=True)
    return list(likenesses.values())


def _read_verdicts(
    judged: Iterable[tuple[int, int, Judgement]], named: Mapping[int, Named]
) -> Verdicts:
    """What people judged of these entities."""
    same: dict[Pair, Judgement] = {}
    different: dict[Pair, Judgement] = {}
    unsure: dict[Pair, Judgement] = {}
    groups = {"same": same, "different": different, "unsure": unsure}
    for a, b, judgement in judged:
        if a in named and b in named:
            one, other = sorted((named[a].id, named[b].id))
            groups[judgement.verb][one, other] = judgement
    return Verdicts(same=same, different=different, unsure=unsure)


def _compare(
    clusters: Clusters,
    referents: Mapping[int, Referent],
    candidates: Iterator[tuple[int, set[int]]],
) -> list[Likeness]:
    """The likenesses of some to others. Of two of them the later one says what stands."""
    found: list[Likeness] = []
    while some := list(islice(candidates, _TOGETHER)):
        wanted = {x for _, others in some for x in others if x not in referents}
        known = {key: _refer(one) for key, one in clusters.get_named(wanted).items()}
        for key, others in some:
            for other in sorted(others):
                if other > key and other in referents:
                    continue
                referent = referents.get(other) or known.get(other)
                if referent is None:
                    continue
                likeness = _find_likeness(clusters, (key, referents[key]), (other, referent))
                if likeness is not None:
                    found.append(likeness)
    return found


def _find_likeness(
    clusters: Clusters, one: tuple[int, Referent], other: tuple[int, Referent]
) -> Likeness | None:
    # By their ids, so that a reason reads the same whoever was compared last.
    first, second = (one, other) if one[1].id < other[1].id else (other, one)
    comparison = compare_referents(first[1], second[1])
    if comparison is None:
        return None
    a, b = sorted((one[0], other[0]))
    return Likeness(
        a=a,
        b=b,
        score=comparison.score,
        is_weak=comparison.weak,
        are_apart=can_stand_apart(comparison) and clusters.are_met(a, b),
        reason=comparison.reason,
    )


def _find_component(
    clusters: Clusters, start: set[int], most: int
) -> tuple[set[int], list[Likeness], set[int]]:
    """All that hangs together with `start`, the likenesses among them, and whose were not fetched.

    A name that fits too many is joined to none of them by weak evidence, so it leads nowhere.
    """
    component, edge = set(start), set(start)
    likenesses: dict[tuple[int, int], Likeness] = {}
    while edge and len(component) < most:
        found = clusters.list_likenesses(edge)
        fits = Counter(key for x in found if x.is_weak for key in (x.a, x.b) if key in edge)
        reached: set[int] = set()
        for x in found:
            likenesses[x.a, x.b] = x
            ends = {x.a, x.b}
            if not (x.is_weak and any(fits[key] > COMMON_AT for key in ends & edge)):
                reached |= ends
        edge = reached - component
        component |= edge
    return component, list(likenesses.values()), edge


def _choose_label(members: Sequence[Named]) -> str:
    """The name of those that say who is meant ('Coral League', not 'CL') that most reports use."""
    best = min(members, key=lambda m: (not is_telling(_refer(m)), -m.documents, m.key))
    return best.names[0]
