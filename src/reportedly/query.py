"""What a person asks, in names and dates → what a store answers, in records.

A name that several referents share is never settled by guessing: all of them are meant where they
bear exactly that name, else the choices are named.
"""

from collections.abc import Iterator
from datetime import date

from reportedly.edtf import bounds
from reportedly.errors import CaseError, UsageError
from reportedly.export.wording import get_section
from reportedly.records import Certainty, Claim, Entity, Record
from reportedly.store import ClaimFilter, NameCount, SourceCount, Store

_ALL = 10_000
_SECTIONS = ("names", "ties", "posts", "places", "deeds")


class Question(Record, frozen=True, kw_only=True):
    """Which claims are wanted: names as people write them, dates as EDTF. Every field narrows."""

    about: str | None = None
    by: str | None = None
    predicates: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    place: str | None = None
    certainty: Certainty | None = None
    is_denied: bool = False
    is_rejected: bool = False
    min_confidence: float | None = None
    document: str | None = None
    limit: int | None = None


class Group(Record, frozen=True, kw_only=True):
    """The claims of one predicate in a profile: the first of them, and how many there are."""

    predicate: str
    total: int
    claims: tuple[Claim, ...]


class Profile(Record, frozen=True, kw_only=True):
    """What a case holds about one entity; every line of it is a claim or counts claims."""

    entity: Entity
    names: tuple[NameCount, ...]
    total: int
    sections: dict[str, tuple[Group, ...]]
    """`names`, `ties`, `posts`, `places` and `deeds`: claims with the entity as an argument."""
    timeline: tuple[Claim, ...]
    sources: tuple[SourceCount, ...]
    says: tuple[Claim, ...]
    """Claims in whose chain of sources the entity stands."""


def find_claims(store: Store, question: Question) -> Iterator[Claim]:
    """Yield the claims that are asked for, in the order of reading.

    Raises `CaseError` for a name that is not in the case, `UsageError` for one that may mean
    several, and for a date that is none.
    """
    return store.find_claims(build_filter(store, question))


def count_claims(store: Store, question: Question) -> int:
    """Return how many claims `find_claims` yields, whatever the question's limit."""
    return sum(store.count_predicates(build_filter(store, question)).values())


def find_meant(store: Store, name: str) -> tuple[Entity, ...]:
    """Return what `name` means: all that bear it, else the only one that comes near.

    Raises `CaseError` where nothing does, `UsageError` with the choices where several do.
    """
    candidates = store.find_entities(name, limit=_ALL)
    if not candidates:
        raise CaseError(f"nobody and nothing called '{name}' is in the case")
    if len(candidates) > 1 and candidates[0].match != "name":
        choices = ", ".join(f"'{c.entity.name}'" for c in candidates[:8])
        raise UsageError(f"'{name}' may mean {choices}: give the whole name or its id")
    return tuple(candidate.entity for candidate in candidates)


def build_profile(store: Store, entity: Entity, *, limit: int = 10) -> Profile:
    """Return what the case holds about `entity`, at most `limit` claims of each kind."""
    about = ClaimFilter(about=(entity.id,))
    counts = store.count_predicates(about)
    groups: dict[str, list[Group]] = {section: [] for section in _SECTIONS}
    for predicate, total in counts.items():
        wanted = ClaimFilter(about=(entity.id,), predicates=(predicate,), limit=limit)
        claims = tuple(store.find_claims(wanted))
        groups[get_section(predicate)].append(
            Group(predicate=predicate, total=total, claims=claims)
        )
    dated = ClaimFilter(about=(entity.id,), is_dated=True, order="time", limit=limit * 2)
    return Profile(
        entity=entity,
        names=tuple(store.get_names(entity.id)),
        total=sum(counts.values()),
        sections={section: tuple(found) for section, found in groups.items()},
        timeline=tuple(store.find_claims(dated)),
        sources=tuple(store.list_sources(about=entity.id, limit=limit)),
        says=tuple(store.find_claims(ClaimFilter(by=(entity.id,), limit=limit))),
    )


def build_filter(store: Store, question: Question) -> ClaimFilter:
    """Return the filter for a question. Raises like `find_claims`."""
    return ClaimFilter(
        about=_find_ids(store, question.about),
        by=_find_speakers(store, question.by),
        publisher=question.by,
        predicates=question.predicates or None,
        since=_find_day(question.since, 0),
        until=_find_day(question.until, 1),
        places=_find_ids(store, question.place),
        certainty=question.certainty,
        polarity="denied" if question.is_denied else None,
        is_rejected=question.is_rejected,
        min_confidence=question.min_confidence,
        document=question.document,
        limit=question.limit,
    )


def _find_ids(store: Store, name: str | None) -> tuple[str, ...] | None:
    return None if name is None else tuple(entity.id for entity in find_meant(store, name))


def _find_speakers(store: Store, name: str | None) -> tuple[str, ...] | None:
    """Entities of that name; none is no error, since a publisher need not be spoken of."""
    if name is None or store.has_publisher(name):
        candidates = [] if name is None else store.find_entities(name, limit=_ALL)
        return tuple(c.entity.id for c in candidates if c.match == "name") or None
    return _find_ids(store, name)


def _find_day(edtf: str | None, end: int) -> date | None:
    return None if edtf is None else bounds(edtf)[end]
