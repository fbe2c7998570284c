"""Claims of many reports → what was copied, who answers for what, and what is disputed."""

from reportedly.weigh.chronology import Episode, Moment, Timeline, build_timeline, read_moment
from reportedly.weigh.copies import CopyIndex, find_copies
from reportedly.weigh.disputes import find_disputes
from reportedly.weigh.positions import Locality, Standing, measure_km, settle_positions
from reportedly.weigh.propositions import Setting, build_propositions

__all__ = [
    "CopyIndex",
    "Episode",
    "Locality",
    "Moment",
    "Setting",
    "Standing",
    "Timeline",
    "build_propositions",
    "build_timeline",
    "find_copies",
    "find_disputes",
    "measure_km",
    "read_moment",
    "settle_positions",
]
