"""A large case that is new → the claims that may be disputed, so that the others are not looked at.

What is found holds as long as nobody but the one who weighs changes the case: claims that are added
later are not known here, and count as such that may be disputed.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from reportedly.assess.ledger import Known, Ledger, LedgerRows
from reportedly.assess.topics import Topics, leads_on
from reportedly.store.plain import CLAIMS_A_DOCUMENT
from reportedly.store.sided import Row
from reportedly.store.weighed import Weighed
from reportedly.weigh import Placed, Sieve, Sifted, Sketch, SketchedSide, read_sketch
from reportedly.weigh.columns import are_among
from reportedly.weigh.numbers import COUNTED

_AT_ONCE = 5000
_NAMES_AT_ONCE = 100_000


class Contestable:
    """Which claims of a case may be disputed, and which of them were still to be weighed."""

    def __init__(
        self, sifted: Sifted, ledger: Ledger, last: int, waiting: NDArray[np.int64]
    ) -> None:
        self._sifted = sifted
        self._last = last
        self.ledger = ledger
        self.waiting = waiting
        """The keys of the documents that waited, in their order."""

    def pick(self, claims: Sequence[int]) -> set[int]:
        """Return those of the claims that may be disputed. What was not known may be."""
        keys = np.array(claims, dtype=np.int64)
        is_asked = keys > self._last
        for some in (self._sifted.denials, self._sifted.nameless, self._sifted.values):
            is_asked |= are_among(keys, some)
        return {int(key) for key in keys[is_asked]}

    def may_be_denied(self, key: int) -> bool:
        """Whether a claim must itself be asked for its denials: they might not find it."""
        return key > self._last or bool(are_among(np.array([key]), self._sifted.nameless)[0])

    def list_settled_denials(self) -> list[int]:
        """Return the denials that were weighed before: what waits may be what they deny."""
        documents = self._sifted.denials // CLAIMS_A_DOCUMENT
        return [int(key) for key in self._sifted.denials[~np.isin(documents, self.waiting)]]

    def leave_later(self, keys: Iterable[int], until: int) -> list[int]:
        """Return the keys without those after `until` of claims that are asked in their own turn."""
        found = np.fromiter(keys, dtype=np.int64)
        return list(map(int, found[self._is_kept(found, until)]))

    def select(self, key: int, keys: Iterable[int], until: int) -> list[int]:
        """Return those of the keys that may give another value than an affirmed claim, or deny it.

        Neither do those that are asked in their own turn after `until`.
        """
        found = np.array(list(keys), dtype=np.int64)
        found = found[self._is_kept(found, until)]
        if key <= self._last and len(found):
            is_open = (found > self._last) | are_among(found, self._sifted.denials)
            found = found[is_open | self._sifted.contrasts.mark(key, found)]
        selected: list[int] = found.tolist()
        return selected

    def _is_kept(self, keys: NDArray[np.int64], until: int) -> NDArray[np.bool_]:
        """Which of the claims are not asked in their own turn, or before they are that."""
        is_kept: NDArray[np.bool_] = keys <= until
        if not is_kept.all():
            is_kept |= ~are_among(keys // CLAIMS_A_DOCUMENT, self.waiting)
        return is_kept


def find_contestable(weighed: Weighed) -> Contestable:
    """Read all claims of a case once, and return those that may be disputed."""
    known, topics = _read_entities(weighed)
    sides = _drop_alone(known)
    sieve, ledger, last = Sieve(), LedgerRows(known), -1
    for rows in weighed.walk_claims(_AT_ONCE):
        sketches = [read_sketch(row.record) for row in rows]
        ledger.add(rows, sketches)
        places = _read_places(weighed, known.clusters, zip(rows, sketches, strict=True))
        for row, said in zip(rows, sketches, strict=True):
            if row.may_be_disputed:
                where = _list_places(row, said, known.clusters, places)
                sieve.add(_place(row, said, sides, where))
        last = rows[-1].key
    waiting = np.fromiter(weighed.list_waiting(), dtype=np.int64)
    return Contestable(sieve.find_contestable(), ledger.close(topics), last, waiting)


def _read_entities(weighed: Weighed) -> tuple[Known, Topics]:
    """What is known of entities, and whom of them the documents name."""
    size = weighed.get_last_entity() + 1
    clusters, leads = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32)
    named, is_local = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.bool_)
    for one in weighed.walk_entities():
        clusters[one.key], is_local[one.key] = one.cluster, one.is_local
        named[one.key] = one.documents
        if leads_on(one):
            leads[one.key] = one.cluster
    documents = np.bincount(clusters, weights=named, minlength=size).astype(np.int64)
    topics = Topics(_read_named(weighed), clusters, leads)
    return Known(clusters, is_local, documents), topics


def _read_named(weighed: Weighed) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Documents and whom they name, a pair as often as by another name."""
    names = _lay_out(weighed.walk_names(_NAMES_AT_ONCE))
    entities = np.zeros(int(names[0].max(initial=0)) + 1, dtype=np.int32)
    entities[names[0]] = names[1]
    documents, named = _lay_out(weighed.walk_named(_NAMES_AT_ONCE))
    is_known = named < len(entities)
    return documents[is_known], entities[named[is_known]]


def _lay_out(pairs: Iterable[list[tuple[int, int]]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Pairs of numbers as two columns."""
    parts = [np.fromiter(chain.from_iterable(some), dtype=np.int32) for some in pairs]
    laid_out = np.concatenate([np.zeros(0, dtype=np.int32), *parts])
    return laid_out[::2], laid_out[1::2]


def _drop_alone(known: Known) -> NDArray[np.int32]:
    """By key the cluster of each entity, with 0 for those of one document alone."""
    members = np.bincount(known.clusters, minlength=len(known.clusters))
    # One that a person joined to another is nobody's alone any longer.
    is_alone = known.is_local & (members[known.clusters] == 1)
    return np.where(is_alone, 0, known.clusters).astype(np.int32)


def _place(row: Row, said: Sketch, sides: NDArray[np.int32], places: list[int]) -> Placed:
    return Placed(
        row.key,
        row.document,
        row.predicate,
        row.polarity == "denied",
        _read_side(row.subject, said.subject, sides),
        _read_side(row.object, said.object, sides),
        places,
        said,
    )


def _read_side(key: int | None, side: SketchedSide | None, sides: NDArray[np.int32]) -> int:
    if key is None or side is None or side.kind == "activity":
        return 0
    return int(sides[key])


def _read_places(
    weighed: Weighed, clusters: NDArray[np.int32], claims: Iterable[tuple[Row, Sketch]]
) -> dict[str, int]:
    """The clusters of the places where claims that may have a number happened, by their ids."""
    wanted = {
        place.entity
        for row, said in claims
        if row.predicate in COUNTED
        for place in said.where
        if place.entity is not None
    }
    keys = weighed.get_keys(wanted) if wanted else {}
    return {id_: int(clusters[key]) for id_, key in keys.items()}


def _list_places(
    row: Row, said: Sketch, clusters: NDArray[np.int32], known: dict[str, int]
) -> list[int]:
    """Numbers of the places where a claim happened; only those that may have a number are asked."""
    if row.predicate not in COUNTED:
        return []
    places = [known.get(place.entity or "", hash(place.name)) for place in said.where]
    if said.object is not None and said.object.kind == "place":
        has_entity = row.object is not None
        places.append(int(clusters[row.object]) if has_entity else hash(said.object.name))
    return places
