"""Readings → a case that can be asked: one SQLite file, whole documents only."""

from reportedly.store.compaction import Compaction
from reportedly.store.disputed import DisputeFilter, Pair
from reportedly.store.disputed import Reason as DisputeReason
from reportedly.store.doubted import NameUse
from reportedly.store.front import Tied
from reportedly.store.periods import ClaimPage, Dated, DayCount, DayCounts
from reportedly.store.places import PlaceSummary, Sighted
from reportedly.store.plain import restore_laid_out
from reportedly.store.protocol import (
    SOURCES_OF,
    Candidate,
    ClaimFilter,
    Counts,
    DocumentSummary,
    NameCount,
    Outcome,
    SearchHit,
    Sighting,
    SourceCount,
    Store,
)
from reportedly.store.spots import SpotClaims, SpotFilter
from reportedly.store.sqlite import SqliteStore

__all__ = [
    "SOURCES_OF",
    "Candidate",
    "ClaimFilter",
    "ClaimPage",
    "Compaction",
    "Counts",
    "Dated",
    "DayCount",
    "DayCounts",
    "DisputeFilter",
    "DisputeReason",
    "DocumentSummary",
    "NameCount",
    "NameUse",
    "Outcome",
    "Pair",
    "PlaceSummary",
    "SearchHit",
    "Sighted",
    "Sighting",
    "SourceCount",
    "SpotClaims",
    "SpotFilter",
    "SqliteStore",
    "Store",
    "Tied",
    "restore_laid_out",
]
