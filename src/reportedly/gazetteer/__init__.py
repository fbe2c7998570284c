"""Names of places → where they may lie: an offline index of GeoNames, built once, read only."""

from reportedly.gazetteer.build import prepare_index
from reportedly.gazetteer.index import (
    Candidate,
    Gazetteer,
    Within,
    load_gazetteer,
    open_gazetteer,
)

__all__ = [
    "Candidate",
    "Gazetteer",
    "Within",
    "load_gazetteer",
    "open_gazetteer",
    "prepare_index",
]
