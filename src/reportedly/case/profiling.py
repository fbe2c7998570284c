"""The page of one entity: what ties it to whom, where its names come from, whom it speaks of."""

from collections.abc import Iterator

from reportedly.assess import load_propositions
from reportedly.case.disputing import Disputing, QuarrelPage
from reportedly.case.reviewing import Member, Reviewing
from reportedly.case.situating import Situating
from reportedly.errors import UsageError
from reportedly.export.wording import get_section
from reportedly.query import Profile, Question, count_claims, find_meant
from reportedly.records import Certainty, Claim, Entity, Join, Record
from reportedly.store import DocumentSummary, NameCount, NameUse
from reportedly.store.tied import TieSummary
from reportedly.weigh import Grade, Reliability

_NAMES, _USES, _JOINS, _TOPICS, _SAID = 12, 3, 10, 8, 5
_WEIGHED, _ALL = 30, 1_000_000
_DISPUTES, _TIMELINE, _DOCUMENTS = 3, 12, 10


class Name(Record, frozen=True, kw_only=True):
    """One name of an entity and the first documents that use it."""

    count: NameCount
    uses: tuple[NameUse, ...]


class EntityTie(Record, frozen=True, kw_only=True):
    """One thing that is said of an entity: its first claim, how many claims affirm and deny it.

    `origins` and `grade` are left open where so many say it that they are weighed only when asked.
    """

    claim: Claim
    affirmed: int
    denied: int
    is_stated: bool
    disputes: int
    origins: int | None = None
    grade: Grade | None = None


class TieGroup(Record, frozen=True, kw_only=True):
    """What is said of one kind: the most told of it with its grades, and how many there are."""

    predicate: str
    claims: int
    propositions: int
    ties: tuple[EntityTie, ...]


class Voice(Record, frozen=True, kw_only=True):
    """An entity as a source: how reliable it is held to be, how much it says, and of whom."""

    reliability: Reliability
    claims: int
    topics: tuple[tuple[str, str, int], ...]
    first: tuple[Claim, ...]


class EntityPage(Record, frozen=True, kw_only=True):
    """What is shown of one entity at first, every list cut short beside its number."""

    profile: Profile
    names: tuple[Name, ...]
    members: tuple[Member, ...]
    doubts: tuple[Join, ...]
    sections: dict[str, tuple[TieGroup, ...]]
    voice: Voice
    quarrels: QuarrelPage
    documents: tuple[DocumentSummary, ...]
    naming: int
    """How many documents name it."""


class Profiling(Reviewing, Situating, Disputing):
    """One entity as a page."""

    def entity_page(self, name: str, *, limit: int = 4, is_whole: bool = False) -> EntityPage:
        """Return the page of the one entity that `name` (or an id) means; raises like `who`.

        `limit` is for each kind of tie. What very many claims say is graded only with `is_whole`.
        """
        profile = self.who(name, limit=_TIMELINE // 2)
        id_ = profile.entity.id
        clusters = self._find_clusters(id_) or []
        members = self._store.clusters.list_cluster(clusters)
        rooms = self._store
        joined = self.members(id_)
        shown = profile.names[:_NAMES]
        naming = {n.name: rooms.doubted.list_name_uses(members, n.name, _USES) for n in shown}
        documents = rooms.tied.list_naming(clusters, _DOCUMENTS, 0)
        return EntityPage(
            profile=profile,
            names=tuple(Name(count=n, uses=tuple(naming[n.name])) for n in shown),
            members=tuple(joined),
            doubts=tuple(rooms.clusters.list_joins(members, is_made=False, limit=_JOINS)),
            sections=self._list_ties(profile, clusters, limit, _ALL if is_whole else _WEIGHED),
            voice=self._describe_voice(profile, clusters),
            quarrels=self.quarrels(about=id_, limit=_DISPUTES),
            documents=tuple(d for key in documents if (d := self.summary(key)) is not None),
            naming=rooms.count_documents([one.entity.id for one in joined]),
        )

    def subject(self, name: str) -> Entity:
        """Return the one entity that `name` (or an id) means; raises like `who`."""
        self._settle()
        meant = find_meant(self._store, name)
        if len(meant) > 1:
            choices = ", ".join(f"{entity.kind} {entity.id}" for entity in meant[:8])
            raise UsageError(f"'{name}' is the name of several: give one of the ids: {choices}")
        return self.entity(meant[0].id)

    def documents_naming(self, entity: str, *, limit: int, offset: int) -> list[DocumentSummary]:
        """Return the documents that name an entity (id), the last added first."""
        found = self._store.tied.list_naming(self._find_clusters(entity) or [], limit, offset)
        return [d for id_ in found if (d := self.summary(id_)) is not None]

    def count_claims(  # noqa: PLR0913 - as `claims`
        self,
        *,
        about: str | None = None,
        by: str | None = None,
        predicate: str | None = None,
        since: str | None = None,
        until: str | None = None,
        place: str | None = None,
        certainty: Certainty | None = None,
        denied: bool = False,
    ) -> int:
        """Return how many claims `claims` yields."""
        self._settle()
        question = Question(
            about=about,
            by=by,
            predicates=() if predicate is None else (predicate,),
            since=since,
            until=until,
            place=place,
            certainty=certainty,
            is_denied=denied,
        )
        return count_claims(self._store, question)

    def _list_ties(
        self, profile: Profile, clusters: list[int], limit: int, most: int
    ) -> dict[str, tuple[TieGroup, ...]]:
        said = {g.predicate: g.total for groups in profile.sections.values() for g in groups}
        counted = self._store.tied.count_propositions(clusters)
        sections: dict[str, list[TieGroup]] = {section: [] for section in profile.sections}
        for predicate, total in counted.items():
            keys = self._store.tied.list_propositions(clusters, predicate, limit)
            told = self._store.tied.describe(keys)
            ties = [
                tie for key in keys if key in told for tie in self._weigh_tie(key, told[key], most)
            ]
            group = TieGroup(
                predicate=predicate,
                claims=said.get(predicate, 0),
                propositions=total,
                ties=tuple(ties[:limit]),
            )
            sections[get_section(predicate)].append(group)
        return {section: tuple(groups) for section, groups in sections.items()}

    def _weigh_tie(self, key: int, told: TieSummary, most: int) -> Iterator[EntityTie]:
        """What is known by one key: one proposition, or several of different times or amounts."""
        weighed, copied = self._store.weighed, self._store.copied
        if told.affirmed + told.denied > most or told.disputes > most:
            claim = self._store.voices.get_firsts([told.first])[told.first]
            yield EntityTie(
                claim=claim,
                affirmed=told.affirmed,
                denied=told.denied,
                is_stated=told.is_stated,
                disputes=told.disputes,
                origins=told.origins,
            )
            return
        for graded in self._grade(load_propositions(weighed, copied, key)):
            found = graded.proposition
            tellings = (*found.affirmed, *found.denied)
            yield EntityTie(
                claim=tellings[0].claim,
                affirmed=len(found.affirmed),
                denied=len(found.denied),
                is_stated=any(t.claim.certainty == "stated" for t in tellings),
                disputes=told.disputes,
                origins=found.origins,
                grade=graded.grade,
            )

    def _describe_voice(self, profile: Profile, clusters: list[int]) -> Voice:
        id_ = profile.entity.id
        return Voice(
            reliability=self.source_book().entities.get(id_, "F"),
            claims=self._store.voices.count_passed_on(clusters) if profile.says else 0,
            topics=tuple(self._store.tied.list_topics(clusters, _TOPICS)) if profile.says else (),
            first=profile.says[:_SAID],
        )
