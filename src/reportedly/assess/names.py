"""Entities with new names → who is who around them; what else the case holds is not looked at.

An entity is compared with those that share a block. What changes is worked out again for the
entities that hang together with it by likenesses, with the same rules as for a whole case.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

import msgspec

from reportedly.records import Judgement
from reportedly.resolve import (
    COMMON_AT,
    Comparison,
    Referent,
    can_stand_apart,
    compare_referents,
    is_telling,
    join_pairs,
    list_bare_keys,
    list_keys,
    word_judgement,
)
from reportedly.store.clusters import Clusters, Likeness, Named
from reportedly.verdicts import Pair, Verdicts

_SMALL_BLOCK = 12
"""So few that share one word are all compared; of more, those that share two."""
_LARGE_BLOCK = 400
"""A single word that more than so many names have says nothing of who is meant by it alone."""
_WALKED = 2000
"""Of a block at most so many are looked at."""
_COMPONENT = 5000


def settle_names(clusters: Clusters, entities: Sequence[int]) -> set[int]:
    """Compare entities whose names are new; return all entities whose cluster changed."""
    named = clusters.get_named(entities)
    referents = {key: _refer(one) for key, one in named.items()}
    for key, referent in referents.items():
        clusters.set_blocks(key, _hash_keys(_list_stored(referent)))
    judged = clusters.list_judged(referents)
    known: dict[tuple[str, str], Comparison | None] = {}
    for key, referent in referents.items():
        found = _compare(clusters, key, referent, known)
        clusters.set_likenesses(key, _heed(found, [x for x in judged if key in x[:2]]))
    return rejoin(clusters, entities)


def rejoin(clusters: Clusters, entities: Iterable[int]) -> set[int]:
    """Work out the clusters of entities and of all that hangs together with them.

    Returns the entities whose cluster changed.
    """
    before = clusters.get_clusters(entities)
    start = {*before, *clusters.list_cluster(set(before.values()))}
    component, likenesses = _find_component(clusters, start)
    named = clusters.get_named(component)
    referents = {one.id: _refer(one) for one in named.values()}
    keys = {one.id: one.key for one in named.values()}
    fits = Counter(key for x in likenesses if x.is_weak for key in (x.a, x.b))
    common = {key for key, number in fits.items() if number > COMMON_AT}
    pairs = [
        (
            referents[named[x.a].id],
            referents[named[x.b].id],
            Comparison(score=x.score, reason=x.reason, weak=x.is_weak),
        )
        for x in likenesses
        if not x.are_apart and {x.a, x.b} <= component and not (x.is_weak and {x.a, x.b} & common)
    ]
    found, _ = join_pairs(referents, pairs, _read_verdicts(clusters, named))
    after: dict[int, int] = {}
    joined: list[tuple[int, int]] = []
    for cluster in found:
        members = sorted(
            (keys[id_] for id_ in cluster.members), key=lambda k: (named[k].is_nameless, k)
        )
        after |= dict.fromkeys(members, members[0])
        for join in cluster.joins:
            a, b = sorted((keys[join.a], keys[join.b]))
            joined.append((a, b))
    moved = {key for key, cluster in after.items() if named[key].cluster != cluster}
    clusters.set_clusters(after, joined)
    bearers: defaultdict[int, list[Named]] = defaultdict(list)
    for key, of in after.items():
        bearers[of].append(named[key])
    for cluster_key, borne in sorted(bearers.items()):
        if len(borne) > 1:
            clusters.set_label(cluster_key, _choose_label(borne))
    return moved


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


def _read_verdicts(clusters: Clusters, named: Mapping[int, Named]) -> Verdicts:
    """What people judged of these entities."""
    same: dict[Pair, Judgement] = {}
    different: dict[Pair, Judgement] = {}
    unsure: dict[Pair, Judgement] = {}
    groups = {"same": same, "different": different, "unsure": unsure}
    for a, b, judgement in clusters.list_judged(named):
        if a in named and b in named:
            one, other = sorted((named[a].id, named[b].id))
            groups[judgement.verb][one, other] = judgement
    return Verdicts(same=same, different=different, unsure=unsure)


def _list_stored(referent: Referent) -> set[tuple[str, str]]:
    return list_keys(referent) | list_bare_keys(referent)


def _compare(
    clusters: Clusters,
    key: int,
    referent: Referent,
    known: dict[tuple[str, str], Comparison | None],
) -> list[Likeness]:
    """The likenesses of one to others. Of two that are both new the comparison is `known` already."""
    others = clusters.get_named(_find_candidates(clusters, key, referent))
    found: list[Likeness] = []
    for other_key, other in others.items():
        # By their ids, so that a reason reads the same whoever was compared last.
        first, second = sorted((referent, _refer(other)), key=lambda r: r.id)
        pair = (first.id, second.id)
        if pair in known:
            comparison = known.pop(pair)
        else:
            comparison = known[pair] = compare_referents(first, second)
        if comparison is None:
            continue
        a, b = sorted((key, other_key))
        found.append(
            Likeness(
                a=a,
                b=b,
                score=comparison.score,
                is_weak=comparison.weak,
                are_apart=can_stand_apart(comparison) and clusters.are_met(a, b),
                reason=comparison.reason,
            )
        )
    return found


def _find_candidates(clusters: Clusters, key: int, referent: Referent) -> set[int]:
    """Those that share a rare word or two words with it, or of which one is a word of the other."""
    bare = list_bare_keys(referent)
    shared: Counter[int] = Counter()
    found: set[int] = set()
    for stored in list_keys(referent):
        members = clusters.list_members(_hash_key(stored), _WALKED)
        shared.update(members)
        is_bare = (stored[0], f"={stored[1]}") in bare
        if len(members) <= (_LARGE_BLOCK if is_bare else _SMALL_BLOCK):
            found.update(members)
        if not is_bare:
            alone = clusters.list_members(_hash_key((stored[0], f"={stored[1]}")), _SMALL_BLOCK)
            if len(members) <= _LARGE_BLOCK:
                found.update(alone)
    found.update(other for other, number in shared.items() if number > 1)
    return found - {key}


def _hash_keys(keys: Iterable[tuple[str, str]]) -> list[int]:
    return sorted({_hash_key(key) for key in keys})


def _hash_key(key: tuple[str, str]) -> int:
    digest = blake2b("\x1f".join(key).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def _find_component(clusters: Clusters, start: set[int]) -> tuple[set[int], list[Likeness]]:
    """All that hangs together with `start`, and the likenesses among them.

    A name that fits too many is joined to none of them by weak evidence, so it leads nowhere.
    """
    component, edge = set(start), set(start)
    likenesses: dict[tuple[int, int], Likeness] = {}
    while edge and len(component) < _COMPONENT:
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
    return component, list(likenesses.values())


def _choose_label(members: Sequence[Named]) -> str:
    """The name of those that say who is meant ('Coral League', not 'CL') that most reports use."""
    best = min(members, key=lambda m: (not is_telling(_refer(m)), -m.documents, m.key))
    return best.names[0]
