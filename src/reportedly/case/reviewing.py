"""What waits for a person, and what was decided, a page at a time."""

from itertools import islice

from reportedly.case.judging import Judging
from reportedly.errors import CaseError
from reportedly.judge import replay
from reportedly.judge.doubts import Doubt
from reportedly.judge.log import LogLine, list_log
from reportedly.judge.signs import Signs, find_signs
from reportedly.judge.wording import word_maker
from reportedly.records import Entity, Join, Record
from reportedly.store import NameUse

_MOST_JOINS = 200


class OpenDoubt(Record, frozen=True, kw_only=True):
    """A doubt with both sides, and what speaks for one and for two."""

    doubt: Doubt
    signs: Signs


class Member(Record, frozen=True, kw_only=True):
    """One of those that were joined: its own names, and why it is one with the others."""

    entity: Entity
    documents: int
    reasons: tuple[str, ...]


class DoubtPage(Record, frozen=True, kw_only=True):
    """Some of the open doubts, the surest first, and how many are open in all."""

    doubts: tuple[OpenDoubt, ...]
    total: int


class LogPage(Record, frozen=True, kw_only=True):
    """Some lines of the log of judgements, the latest first, and how many there are."""

    lines: tuple[LogLine, ...]
    total: int


class Reviewing(Judging):
    """What is open and what was decided."""

    def count_doubts(self) -> int:
        """Return how many doubts nobody judged yet."""
        self._settle()
        return self._store.doubted.count_open()

    def first_doubts(self, limit: int) -> list[Join]:
        """Return the first of the doubts that nobody judged yet, the surest first."""
        self._settle()
        return list(islice(self._store.doubted.list_open(), limit))

    def doubt_page(self, *, limit: int = 1, offset: int = 0) -> DoubtPage:
        """Return open doubts, those that `doubts` has, with both sides and the signs."""
        self._settle()
        rooms = self._store.doubted
        found = [
            self.describe_doubt(join) for join in islice(rooms.list_open(), offset, offset + limit)
        ]
        doubts = (OpenDoubt(doubt=doubt, signs=find_signs(self._store, doubt)) for doubt in found)
        return DoubtPage(doubts=tuple(doubts), total=rooms.count_open())

    def compare(self, a: str, b: str) -> OpenDoubt:
        """Return two entities (ids) beside each other as a doubt is shown, whatever was judged."""
        joins = self._store.clusters.find_likeness(a, b)
        join = joins or Join(a=a, b=b, score=0.0, reason="nothing alike", is_made=False)
        doubt = self.describe_doubt(join)
        return OpenDoubt(doubt=doubt, signs=find_signs(self._store, doubt))

    def members(self, entity: str) -> list[Member]:
        """Return those that are one with an entity (id), itself among them.

        Raises `CaseError` where there is none.
        """
        self._settle()
        keys = self._store.weighed.get_keys([entity])
        if not keys:
            raise CaseError(f"no entity '{entity}' is in the case")
        rooms = self._store.clusters
        joined = rooms.list_cluster(rooms.get_clusters(keys.values()).values())
        named = rooms.get_named(joined).values()
        joins = list(rooms.list_joins(joined, is_made=True, limit=_MOST_JOINS))
        judged = self.verdicts().same
        found = []
        for one in named:
            reasons = [f"{j.reason} ({j.score:.2f})" for j in joins if one.id in (j.a, j.b)]
            people = [word_maker(j) for pair, j in judged.items() if one.id in pair]
            own = Entity(id=one.id, name=one.names[0], kind=one.kind, names=one.names)
            reasons = [*(f"judged the same {w}" for w in people), *reasons]
            found.append(Member(entity=own, documents=one.documents, reasons=tuple(reasons)))
        return found

    def name_uses(self, entity: str, *, limit: int, is_alone: bool = False) -> list[NameUse]:
        """Return which documents use which names of an entity (id), or with `is_alone` of it alone."""
        keys = list(self._store.weighed.get_keys([entity]).values())
        rooms = self._store.clusters
        if not is_alone:
            keys = rooms.list_cluster(rooms.get_clusters(keys).values())
        return self._store.doubted.list_naming(keys, limit)

    def judgement_page(self, *, limit: int = 50, offset: int = 0) -> LogPage:
        """Return lines of the log of judgements, the latest first."""
        log = list(self._store.list_judgements())
        shown = log[::-1][offset : offset + limit]
        lines = list_log(self._store, log, replay(log), only=shown)
        return LogPage(lines=tuple(lines), total=len(log))
