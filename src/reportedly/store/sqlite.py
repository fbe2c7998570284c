"""Readings ⇄ one SQLite file: every document is one transaction, derived rows can be rebuilt.

A kill at any moment leaves a file that opens and holds whole documents only. What a document
costs to add does not depend on what the case already holds, beyond the depth of its indices.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

from reportedly.errors import CaseBusyError, CaseError
from reportedly.records import (
    Claim,
    Document,
    Entity,
    Judgement,
    Kind,
    Place,
    Problem,
    Reading,
    Span,
)
from reportedly.store import (
    entities,
    forget,
    judged,
    periods,
    places,
    positions,
    questions,
    spots,
    write,
)
from reportedly.store.bulk import Bulk
from reportedly.store.charted import Charted
from reportedly.store.clusters import Clusters
from reportedly.store.compaction import Compaction, compact_case
from reportedly.store.copied import Copied
from reportedly.store.disputed import Disputed
from reportedly.store.doubted import Doubted
from reportedly.store.front import Front
from reportedly.store.making import making
from reportedly.store.periods import ClaimPage, Dated, DayCounts
from reportedly.store.places import PlaceSummary
from reportedly.store.plain import Plain, check_document
from reportedly.store.protocol import (
    Candidate,
    ClaimFilter,
    Counts,
    DocumentSummary,
    Kept,
    NameCount,
    Outcome,
    SearchHit,
    Sighting,
    SourceCount,
)
from reportedly.store.restore import get_program, restore_document, restore_reading
from reportedly.store.rows import build_rows
from reportedly.store.schema import begin, connect
from reportedly.store.spots import SpotClaims, SpotFilter
from reportedly.store.tied import Tied
from reportedly.store.voices import Voices
from reportedly.store.ways import Ways
from reportedly.store.weighed import Weighed
from reportedly.verdicts import Verdicts


class SqliteStore:
    """A `Store` in one file, or in memory where `path` is `None`."""

    def __init__(self, path: Path | None, *, create: bool = True) -> None:
        self._db = connect(path, create=create)
        self.charted = Charted(self._db)
        self.clusters = Clusters(self._db)
        self.copied = Copied(self._db)
        self.weighed = Weighed(self._db)
        self.front = Front(self._db)
        self.doubted = Doubted(self._db)
        self.disputed = Disputed(self._db)
        self.tied = Tied(self._db)
        self.voices = Voices(self._db)
        self.ways = Ways(self._db)
        self._bulk = Bulk(self._db)
        self._turn = 0

    def compact(self) -> Compaction:
        """Give back the pages that nothing stands on, and count anew what questions go by."""
        return compact_case(self._db)

    def close(self) -> None:
        """Let go of the file, folding the write-ahead log into it."""
        self._db.close()

    def add_reading(self, reading: Reading, *, program: str, replace: bool = False) -> Outcome:
        """Keep `reading` whole, or nothing of it. Raises `BadInputError` for unstorable text."""
        document = check_document(reading.document)
        with self.transaction():
            rows = build_rows(reading, judged.read_rulings(self._db, reading))
            key = self._find_document_key(document.id)
            is_new = key is None
            if key is None:
                key = write.insert_document(self._db, document)
            is_sighted = write.insert_sighting(self._db, key, document)
            if not is_new and not replace:
                return "sighted" if is_sighted else "known"
            names = [] if is_new else forget.forget_derived(self._db, key)
            if not is_new:
                write.update_document(self._db, key, document)
            write.insert_derived(self._db, key, reading, rows, program)
            forget.forget_unused(self._db, names)
            judged.recall_judged(self._db, [key])
        return "added" if is_new else "replaced"

    def add_readings(self, batch: Sequence[Plain]) -> list[Kept]:
        """Keep laid out readings and problems of inputs, all or nothing; say what became of each."""
        with self.transaction():
            kept, added = self._bulk.keep(batch, self._turn)
            ruled = judged.list_ruled(self._db, added)
            for key in ruled:
                self._rebuild(key)
            if ruled:
                self._bulk.forget()
        return kept

    def making(self, expected: int) -> AbstractContextManager[None]:
        """Write about `expected` documents quickly; see `Store`."""
        return making(self._db, expected)

    def remove_document(self, document: str, runs: Iterable[tuple[int, int]]) -> bool:
        """Take a document and all that rested on it alone out of the case; false if unknown.

        `runs` are its fingerprints (hash, position).
        """
        with self.transaction():
            key = self._find_document_key(document)
            if key is None:
                return False
            names = forget.forget_derived(self._db, key)
            forget.forget_unused(self._db, names)
            self.copied.forget_runs(key, runs)
            forget.forget_document(self._db, key)
        return True

    def add_sighting(self, document: Document) -> bool:
        """Note another way in which a known text was met; false when that way was known."""
        with self.transaction():
            key = self._find_document_key(document.id)
            if key is None:
                raise CaseError(f"the case has no document {document.id}: add it first")
            return write.insert_sighting(self._db, key, check_document(document))

    def add_problem(self, problem: Problem) -> bool:
        """Keep what became of an input that could not be read; false when it is known."""
        with self.transaction():
            return write.insert_problem(self._db, problem, None)

    def has_reading(self, document: str) -> bool:
        """Whether the document of that id was read."""
        return self._find_document_key(document) is not None

    def get_document(self, document: str) -> Document | None:
        """Return the document of that id, as it was first met or last re-read."""
        key = self._find_document_key(document)
        return None if key is None else restore_document(self._db, key)

    def get_reading(self, document: str) -> Reading | None:
        """Return the reading of the document of that id, as it was added."""
        key = self._find_document_key(document)
        return None if key is None else restore_reading(self._db, key)

    def get_program(self, document: str) -> str | None:
        """Return the version of the program that read the document of that id."""
        return get_program(self._db, document)

    def get_sightings(self, document: str) -> list[Sighting]:
        """Return every way in which the text was met, sorted by path, publisher and date."""
        return questions.get_sightings(self._db, document)

    def find_addresses(self, addresses: Sequence[str]) -> set[str]:
        """Return those web addresses of which the case has something, as url or external id."""
        return questions.find_addresses(self._db, addresses)

    def list_documents(self, limit: int | None = None) -> Iterator[DocumentSummary]:
        """Yield the documents in the order in which they were added."""
        return questions.list_documents(self._db, limit)

    def list_newest(self, limit: int) -> list[DocumentSummary]:
        """Return the documents that were added last, the last first."""
        return questions.list_newest(self._db, limit)

    def list_busiest(self, limit: int) -> list[Candidate]:
        """Return the named entities that most documents name, places and activities apart."""
        return entities.list_busiest(self._db, limit)

    def find_summary(self, document: str) -> DocumentSummary | None:
        """Return the document of that id without its text, and what came of it."""
        return questions.find_summary(self._db, document)

    def list_document_ids(self) -> Iterator[str]:
        """Yield the ids of the documents in order; the store may be written in between."""
        return questions.list_document_ids(self._db)

    def find_claims(self, wanted: ClaimFilter) -> Iterator[Claim]:
        """Yield the claims that `wanted` lets through, by document and place in it, or by time."""
        return questions.find_claims(self._db, wanted)

    def find_told(self, wanted: ClaimFilter) -> set[int]:
        """Return the keys of the propositions that a claim tells which `wanted` lets through."""
        return questions.find_told(self._db, wanted)

    def find_claim(self, claim: str) -> Claim | None:
        """Return the claim of that id."""
        return questions.find_claim(self._db, claim)

    def find_original(self, claim: str) -> Claim | None:
        """Return the claim of that id as it was read, `None` where nobody corrected it."""
        return questions.find_original(self._db, claim)

    def count_predicates(self, wanted: ClaimFilter) -> dict[str, int]:
        """Return how many of the claims have each predicate, most frequent first."""
        return questions.count_predicates(self._db, wanted)

    def list_holders(self, side: str, predicates: Sequence[str], limit: int) -> set[str]:
        """Return who is stated to have such a tie with `side` (an id), by the first claims of it."""
        return questions.list_holders(self._db, side, predicates, limit)

    def find_entities(self, name: str, limit: int = 50) -> list[Candidate]:
        """Return what `name` (or an entity id) may mean, best first; see `Store`."""
        return entities.find_entities(self._db, name, limit)

    def find_named(self, words: str, limit: int = 50) -> list[Candidate]:
        """Return those with a name that has all of the words, whatever else it has."""
        return entities.find_named(self._db, words, limit)

    def find_entity(self, entity: str) -> Entity | None:
        """Return the entity that stands for the one of that id, with all names they have."""
        return entities.find_entity(self._db, entity)

    def find_bearers(self, name: str, limit: int = 50) -> list[Candidate]:
        """Return what `name` (or an entity id) may mean, each by itself, joined or not."""
        return entities.find_bearers(self._db, name, limit)

    def list_entities(self) -> Iterator[Entity]:
        """Yield the entities, each with its names, in the order in which they were first met."""
        return entities.list_entities(self._db)

    def list_mentions(self) -> Iterator[tuple[str, str | None, Span]]:
        """Yield entity id, external id of the document, and words of each mention, in order."""
        return entities.list_mentions(self._db)

    def list_document_mentions(
        self, document: str
    ) -> Iterator[tuple[int, int, str, Kind, str | None]]:
        """Yield start, end, name, kind and entity of the mentions of the document of that id."""
        return entities.list_document_mentions(self._db, document)

    def list_appearances(self) -> Iterator[tuple[str, str]]:
        """Yield (entity id, document id) once for each document that names an entity."""
        return entities.list_appearances(self._db)

    def has_appearance(self, entity: str, document: str) -> bool:
        """Whether the document of that id names the entity of that id."""
        return entities.has_appearance(self._db, entity, document)

    def list_positions(self, document: str | None = None) -> Iterator[tuple[str, Place, int]]:
        """Yield entity id, position and how many mentions have it, in one document or in all."""
        return positions.list_positions(self._db, document)

    def list_places(self, about: Sequence[str] | None = None) -> Iterator[PlaceSummary]:
        """Yield the places of the case, or of claims about some entities; see `Store`."""
        return places.list_places(self._db, about)

    def list_spots(self) -> Iterator[PlaceSummary]:
        """Yield all places with their positions alone."""
        return spots.list_spots(self._db)

    def count_at_places(self, wanted: SpotFilter) -> dict[str, int]:
        """Return how many of the claims each place is the site or a side of."""
        return spots.count_at_places(self._db, wanted)

    def find_claims_at(
        self, places: Sequence[str], wanted: SpotFilter, *, limit: int, after: int = 0
    ) -> SpotClaims:
        """Return at most `limit` of the claims set at some places, after a key."""
        return spots.find_claims_at(self._db, places, wanted, limit, after)

    def count_days(self, about: Sequence[str] | None = None) -> DayCounts:
        """Return how many claims have each time."""
        return periods.count_days(self._db, about)

    def walk_dated(
        self,
        about: Sequence[str] | None,
        days: tuple[date | None, date | None],
        start: date | None = None,
    ) -> Iterator[Dated]:
        """Yield claims in order of time, those that may be of the `days`, from one day on."""
        return periods.walk_dated(self._db, about, days, start)

    def list_yearless(self, about: Sequence[str] | None, limit: int) -> list[Dated]:
        """Return claims whose time has no year, in the order of reading."""
        return periods.list_yearless(self._db, about, limit)

    def find_undated(self, about: Sequence[str] | None, *, limit: int, after: int = 0) -> ClaimPage:
        """Return at most `limit` claims that give no year, in the order of reading, after a key."""
        return periods.find_undated(self._db, about, limit, after)

    def count_documents(self, entities: Sequence[str]) -> int:
        """Return how many documents name one of the entities."""
        return places.count_documents(self._db, entities)

    def has_publisher(self, name: str) -> bool:
        """Whether a document of the publisher `name` is in the case."""
        return questions.has_publisher(self._db, name)

    def get_names(self, entity: str) -> list[NameCount]:
        """Return the names of an entity, the most used first."""
        return entities.get_names(self._db, entity)

    def list_sources(
        self, *, about: str | None = None, limit: int | None = None, topics: int = 0
    ) -> list[SourceCount]:
        """Return the root sources, of all claims or those about one entity, busiest first."""
        return questions.list_sources(self._db, about=about, limit=limit, topics=topics)

    def search(self, words: str, limit: int = 20) -> Iterator[SearchHit]:
        """Yield the documents with all the words ("a phrase", a prefix*), best first."""
        return questions.search(self._db, words, limit)

    def add_judgement(self, judgement: Judgement) -> bool:
        """Add a judgement to the log for good; false when it stands there."""
        with self.transaction():
            return judged.insert_judgement(self._db, judgement)

    def list_judgements(self) -> Iterator[Judgement]:
        """Yield the judgements in the order in which they were made."""
        return judged.list_judgements(self._db)

    def apply_verdicts(self, verdicts: Verdicts) -> tuple[str, ...]:
        """Make rejected and corrected claims, and those set apart, what `verdicts` say."""
        with self.transaction():
            touched = judged.write_rulings(self._db, verdicts)
            for key, _ in touched:
                self._rebuild(key)
        return tuple(document for _, document in touched)

    def list_problems(self, *, of_inputs: bool = False) -> Iterator[Problem]:
        """Yield the problems of inputs and of documents, or `of_inputs` alone."""
        return questions.list_problems(self._db, of_inputs=of_inputs)

    def list_document_problems(self, document: str) -> Iterator[Problem]:
        """Yield the problems of the document of that id."""
        return questions.list_document_problems(self._db, document)

    def count(self) -> Counts:
        """Return how much is in the store."""
        return questions.count(self._db)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, for errors, interrupts and kills alike; inside another, part of that."""
        self._turn += 1
        is_inner = self._db.in_transaction
        if is_inner:
            yield
            return
        try:
            begin(self._db)
        except sqlite3.OperationalError as error:
            raise CaseBusyError(
                f"the case cannot be written now ({error}): another program writes to it, "
                "ask again in a moment"
            ) from error
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise CaseError(f"the case could not be written: {error}") from error
            raise

    def _rebuild(self, key: int) -> None:
        """Make the rows of a document anew from its own reading."""
        reading = restore_reading(self._db, key)
        question = "SELECT program FROM readings WHERE document = ?"
        [program] = self._db.execute(question, (key,)).fetchone()
        rows = build_rows(reading, judged.read_rulings(self._db, reading))
        names = forget.forget_derived(self._db, key)
        write.insert_derived(self._db, key, reading, rows, program)
        forget.forget_unused(self._db, names)
        judged.recall_judged(self._db, [key])

    def _find_document_key(self, document: str) -> int | None:
        row = self._db.execute("SELECT key FROM documents WHERE id = ?", (document,)).fetchone()
        return None if row is None else int(row[0])
