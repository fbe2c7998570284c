"""How likely a claim is read rightly: its traits, weighed by what gold claims have taught.

Claims with their traits → claims with a calibrated `confidence`: of those at .8, about eight in
ten are right. The weights are data (`knowledge/verifier.toml`), written by
`scripts/train_verifier.py`; a claim's confidence is the logistic of their sum, which nothing but
the claim itself enters, so that it is the same in every run and on every machine.
"""

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from reportedly.errors import KnowledgeError
from reportedly.extract.lookup import Lookup
from reportedly.extract.proposals import Proposal
from reportedly.extract.traits import find_traits
from reportedly.knowledge import load_knowledge
from reportedly.records import Claim

TRAITS_VERSION = 1
"""Raised whenever `traits` gives other traits: weights learned from the old ones mean nothing."""


class Verifier(msgspec.Struct, frozen=True):
    """A weight for each trait, and the sum that a claim without any of them would have."""

    weights: Mapping[str, float]
    bias: float

    def judge(self, traits: Iterable[str]) -> float:
        """Return the probability that a claim with these traits is right, to two digits.

        Never 0 or 1: no reading is certain.
        """
        total = math.fsum((self.bias, *(self.weights.get(trait, 0.0) for trait in traits)))
        return min(0.99, max(0.01, round(1 / (1 + math.exp(-total)), 2)))


def digest_weights(bias: float, weights: Mapping[str, float]) -> str:
    """Return the SHA-256 of the weights, the same for the same weights in any order."""
    lines = [f"{bias:.4f}", *(f"{trait}\t{weights[trait]:.4f}" for trait in sorted(weights))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def read_verifier(entries: Mapping[str, Any]) -> Verifier:
    """Return the verifier that a weights file describes.

    Raises `KnowledgeError` when the file was written for other traits, or changed by hand.
    """
    where = "knowledge/verifier.toml"
    remedy = "run scripts/train_verifier.py"
    if entries["traits"] != TRAITS_VERSION:
        raise KnowledgeError(
            f"{where}: weights for traits version {TRAITS_VERSION} were expected, "
            f"got version {entries['traits']}; {remedy}"
        )
    weights, bias = entries["weights"], entries["bias"]
    if digest_weights(bias, weights) != entries["digest"]:
        raise KnowledgeError(f"{where}: the weights do not give the digest beside them; {remedy}")
    return Verifier(weights, bias)


@lru_cache(maxsize=1)
def load_verifier() -> Verifier:
    """Return the verifier that this version ships. Raises `KnowledgeError`: see `read_verifier`."""
    return read_verifier(load_knowledge("verifier"))


def weigh_claims(
    claims: Sequence[Claim], proposals: Mapping[str, Proposal], lookup: Lookup
) -> list[Claim]:
    """Return the claims of a document, each with the confidence that its traits give it."""
    verifier = load_verifier()
    return [
        msgspec.structs.replace(claim, confidence=verifier.judge(traits))
        for claim, traits in zip(claims, find_traits(claims, proposals, lookup), strict=True)
    ]
