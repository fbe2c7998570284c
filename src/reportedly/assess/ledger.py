"""All claims of a case as columns, by their sides → what stands beside a claim, with nothing asked.

It finds what `beside` finds by asking the case, for a case that does not change. It holds 31 bytes of
each claim, and 8 of each pair of a document and somebody whom it names.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.assess.limits import BESIDE, FIRST, RARE, WALKED
from reportedly.assess.topics import Topics
from reportedly.store.plain import CLAIMS_A_DOCUMENT
from reportedly.store.sided import Row
from reportedly.store.weighed import Kept
from reportedly.weigh import SYMMETRIC, Search, Sketch

_Keys = NDArray[np.int64]
_Numbers = NDArray[np.int32]
_NOBODY, _SUBJECT_OPEN, _OBJECT_OPEN, _AGED, _COUNTED, _NAMELESS = 0, 1, 2, 4, 8, 16
_SLOTS = ("subject", "object")
_AT_ONCE = 4096
_MOST_REMEMBERED = 20_000
_KINDS = (np.int64, np.int16, np.uint8, np.int32, np.int32)
_AS_CODES = np.arange(1 << 15, dtype=np.int16)
"""Codes as what is searched by is typed, or all codes of a side were typed as that."""
_NUMBERS = ("count", "killed", "wounded")


class Known(NamedTuple):
    """What is known of entities, by their keys: the cluster, and whether of one document alone.

    `documents` are those that name a cluster, by its key, counted for each of its entities.
    """

    clusters: _Numbers
    is_local: NDArray[np.bool_]
    documents: NDArray[np.int64]

    def get_cluster(self, entity: int | None) -> int:
        """Return the cluster of an entity, 0 for nobody."""
        if entity is None or entity >= len(self.clusters):
            return _NOBODY
        return int(self.clusters[entity])


class Columns(NamedTuple):
    """Of each claim, in the order of their keys: what it tells, and the clusters on its sides."""

    keys: _Keys
    codes: NDArray[np.int16]
    flags: NDArray[np.uint8]
    subjects: _Numbers
    objects: _Numbers


class _Stood(NamedTuple):
    """Claims by the cluster on one side, then by what they tell, then in their order."""

    starts: NDArray[np.int64]
    codes: NDArray[np.int16]
    rows: _Numbers


class LedgerRows:
    """Takes in the claims of a case, in the order of their keys."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._predicates: dict[str, int] = {}
        self._held: list[Columns] = []

    def add(self, rows: Sequence[Row], sketches: Sequence[Sketch]) -> None:
        """Take in claims."""
        number = self._predicates
        codes = [
            number.setdefault(row.predicate, len(number)) * 2 + (row.polarity == "denied")
            for row in rows
        ]
        flags = np.fromiter(map(_mark, rows, sketches), dtype=np.uint8, count=len(rows))
        clusters: list[_Numbers] = []
        for slot, is_open in ((4, _SUBJECT_OPEN), (5, _OBJECT_OPEN)):
            entities = np.array([row[slot] or 0 for row in rows], dtype=np.int64)
            entities[entities >= len(self.known.clusters)] = _NOBODY
            is_local = self.known.is_local[entities]
            clusters.append(self.known.clusters[entities])
            flags |= np.where(is_local | (entities == _NOBODY), is_open, 0).astype(np.uint8)
            if is_open == _OBJECT_OPEN:
                flags |= np.where(is_local, _NAMELESS, 0).astype(np.uint8)
        keys = np.array([row.key for row in rows], dtype=np.int64)
        self._held.append(Columns(keys, np.array(codes, dtype=np.int16), flags, *clusters))

    def close(self, topics: Topics) -> "Ledger":
        """Return what is found by them."""
        empty = [Columns._make(np.zeros(0, dtype=kind) for kind in _KINDS)]
        columns = Columns._make(map(np.concatenate, zip(*empty, *self._held, strict=True)))
        self._held.clear()
        return Ledger(self.known, dict(self._predicates), columns, topics)


class Ledger:
    """Finds claims by who stands on their sides, and by what their reports are about."""

    def __init__(
        self,
        known: Known,
        predicates: dict[str, int],
        columns: Columns,
        topics: Topics,
    ) -> None:
        self.known = known
        self._predicates = predicates
        self._keys, self._codes, self._flags = columns[:3]
        self._clusters = {"subject": columns.subjects, "object": columns.objects}
        size = len(known.clusters) + 1
        self._stood = {slot: _stand(self._clusters[slot], self._codes, size) for slot in _SLOTS}
        is_aged = self._flags & _AGED != 0
        self._aged = {
            slot: _stand(np.where(is_aged, self._clusters[slot], _NOBODY), self._codes, size)
            for slot in _SLOTS
        }
        self._counted = self._keys[self._flags & _COUNTED != 0]
        is_nameless = self._flags & _NAMELESS != 0
        self._nameless = self._keys[is_nameless], self._codes[is_nameless]
        self._topics = topics
        self._matters: dict[int, list[_Keys]] = {}
        self._told: dict[tuple[frozenset[str], str], NDArray[np.bool_]] = {}

    def look_around(self, claims: Sequence[Kept]) -> None:
        """Nothing needs to be fetched for claims."""

    def find(self, search: Search, kept: Kept) -> Iterable[int]:
        """The keys of the latest claims that a search finds beside a claim."""
        sides = (kept.subject, kept.object)
        mine, other = map(
            self.known.get_cluster, sides if search.mine == "subject" else sides[::-1]
        )
        if mine == _NOBODY:
            return ()
        if search.has_age:
            found = self._find_aged(search, mine)
        else:
            found = self._find_told(search, (mine, other))
        keys: list[int] = self._keys[found].tolist()
        return keys

    def find_first(self, kept: Kept, after: int) -> list[int]:
        """The first claims from a key on that affirm what a denial denies, of the same two sides."""
        one, other = map(self.known.get_cluster, (kept.subject, kept.object))
        if _NOBODY in (one, other) or (self._is_rare(one) and self._is_rare(other)):
            return []
        found: list[int] = []
        orders = [(one, other)]
        if kept.claim.predicate in SYMMETRIC:
            orders.append((other, one))
        for code in self._list_codes((kept.claim.predicate,), "affirmed"):
            for subject, object_ in orders:
                rows = self._list_rows("subject", subject, code)
                rows = rows[rows.searchsorted(self._keys.searchsorted(after)) :]
                found += self._keys[self._take_first(rows, object_)].tolist()
        return found

    def list_told_in(self, kept: Kept) -> list[int]:
        """The claims of the same predicate that the report of a claim makes."""
        rows = slice(*np.searchsorted(self._keys, _get_range(kept.document)))
        number = self._predicates.get(kept.claim.predicate, -1)
        keys: list[int] = self._keys[rows][self._codes[rows] >> 1 == number].tolist()
        return keys

    def get_counted(self, document: int) -> list[int]:
        """Claims with numbers of a document and those on the same matter."""
        keys: list[int] = self._get_matter(document)[0].tolist()
        return keys

    def get_nameless(self, document: int, predicate: str, polarity: str) -> list[int]:
        """Claims of a document and those on the same matter in which nobody is named as object."""
        keys, codes = self._get_matter(document)[1:]
        found: list[int] = []
        for code in self._list_codes((predicate,), polarity):
            found += keys[codes == code].tolist()
        return found

    def _get_matter(self, document: int) -> list[_Keys]:
        """The claims with numbers of reports on one matter, and those with nobody as object."""
        if document not in self._matters:
            if len(self._matters) >= _MOST_REMEMBERED:
                self._matters.clear()
            documents = np.append(self._topics.find_related(document), document)
            counted = _pick(self._counted, documents)
            nameless = _pick(self._nameless[0], documents)
            codes = self._nameless[1][nameless].astype(np.int64)
            self._matters[document] = [self._counted[counted], self._nameless[0][nameless], codes]
        return self._matters[document]

    def _is_rare(self, cluster: int) -> bool:
        return bool(self.known.documents[cluster] <= RARE)

    def _list_codes(self, predicates: Iterable[str], polarity: str) -> list[int]:
        known = self._predicates
        is_denied = polarity == "denied"
        return [known[one] * 2 + is_denied for one in predicates if one in known]

    def _list_rows(self, slot: str, cluster: int, code: int) -> _Numbers:
        """The claims that tell something of one on a side, in their order."""
        stood = self._stood[slot]
        start, end = stood.starts[cluster : cluster + 2].tolist()
        first, last = stood.codes[start:end].searchsorted(_AS_CODES[code : code + 2]).tolist()
        return stood.rows[start + first : start + last]

    def _find_told(self, search: Search, sides: tuple[int, int]) -> _Numbers:
        """The latest claims that a search finds: of one who is named often predicate by predicate."""
        codes = self._list_codes(search.predicates, search.polarity)
        stood = self._stood[search.theirs]
        start, end = stood.starts[sides[0] : sides[0] + 2].tolist()
        if len(codes) == 1 or search.is_strict or end - start > _AT_ONCE:
            parts = [self._find_latest(search, code, sides) for code in codes]
            return parts[0] if len(parts) == 1 else np.sort(_join(parts))[-BESIDE:]
        is_told = self._get_told(search.predicates, search.polarity, codes)
        return np.sort(stood.rows[start:end][is_told[stood.codes[start:end]]])[-BESIDE:]

    def _get_told(
        self, predicates: frozenset[str], polarity: str, codes: list[int]
    ) -> NDArray[np.bool_]:
        """For each code whether it is one of some that are asked for together."""
        known = self._told.get((predicates, polarity))
        if known is None:
            known = np.zeros(2 * len(self._predicates) + 2, dtype=np.bool_)
            known[codes] = True
            self._told[predicates, polarity] = known
        return known

    def _find_latest(self, search: Search, code: int, sides: tuple[int, int]) -> _Numbers:
        rows = self._list_rows(search.theirs, sides[0], code)
        if not search.is_strict:
            return rows[-BESIDE:]
        is_open = _OBJECT_OPEN if search.theirs == "subject" else _SUBJECT_OPEN
        others = self._clusters["object" if search.theirs == "subject" else "subject"]
        found: list[_Numbers] = []
        missing = BESIDE
        for end in range(len(rows), 0, -_AT_ONCE):
            some = rows[max(0, end - _AT_ONCE) : end]
            fits = self._flags[some] & is_open != 0
            if sides[1] != _NOBODY:
                fits |= others[some] == sides[1]
            found.append(some[fits][-missing:])
            missing -= len(found[-1])
            if missing <= 0:
                break
        return _join(found[::-1])

    def _find_aged(self, search: Search, cluster: int) -> _Numbers:
        """The latest claims of one that tell an age; of one who is named seldom among his latest."""
        is_denied = search.polarity == "denied"
        rows = _list_told(self._aged[search.theirs], cluster, is_denied=is_denied)
        if len(rows) and self._is_rare(cluster):
            told = _list_told(self._stood[search.theirs], cluster, is_denied=None)
            if len(told) <= WALKED:
                told = _list_told(self._stood[search.theirs], cluster, is_denied=is_denied)
                rows = rows[rows >= told[-BESIDE:][0]]
        return rows[-BESIDE:]

    def _take_first(self, rows: _Numbers, object_: int) -> _Numbers:
        found: list[_Numbers] = []
        missing = FIRST
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            found.append(some[self._clusters["object"][some] == object_][:missing])
            missing -= len(found[-1])
            if missing <= 0:
                break
        return _join(found)


def _mark(row: Row, said: Sketch) -> int:
    qualifiers = said.qualifiers
    found = _AGED if "age" in qualifiers else 0
    if row.polarity == "affirmed" and (
        row.predicate == "captured" or any(one in qualifiers for one in _NUMBERS)
    ):
        found |= _COUNTED
    return found


def _stand(clusters: _Numbers, codes: NDArray[np.int16], size: int) -> _Stood:
    rows = np.flatnonzero(clusters)
    order = np.argsort((clusters[rows].astype(np.int64) << 16) | codes[rows], kind="stable")
    rows = rows[order]
    counts = np.bincount(clusters[rows], minlength=size)
    starts = np.concatenate(([0], np.cumsum(counts)))
    return _Stood(starts, codes[rows], rows.astype(np.int32))


def _list_told(stood: _Stood, cluster: int, *, is_denied: bool | None) -> _Numbers:
    """The claims of one on a side, those of one polarity or all, in their order."""
    part = slice(stood.starts[cluster], stood.starts[cluster + 1])
    rows = stood.rows[part]
    if is_denied is not None:
        rows = rows[stood.codes[part] & 1 == is_denied]
    return np.sort(rows)


def _join(parts: Sequence[_Numbers]) -> _Numbers:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)


def _get_range(document: int) -> tuple[int, int]:
    return document * CLAIMS_A_DOCUMENT, (document + 1) * CLAIMS_A_DOCUMENT


def _pick(keys: _Keys, documents: _Keys) -> NDArray[np.int64]:
    """Where among sorted keys those of the claims of documents stand."""
    starts, ends = (np.searchsorted(keys, (documents + i) * CLAIMS_A_DOCUMENT) for i in (0, 1))
    counts = ends - starts
    return np.arange(counts.sum()) + np.repeat(ends - np.cumsum(counts), counts)
