"""Gold and predicted clusters of mentions → MUC, B³ and entity-based CEAF.

As defined by Pradhan et al. 2014, 'Scoring Coreference Partitions of Predicted Mentions': a
mention of one side that the other lacks counts as not found. Every measure is given as recall and
precision fractions, which add up over documents.
"""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from reportedly.evaluate.assignment import assign_best

Cluster = frozenset[Hashable]


class Fractions(NamedTuple):
    """Recall and precision of a measure as numerators and denominators."""

    recall_part: float
    recall_whole: float
    precision_part: float
    precision_whole: float


def count_muc(key: Sequence[Cluster], response: Sequence[Cluster]) -> Fractions:
    """Return the links kept (Vilain et al. 1995)."""
    return Fractions(*_count_links(key, response), *_count_links(response, key))


def _count_links(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, float]:
    """Links of `clusters` that `others` keep, and all links of `clusters`."""
    home = {mention: i for i, other in enumerate(others) for mention in other}
    kept = whole = 0
    for cluster in clusters:
        parts = {home[mention] for mention in cluster if mention in home}
        alone = sum(mention not in home for mention in cluster)
        kept += len(cluster) - len(parts) - alone
        whole += len(cluster) - 1
    return kept, whole


def count_b_cubed(key: Sequence[Cluster], response: Sequence[Cluster]) -> Fractions:
    """Return the share of each mention's cluster that is kept (Bagga and Baldwin 1998)."""
    return Fractions(*_count_company(key, response), *_count_company(response, key))


def _count_company(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, float]:
    kept = sum(len(cluster & other) ** 2 / len(cluster) for cluster in clusters for other in others)
    return kept, sum(map(len, clusters))


def count_ceaf_e(key: Sequence[Cluster], response: Sequence[Cluster]) -> Fractions:
    """Return the similarity of clusters aligned one to one (Luo 2005, φ₄)."""
    similarity = [[_compute_phi4(a, b) for b in response] for a in key]
    best = sum(similarity[i][j] for i, j in assign_best(similarity))
    return Fractions(best, len(key), best, len(response))


def _compute_phi4(a: Cluster, b: Cluster) -> float:
    return 2 * len(a & b) / (len(a) + len(b))
