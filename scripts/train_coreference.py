"""Trains the networks that rank antecedents, and writes `analyse/coreference/weights.npz`.

`python scripts/train_coreference.py gum_news.train.jsonl --write` reads documents as
`{"doc_id", "text", "mentions": [{"start", "end", "cluster"}, ...]}`, one a line, cross-validates by
document, prints the CoNLL F1, and with `--write` trains on all of them and writes the weights. The
shipped weights come of the news, interviews and speeches of GUM (Zeldes 2017; Wikinews CC BY 2.5,
annotations CC BY 4.0), training part. Only numpy is needed besides the program itself.

The network is a mention ranker (Durrett and Klein 2013; Wiseman et al. 2015): for each phrase the
likelihood of all right antecedents together, or of 'none', with costs for the three ways to be
wrong, is made greatest by Adam.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.analyse.coreference import resolve
from reportedly.analyse.coreference.model import Network, Scores, score_pairs
from reportedly.analyse.coreference.pairs import Pairs, make_pairs
from reportedly.analyse.document import find_mentions
from reportedly.analyse.paragraphs import split_paragraphs
from reportedly.analyse.parse import load_parser
from reportedly.analyse.quotes import find_quotations
from reportedly.evaluate.coreference import METRICS, group_mentions
from reportedly.evaluate.coreference_metrics import Cluster, Fractions
from reportedly.gazetteer import load_gazetteer
from reportedly.settings import Settings, load_settings

Floats = NDArray[np.float32]
Weights = dict[str, Floats]

WEIGHTS = Path(resolve.__file__).with_name("weights.npz")
HIDDEN, INNER = 64, 32
EPOCHS, NETWORKS, DROPOUT, RATE, DECAY = 40, 2, 0.5, 0.002, 1e-4
FALSE_LINK, WRONG_LINK, MISSED_LINK = 0.3, 1.0, 1.0


class Example(NamedTuple):
    """A document: its candidate links, which of them are right, its phrases and its clusters."""

    pairs: Pairs
    right: NDArray[np.bool_]
    spans: list[tuple[int, int]]
    gold: list[Cluster]


def main() -> int:
    """Cross-validate, print the figures, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, help="a file of JSON Lines with mentions and clusters")
    parser.add_argument("--folds", type=int, default=3, help="0: no cross-validation")
    parser.add_argument("--networks", type=int, default=NETWORKS)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--write", action="store_true", help="train on everything and write")
    args = parser.parse_args()
    examples = read_examples(args.gold)
    if args.folds:
        print(f"CoNLL F1, {args.folds} folds: {cross_validate(examples, args):.4f}")
    if args.write:
        networks = [train(examples, args.epochs, seed) for seed in range(args.networks)]
        write_networks(networks)
        print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size} bytes")
    return 0


# --- documents ------------------------------------------------------------------------------------


def read_examples(path: Path) -> list[Example]:
    """Return the documents of `path`, parsed, with their candidate links."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    parser = load_parser(Settings().model)
    gazetteer = load_gazetteer(load_settings().cache)
    paragraphs = [split_paragraphs(line["text"]) for line in lines]
    examples = []
    for line, spans, sentences in zip(lines, paragraphs, parser.parse(paragraphs), strict=True):
        quotations = find_quotations(spans)
        mentions, _ = find_mentions(line["text"], sentences, quotations, gazetteer)
        phrases, traits = resolve.describe_phrases(sentences, mentions, quotations)
        examples.append(
            _make_example(line, make_pairs(phrases, traits), [(p.start, p.end) for p in phrases])
        )
    return examples


def _make_example(line: dict[str, Any], pairs: Pairs, spans: list[tuple[int, int]]) -> Example:
    marked = [((m["start"], m["end"]), m["cluster"]) for m in line["mentions"]]
    clusters = dict(reversed(marked))
    numbers = {cluster: n for n, cluster in enumerate(sorted(set(clusters.values())))}
    labels = np.array([numbers[clusters[s]] if s in clusters else -1 for s in spans])
    later, earlier = labels[pairs.later], labels[pairs.earlier]
    return Example(pairs, (later >= 0) & (later == earlier), spans, list(group_mentions(marked)))


# --- training -------------------------------------------------------------------------------------


def train(examples: Sequence[Example], epochs: int, seed: int) -> Network:
    """Return a network trained on `examples`, one document a step."""
    random = np.random.default_rng(seed)
    weights = _start(examples[0].pairs, random)
    first = {name: np.zeros_like(value) for name, value in weights.items()}
    second = {name: np.zeros_like(value) for name, value in weights.items()}
    steps = 0
    for epoch in range(epochs):
        rate = RATE * (1 - epoch / epochs)
        for n in random.permutation(len(examples)):
            steps += 1
            for name, slope in find_slopes(examples[n], weights, random).items():
                bounded = np.clip(slope, -50, 50) / 100
                first[name] += 0.1 * (bounded - first[name])
                second[name] += 0.001 * (bounded * bounded - second[name])
                move = (first[name] / (1 - 0.9**steps)) / (
                    np.sqrt(second[name] / (1 - 0.999**steps)) + 1e-8
                )
                weights[name] -= rate * (move + DECAY * weights[name])
    return Network(**weights)


def _start(pairs: Pairs, random: np.random.Generator) -> Weights:
    def draw(rows: int, columns: int, size: float = 1.0) -> Floats:
        values = random.standard_normal((rows, columns)) * np.sqrt(2 / rows) * size
        return np.asarray(values, dtype=np.float32)

    phrase, link = pairs.phrases.shape[1], pairs.links.shape[1]
    return {
        "later": draw(phrase, HIDDEN, 0.7),
        "earlier": draw(phrase, HIDDEN, 0.7),
        "link": draw(link, HIDDEN, 0.7),
        "bias": np.zeros(HIDDEN, np.float32),
        "inner": draw(HIDDEN, INNER),
        "inner_bias": np.zeros(INNER, np.float32),
        "out": draw(INNER, 1)[:, 0],
        "out_bias": np.zeros(1, np.float32),
        "new": draw(phrase, HIDDEN),
        "new_bias": np.zeros(HIDDEN, np.float32),
        "new_out": draw(HIDDEN, 1, 0.5)[:, 0],
    }


def find_slopes(example: Example, weights: Weights, random: np.random.Generator) -> Weights:
    """Return the slope of the loss of one document by each weight, some inputs left out."""
    pairs = _blank_out(example.pairs, random)
    i, j = pairs.later, pairs.earlier
    hidden = pairs.links @ weights["link"] + weights["bias"]
    hidden += (pairs.phrases @ weights["later"])[i] + (pairs.phrases @ weights["earlier"])[j]
    kept = (random.random(hidden.shape, dtype=np.float32) > DROPOUT) / np.float32(1 - DROPOUT)
    hidden = np.maximum(hidden, 0) * kept
    inner = np.maximum(hidden @ weights["inner"] + weights["inner_bias"], 0)
    new = np.maximum(pairs.phrases @ weights["new"] + weights["new_bias"], 0)
    scores = Scores(inner @ weights["out"] + weights["out_bias"][0], (new @ weights["new_out"]))
    by_link, by_new = _slope_of_scores(scores, i, example.right)
    by_inner = (by_link[:, None] * weights["out"]) * (inner > 0)
    by_hidden = (by_inner @ weights["inner"].T) * (hidden > 0) * kept
    by_novelty = (by_new[:, None] * weights["new_out"]) * (new > 0)
    return {
        "later": pairs.phrases.T @ _sum_by(by_hidden, i, len(new)),
        "earlier": pairs.phrases.T @ _sum_by(by_hidden, j, len(new)),
        "link": pairs.links.T @ by_hidden,
        "bias": by_hidden.sum(0),
        "inner": hidden.T @ by_inner,
        "inner_bias": by_inner.sum(0),
        "out": inner.T @ by_link,
        "out_bias": by_link.sum(keepdims=True),
        "new": pairs.phrases.T @ by_novelty,
        "new_bias": by_novelty.sum(0),
        "new_out": new.T @ by_new,
    }


def _blank_out(pairs: Pairs, random: np.random.Generator) -> Pairs:
    """Leave out figures: of phrases one by one, of links a whole column at a time."""
    some, few = DROPOUT / 2, DROPOUT * 0.3
    phrases = (random.random(pairs.phrases.shape, dtype=np.float32) > some) / np.float32(1 - some)
    columns = (random.random(pairs.links.shape[1], dtype=np.float32) > few) / np.float32(1 - few)
    return pairs._replace(
        phrases=np.multiply(pairs.phrases, phrases, dtype=np.float32),
        links=np.multiply(pairs.links, columns, dtype=np.float32),
    )


def _slope_of_scores(
    scores: Scores, later: NDArray[np.int32], right: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """The slopes of the loss by the scores of links and of novelty."""
    n = len(scores.new)
    has = np.zeros(n, bool)
    has[later[right]] = True
    links, new = scores.links.astype(np.float64), scores.new.astype(np.float64)
    links[~right & ~has[later]] += FALSE_LINK
    links[~right & has[later]] += WRONG_LINK
    new[has] += MISSED_LINK
    top = new.copy()
    np.maximum.at(top, later, links)
    links, new = np.exp(links - top[later]), np.exp(new - top)
    total = new + np.bincount(later, links, n)
    good = np.where(has, np.maximum(np.bincount(later, links * right, n), 1e-30), new)
    by_link = links / total[later] - np.where(has[later], links * right / good[later], 0)
    by_new = new / total - ~has
    return by_link.astype(np.float32), by_new.astype(np.float32)


def _sum_by(values: Floats, index: NDArray[np.int32], size: int) -> Floats:
    order = np.argsort(index, kind="stable")
    found, starts = np.unique(index[order], return_index=True)
    sums = np.zeros((size, values.shape[1]), np.float32)
    sums[found] = np.add.reduceat(values[order], starts, axis=0)
    return sums


# --- figures and file -----------------------------------------------------------------------------


def cross_validate(examples: Sequence[Example], args: argparse.Namespace) -> float:
    """Return the CoNLL F1 over documents that the networks which read them never saw."""
    counts: Counter[str] = Counter()
    for fold in range(args.folds):
        seen = [e for n, e in enumerate(examples) if n % args.folds != fold]
        networks = tuple(train(seen, args.epochs, seed) for seed in range(args.networks))
        for example in examples[fold :: args.folds]:
            counts.update(_count(example, networks))
    return measure(counts)


def _count(example: Example, networks: tuple[Network, ...]) -> Counter[str]:
    chains = resolve.choose_links(example.pairs, score_pairs(example.pairs, networks))
    found = group_mentions(zip(example.spans, chains, strict=True))
    counts: Counter[str] = Counter()
    for name, count in METRICS.items():
        for part, value in zip(Fractions._fields, count(example.gold, list(found)), strict=True):
            counts[f"{name} {part}"] += value  # type: ignore[assignment]
    return counts


def measure(counts: Counter[str]) -> float:
    """Return the mean F1 of the metrics."""
    return sum(_find_f1(counts, name) for name in METRICS) / len(METRICS)


def _find_f1(counts: Counter[str], name: str) -> float:
    right_r, gold, right_p, predicted = (counts[f"{name} {part}"] for part in Fractions._fields)
    recall, precision = right_r / gold, right_p / max(predicted, 1e-9)
    return 2 * recall * precision / max(recall + precision, 1e-9)


def write_networks(networks: Iterable[Network]) -> None:
    """Write `weights.npz`: half floats, the same bytes for the same weights."""
    held = list(networks)
    arrays = {
        f"{name}_{n}": getattr(network, name).astype(np.float16)
        for n, network in enumerate(held)
        for name in Network._fields
    }
    np.savez(WEIGHTS, networks=np.int32(len(held)), **arrays)


if __name__ == "__main__":
    sys.exit(main())
