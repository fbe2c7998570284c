"""How two are said to be connected: ways over what is claimed, looked for in rows, shown in claims."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from reportedly.assess import load_propositions
from reportedly.case.grading import Grading
from reportedly.errors import UsageError
from reportedly.store import Store
from reportedly.store.ways import StepRow, TieRow
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
from reportedly.weigh.ways import Around, Estimate, Step, find_paths


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

    def find_hubs(self, entities: Sequence[str], others: int) -> list[str]:
        """Return of the entities those that surely have ties with more others than so many."""
        keys = self._find_keys(entities)
        found = self._store.ways.find_hubs(keys, self._predicates, others, wider=self._wider)
        return [id_ for id_, key in zip(entities, keys, strict=True) if key in found]

    def look_around(self, entities: Sequence[str], most: int) -> Mapping[str, Around]:
        """Return whom each of the entities has ties with."""
        keys = self._find_keys(entities)
        rows: defaultdict[int, list[TieRow]] = defaultdict(list)
        for row in self._store.ways.list_ties(keys, self._predicates, most, wider=self._wider):
            rows[row.entity].append(row)
        others = {row.other for found in rows.values() for row in found}
        self._learn(self._store.ways.get_ids(others - self._ids.keys()))
        return {id_: self._read(rows[key], most) for id_, key in zip(entities, keys, strict=True)}

    def estimate(self, steps: Collection[Step]) -> Mapping[Step, Estimate]:
        """Return what the rows say of steps; claims are read where these say too little."""
        pairs = {(self._keys[a], self._keys[b]): (a, b) for a, b in steps}
        rows: defaultdict[Step, list[StepRow]] = defaultdict(list)
        for row in self._store.ways.describe(pairs, self._predicates):
            found = pairs.get((row.subject, row.object)) or pairs[row.object, row.subject]
            rows[found].append(row)
        return {step: self._estimate(step, rows[step]) for step in steps}

    def list_ties(self, start: str, end: str) -> list[Tie]:
        """Return all ties between two, with their claims."""
        one, other = self._keys[start], self._keys[end]
        return self._load(self._store.ways.list_between(one, other, self._predicates), start)

    def _find_keys(self, entities: Sequence[str]) -> list[int]:
        if unknown := [id_ for id_ in entities if id_ not in self._keys]:
            self._learn({key: id_ for id_, key in self._store.weighed.get_keys(unknown).items()})
        return [self._keys[id_] for id_ in entities]

    def _learn(self, ids: Mapping[int, str]) -> None:
        self._ids.update(ids)
        self._keys.update({id_: key for key, id_ in ids.items()})

    def _read(self, rows: Sequence[TieRow], most: int) -> Around:
        others: dict[str, bool] = {}
        for row in rows[:most]:
            other = self._ids[row.other]
            if self._wider or not row.others:
                others[other] = others.get(other, False) or row.denied < row.claims
            elif row.others < row.claims:  # of both kinds: what it comes to stands in its claims
                for tie in self._load([row.key], self._ids[row.entity]):
                    is_affirmed = bool(tie.proposition.affirmed)
                    others[other] = others.get(other, False) or is_affirmed
        return Around(others, is_cut_off=len(rows) > most)

    def _estimate(self, step: Step, rows: Iterable[StepRow]) -> Estimate:
        strengths, told = list[Strength](), 0
        for row in rows:
            if self._wider or not row.others:
                strengths.append(_estimate_strength(row))
                told += row.affirmed
            elif row.others < row.affirmed + row.denied:
                ties = self._load([row.key], step[0])
                strengths += [tie.strength for tie in ties]
                told += sum(len(tie.proposition.affirmed) for tie in ties)
        strengths.sort(key=rank_strength)
        is_denied = len(strengths) > 1 and strengths[0] == "only denied"
        return Estimate(rank_strength(combine_strengths(strengths[-1], is_denied=is_denied)), told)

    def _load(self, propositions: Iterable[int], entity: str) -> list[Tie]:
        weighed, copied = self._store.weighed, self._store.copied
        found = [p for key in propositions for p in load_propositions(weighed, copied, key)]
        told = [t.claim.id for p in found for t in p.affirmed]
        disputed = {id_ for d in weighed.list_disputes_of(told) for id_ in (d.a, d.b)}
        ties = (make_tie(p, entity, disputed.__contains__, wider=self._wider) for p in found)
        return [tie for tie in ties if tie is not None]


def _estimate_strength(row: StepRow) -> Strength:
    """The most that a proposition can rest on, going by its counts; what one claim says is known."""
    if not row.affirmed:
        return "only denied"
    if row.is_unrealised:
        return "not realised"
    if not row.firm:
        return "only hedged"
    if row.firm > 1 and (row.origins is None or row.origins > 1):
        return "several origins"
    # Of several claims those that are of another time or amount need not be disputed.
    is_alone = row.affirmed == 1 and not row.denied
    return combine_strengths("one origin", is_denied=is_alone and row.is_disputed)
