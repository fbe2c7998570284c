"""Sets of drafts that refer to the same: a union that keeps the earliest as its representative."""

from collections.abc import Sequence

from reportedly.analyse.draft import Draft


class Chains:
    """Disjoint chains over the drafts of one document, by index."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts = drafts
        self._parent = list(range(len(drafts)))
        self._members = [[i] for i in range(len(drafts))]

    def find(self, i: int) -> int:
        """Return the representative of the chain of draft `i`."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def members(self, i: int) -> list[int]:
        """Return the drafts in the chain of draft `i`."""
        return self._members[self.find(i)]

    def is_same(self, i: int, j: int) -> bool:
        """Say whether two drafts are in one chain."""
        return self.find(i) == self.find(j)

    def join(self, i: int, j: int) -> None:
        """Make one chain of those of `i` and `j`."""
        a, b = self.find(i), self.find(j)
        if a == b:
            return
        if a > b:
            a, b = b, a
        self._parent[b] = a
        self._members[a] = self._members[a] + self._members[b]
        self._members[b] = []
