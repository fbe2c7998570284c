"""A source, round after round → a case: look, keep what is new, wait.

What the case knows is not read again. The case file is open during a look alone, so that others can
use it, or replace it, between the rounds.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from reportedly.case import Addition, Case
from reportedly.errors import BadInputError
from reportedly.records import Document, Problem


class Source(Protocol):
    """Something that is looked at again and again."""

    settle_s: float

    @property
    def is_waiting(self) -> bool:
        """Whether the next look should come soon."""
        ...

    def look(self, case: Case) -> Iterator[Document | Problem]:
        """Yield what has come since the last look. Raises `BadInputError` where there is no looking."""
        ...


def watch_source(
    source: Source,
    path: Path,
    *,
    every_s: float,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Addition]:
    """Yield what becomes of everything that comes, for ever.

    A source that cannot be looked at now is a problem that is said and not kept: the next look may
    find it. `pause` waits for so many seconds.
    """
    while True:
        with Case.open(path) as case:
            try:
                is_new = False
                for addition in case.add_each(source.look(case)):
                    is_new = is_new or addition.outcome == "added"
                    yield addition
            except BadInputError as error:
                yield Addition(
                    outcome="problem", problem=Problem(code=error.code, message=str(error))
                )
            if is_new:
                for _ in case.settle():
                    pass
        pause(min(every_s, source.settle_s) if source.is_waiting else every_s)
