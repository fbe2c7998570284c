"""Chains of names: exact, well-known, acronym, stated alias, then partial names.

Each sieve joins drafts of form 'name'; the order is from the surest to the least sure. Distinct
bodies that share words stay apart: a partial name must single out one longer name.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from reportedly.analyse.chains import Chains
from reportedly.analyse.draft import Draft
from reportedly.analyse.lexicon import Lexicon, Words, find_known, split_words
from reportedly.analyse.paragraphs import map_characters
from reportedly.knowledge.loader import load_knowledge
from reportedly.records import Kind, Sentence
from reportedly.syntax.calling import calls_another, find_named_noun

_SMALL = frozenset(
    {"of", "for", "the", "and", "in", "on", "to", "de", "du", "la", "al", "el", "e", "&"}
)

_WEAK = 4.0
"""Votes below this many do not keep a lone word from being a person's surname."""

_MAX_GAP = 70
_MAX_DEFINED = 3
_AND_AS = re.compile(r"""["']?\s*,?\s*(?:and|or)\s+(?:also\s+)?(?:as|by)\s+(?:the\s+)?["']*""")
_QUOTED_ON = re.compile(r"""["']\s*,?\s*(?:(?:and|or)\s+)?(?:the\s+)?["']""")
_DEFINING = re.compile(
    r"""\s*[(\[]\s*(?:(?:together|collectively|hereinafter|hereafter|henceforth|below|each|or|a|the)"""
    r"""[,:]?\s+|(?:referred\s+to|known|called|defined)(?:\s+as)?[,:]?\s+)*["']\s*(?:the\s+)?["']?"""
)
"""'(hereinafter "the': what opens the definition of a short name."""

_KNOWING = frozenset({"know", "register"})
_RELATIVES = (["who"], ["whom"], ["which"], ["that"])
_PARTED: frozenset[Kind] = frozenset({"group", "organization"})
_CALLING = frozenset({"call", "name", "dub", "nickname", "style", "rename"})


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
        key: object = (
            known.id
            if known
            else strip_article(draft.words if not draft.demonym else split_words(draft.name))
        )
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
        if (
            2 <= len(plain) <= 10
            and plain.isalnum()
            and sum(c.isupper() for c in plain) >= max(2, len(plain) - 2)
        ):
            acronyms.setdefault(plain.upper(), i)
            _join_bracketed(drafts, chains, i, text)
    for i in names:
        if len(drafts[i].words) > 1:
            for initials in _initials(drafts[i]):
                if initials in acronyms:
                    chains.join(i, acronyms[initials])


def _join_bracketed(drafts: Sequence[Draft], chains: Chains, i: int, text: str) -> None:
    """Join the acronym `i` to the name that it follows in brackets."""
    acronym = drafts[i]
    if text[acronym.start - 1 : acronym.start] != "(":
        return
    for j in range(i - 1, -1, -1):
        other = drafts[j]
        if other.sentence != acronym.sentence:
            return
        is_long = other.form == "name" and not other.nested and len(other.words) > 1
        if is_long and not text[other.end : acronym.start].strip(" (\"'”’»"):
            chains.join(i, j)
            return


def _initials(draft: Draft) -> set[str]:
    words = strip_article(draft.words)
    full = "".join(w[0] for w in words)
    short = "".join(w[0] for w in words if w not in _SMALL)
    return {s.upper() for s in (full, short) if len(s) > 1}


def find_wording(first: Draft, start: int, text: str) -> AliasWording | None:
    """The wording between the name `first` and another name that begins at `start`, if any."""
    if not 1 < start - first.end <= _MAX_GAP:
        return None
    between = map_characters(text[first.end : start]).lower()
    return next((w for w in load_alias_wordings() if w.between.fullmatch(between)), None)


def join_stated(
    drafts: Sequence[Draft], sentences: Sequence[Sentence], chains: Chains, text: str
) -> list[tuple[int, int]]:
    """Join names that the text says are one's; return the pairs, in the order of the text.

    'Known as A and as B' gives two pairs. A short name that a bracket defines ('("the Company")')
    joins its long one, but is no pair: it names nothing outside the document.
    """
    pairs: list[tuple[int, int]] = []
    names = [i for i, d in enumerate(drafts) if d.form == "name" and not d.nested and not d.demonym]
    bearer = -1
    for a, b in pairwise(names):
        first, second = drafts[a], drafts[b]
        if first.sentence != second.sentence:
            bearer = -1
            continue
        if find_wording(first, second.start, text):
            around = (sentences[first.sentence], first.first, first.last)
            if find_named_noun(*around) is not None or calls_another(*around):
                bearer = -1
                continue
            bearer = a
        elif bearer < 0 or not _goes_on(first, second, sentences[first.sentence], text):
            bearer = -1
            if _is_defined(first, second, text):
                chains.join(a, b)
            continue
        chains.join(bearer, b)
        pairs.append((bearer, b))
    return pairs


def _goes_on(first: Draft, second: Draft, sentence: Sentence, text: str) -> bool:
    """'A and as B', or conjoined names in quotation marks: B is another name of the same."""
    between = map_characters(text[first.end : second.start]).lower()
    if _AND_AS.fullmatch(between):
        return True
    head = sentence.tokens[second.head]
    return bool(_QUOTED_ON.fullmatch(between)) and head.dep == "conj"


def _is_defined(first: Draft, second: Draft, text: str) -> bool:
    between = map_characters(text[first.end : second.start]).lower()
    return len(second.words) <= _MAX_DEFINED and bool(_DEFINING.fullmatch(between))


def join_partial(drafts: Sequence[Draft], chains: Chains, lexicon: Lexicon) -> None:
    """Join a shorter name to the one longer name that it is a part of.

    Chains are visited from the shortest name to the longest. Where several longer names fit, a
    shared title, or a clear lead in mentions before it, decides; else the short name stays alone.
    """
    groups: dict[int, list[int]] = {}
    for i, draft in enumerate(drafts):
        if draft.form == "name" and not draft.demonym and draft.kind != "population":
            groups.setdefault(chains.find(i), []).append(i)
    forms = {
        root: sorted({strip_article(drafts[i].words) for i in members}, key=len)
        for root, members in groups.items()
    }
    holders: dict[str, list[int]] = {}  # word → chains that hold it in a name, in order
    for root, names in forms.items():
        for word in dict.fromkeys(w for name in names for w in name):
            holders.setdefault(word, []).append(root)
    for root, members in sorted(groups.items(), key=lambda item: len(forms[item[0]][-1])):
        kind = drafts[members[0]].kind
        is_weak = max(_count_votes(drafts[m], kind) for m in members) < _WEAK
        found = {
            chains.find(other)
            for short in forms[root]
            for other in holders.get(short[0] if short else "", ())
            if chains.find(other) != chains.find(root)
            and not _are_set_apart(members, groups[other], drafts)
            and any(
                _is_part(short, long, kind, drafts[groups[other][0]].kind, lexicon, is_weak=is_weak)
                for long in forms[other]
            )
        }
        target = (
            found.pop() if len(found) == 1 else _choose(members, found, drafts, chains, lexicon)
        )
        if target >= 0:
            chains.join(root, target)


def _are_set_apart(one: list[int], other: list[int], drafts: Sequence[Draft]) -> bool:
    """Whether one sentence names both: 'the Coral League of Keth is a branch of the Coral League'.

    People and places are named twice in a sentence often enough; bodies go on as 'it'.
    """
    if drafts[one[0]].kind not in _PARTED or drafts[other[0]].kind not in _PARTED:
        return False
    if max(len(drafts[m].words) for m in one) < 2:
        return False
    places = [{drafts[m].sentence for m in side if not drafts[m].nested} for side in (one, other)]
    return bool(places[0] & places[1])


def _count_votes(draft: Draft, kind: Kind) -> float:
    return draft.votes.get(kind, 0.0) + draft.labels.get(kind, 0.0)


def _choose(
    members: list[int], found: set[int], drafts: Sequence[Draft], chains: Chains, lexicon: Lexicon
) -> int:
    """Of several longer names the one that shares a title or was named before, alone; else -1."""
    titles = {t for m in members for t in drafts[m].titles}
    titled = {f for f in found if titles & {t for m in chains.members(f) for t in drafts[m].titles}}
    if len(titled) == 1:
        return titled.pop()
    at = drafts[members[0]].start
    before = sorted(f for f in found if any(drafts[m].start < at for m in chains.members(f)))
    if len(before) == 1:
        return before[0]
    words = drafts[members[0]].words
    if before and len(words) == 1 and words[0] in lexicon.inside:  # 'the Committee'
        return max(before, key=lambda f: max(m for m in chains.members(f) if drafts[m].start < at))
    return -1


@lru_cache(maxsize=1)
def _load_branches() -> frozenset[str]:
    """Words that make another body of a body's name."""
    entries = load_knowledge("resolving")["list"]
    return frozenset(next(e["words"] for e in entries if e["id"] == "branch"))


def _is_part(
    short: Words, long: Words, kind: Kind, other: Kind, lexicon: Lexicon, *, is_weak: bool
) -> bool:
    """`is_weak`: the kind of the short name rests on little, so that a person may claim it."""
    if len(short) >= len(long) or not short or short in lexicon.known or short in lexicon.demonyms:
        return False
    if short in lexicon.phrases and kind != other:
        return False  # 'the Armed Forces' are not the Red River Armed Forces of Liberation
    is_edge = short in {long[-len(short) :], long[: len(short)]}
    if is_edge and len(short) > 1 and len(long) == len(short) + 1:
        left_out = long[0] if short == long[1:] else long[-1]
        if left_out in lexicon.inside:  # 'Nour es-Sahra' of 'Katiba Nour es-Sahra'
            return True
    if "person" in {kind, other}:
        if kind != other:
            return len(short) == 1 and is_weak and short[0] == long[-1]
        is_framed = len(short) > 1 and short[0] == long[0] and short[-1] == long[-1]
        return (is_edge or is_framed) and short[0] not in {"al", "abu", "bin"}
    if kind != other and {kind, other} & {"place", "thing", "activity"}:
        return False
    if (long[0],) in lexicon.demonyms and short == long[1:] and len(short) == 1:
        return short[0] in lexicon.inside
    if other == "place":
        tail = long[len(short) :]
        return short == long[: len(short)] and all(w in lexicon.inside for w in tail)
    if (set(long) - set(short)) & _load_branches():
        return False  # 'Coral League Youth' has a name of its own
    stop = next((i for i, w in enumerate(long) if w in {"of", "for", "on"}), len(long))
    return (is_edge or short == long[stop - len(short) : stop]) and short[-1] not in _SMALL


def join_named(
    drafts: Sequence[Draft], sentences: Sequence[Sentence], chains: Chains
) -> list[tuple[int, int]]:
    """Join 'him' and 'Abu Talha' in 'known as', 'called'; needs pronouns resolved.

    Returns the pairs (who is called, what), as indices of drafts.
    """
    by_head = {(d.sentence, d.head): i for i, d in enumerate(drafts) if not d.nested}
    pairs: list[tuple[int, int]] = []
    for i, draft in enumerate(drafts):
        if draft.form != "name" or draft.demonym or draft.nested:
            continue
        sentence = sentences[draft.sentence]
        called = _find_called(sentence, draft.head)
        other = by_head.get((draft.sentence, called), -1) if called >= 0 else -1
        if other < 0 or chains.is_same(other, i) or drafts[other].plural:
            continue
        chains.join(other, i)
        draft.kind = drafts[other].kind
        pairs.append((other, i))
    return pairs


def _find_called(sentence: Sentence, i: int) -> int:
    """The token of who bears the name headed by token `i`: 'know X as N', 'X is called N'."""
    tokens = sentence.tokens
    token = tokens[i]
    verb = tokens[token.head]
    if token.dep == "pobj" and verb.lemma == "as":
        verb = tokens[verb.head]
        if verb.lemma not in _KNOWING:
            return -1
    elif token.dep != "oprd" or verb.lemma not in _CALLING:
        return -1
    bearers = [c for c in sentence.children[verb.i] if tokens[c].dep in {"dobj", "nsubjpass"}]
    if (verb.dep == "acl" and not bearers) or (
        verb.dep == "relcl" and [tokens[c].text.lower() for c in bearers] in _RELATIVES
    ):  # 'the man known as N'
        bearers = [verb.head]
    if len(bearers) != 1 or any(tokens[c].dep == "conj" for c in sentence.children[bearers[0]]):
        return -1
    return bearers[0]
