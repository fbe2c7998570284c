"""Cues that are no verbs: 'the claim that', 'according to', 'was convinced that'.

Each function looks at one token of a sentence and returns a `Finding` with its source and
content, or None.
"""

from reportedly.attribute.clauses import FINITE, has_that, has_to, is_finite
from reportedly.attribute.cues import Cue, load_cues
from reportedly.attribute.findings import Finding, Speaker
from reportedly.attribute.recovery import take_reported
from reportedly.attribute.speakers import describe_speaker, find_subject, is_passive
from reportedly.attribute.untruths import is_untrue
from reportedly.records import Sentence
from reportedly.syntax.tree import VERBAL, find_child, find_children, subtree

_EMERGE = frozenset({"emerge", "surface", "circulate", "spread", "appear", "come", "arrive"})
_LIGHT = frozenset(
    {"make", "issue", "repeat", "give", "express", "release", "raise", "file", "bring", "have",
     "voice", "level", "provide", "send", "carry", "reiterate", "deliver", "publish", "post",
     "spread", "circulate"}
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
        if cue.act == "reports" and tokens[noun].lemma == "report":
            content = content or take_reported(sentence, noun)
        if not content and "quote" in cue.takes and _announces(sentence, noun):
            speaker = _noun_speaker(sentence, noun, cue, content)
            if speaker is not None:
                return Finding(sentence.index, noun, cue, [noun], speaker)
        if not content:
            continue
        speaker = _noun_speaker(sentence, noun, cue, content)
        if speaker is None:
            return None
        finding = Finding(sentence.index, noun, cue, [noun], speaker)
        finding.add(sentence.index, content - {noun} - set(speaker.shown))
        finding.certainty = cue.effect
        if cue.effect == "stated" and is_untrue(sentence, noun):
            finding.certainty = "hedged"
        finding.polarity = "denied" if cue.denies else "affirmed"
        return finding
    return None


def _announces(sentence: Sentence, noun: int) -> bool:
    """'released the following statement today:', which a quotation or paragraphs follow."""
    tokens = sentence.tokens
    is_open = any(t.text == ":" for t in tokens[-2:])
    return is_open and any(
        t.lower() == "following"
        for t in (tokens[noun].text, *(tokens[c].text for c in sentence.children[noun]))
    )


def _noun_content(sentence: Sentence, noun: int, take: str) -> set[int]:
    if take == "is-that":
        return _equated_clause(sentence, noun)
    if take == "role-of":
        return _role_complement(sentence, noun)
    for child in sentence.children[noun]:
        if child > noun and _takes(sentence, child, take):
            whole = set(subtree(sentence, child))
            return whole if take in {"that", "infinitive"} else whole - {child}
    return _far_clause(sentence, noun) if take == "that" else set()


def _takes(sentence: Sentence, child: int, take: str) -> bool:
    """Whether a dependent of the noun carries its content in the construction `take`."""
    token = sentence.tokens[child]
    if take == "that":
        if token.dep not in {"acl", "ccomp", "relcl"}:
            return False
        return has_that(sentence, child) or _is_bare_clause(sentence, child)
    if take == "infinitive":
        return token.dep in {"acl", "relcl"} and has_to(sentence, child)
    if take == "participle":
        return token.dep == "acl" and token.lemma in {"show", "depict"} and token.tag == "VBG"
    if take == "of-gerund":
        return token.dep == "prep" and token.lemma == "of" and _holds_gerund(sentence, child)
    return token.dep == "prep" and take in {token.lemma, token.text.lower()}


def _is_bare_clause(sentence: Sentence, clause: int) -> bool:
    """'There were reports soldiers killed two men': complete, so that no noun is missing in it."""
    tokens = sentence.tokens
    if tokens[tokens[clause].head].tag != "NNS" or tokens[clause].tag not in {"VBD", "VBN", "VBZ"}:
        return False
    subject = find_child(sentence, clause, ("nsubj", "nsubjpass"))
    if subject is None or tokens[subject].tag in {"WP", "WDT", "PRP"}:
        return False
    if any(tokens[i].tag in {"WP", "WDT", "WRB"} for i in range(tokens[clause].head, clause)):
        return False
    return (
        tokens[subject].dep == "nsubjpass"
        or find_child(sentence, clause, ("dobj", "attr", "acomp")) is not None
    )


def _equated_clause(sentence: Sentence, noun: int) -> set[int]:
    """'The prosecution's case is that …'."""
    tokens = sentence.tokens
    verb = tokens[noun].head
    if tokens[noun].dep != "nsubj" or tokens[verb].lemma != "be":
        return set()
    for clause in find_children(sentence, verb, ("ccomp", "attr", "advcl")):
        if has_that(sentence, clause):
            return set(subtree(sentence, clause))
    return set()


def _role_complement(sentence: Sentence, noun: int) -> set[int]:
    """'She is a critic *of the law*': of whom or what a noun in a copular clause is said to be one."""
    tokens = sentence.tokens
    if tokens[noun].dep not in {"attr", "conj"} or tokens[tokens[noun].head].lemma != "be":
        return set()
    for child in find_children(sentence, noun, ("prep",)):
        if tokens[child].lemma == "of":
            return set(subtree(sentence, child)) - {child}
    return set()


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
    if "role-of" in cue.takes:
        subject = find_subject(sentence, tokens[noun].head)
        return None if subject is None else describe_speaker(sentence, subject)
    owner = find_child(sentence, noun, ("poss",))
    if owner is not None:
        return describe_speaker(sentence, owner)
    accuser = _find_accuser(sentence, noun, cue, content)
    if accuser is not None:
        return accuser
    for child in find_children(sentence, noun, ("prep", "agent")):
        if child not in content and tokens[child].lemma in {"by", "from", "of"}:
            if cue.act == "accuses" and tokens[child].lemma == "by" and child > min(content):
                content.update(subtree(sentence, child))  # 'allegations of rape by soldiers'
                continue
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
    if is_untrue(sentence, noun) or _is_contradicted(sentence, noun):
        return None
    if token.lemma == "report" and token.tag == "NNS" and cue.act == "reports":
        return describe_plain(sentence, noun)
    return None


def _is_contradicted(sentence: Sentence, noun: int) -> bool:
    """'Contrary to reports that …'."""
    above = sentence.tokens[sentence.tokens[noun].head]
    return above.lemma == "to" and sentence.tokens[above.head].lemma.lower() == "contrary"


def _find_accuser(sentence: Sentence, noun: int, cue: Cue, content: set[int]) -> Speaker | None:
    """'accusations of rape by soldiers *from women who fled*', wherever 'from' hangs."""
    tokens = sentence.tokens
    if cue.act != "accuses":
        return None
    for i in sorted({*content, *subtree(sentence, noun)}):
        if i > noun and tokens[i].lemma == "from" and tokens[i].dep == "prep":
            person = find_child(sentence, i, ("pobj",))
            if person is None:
                continue
            if tokens[person].tag != "NNS" and tokens[person].entity not in {"PERSON", "ORG"}:
                continue
            if tokens[tokens[i].head].pos in VERBAL:
                continue
            for child in find_children(sentence, noun, ("prep", "agent")):
                if tokens[child].lemma == "by" and child > min(content):
                    content |= set(subtree(sentence, child))
            content -= set(subtree(sentence, i))
            return describe_speaker(sentence, person)
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
    for cue in entries:
        content, joined = _adjective_content(sentence, adjective, cue)
        if content:
            speaker = describe_speaker(sentence, subject)
            words = sorted({verb, adjective, *joined})
            finding = Finding(sentence.index, adjective, cue, words, speaker)
            finding.certainty = cue.effect
            finding.add(sentence.index, content)
            return finding
    return None


def _adjective_content(
    sentence: Sentence, adjective: int, cue: Cue
) -> tuple[set[int], tuple[int, ...]]:
    """The clause, infinitive or phrase after the adjective, and the preposition that joins it."""
    tokens = sentence.tokens
    for child in sentence.children[adjective]:
        if child < adjective:
            continue
        token = tokens[child]
        if token.dep in {"ccomp", "advcl"} and is_finite(sentence, child):
            if not cue.takes or "that" in cue.takes:
                return set(subtree(sentence, child)), ()
        elif token.dep in {"xcomp", "advcl"} and has_to(sentence, child):
            if "infinitive" in cue.takes:
                return set(subtree(sentence, child)), ()
        elif token.dep in {"prep", "agent"} and token.lemma in cue.takes:
            return set(subtree(sentence, child)) - {child}, (child,)
    return set(), ()


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
        if cue.owned:
            source = _find_owner(sentence, source, cue)
        elif cue.named and not _is_somebody(sentence, source):
            source = None
        if source is None:
            continue
        speaker = describe_speaker(sentence, source)
        content = _content_around(sentence, first, source, speaker)
        if not content:
            return None
        finding = Finding(sentence.index, first, cue, list(range(first, last)), speaker)
        finding.certainty = cue.effect
        finding.add(sentence.index, content)
        return finding
    return None


def _find_owner(sentence: Sentence, noun: int, cue: Cue) -> int | None:
    """Whose account it is: 'by *Dagan's* account', 'in the words of *a nurse*'."""
    tokens = sentence.tokens
    if tokens[noun].lemma not in cue.owned:
        return None
    owner = find_child(sentence, noun, ("poss",))
    is_own = owner is not None and tokens[owner].text.lower() in {"its", "our", "my"}
    return None if is_own else owner


def _is_somebody(sentence: Sentence, noun: int) -> bool:
    """A name, or a word for people or papers; 'per day' and 'per cent' are neither."""
    token, cues = sentence.tokens[noun], load_cues()
    if token.entity in {"PERSON", "ORG", "NORP"} or token.lemma in cues.witnesses | cues.things:
        return True
    return token.pos == "PROPN" and token.entity not in {"DATE", "TIME", "MONEY", "PERCENT"}


def _content_around(sentence: Sentence, first: int, source: int, speaker: Speaker) -> set[int]:
    """What 'according to' covers: its clause, and a subject that the parser put in the source.

    Where it did, the source ends at a comma or a number, and all that follows is covered.
    """
    tokens = sentence.tokens
    content = _clause_around(sentence, first)
    if first > 1:
        return content
    end = _end_of_source(sentence, first, source)
    if end is None:
        return content
    speaker.shown = [i for i in speaker.shown if i < end]
    return {i for i in range(end, len(tokens)) if tokens[i].pos != "SPACE"}


def _end_of_source(sentence: Sentence, first: int, source: int) -> int | None:
    """Where a source phrase at the head of a sentence ends before a subject that it swallowed."""
    tokens = sentence.tokens
    own = subtree(sentence, first)
    for child in sentence.children[first]:
        if child > source and tokens[child].dep == "prep":
            return child
    verb = next((t.i for t in tokens[first + 1 :] if t.tag in FINITE and t.i not in own), None)
    if verb is None:
        inside = [i for i in own if tokens[i].tag in FINITE and i > source]
        commas = [i for i in range(source, inside[0]) if tokens[i].text == ","] if inside else []
        return commas[-1] + 1 if commas else None
    clause = tokens[verb].head if tokens[verb].dep in {"aux", "auxpass"} else verb
    has_subject = find_child(sentence, clause, ("nsubj", "nsubjpass", "csubj", "expl")) is not None
    if has_subject and tokens[clause].dep != "relcl":
        return None
    commas = [i for i in range(source, verb) if tokens[i].text == ","]
    if commas and commas[-1] + 1 < verb:
        return commas[-1] + 1
    numbers = [i for i in own if source < i < verb and tokens[i].pos == "NUM"]
    return numbers[0] if numbers else None


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
    elif tokens[min(own) - 1].text == "," and max(own) >= len(tokens) - 2:
        while tokens[head].dep == "conj" and tokens[tokens[head].head].pos in VERBAL:
            head = tokens[head].head
    return set(subtree(sentence, head)) - own
