"""Questions to a case: claims, profiles, documents, sources, words."""

from collections.abc import Iterable, Iterator

from reportedly.case.base import CaseBase
from reportedly.errors import CaseError, UsageError
from reportedly.query import Profile, Question, build_profile, find_claims, find_meant
from reportedly.records import Certainty, Claim, Document, Problem, Reading
from reportedly.store import Candidate, Counts, DocumentSummary, SearchHit, SourceCount, Tied


class Asking(CaseBase):
    """What a case is asked."""

    def claims(  # noqa: PLR0913 - one for each thing that can be asked, all optional
        self,
        *,
        about: str | None = None,
        by: str | None = None,
        predicate: str | Iterable[str] = (),
        since: str | None = None,
        until: str | None = None,
        place: str | None = None,
        certainty: Certainty | None = None,
        denied: bool = False,
        rejected: bool = False,
        min_confidence: float | None = None,
        document: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Claim]:
        """Yield the claims that are asked for, in the order of reading.

        `about`, `by` and `place` are names, `since` and `until` EDTF. Claims that a person rejected
        are left out, or with `rejected` are the only ones. Raises `CaseError` for a
        name that is not in the case, `UsageError` for one that may mean several.
        """
        self._settle()
        question = Question(
            about=about,
            by=by,
            predicates=(predicate,) if isinstance(predicate, str) else tuple(predicate),
            since=since,
            until=until,
            place=place,
            certainty=certainty,
            is_denied=denied,
            is_rejected=rejected,
            min_confidence=min_confidence,
            document=document,
            limit=limit,
        )
        return find_claims(self._store, question)

    def candidates(self, name: str, limit: int = 50) -> list[Candidate]:
        """Return the entities that `name` may mean, the most written about first."""
        self._settle()
        return self._store.find_entities(name, limit)

    def search_names(self, words: str, limit: int = 50) -> list[Candidate]:
        """Return the entities that the words may mean, then all others whose names have them.

        `candidates` ends where a name fits exactly; who searches for a family wants all of it.
        """
        self._settle()
        meant = self._store.find_entities(words, limit)
        known = {one.entity.id for one in meant}
        others = [o for o in self._store.find_named(words, limit) if o.entity.id not in known]
        return [*meant, *others][:limit]

    def who(self, name: str, *, limit: int = 10) -> Profile:
        """Return the profile of the one entity that `name` (or an entity id) means.

        Raises `CaseError` where there is none, `UsageError` with the choices where there are
        several. `limit` is for the claims of each kind.
        """
        self._settle()
        meant = find_meant(self._store, name)
        if len(meant) > 1:
            choices = ", ".join(f"{entity.kind} {entity.id}" for entity in meant[:8])
            raise UsageError(f"'{name}' is the name of several: give one of the ids: {choices}")
        return build_profile(self._store, meant[0], limit=limit)

    def show(self, claim: str) -> Claim:
        """Return the claim of that id. Raises `CaseError` where there is none."""
        found = self._store.find_claim(claim)
        if found is None:
            raise CaseError(f"no claim '{claim}' is in the case")
        return found

    def documents(self, limit: int | None = None) -> Iterator[DocumentSummary]:
        """Yield the documents in the order in which they were added, without their text."""
        return self._store.list_documents(limit)

    def newest(self, limit: int) -> list[DocumentSummary]:
        """Return the documents that were added last, the last first, without their text."""
        return self._store.list_newest(limit)

    def busiest(self, limit: int) -> list[Candidate]:
        """Return whom most documents name, places and activities apart."""
        self._settle()
        return self._store.list_busiest(limit)

    def most_tied(self, limit: int) -> list[Tied]:
        """Return those of the most named, places apart, who are tied to most others."""
        self._settle()
        return self._store.front.list_tied(limit)

    def document(self, document: str) -> Document:
        """Return the document of that id with its text. Raises `CaseError` where there is none."""
        found = self._store.get_document(document)
        if found is None:
            raise CaseError(f"no document '{document}' is in the case")
        return found

    def summary(self, document: str) -> DocumentSummary | None:
        """Return the document of that id without its text."""
        return self._store.find_summary(document)

    def reading(self, document: str) -> Reading | None:
        """Return what was read out of the document of that id."""
        return self._store.get_reading(document)

    def search(self, words: str, *, limit: int = 20) -> Iterator[SearchHit]:
        """Yield the documents with all the words ("a phrase", a prefix*), best first."""
        return self._store.search(words, limit)

    def search_claims(self, words: str, *, limit: int = 20) -> list[tuple[Claim, str]]:
        """Return claims whose own words have all of `words`, best first, each with them as a snippet.

        Looked for in the documents that fit best. Raises `UsageError` where there is no word.
        """
        return self._store.front.search_claims(words, limit)

    def sources(self, *, limit: int | None = None, topics: int = 3) -> list[SourceCount]:
        """Return who says how much about whom, the busiest first."""
        self._settle()
        return self._store.list_sources(limit=limit, topics=topics)

    def problems(self) -> Iterator[Problem]:
        """Yield what could not be read or understood."""
        return self._store.list_problems()

    def last_problems(self, limit: int, offset: int = 0) -> list[Problem]:
        """Return the problems that were met last, the last first, after the first `offset`."""
        return self._store.front.list_problems(limit, offset)

    def count(self) -> Counts:
        """Return how much is in the case."""
        return self._store.count()
