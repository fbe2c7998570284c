"""A footnoted brief about one entity: everything that the case holds about it, gathered."""

from collections.abc import Iterable
from functools import lru_cache

from reportedly.brief import Dossier, Limits, Material, build_dossier
from reportedly.case.adding import get_version
from reportedly.case.grading import Grading
from reportedly.case.situating import Situating
from reportedly.errors import CaseError, UsageError
from reportedly.records import Argument, Claim, Entity, Proposition, Span, Telling
from reportedly.store import ClaimFilter, DocumentSummary

_MOST_CHOICES = 8
_UNKNOWN = 6
"""The grade of what a case cannot judge."""


class Briefing(Situating, Grading):
    """What a case hands to an editor."""

    def brief(self, name: str, *, limits: Limits | None = None) -> Dossier:
        """Return the brief about the one entity that `name` (or an entity id) means.

        Raises `CaseError` where there is none, `UsageError` with the choices where there are
        several, and for a limit that is no date.
        """
        return build_dossier(self._gather(name), limits)

    def _gather(self, name: str) -> Material:
        entity = self._find_subject(name)
        members = self._list_members(entity)
        ids = {member.id for member in members}
        graded = list(self.graded(entity.id))
        propositions = tuple(g.proposition for g in graded)
        book = self.source_book()
        claims = [t.claim for p in propositions for t in _list_tellings(p)]
        says = tuple(self._store.find_claims(ClaimFilter(by=(entity.id,))))
        joins = tuple(self.joins(entity.id))
        seen = {claim.document for claim in (*claims, *says)}
        return Material(
            entity=entity,
            members=tuple(members),
            names=tuple(self._store.get_names(entity.id)),
            propositions=propositions,
            says=tuple(claim for claim in says if _speaks(claim, ids)),
            contests=tuple(self.contests(entity.id)),
            joins=joins,
            copies=tuple(c for c in self.copies() if {c.a.document, c.b.document} <= seen),
            documents={d: found for d in sorted(seen) if (found := self.summary(d)) is not None},
            localities=tuple(self.places(about=entity.id)),
            ratings={t.claim.id: book.rate(t) for p in propositions for t in _list_tellings(p)},
            grades={g.proposition.id: g.grade.value for g in graded if g.grade.value != _UNKNOWN},
            contexts=self._find_contexts((*claims, *says)),
            labels={id_: self.own_name(id_) for join in joins for id_ in (join.a, join.b)},
            models=self._list_models(seen),
            program=get_version(),
        )

    def _find_subject(self, name: str) -> Entity:
        """The entity that stands for what `name` means."""
        candidates = self.candidates(name)
        if not candidates:
            raise CaseError(f"nobody and nothing called '{name}' is in the case")
        meant = {self.entity(candidate.entity.id).id: candidate.entity for candidate in candidates}
        if len(meant) > 1:
            choices = [f"'{e.name}' ({e.kind}, {id_})" for id_, e in meant.items()]
            shown = ", ".join(choices[:_MOST_CHOICES])
            more = len(choices) - _MOST_CHOICES
            rest = f" or {more} more" if more > 0 else ""
            raise UsageError(f"'{name}' may mean {shown}{rest}: give a whole name or an id")
        return self.entity(next(iter(meant)))

    def _list_members(self, entity: Entity) -> list[Entity]:
        """The entities that were joined to one, and itself, each under its own name."""
        keys = self._store.weighed.get_keys([entity.id])
        rooms = self._store.clusters
        joined = rooms.list_cluster(rooms.get_clusters(keys.values()).values())
        return [
            Entity(id=one.id, name=one.names[0], kind=one.kind, names=one.names)
            for one in rooms.get_named(joined).values()
        ]

    def _find_contexts(self, claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
        """By claim, the sentences in which an argument stands that the evidence does not hold."""
        found: dict[str, tuple[str, ...]] = {}
        sentences = lru_cache(maxsize=64)(self._list_sentences)
        for claim in claims:
            outside = [
                argument
                for argument in (claim.subject, claim.object)
                if argument is not None and not _is_inside(argument, claim.evidence)
            ]
            if outside:
                held = (s.text for s in sentences(claim.document) if _holds_any(s, outside))
                found[claim.id] = tuple(dict.fromkeys(held))
        return found

    def _list_sentences(self, document: str) -> tuple[Span, ...]:
        reading = self.reading(document)
        return reading.sentences if reading is not None else ()

    def _list_models(self, documents: Iterable[str]) -> tuple[str, ...]:
        summaries: list[DocumentSummary | None] = [self.summary(d) for d in documents]
        return tuple(sorted({s.model for s in summaries if s is not None and s.model}))


def _list_tellings(proposition: Proposition) -> tuple[Telling, ...]:
    return (*proposition.affirmed, *proposition.denied)


def _is_inside(argument: Argument, span: Span) -> bool:
    return span.start <= argument.start and argument.end <= span.end


def _holds_any(sentence: Span, arguments: Iterable[Argument]) -> bool:
    return any(_is_inside(argument, sentence) for argument in arguments)


def _speaks(claim: Claim, ids: set[str]) -> bool:
    """Whether the subject itself is the root source, and not one that only passes it on."""
    return bool(claim.sources) and claim.sources[-1].entity in ids
