"""Claims that are new → what they tell and what stands against them, found and not yet written.

It comes from what does not change while claims are weighed in bulk: who is who, the claims, the
names of the reports. So it may as well be found ahead, and by another process.
"""

import marshal
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from reportedly.assess.beside import Surroundings
from reportedly.assess.claims import Opposed, find_opposed, list_beside, list_other_values
from reportedly.assess.sifting import Contestable
from reportedly.store import SqliteStore, Store
from reportedly.store.told import TellingRow
from reportedly.store.ways import ACTORS
from reportedly.store.weighed import Kept
from reportedly.weigh import (
    Identity,
    Setting,
    Statement,
    identify_proposition,
    name_side,
    read_statement,
)

_IN_TURN = 500
"""So many claims have their turn together: each may find the others, and none that comes later."""
_AT_ONCE = 100


class Found(NamedTuple):
    """What claims come to, in their order.

    Those that are `loose` (in which nobody has a name) tell what they copy, if they copy anything.
    """

    told: list[TellingRow]
    loose: set[int]
    opposed: list[Opposed]


class Finder:
    """Finds what claims tell and what stands against them, in a case that does not change."""

    def __init__(self, store: Store, contestable: Contestable) -> None:
        self._weighed = store.weighed
        self._contestable = contestable
        self.surroundings = Surroundings(store.weighed, store.copied, contestable.ledger)

    def find_of_documents(self, documents: Sequence[int]) -> Found:
        """Return what the claims of documents come to, some of which have their turn together."""
        claims = self._weighed.list_claims(documents)
        told, loose, opposed = list[TellingRow](), set[int](), list[Opposed]()
        for start in range(0, len(claims), _IN_TURN):
            some = claims[start : start + _IN_TURN]
            found = self.find(some, some[-1])
            told += found.told
            loose |= found.loose
            opposed += found.opposed
        return Found(told, loose, opposed)

    def find(self, claims: Sequence[int], until: int, again: Collection[int] = ()) -> Found:
        """Return what claims come to; those that come after `until` have their own turn.

        Those that are to be asked `again` are set beside others whether or not they may be disputed.
        """
        self.surroundings.refresh()
        told, loose = self._tell(claims)
        known = self._contestable.pick(claims).union(again)
        kept = self.surroundings.get_claims(known.intersection(claims))
        asked = [kept[key] for key in sorted(kept) if kept[key].claim.certainty != "unrealised"]
        self.surroundings.look_around(asked)
        opposed: list[Opposed] = []
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            beside = {one.key: set(self._list_beside(one, claims[0], until)) for one in some}
            opposed += find_opposed(self.surroundings, some, beside)
        return Found(told, loose, opposed)

    def _tell(self, claims: Sequence[int]) -> tuple[list[TellingRow], set[int]]:
        """Which propositions claims tell, and which of them are loose."""
        recorded = self._weighed.list_recorded(claims)
        said = [read_statement(one.record) for one in recorded]
        sides = (a.entity for s in said for a in (s.subject, s.object) if a is not None)
        same, local = self.surroundings.resolve_all(filter(None, sides))
        setting, known = Setting(same=same, local=local), self._contestable.ledger.known
        told, loose = list[TellingRow](), set[int]()
        for one, statement in zip(recorded, said, strict=True):
            identity = identify_proposition(statement, setting)
            if identity is None:
                continue
            keys = {
                name_side(argument, setting): known.get_cluster(key)
                for argument, key in (
                    (statement.subject, one.subject),
                    (statement.object, one.object),
                )
            }
            told.append(_lay_out(one.key, statement, identity, keys))
            if identity.scope is not None:
                loose.add(one.key)
        return told, loose

    def _list_beside(self, kept: Kept, first: int, until: int) -> Iterable[int]:
        """The keys of the claims that one is set beside. Later ones find it when it is their turn."""
        surroundings, contestable = self.surroundings, self._contestable
        if kept.claim.polarity == "denied":
            found = list_beside(surroundings, kept)
            return found.union(surroundings.find_first(kept, first))
        if contestable.may_be_denied(kept.key):
            return contestable.leave_later(list_beside(surroundings, kept), until)
        found = list_other_values(surroundings, kept)
        others = contestable.select(kept.key, found, until)
        return [kept.key, *others] if others else others


def _lay_out(
    key: int, said: Statement, identity: Identity, keys: dict[str | None, int]
) -> TellingRow:
    sides = (said.subject, said.object)
    return TellingRow(
        key,
        identity.id,
        identity.predicate,
        keys.get(identity.subject) if identity.subject else None,
        keys.get(identity.object) if identity.object else None,
        identity.is_unrealised,
        said.polarity == "denied",
        any(side is None or side.kind not in ACTORS for side in sides),
    )


def open_finder(path: str, contestable: Contestable) -> Callable[[list[int]], bytes]:
    """Return what finds what documents (keys) of the case at `path` come to, packed."""
    finder = Finder(SqliteStore(Path(path), create=False), contestable)
    return lambda documents: pack(finder.find_of_documents(documents))


def pack(found: Found) -> bytes:
    """Return bytes from which `unpack` gives the same again."""
    plain = ([tuple(one) for one in found.told], [tuple(one) for one in found.opposed])
    return marshal.dumps((plain[0], found.loose, plain[1]))


def unpack(packed: bytes) -> Found:
    """Return what was packed by another process of this program."""
    told, loose, opposed = marshal.loads(packed)  # noqa: S302 - from our own process, over its pipe
    return Found(list(map(TellingRow._make, told)), loose, list(map(Opposed._make, opposed)))
