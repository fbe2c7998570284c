"""What a store of a case must do, and the rows that it answers with.

A store keeps readings and never changes what they say: `get_reading` gives back what
`add_reading` was given. Claims that are asked for carry the ids of the case's entities.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Literal, Protocol

from reportedly.records import (
    Certainty,
    Claim,
    Document,
    Entity,
    Judgement,
    Kind,
    Place,
    Polarity,
    Problem,
    Reading,
    Record,
    Span,
)
from reportedly.store.charted import Charted
from reportedly.store.clusters import Clusters
from reportedly.store.compaction import Compaction
from reportedly.store.copied import Copied
from reportedly.store.disputed import Disputed
from reportedly.store.doubted import Doubted
from reportedly.store.front import Front
from reportedly.store.periods import ClaimPage, Dated, DayCounts
from reportedly.store.places import PlaceSummary
from reportedly.store.plain import Plain
from reportedly.store.spots import SpotClaims, SpotFilter
from reportedly.store.tied import Tied
from reportedly.store.voices import Voices
from reportedly.store.ways import Ways
from reportedly.store.weighed import Weighed
from reportedly.verdicts import Verdicts

Outcome = Literal["added", "known", "sighted", "replaced"]
"""What adding a document did: `sighted` is a known text under another path, date or publisher."""

Kept = Outcome | Literal["problem"]


class ClaimFilter(Record, frozen=True, kw_only=True):
    """Which claims are asked for; every field narrows, `None` leaves open.

    `about`, `by` and `places` are entity ids, any one of which will do. `by` looks through the
    whole chain of sources; `publisher` adds what documents of that publisher say in their own
    voice. `since` and `until` are met by claims whose time overlaps them; undated claims are not.
    `min_confidence` is the extractor's confidence from which on claims are let through. Claims that
    a person rejected are let through alone with `is_rejected`, and never without.
    """

    about: tuple[str, ...] | None = None
    by: tuple[str, ...] | None = None
    publisher: str | None = None
    predicates: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None
    places: tuple[str, ...] | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    min_confidence: float | None = None
    document: str | None = None
    is_dated: bool = False
    is_rejected: bool = False
    order: Literal["read", "time"] = "read"
    limit: int | None = None


class Candidate(Record, frozen=True, kw_only=True):
    """An entity that a name may mean. `match` says how: its own name, another one, or nearly."""

    entity: Entity
    match: Literal["name", "other-name", "prefix", "words"]
    documents: int
    document: str | None = None
    """Id of the only document that knows it, where it has no name of its own."""


class NameCount(Record, frozen=True, kw_only=True):
    """One name of an entity, how many documents use it and how often."""

    name: str
    documents: int
    mentions: int


SOURCES_OF = 5000
"""Who speaks of somebody is counted in so many claims about him, the latest."""


class SourceCount(Record, frozen=True, kw_only=True):
    """How much one source says, as the innermost link of a chain (the root source)."""

    entity: str | None
    name: str
    kind: Kind
    claims: int
    denied: int
    hedged: int
    unrealised: int
    documents: int
    about: tuple[str, ...] = ()
    """Whom it speaks about most, most often first; only where it was asked for."""


class DocumentSummary(Record, frozen=True, kw_only=True):
    """A document without its text, and what came of it."""

    id: str
    external_id: str | None
    title: str | None
    publisher: str | None
    published_on: str | None
    url: str | None
    path: str | None
    characters: int
    claims: int
    sightings: int
    problems: int
    model: str | None


class Sighting(Record, frozen=True, kw_only=True):
    """One way in which a text was met."""

    external_id: str | None
    title: str | None
    publisher: str | None
    published_on: str | None
    byline: str | None
    url: str | None
    path: str | None
    media_type: str


class SearchHit(Record, frozen=True, kw_only=True):
    """A document that has the words, and some of its text, each word between U+0002 and U+0003."""

    document: DocumentSummary
    snippet: str


class Counts(Record, frozen=True, kw_only=True):
    """How much is in a case."""

    documents: int
    claims: int
    entities: int
    problems: int


class Store(Protocol):
    """Where the readings of a case are kept. One writer at a time, any number of readers.

    What is derived from many readings stands in three rooms: who is who in `clusters`, what is
    copied in `copied`, what is said by how many and disputed in `weighed`. Seven more answer what
    pages show of them: `front`, `charted`, `doubted`, `disputed`, `tied`, `voices` and `ways`.
    """

    clusters: Clusters
    copied: Copied
    weighed: Weighed
    charted: Charted
    front: Front
    doubted: Doubted
    disputed: Disputed
    tied: Tied
    voices: Voices
    ways: Ways

    def transaction(self) -> AbstractContextManager[None]:
        """Have all writes of the block kept, or none. Raises `CaseError` where that fails."""

    def remove_document(self, document: str, runs: Iterable[tuple[int, int]]) -> bool:
        """Take a document and all that rested on it alone out of the case; false if unknown.

        `runs` are its fingerprints (hash, position).
        """

    def compact(self) -> Compaction:
        """Give back what room it does not need. Raises `CaseError` where that fails."""

    def close(self) -> None:
        """Let go of the store; every later call fails."""

    def add_reading(self, reading: Reading, *, program: str, replace: bool = False) -> Outcome:
        """Keep `reading`, read by version `program`, all of it or nothing.

        A document that has a reading keeps it unless `replace`, which rewrites derived rows only.
        """

    def add_readings(self, batch: Sequence[Plain]) -> list[Kept]:
        """Keep readings that were laid out, and problems of inputs, in their order, or nothing.

        The case is the one that they give when they are kept one by one. Returns what became of
        each; `problem` for a problem. Raises `BadInputError` where one cannot be stored.
        """

    def making(self, expected: int) -> AbstractContextManager[None]:
        """Write about `expected` documents quickly, where that is worth it and nobody else is there.

        Nobody else can open the case meanwhile, and nothing may be asked of it until the end.
        """

    def add_sighting(self, document: Document) -> bool:
        """Note another way in which a known text was met; false when that way was known."""

    def add_problem(self, problem: Problem) -> bool:
        """Keep what became of an input that could not be read; false when it is known."""

    def has_reading(self, document: str) -> bool:
        """Whether the document of that id was read."""

    def get_document(self, document: str) -> Document | None:
        """Return the document of that id, as it was first met or last re-read."""

    def get_reading(self, document: str) -> Reading | None:
        """Return the reading of the document of that id, as it was added."""

    def get_program(self, document: str) -> str | None:
        """Return the version of the program that read the document of that id."""

    def get_sightings(self, document: str) -> list[Sighting]:
        """Return every way in which the text was met, sorted."""

    def find_addresses(self, addresses: Sequence[str]) -> set[str]:
        """Return those web addresses of which the case has something, as url or external id."""

    def list_documents(self, limit: int | None = None) -> Iterator[DocumentSummary]:
        """Yield the documents in the order in which they were added."""

    def list_newest(self, limit: int) -> list[DocumentSummary]:
        """Return the documents that were added last, the last first."""

    def list_busiest(self, limit: int) -> list[Candidate]:
        """Return the named entities that most documents name, places and activities apart."""

    def find_summary(self, document: str) -> DocumentSummary | None:
        """Return the document of that id without its text, and what came of it."""

    def list_document_ids(self) -> Iterator[str]:
        """Yield the ids of the documents in order; the store may be written in between."""

    def find_claims(self, wanted: ClaimFilter) -> Iterator[Claim]:
        """Yield the claims that `wanted` lets through, by document and place in it, or by time."""

    def find_told(self, wanted: ClaimFilter) -> set[int]:
        """Return the keys of the propositions that a claim tells which `wanted` lets through."""

    def find_claim(self, claim: str) -> Claim | None:
        """Return the claim of that id, corrected where it was; a rejected one too."""

    def find_original(self, claim: str) -> Claim | None:
        """Return the claim of that id as it was read, `None` where nobody corrected it."""

    def count_predicates(self, wanted: ClaimFilter) -> dict[str, int]:
        """Return how many of the claims have each predicate, most frequent first."""

    def list_holders(self, side: str, predicates: Sequence[str], limit: int) -> set[str]:
        """Return who is stated to have such a tie with `side` (an id), by the first claims of it."""

    def find_entities(self, name: str, limit: int = 50) -> list[Candidate]:
        """Return what `name` (or an entity id) may mean: the first of these that gives any.

        The entity of that id; entities of that name; those with it among their other names;
        with a name that begins so; with a name that has these words.
        """

    def find_named(self, words: str, limit: int = 50) -> list[Candidate]:
        """Return those with a name that has all of the words, whatever else it has."""

    def find_entity(self, entity: str) -> Entity | None:
        """Return the entity that stands for the one of that id, with all names they have."""

    def find_bearers(self, name: str, limit: int = 50) -> list[Candidate]:
        """Return what `name` (or an entity id) may mean, each by itself, whatever it is joined to."""

    def list_entities(self) -> Iterator[Entity]:
        """Yield the entities, each with its names, in the order in which they were first met."""

    def list_mentions(self) -> Iterator[tuple[str, str | None, Span]]:
        """Yield entity id, external id of the document, and words of each mention, in order."""

    def list_document_mentions(
        self, document: str
    ) -> Iterator[tuple[int, int, str, Kind, str | None]]:
        """Yield start, end, name, kind of a document's mentions, and the entity that stands for each."""

    def list_appearances(self) -> Iterator[tuple[str, str]]:
        """Yield (entity id, document id) once for each document that names an entity."""

    def list_positions(self, document: str | None = None) -> Iterator[tuple[str, Place, int]]:
        """Yield entity id, position and how many mentions have it, in one document or in all."""

    def list_places(self, about: Sequence[str] | None = None) -> Iterator[PlaceSummary]:
        """Yield the places of the case, in the order in which they were first met.

        With `about`, ids of entities, those that are among them and the places of claims about
        them. Nameless ones ('the market') are there too; their entity is local or no place.
        """

    def list_spots(self) -> Iterator[PlaceSummary]:
        """Yield all places, in the order in which they were first met, with positions alone."""

    def count_at_places(self, wanted: SpotFilter) -> dict[str, int]:
        """Return how many of the claims each place (an entity's id) is the site or a side of."""

    def find_claims_at(
        self, places: Sequence[str], wanted: SpotFilter, *, limit: int, after: int = 0
    ) -> SpotClaims:
        """Return at most `limit` of the claims set at some places (ids), after a key."""

    def count_days(self, about: Sequence[str] | None = None) -> DayCounts:
        """Return how many claims have each time: all, or those about one of some entities."""

    def walk_dated(
        self,
        about: Sequence[str] | None,
        days: tuple[date | None, date | None],
        start: date | None = None,
    ) -> Iterator[Dated]:
        """Yield claims in order of time, those that may be of the `days`, from one day on."""

    def list_yearless(self, about: Sequence[str] | None, limit: int) -> list[Dated]:
        """Return claims whose time has no year, in the order of reading."""

    def find_undated(self, about: Sequence[str] | None, *, limit: int, after: int = 0) -> ClaimPage:
        """Return at most `limit` claims that give no year, in the order of reading, after a key."""

    def count_documents(self, entities: Sequence[str]) -> int:
        """Return how many documents name one of the entities."""

    def has_appearance(self, entity: str, document: str) -> bool:
        """Whether the document of that id names the entity of that id."""

    def has_publisher(self, name: str) -> bool:
        """Whether a document of the publisher `name` is in the case."""

    def get_names(self, entity: str) -> list[NameCount]:
        """Return the names of an entity, the most used first."""

    def list_sources(
        self, *, about: str | None = None, limit: int | None = None, topics: int = 0
    ) -> list[SourceCount]:
        """Return the root sources, of all claims or those about one entity, busiest first.

        About one entity of which there are more than `SOURCES_OF` claims, of the latest so many.
        """

    def search(self, words: str, limit: int = 20) -> Iterator[SearchHit]:
        """Yield the documents with all the words ("a phrase", a prefix*), best first."""

    def add_judgement(self, judgement: Judgement) -> bool:
        """Add a judgement to the log for good; false when it stands there. Applies nothing."""

    def list_judgements(self) -> Iterator[Judgement]:
        """Yield the judgements in the order in which they were made, by id where at one time."""

    def apply_verdicts(self, verdicts: Verdicts) -> tuple[str, ...]:
        """Make rejected and corrected claims, and those set apart, what `verdicts` say.

        Returns the documents whose rows were made anew. Holds for what is added later too, and
        `get_reading` still gives back what was added.
        """

    def list_problems(self, *, of_inputs: bool = False) -> Iterator[Problem]:
        """Yield the problems of inputs and of documents, or `of_inputs` alone."""

    def list_document_problems(self, document: str) -> Iterator[Problem]:
        """Yield the problems of the document of that id."""

    def count(self) -> Counts:
        """Return how much is in the store."""
