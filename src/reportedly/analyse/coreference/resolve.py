"""Sentences and mentions → references: whole phrases with the chains that a trained model gives.

Phrases are found by rules, every pair of near or alike phrases is scored, and each phrase joins the
earlier one that scores best, if that is likelier than a new referent.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from reportedly.analyse.coreference.model import Scores, load_networks, score_pairs
from reportedly.analyse.coreference.pairs import Pairs, make_pairs
from reportedly.analyse.coreference.phrases import Phrase, find_phrases
from reportedly.analyse.coreference.traits import Traits, read_traits
from reportedly.analyse.lexicon import load_lexicon
from reportedly.analyse.quotes import locate
from reportedly.records import Form, Mention, Reference, Sentence

LINK_BIAS = -1.0
"""How much likelier 'nothing before' must be than the best link for a phrase to stay alone."""


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
    pairs = make_pairs(phrases, traits)
    chains = choose_links(pairs, score_pairs(pairs, load_networks()))
    return _write_references(text, phrases, chains, mentions)


def describe_phrases(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    quotations: Sequence[tuple[int, int]],
) -> tuple[list[Phrase], list[Traits]]:
    """Return the phrases of a document in order, and their traits."""
    by_token = _index_mentions(mentions)
    asks = {s.paragraph: s.tokens[-1].text == "?" for s in sentences}
    lexicon = load_lexicon()
    phrases: list[Phrase] = []
    traits: list[Traits] = []
    told: set[str] = set()
    for sentence in sentences:
        for phrase in _settle_edges(find_phrases(sentence), sentence, by_token, told):
            quote = locate(quotations, phrase.start)
            phrases.append(phrase)
            traits.append(
                read_traits(phrase, sentence, by_token, quote, lexicon, asks[sentence.paragraph])
            )
    return phrases, traits


def _settle_edges(
    phrases: Sequence[Phrase],
    sentence: Sentence,
    mentions: Mapping[tuple[int, int], Mention],
    told: set[str],
) -> list[Phrase]:
    """Correct the edges of phrases by what the sieves call a name and by what was `told` before."""
    found: dict[tuple[int, int], Phrase] = {}
    for phrase in phrases:
        mention = mentions.get((phrase.sentence, phrase.head))
        if phrase.shape == "name" and mention is not None:
            _cover_name(phrase, sentence, mention)
        elif phrase.shape == "nominal":
            _cut_loose_phrase(phrase, sentence, told)
        found.setdefault((phrase.first, phrase.last), phrase)
    return sorted(found.values(), key=lambda p: (p.first, -p.last))


def _cover_name(phrase: Phrase, sentence: Sentence, mention: Mention) -> None:
    """'Kara Relief Council in Exile': the whole name, where the parser hangs its end elsewhere."""
    if mention.form == "name" and mention.head == phrase.head:
        phrase.first = min(phrase.first, mention.first)
        phrase.last = max(phrase.last, mention.last)
        phrase.start = sentence.tokens[phrase.first].start
        phrase.end = sentence.tokens[phrase.last].end


def _cut_loose_phrase(phrase: Phrase, sentence: Sentence, told: set[str]) -> None:
    """'the convoy' in 'left the convoy on Monday', where 'the convoy' was spoken of before."""
    tokens = sentence.tokens
    words = " ".join(t.text.lower() for t in tokens[phrase.first : phrase.head + 1])
    if phrase.last > phrase.head and words in told and phrase.first < phrase.head:
        after = tokens[phrase.head + 1]
        if after.dep == "prep" and after.lemma != "of":
            phrase.last, phrase.end = phrase.head, tokens[phrase.head].end
    told.add(words)


def _index_mentions(mentions: Sequence[Mention]) -> dict[tuple[int, int], Mention]:
    """Return mentions by (sentence, head token), names by each of their tokens too."""
    found: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        if mention.form == "name":
            for i in range(mention.first, mention.last + 1):
                found.setdefault((mention.sentence, i), mention)
    for mention in mentions:
        found[mention.sentence, mention.head] = mention
    return found


def choose_links(pairs: Pairs, scores: Scores) -> list[int]:
    """Return for each phrase the first phrase of its chain: the best link, if one is enough."""
    chains = list(range(len(pairs.phrases)))
    bounds = np.searchsorted(pairs.later, np.arange(len(chains) + 1)).tolist()
    needed = (scores.new + np.float32(LINK_BIAS)).tolist()
    for i, (start, end) in enumerate(pairwise(bounds)):
        if start < end:
            best = start + int(scores.links[start:end].argmax())
            if scores.links[best] > needed[i]:
                chains[i] = chains[pairs.earlier[best]]
    return chains


def _write_references(
    text: str, phrases: Sequence[Phrase], chains: Sequence[int], mentions: Sequence[Mention]
) -> list[Reference]:
    same = _match_mentions(phrases, mentions)
    names = _choose_names(chains, [mentions[n] if n is not None else None for n in same])
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
                kind=held.kind if held else "thing",
                form=held.form if held else _FORMS[phrase.shape],
                chain=numbers.setdefault(chain, len(numbers)),
                name=names.get(chain) or (held.name if held else " ".join(words.split())),
                mention=mention,
            )
        )
    return sorted(found, key=lambda r: (r.start, -r.end))


def _match_mentions(phrases: Sequence[Phrase], mentions: Sequence[Mention]) -> list[int | None]:
    """The mention of the same head for each phrase; a mention goes to one phrase only."""
    heads = {(m.sentence, m.head): n for n, m in enumerate(mentions)}
    found: list[int | None] = []
    for phrase in phrases:
        at = None if phrase.shape == "list" else heads.pop((phrase.sentence, phrase.head), None)
        found.append(at)
    return found


def _choose_names(chains: Sequence[int], held: Sequence[Mention | None]) -> dict[int, str]:
    """The longest name in each chain that has one."""
    names: dict[int, str] = {}
    for chain, mention in zip(chains, held, strict=True):
        if mention is not None and mention.form == "name":
            names[chain] = max(names.get(chain, ""), mention.name, key=len)
    return names


_FORMS: Mapping[str, Form] = {
    "name": "name",
    "nominal": "nominal",
    "pronoun": "pronoun",
    "number": "nominal",
    "list": "nominal",
}
