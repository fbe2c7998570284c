"""Referents of many reports → who is who, with the reasons for every join."""

from reportedly.resolve.cluster import (
    COMMON_AT,
    JOIN_AT,
    Cluster,
    is_telling,
    join_pairs,
    list_bare_keys,
    list_keys,
    resolve_referents,
)
from reportedly.resolve.compare import (
    APART_BELOW,
    Comparison,
    Referent,
    can_stand_apart,
    compare_referents,
)
from reportedly.resolve.judged import word_judgement
from reportedly.resolve.namesakes import (
    Namesakes,
    Sighting,
    find_namesakes,
    read_sightings,
)

__all__ = [
    "APART_BELOW",
    "COMMON_AT",
    "JOIN_AT",
    "Cluster",
    "Comparison",
    "Namesakes",
    "Referent",
    "Sighting",
    "can_stand_apart",
    "compare_referents",
    "find_namesakes",
    "is_telling",
    "join_pairs",
    "list_bare_keys",
    "list_keys",
    "read_sightings",
    "resolve_referents",
    "word_judgement",
]
