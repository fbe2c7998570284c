"""Referents of many reports → who is who, with the reasons for every join."""

from reportedly.resolve.cluster import (
    COMMON_AT,
    JOIN_AT,
    Cluster,
    is_telling,
    join_pairs,
    list_bare_keys,
    list_keys,
    list_only_words,
)
from reportedly.resolve.compare import (
    APART_BELOW,
    Comparison,
    Referent,
    can_stand_apart,
    compare_referents,
)
from reportedly.resolve.judged import word_judgement
from reportedly.resolve.words import LONG_WORD, compare_words, sketch_word

__all__ = [
    "APART_BELOW",
    "COMMON_AT",
    "JOIN_AT",
    "LONG_WORD",
    "Cluster",
    "Comparison",
    "Referent",
    "can_stand_apart",
    "compare_referents",
    "compare_words",
    "is_telling",
    "join_pairs",
    "list_bare_keys",
    "list_keys",
    "list_only_words",
    "sketch_word",
    "word_judgement",
]
