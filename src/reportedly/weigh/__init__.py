"""Claims of many reports → what was copied, who answers for what, and what is disputed."""

from reportedly.weigh.copies import (
    COMMON_AT,
    CopyIndex,
    align_texts,
    find_copies,
    find_fingerprints,
)
from reportedly.weigh.disputes import find_disputes
from reportedly.weigh.propositions import (
    Identity,
    Setting,
    build_proposition,
    build_propositions,
    do_overlap,
    identify_proposition,
)
from reportedly.weigh.rivals import is_counted, list_searches, may_be_nameless

__all__ = [
    "COMMON_AT",
    "CopyIndex",
    "Identity",
    "Setting",
    "align_texts",
    "build_proposition",
    "build_propositions",
    "do_overlap",
    "find_copies",
    "find_disputes",
    "find_fingerprints",
    "identify_proposition",
    "is_counted",
    "list_searches",
    "may_be_nameless",
]
