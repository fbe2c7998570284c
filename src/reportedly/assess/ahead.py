"""Documents that wait → what their claims come to, some at once, found before it is written.

Other processes find it where there are some, a few steps ahead; else it is found here, when it is
asked for. It comes to the same.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from functools import partial
from itertools import groupby

import numpy as np

from reportedly.assess.finding import Finder, Found, open_finder, unpack
from reportedly.assess.sifting import Contestable
from reportedly.parallel.crew import Crew
from reportedly.store.plain import CLAIMS_A_DOCUMENT

_DOCUMENTS = 100
"""So many documents are a step."""
_AHEAD = 4
"""Steps under way for each process: a pause for what is copied must not keep them idle."""
_MOST_AHEAD = 100
"""Steps that are found at most while the first of them is not: some 25 MB."""
_REMEMBERED = 8
"""So many steps are remembered. What waits is asked for in its order, as near as it gets to it."""
_LEAST_DOCUMENTS = 4000
"""Other processes are not worth being started for fewer."""


class Ahead:
    """What the documents that waited come to, step by step."""

    def __init__(self, finder: Finder, contestable: Contestable) -> None:
        self._finder = finder
        self._contestable = contestable
        self._waiting = contestable.waiting
        self._crew: Crew[list[int]] | None = None
        self._under_way: deque[Future[bytes | None] | Found] = deque()
        self._submitted = self._next = 0
        self._found: dict[int, Found] = {}

    def start(self, path: str | None, processes: int) -> None:
        """Have other processes find it, where that is worth it and the case is in a file."""
        if path is not None and processes > 0 and len(self._waiting) >= _LEAST_DOCUMENTS:
            self._crew = Crew(processes, partial(open_finder, path, self._contestable))
            self._under_way_at_most = processes * _AHEAD

    def stop(self) -> None:
        """End the other processes."""
        if self._crew is not None:
            self._crew.stop()
            self._crew = None

    def get_last(self) -> int:
        """Return the largest key that a claim of what was found so far may have."""
        done = self._waiting[: self._next * _DOCUMENTS]
        return (int(done[-1]) + 1) * CLAIMS_A_DOCUMENT - 1 if len(done) else -1

    def take(self, claims: Sequence[int]) -> tuple[list[Found], list[int]]:
        """Return what claims (in order) come to, and those of which nothing is known here."""
        found: list[Found] = []
        unknown: list[int] = []
        for step, some in groupby(zip(self._list_steps(claims), claims, strict=True), _get_step):
            wanted = {key for _, key in some}
            known = self._find(step)
            if known is None:
                unknown += sorted(wanted)
            else:
                found.append(_select(known, wanted))
        return found, unknown

    def _list_steps(self, claims: Sequence[int]) -> list[int]:
        """The steps in which the documents of claims have their turn; -1 for such as did not wait."""
        if not len(self._waiting):
            return [-1] * len(claims)
        documents = np.array(claims, dtype=np.int64) // CLAIMS_A_DOCUMENT
        at = np.minimum(np.searchsorted(self._waiting, documents), len(self._waiting) - 1)
        steps = np.where(self._waiting[at] == documents, at // _DOCUMENTS, -1)
        return list(map(int, steps))

    def _find(self, step: int) -> Found | None:
        """What a step comes to; `None` for one that is not remembered, or is far away."""
        if step - self._next < _REMEMBERED:
            while self._next <= step:
                self._found[self._next] = self._go_on()
                self._found.pop(self._next - _REMEMBERED, None)
                self._next += 1
        return self._found.get(step)

    def _go_on(self) -> Found:
        """Find what the next step comes to."""
        if self._crew is not None:
            steps = -(-len(self._waiting) // _DOCUMENTS)
            while self._submitted < min(steps, self._next + self._under_way_at_most):
                self._under_way.append(self._crew.submit(self._list_documents(self._submitted)))
                self._submitted += 1
            self._join_in(steps)
            found = self._under_way.popleft()
            done = found if isinstance(found, Found) else found.result()
            if done is not None:
                return done if isinstance(done, Found) else unpack(done)
        return self._finder.find_of_documents(self._list_documents(self._next))

    def _join_in(self, steps: int) -> None:
        """Find later steps here in place of waiting for the next."""
        most = min(steps, self._next + _MOST_AHEAD)
        while self._submitted < most and not _is_done(self._under_way[0]):
            documents = self._list_documents(self._submitted)
            self._under_way.append(self._finder.find_of_documents(documents))
            self._submitted += 1

    def _list_documents(self, step: int) -> list[int]:
        start = step * _DOCUMENTS
        return list(map(int, self._waiting[start : start + _DOCUMENTS]))


def _is_done(step: Future[bytes | None] | Found) -> bool:
    return isinstance(step, Found) or step.done()


def _get_step(pair: tuple[int, int]) -> int:
    return pair[0]


def _select(found: Found, claims: Iterable[int]) -> Found:
    """What some of the claims come to."""
    wanted = set(claims)
    return Found(
        [one for one in found.told if one.claim in wanted],
        found.loose,
        [one for one in found.opposed if one.of in wanted],
    )
