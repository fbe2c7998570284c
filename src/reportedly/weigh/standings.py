"""Claims, propositions and disputes → how each source stands in a case: counts, never a verdict.

A source is who answers for a claim: its root source, and where a report speaks in its own voice, the
report's publisher. How often others contradict somebody says nothing of who is right.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

import msgspec

from reportedly.ids import make_id
from reportedly.records import Claim, Contest, Kind, Proposition, Record
from reportedly.weigh.grades import Reliability, SourceBook
from reportedly.weigh.origins import fold_name, read_publisher


class Standing(Record, frozen=True, kw_only=True):
    """What one source says in a case, and how that stands beside what others say."""

    name: str
    kind: Kind
    entity: str | None
    is_publisher: bool
    claims: int
    denied: int
    hedged: int
    unrealised: int
    documents: int
    denied_by_others: int
    """Claims of it that somebody else denies."""
    contradicted: int
    """Claims of it that cannot be true beside what somebody else affirms."""
    alone: int
    """Propositions that nobody affirms but it, and who rests on it."""
    about: tuple[str, ...]
    reliability: Reliability = "F"

    def is_called(self, name: str) -> bool:
        """Whether `name` is the source's name or, of a publisher, a form under which it is cited."""
        return fold_name(name) == fold_name(self.name) or (
            self.is_publisher and bool(read_publisher(name) & read_publisher(self.name))
        )


class _Count(msgspec.Struct):
    """The counts of one source while they are made."""

    name: str
    kind: Kind
    entity: str | None
    is_publisher: bool = False
    claims: Counter[str] = msgspec.field(default_factory=Counter)
    documents: set[str] = msgspec.field(default_factory=set)
    disputed: defaultdict[str, set[str]] = msgspec.field(default_factory=lambda: defaultdict(set))
    alone: int = 0
    about: Counter[str] = msgspec.field(default_factory=Counter)


class Tellers:
    """Who answers for each claim: one id for all names of one source."""

    def __init__(
        self,
        book: SourceBook,
        same: Mapping[str, str],
        local: Collection[str],
        bearers: Mapping[str, str],
    ) -> None:
        """`bearers` gives the entity that bears a publisher's folded name."""
        self._book = book
        self._same, self._local, self._bearers = same, local, bearers

    def identify(self, claim: Claim) -> tuple[str, str, Kind, str | None]:
        """Return id, name, kind and, of a named source, the entity of who answers for a claim."""
        if not claim.sources:
            name = self._book.name_teller(claim)
            entity = self._bearers.get(fold_name(name))
            return entity or make_id("pub", [fold_name(name)]), name, "organization", entity
        root = claim.sources[-1]
        if root.entity is None or root.entity in self._local:
            name = self._book.name_teller(claim)
            return make_id("src", [claim.document, fold_name(root.name)]), name, root.kind, None
        entity = self._same.get(root.entity, root.entity)
        return entity, root.name, root.kind, entity


def count_standings(
    claims: Iterable[Claim],
    propositions: Iterable[Proposition],
    contests: Iterable[Contest],
    tellers: Tellers,
) -> list[Standing]:
    """Return how each source stands, the busiest first. SourceBook are not looked at here."""
    counts: dict[str, _Count] = {}
    identify = _remember(tellers)
    for claim in claims:
        id_, name, kind, entity = identify(claim)
        count = counts.setdefault(id_, _Count(name=name, kind=kind, entity=entity))
        _add_claim(count, claim)
    for contest in contests:
        _add_contest(counts, contest, identify)
    for proposition in propositions:
        if proposition.origins == 1:
            id_ = identify(proposition.affirmed[0].claim)[0]
            if id_ in counts:
                counts[id_].alone += 1
    return sorted(map(_close, counts.values()), key=lambda s: (-s.claims, s.name, s.entity or ""))


_Identify = Callable[[Claim], tuple[str, str, Kind, str | None]]


def _remember(tellers: Tellers) -> _Identify:
    known: dict[str, tuple[str, str, Kind, str | None]] = {}

    def identify(claim: Claim) -> tuple[str, str, Kind, str | None]:
        if claim.id not in known:
            known[claim.id] = tellers.identify(claim)
        return known[claim.id]

    return identify


def _add_claim(count: _Count, claim: Claim) -> None:
    count.is_publisher = count.is_publisher or not claim.sources
    count.claims["all"] += 1
    count.claims[claim.certainty] += 1
    count.claims[claim.polarity] += 1
    count.documents.add(claim.document)
    if claim.subject is not None:
        count.about[claim.subject.name] += 1


def _add_contest(counts: dict[str, _Count], contest: Contest, identify: _Identify) -> None:
    one, other = identify(contest.a)[0], identify(contest.b)[0]
    if one == other:
        return
    for id_, claim in ((one, contest.a), (other, contest.b)):
        if id_ not in counts:
            continue  # of somebody who is not asked for
        if contest.reason != "denied":
            counts[id_].disputed["contradicted"].add(claim.id)
        elif claim.polarity == "affirmed":
            counts[id_].disputed["denied"].add(claim.id)


_TOPICS = 3


def _close(count: _Count) -> Standing:
    topics = sorted(count.about.items(), key=lambda item: (-item[1], item[0]))
    return Standing(
        name=count.name,
        kind=count.kind,
        entity=count.entity,
        is_publisher=count.is_publisher,
        claims=count.claims["all"],
        denied=count.claims["denied"],
        hedged=count.claims["hedged"],
        unrealised=count.claims["unrealised"],
        documents=len(count.documents),
        denied_by_others=len(count.disputed["denied"]),
        contradicted=len(count.disputed["contradicted"]),
        alone=count.alone,
        about=tuple(name for name, _ in topics[:_TOPICS]),
    )
