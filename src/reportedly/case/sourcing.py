"""The sources of a case a page at a time: who says how much, and one's whole standing when asked."""

from typing import NamedTuple

import msgspec

from reportedly.case.grading import Grading
from reportedly.ids import make_id
from reportedly.records import Kind, Record
from reportedly.store.voices import OwnVoice, Root, Tally
from reportedly.weigh import Reliability, SourceBook
from reportedly.weigh.origins import fold_name


class SourceLine(Record, frozen=True, kw_only=True):
    """How much one source says: the counts of its `Standing` that need no weighing.

    `rated_as` is the name by which it is rated.
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
            name = book.name_teller(claim) if row.entity is None else None
            root = claim.sources[-1] if claim.sources else None
            lines.append(
                SourceLine(
                    name=name or (root.name if root is not None else book.name_teller(claim)),
                    kind=root.kind if root is not None else "organization",
                    entity=row.entity,
                    is_publisher=bool(row.publishers) or row.document is not None,
                    claims=row.tally.claims,
                    denied=row.tally.denied,
                    hedged=row.tally.hedged,
                    unrealised=row.tally.unrealised,
                    documents=self._count_documents(row),
                )
            )
        return SourcePage(lines=tuple(_rate(line, book) for line in lines), total=len(rows))

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
    counts = (a + b for a, b in zip(one.tally[:-1], other.tally[:-1], strict=True))
    tally = Tally(*counts, first=min(one.tally.first, other.tally.first))
    return one._replace(tally=tally, publishers=(*one.publishers, *other.publishers))


def _rate(line: SourceLine, book: SourceBook) -> SourceLine:
    rated = book.entities.get(line.entity or "") or book.names.get(fold_name(line.name))
    return msgspec.structs.replace(line, reliability=rated or "F")
