"""Names → the other entities of the case that each is to be compared with, for many at once.

Entities meet in blocks: what their names share, under a number. Where very many wait, what was read
of a block serves all of them.
"""

from array import array
from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

import numpy as np

from reportedly.resolve import Referent, list_bare_keys, list_keys
from reportedly.store.clusters import Clusters

_SMALL_BLOCK = 12
"""So few that share one word are all compared; of more, those that share two."""
_LARGE_BLOCK = 400
"""A single word that more than so many names have says nothing of who is meant by it alone."""
_WALKED = 2000
"""Of a block at most so many are looked at."""
_TOGETHER = 200
_REMEMBERED = 8_000_000
"""So many members of blocks are kept at hand, 64 MB, and with the blocks some 150 MB."""
_BLOCK = 12
"""A block takes so much room of its own as so many members."""
_FEW = 64


class Limits(NamedTuple):
    """How many members a block has at most: to be rare, to say who is meant, that are looked at."""

    small: int
    large: int
    walked: int


def get_limits() -> Limits:
    """Return how many members of blocks are compared."""
    return Limits(_SMALL_BLOCK, _LARGE_BLOCK, _WALKED)


class Key(NamedTuple):
    """A block in which others are looked for, and the one of those whose whole name that word is.

    `is_bare` where that word is a whole name of the entity itself, `is_whole` where the block is of
    a name of several words.
    """

    block: int
    is_bare: bool = False
    is_whole: bool = False
    alone: int | None = None


class Keys(NamedTuple):
    """All blocks of an entity, and those in which others are looked for."""

    stored: frozenset[int]
    asked: tuple[Key, ...]


def find_keys(referent: Referent) -> Keys:
    """Return the blocks of what is named so."""
    keys, bare = list_keys(referent), list_bare_keys(referent)
    asked = [_find_key(kind, word, bare) for kind, word in keys]
    stored = {key.block for key in asked}
    stored.update(map(_hash_key, bare))
    return Keys(frozenset(stored), tuple(asked))


def _find_key(kind: str, word: str, bare: Collection[tuple[str, str]]) -> Key:
    if not kind:
        return Key(_hash_key((kind, word)), is_whole=True)
    key = _find_word(kind, word)
    if bare and (kind, f"={word}") in bare:
        return Key(key.block, is_bare=True)
    return key


@lru_cache(maxsize=1 << 16)
def _find_word(kind: str, word: str) -> Key:
    """The key of a word, which stands in many names; a whole name is one entity's."""
    return Key(_hash_key((kind, word)), alone=_hash_key((kind, f"={word}")))


def _hash_key(key: tuple[str, str]) -> int:
    digest = blake2b("\x1f".join(key).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


class Blocks:
    """The blocks of a case, read and written; what was read serves until somebody else writes."""

    def __init__(self, clusters: Clusters) -> None:
        self._clusters = clusters
        self._members: dict[int, array[int]] = {}
        self._alone: dict[int, array[int]] = {}
        self._number = 0
        self._stamp: tuple[int, int] | None = None
        self._version: int | None = None
        self._is_clean = False

    def recall(self) -> None:
        """Forget what may not be so any longer; to be asked as soon as a transaction begins."""
        stamp = self._clusters.get_stamp()
        if stamp != self._stamp:
            self._forget()
            self._is_clean = False
        self._version = stamp[0]

    def note_end(self) -> None:
        """Note that a transaction has ended: who writes from now on is somebody else."""
        if self._version is not None:
            # Others may have written since it ended, which the version of then will show.
            self._stamp = (self._version, self._clusters.get_stamp()[1])
            self._version = None

    def keep(self, entities: Mapping[int, Keys]) -> None:
        """Keep the blocks of entities."""
        if not self._is_clean:
            # Who has no turn yet is nobody's candidate.
            self._clusters.forget_blocks_of_uncompared()
            self._is_clean = True
        left = self._clusters.list_blocks(entities)
        for block in left:
            self._members.pop(block, None)
            self._alone.pop(block, None)
        stored = {entity: keys.stored for entity, keys in entities.items()}
        self._clusters.set_blocks(stored, are_new=not left)
        for entity, blocks in stored.items():
            self._number += len(blocks)
            for block in blocks:
                _note(self._members, block, entity, _WALKED)
                _note(self._alone, block, entity, _SMALL_BLOCK)

    def find_candidates(self, entities: Mapping[int, Keys]) -> Iterator[tuple[int, set[int]]]:
        """Yield each entity with those to compare it with.

        They share a rare word or two words with it, or a word of one is the whole name of the other.
        """
        waiting = iter(entities.items())
        while some := list(islice(waiting, _TOGETHER)):
            if self._number > _REMEMBERED:
                self._forget()
            asked = [key for _, keys in some for key in keys.asked]
            self._fetch_members(asked)
            whole = self._read({k.block for k in asked if k.is_whole}, _WALKED)
            members = ChainMap(self._members, whole)
            self._fetch_alone(asked)
            for entity, keys in some:
                yield entity, _choose(keys.asked, members, self._alone) - {entity}

    def _fetch_members(self, asked: Iterable[Key]) -> None:
        missing = {k.block for k in asked if not k.is_whole and k.block not in self._members}
        if missing:
            found = self._read(missing, _WALKED)
            self._number += sum(map(len, found.values())) + _BLOCK * len(found)
            self._members |= found

    def _fetch_alone(self, asked: Iterable[Key]) -> None:
        missing = {
            k.alone
            for k in asked
            if k.alone is not None
            and k.alone not in self._alone
            and len(self._members[k.block]) <= _LARGE_BLOCK
        }
        if missing:
            self._number += 2 * _BLOCK * len(missing)
            self._alone |= self._read(missing, _SMALL_BLOCK)

    def _read(self, blocks: Collection[int], most: int) -> dict[int, "array[int]"]:
        found = self._clusters.list_members(blocks, most)
        return {block: array("q", sorted(members)) for block, members in found.items()}

    def _forget(self) -> None:
        self._members.clear()
        self._alone.clear()
        self._number = 0


def _note(known: dict[int, "array[int]"], block: int, entity: int, limit: int) -> None:
    """Note that an entity is in a block; where it is not the last of them they are read anew."""
    if (members := known.get(block)) is not None:
        if members and entity < members[-1]:
            del known[block]
        elif len(members) < limit:
            members.append(entity)


def _choose(
    asked: Sequence[Key],
    members: Mapping[int, "array[int]"],
    alone: Mapping[int, "array[int]"],
) -> set[int]:
    found: set[int] = set()
    for key in asked:
        many = len(members[key.block])
        if many <= (_LARGE_BLOCK if key.is_bare else _SMALL_BLOCK):
            found.update(members[key.block])
        if key.alone is not None and many <= _LARGE_BLOCK:
            found.update(alone[key.alone])
    found.update(_list_shared([members[key.block] for key in asked]))
    return found


def _list_shared(groups: Sequence["array[int]"]) -> Iterable[int]:
    """Return those that are in two of the groups; none of them has anybody twice."""
    if sum(map(len, groups)) > _FEW:
        members = np.sort(np.concatenate([np.frombuffer(g, dtype=np.int64) for g in groups if g]))
        return map(int, members[1:][members[1:] == members[:-1]])
    seen: set[int] = set()
    found: set[int] = set()
    for group in groups:
        found.update(seen.intersection(group))
        seen.update(group)
    return found
