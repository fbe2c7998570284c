"""Claims of many reports → what was copied, who answers for what, and what is disputed."""

from reportedly.weigh.copies import (
    COMMON_AT,
    CopyIndex,
    align_texts,
    find_copies,
    find_fingerprints,
)
from reportedly.weigh.disputes import find_disputes
from reportedly.weigh.propositions import Setting, build_propositions

__all__ = [
    "COMMON_AT",
    "CopyIndex",
    "Setting",
    "align_texts",
    "build_propositions",
    "find_copies",
    "find_disputes",
    "find_fingerprints",
]
