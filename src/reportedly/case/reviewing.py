"""What waits for a person, and what was decided, a page at a time."""

from itertools import islice

from reportedly.case.judging import Judging
from reportedly.errors import CaseError
from reportedly.judge import replay
from reportedly.judge.doubts import Doubt
from reportedly.judge.log import LogLine, list_log
from reportedly.judge.signs import Signs, find_signs
from reportedly.records import Record


class OpenDoubt(Record, frozen=True, kw_only=True):
    """A doubt with both sides, and what speaks for one and for two."""

    doubt: Doubt
    signs: Signs


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

    def doubt_page(self, *, limit: int = 1, offset: int = 0) -> DoubtPage:
        """Return open doubts, those that `doubts` has, with both sides and the signs."""
        self._settle()
        rooms = self._store.doubted
        found = [
            self.describe_doubt(join) for join in islice(rooms.list_open(), offset, offset + limit)
        ]
        doubts = (OpenDoubt(doubt=doubt, signs=find_signs(self._store, doubt)) for doubt in found)
        return DoubtPage(doubts=tuple(doubts), total=rooms.count_open())

    def judgement(self, judgement: str) -> LogLine:
        """Return one line of the log. Raises `CaseError` where there is none."""
        log = list(self._store.list_judgements())
        only = [one for one in log if one.id == judgement]
        if not only:
            raise CaseError(f"no judgement '{judgement}' is in the case")
        return next(list_log(self._store, log, replay(log), only=only))

    def judgement_page(self, *, limit: int = 50, offset: int = 0) -> LogPage:
        """Return lines of the log of judgements, the latest first."""
        log = list(self._store.list_judgements())
        shown = log[::-1][offset : offset + limit]
        lines = list_log(self._store, log, replay(log), only=shown)
        return LogPage(lines=tuple(lines), total=len(log))
