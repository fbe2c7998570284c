"""Two entities and who has ties with whom → the ways between them of one length, met in the middle.

Whom each end leads to is asked for, and whom these lead to, always on the side where fewer are to be
looked at, until one step is open between both sides: of that only the ties from the one side to the
other are asked for. So most of what the busiest have ties with is never read. A bounded number of
entities is looked at, and what was looked at says when it was cut off.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from reportedly.weigh.paths import Bounds

Wanted = Literal["affirmed", "denied", "any"]
"""What a step of a way may be: somebody affirms a tie, nobody does and somebody denies one, or any."""

Way = tuple[int, ...]
"""The entities (keys) that a way leads over, both ends among them."""

_SEEKS = 4_000
"""So many pairs of entities are sought one by one before all ties of the one are gone through."""
_SEEKS_OF_HUBS = 500
"""With so many others the ties of a hub are sought one by one; with more, its first ones are gone through."""

_Leads = dict[int, list[int]]


class Around(NamedTuple):
    """Whom an entity has ties with, and of each whether somebody affirms one of these ties.

    `is_cut_off` where there are more than were looked at.
    """

    others: Mapping[int, bool]
    is_cut_off: bool = False


class Link(NamedTuple):
    """Two that have ties, and whether somebody affirms one of these."""

    one: int
    other: int
    is_affirmed: bool


class Net(Protocol):
    """Where it is asked who has ties with whom: of entities by their keys, many at once."""

    def find_hubs(self, entities: Collection[int], others: int) -> Collection[int]:
        """Return of the entities those that have ties with more others than so many."""

    def look_around(self, entities: Collection[int], most: int) -> Mapping[int, Around]:
        """Return whom each of the entities has ties with; at most so many ties of each are read."""

    def link(
        self, ones: Collection[int], others: Collection[int], *, by_pairs: bool
    ) -> Iterable[Link]:
        """Return who of the ones has ties with whom of the others, each two once.

        `by_pairs` where each two are sought, else all ties of the ones are gone through.
        """

    def link_denied(self, ones: Collection[int], others: Collection[int] | None) -> Iterable[Link]:
        """Return the same of those of whose ties nobody affirms one; with anybody for `None`."""


class Ground:
    """What is known of who has ties with whom, and what may still be asked.

    Hubs have ties with so many that they join everybody: no way leads through one but where `passes`
    is told so.
    """

    def __init__(self, net: Net, bounds: Bounds, ends: tuple[int, int]) -> None:
        self.bounds = bounds
        self.ends = ends
        self.hubs: dict[int, None] = {}
        self.is_cut_off = False
        self.with_hubs = False
        self._net = net
        self._around: dict[int, Around] = {}
        self._denied: dict[int, list[int]] = {}
        self._looked_at: set[int] = set(ends)
        self._hubs_asked: dict[int, None] = {}
        self._turns = 0

    def take_turn(self) -> bool:
        """Whether the search may go on; once it may not, it is cut off."""
        self._turns += 1
        if self._turns > self.bounds.turns:
            self.is_cut_off = True
        return self._turns <= self.bounds.turns

    def lead_on(self, entities: Sequence[int], wanted: Wanted) -> _Leads:
        """Return whom those of the entities lead to that may be passed; never back to an end."""
        passed = self._pass(entities)
        leads = self._lead_denied(passed) if wanted == "denied" else self._lead(passed, wanted)
        return {one: found for one in entities if (found := self._leave_ends(leads.get(one, ())))}

    def link(self, ones: Sequence[int], others: Sequence[int], wanted: Wanted) -> _Leads:
        """Return who of the ones leads to whom of the others; ends may be among them."""
        is_turned = len(others) < len(ones)
        few, many = (others, ones) if is_turned else (ones, others)
        pairs = [
            (other, one) if is_turned else (one, other)
            for one, other in self._link(few, many, wanted)
            if one != other
        ]
        passed = set(self._pass(dict.fromkeys(entity for pair in pairs for entity in pair)))
        leads: _Leads = {}
        for one, other in pairs:
            if one in passed and other in passed:
                leads.setdefault(one, []).append(other)
        return leads

    def _pass(self, entities: Iterable[int]) -> list[int]:
        """Those of the entities through which ways may lead, as far as they may be looked at."""
        given = list(dict.fromkeys(entities))
        new = [e for e in given if e not in self._looked_at]
        left = self.bounds.entities - (len(self._looked_at) - len(self.ends))
        self.is_cut_off |= len(new) > left
        new = new[:left]
        if new:
            self._looked_at.update(new)
            found = set(self._net.find_hubs(new, self.bounds.hub_ties))
            self.hubs.update(dict.fromkeys(e for e in new if e in found))
        return [e for e in given if e in self._looked_at and (self.with_hubs or e not in self.hubs)]

    def _lead(self, entities: Sequence[int], wanted: Wanted) -> dict[int, list[int]]:
        self._look_around(entities)
        leads = {}
        for entity in entities:
            around = self._around[entity]
            self.is_cut_off |= around.is_cut_off
            found = around.others
            leads[entity] = [o for o in found if found[o]] if wanted == "affirmed" else [*found]
        return leads

    def _look_around(self, entities: Sequence[int]) -> None:
        # Of a hub at most some ties for each of the others that make it one are looked at.
        most = self.bounds.hub_ties * 20
        asked = self._ration([e for e in entities if e not in self._around])
        if asked:
            self._around.update(self._net.look_around(asked, most))
        if cut := [e for e in asked if e in self.ends and self._around[e].is_cut_off]:
            self._complete(cut)

    def _ration(self, entities: Sequence[int]) -> list[int]:
        """Leave out hubs of which there are too many: nothing more is known of these."""
        asked = []
        for entity in entities:
            if entity in self.hubs and entity not in self._hubs_asked:
                if len(self._hubs_asked) >= self.bounds.hubs:
                    self._around[entity] = Around({}, is_cut_off=True)
                    continue
                self._hubs_asked[entity] = None
            asked.append(entity)
        return asked

    def _complete(self, cut: Sequence[int]) -> None:
        """Have an end that has ties with too many know at least those whom the other end knows."""
        other_ends = {self.ends[0]: self.ends[1], self.ends[1]: self.ends[0]}
        for end in cut:
            other = other_ends[end]
            if other not in self._around:
                self._look_around([other])
            known = self._around[end].others
            asked = [e for e in self._around[other].others if e not in known and e != end]
            links = self._net.link([end], asked, by_pairs=True) if asked else ()
            more = {link.other: link.is_affirmed for link in links}
            self._around[end] = Around({**known, **more}, is_cut_off=True)

    def _lead_denied(self, entities: Sequence[int]) -> dict[int, list[int]]:
        # Of an end at most as many ties are looked at here as elsewhere.
        self._look_around([e for e in entities if e in self.ends])
        asked = [e for e in entities if e not in self._denied]
        unknown = [e for e in asked if e not in self._around]
        self._denied.update({entity: [] for entity in unknown})
        for link in self._net.link_denied(unknown, None) if unknown else ():
            self._denied[link.one].append(link.other)
        for entity in asked:
            if entity in self._around:
                around = self._around[entity]
                self.is_cut_off |= around.is_cut_off
                self._denied[entity] = [o for o, affirmed in around.others.items() if not affirmed]
        return {entity: self._denied[entity] for entity in entities}

    def _leave_ends(self, others: Iterable[int]) -> list[int]:
        return [other for other in others if other not in self.ends]

    def _link(
        self, ones: Sequence[int], others: Sequence[int], wanted: Wanted
    ) -> Iterator[tuple[int, int]]:
        if wanted == "denied":
            yield from ((one, other) for one, other, _ in self._net.link_denied(ones, others))
            return
        for link in self._list_links(ones, others):
            if wanted == "any" or link.is_affirmed:
                yield link.one, link.other

    def _list_links(self, ones: Sequence[int], others: Sequence[int]) -> Iterator[Link]:
        if not self._around.keys() >= set(ones) and (
            len(ones) == 1 or len(ones) * len(others) <= _SEEKS
        ):
            yield from self._net.link(ones, others, by_pairs=True)
            return
        passed = self._pass(ones)
        hubs = [e for e in passed if e in self.hubs]
        if hubs and len(others) <= _SEEKS_OF_HUBS:
            yield from self._net.link(hubs[: self.bounds.hubs], others, by_pairs=True)
            self.is_cut_off |= len(hubs) > self.bounds.hubs
            passed = [e for e in passed if e not in self.hubs]
        elif hubs:
            self._look_around(hubs)
        wanted = set(others)
        for one in passed:
            if (around := self._around.get(one)) is not None:
                self.is_cut_off |= around.is_cut_off
                yield from (Link(one, o, around.others[o]) for o in around.others if o in wanted)
        if unknown := [e for e in passed if e not in self._around]:
            yield from self._net.link(unknown, others, by_pairs=False)


def find_ways(ground: Ground, wanted: Sequence[Wanted]) -> list[Way]:
    """Return the simple ways between the ends that have one step for each that is wanted."""
    leads: list[_Leads] = [{} for _ in wanted]
    first, last = 0, len(wanted)
    front, back = ([end] for end in ground.ends)
    while last - first > 1:
        if _weigh(front, wanted[first]) <= _weigh(back, wanted[last - 1]):
            leads[first] = ground.lead_on(front, wanted[first])
            front = _list_others(leads[first])
            first += 1
        else:
            found = ground.lead_on(back, wanted[last - 1])
            leads[last - 1] = _turn(found)
            back = _list_others(found)
            last -= 1
        if not front or not back:
            return []
    leads[first] = ground.link(front, back, wanted[first])
    _prune(leads, first)
    return list(_walk(ground, leads))


def _weigh(entities: Sequence[int], wanted: Wanted) -> int:
    """What it costs to go on from these: few ties are denied, and all such are found at once."""
    return len(entities) if wanted == "denied" else 10 * len(entities)


def _list_others(leads: _Leads) -> list[int]:
    return list(dict.fromkeys(other for others in leads.values() for other in others))


def _turn(leads: _Leads) -> _Leads:
    turned: _Leads = {}
    for one, others in leads.items():
        for other in others:
            turned.setdefault(other, []).append(one)
    return turned


def _prune(leads: list[_Leads], met: int) -> None:
    """Take out what does not lead on to where both sides met."""
    for position in range(met - 1, -1, -1):
        after = leads[position + 1]
        kept = {one: [o for o in others if o in after] for one, others in leads[position].items()}
        leads[position] = {one: others for one, others in kept.items() if others}


def _walk(ground: Ground, leads: Sequence[_Leads]) -> Iterator[Way]:
    way = [ground.ends[0]]

    def go_on() -> Iterator[Way]:
        for other in leads[len(way) - 1].get(way[-1], ()):
            if not ground.take_turn():
                return
            if other in way:
                continue
            way.append(other)
            if len(way) > len(leads):
                yield tuple(way)
            else:
                yield from go_on()
            way.pop()

    return go_on()
