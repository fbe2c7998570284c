"""Sentences and mentions → references: whole phrases with the chains that a trained model gives.

Phrases are found by rules, every pair of near or alike phrases is scored, and each phrase joins the
earlier one that scores best, if that is likelier than a new referent.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from reportedly.analyse.coreference.model import load_networks, score_pairs
from reportedly.analyse.coreference.pairs import Pairs, make_pairs
from reportedly.analyse.coreference.phrases import Phrase, find_phrases
from reportedly.analyse.coreference.traits import Traits, read_traits
from reportedly.analyse.lexicon import load_lexicon
from reportedly.analyse.quotes import locate
from reportedly.records import Form, Kind, Mention, Reference, Sentence

LINK_BIAS = -1.0
"""How much likelier 'nothing before' must be than the best link for a phrase to stay alone."""

_MOST = 4000
"""Phrases of one stretch: what lies further back than a stretch of this many is not looked at."""


def find_references(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    quotations: Sequence[tuple[int, int]],
) -> list[Reference]:
    """Return the references of a document, sorted by (start, -end)."""
    phrases, traits = describe_phrases(sentences, mentions, quotations)
    if not phrases:
        return []
    chains = link_phrases(make_pairs(phrases, traits))
    return _write_references(text, phrases, chains, mentions)


def describe_phrases(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    quotations: Sequence[tuple[int, int]],
) -> tuple[list[Phrase], list[Traits]]:
    """Return the phrases of a document in order, and their traits."""
    by_token = index_mentions(mentions)
    asks = {s.paragraph: s.tokens[-1].text == "?" for s in sentences}
    lexicon = load_lexicon()
    phrases: list[Phrase] = []
    traits: list[Traits] = []
    for sentence in sentences:
        for phrase in find_phrases(sentence):
            quote = locate(quotations, phrase.start)
            phrases.append(phrase)
            traits.append(
                read_traits(phrase, sentence, by_token, quote, lexicon, asks[sentence.paragraph])
            )
    return phrases, traits


def index_mentions(mentions: Sequence[Mention]) -> dict[tuple[int, int], Mention]:
    """Return mentions by (sentence, head token), names by each of their tokens too."""
    found: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        if mention.form == "name":
            for i in range(mention.first, mention.last + 1):
                found.setdefault((mention.sentence, i), mention)
    for mention in mentions:
        found[mention.sentence, mention.head] = mention
    return found


def link_phrases(pairs: Pairs) -> list[int]:
    """Return for each phrase the first phrase of its chain."""
    chains = list(range(len(pairs.phrases)))
    if not len(pairs.later):
        return chains
    scores = score_pairs(pairs, load_networks())
    bounds = np.searchsorted(pairs.later, np.arange(len(chains) + 1)).tolist()
    needed = (scores.new + np.float32(LINK_BIAS)).tolist()
    for i, (start, end) in enumerate(zip(bounds, bounds[1:], strict=False)):
        if start < end:
            best = start + int(np.argmax(scores.links[start:end]))
            if scores.links[best] > needed[i]:
                chains[i] = chains[pairs.earlier[best]]
    return chains


def _write_references(
    text: str, phrases: Sequence[Phrase], chains: Sequence[int], mentions: Sequence[Mention]
) -> list[Reference]:
    heads = {(m.sentence, m.head): n for n, m in enumerate(mentions)}
    same = [heads.get((p.sentence, p.head)) if p.shape != "list" else None for p in phrases]
    taken: set[int] = set()
    for n, mention in enumerate(same):
        if mention in taken:
            same[n] = None
        elif mention is not None:
            taken.add(mention)
    names: dict[int, str] = {}
    for mention, chain in zip(same, chains, strict=True):
        if mention is not None and mentions[mention].form == "name":
            name = mentions[mention].name
            if len(name) > len(names.get(chain, "")):
                names[chain] = name
    numbers: dict[int, int] = {}
    found = []
    for phrase, mention, chain in zip(phrases, same, chains, strict=True):
        words = text[phrase.start : phrase.end]
        held = mentions[mention] if mention is not None else None
        found.append(
            Reference(
                start=phrase.start,
                end=phrase.end,
                text=words,
                kind=held.kind if held else _KIND,
                form=held.form if held else _FORMS[phrase.shape],
                chain=numbers.setdefault(chain, len(numbers)),
                name=names.get(chain) or (held.name if held else " ".join(words.split())),
                mention=mention,
            )
        )
    return sorted(found, key=lambda r: (r.start, -r.end))


_KIND: Kind = "thing"
_FORMS: Mapping[str, Form] = {
    "name": "name",
    "nominal": "nominal",
    "pronoun": "pronoun",
    "number": "nominal",
    "list": "nominal",
}
