"""Learns the verifier's weights from gold claims, after showing what they are worth unseen.

`python scripts/train_verifier.py GOLD…` takes folders of gold claims (texts beside them), reads
the texts, marks every claim right or wrong by the scorer of `reportedly evaluate claims`, and fits
a logistic regression over the claims' traits. The documents are first shared out over five folds:
the table shows how often claims are right that were judged by the other four folds' weights.
Then `knowledge/verifier.toml` is written from all of them; the same texts give the same file.
`--only-measure` writes nothing; `--unseen GOLD` also judges another set by the final weights.
"""

import argparse
import hashlib
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from reportedly.analyse import analyse_document
from reportedly.analyse.paragraphs import split_paragraphs
from reportedly.analyse.parse import Parser, load_parser
from reportedly.attribute import attribute_document
from reportedly.evaluate.claims import UNSCORED, is_match
from reportedly.evaluate.gold import read_claim_gold
from reportedly.evaluate.predictions import PredictedClaim
from reportedly.extract.assemble import Extractor
from reportedly.extract.traits import find_traits
from reportedly.extract.verifier import TRAITS_VERSION, Verifier, digest_weights
from reportedly.gazetteer import load_gazetteer
from reportedly.locate import locate_mentions
from reportedly.settings import load_settings

OUT = Path(__file__).resolve().parent.parent / "src/reportedly/knowledge/verifier.toml"
FOLDS = 5
SEED = 7
PENALTY = 50.0
"""Of the squared weights. From 10 to 80 the cross-validated figures hardly change; smaller weights
carry over better from one kind of report to another."""
LEAST_CLAIMS = 4
"""A trait of fewer claims has no weight: nothing would be learned but these claims."""

Floats = NDArray[np.float64]


class Example(NamedTuple):
    """A claim as it was read: the document it is from, its traits, whether gold has it."""

    document: str
    traits: tuple[str, ...]
    is_right: bool
    prior: float


def main() -> int:
    """Measure by folds, then learn from everything and write the weights."""
    options = read_options()
    parser = load_parser(load_settings().model)
    examples = [e for folder in options.gold for e in read_examples(folder, parser)]
    print_figures("cross-validated", examples, judge_unseen(examples))
    verifier = learn(examples)
    for folder in options.unseen:
        others = list(read_examples(folder, parser))
        print_figures(folder.name, others, [verifier.judge(e.traits) for e in others])
    if not options.only_measure:
        OUT.write_text(write_verifier(verifier, options.gold, examples), encoding="utf-8")
    return 0


def read_options() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path, help="folders of gold claims to learn from")
    parser.add_argument("--unseen", nargs="*", type=Path, default=[], help="folders to judge only")
    parser.add_argument("--only-measure", action="store_true", help="write no weights")
    return parser.parse_args()


def read_examples(folder: Path, parser: Parser) -> Iterator[Example]:
    """Yield the claims that are read in the texts of a gold set, in text order."""
    gazetteer = load_gazetteer(load_settings().cache)
    for gold in read_claim_gold(folder):
        document = gold.document
        if document is None:
            raise SystemExit(f"{folder}: the text of {gold.id} was expected beside its claims")
        paragraphs = split_paragraphs(document.text)
        [sentences] = parser.parse([paragraphs])
        analysed = analyse_document(document, sentences, paragraphs, gazetteer)
        analysis, _ = locate_mentions(analysed, gazetteer)
        extractor = Extractor(analysis, *attribute_document(analysis))
        claims = extractor.extract()
        described = find_traits(claims, extractor.proposals, extractor.lookup)
        for claim, traits in zip(claims, described, strict=True):
            if claim.predicate in UNSCORED:
                continue
            predicted = msgspec.convert(msgspec.to_builtins(claim), PredictedClaim)
            is_right = any(is_match(predicted, one) for one in gold.gold)
            yield Example(f"{folder.name}/{gold.id}", tuple(traits), is_right, claim.confidence)


def judge_unseen(examples: Sequence[Example]) -> list[float]:
    """Return each example's confidence by weights that were learned from other documents."""
    documents = sorted({e.document for e in examples})
    order = np.random.default_rng(SEED).permutation(len(documents))
    fold = {documents[at]: number % FOLDS for number, at in enumerate(order)}
    verifiers = [learn([e for e in examples if fold[e.document] != k]) for k in range(FOLDS)]
    return [verifiers[fold[e.document]].judge(e.traits) for e in examples]


def learn(examples: Sequence[Example]) -> Verifier:
    """Return the verifier whose weights fit the examples best, large weights being dear."""
    counts = Counter(trait for e in examples for trait in set(e.traits))
    traits = sorted(trait for trait, n in counts.items() if n >= LEAST_CLAIMS)
    columns = {trait: at for at, trait in enumerate(traits)}
    table = np.zeros((len(examples), len(traits) + 1))
    table[:, -1] = 1.0
    for row, example in enumerate(examples):
        for trait in example.traits:
            if trait in columns:
                table[row, columns[trait]] = 1.0
    right = np.array([e.is_right for e in examples], dtype=np.float64)
    found = fit_logistic(table, right)
    weights = {trait: round(float(found[at]), 4) + 0.0 for trait, at in columns.items()}
    kept = {trait: weight for trait, weight in weights.items() if weight}
    return Verifier(kept, round(float(found[-1]), 4))


def fit_logistic(table: Floats, right: Floats) -> Floats:
    """Return the weights of a ridge logistic regression by Newton's method; the last is the bias."""
    penalty = np.full(table.shape[1], PENALTY)
    penalty[-1] = 0.0
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - right) + penalty * weights
        curve = (table * (likely * (1 - likely))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-8:
            break
    return np.asarray(weights)


def print_figures(name: str, examples: Sequence[Example], judged: Sequence[float]) -> None:
    """Print how well confidences fit, beside the frames' own guesses, and how often bins are right."""
    print(f"{name}: {len(examples)} claims, {share(examples):.3f} right")
    print(f"  squared error: frames' guesses {brier(examples, [e.prior for e in examples]):.4f}, "
          f"verifier {brier(examples, judged):.4f}")  # fmt: skip
    print(f"  log loss: {log_loss(examples, judged):.4f}, area under the curve: "
          f"guesses {rank(examples, [e.prior for e in examples]):.3f}, verifier {rank(examples, judged):.3f}")  # fmt: skip
    for low in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = 1.0 if low == 0.9 else (0.5 if low == 0.0 else round(low + 0.1, 1))
        held = [(e, j) for e, j in zip(examples, judged, strict=True) if low <= j < high]
        if held:
            said = sum(j for _, j in held) / len(held)
            print(f"  {low:.1f}–{high:.1f}  {len(held):5} claims  said {said:.2f}  "
                  f"right {share([e for e, _ in held]):.2f}")  # fmt: skip


def share(examples: Sequence[Example]) -> float:
    """Return the share of examples that are right."""
    return sum(e.is_right for e in examples) / len(examples)


def brier(examples: Sequence[Example], judged: Sequence[float]) -> float:
    """Return the mean squared difference of confidence and outcome (Brier 1950)."""
    return sum((j - e.is_right) ** 2 for e, j in zip(examples, judged, strict=True)) / len(judged)


def log_loss(examples: Sequence[Example], judged: Sequence[float]) -> float:
    """Return the mean negative logarithm of the probability given to what was the case."""
    outcomes = (j if e.is_right else 1 - j for e, j in zip(examples, judged, strict=True))
    return -sum(map(math.log, outcomes)) / len(judged)


def rank(examples: Sequence[Example], judged: Sequence[float]) -> float:
    """Return how often a right claim is held likelier than a wrong one, ties counting half."""
    right = np.array([j for e, j in zip(examples, judged, strict=True) if e.is_right])
    wrong = np.array([j for e, j in zip(examples, judged, strict=True) if not e.is_right])
    above = (right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2
    return float(above)


def write_verifier(verifier: Verifier, folders: Sequence[Path], examples: Sequence[Example]) -> str:
    """Return the weights file: where it comes from, then a weight a line."""
    lines = [
        "# Weights of the traits of a claim, by which its confidence is computed. Written by",
        "# scripts/train_verifier.py (docs/decisions/0009-verifier.md says why); never",
        "# edited by hand: the digest would not hold.",
        "",
        f"traits = {TRAITS_VERSION}",
        f"bias = {verifier.bias:.4f}",
        f'digest = "{digest_weights(verifier.bias, verifier.weights)}"',
        "",
    ]
    for folder in folders:
        mine = [e for e in examples if e.document.startswith(f"{folder.name}/")]
        lines += [
            "[[learned_from]]",
            f'set = "{folder.name}"',
            f"documents = {len({e.document for e in mine})}",
            f"claims = {len(mine)}",
            f"right = {sum(e.is_right for e in mine)}",
            f'digest = "{digest_folder(folder)}"',
            "",
        ]
    lines.append("[weights]")
    lines += [f'"{trait}" = {verifier.weights[trait]:.4f}' for trait in sorted(verifier.weights)]
    return "\n".join(lines) + "\n"


def digest_folder(folder: Path) -> str:
    """Return the SHA-256 of the texts and gold claims of a set, by file name."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.name.endswith((".txt", ".gold.jsonl")):
            digest.update(path.name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
