"""Assumed names that keep their title: 'also known as Commander Sable'.

A title before a name is left out of it, except where the text gives title and name together as
somebody's other name; then every 'Commander Sable' of the document is that whole name.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.analyse.draft import Draft
from reportedly.analyse.lexicon import Words, load_lexicon, split_words
from reportedly.analyse.naming import find_wording
from reportedly.records import Sentence, Token


def keep_styles(drafts: Sequence[Draft], sentences: Sequence[Sentence], text: str) -> None:
    """Widen, in place, the names with titles that the text introduces as other names."""
    styles: set[tuple[Words, Words]] = set()
    for before, draft in _pairs(drafts):
        start = _first(draft, sentences).start
        if _is_style(draft) and find_wording(before, start, text):
            styles.add((draft.titles, draft.words))
        wording = find_wording(before, start, text) if _is_style(before) else None
        if wording is not None and wording.kind == "real_name":
            styles.add((before.titles, before.words))
    styles |= {
        (d.titles, d.words) for d in drafts if _is_style(d) and _is_self_styled(d, sentences)
    }
    if not styles:
        return
    for draft in drafts:
        if draft.form == "name" and (draft.titles, draft.words) in styles:
            first = _first(draft, sentences)
            draft.first, draft.start = first.i, first.start
            draft.text = draft.name = text[draft.start : draft.end]
            draft.words = split_words(draft.text)


def is_styled(words: Words) -> bool:
    """Say whether a name of these words opens with a title: 'Mullah Qader', 'Commander Sable'."""
    return len(words) > 1 and words[0] in load_lexicon().titles


def _pairs(drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Draft]]:
    names = [d for d in drafts if d.form == "name" and not d.nested and not d.demonym]
    return ((a, b) for a, b in pairwise(names) if a.sentence == b.sentence)


def _is_style(draft: Draft) -> bool:
    """A lone name after one title, right before it."""
    return draft.form == "name" and len(draft.titles) == 1 and len(draft.words) == 1


def _first(draft: Draft, sentences: Sequence[Sentence]) -> Token:
    return sentences[draft.sentence].tokens[draft.first - len(draft.titles)]


def _is_self_styled(draft: Draft, sentences: Sequence[Sentence]) -> bool:
    at = draft.first - len(draft.titles)
    tokens = sentences[draft.sentence].tokens
    words = "".join(t.text.lower() for t in tokens[max(0, at - 3) : at])
    return words.endswith(("self-styled", "so-called", "selfstyled"))
