"""What the gazetteer says of a name's kind: a place of that name is there, and how well known.

Many a place bears a person's name, so that a hit speaks softly by itself, louder for what is known
to be large, and loudest where only a place can stand: in a dateline, after a town as 'Ky.'.
"""

import re
from collections.abc import Sequence

from reportedly.analyse.draft import Draft
from reportedly.analyse.lexicon import Lexicon, load_lexicon
from reportedly.gazetteer import Candidate, Gazetteer
from reportedly.records import Sentence

_SHORT = re.compile(r"(?:[A-Z][a-z]{0,4}\.\s?)+(?:[A-Z][a-z]*\.)?")
_DATELINE_ENDS = frozenset({"-", "--", "—", "–", ",", "(", ":"})
_WIDE = frozenset({"country", "province", "continent", "region", "water", "mountain", "island"})
_LARGE = 100_000
_SMALL = 10_000
_SHORTEST = 5
"""Letters below which capitals are an acronym."""
_WHOLE_NAME = 2


def vote_by_gazetteer(
    drafts: Sequence[Draft], sentences: Sequence[Sentence], gazetteer: Gazetteer
) -> None:
    """Add to `draft.votes` what it says for a place that the gazetteer has one of this name.

    Comes after the other votes. A word of somebody's name says nothing.
    """
    lexicon = load_lexicon()
    persons = {w for d in drafts if "person" in d.labels or d.titles for w in d.words}
    for draft in drafts:
        if draft.form != "name" or draft.settled:
            continue
        found = gazetteer.find(draft.text)
        if not found or (len(draft.words) == 1 and draft.words[0] in persons):
            continue
        weight = _weigh(draft, found, lexicon)
        if _is_dateline(draft, sentences[draft.sentence]):
            weight += 3.0
        if weight:
            draft.votes["place"] = draft.votes.get("place", 0.0) + weight


def _weigh(draft: Draft, found: Sequence[Candidate], lexicon: Lexicon) -> float:
    if _SHORT.fullmatch(draft.text):
        is_province = any(c.level in {"province", "country"} for c in found)
        return 5.0 if is_province else 0.0
    is_personal = "person" in draft.labels or (
        draft.words[:1] and draft.words[0] in lexicon.given_names
    )
    if draft.titles or is_personal or _is_common(draft, lexicon):
        return 0.0
    own = [c for c in found if c.likeness == _WHOLE_NAME]
    is_wide = any(c.level in _WIDE for c in own)
    if draft.text.isupper() and len(draft.text) < _SHORTEST and not is_wide:
        return 0.0
    has_evidence = draft.votes.get("place", 0.0) > 0 or "place" in draft.labels
    people = max((c.population for c in own), default=0)
    if is_wide or people >= _LARGE:
        weight = 1.5 if has_evidence else 0.8
    elif has_evidence:
        weight = 0.8 if people >= _SMALL else 0.4
    else:
        return 0.0
    return weight * (2.0 if len(draft.words) > 1 else 1.0)


def _is_common(draft: Draft, lexicon: Lexicon) -> bool:
    """A single word that says of itself what it names ('Front', 'Minister'), or names no place."""
    if len(draft.words) != 1:
        return False
    word = draft.words[0]
    return word in lexicon.inside or word in lexicon.titles or word in lexicon.nouns


def _is_dateline(draft: Draft, sentence: Sentence) -> bool:
    """'SHERBEK (AP)', 'SHERBEK, Ohio —', 'SHERBEK: …': capitals that open a sentence."""
    after = draft.last + 1
    return (
        draft.first <= 1
        and draft.text.isupper()
        and after < len(sentence.tokens)
        and sentence.tokens[after].text in _DATELINE_ENDS
    )


def drop_foreign_adjectives(drafts: list[Draft], gazetteer: Gazetteer) -> list[Draft]:
    """Return `drafts` without demonyms that are part of a place's own name: 'Indian Ocean'."""
    wholes = {
        (d.sentence, d.first): d.last
        for d in drafts
        if d.form == "name" and not d.nested and gazetteer.find(d.text)
    }
    return [
        d
        for d in drafts
        if not (d.nested and d.demonym and wholes.get((d.sentence, d.first), -1) > d.last)
    ]
