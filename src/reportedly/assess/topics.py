"""Whom the documents of a case name, as columns → the documents on the same matter as one of them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.assess.limits import HUB, RELATED
from reportedly.store.sided import Named
from reportedly.weigh.columns import sort_once

_Numbers = NDArray[np.int64]
_Keys = NDArray[np.int32]


class _Lists(NamedTuple):
    """Lists of numbers, each without doubles, one after the other: that of `n` from `starts[n]`."""

    starts: _Numbers
    values: NDArray[np.int32]

    def get(self, at: int) -> NDArray[np.int32]:
        """Return one of the lists, an empty one where there is none."""
        if at + 1 >= len(self.starts):
            return self.values[:0]
        return self.values[self.starts[at] : self.starts[at + 1]]


class Topics:
    """Finds documents that name the same; see `Weighed.find_related`, which asks the case."""

    def __init__(self, named: tuple[_Keys, _Keys], clusters: _Keys, leads: _Keys) -> None:
        """`named` are documents and whom they name; `leads` the clusters to which entities lead.

        These are by the key of an entity. 0 leads nowhere.
        """
        documents, entities = named
        self._named = _list_by(clusters[entities], documents)
        leads = leads[entities]
        self._leads = _list_by(documents[leads != 0], leads[leads != 0])

    def find_related(self, document: int) -> _Numbers:
        """Return documents that share a name with one, those that share most of them first."""
        lists = [self._named.get(int(cluster)) for cluster in self._leads.get(document)]
        if not sum(map(len, lists)):
            return np.zeros(0, dtype=np.int64)
        named = np.sort(np.concatenate(lists))
        starts = np.flatnonzero(np.concatenate(([True], named[1:] != named[:-1])))
        found, shared = named[starts], np.diff(np.append(starts, len(named)))
        is_other = found != document
        found, shared = found[is_other], shared[is_other]
        order = np.argsort(-shared, kind="stable")[:RELATED]
        related: _Numbers = found[order].astype(np.int64)
        return related


def leads_on(entity: Named) -> bool:
    """Whether documents that name an entity are on one matter for that."""
    if entity.is_local or entity.is_place:
        return False
    return 2 <= entity.documents <= HUB or entity.cluster != entity.key


def _list_by(of: NDArray[np.generic], values: NDArray[np.generic]) -> _Lists:
    """The values of each number."""
    pairs = sort_once((of.astype(np.int64) << 32) | values.astype(np.int64))
    of = pairs >> 32
    starts = np.searchsorted(of, np.arange(int(of[-1]) + 2 if len(of) else 1))
    return _Lists(starts, (pairs & 0xFFFFFFFF).astype(np.int32))
