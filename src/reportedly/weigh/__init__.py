"""Claims of many reports → what was copied, who answers for what, and what is disputed."""

from reportedly.weigh.copies import CopyIndex, find_copies
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
from reportedly.weigh.origins import Setting
from reportedly.weigh.propositions import build_propositions

__all__ = [
    "GRADES",
    "RELIABILITY",
    "CopyIndex",
    "Grade",
    "Reliability",
    "Setting",
    "SourceBook",
    "build_propositions",
    "find_copies",
    "find_credits",
    "find_disputes",
    "grade_proposition",
    "list_retold",
]
