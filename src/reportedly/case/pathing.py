"""How two are said to be connected: ways over what is claimed, looked for in rows, shown in claims."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from reportedly.assess import load_all_propositions
from reportedly.case.grading import Grading
from reportedly.errors import UsageError
from reportedly.store import Store
from reportedly.store.ways import CloseRow, StepRow, TieRow
from reportedly.weigh.matters import can_part
from reportedly.weigh.meeting import Around, Link
from reportedly.weigh.paths import (
    Bounds,
    Search,
    Strength,
    Tie,
    combine_strengths,
    list_tie_predicates,
    make_tie,
    rank_strength,
)
from reportedly.weigh.ways import Estimate, Step, find_paths


class Pathing(Grading):
    """The short ways between two entities."""

    def paths(
        self, start: str, end: str, *, steps: int = 4, limit: int = 10, wider: bool = False
    ) -> Search:
        """Return the short ways between two entities, given by name or id, over what is claimed.

        `wider` counts places and things that both have to do with. Raises `CaseError` for an
        unknown name, `UsageError` for one that may mean several.
        """
        one, other = (self._find_one(name) for name in (start, end))
        if one == other:
            raise UsageError(f"'{start}' and '{end}' are one in this case: give two")
        return find_paths(
            _Ties(self._store, wider=wider), one, other, Bounds(steps=steps, paths=limit)
        )


class _Ties:
    """The ties of a case: rows for where they lead, claims for those alone that are listed."""

    def __init__(self, store: Store, *, wider: bool) -> None:
        self._store, self._wider = store, wider
        self._predicates = sorted(list_tie_predicates(wider=wider))
        self._keys: dict[str, int] = {}
        self._ids: dict[int, str] = {}
        self._close: dict[int, CloseRow] = {}

    def get_keys(self, entities: Sequence[str]) -> list[int]:
        """Return the keys of entities (ids)."""
        if unknown := [id_ for id_ in entities if id_ not in self._keys]:
            self._learn({key: id_ for id_, key in self._store.weighed.get_keys(unknown).items()})
        return [self._keys[id_] for id_ in entities]

    def get_ids(self, keys: Collection[int]) -> Mapping[int, str]:
        """Return the ids of entities by their keys."""
        if unknown := [key for key in keys if key not in self._ids]:
            self._learn(self._store.ways.get_ids(unknown))
        return {key: self._ids[key] for key in keys}

    def find_hubs(self, entities: Collection[int], others: int) -> set[int]:
        """Return of the entities those that have ties with more others than so many."""
        ways = self._store.ways
        found = ways.find_hubs(entities, self._predicates, others, wider=self._wider)
        hubs = {entity for entity, is_sure in found.items() if is_sure}
        if unsure := [entity for entity in found if entity not in hubs]:
            rows = ways.list_ties(unsure, self._predicates, wider=self._wider)
            known = self._read(rows)
            hubs.update(e for e in unsure if len(known[e]) > others)
        return hubs

    def look_around(self, entities: Collection[int], most: int) -> Mapping[int, Around]:
        """Return whom each of the entities has ties with."""
        ways = self._store.ways
        busy = ways.find_busy(entities, most)
        idle = [e for e in entities if e not in busy]
        found = self._read(ways.list_ties(idle, self._predicates, wider=self._wider))
        around = {entity: Around(found[entity]) for entity in idle}
        for entity in busy:
            others, is_cut_off = ways.list_best(entity, self._predicates, most)
            known = self._read(self._list_links([entity], others, by_pairs=True))
            around[entity] = Around(known[entity], is_cut_off=is_cut_off)
        return around

    def link(
        self, ones: Collection[int], others: Collection[int], *, by_pairs: bool
    ) -> Iterator[Link]:
        """Yield who of the ones has ties with whom of the others, each two once."""
        for one, found in self._read(self._list_links(ones, others, by_pairs=by_pairs)).items():
            yield from (Link(one, other, is_affirmed) for other, is_affirmed in found.items())

    def link_denied(self, ones: Collection[int], others: Collection[int] | None) -> Iterator[Link]:
        """Yield the same of those of whose ties nobody affirms one; with anybody for `None`."""
        ways = self._store.ways
        pairs = ways.list_denied(ones, others, self._predicates, wider=self._wider)
        # Between the same two another tie may be affirmed.
        rows = ways.list_ties_of_pairs(pairs, self._predicates, wider=self._wider)
        for one, found in self._read(rows).items():
            yield from (Link(one, o, is_affirmed=False) for o, told in found.items() if not told)

    def estimate(self, steps: Collection[Step], *, closely: bool) -> Mapping[Step, Estimate]:
        """Return what the rows say of steps; claims are read where these say too little."""
        rows = self._describe(steps)
        if closely:
            keys = [row.key for found in rows.values() for row in found if row.claims > row.denied]
            self._close.update({row.key: row for row in self._store.ways.look_closely(keys)})
        return {step: self._estimate(step, rows[step]) for step in steps}

    def list_ties(self, steps: Collection[Step]) -> Mapping[Step, list[Tie]]:
        """Return all ties between the two of each step, with their claims, seen from the first."""
        rows = self._describe(steps)
        loaded = self._load({row.key: step[0] for step, found in rows.items() for row in found})
        return {step: [t for row in rows[step] for t in loaded.get(row.key, ())] for step in steps}

    def _describe(self, steps: Collection[Step]) -> dict[Step, list[StepRow]]:
        pairs = {(self._keys[a], self._keys[b]): (a, b) for a, b in steps}
        rows: dict[Step, list[StepRow]] = {step: [] for step in steps}
        for row in self._store.ways.describe(pairs, self._predicates):
            step = pairs.get((row.subject, row.object)) or pairs[row.object, row.subject]
            rows[step].append(row)
        return rows

    def _learn(self, ids: Mapping[int, str]) -> None:
        self._ids.update(ids)
        self._keys.update({id_: key for key, id_ in ids.items()})

    def _list_links(
        self, ones: Collection[int], others: Collection[int], *, by_pairs: bool
    ) -> list[TieRow]:
        return self._store.ways.list_links(
            ones, others, self._predicates, wider=self._wider, by_pairs=by_pairs
        )

    def _read(self, rows: Sequence[TieRow]) -> defaultdict[int, dict[int, bool]]:
        """Whom each has ties with, and of each whether somebody affirms one of these."""
        found: defaultdict[int, dict[int, bool]] = defaultdict(dict)
        for key, entity, other, claims, denied, not_of_actors in rows:
            others = found[entity]
            if self._wider or not not_of_actors:
                others[other] = others.get(other, False) or denied < claims
            elif not_of_actors < claims:  # of both kinds: what it comes to stands in its claims
                for tie in self._load({key: self.get_ids([entity])[entity]}).get(key, ()):
                    is_affirmed = bool(tie.proposition.affirmed)
                    others[other] = others.get(other, False) or is_affirmed
        return found

    def _estimate(self, step: Step, rows: Iterable[StepRow]) -> Estimate:
        strengths, told = list[Strength](), 0
        for row in rows:
            if self._wider or not row.others:
                strengths.append(_estimate_strength(row, self._close.get(row.key)))
                told += row.claims - row.denied
            elif row.others < row.claims:
                ties = self._load({row.key: step[0]}).get(row.key, [])
                strengths += [tie.strength for tie in ties]
                told += sum(len(tie.proposition.affirmed) for tie in ties)
        strengths.sort(key=rank_strength)
        is_denied = len(strengths) > 1 and strengths[0] == "only denied"
        return Estimate(rank_strength(combine_strengths(strengths[-1], is_denied=is_denied)), told)

    def _load(self, propositions: Mapping[int, str]) -> dict[int, list[Tie]]:
        """The ties that propositions make, each seen from one of its sides, with their claims."""
        weighed, copied = self._store.weighed, self._store.copied
        loaded = load_all_propositions(weighed, copied, propositions.keys())
        told = [t.claim.id for found in loaded.values() for p in found for t in p.affirmed]
        disputed = {id_ for d in weighed.list_disputes_of(told) for id_ in (d.a, d.b)}
        ties: defaultdict[int, list[Tie]] = defaultdict(list)
        for key, entity in propositions.items():
            for proposition in loaded.get(key, ()):
                is_disputed = disputed.__contains__
                tie = make_tie(proposition, entity, is_disputed, wider=self._wider)
                ties[key] += [] if tie is None else [tie]
        return ties


def _estimate_strength(row: StepRow, close: CloseRow | None) -> Strength:
    """The most that a proposition can rest on, going by its counts; what one claim says is known."""
    affirmed = row.claims - row.denied
    if not affirmed:
        return "only denied"
    if row.is_unrealised:
        return "not realised"
    firm = affirmed if close is None else close.firm
    if not firm:
        return "only hedged"
    # Of several claims those that are of another time or amount need not be disputed.
    is_one = row.claims == 1 or not can_part(row.predicate)
    is_disputed = is_one and (row.denied > 0 or (close is not None and bool(close.is_disputed)))
    is_several = firm > 1 and (row.origins is None or row.origins > 1)
    return combine_strengths(
        "several origins" if is_several else "one origin", is_denied=is_disputed
    )
