"""Parsed sentences → mentions with kinds and chains: the sieves in their order."""

from collections.abc import Sequence

from reportedly.analyse.adjectives import settle_adjectives, vote_by_adjective
from reportedly.analyse.casing import Casing, read_casing
from reportedly.analyse.chains import Chains
from reportedly.analyse.coreference import find_references
from reportedly.analyse.datelines import vote_by_dateline
from reportedly.analyse.draft import Draft
from reportedly.analyse.kinds import tally, vote_on_name
from reportedly.analyse.lexicon import find_known, load_lexicon
from reportedly.analyse.naming import (
    join_acronyms,
    join_exact,
    join_named,
    join_partial,
    join_stated,
)
from reportedly.analyse.nouns import settle_nominal
from reportedly.analyse.offices import join_offices
from reportedly.analyse.phrases import find_drafts
from reportedly.analyse.quotes import find_quotations, locate
from reportedly.analyse.reference import resolve_references
from reportedly.analyse.styles import is_styled, keep_styles
from reportedly.analyse.toponyms import drop_foreign_adjectives, vote_by_gazetteer
from reportedly.gazetteer import Gazetteer
from reportedly.records import Analysis, Document, Mention, Sentence, Span


def analyse_document(
    document: Document,
    sentences: Sequence[Sentence],
    paragraphs: Sequence[Span],
    gazetteer: Gazetteer,
) -> Analysis:
    """Return the mentions of `document` with their kinds and coreference chains.

    `sentences` are the parser's, in order; mentions come sorted by (sentence, first, -last), their
    offsets count code points of the document's text.
    """
    quotations = find_quotations(paragraphs)
    mentions, aliases = find_mentions(document.text, sentences, quotations, gazetteer)
    return Analysis(
        document=document,
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
        mentions=tuple(mentions),
        aliases=tuple(aliases),
        references=tuple(find_references(document.text, sentences, mentions, quotations)),
    )


def find_mentions(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
) -> tuple[list[Mention], list[tuple[int, int]]]:
    """Return the mentions with the chains of the sieves, and the aliases that the text states."""
    lexicon = load_lexicon()
    casing = read_casing(sentences)
    drafts: list[Draft] = []
    for sentence in sentences:
        found = find_drafts(sentence, text, casing, lexicon)
        drafts.extend(sorted(found, key=lambda d: (d.first, -d.last)))
    drafts = drop_foreign_adjectives(drafts, gazetteer)
    _vote(drafts, sentences, casing)
    vote_by_gazetteer(drafts, sentences, gazetteer)
    vote_by_dateline(drafts, sentences, text)
    chains = Chains(drafts)
    aliases = _join_names(drafts, sentences, chains, text)
    for draft in drafts:
        if draft.form == "nominal":
            settle_nominal(draft, sentences[draft.sentence], lexicon)
    for draft in drafts:
        draft.quote = locate(quotations, draft.start)
    resolve_references(drafts, sentences, chains)
    aliases += join_named(drafts, sentences, chains)
    join_offices(drafts, sentences, chains)
    return _write_mentions(drafts, chains), aliases


def _vote(drafts: Sequence[Draft], sentences: Sequence[Sentence], casing: Casing) -> None:
    """Let every name say of which kind it is, by its own words and those around it."""
    lexicon = load_lexicon()
    settle_adjectives(drafts, sentences)
    for draft in drafts:
        if draft.form == "name" and not draft.settled:
            vote_on_name(draft, sentences[draft.sentence], lexicon)
            vote_by_adjective(draft, casing.capitalised)


def _join_names(
    drafts: Sequence[Draft],
    sentences: Sequence[Sentence],
    chains: Chains,
    text: str,
) -> list[tuple[int, int]]:
    """Run the sieves for names; return the aliases that the text states."""
    lexicon = load_lexicon()
    keep_styles(drafts, sentences, text)
    join_exact(drafts, chains, lexicon)
    join_acronyms(drafts, chains, text)
    aliases = join_stated(drafts, sentences, chains, text)
    _settle_names(drafts, chains)
    join_partial(drafts, chains, lexicon)
    _settle_names(drafts, chains)
    return aliases


def _settle_names(drafts: Sequence[Draft], chains: Chains) -> None:
    """Give all names of a chain the kind that their votes together choose."""
    for i, draft in enumerate(drafts):
        if draft.form != "name" or chains.find(i) != i:
            continue
        members = [drafts[m] for m in chains.members(i)]
        open_ = [m for m in members if m.form == "name" and not m.settled]
        if open_:
            kind = tally(open_)
            for member in open_:
                member.kind = kind


def _write_mentions(drafts: Sequence[Draft], chains: Chains) -> list[Mention]:
    numbers: dict[int, int] = {}
    names: dict[int, str] = {}
    mentions = []
    for i, draft in enumerate(drafts):
        root = chains.find(i)
        if root not in numbers:
            numbers[root] = len(numbers)
            names[root] = _choose_name([drafts[m] for m in chains.members(root)])
        mentions.append(
            Mention(
                start=draft.start,
                end=draft.end,
                text=draft.text,
                kind=draft.kind,
                form=draft.form,
                chain=numbers[root],
                name=" ".join((draft.name if draft.demonym else names[root]).split()),
                sentence=draft.sentence,
                first=draft.first,
                last=draft.last,
                head=draft.head,
            )
        )
    return mentions


def _choose_name(members: list[Draft]) -> str:
    """The fullest name, without title, long form before acronym; else the first, longest nominal.

    A country keeps its short name where the text uses it: 'Iran', not 'Islamic Republic of Iran'.
    """
    names = [d for d in members if d.form == "name"]
    if names:
        known = find_known(load_lexicon(), names[0].name)
        if known and known.id.startswith("place-") and any(d.name == known.name for d in names):
            return known.name
        return max(names, key=_fullness).name
    nominals = [d for d in members if d.form == "nominal"]
    return max(nominals or members, key=lambda d: (len(d.text), -d.start)).text


def _fullness(draft: Draft) -> tuple[bool, bool, int, int, int]:
    return (
        not draft.demonym,
        not is_styled(draft.words),
        len(draft.words),
        len(draft.name),
        -draft.start,
    )
