"""The network of a case: who is said to have to do with whom, narrowed, ranked and cut to size.

An edge is a proposition between two who have names; names that merely stand near each other give
none. A filter chooses which edges are there; what an edge shows is always all that is said for and
against it.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from reportedly.assess import count_propositions
from reportedly.case.network import (
    Limits,
    NetEdge,
    NetNode,
    Network,
    Wanted,
    find_strength,
)
from reportedly.case.weighing import Weighing
from reportedly.errors import UsageError
from reportedly.export.network import Manner, find_firmest, find_polarity, is_only_alleged
from reportedly.knowledge.predicates import load_families, load_family_of, load_symmetric
from reportedly.query import Question, build_filter
from reportedly.store.charted import EdgeRow, Narrowing, TellingCount

_BUDGET_S = 0.6
"""So long an answer counts independent origins; those not counted then are counted by the next."""

_AT_ONCE = 400
"""So many claims are counted in one transaction."""


class _Chosen(NamedTuple):
    """The rows that are drawn, and what there is altogether."""

    nodes: list[int]
    edges: list[EdgeRow]
    all_nodes: int
    all_edges: int


class Charting(Weighing):
    """The network of a case, and where its nodes were left."""

    def network(self, wanted: Wanted | None = None, limits: Limits | None = None) -> Network:
        """Return the part of the network that is asked for, the best borne out first.

        Nodes and edges are ranked by independent origins, then claims, then the order of reading.
        What is not counted yet is ranked by its claims, and `uncounted` says how many edges that
        are. Raises `CaseError` for a name that is not in the case, `UsageError` for one that may
        mean several, and for a predicate or family that there is not.
        """
        wanted, limits = wanted or Wanted(), limits or Limits()
        self._settle()
        until, waiting = time.monotonic() + _BUDGET_S, 0
        narrowing = self._narrow_edges(wanted)
        if wanted.min_origins > 1:
            narrowing = narrowing._replace(least=wanted.min_origins)
            self._count(
                [r for r in self._store.charted.list_edges(narrowing) if r.origins is None], until
            )
            waiting = self._store.charted.count_waiting(narrowing)
            narrowing = narrowing._replace(is_counted=True)
        chosen = self._choose(narrowing, wanted, limits)
        self._count([row for row in chosen.edges if row.origins is None], until)
        edges = self._describe(sorted(self._recall(chosen.edges), key=_order))
        nodes = self._describe_nodes(chosen.nodes, edges)
        return Network(
            nodes=nodes,
            edges=tuple(edges.values()),
            all_nodes=chosen.all_nodes,
            all_edges=chosen.all_edges,
            uncounted=waiting + sum(edge.origins is None for edge in edges.values()),
            nameless=self._store.charted.count_nameless(),
            is_capped=len(nodes) < chosen.all_nodes or len(edges) < chosen.all_edges,
        )

    def publishers(self, limit: int) -> list[str]:
        """Return the publishers of the case, those of most documents first."""
        return self._store.charted.list_publishers(limit)

    def set_layout(self, positions: Mapping[str, tuple[float, float]], *, anew: bool) -> None:
        """Keep where nodes (ids) are left; with `anew` all others are forgotten."""
        with self._store.transaction():
            if anew:
                self._store.charted.clear_layout()
            self._store.charted.set_layout(positions)

    def _narrow_edges(self, wanted: Wanted) -> Narrowing:
        """Which edges the filters leave."""
        question = Question(by=wanted.by, since=wanted.since, until=wanted.until)
        among = None
        if question != Question():
            among = self._store.find_told(build_filter(self._store, question))
        narrowing = Narrowing(
            predicates=_find_predicates(wanted),
            is_unrealised=None if wanted.certainty is None else wanted.certainty == "unrealised",
            among=among,
        )
        if wanted.certainty in ("stated", "hedged"):
            told = self._read_marked("hedged", narrowing)
            hedged = {key for key, ways in told.items() if find_firmest(ways) == "hedged"}
            narrowing = _pick(narrowing, hedged, is_wanted=wanted.certainty == "hedged")
        if wanted.polarity is not None:
            told = self._read_marked("denied", narrowing)
            found = {key: find_polarity(ways) for key, ways in told.items()}
            if wanted.polarity == "affirmed":
                others = {key for key, polarity in found.items() if polarity != "affirmed"}
                return _pick(narrowing, others, is_wanted=False)
            fitting = {key for key, polarity in found.items() if polarity == wanted.polarity}
            return _pick(narrowing, fitting, is_wanted=True)
        return narrowing

    def _read_marked(
        self, mark: Literal["denied", "hedged"], narrowing: Narrowing
    ) -> dict[int, list[Manner]]:
        """How those of the edges are told that some claim denies, or is hedged of."""
        charted = self._store.charted
        marked = charted.find_marked(mark)
        if narrowing.among is not None:
            marked &= set(narrowing.among)
        rows = charted.list_edges(narrowing._replace(among=marked))
        return self._read_told(row.key for row in rows)

    def _choose(self, narrowing: Narrowing, wanted: Wanted, limits: Limits) -> _Chosen:
        """The best nodes, and the best edges between them."""
        charted = self._store.charted
        centres = self._find_centres(wanted.about)
        if centres is None:
            best, all_nodes, all_edges = charted.rank_nodes(narrowing, limits.nodes)
        else:
            near = charted.list_edges(narrowing, around=centres)
            best = _rank_nodes(near)
            all_nodes, all_edges = len(best), len(near)
        kept = _put_first(best, centres or ())[: limits.nodes]
        beside = self._find_centres(wanted.beside) or set()
        for centre in beside:
            around = charted.list_edges(narrowing, around=[centre])
            kept += _put_first(_rank_nodes(around), (centre,))[: limits.beside]
        nodes = set(kept[: limits.nodes + len(beside) * limits.beside])
        between = charted.list_edges(narrowing, between=nodes)
        edges = _keep_best(sorted(between, key=_order), limits.edges)
        drawn = {side for row in edges for side in (row.subject, row.object)} | (centres or set())
        ranked = [node for node in dict.fromkeys(kept) if node in drawn]
        return _Chosen(ranked, edges, max(all_nodes, len(ranked)), max(all_edges, len(between)))

    def _find_centres(self, names: Sequence[str]) -> set[int] | None:
        """The clusters that names mean, `None` where none is given."""
        found = [self._find_clusters(name) or () for name in names]
        return {cluster for clusters in found for cluster in clusters} if names else None

    def _read_told(self, edges: Iterable[int]) -> dict[int, list[Manner]]:
        told: defaultdict[int, list[Manner]] = defaultdict(list)
        for count in self._store.charted.list_tellings(edges):
            told[count.edge].append(_read(count))
        return told

    def _count(self, rows: Sequence[EdgeRow], until: float) -> None:
        """Count the origins of edges for as long as there is time, some in any case."""
        waiting = [row for row in rows if row.claims > 1]
        while waiting:
            size, batch = 0, []
            while waiting and size < _AT_ONCE:
                row = waiting.pop(0)
                batch.append(row.key)
                size += row.claims
            with self._store.transaction():
                count_propositions(self._store.weighed, self._store.copied, batch)
            if time.monotonic() > until:
                return

    def _recall(self, rows: Sequence[EdgeRow]) -> list[EdgeRow]:
        """The edges with the origins that are counted by now; one claim is one origin, or none."""
        charted = self._store.charted
        counted = charted.get_origins(row.key for row in rows if row.origins is None)
        denied = charted.find_marked("denied") if counted else set()
        return [
            row
            if row.origins is not None
            else row._replace(origins=int(row.key not in denied))
            if row.claims == 1
            else row._replace(origins=counted.get(row.key))
            for row in rows
        ]

    def _describe(self, rows: Sequence[EdgeRow]) -> dict[int, NetEdge]:
        """Edges in words, in the order of the rows."""
        charted = self._store.charted
        names = charted.get_names(row.key for row in rows)
        sides = charted.get_nodes({side for row in rows for side in (row.subject, row.object)})
        counts: defaultdict[int, list[TellingCount]] = defaultdict(list)
        for count in charted.list_tellings(row.key for row in rows):
            counts[count.edge].append(count)
        families, symmetric = load_family_of(), load_symmetric()
        found = {}
        for row in rows:
            ways = counts.get(row.key)
            if not ways or row.key not in names:  # another process took it away meanwhile
                continue
            told = [_read(count) for count in ways]
            name = names[row.key]
            polarity, certainty = find_polarity(told), find_firmest(told)
            is_alleged = is_only_alleged(told)
            found[row.key] = NetEdge(
                id=name.id,
                predicate=name.predicate,
                family=families.get(name.predicate, ""),
                subject=sides[row.subject].id,
                object=sides[row.object].id,
                is_symmetric=name.predicate in symmetric,
                polarity=polarity,
                certainty=certainty,
                is_unrealised=name.is_unrealised,
                is_alleged=is_alleged,
                origins=row.origins,
                claims=sum(count.claims for count in ways),
                first=min((c.first for c in ways if c.first), default=None),
                last=max((c.last for c in ways if c.last), default=None),
                strength=find_strength(polarity, certainty, is_alleged=is_alleged),
            )
        return found

    def _describe_nodes(
        self, keys: Sequence[int], edges: Mapping[int, NetEdge]
    ) -> tuple[NetNode, ...]:
        found = self._store.charted.get_nodes(keys)
        left = self._store.charted.get_layout(node.id for node in found.values())
        ties: defaultdict[str, int] = defaultdict(int)
        for edge in edges.values():
            for side in {edge.subject, edge.object}:
                ties[side] += 1
        return tuple(
            NetNode(
                id=node.id,
                name=node.name,
                kind=node.kind,
                documents=node.documents,
                edges=ties[node.id],
                position=left.get(node.id),
            )
            for node in (found[key] for key in keys if key in found)
        )


def _find_predicates(wanted: Wanted) -> set[str] | None:
    """The predicates that are asked for, alone or as families."""
    families = load_family_of()
    for name, known in ((wanted.predicates, families), (wanted.families, load_families())):
        for one in name:
            if one not in known:
                raise UsageError(f"one of {', '.join(known)} was expected, not '{one}'")
    if not wanted.predicates and not wanted.families:
        return None
    of_families = {one for one, family in families.items() if family in wanted.families}
    return of_families | set(wanted.predicates)


def _pick(narrowing: Narrowing, found: set[int], *, is_wanted: bool) -> Narrowing:
    """The narrowing to some edges, or to all others."""
    if not is_wanted:
        return narrowing._replace(without={*narrowing.without, *found})
    kept = found if narrowing.among is None else found & set(narrowing.among)
    return narrowing._replace(among=kept - set(narrowing.without))


def _keep_best(rows: Sequence[EdgeRow], limit: int) -> list[EdgeRow]:
    """The first rows, and the first of each node before any node's second."""
    seen: set[int] = set()
    firsts: list[EdgeRow] = []
    rest: list[EdgeRow] = []
    for row in rows:
        is_first = row.subject not in seen or row.object not in seen
        (firsts if is_first else rest).append(row)
        seen |= {row.subject, row.object}
    return (firsts + rest)[:limit]


def _rank_nodes(rows: Iterable[EdgeRow]) -> list[int]:
    """Entities by the origins of their edges, then their claims, then the order of reading."""
    origins: defaultdict[int, int] = defaultdict(int)
    claims: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        for side in (row.subject, row.object):
            origins[side] += _rank(row)
            claims[side] += row.claims
    return sorted(origins, key=lambda node: (-origins[node], -claims[node], node))


def _put_first(nodes: Sequence[int], first: Iterable[int]) -> list[int]:
    return list(dict.fromkeys((*first, *nodes)))


def _rank(row: EdgeRow) -> int:
    """Its origins; what is not counted has at most as many as it has claims."""
    return row.claims if row.origins is None else row.origins


def _order(row: EdgeRow) -> tuple[int, int, int]:
    return (-_rank(row), -row.claims, row.key)


def _read(count: TellingCount) -> Manner:
    return Manner(count.polarity, count.certainty, count.act)
