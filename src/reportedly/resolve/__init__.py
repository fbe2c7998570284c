"""Referents of many reports → who is who, with the reasons for every join."""

from reportedly.resolve.cluster import Cluster, resolve_referents
from reportedly.resolve.compare import Comparison, Referent, compare_referents

__all__ = [
    "Cluster",
    "Comparison",
    "Referent",
    "compare_referents",
    "resolve_referents",
]
