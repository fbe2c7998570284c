"""Cues that are no verbs: 'the claim that', 'according to', 'was convinced that'.

Each function looks at one token of a sentence and returns a `Finding` with its source and
content, or None.
"""

from reportedly.attribute.clauses import has_that, has_to, is_finite
from reportedly.attribute.cues import Cue
from reportedly.attribute.findings import Finding, Speaker
from reportedly.attribute.speakers import describe_speaker, find_subject, is_passive
from reportedly.records import Sentence
from reportedly.syntax.tree import VERBAL, find_child, find_children, subtree

_EMERGE = frozenset({"emerge", "surface", "circulate", "spread", "appear", "come", "arrive"})
_LIGHT = frozenset(
    {"make", "issue", "repeat", "give", "express", "release", "raise", "file", "bring", "have",
     "voice", "level", "reiterate", "deliver", "publish", "post"}
)  # fmt: skip
_NOT_SOURCES = frozenset(
    {"plan", "age", "rule", "need", "size", "schedule", "procedure", "rank", "principle", "standard",
     "criterion", "requirement", "custom", "tradition", "preference", "taste"}
)  # fmt: skip


def match_noun(sentence: Sentence, noun: int, entries: tuple[Cue, ...]) -> Finding | None:
    """Return the finding of a noun that carries a content, if somebody owns it."""
    tokens = sentence.tokens
    if any(tokens[c].dep == "det" and tokens[c].lemma == "no" for c in sentence.children[noun]):
        return None
    for cue in entries:
        content: set[int] = set()
        for take in cue.takes:
            content = content or _noun_content(sentence, noun, take)
        if not content:
            continue
        speaker = _noun_speaker(sentence, noun, cue, content)
        if speaker is None:
            return None
        finding = Finding(sentence.index, noun, cue, [noun], speaker)
        finding.add(sentence.index, content - {noun} - set(speaker.shown))
        finding.certainty = cue.effect
        finding.polarity = "denied" if cue.denies else "affirmed"
        return finding
    return None


def _noun_content(sentence: Sentence, noun: int, take: str) -> set[int]:
    for child in sentence.children[noun]:
        if child > noun and _takes(sentence, child, take):
            whole = set(subtree(sentence, child))
            return whole if take in {"that", "infinitive"} else whole - {child}
    return _far_clause(sentence, noun) if take == "that" else set()


def _takes(sentence: Sentence, child: int, take: str) -> bool:
    """Whether a dependent of the noun carries its content in the construction `take`."""
    token = sentence.tokens[child]
    if take == "that":
        return token.dep in {"acl", "ccomp", "relcl"} and has_that(sentence, child)
    if take == "infinitive":
        return token.dep in {"acl", "relcl"} and has_to(sentence, child)
    if take == "participle":
        return token.dep == "acl" and token.lemma in {"show", "depict"} and token.tag == "VBG"
    if take == "of-gerund":
        return token.dep == "prep" and token.lemma == "of" and _holds_gerund(sentence, child)
    return token.dep == "prep" and token.lemma == take


def _far_clause(sentence: Sentence, noun: int) -> set[int]:
    """A clause that hangs elsewhere: 'reports emerged that', 'the claim *of the army* that'."""
    tokens = sentence.tokens
    verb = tokens[noun].head
    if tokens[noun].dep == "nsubj" and tokens[verb].lemma in _EMERGE:
        for clause in find_children(sentence, verb, ("ccomp", "advcl")):
            if has_that(sentence, clause):
                return set(subtree(sentence, clause))
    for child in find_children(sentence, noun, ("prep",)):
        inner = find_child(sentence, child, ("pobj",))
        while inner is not None:
            for clause in find_children(sentence, inner, ("acl", "ccomp", "relcl")):
                if has_that(sentence, clause) and tokens[child].lemma in {"of", "by", "from"}:
                    return set(subtree(sentence, clause))
            below = find_child(sentence, inner, ("prep",))
            inner = find_child(sentence, below, ("pobj",)) if below is not None else None
    return set()


def _holds_gerund(sentence: Sentence, preposition: int) -> bool:
    inner = find_child(sentence, preposition, ("pobj", "pcomp"))
    if inner is None:
        return False
    tokens = sentence.tokens
    return tokens[inner].tag == "VBG" or any(
        tokens[c].tag == "VBG" for c in find_children(sentence, inner, ("acl",))
    )


def _noun_speaker(sentence: Sentence, noun: int, cue: Cue, content: set[int]) -> Speaker | None:
    """The owner of the word, who made it, or for 'reports' and footage the word itself."""
    tokens = sentence.tokens
    if cue.self_source:
        return describe_plain(sentence, noun)
    owner = find_child(sentence, noun, ("poss",))
    if owner is not None:
        return describe_speaker(sentence, owner)
    for child in find_children(sentence, noun, ("prep", "agent")):
        if child not in content and tokens[child].lemma in {"by", "from", "of"}:
            person = find_child(sentence, child, ("pobj",))
            if person is not None and person not in content:
                speaker = describe_speaker(sentence, person)
                speaker.shown = [i for i in speaker.shown if i not in content]
                return speaker
    token = tokens[noun]
    verb = token.head
    if token.dep == "dobj" and tokens[verb].lemma in _LIGHT and not is_passive(sentence, verb):
        subject = find_subject(sentence, verb)
        return None if subject is None else describe_speaker(sentence, subject)
    if token.lemma == "report" and token.tag == "NNS" and cue.act == "reports":
        return describe_plain(sentence, noun)
    return None


def describe_plain(sentence: Sentence, noun: int) -> Speaker:
    """Return a speaker that is the noun with its premodifiers only."""
    first = min([noun, *(c for c in sentence.children[noun] if c < noun)])
    return Speaker(sentence.index, noun, list(range(first, noun + 1)))


def match_adjective(sentence: Sentence, adjective: int, entries: tuple[Cue, ...]) -> Finding | None:
    """Return the finding of 'was convinced that …'."""
    tokens = sentence.tokens
    token = tokens[adjective]
    if token.tag == "VBN" and is_passive(sentence, adjective):
        verb = adjective
    elif token.dep in {"acomp", "conj", "oprd"} and tokens[token.head].pos in VERBAL:
        verb = token.head
    else:
        return None
    subject = find_subject(sentence, verb)
    is_negated = any(tokens[c].dep == "neg" for c in sentence.children[verb])
    if subject is None or is_negated or tokens[subject].lemma == "it":
        return None
    for clause in find_children(sentence, adjective, ("ccomp", "advcl")):
        if clause > adjective and is_finite(sentence, clause):
            cue = entries[0]
            speaker = describe_speaker(sentence, subject)
            finding = Finding(sentence.index, adjective, cue, sorted({verb, adjective}), speaker)
            finding.certainty = cue.effect
            finding.add(sentence.index, set(subtree(sentence, clause)))
            return finding
    return None


def match_preposition(sentence: Sentence, first: int, entries: tuple[Cue, ...]) -> Finding | None:
    """Return the finding of 'according to' and its like that starts at token `first`."""
    tokens = sentence.tokens
    for cue in entries:
        last = first + len(cue.words)
        if tuple(t.text.lower() for t in tokens[first:last]) != cue.words:
            continue
        source = find_child(sentence, last - 1, ("pobj",))
        if source is None or tokens[source].lemma in _NOT_SOURCES:
            continue
        content = _clause_around(sentence, first)
        if not content:
            return None
        speaker = describe_speaker(sentence, source)
        finding = Finding(sentence.index, first, cue, list(range(first, last)), speaker)
        finding.certainty = cue.effect
        finding.add(sentence.index, content)
        return finding
    return None


def _clause_around(sentence: Sentence, first: int) -> set[int]:
    """The clause that an adverbial phrase modifies, without the phrase itself."""
    tokens = sentence.tokens
    top = first
    while tokens[top].dep in {"prep", "pcomp"} and tokens[tokens[top].head].dep == "prep":
        top = tokens[top].head
    own = set(subtree(sentence, top))
    head = tokens[top].head
    while tokens[head].pos not in VERBAL and tokens[head].head != head:
        head = tokens[head].head
    if top == head:
        return set()
    if min(own) <= 1:
        head = sentence.root
    return set(subtree(sentence, head)) - own
