"""Referents of many reports → who is who, with the reasons for every join."""

from reportedly.resolve.cluster import (
    COMMON_AT,
    JOIN_AT,
    Cluster,
    is_telling,
    join_pairs,
    list_bare_keys,
    list_keys,
)
from reportedly.resolve.compare import (
    APART_BELOW,
    Comparison,
    Referent,
    can_stand_apart,
    compare_referents,
)
from reportedly.resolve.judged import word_judgement

__all__ = [
    "APART_BELOW",
    "COMMON_AT",
    "JOIN_AT",
    "Cluster",
    "Comparison",
    "Referent",
    "can_stand_apart",
    "compare_referents",
    "is_telling",
    "join_pairs",
    "list_bare_keys",
    "list_keys",
    "word_judgement",
]
