"""What waits in a case → copies, who is who, propositions and disputes, bit by bit.

Each bit is one transaction: a stop between two loses nothing, and the next call goes on. What a
document costs does not depend on how many there are.
"""

import time
from collections.abc import Iterator, Sequence

from reportedly.assess.bulk import Sifting, count_helpers
from reportedly.assess.bulk_copying import BulkCopying
from reportedly.assess.claims import settle_claims
from reportedly.assess.copying import settle_copies
from reportedly.assess.counting import count_propositions
from reportedly.assess.names import rejoin
from reportedly.assess.naming import Naming
from reportedly.parallel.collecting import without_collecting
from reportedly.resolve import APART_BELOW
from reportedly.store import Store
from reportedly.weigh import find_fingerprints

_DOCUMENTS = 100
_ENTITIES = 1000
_CLAIMS = 500
_BIT_S = 1.0
"""So long a bit goes on with claims: it keeps others from writing."""
_NAMES_S = 0.5
_COUNTED = 1000
_LONG_S = 4.0
"""So long others are kept from writing at most, but for moments between two bits."""
_GIVES_WAY_S = 0.12
"""Longer than the pauses after which SQLite looks whether a lock is free."""
_TOLD_ONCE = 10
"""What one claim alone tells is counted so many times as quickly, without reading it."""
_NAMED_IN = 50
"""Who moves changes what the reports that name him share, where no more than so many do."""


def settle_case(store: Store, workers: int | None = 1) -> Iterator[int]:
    """Settle all that waits, yielding after each bit how many documents still wait.

    With several `workers` other processes find what very many documents come to; `None` takes as
    many as the machine has room for.
    """
    sifting, naming = Sifting(store, workers), Naming(store.clusters)
    copying = BulkCopying(store, count_helpers(workers))
    try:
        yield from _settle_all(store, sifting, copying, naming)
    finally:
        copying.stop()
        sifting.forget()


def _settle_all(
    store: Store, sifting: Sifting, copying: BulkCopying, naming: Naming
) -> Iterator[int]:
    worked = 0.0
    while store.weighed.has_unsettled():
        is_named = not store.clusters.list_uncompared(1)
        copying.prepare(is_worth_it=sifting.is_worth_it(), is_awaited=is_named)
        sifting.prepare()
        naming.prepare()
        began = time.monotonic()
        with store.transaction():
            naming.recall()
            _settle_bit(store, sifting, copying, naming, began + _BIT_S)
        sifting.note_end()
        copying.note_end()
        naming.note_end()
        worked += time.monotonic() - began
        if worked > _LONG_S:
            time.sleep(_GIVES_WAY_S)  # whoever waits to write would else wait till the end
            worked = 0.0
        yield store.weighed.count_unsettled()


def count_case(
    store: Store, at_once: int = _COUNTED, most_claims: int | None = None
) -> Iterator[int]:
    """Count the origins of all propositions that wait for it, yielding how many were counted.

    With `most_claims` those that more claims tell wait on.
    """
    while True:
        with store.transaction():
            counted = store.charted.count_told_once(at_once * _TOLD_ONCE)
        if not counted:
            break
        yield counted
    while store.charted.list_uncounted(1, most_claims):
        with store.transaction():
            # Asked for inside: another process may have counted or removed them meanwhile.
            waiting = store.charted.list_uncounted(at_once, most_claims)
            count_propositions(store.weighed, store.copied, waiting)
        yield len(waiting)


def remove_document(store: Store, document: str) -> bool:
    """Take a document and all that rested on it alone out of a case; false if it has no such."""
    found = store.get_document(document)
    return found is not None and store.remove_document(document, find_fingerprints(found.text))


def _settle_bit(
    store: Store, sifting: Sifting, copying: BulkCopying, naming: Naming, ends: float
) -> None:
    if copying.is_under_way:
        copying.write()
        _settle_some_names(store, sifting, naming)
        return
    bulk = sifting.get()
    if bulk is None:
        _settle_some(store, sifting, naming)
    else:
        bulk.begin()
        with without_collecting():
            _settle_many(store, sifting, naming, ends)


def _settle_some_names(store: Store, sifting: Sifting, naming: Naming) -> int:
    """Settle some of the names that wait, and return how many; where all were read, for a while."""
    compared = 0
    ends = time.monotonic() + _NAMES_S
    while uncompared := store.clusters.list_uncompared(_ENTITIES):
        sifting.forget()
        _queue_moved(store, naming.settle(uncompared))
        compared += len(uncompared)
        if not naming.has_read() or time.monotonic() > ends:
            break
    return compared


def _settle_some(store: Store, sifting: Sifting, naming: Naming) -> None:
    """Settle some of the names that wait; once none does, some documents and claims."""
    compared = _settle_some_names(store, sifting, naming)
    if compared >= _ENTITIES or (compared and sifting.is_worth_it()):
        return
    documents = []
    if not store.weighed.has_unsettled_claims(more_than=_CLAIMS):
        documents = store.weighed.list_unsettled(_DOCUMENTS)
        _settle_documents(store, documents, sifting)
    ends = time.monotonic() + _BIT_S
    while claims := store.weighed.take_claims(_CLAIMS):
        bulk = sifting.get()
        if bulk is None:
            settle_claims(store.weighed, store.copied, claims)
        else:
            bulk.settle_claims(claims)
        if time.monotonic() > ends:
            break
    store.weighed.mark_settled(documents)


def _settle_many(store: Store, sifting: Sifting, naming: Naming, ends: float) -> None:
    """Do the same until it is time, or who is who has changed."""
    while store.weighed.has_unsettled():
        _settle_some(store, sifting, naming)
        if sifting.get() is None or time.monotonic() > ends:
            break


def _settle_documents(store: Store, documents: Sequence[int], sifting: Sifting) -> None:
    clusters, weighed = store.clusters, store.weighed
    settle_copies(store.copied, documents)
    apart: set[int] = set()
    if clusters.may_tell_apart(documents, below=APART_BELOW):
        for document in documents:
            named = clusters.list_in_document(document)
            apart.update(clusters.tell_apart(named, below=APART_BELOW))
    if apart:
        sifting.forget()
        _queue_moved(store, rejoin(clusters, apart))
    weighed.queue_claims(weighed.list_claims(documents))


def _queue_moved(store: Store, moved: set[int]) -> None:
    """Have the claims weighed again that entities which changed their cluster bear upon."""
    store.weighed.queue_settled_claims(store.clusters.list_claims_of(moved))
    store.weighed.queue_settled_claims(store.weighed.list_loose_claims(moved, most=_NAMED_IN))
