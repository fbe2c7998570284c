"""One proposition, heard: everything that is said for and against it, by who says it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportedly.assess import load_propositions
from reportedly.case.grading import Graded, Grading
from reportedly.errors import CaseError
from reportedly.knowledge.predicates import load_symmetric
from reportedly.records import Contest, Record, Telling
from reportedly.store import DocumentSummary

MOST_HEARD = 300
"""So many claims are shown of a proposition; counts and origins are of all."""


class Voice(Record, frozen=True, kw_only=True):
    """Who says it: a root source, or a document in its own voice; with what it says.

    `entity` is who stands for the source, where the case knows it.
    """

    name: str
    entity: str | None
    is_own_voice: bool
    tellings: tuple[Telling, ...]


class Account(Record, frozen=True, kw_only=True):
    """A proposition with its grade, and who affirms and who denies it.

    `claims` counts all that affirm or deny it; `origins` the independent origins of both.
    """

    graded: Graded
    claims: int
    origins_affirming: int
    origins_denying: int
    affirmed: tuple[Voice, ...]
    denied: tuple[Voice, ...]


class Hearing(Record, frozen=True, kw_only=True):
    """What is said of one thing between two: one account, or one for each time and amount.

    `contests` are disputes with claims that say something else; `documents` are those of all claims
    that are here; `hidden` counts the claims that are not.
    """

    id: str
    predicate: str
    is_symmetric: bool
    accounts: tuple[Account, ...]
    contests: tuple[Contest, ...]
    documents: dict[str, DocumentSummary]
    hidden: int


class Hearings(Grading):
    """Propositions by their ids."""

    def hear(self, id_: str, *, limit: int = MOST_HEARD) -> Hearing:
        """Return everything said for and against a proposition: its id, or one of its claims'.

        At most `limit` claims are returned, the first ones of each account, and beyond that one
        denial of each account that has any. Raises `CaseError` where no proposition and no claim of
        a proposition has that id.
        """
        self._settle()
        weighed, charted = self._store.weighed, self._store.charted
        key = charted.find_key(id_)
        if key is None:
            key = next(iter(weighed.list_told([id_])), None)
        found = [] if key is None else load_propositions(weighed, self._store.copied, key)
        if key is None or not found:
            raise CaseError(f"no proposition '{id_}', and no claim that tells one, is in the case")
        graded = list(self._grade(found))
        accounts, hidden = self._give_accounts(graded, limit)
        shown = [t.claim for a in accounts for v in (*a.affirmed, *a.denied) for t in v.tellings]
        ids = {claim.id for claim in shown}
        contests = [c for c in self._list_contests(list(ids)) if not {c.a.id, c.b.id} <= ids]
        documents = [c.document for c in shown]
        documents += [side.document for c in contests for side in (c.a, c.b)]
        return Hearing(
            id=weighed.get_proposition_ids([key])[key],
            predicate=found[0].predicate,
            is_symmetric=found[0].predicate in load_symmetric(),
            accounts=accounts,
            contests=tuple(contests),
            documents=self._find_documents(documents),
            hidden=hidden,
        )

    def _give_accounts(
        self, graded: Sequence[Graded], limit: int
    ) -> tuple[tuple[Account, ...], int]:
        accounts, total, left = [], 0, limit
        for one in graded:
            told = one.proposition
            # Neither side takes more than half of the room while the other has need of it.
            denied = told.denied[: max(left // 2, left - len(told.affirmed), 1)]
            affirmed = told.affirmed[: max(left - len(denied), 0)]
            left = max(left - len(affirmed) - len(denied), 0)
            total += len(told.affirmed) + len(told.denied) - len(affirmed) - len(denied)
            accounts.append(
                Account(
                    graded=one,
                    claims=len(told.affirmed) + len(told.denied),
                    origins_affirming=len({t.origin for t in told.affirmed}),
                    origins_denying=len({t.origin for t in told.denied}),
                    affirmed=self._group_by_source(affirmed),
                    denied=self._group_by_source(denied),
                )
            )
        return tuple(accounts), total

    def _group_by_source(self, tellings: Sequence[Telling]) -> tuple[Voice, ...]:
        """Tellings by who says them, in the order in which each is first heard."""
        spoken = {t.claim.sources[-1].entity or "" for t in tellings if t.claim.sources}
        same, local = self._store.weighed.get_same(spoken - {""})
        groups: defaultdict[tuple[str, str | None, bool], list[Telling]] = defaultdict(list)
        names = {id_: self.name(id_) for id_ in set(same.values()) - local}
        for telling in tellings:
            claim = telling.claim
            if not claim.sources:
                summary = self._store.find_summary(claim.document)
                groups[_name_document(summary), None, True].append(telling)
                continue
            source = claim.sources[-1]
            entity = same.get(source.entity or "")
            is_named = entity is not None and entity not in local and source.entity not in local
            name = names.get(entity, source.name) if entity and is_named else source.name
            groups[name, entity if is_named else None, False].append(telling)
        return tuple(
            Voice(name=name, entity=entity, is_own_voice=is_own, tellings=tuple(told))
            for (name, entity, is_own), told in groups.items()
        )

    def _find_documents(self, ids: Iterable[str]) -> dict[str, DocumentSummary]:
        found = ((id_, self._store.find_summary(id_)) for id_ in dict.fromkeys(ids))
        return {id_: summary for id_, summary in found if summary is not None}


def _name_document(summary: DocumentSummary | None) -> str:
    if summary is None:
        return "a report"
    return summary.publisher or summary.title or summary.external_id or summary.path or summary.id
