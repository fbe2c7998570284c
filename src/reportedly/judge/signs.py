"""A doubt → what else in the case speaks for one and for two, in plain sentences.

Signs for a person to weigh; none of them decides.
"""

from reportedly.judge.doubts import Doubt
from reportedly.records import Record
from reportedly.store import NameUse, Store

_SHOWN = 3
_USES = 6


class Signs(Record, frozen=True, kw_only=True):
    """What speaks for one and the same, what for two, and where the names of both come from."""

    same: tuple[str, ...]
    different: tuple[str, ...]
    uses_a: tuple[NameUse, ...]
    uses_b: tuple[NameUse, ...]


def find_signs(store: Store, doubt: Doubt) -> Signs:
    """Return the signs of a doubt."""
    ids = (doubt.join.a, doubt.join.b)
    keys = store.weighed.get_keys(ids)
    clusters = store.clusters.get_clusters(keys.values())
    one, other = (clusters[keys[id_]] for id_ in ids)
    ours, theirs = (store.clusters.list_cluster([cluster]) for cluster in (one, other))
    same = [f"their names: {doubt.join.reason}"]
    shared = store.doubted.list_shared(one, other, _SHOWN)
    if shared:
        same.append(f"both are said to have to do with {_list_names([n for _, n in shared])}")
    different = []
    kinds = (doubt.a.entity.kind, doubt.b.entity.kind)
    if kinds[0] != kinds[1]:
        different.append(f"one is called a {kinds[0]}, the other a {kinds[1]}")
    met = store.doubted.list_meeting(ours, theirs, _SHOWN)
    if met:
        count = "one report names" if len(met) == 1 else "several reports name"
        different.append(f"{count} both, each in its own place")
    find = store.doubted.list_naming
    return Signs(
        same=tuple(same),
        different=tuple(different),
        uses_a=tuple(find(ours, _USES)),
        uses_b=tuple(find(theirs, _USES)),
    )


def _list_names(names: list[str]) -> str:
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
