"""Attributions → those that take up an earlier one by reference, with the ids of what they mean.

'The front denied these accusations': the content is a noun or pronoun that stands for contents
reported before it; the nearest compatible ones are meant, best those about the one who answers.
"""

import re
from collections.abc import Sequence

import msgspec

from reportedly.records import Analysis, Attribution, Mention

_ACCUSING = frozenset({"accusation", "accusations", "allegation", "allegations", "charge", "charges",
                       "involvement", "responsibility", "wrongdoing", "complicity", "guilt", "blame",
                       "role", "part", "finding", "findings", "verdict", "ruling", "conclusion",
                       "conclusions", "evidence"})  # fmt: skip
_TELLING = frozenset(
    {"claim", "claims", "report", "reports", "suggestion", "suggestions", "assertion", "assertions",
     "statement", "statements", "version", "versions", "account", "accounts", "story", "stories", "rumour", "rumours", "rumor",
     "rumors", "it", "this", "that", "them", "these", "those", "contention",
     "insinuation", "insinuations"}
)  # fmt: skip
_CHARGING = frozenset({"accuses", "believes"})
_PROSECUTING = ("prosecut", "indictment", "charge sheet")
_POINTING = frozenset({"it", "this", "that"})
"""What was said last is meant: 'the government rejects that'."""
_PRONOUNS = frozenset({"it", "this", "that", "them", "these", "those"})
_LEADING = frozenset(
    {"the", "these", "those", "this", "that", "all", "any", "such", "both", "her", "his", "its",
     "their", "latest", "new", "earlier", "own", "of", "a", "an", "as", "baseless", "false", "some"}
)  # fmt: skip
_BINDING = frozenset({"of", "against", "by", "about", "from", "for", "in", "to", "and", "that"})
_OFFICES = frozenset(
    {"minister", "government", "official", "officials", "army", "police", "ministry"}
)
_WORD = re.compile(r"[\w'’-]+")
_REBUTTAL = re.compile(
    r"""^(?:(?:the|this|that|these|those|such|any|his|her|its|their|all)\s+)?
    (?P<noun>reports?|reporting|accounts?|claims?|allegations?|accusations?|stor(?:y|ies)|charges?|
    versions?|suggestions?|it|this|that|they)\s+
    (?:(?:was|were|is|are|to\sbe|as)\s+)?["'“‘]?(?:(?:a|an|pure|total|complete|entirely|wholly)\s+){0,2}
    ["'“‘]?(?:fabricat\w*|false\w*|lies?|untrue|slanders?|baseless|groundless|unfounded|libel|
    invention|nonsense|fiction|propaganda|bogus|fake)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What is called a lie is denied: 'called the report fabricated', 'said it was a slander'."""
_REACH = 10
_BESIDE = 3


def link_repeats(
    attributions: list[Attribution], analysis: Analysis, unnamed: Sequence[Attribution] = ()
) -> list[Attribution]:
    """Return the attributions, in text order, with `repeats` filled.

    `unnamed` are those of nobody in particular; 'X is suspected of it' may be answered too.
    """
    chains = _Chains(analysis)
    linked: list[Attribution] = []
    charges = [a for a in unnamed if a.act in _CHARGING and a.content]
    for attribution in attributions:
        noun = find_anaphor(attribution)
        ids: tuple[str, ...] = ()
        if noun is not None:
            earlier = linked[-_REACH:]
            if noun in _ACCUSING and earlier:
                earlier = _add_charges(earlier, charges, attribution)
            ids = _find_antecedents(attribution, earlier, noun, chains)
        answer = attribution
        if not ids and attribution.act == "says":
            ids, answer = _rebut(attribution, linked[-_REACH:], chains)
        linked.append(msgspec.structs.replace(answer, repeats=ids) if ids else answer)
    return linked


def _add_charges(
    earlier: list[Attribution], charges: Sequence[Attribution], answer: Attribution
) -> list[Attribution]:
    """The charges of nobody in particular among what was told before, each at its place."""
    first, last = _find_start(earlier[0]), _find_start(answer)
    near = [a for a in charges if first <= _find_start(a) < last]
    return sorted([*earlier, *near], key=_find_start)


def _find_start(attribution: Attribution) -> int:
    return (attribution.cue or attribution.content)[0].start


def _find_speaker(attribution: Attribution) -> str | None:
    return attribution.chain[-1].name if attribution.chain else None


def _rebut(
    answer: Attribution, earlier: list[Attribution], chains: "_Chains"
) -> tuple[tuple[str, ...], Attribution]:
    """What the answer calls a lie, and the answer as the denial that it is."""
    found = _REBUTTAL.match(answer.content[0].text) if answer.content else None
    if found is None or answer.polarity == "denied" or not answer.chain:
        return (), answer
    noun = {"reporting": "report", "they": "these"}.get(
        found["noun"].lower(), found["noun"].lower()
    )
    ids = _find_antecedents(answer, earlier, noun, chains)
    if not ids:
        return (), answer
    last = msgspec.structs.replace(answer.chain[-1], act="denies")
    chain = (*answer.chain[:-1], last)
    denial = msgspec.structs.replace(answer, act="denies", polarity="denied", chain=chain)
    return ids, denial


def find_anaphor(attribution: Attribution) -> str | None:
    """Return the word that stands for contents told before, None for a content of its own."""
    if attribution.act not in {"denies", "says", "admits", "reports"} or not attribution.content:
        return None
    words: list[str] = _WORD.findall(attribution.content[0].text.lower())
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    if not words or len(words) > 3 or len(attribution.content) > 1:
        return None
    if words == ["which"]:
        return "which"
    if len(words) > 1 and words[0] in _PRONOUNS:
        return None  # 'that it attacked Keth' says something itself
    noun = words[0] if words[0] in _ACCUSING | _TELLING else words[-1]
    if noun in _ACCUSING:
        is_judged = attribution.act in {"says", "reports"} and len(words) > 1
        # 'called the verdict political' takes up no verdict.
        return None if is_judged and words[0] == noun and words[1] not in _BINDING else noun
    return noun if noun in _TELLING and attribution.act in {"denies", "admits"} else None


def _find_antecedents(
    answer: Attribution, earlier: list[Attribution], noun: str, chains: "_Chains"
) -> tuple[str, ...]:
    """The contents meant: of one speaker, the nearest; those about the answerer before others."""
    root = answer.chain[-1]
    told = [
        a
        for a in reversed(earlier)
        if _find_speaker(a) != root.name
        and (a.chain or a.act in _CHARGING)
        and a.act != "denies"
        and not a.repeats
        and (a.id != answer.within or noun == "which")
    ]
    if noun == "which":
        told = [a for a in told if _reaches(a, answer)]
    if noun in _ACCUSING:
        accusing = [a for a in told if _charges(a) and chains.is_about(a, answer)]
        group = accusing or [a for a in told if chains.is_deed_of(a, answer)]
    elif noun in _POINTING:
        group = told[:1]
    else:
        group = [a for a in told if chains.is_about(a, answer)] or told
    if not group:
        return ()
    near = [a for a in group if _find_speaker(a) == _find_speaker(group[0])]
    if _says_both(answer):
        return tuple(a.id for a in reversed(_take_both(group)))
    is_plural = noun.endswith("s") or noun in {"them", "these", "those"}
    return tuple(a.id for a in reversed(near if is_plural else near[:1]))


def _charges(told: Attribution) -> bool:
    """Whether it accuses somebody: by its verb, of nobody in particular, or as a prosecutor speaks."""
    return (
        told.act == "accuses"
        or not told.chain
        or any(word in told.chain[-1].text.lower() for word in _PROSECUTING)
    )


def _says_both(answer: Attribution) -> bool:
    return answer.content[0].text.lower().startswith("both ")


def _take_both(group: list[Attribution]) -> list[Attribution]:
    """The nearest content of each of the two nearest speakers: 'both accounts'."""
    nearest: dict[str | None, Attribution] = {}
    for told in group:
        nearest.setdefault(_find_speaker(told), told)
    return list(nearest.values())[:2]


def _reaches(told: Attribution, answer: Attribution) -> bool:
    """A relative clause answers what stands just before it, or what it stands in."""
    at = answer.content[0].start
    return told.content[0].start <= at <= told.content[-1].end + _BESIDE


class _Chains:
    """Which referents a stretch of text mentions."""

    def __init__(self, analysis: Analysis) -> None:
        self._mentions = sorted(analysis.mentions, key=lambda m: m.start)
        self._sentences = analysis.sentences

    def is_about(self, attribution: Attribution, answer: Attribution) -> bool:
        """Return whether the content (or the accused) is the root source of `answer`, or its side.

        A spokesman's side is what his phrase names; officials of a state answer for it.
        """
        first = min(s.start for s in (*attribution.cue, *attribution.content))
        last = max(s.end for s in attribution.content)
        inside = self._within(first, last)
        if self._mentions:
            return any(self._is_side_of(m, answer) for m in inside)
        names = [w for w in _WORD.findall(answer.chain[-1].name) if w[0].isupper() and len(w) > 2]
        return any(w in s.text for w in names for s in attribution.content)

    def is_deed_of(self, attribution: Attribution, answer: Attribution) -> bool:
        """Return whether the content tells what the one who answers did, not what befell him."""
        for span in attribution.content:
            for mention in self._within(span.start, span.end):
                if self._is_agent(mention) and self._is_side_of(mention, answer):
                    return True
        return False

    def _is_agent(self, mention: Mention) -> bool:
        tokens = self._sentences[mention.sentence].tokens
        token = tokens[mention.head]
        return token.dep in {"nsubj", "poss"} or tokens[token.head].dep == "agent"

    def _is_side_of(self, mention: Mention, answer: Attribution) -> bool:
        root = answer.chain[-1]
        spoken = {m.chain for m in self._within(root.start, root.end)}
        for span in answer.source:
            spoken.update(m.chain for m in self._within(span.start, span.end))
        if mention.chain in spoken or mention.name == root.name:
            return True
        is_official = root.kind == "state" or bool(_OFFICES & set(root.text.lower().split()))
        return mention.kind == "state" and is_official

    def _within(self, start: int, end: int) -> list[Mention]:
        return [m for m in self._mentions if start <= m.start and m.end <= end]
