"""Names → the other entities of the case that each is to be compared with, for many at once.

Entities meet in blocks: what their names share, under a number. Within one transaction nobody else
writes, so what was fetched of a block serves all that are asked about together.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, islice
from typing import NamedTuple

from reportedly.resolve import Referent, list_bare_keys, list_keys
from reportedly.store.clusters import Clusters

_SMALL_BLOCK = 12
"""So few that share one word are all compared; of more, those that share two."""
_LARGE_BLOCK = 400
"""A single word that more than so many names have says nothing of who is meant by it alone."""
_WALKED = 2000
"""Of a block at most so many are looked at."""
_TOGETHER = 200
_REMEMBERED = 500_000
"""So many members of blocks are kept at hand, some 40 MB."""
_FEW = 4


class Key(NamedTuple):
    """A block in which an entity is looked for, and the one of those whose whole name that word is.

    `is_bare` where that word is a whole name of the entity itself.
    """

    block: int
    is_bare: bool
    alone: int | None


class Keys(NamedTuple):
    """All blocks of an entity, and those in which others are looked for."""

    stored: frozenset[int]
    asked: tuple[Key, ...]


def find_keys(referent: Referent) -> Keys:
    """Return the blocks of what is named so."""
    keys, bare = list_keys(referent), list_bare_keys(referent)
    asked = [_find_key(kind, word, bare) for kind, word in keys]
    return Keys(frozenset((*(key.block for key in asked), *map(_hash_word, bare))), tuple(asked))


def _find_key(kind: str, word: str, bare: Collection[tuple[str, str]]) -> Key:
    if not kind:
        return Key(_hash_key((kind, word)), is_bare=False, alone=None)  # a name as a whole
    alone = (kind, f"={word}")
    if alone in bare:
        return Key(_hash_word((kind, word)), is_bare=True, alone=None)
    return Key(_hash_word((kind, word)), is_bare=False, alone=_hash_word(alone))


def _hash_key(key: tuple[str, str]) -> int:
    digest = blake2b("\x1f".join(key).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


_hash_word = lru_cache(maxsize=1 << 16)(_hash_key)
"""Words stand in many names, a whole name is one entity's."""


def find_candidates(
    clusters: Clusters, entities: Mapping[int, Keys]
) -> Iterator[tuple[int, set[int]]]:
    """Yield each entity with those to compare it with.

    They share a rare word or two words with it, or a word of one is the whole name of the other.
    """
    members: dict[int, frozenset[int]] = {}
    alone: dict[int, frozenset[int]] = {}
    waiting = iter(entities.items())
    while some := list(islice(waiting, _TOGETHER)):
        if sum(map(len, members.values())) > _REMEMBERED:
            members.clear()
        asked = [key for _, keys in some for key in keys.asked]
        _fetch(clusters, (key.block for key in asked), _WALKED, members)
        beside = (
            key.alone
            for key in asked
            if key.alone is not None and len(members[key.block]) <= _LARGE_BLOCK
        )
        _fetch(clusters, beside, _SMALL_BLOCK, alone)
        for entity, keys in some:
            yield entity, _choose(keys.asked, members, alone) - {entity}


def _fetch(
    clusters: Clusters, blocks: Iterable[int], limit: int, known: dict[int, frozenset[int]]
) -> None:
    """Make the members of blocks known that are not."""
    if missing := {block for block in blocks if block not in known}:
        known |= clusters.list_members(missing, limit)


def _choose(
    asked: Sequence[Key],
    members: Mapping[int, frozenset[int]],
    alone: Mapping[int, frozenset[int]],
) -> set[int]:
    found: set[int] = set()
    for key in asked:
        many = len(members[key.block])
        if many <= (_LARGE_BLOCK if key.is_bare else _SMALL_BLOCK):
            found |= members[key.block]
        if key.alone is not None and many <= _LARGE_BLOCK:
            found |= alone[key.alone]
    found.update(_list_shared([members[key.block] for key in asked]))
    return found


def _list_shared(groups: Sequence[frozenset[int]]) -> Iterator[int]:
    """Yield those that are in two of the groups."""
    if len(groups) <= _FEW:
        for one, other in combinations(groups, 2):
            yield from one & other
        return
    seen: set[int] = set()
    for group in sorted(groups, key=len):
        yield from seen & group
        seen |= group
