"""What waits in a case → copies, who is who, propositions and disputes, bit by bit.

Each bit is one transaction: a stop between two loses nothing, and the next call goes on. What a
document costs does not depend on how many there are.
"""

from collections.abc import Iterator, Sequence

from reportedly.assess.claims import settle_claims
from reportedly.assess.copying import settle_copies
from reportedly.assess.counting import count_propositions
from reportedly.assess.names import rejoin, settle_names
from reportedly.resolve import APART_BELOW
from reportedly.store import Store
from reportedly.weigh import find_fingerprints

_DOCUMENTS = 200
_ENTITIES = 1000
_CLAIMS = 2000
_ROUNDS = 5
_NAMED_IN = 50
"""Who moves changes what the reports that name him share, where no more than so many do."""


def settle_case(store: Store) -> Iterator[int]:
    """Settle all that waits, yielding after each bit how many documents still wait."""
    while store.weighed.has_unsettled():
        with store.transaction():
            _settle_some(store)
        yield store.weighed.count_unsettled()


def count_case(store: Store) -> Iterator[int]:
    """Count the origins of all propositions that wait for it, yielding how many still do."""
    while store.weighed.list_propositions(uncounted=True, limit=1):
        with store.transaction():
            # Asked for inside: another process may have counted or removed them meanwhile.
            waiting = store.weighed.list_propositions(uncounted=True, limit=_CLAIMS)
            count_propositions(store.weighed, store.copied, waiting)
        yield len(waiting)


def remove_document(store: Store, document: str) -> bool:
    """Take a document and all that rested on it alone out of a case; false if it has no such."""
    found = store.get_document(document)
    return found is not None and store.remove_document(document, find_fingerprints(found.text))


def _settle_some(store: Store) -> None:
    """Settle some of the names that wait; once none does, some documents and claims."""
    uncompared = store.clusters.list_uncompared(_ENTITIES)
    if uncompared:
        _queue_moved(store, settle_names(store.clusters, uncompared))
    if len(uncompared) == _ENTITIES:
        return
    documents = []
    if not store.weighed.has_unsettled_claims(more_than=_CLAIMS):
        documents = store.weighed.list_unsettled(_DOCUMENTS)
        _settle_documents(store, documents)
    for _ in range(_ROUNDS):
        if claims := store.weighed.take_claims(_CLAIMS):
            settle_claims(store.weighed, store.copied, claims)
    store.weighed.mark_settled(documents)


def _settle_documents(store: Store, documents: Sequence[int]) -> None:
    clusters, weighed = store.clusters, store.weighed
    settle_copies(store.copied, documents)
    apart: set[int] = set()
    for document in documents:
        apart.update(clusters.tell_apart(clusters.list_in_document(document), below=APART_BELOW))
    if apart:
        _queue_moved(store, rejoin(clusters, apart))
    weighed.queue_claims(weighed.list_claims(documents))


def _queue_moved(store: Store, moved: set[int]) -> None:
    """Have the claims weighed again that entities which changed their cluster bear upon."""
    store.weighed.queue_claims(store.clusters.list_claims_of(moved))
    store.weighed.queue_claims(store.weighed.list_loose_claims(moved, most=_NAMED_IN))
