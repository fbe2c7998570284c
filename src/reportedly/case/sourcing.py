"""The sources of a case a page at a time: who says how much, and one's whole standing when asked."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reportedly.assess import load_propositions
from reportedly.case.grading import Grading, find_rating, rate_standing
from reportedly.ids import make_id
from reportedly.records import Claim, Kind, Proposition, Record, Telling
from reportedly.store.voices import OwnVoice, Root, Tally, ToldBy, add_tallies
from reportedly.weigh import Reliability, SourceBook
from reportedly.weigh.origins import fold_name, read_publisher
from reportedly.weigh.standings import Standing, Tellers, count_standings


class SourceLine(Record, frozen=True, kw_only=True):
    """How much one source says: the counts of its `Standing` that need no weighing.

    `is_rateable` where it has a name of its own, by which it can be rated.
    """

    name: str
    kind: Kind
    entity: str | None
    is_publisher: bool
    claims: int
    denied: int
    hedged: int
    unrealised: int
    documents: int
    is_rateable: bool = True
    reliability: Reliability = "F"


class SourcePage(Record, frozen=True, kw_only=True):
    """Some sources, the busiest first, and how many there are."""

    lines: tuple[SourceLine, ...]
    total: int


class _Row(NamedTuple):
    """What is counted of one source before it is named."""

    tally: Tally
    entity: str | None
    local: int | None
    publishers: tuple[str, ...]
    document: str | None


class Sourcing(Grading):
    """Who says how much."""

    def source_page(self, *, limit: int = 50, offset: int = 0) -> SourcePage:
        """Return the sources as `standings` has them, the busiest first, counted without weighing."""
        self._settle()
        rows = self._count_voices()
        rows.sort(key=lambda row: (-row.tally.claims, row.tally.first))
        shown = rows[offset : offset + limit]
        book = self.source_book()
        firsts = self._store.voices.get_firsts(row.tally.first for row in shown)
        lines = []
        for row in shown:
            claim = firsts[row.tally.first]
            root = claim.sources[-1] if claim.sources else None
            name = _name_row(row, claim, book)
            lines.append(
                SourceLine(
                    name=name,
                    kind=root.kind if root is not None else "organization",
                    entity=row.entity,
                    is_publisher=bool(row.publishers) or row.document is not None,
                    claims=row.tally.claims,
                    denied=row.tally.denied,
                    hedged=row.tally.hedged,
                    unrealised=row.tally.unrealised,
                    documents=self._count_documents(row),
                    reliability=find_rating(row.entity, name, book),
                    is_rateable=row.local is None and row.document is None,
                )
            )
        return SourcePage(lines=tuple(lines), total=len(rows))

    def standings_of(self, name: str) -> list[Standing]:
        """Return what `standings` does for one name, reading no more than its claims."""
        self._settle()
        book = self.source_book()
        meant = set(self._store.weighed.get_same(self._list_bearers(name))[0].values())
        rows = self._find_rows(name, meant, book)
        keys = self._store.weighed.get_keys(row.entity for row in rows if row.entity)
        clusters = set(self._store.clusters.get_clusters(keys.values()).values())
        local = [row.local for row in rows if row.local is not None]
        said = self._store.voices.list_said(
            [*self._store.clusters.list_cluster(clusters), *local],
            [publisher for row in rows for publisher in row.publishers],
            [row.document for row in rows if row.document is not None],
        )
        disputes = self._list_contests([claim.id for claim in said.values()])
        opponents = [claim for dispute in disputes for claim in (dispute.a, dispute.b)]
        tellers = self._make_tellers([*said.values(), *opponents], book)
        found = count_standings(said.values(), self._list_told(said), disputes, tellers)
        wanted = (one for one in found if one.entity in meant or one.is_called(name))
        return [rate_standing(one, book) for one in wanted]

    def _find_rows(self, name: str, meant: set[str], book: SourceBook) -> list["_Row"]:
        """The voices that bear a name: a speaker's, or a form under which a publisher is cited."""
        rows = self._count_voices()
        firsts = self._store.voices.get_firsts(row.tally.first for row in rows)
        forms, folded = read_publisher(name), fold_name(name)
        found = []
        for row in rows:
            called = _name_row(row, firsts[row.tally.first], book)
            is_publisher = bool(row.publishers) or row.document is not None
            is_cited = is_publisher and bool(forms & read_publisher(called))
            if row.entity in meant or fold_name(called) == folded or is_cited:
                found.append(row)
        return found

    def _make_tellers(self, claims: list[Claim], book: SourceBook) -> Tellers:
        roots = {c.sources[-1].entity for c in claims if c.sources} - {None}
        names = {book.name_teller(claim) for claim in claims if not claim.sources}
        return Tellers(
            book,
            self._store.weighed.get_same(root for root in roots if root is not None)[0],
            self._store.voices.find_local(root for root in roots if root is not None),
            self._find_publishing(list(names)),
        )

    def _list_told(self, said: Mapping[int, Claim]) -> Iterator[Proposition]:
        """The propositions that claims tell, as far as they have one origin.

        What one claim alone tells needs no weighing, nor what is counted and of one matter.
        """
        counted = self._store.voices.count_tellings(said)
        seen = set()
        for key, told in counted.items():
            if told.claims == 1 and said[key].polarity == "affirmed":
                yield _make_single(said[key])
            elif told.claims > 1 and told.proposition not in seen:
                seen.add(told.proposition)
                yield from self._list_alone(told)

    def _list_alone(self, told: ToldBy) -> Iterator[Proposition]:
        if told.origins is None:
            weighed, copied = self._store.weighed, self._store.copied
            yield from load_propositions(weighed, copied, told.proposition)
        elif told.origins == 1:
            first = self._store.voices.find_first(told.proposition)
            if first is not None:
                yield _make_single(first)

    def _count_voices(self) -> list[_Row]:
        voices = self._store.voices
        roots, own = voices.list_roots(), voices.list_own()
        ids = voices.get_ids(root.entity for root in roots if root.entity is not None)
        rows: dict[str, _Row] = {}
        for root in roots:
            row = _Row(root.tally, _find_id(root, ids), _find_local(root), (), None)
            key = row.entity or f"\n{root.entity}"
            rows[key] = _merge(rows[key], row) if key in rows else row
        bearers = self._find_publishing([v.publisher for v in own if v.publisher])
        for voice in own:
            key, row = self._read_own(voice, bearers)
            rows[key] = _merge(rows[key], row) if key in rows else row
        return list(rows.values())

    def _find_publishing(self, publishers: list[str]) -> dict[str, str]:
        """The entity that bears a publisher's folded name."""
        found = self._store.voices.list_organizations(publishers)
        return {fold_name(name): id_ for name, id_ in found}

    def _read_own(self, voice: OwnVoice, bearers: dict[str, str]) -> tuple[str, _Row]:
        if voice.publisher is None:
            row = _Row(voice.tally, None, None, (), voice.document)
            return make_id("own", [voice.document]), row
        folded = fold_name(voice.publisher)
        entity = bearers.get(folded)
        key = entity or make_id("pub", [folded])
        return key, _Row(voice.tally, entity, None, (voice.publisher,), None)

    def _count_documents(self, row: _Row) -> int:
        if row.local is not None or row.document is not None:
            return 1
        keys = self._store.weighed.get_keys([row.entity]) if row.entity else {}
        clusters = self._store.clusters.get_clusters(keys.values()).values()
        return len(self._store.voices.list_documents(set(clusters), row.publishers))


def _find_id(root: Root, ids: dict[int, tuple[str, str]]) -> str | None:
    return None if root.is_local or root.entity is None else ids[root.entity][0]


def _find_local(root: Root) -> int | None:
    return root.entity if root.is_local else None


def _merge(one: _Row, other: _Row) -> _Row:
    tally = add_tallies(one.tally, other.tally)
    return one._replace(tally=tally, publishers=(*one.publishers, *other.publishers))


def _name_row(row: _Row, claim: Claim, book: SourceBook) -> str:
    """What a voice is called, going by its first claim."""
    if row.entity is None or not claim.sources:
        return book.name_teller(claim)
    return claim.sources[-1].name


def _make_single(claim: Claim) -> Proposition:
    """What one claim alone affirms, as far as it is counted."""
    return Proposition(
        id=claim.id,
        predicate=claim.predicate,
        subject=None,
        object=None,
        affirmed=(Telling(claim=claim, origin=claim.id),),
        denied=(),
        is_unrealised=claim.certainty == "unrealised",
    )
