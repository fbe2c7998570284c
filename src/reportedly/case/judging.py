"""What people decide about a case: who is one, what is wrong, whom to believe, and taking it back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from reportedly.case.weighing import Weighing
from reportedly.errors import CaseError
from reportedly.judge import make_judgement, replay
from reportedly.judge.added import read_added
from reportedly.judge.adding import NewClaim, plan_addition
from reportedly.judge.correcting import plan_correction
from reportedly.judge.doubts import Doubt, describe_doubt, find_unsettled
from reportedly.judge.exchange import BadLine, read_lines, write_edges
from reportedly.judge.log import LogLine, find_line, list_log
from reportedly.judge.planning import (
    PairVerb,
    Plan,
    plan_apart,
    plan_merge,
    plan_pair,
    plan_rating,
    plan_rejection,
    plan_split,
    plan_undo,
)
from reportedly.judge.wording import name_ids
from reportedly.records import Claim, Join, Judgement, Record
from reportedly.verdicts import Verdicts


class Decision(Record, frozen=True, kw_only=True):
    """What became of a wish to judge: `text` says it in a sentence.

    `judgement` is the line that was added to the log, `None` where all of it was judged before.
    `conflict` says what it contradicts, where it does: then it stands in the log and changes nothing.
    `claim` is the id of a claim that was added.
    """

    text: str
    judgement: Judgement | None = None
    conflict: str | None = None
    claim: str | None = None


class ImportReport(Record, frozen=True, kw_only=True):
    """What became of imported judgements: how many were new, known, and the lines of no use."""

    added: int
    known: int
    bad: tuple[BadLine, ...]


class Judging(Weighing):
    """How people judge: every decision is a line of a log, with who, when and why.

    `by` is the settings' user unless it is given. A decision that was made before is not made twice.
    """

    def merge(self, a: str, b: str, *, by: str | None = None, why: str | None = None) -> Decision:
        """Judge two entities (names or ids), with all that they are joined to, to be one.

        Raises `CaseError` for an unknown name and where others of the two were judged different,
        `UsageError` with the choices for a name that may mean several.
        """
        return self._decide(lambda verdicts, _: plan_merge(self._store, verdicts, (a, b)), by, why)

    def split(
        self,
        name: str,
        *,
        document: str | None = None,
        by: str | None = None,
        why: str | None = None,
    ) -> Decision:
        """Judge a name of a joined entity to be none of the others, or somebody else in a document."""
        if document is not None:
            where = document
            return self._decide(
                lambda verdicts, _: plan_apart(self._store, verdicts, name, where), by, why
            )
        return self._decide(lambda verdicts, _: plan_split(self._store, verdicts, name), by, why)

    def decide_pair(
        self, a: str, b: str, verdict: PairVerb, *, by: str | None = None, why: str | None = None
    ) -> Decision:
        """Judge two entities, by id, 'same', 'different' or 'unsure', as `review` does."""
        return self._decide(
            lambda verdicts, _: plan_pair(self._store, verdicts, (a, b), verdict), by, why
        )

    def reject(self, claim: str, *, by: str | None = None, why: str | None = None) -> Decision:
        """Judge a claim to be wrong: it is kept, and left out of every answer."""
        return self._decide(
            lambda verdicts, _: plan_rejection(self._store, verdicts, claim), by, why
        )

    def correct(
        self,
        claim: str,
        fields: Mapping[str, str],
        *,
        words: str | None = None,
        by: str | None = None,
        why: str | None = None,
    ) -> Decision:
        """Set fields of a claim anew: subject, object, where, when, predicate, polarity, certainty.

        '' leaves a slot open. What fills one must stand in the document, by its name or as `words`.
        """
        return self._decide(
            lambda _, __: plan_correction(self._store, claim, fields, words), by, why
        )

    def add_claim(
        self,
        document: str,
        wanted: NewClaim,
        *,
        by: str | None = None,
        why: str | None = None,
    ) -> Decision:
        """Add a claim that a person reads in a document (its id), every part by its words.

        The decision's `claim` is its id. Raises `UsageError` for words that are not there.
        """
        decision = self._decide(
            lambda verdicts, _: plan_addition(self._store, verdicts, document, wanted), by, why
        )
        if decision.judgement is None:
            return decision
        return msgspec.structs.replace(decision, claim=read_added(decision.judgement).id)

    def judgement_of(self, claim: str) -> Judgement | None:
        """Return the judgement by which a person added a claim, `None` where the program read it."""
        added = self.verdicts().added.get(claim)
        return None if added is None else added.judgement

    def rate(
        self, source: str, grade: str, *, by: str | None = None, why: str | None = None
    ) -> Decision:
        """Judge the reliability of a source, A to F."""
        return self._decide(lambda verdicts, _: plan_rating(verdicts, source, grade), by, why)

    def undo(
        self, judgement: str | None = None, *, by: str | None = None, why: str | None = None
    ) -> Decision:
        """Take back a judgement, an undo too; by default the last one that holds and is no undo."""
        return self._decide(
            lambda verdicts, log: plan_undo(self._store, log, verdicts, judgement), by, why
        )

    def judgements(self) -> Iterator[LogLine]:
        """Yield the log in the order in which it was made, each line with whether it holds."""
        log = list(self._store.list_judgements())
        return list_log(self._store, log, replay(log))

    def judgement_line(self, judgement: str) -> LogLine:
        """Return one line of the log, with whether it holds. Raises `CaseError` if unknown."""
        log = list(self._store.list_judgements())
        found = find_line(self._store, log, replay(log), judgement)
        if found is None:
            raise CaseError(f"no judgement '{judgement}' is in the case")
        return found

    def doubts(self) -> list[Join]:
        """Return the joins that are in doubt and that nobody judged, the surest first.

        Of entities that are one already, one is asked for.
        """
        self._settle()
        return self.find_unsettled(self._store.clusters.list_joins(None, is_made=False))

    def first_doubts(self, most: int) -> list[Join]:
        """Return those of the `most` surest joins in doubt that nobody judged."""
        self._settle()
        return self.find_unsettled(self._store.clusters.list_joins(None, is_made=False, limit=most))

    def find_unsettled(self, doubts: Iterable[Join]) -> list[Join]:
        """Return those of the doubts that nothing settles by now."""
        return find_unsettled(self._store, doubts, self.verdicts())

    def describe_doubt(self, doubt: Join) -> Doubt:
        """Return both sides of a doubt with their names and the first claims about them."""
        return describe_doubt(self._store, doubt)

    def original(self, claim: str) -> Claim | None:
        """Return the claim as it was read, `None` where nobody corrected it."""
        return self._store.find_original(claim)

    def import_judgements(self, lines: Iterable[str | bytes]) -> ImportReport:
        """Add judgements of another case, or of nomenklatura's resolver, to the log.

        Lines that cannot be used are named in the report; the rest is added.
        """
        store, added, known = self._store, 0, 0
        bad: list[BadLine] = []
        with store.transaction():
            before = self.verdicts()
            found = read_lines(lines, is_known=self._has_entity, now=_find_now(()))
            for line in found:
                if isinstance(line, BadLine):
                    bad.append(line)
                elif _is_known(before, line) or not store.add_judgement(line):
                    known += 1
                else:
                    added += 1
            store.apply_verdicts(self.verdicts())
        self._settle()
        return ImportReport(
            added=added, known=known, bad=tuple(sorted(bad, key=lambda b: b.number))
        )

    def resolver_edges(self) -> Iterator[bytes]:
        """Yield the judged pairs as lines that nomenklatura's resolver loads."""
        return write_edges(self.verdicts())

    def _has_entity(self, entity: str) -> bool:
        return any(c.entity.id == entity for c in self._store.find_bearers(entity, 1))

    def _decide(
        self,
        make_plan: Callable[[Verdicts, dict[str, Judgement]], Plan],
        by: str | None,
        why: str | None,
    ) -> Decision:
        """Carry a plan out: the line, and what follows from it, are stored together."""
        store = self._store
        self._settle()
        with store.transaction():
            log = {judgement.id: judgement for judgement in store.list_judgements()}
            plan = make_plan(replay(log.values()), log)
            if plan.is_known:
                return Decision(text=plan.text)
            judgement = make_judgement(
                plan.verb,
                plan.targets,
                by=self._settings.user if by is None else by,
                made_at=_find_now(log.values()),
                values=plan.values,
                why=why,
            )
            store.add_judgement(judgement)
            verdicts = replay([*log.values(), judgement])
            store.apply_verdicts(verdicts)
            against = [c.sentence for c in verdicts.conflicts if c.judgement == judgement.id]
            conflict = name_ids(store, "; ".join(against)) if against else None
        self._settle()
        return Decision(text=plan.text, judgement=judgement, conflict=conflict)


def _find_now(log: Iterable[Judgement]) -> str:
    """The time, but after all judgements: a clock that is slow must not make the last word first."""
    now = datetime.now(UTC)
    for judgement in log:
        now = max(now, datetime.fromisoformat(judgement.made_at) + timedelta(microseconds=1))
    return now.isoformat()


def _is_known(verdicts: Verdicts, judgement: Judgement) -> bool:
    """Whether a pair that comes from elsewhere was judged so by the same person at that time."""
    groups = {"same": verdicts.same, "different": verdicts.different, "unsure": verdicts.unsure}
    group = groups.get(judgement.verb, {})
    before = group.get((min(judgement.targets), max(judgement.targets)))
    made = (judgement.by, judgement.made_at)
    return before is not None and made == (before.by, before.made_at)
