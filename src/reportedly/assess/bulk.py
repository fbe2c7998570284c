"""Very many claims that are new → what they tell and what stands against them, each looked at once.

It comes to what `claims` comes to for a few. Who is who is known and does not change any more, so
what is fetched for some claims serves the next; only those that may be disputed (`sifting`) are set
beside others; and of two claims the later one finds the other.
"""

import sys
from collections.abc import Iterable, Sequence

from reportedly.assess.beside import Surroundings
from reportedly.assess.claims import list_beside, list_other_values, note_disputes, tell_claim
from reportedly.assess.sifting import Contestable, find_contestable
from reportedly.store import Store
from reportedly.store.copied import Copied
from reportedly.store.weighed import Kept, Weighed
from reportedly.weigh import Identity, Setting, identify_proposition

_LEAST_DOCUMENTS = 1000
"""Of fewer documents that wait it is as quick to look at all their claims."""
_LEAST_SHARE = 0.25
"""The whole case is read: so large a share of it must wait."""
_AT_ONCE = 100


class BulkWeighing:
    """Weighs claims of a case of which it is known which of them may be disputed."""

    def __init__(self, weighed: Weighed, copied: Copied, contestable: Contestable) -> None:
        self._weighed = weighed
        self._contestable = contestable
        self._surroundings = Surroundings(weighed, copied, aged=contestable.aged)
        self._last_dispute = weighed.get_last_dispute()
        self._has_begun = False
        self._turn = -1
        self._asked_again: set[int] = set()

    def note_turn(self, documents: Sequence[int]) -> None:
        """Note that these documents have their turn now."""
        self._turn = documents[-1] if documents else self._turn

    def settle_claims(self, claims: Sequence[int]) -> None:
        """Work out anew what the claims (keys) tell and what stands against them."""
        weighed, surroundings = self._weighed, self._surroundings
        # What was found since this began was found for good.
        denials = weighed.forget_disputes(claims, until=self._last_dispute)
        touched = set(claims) - self._asked_again
        weighed.forget_tellings(touched)
        surroundings.refresh()
        kept = weighed.get_claims(sorted({*claims, *denials}))
        self._tell([one for one in kept if one.key in touched])
        known = self._contestable.pick(kept)
        asked = [
            one
            for one in kept
            if one.claim.certainty != "unrealised" and (one.key in known or one.key in denials)
        ]
        surroundings.note(asked)
        surroundings.look_around(asked)
        for start in range(0, len(asked), _AT_ONCE):
            self._oppose(asked[start : start + _AT_ONCE], (claims[0], claims[-1]))

    def begin(self) -> None:
        """Queue what was weighed before and may be touched by what is new."""
        if not self._has_begun:
            self._has_begun = True
            denials = set(self._contestable.list_settled_denials())
            self._asked_again = denials - self._weighed.list_queued(denials)
            self._weighed.queue_claims(denials)
            # They are queued again with their documents, when these have their turn.
            self._weighed.forget_queued()

    def _tell(self, claims: Sequence[Kept]) -> None:
        """Note which propositions claims tell."""
        weighed, surroundings = self._weighed, self._surroundings
        surroundings.look_for_copies({one.document for one in claims})
        same, local = surroundings.resolve(claims)
        setting = Setting(same=same, local=local)
        told: list[tuple[int, Identity]] = []
        for one in claims:
            identity = identify_proposition(one.claim, setting)
            if identity is None:
                continue
            if identity.scope is not None and surroundings.get_copies(one.document):
                # What it copies may be among those before it.
                weighed.set_tellings(told)
                told.clear()
                tell_claim(weighed, surroundings, one)
            else:
                told.append((one.key, identity))
        weighed.set_tellings(told)

    def _oppose(self, asked: Sequence[Kept], turn: tuple[int, int]) -> None:
        """Set claims beside others; those between two keys have their turn now."""
        beside = {one.key: set(self._list_beside(one, turn)) for one in asked}
        note_disputes(self._weighed, self._surroundings, asked, beside)

    def _list_beside(self, kept: Kept, turn: tuple[int, int]) -> Iterable[int]:
        """The keys of the claims that one is set beside. Later ones find it when it is their turn."""
        weighed, surroundings = self._weighed, self._surroundings
        if kept.claim.polarity == "denied":
            found = list_beside(weighed, surroundings, kept)
            return found.union(surroundings.find_first(kept, turn[0]))
        if self._contestable.may_be_denied(kept.key):
            found = list_beside(weighed, surroundings, kept)
        else:
            found = list_other_values(weighed, surroundings, kept)
        return self._contestable.leave_later(found, turn[1], self._turn)


class Sifting:
    """Which claims may be disputed; known while many wait, else `None`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: BulkWeighing | None = None
        self._version = -1
        self._changes = -1
        self._again_at = sys.maxsize

    def prepare(self) -> None:
        """Look through the case, if that is worth it. It is read only, and others may write."""
        if self._found is not None and self._changes != self._store.weighed.count_changes():
            self._found = None  # who asks for the next bit has done something to the case before
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
        self._found = BulkWeighing(self._store.weighed, self._store.copied, found)

    def is_worth_it(self) -> bool:
        """Whether so many documents wait that the whole case is to be read for them."""
        waiting = self._store.weighed.count_unsettled()
        if waiting < _LEAST_DOCUMENTS or waiting > self._again_at:
            return False
        return waiting >= _LEAST_SHARE * self._store.weighed.count_documents()

    def get(self) -> BulkWeighing | None:
        """Return what is known, `None` where nothing is; to be asked within a transaction."""
        if self._found is not None and self._store.weighed.get_version() != self._version:
            self._found = None
        return self._found

    def note_end(self) -> None:
        """Note that a bit ends here: what is changed from now on is not known."""
        self._changes = self._store.weighed.count_changes()

    def forget(self) -> None:
        """Who is who has changed."""
        self._found = None
