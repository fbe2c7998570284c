"""Candidate links → how likely each is: a small network that was trained on a corpus of news.

The weights are a file of this package, written by `scripts/train_coreference.py`. Every network of
the file scores a link between two phrases, and that a phrase takes up nothing; their scores are
averaged, and rounded so that sums in another order decide alike.
"""

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.analyse.coreference.pairs import Pairs

Floats = NDArray[np.float32]


class Network(NamedTuple):
    """The weights of one network: of the later and the earlier phrase, of the pair, of novelty."""

    later: Floats
    earlier: Floats
    link: Floats
    bias: Floats
    inner: Floats
    inner_bias: Floats
    out: Floats
    out_bias: Floats
    new: Floats
    new_bias: Floats
    new_out: Floats


class Scores(NamedTuple):
    """How strongly each pair is a link, and how strongly each phrase is the first of its chain."""

    links: Floats
    new: Floats


@lru_cache(maxsize=1)
def load_networks() -> tuple[Network, ...]:
    """Return the networks of `weights.npz`."""
    with files(__package__).joinpath("weights.npz").open("rb") as file, np.load(file) as arrays:
        n = int(arrays["networks"])
        return tuple(
            Network(*(arrays[f"{field}_{i}"].astype(np.float32) for field in Network._fields))
            for i in range(n)
        )


def score_pairs(pairs: Pairs, networks: tuple[Network, ...]) -> Scores:
    """Return the mean scores of `networks` for all pairs and phrases."""
    links = np.zeros(len(pairs.later), dtype=np.float32)
    new = np.zeros(len(pairs.phrases), dtype=np.float32)
    for net in networks:
        hidden = pairs.links @ net.link
        hidden += (pairs.phrases @ net.later + net.bias)[pairs.later]
        hidden += (pairs.phrases @ net.earlier)[pairs.earlier]
        np.maximum(hidden, 0, out=hidden)
        inner = np.maximum(hidden @ net.inner + net.inner_bias, 0)
        links += inner @ net.out + net.out_bias[0]
        new += np.maximum(pairs.phrases @ net.new + net.new_bias, 0) @ net.new_out
    count = np.float32(len(networks))
    return Scores(np.round(links / count, 4), np.round(new / count, 4))
