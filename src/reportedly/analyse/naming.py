"""Chains of names: exact, well-known, acronym, stated alias, then partial names.

Each sieve joins drafts of form 'name'; the order is from the surest to the least sure. Distinct
bodies that share words stay apart: a partial name must single out one longer name.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reportedly.analyse.chains import Chains
from reportedly.analyse.draft import Draft
from reportedly.analyse.lexicon import Lexicon, Words, find_known
from reportedly.analyse.paragraphs import map_characters
from reportedly.knowledge.loader import load_knowledge

_SMALL = frozenset({"of", "for", "the", "and", "in", "on", "to", "de", "du", "la", "al", "el", "e", "&"})


class AliasWording(NamedTuple):
    """A wording between two names of one referent."""

    id: str
    kind: str
    between: re.Pattern[str]


@lru_cache(maxsize=1)
def load_alias_wordings() -> tuple[AliasWording, ...]:
    """Return the wordings of `knowledge/coreference.toml` in order."""
    return tuple(
        AliasWording(entry["id"], entry["kind"], re.compile(entry["between"]))
        for entry in load_knowledge("coreference")["alias"]
    )


def join_exact(drafts: Sequence[Draft], chains: Chains, lexicon: Lexicon) -> None:
    """Join names of the same words, and names that are known to be one's."""
    seen: dict[object, int] = {}
    for i, draft in enumerate(drafts):
        if draft.form != "name" or draft.kind == "population":
            continue
        known = find_known(lexicon, draft.name)
        key: object = known.id if known else strip_article(draft.words) if not draft.demonym else draft.name
        if key in seen:
            chains.join(seen[key], i)
        else:
            seen[key] = i


def strip_article(words: Words) -> Words:
    """Return `words` without leading articles and a trailing possessive."""
    while len(words) > 1 and words[0] in {"the", "a", "an"}:
        words = words[1:]
    if words and words[-1].endswith("'s") and len(words[-1]) > 3:
        words = (*words[:-1], words[-1][:-2])
    return words


def join_acronyms(drafts: Sequence[Draft], chains: Chains, text: str) -> None:
    """Join 'Border Aid Network' and 'BAN', bracketed or by matching initials."""
    names = [i for i, d in enumerate(drafts) if d.form == "name" and not d.demonym]
    acronyms: dict[str, int] = {}
    for i in names:
        plain = drafts[i].text.replace(".", "")
        if 2 <= len(plain) <= 10 and plain.isalnum() and sum(c.isupper() for c in plain) >= max(2, len(plain) - 2):
            acronyms.setdefault(plain.upper(), i)
            _join_bracketed(drafts, chains, i, names, text)
    for i in names:
        if len(drafts[i].words) > 1:
            for initials in _initials(drafts[i]):
                if initials in acronyms:
                    chains.join(i, acronyms[initials])


def _join_bracketed(drafts: Sequence[Draft], chains: Chains, i: int, names: list[int], text: str) -> None:
    acronym = drafts[i]
    if text[acronym.start - 1 : acronym.start] != "(":
        return
    for j in names:
        other = drafts[j]
        if other.sentence == acronym.sentence and len(other.words) > 1 and other.end <= acronym.start:
            if not text[other.end : acronym.start].strip(" (\"'”’»") and not other.nested:
                chains.join(i, j)


def _initials(draft: Draft) -> set[str]:
    words = strip_article(draft.words)
    full = "".join(w[0] for w in words)
    short = "".join(w[0] for w in words if w not in _SMALL)
    return {s.upper() for s in (full, short) if len(s) > 1}


def join_stated(drafts: Sequence[Draft], chains: Chains, text: str) -> list[tuple[int, int]]:
    """Join names that the text says are one's; return the pairs, in the order of the text."""
    pairs: list[tuple[int, int]] = []
    names = [i for i, d in enumerate(drafts) if d.form == "name" and not d.nested and not d.demonym]
    for a, b in zip(names, names[1:], strict=False):
        first, second = drafts[a], drafts[b]
        if first.sentence != second.sentence or not 1 < second.start - first.end <= 70:
            continue
        between = map_characters(text[first.end : second.start]).lower()
        if any(wording.between.fullmatch(between) for wording in load_alias_wordings()):
            chains.join(a, b)
            pairs.append((a, b))
    return pairs


def join_partial(drafts: Sequence[Draft], chains: Chains, lexicon: Lexicon) -> None:
    """Join a shorter name to the one longer name that it is a part of."""
    heads: dict[int, list[int]] = {}
    for i, draft in enumerate(drafts):
        if draft.form == "name" and not draft.demonym and draft.kind != "population":
            heads.setdefault(chains.find(i), []).append(i)
    forms = {h: sorted({strip_article(drafts[i].words) for i in ms}, key=len) for h, ms in heads.items()}
    for h, members in sorted(heads.items(), key=lambda item: len(forms[item[0]][-1])):
        short = forms[h][-1]
        kind = drafts[members[0]].kind
        found = {
            chains.find(o)
            for o, others in heads.items()
            if chains.find(o) != chains.find(h)
            and any(_is_part(short, form, kind, drafts[others[0]].kind, lexicon) for form in forms[o])
        }
        if len(found) == 1:
            chains.join(h, found.pop())
        elif len(found) > 1 and kind == "person":
            _join_nearest(members, found, drafts, chains)


def _join_nearest(members: list[int], found: set[int], drafts: Sequence[Draft], chains: Chains) -> None:
    """Of several longer names, the one that is named much more often before."""
    at = drafts[members[0]].start
    counts = sorted(
        ((sum(drafts[m].start < at for m in chains.members(f)), f) for f in found), reverse=True
    )
    if counts[0][0] >= 2 and counts[0][0] >= 3 * max(counts[1][0], 0) and counts[1][0] == 0:
        chains.join(members[0], counts[0][1])


def _is_part(short: Words, long: Words, kind: str, other: str, lexicon: Lexicon) -> bool:
    if len(short) >= len(long) or not short:
        return False
    if short in lexicon.known or short in lexicon.demonyms:
        return False
    if kind == "person" or other == "person":
        if kind != other:
            return len(short) == 1 and kind != "place" and other == "person" and short[-1] == long[-1]
        return (
            short == long[-len(short) :]
            or short == long[: len(short)]
            or (len(short) > 1 and short[0] == long[0] and short[-1] == long[-1])
        ) and short[0] not in {"al", "abu", "bin"}
    if kind != other and {kind, other} & {"place", "thing", "activity"}:
        return False
    if (long[0],) in lexicon.demonyms and short == long[1:] and len(short) == 1 and short[0] not in lexicon.inside:
        return False
    if other == "place":
        return short == long[: len(short)] and all(w in lexicon.inside for w in long[len(short) :])
    if short == long[-len(short) :] or short == long[: len(short)]:
        return short[-1] not in _SMALL
    return False
