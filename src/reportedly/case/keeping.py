"""What was prepared → a case: many readings in one transaction, whole documents only."""

import time
from collections.abc import Iterable, Iterator

from reportedly.case.adding import Adding, Addition
from reportedly.errors import BadInputError
from reportedly.parallel.collecting import without_collecting
from reportedly.parallel.preparing import Judged, Prepared, Read, Refused, Silent, explain
from reportedly.records import Judgement
from reportedly.store import restore_laid_out

_TOGETHER = 1500
_TOGETHER_CHARS = 10_000_000
"""Readings, and characters of their texts, that are kept in one transaction."""
_TOGETHER_SECONDS = 2.0
"""What comes slowly, from a program that is still reading, does not wait longer to be kept."""

_Kept = Read | Refused | Silent


class Keeping(Adding):
    """How readings come into a case in bulk."""

    def keep_prepared(
        self, stream: Iterable[list[Prepared]], judged: list[Judgement]
    ) -> Iterator[Addition]:
        """Keep what was prepared, in order, and yield what became of each part once it is kept.

        Decisions that are among it are added to `judged`.
        """
        batch: list[_Kept] = []
        started = time.monotonic()
        for prepared in stream:
            for one in prepared:
                if isinstance(one, Judged):
                    judged.append(one.judgement)
                else:
                    batch.append(one)
            if _is_due(batch) or time.monotonic() - started > _TOGETHER_SECONDS:
                with without_collecting():
                    additions = self._keep_batch(batch)
                yield from additions
                batch, started = [], time.monotonic()
        yield from self._keep_batch(batch)

    def _keep_batch(self, batch: list[_Kept]) -> list[Addition]:
        if not batch:
            return []
        try:
            kept = self._store.add_readings([one.plain for one in batch])
        except BadInputError as error:
            if len(batch) > 1:
                return [addition for one in batch for addition in self._keep_batch([one])]
            if not isinstance(batch[0], Read):
                raise
            return [self.keep(explain(error, restore_laid_out(batch[0].plain)))]
        additions = []
        for one, outcome in zip(batch, kept, strict=True):
            if isinstance(one, Read):
                document = restore_laid_out(one.plain)
                claims = one.plain.claims if outcome == "added" else 0
                additions.append(Addition(outcome=outcome, document=document, claims=claims))
            elif isinstance(one, Refused):
                additions.append(Addition(outcome="problem", problem=one.problem))
        return additions


def _is_due(batch: list[_Kept]) -> bool:
    if len(batch) >= _TOGETHER:
        return True
    return (
        sum(len(one.plain.document[1]) for one in batch if isinstance(one, Read)) >= _TOGETHER_CHARS
    )
