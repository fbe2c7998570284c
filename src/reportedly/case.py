"""The façade over a store: add reports, ask for claims, profiles and sources, export them.

Every document that is added is kept whole before the next one is stored; adding can stop anywhere
and go on later.
"""

import os
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, Self

import msgspec

from reportedly.assess import Assessment, assess_case, encode_assessment
from reportedly.errors import BadInputError, CaseError, UsageError
from reportedly.export.streams import encode_claim
from reportedly.parallel import read_all
from reportedly.query import Profile, Question, build_profile, find_claims, find_meant
from reportedly.read import read_documents
from reportedly.records import Certainty, Claim, Document, Problem, Reading, Record
from reportedly.settings import Settings, load_settings
from reportedly.store import (
    Candidate,
    ClaimFilter,
    Counts,
    DocumentSummary,
    Outcome,
    SearchHit,
    SourceCount,
    SqliteStore,
    Store,
)

ExportFormat = Literal["jsonl", "case"]
_LONGEST_PATH = 1024
EXPORT_FORMATS: tuple[ExportFormat, ...] = ("jsonl", "case")


class Addition(Record, frozen=True, kw_only=True):
    """What became of one input: a document that was kept in some way, or a problem."""

    outcome: Outcome | Literal["problem"]
    document: Document | None = None
    problem: Problem | None = None
    claims: int = 0


class AddReport(msgspec.Struct, kw_only=True):
    """What became of all inputs. `problems` are errors, `warnings` came beside a document."""

    added: int = 0
    known: int = 0
    sighted: int = 0
    replaced: int = 0
    claims: int = 0
    problems: list[Problem] = []
    warnings: list[Problem] = []

    def count(self, addition: Addition) -> None:
        """Take one more input into account."""
        if addition.problem is not None:
            is_error = addition.problem.severity == "error"
            (self.problems if is_error else self.warnings).append(addition.problem)
        else:
            outcome = addition.outcome
            setattr(self, outcome, getattr(self, outcome) + 1)
            self.claims += addition.claims


class Case:
    """A case: documents, what they say, who says it. Use it in a `with` block, or close it."""

    def __init__(self, store: Store, settings: Settings | None = None) -> None:
        self._store = store
        self._settings = settings or load_settings()

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None = None,
        *,
        create: bool = True,
        settings: Settings | None = None,
    ) -> Self:
        """Open the case file at `path`, by default the one that the settings name.

        Makes it unless `create` is false. Raises `CaseError` where it cannot be opened.
        """
        settings = settings or load_settings()
        return cls(SqliteStore(Path(path or settings.case), create=create), settings)

    @classmethod
    def in_memory(cls, settings: Settings | None = None) -> Self:
        """Return an empty case that is gone when it is closed."""
        return cls(SqliteStore(None), settings)

    def close(self) -> None:
        """Let go of the case file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add(
        self,
        inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str] | Document | Problem],
        *,
        published_on: str | None = None,
        publisher: str | None = None,
        workers: int = 1,
        reread: bool = False,
    ) -> AddReport:
        """Read files, folders or documents into the case and return what became of them.

        `published_on` (EDTF) and `publisher` are for reports that do not state their own.
        Documents that the case knows are not read again unless `reread`.
        """
        given = [inputs] if isinstance(inputs, (str, os.PathLike)) else inputs
        items = _list_items(given, published_on, publisher, self._settings)
        report = AddReport()
        for addition in self.add_each(items, workers=workers, reread=reread):
            report.count(addition)
        return report

    def add_each(
        self, items: Iterable[Document | Problem], *, workers: int = 1, reread: bool = False
    ) -> Iterator[Addition]:
        """Read documents into the case, yielding what became of each once it is kept."""
        unread: Iterable[Document | Problem | Addition]
        unread = items if reread else self._note_known(items)
        results: Iterator[Reading | Problem | Addition]
        results = read_all(unread, self._settings, workers=workers)
        for result in results:
            if isinstance(result, Addition):
                yield result
            else:
                yield self.keep(result, reread=reread)

    def keep(self, result: Reading | Problem, *, reread: bool = False) -> Addition:
        """Store one reading or problem and return what became of it."""
        if isinstance(result, Problem):
            self._store.add_problem(result)
            return Addition(outcome="problem", problem=result)
        document = result.document
        try:
            outcome = self._store.add_reading(result, program=get_version(), replace=reread)
        except BadInputError as error:
            problem = Problem(
                code=error.code,
                message=str(error),
                external_id=document.external_id,
                path=document.path,
            )
            return self.keep(problem)
        is_read = outcome in ("added", "replaced")
        return Addition(
            outcome=outcome, document=document, claims=len(result.claims) if is_read else 0
        )

    def reread(self, *, workers: int = 1) -> Iterator[Addition]:
        """Read every document of the case again, replacing what was read out of it."""
        documents = (
            document
            for id_ in self._store.list_document_ids()
            if (document := self._store.get_document(id_)) is not None
        )
        return self.add_each(documents, workers=workers, reread=True)

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
        min_confidence: float | None = None,
        document: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Claim]:
        """Yield the claims that are asked for, in the order of reading.

        `about`, `by` and `place` are names, `since` and `until` EDTF. Raises `CaseError` for a
        name that is not in the case, `UsageError` for one that may mean several.
        """
        question = Question(
            about=about,
            by=by,
            predicates=(predicate,) if isinstance(predicate, str) else tuple(predicate),
            since=since,
            until=until,
            place=place,
            certainty=certainty,
            is_denied=denied,
            min_confidence=min_confidence,
            document=document,
            limit=limit,
        )
        return find_claims(self._store, question)

    def candidates(self, name: str, limit: int = 50) -> list[Candidate]:
        """Return the entities that `name` may mean, the most written about first."""
        return self._store.find_entities(name, limit)

    def who(self, name: str, *, limit: int = 10) -> Profile:
        """Return the profile of the one entity that `name` (or an entity id) means.

        Raises `CaseError` where there is none, `UsageError` with the choices where there are
        several. `limit` is for the claims of each kind.
        """
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

    def sources(self, *, limit: int | None = None, topics: int = 3) -> list[SourceCount]:
        """Return who says how much about whom, the busiest first."""
        return self._store.list_sources(limit=limit, topics=topics)

    def problems(self) -> Iterator[Problem]:
        """Yield what could not be read or understood."""
        return self._store.list_problems()

    def count(self) -> Counts:
        """Return how much is in the case."""
        return self._store.count()

    def assess(self) -> Assessment:
        """Weigh all claims: who is who, what is copied, who affirms and denies what, and disputes.

        Reads the whole case into memory.
        """
        return assess_case(self._store)

    def export(
        self, file: IO[bytes], *, to: ExportFormat = "jsonl", min_confidence: float | None = None
    ) -> int:
        """Write the case to `file` and return how many claims there were.

        `jsonl` is one claim a line; `case` one JSON object about the whole case. Claims below
        `min_confidence` are left out.
        """
        if to not in EXPORT_FORMATS:
            raise UsageError(f"one of {', '.join(EXPORT_FORMATS)} was expected, not '{to}'")
        wanted = ClaimFilter(min_confidence=min_confidence)
        if to == "case":
            assessed = assess_case(self._store, wanted)
            file.write(encode_assessment(self._store, assessed) + b"\n")
            return len(assessed.claims)
        written = 0
        for claim in self._store.find_claims(wanted):
            file.write(encode_claim(claim) + b"\n")
            written += 1
        return written

    def _note_known(
        self, items: Iterable[Document | Problem]
    ) -> Iterator[Document | Problem | Addition]:
        """The items that must be read; for a known text, how it was met is kept, and said."""
        for item in items:
            if isinstance(item, Problem) or not self._store.has_reading(item.id):
                yield item
                continue
            is_new = self._store.add_sighting(item)
            yield Addition(outcome="sighted" if is_new else "known", document=item)


def get_version() -> str:
    """Return the version of the installed program, 'unknown' where it is not installed."""
    try:
        return version("reportedly")
    except PackageNotFoundError:
        return "unknown"


def _list_items(
    inputs: Iterable[str | os.PathLike[str] | Document | Problem],
    published_on: str | None,
    publisher: str | None,
    settings: Settings,
) -> Iterator[Document | Problem]:
    for item in inputs:
        if isinstance(item, (Document, Problem)):
            yield item
        else:
            yield from read_documents(
                [item], published_on=published_on, publisher=publisher, settings=settings
            )
