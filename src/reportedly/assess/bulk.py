"""Very many claims that are new → what they tell and what stands against them, each looked at once.

It comes to what `claims` comes to for a few. Who is who is known and does not change any more, so
what is fetched for some claims serves the next; only those that may be disputed (`sifting`) are set
beside others; and of two claims the later one finds the other.
"""

import sys
from collections.abc import Collection, Sequence

from reportedly.assess.ahead import Ahead
from reportedly.assess.claims import note_opposed, tell_claim
from reportedly.assess.finding import Finder, Found
from reportedly.assess.sifting import Contestable, find_contestable
from reportedly.parallel.sizing import choose_workers
from reportedly.store import Store
from reportedly.store.plain import CLAIMS_A_DOCUMENT
from reportedly.store.told import TellingRow
from reportedly.store.weighed import Kept

_LEAST_DOCUMENTS = 1000
"""Of fewer documents that wait it is as quick to look at all their claims."""
_LEAST_SHARE = 0.25
"""The whole case is read: so large a share of it must wait."""
_MOST_HELPERS = 4
"""What one process writes, no more find."""


class BulkWeighing:
    """Weighs claims of a case of which it is known which of them may be disputed."""

    def __init__(self, store: Store, contestable: Contestable, processes: int = 0) -> None:
        self._weighed = store.weighed
        self._contestable = contestable
        self._finder = Finder(store, contestable)
        self._ahead = Ahead(self._finder, contestable)
        self._ahead.start(store.weighed.get_path(), processes)
        self._last_dispute = store.weighed.get_last_dispute()
        self._last_telling = store.weighed.get_last_telling()
        self._has_begun = False
        self._asked_again: set[int] = set()

    def stop(self) -> None:
        """End the processes that find what claims come to."""
        self._ahead.stop()

    def settle_claims(self, claims: Sequence[int]) -> None:
        """Work out anew what the claims (keys) tell and what stands against them."""
        weighed, surroundings = self._weighed, self._finder.surroundings
        denials = set[int]()
        if self._last_dispute:
            # What was found since this began was found for good.
            denials = weighed.forget_disputes(claims, until=self._last_dispute)
        touched = set(claims) - self._asked_again
        if told := [key for key in touched if key <= self._last_telling]:
            weighed.forget_tellings(told)
        self._last_telling = max((self._last_telling, *claims))
        surroundings.refresh()
        found, unknown = self._ahead.take(claims)
        if unknown or denials.difference(claims):
            asked = sorted(denials.difference(claims).union(unknown))
            found.append(self._finder.find(asked, self._ahead.get_last(), denials))
        self._tell(found, touched)
        opposed = sorted((one for some in found for one in some.opposed), key=lambda one: one.of)
        note_opposed(weighed, surroundings, opposed)

    def begin(self) -> None:
        """Queue what was weighed before and may be touched by what is new."""
        if not self._has_begun:
            self._has_begun = True
            denials = set(self._contestable.list_settled_denials())
            self._asked_again = denials - self._weighed.list_queued(denials)
            self._weighed.queue_claims(denials)
            # They are queued again with their documents, when these have their turn.
            self._weighed.forget_queued()

    def _tell(self, found: Sequence[Found], touched: Collection[int]) -> None:
        """Have claims tell their propositions."""
        loose = {key for some in found for key in some.loose.intersection(touched)}
        copying = self._list_copying(loose)
        told: list[TellingRow] = []
        for one in sorted(one for some in found for one in some.told if one.claim in touched):
            if one.claim in copying:
                # What it copies may be among those before it.
                self._weighed.set_tellings(told)
                told.clear()
                tell_claim(self._weighed, self._finder.surroundings, copying[one.claim])
            else:
                told.append(one)
        self._weighed.set_tellings(told)

    def _list_copying(self, claims: Collection[int]) -> dict[int, Kept]:
        """Those of the claims whose documents share passages with others."""
        surroundings = self._finder.surroundings
        surroundings.look_for_copies({key // CLAIMS_A_DOCUMENT for key in claims})
        return surroundings.get_claims(
            key for key in claims if surroundings.get_copies(key // CLAIMS_A_DOCUMENT)
        )


class Sifting:
    """Which claims may be disputed; known while many wait, else `None`."""

    def __init__(self, store: Store, workers: int | None = 1) -> None:
        self._store = store
        self._workers = workers
        self._found: BulkWeighing | None = None
        self._version = -1
        self._changes = -1
        self._again_at = sys.maxsize

    def prepare(self) -> None:
        """Look through the case, if that is worth it. It is read only, and others may write."""
        if self._found is not None and self._changes != self._store.weighed.count_changes():
            self.forget()  # who asks for the next bit has done something to the case before
        if self._found is not None or self._store.clusters.list_uncompared(1):
            return
        if not self.is_worth_it():
            return
        waiting, known = (
            self._store.weighed.count_unsettled(),
            self._store.weighed.count_documents(),
        )
        # Who changes the case all the time must not have it read through all the time.
        self._again_at = waiting - int(_LEAST_SHARE * known)
        self._version = self._store.weighed.get_version()
        found = find_contestable(self._store.weighed)
        self._found = BulkWeighing(self._store, found, count_helpers(self._workers))

    def is_worth_it(self) -> bool:
        """Whether so many documents wait that the whole case is to be read for them."""
        waiting = self._store.weighed.count_unsettled()
        if waiting < _LEAST_DOCUMENTS or waiting > self._again_at:
            return False
        return waiting >= _LEAST_SHARE * self._store.weighed.count_documents()

    def get(self) -> BulkWeighing | None:
        """Return what is known, `None` where nothing is; to be asked within a transaction."""
        if self._found is not None and self._store.weighed.get_version() != self._version:
            self.forget()
        return self._found

    def note_end(self) -> None:
        """Note that a bit ends here: what is changed from now on is not known."""
        self._changes = self._store.weighed.count_changes()

    def forget(self) -> None:
        """Who is who has changed, or nothing more is asked for."""
        if self._found is not None:
            self._found.stop()
        self._found = None


def count_helpers(workers: int | None) -> int:
    """Return how many processes find what this one writes; `None` is as many as there is room for."""
    return min(_MOST_HELPERS, (choose_workers() if workers is None else workers) - 1)
