"""Judged pairs → who follows to be the same and who to be different, by way of third ones too."""

from collections import defaultdict, deque
from collections.abc import Mapping
from typing import Literal, Self

from reportedly.records import Judgement
from reportedly.verdicts import Pair, Verdicts


class Relations:
    """Pairs that were judged the same, different or unsure and do not contradict each other."""

    def __init__(self) -> None:
        self.same: dict[Pair, Judgement] = {}
        self.different: dict[Pair, Judgement] = {}
        self.unsure: dict[Pair, Judgement] = {}
        self._root: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._ties: defaultdict[str, dict[str, Judgement]] = defaultdict(dict)
        self._foes: defaultdict[str, dict[str, Judgement]] = defaultdict(dict)

    @classmethod
    def from_verdicts(cls, verdicts: Verdicts) -> Self:
        """Return the relations that hold in `verdicts`."""
        relations = cls()
        groups: tuple[Mapping[Pair, Judgement], ...] = (
            verdicts.same,
            verdicts.different,
            verdicts.unsure,
        )
        for group in groups:
            for pair, judgement in group.items():
                relations.add(pair, judgement)
        return relations

    def add(self, pair: Pair, judgement: Judgement) -> list[Judgement]:
        """Take one more judged pair; where it contradicts others, return those and leave it."""
        one, other = pair
        if judgement.verb == "unsure":
            self.unsure[pair] = judgement
            return []
        if judgement.verb == "same":
            if against := self._find_between(one, other):
                return against
            self.same[pair] = judgement
            self._ties[one][other] = self._ties[other][one] = judgement
            self._unite(one, other)
            return []
        if self.find(one) == self.find(other):
            return self._find_path(one, other)
        self.different[pair] = judgement
        self._foes[one][other] = self._foes[other][one] = judgement
        return []

    def relate(self, one: str, other: str) -> Literal["same", "different"] | None:
        """Return what two entities are by all judgements together, `None` where nothing follows."""
        if self.find(one) == self.find(other):
            return "same"
        return "different" if self._find_foes(one, other) else None

    def explain(self, one: str, other: str) -> list[Judgement]:
        """Return the judgements from which it follows that two entities are one, or are two."""
        if self.find(one) == self.find(other):
            return self._find_path(one, other)
        return self._find_between(one, other)

    def find(self, id_: str) -> str:
        """Return the entity that stands for all that were judged the same as this one."""
        while (root := self._root.get(id_, id_)) != id_:
            id_ = root
        return id_

    def _unite(self, one: str, other: str) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return
        members = self._members.setdefault(first, [first])
        members.extend(self._members.pop(second, [second]))
        self._root[second] = first

    def _find_foes(self, one: str, other: str) -> tuple[str, str, Judgement] | None:
        """A member of each side that were judged different, and by which judgement."""
        root = self.find(other)
        for member in self._members.get(self.find(one), [self.find(one)]):
            for foe, judgement in self._foes.get(member, {}).items():
                if self.find(foe) == root:
                    return member, foe, judgement
        return None

    def _find_between(self, one: str, other: str) -> list[Judgement]:
        """The judgements that keep two entities apart, with those that lead to them."""
        found = self._find_foes(one, other)
        if found is None:
            return []
        member, foe, judgement = found
        path = [*self._find_path(one, member), judgement, *self._find_path(foe, other)]
        return list({j.id: j for j in path}.values())

    def _find_path(self, start: str, end: str) -> list[Judgement]:
        """The shortest chain of judgements by which `start` and `end` are the same."""
        came: dict[str, tuple[str, Judgement] | None] = {start: None}
        waiting = deque([start])
        while waiting and end not in came:
            current = waiting.popleft()
            for neighbour, judgement in sorted(self._ties[current].items(), key=lambda tie: tie[0]):
                if neighbour not in came:
                    came[neighbour] = (current, judgement)
                    waiting.append(neighbour)
        path: list[Judgement] = []
        step = came.get(end)
        while step is not None:
            end, judgement = step
            path.append(judgement)
            step = came[end]
        return list({j.id: j for j in reversed(path)}.values())
