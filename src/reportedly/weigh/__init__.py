"""Claims of many reports → what was copied, who answers for what, and what is disputed."""

from reportedly.weigh.copies import (
    COMMON_AT,
    CopyIndex,
    align_texts,
    find_copies,
    find_fingerprints,
)
from reportedly.weigh.credits import find_credits, list_retold
from reportedly.weigh.disputes import find_disputes
from reportedly.weigh.grades import (
    GRADES,
    RELIABILITY,
    Grade,
    Reliability,
    SourceBook,
    grade_proposition,
)
from reportedly.weigh.origins import Setting, do_overlap
from reportedly.weigh.propositions import (
    Identity,
    build_matters,
    build_propositions,
    identify_proposition,
)
from reportedly.weigh.rivals import find_rivals, is_counted, may_be_nameless

__all__ = [
    "COMMON_AT",
    "GRADES",
    "RELIABILITY",
    "CopyIndex",
    "Grade",
    "Identity",
    "Reliability",
    "Setting",
    "SourceBook",
    "align_texts",
    "build_matters",
    "build_propositions",
    "do_overlap",
    "find_copies",
    "find_credits",
    "find_disputes",
    "find_fingerprints",
    "find_rivals",
    "grade_proposition",
    "identify_proposition",
    "is_counted",
    "list_retold",
    "may_be_nameless",
]
