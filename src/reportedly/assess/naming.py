"""Names that wait → who is who, some at a time: with few of them or with very many at once.

Where very many wait, all names are read once (`roster`), which is quicker for each; it comes to the
same. What is known serves until somebody else writes.
"""

import sys
from collections.abc import Sequence

from reportedly.assess.candidates import Blocks
from reportedly.assess.names import settle_met, settle_names
from reportedly.assess.roster import Roster
from reportedly.parallel.collecting import without_collecting
from reportedly.store.clusters import Clusters

_LEAST_NAMES = 4000
"""Of fewer that wait it is as quick to look each up in the case."""
_LEAST_SHARE = 0.25
"""All names are read: so large a share of them must wait."""
_BLOCKS_OF = 50_000
"""The blocks of so many are written at once, in their order, so that each page is written once."""


class Naming:
    """Compares entities whose names are new, in the order of their keys."""

    def __init__(self, clusters: Clusters) -> None:
        self._clusters = clusters
        self._blocks = Blocks(clusters)
        self._roster: Roster | None = None
        self._stamp: tuple[int, int] | None = None
        self._version = 0
        self._again_at = sys.maxsize
        self._written = -1

    def prepare(self) -> None:
        """Read all names, if that is worth it; it is read only, and others may write."""
        if self._roster is not None and not self._clusters.list_uncompared(1):
            self._roster = None
        if self._roster is not None or not self._is_worth_it():
            return
        waiting, known = self._clusters.count_uncompared(), self._clusters.count_entities()
        # Who changes the case all the time must not have it read through all the time.
        self._again_at = waiting - int(_LEAST_SHARE * known)
        self._stamp = self._clusters.get_stamp()
        with without_collecting():
            self._roster = Roster(self._clusters)
        self._written = -1

    def recall(self) -> None:
        """Forget what may not be so any longer; to be asked as soon as a transaction begins."""
        stamp = self._clusters.get_stamp()
        if stamp != self._stamp:
            self._roster = None
        self._version = stamp[0]
        if self._roster is None:
            self._blocks.recall()

    def has_read(self) -> bool:
        """Whether all names are read, so that many are compared at once."""
        return self._roster is not None

    def settle(self, entities: Sequence[int]) -> set[int]:
        """Compare the next entities that wait; return all entities whose cluster changed."""
        with without_collecting():
            if self._roster is None:
                return settle_names(self._clusters, entities, self._blocks)
            self._write_blocks(entities)
            one, other = self._roster.find_pairs(entities)
            return settle_met(self._clusters, entities, list(zip(one, other, strict=True)))

    def note_end(self) -> None:
        """Note that a transaction has ended: who writes from now on is somebody else."""
        if self._roster is None:
            self._blocks.note_end()
        else:
            # Others may have written since it ended, which the version of then will show.
            self._stamp = (self._version, self._clusters.get_stamp()[1])

    def _is_worth_it(self) -> bool:
        if len(self._clusters.list_uncompared(_LEAST_NAMES)) < _LEAST_NAMES:
            return False
        waiting = self._clusters.count_uncompared()
        return _LEAST_SHARE * self._clusters.count_entities() <= waiting <= self._again_at

    def _write_blocks(self, entities: Sequence[int]) -> None:
        """Write the blocks of these and of many that come next."""
        if self._roster is None:
            return
        if self._written < 0:
            # What was written ahead before a stop, or of names that are others now.
            self._clusters.forget_blocks_of_uncompared()
        while self._written < entities[-1]:
            rows, last = self._roster.list_blocks(max(self._written, entities[0] - 1), _BLOCKS_OF)
            self._clusters.add_blocks(rows)
            self._written = entities[-1] if last is None else last
