"""Claims of many reports → what was copied, who answers for what, and what is disputed."""

from reportedly.weigh.chronology import (
    Episode,
    Moment,
    Timeline,
    build_timeline,
    rank_episode,
    read_moment,
)
from reportedly.weigh.copies import (
    COMMON_AT,
    CopyIndex,
    align_texts,
    find_copies,
    find_fingerprints,
    find_prints,
)
from reportedly.weigh.credits import find_credits, list_retold
from reportedly.weigh.denials import SYMMETRIC
from reportedly.weigh.disputes import find_disputes, find_disputes_among
from reportedly.weigh.grades import (
    GRADES,
    RELIABILITY,
    Grade,
    Reliability,
    SourceBook,
    grade_proposition,
)
from reportedly.weigh.origins import Setting, do_overlap
from reportedly.weigh.periods import PeriodBin, Periods, build_periods
from reportedly.weigh.positions import Locality, Standing, measure_km, settle_positions
from reportedly.weigh.propositions import (
    Identity,
    Statement,
    build_matters,
    build_propositions,
    identify_proposition,
    name_side,
    read_statement,
)
from reportedly.weigh.rivals import Search, Slot, is_counted, list_searches, may_be_nameless
from reportedly.weigh.sifting import Placed, Sieve, Sifted, Sketch, SketchedSide, read_sketch
from reportedly.weigh.told import Matters, Told, tell

__all__ = [
    "COMMON_AT",
    "GRADES",
    "RELIABILITY",
    "SYMMETRIC",
    "CopyIndex",
    "Episode",
    "Grade",
    "Identity",
    "Locality",
    "Matters",
    "Moment",
    "PeriodBin",
    "Periods",
    "Placed",
    "Reliability",
    "Search",
    "Setting",
    "Sieve",
    "Sifted",
    "Sketch",
    "SketchedSide",
    "Slot",
    "SourceBook",
    "Standing",
    "Statement",
    "Timeline",
    "Told",
    "align_texts",
    "build_matters",
    "build_periods",
    "build_propositions",
    "build_timeline",
    "do_overlap",
    "find_copies",
    "find_credits",
    "find_disputes",
    "find_disputes_among",
    "find_fingerprints",
    "find_prints",
    "grade_proposition",
    "identify_proposition",
    "is_counted",
    "list_retold",
    "list_searches",
    "may_be_nameless",
    "measure_km",
    "name_side",
    "rank_episode",
    "read_moment",
    "read_sketch",
    "read_statement",
    "settle_positions",
    "tell",
]
