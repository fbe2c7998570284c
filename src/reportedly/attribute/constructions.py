"""One parsed sentence → the cues in it with source and content, read off the tree.

Each construction that a cue may take (`cues.toml`) is one small function from a sentence and the
cue's token to the tokens of the content. A cue that takes quotations is returned even without
content: `speech.py` looks for its quotation, also in the neighbouring sentences.
"""

from collections.abc import Callable

from reportedly.attribute.cues import Cue, Cues
from reportedly.attribute.findings import Finding, Speaker
from reportedly.attribute.speakers import (
    SUBJECTS,
    describe_speaker,
    find_speaker,
    find_subject,
    is_passive,
)
from reportedly.records import Sentence
from reportedly.syntax.tree import VERBAL, find_child, find_children, subtree, walk_subtree

_CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "parataxis"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ADVERBS = frozenset({"also", "then", "further", "furthermore", "later", "now", "once", "again"})
_NOT_SAID = frozenset({"fail", "decline", "refuse"})
_TIMES = frozenset({"DATE", "TIME"})


def find_findings(sentence: Sentence, cues: Cues, quoted: frozenset[int]) -> list[Finding]:
    """Return the cues of the sentence in text order; `quoted` are its tokens inside quotations."""
    found: list[Finding] = []
    for token in sentence.tokens:
        finding = None
        if token.pos in VERBAL or token.tag.startswith("VB"):
            entries = cues.verbs.get(token.lemma)
            if entries:
                finding = _match_verb(sentence, token.i, entries, quoted)
        elif token.pos in {"NOUN", "PROPN"} and token.lemma in cues.nouns:
            finding = _match_noun(sentence, token.i, cues.nouns[token.lemma])
        elif token.pos == "ADJ" and token.lemma in cues.adjectives:
            finding = _match_adjective(sentence, token.i, cues.adjectives[token.lemma])
        if finding is None and token.text.lower() in cues.prepositions:
            finding = _match_preposition(sentence, token.i, cues.prepositions[token.text.lower()])
        if finding is not None:
            found.append(finding)
    return found


def _match_verb(
    sentence: Sentence, verb: int, entries: tuple[Cue, ...], quoted: frozenset[int]
) -> Finding | None:
    token = sentence.tokens[verb]
    if token.dep in {"amod", "compound", "aux", "auxpass", "punct"}:
        return None
    passive = is_passive(sentence, verb)
    speaker = find_speaker(sentence, verb)
    if passive and speaker is None:
        return None
    waiting: Finding | None = None
    for cue in entries:
        if not _has_particle(sentence, verb, cue):
            continue
        if cue.thing and not (speaker and _is_thing(sentence, speaker)):
            continue
        finding = _take_content(sentence, verb, cue, passive=passive, quoted=quoted)
        if finding is None:
            continue
        finding.speaker = speaker
        if finding.content:
            return _judge(sentence, finding)
        waiting = waiting or finding
    return _judge(sentence, waiting) if waiting else None


def _take_content(
    sentence: Sentence, verb: int, cue: Cue, *, passive: bool, quoted: frozenset[int]
) -> Finding | None:
    finding = Finding(verb_sentence(sentence), verb, cue, _cue_tokens(sentence, verb, cue))
    for construction in cue.takes:
        name, _, preposition = construction.partition(":")
        if construction == "quote":
            continue
        reader = _READERS.get(name)
        if reader is not None:
            content, scope = reader(sentence, verb, cue, preposition, passive)
        else:
            content, scope = _take_preposition(sentence, verb, name), None
        if content:
            content = content - set(finding.cue_tokens)
            finding.add(sentence.index, content, scoped=scope is None)
            if scope is not None:
                finding.scope[sentence.index] = scope
            if name in {"accuse"} or name in _PREPOSITIONS:
                _add_preposition(sentence, finding, preposition or name)
            return finding
    return finding if "quote" in cue.takes else None


def verb_sentence(sentence: Sentence) -> int:
    """Return the index of the sentence in its document."""
    return sentence.index


Taken = tuple[set[int], set[int] | None]
_NOTHING: Taken = (set(), None)


def _take_clause(sentence: Sentence, verb: int, cue: Cue, _: str, passive: bool) -> Taken:
    tokens = sentence.tokens
    found: set[int] = set()
    for child in sentence.children[verb]:
        token = tokens[child]
        if token.dep not in {"ccomp", "parataxis"} and not (
            token.dep in {"advcl", "xcomp"} and _has_mark(sentence, child, ("that", "whether", "if"))
            and child > verb
        ):
            continue
        if token.dep == "parataxis" and child > verb:
            continue
        if not _is_finite(sentence, child):
            continue
        if child < verb:
            found.update(_preposed(sentence, verb, child))
        else:
            found.update(_from_clause(sentence, child))
    if found:
        return found, None
    return _take_around(sentence, verb, cue)


def _preposed(sentence: Sentence, verb: int, clause: int) -> set[int]:
    """A clause before its cue, with what the parser hung on the cue to its left."""
    tokens = sentence.tokens
    found = set(subtree(sentence, clause))
    last = max(i for i in found if i < verb) if any(i < verb for i in found) else clause
    if tokens[verb].dep == "ROOT":
        own = {i for s in find_children(sentence, verb, SUBJECTS) for i in walk_subtree(sentence, s)}
        first = min(found)
        if not any(i < first for i in own):
            found.update(range(0, last + 1))
        found -= own
    found.discard(verb)
    return found


def _from_clause(sentence: Sentence, clause: int) -> set[int]:
    """A clause after its cue, without a clause of another speaker coordinated with it."""
    found = set(subtree(sentence, clause))
    return found


def _take_around(sentence: Sentence, verb: int, cue: Cue) -> Taken:
    """The clause that a parenthetical cue stands in ('The road, as she said, is mined')."""
    tokens = sentence.tokens
    token = tokens[verb]
    if cue.effect == "unrealised" or token.tag not in _FINITE:
        return _NOTHING
    is_as = token.dep == "advcl" and any(
        tokens[c].lemma == "as" and tokens[c].dep in {"mark", "advmod"}
        for c in sentence.children[verb]
    )
    if not is_as and token.dep not in {"parataxis", "ccomp", "dep"}:
        return _NOTHING
    head = token.head
    if tokens[head].pos not in VERBAL or head == verb:
        return _NOTHING
    own = edges_of(sentence, verb)
    if not is_as:
        before = tokens[own[0] - 1].text if own[0] else ","
        if before not in {",", "--", "-", "—", "–", '"', "”", "’"} or own[0] == 0:
            return _NOTHING
        if find_child(sentence, verb, ("dobj", "xcomp", "mark")) is not None:
            return _NOTHING
    content = set(subtree(sentence, head)) - set(range(own[0], own[1] + 1))
    return content, None


def edges_of(sentence: Sentence, i: int) -> tuple[int, int]:
    """Return the first and last token of the subtree of `i`."""
    found = subtree(sentence, i)
    return found[0], found[-1]


def _take_infinitive(sentence: Sentence, verb: int, cue: Cue, _: str, passive: bool) -> Taken:
    for child in find_children(sentence, verb, ("xcomp", "ccomp")):
        if (
            child > verb
            and _has_to(sentence, child)
            and find_child(sentence, child, SUBJECTS) is None
            and (passive or find_child(sentence, verb, ("dobj",)) is None)
        ):
            return set(subtree(sentence, child)), None
    return _NOTHING


def _take_object_infinitive(
    sentence: Sentence, verb: int, cue: Cue, _: str, passive: bool
) -> Taken:
    for child in find_children(sentence, verb, ("ccomp", "xcomp", "advcl")):
        if child < verb or not _has_to(sentence, child):
            continue
        subject = find_child(sentence, child, SUBJECTS)
        patient = find_child(sentence, verb, ("dobj", "dative", "nsubjpass"))
        if subject is None and patient is None:
            continue
        content = set(subtree(sentence, child))
        scope = None
        if subject is None and patient is not None:
            scope = set(content)
            if not cue.recipient or cue.effect == "unrealised":
                content |= set(subtree(sentence, patient))
        return content, scope
    return _NOTHING


def _take_gerund(sentence: Sentence, verb: int, cue: Cue, _: str, passive: bool) -> Taken:
    for child in find_children(sentence, verb, ("xcomp", "ccomp")):
        token = sentence.tokens[child]
        if child > verb and token.tag == "VBG" and not _is_finite(sentence, child):
            return set(subtree(sentence, child)), None
        if child > verb and token.tag == "VBN" and not _has_to(sentence, child):
            return set(subtree(sentence, child)), None
    return _NOTHING


def _take_object(sentence: Sentence, verb: int, cue: Cue, _: str, passive: bool) -> Taken:
    tokens = sentence.tokens
    for child in find_children(sentence, verb, ("nsubjpass",) if passive else ("dobj",)):
        token = tokens[child]
        if token.entity in _TIMES or token.tag in {"WP", "WDT"}:
            continue
        if token.text.lower().endswith(("self", "selves")):
            continue
        if cue.objects and not _is_listed(sentence, child, cue):
            continue
        if passive and token.pos == "PRON":
            continue
        return set(subtree(sentence, child)), None
    if passive and tokens[verb].dep == "acl" and not cue.objects:
        head = tokens[verb].head
        own = set(subtree(sentence, verb))
        return set(subtree(sentence, head)) - own, set()
    return _NOTHING


def _is_listed(sentence: Sentence, noun: int, cue: Cue) -> bool:
    return any(
        sentence.tokens[i].lemma in cue.objects or sentence.tokens[i].text.lower() in cue.objects
        for i in (noun, *find_children(sentence, noun, ("conj",)))
    )


def _take_predicate(sentence: Sentence, verb: int, cue: Cue, _: str, passive: bool) -> Taken:
    """'called the report a lie', 'thought him dead': object and what is said of it."""
    found: set[int] = set()
    for child in find_children(sentence, verb, ("oprd", "ccomp", "xcomp", "acomp")):
        token = sentence.tokens[child]
        if child > verb and not _has_to(sentence, child) and not _is_finite(sentence, child):
            if token.tag != "VBG" or token.dep == "oprd":
                found.update(subtree(sentence, child))
    if not found:
        return _NOTHING
    for child in find_children(sentence, verb, ("nsubjpass",) if passive else ("dobj",)):
        found.update(subtree(sentence, child))
    return found, None


def _take_as(sentence: Sentence, verb: int, cue: Cue, _: str, passive: bool) -> Taken:
    complement = _prepositional(sentence, verb, "as")
    if not complement:
        return _NOTHING
    found = set(complement)
    for child in find_children(sentence, verb, ("nsubjpass",) if passive else ("dobj",)):
        found.update(subtree(sentence, child))
    for child in sentence.children[verb]:
        if sentence.tokens[child].lemma == "to" and sentence.tokens[child].dep == "prep":
            found.update(set(subtree(sentence, child)) - {child})
    return found, None


def _take_accusation(
    sentence: Sentence, verb: int, cue: Cue, preposition: str, passive: bool
) -> Taken:
    complement = _prepositional(sentence, verb, preposition)
    patients = find_children(sentence, verb, ("nsubjpass",) if passive else ("dobj", "dative"))
    if not complement:
        for patient in patients:
            complement = _prepositional(sentence, patient, preposition)
            if complement:
                break
    if not complement:
        return _NOTHING
    found = set(complement)
    for patient in patients:
        found.update(subtree(sentence, patient))
    return found, set(complement) if preposition != "on" else None


def _take_responsibility(sentence: Sentence, verb: int, cue: Cue, _: str, passive: bool) -> Taken:
    """'claimed responsibility for the blast', 'claimed the attack'."""
    tokens = sentence.tokens
    for child in find_children(sentence, verb, ("nsubjpass",) if passive else ("dobj",)):
        if tokens[child].lemma in {"responsibility", "blame", "credit"}:
            found = _prepositional(sentence, child, "for") or _prepositional(sentence, verb, "for")
            return (found or set(subtree(sentence, child))), None
        if tokens[verb].lemma == "claim" and tokens[child].lemma in _CLAIMED:
            return set(subtree(sentence, child)), None
    return _NOTHING


_CLAIMED = frozenset(
    {"attack", "bombing", "killing", "blast", "raid", "ambush", "strike", "assassination", "raids",
     "explosion", "murder", "kidnapping", "assault", "shooting", "operation"}
)

_PREPOSITIONS = frozenset({"of", "about", "for", "to", "on", "against", "at", "by"})


def _take_preposition(sentence: Sentence, verb: int, preposition: str) -> set[int]:
    return _prepositional(sentence, verb, preposition)


def _prepositional(sentence: Sentence, head: int, preposition: str) -> set[int]:
    """The complement of a preposition that hangs on `head`, '' if none."""
    tokens = sentence.tokens
    for child in sentence.children[head]:
        if (
            child > head or tokens[head].dep == "acl"
        ) and tokens[child].lemma == preposition and tokens[child].dep in {"prep", "dative", "agent", "mark"}:
            complement = set(subtree(sentence, child)) - {child}
            first = find_child(sentence, child, ("pobj", "pcomp"))
            if first is None or tokens[first].entity in _TIMES:
                continue
            return complement
    return set()


def _add_preposition(sentence: Sentence, finding: Finding, preposition: str) -> None:
    tokens = sentence.tokens
    heads = [finding.head, *find_children(sentence, finding.head, ("dobj",))]
    for head in heads:
        for child in sentence.children[head]:
            if tokens[child].lemma == preposition and child > finding.head:
                if child == finding.head + 1 or preposition != "of":
                    finding.cue_tokens = sorted({*finding.cue_tokens, child})
                    finding.content[sentence.index].discard(child)
                return


Reader = Callable[[Sentence, int, Cue, str, bool], Taken]
_READERS: dict[str, Reader] = {
    "clause": _take_clause,
    "infinitive": _take_infinitive,
    "object-infinitive": _take_object_infinitive,
    "gerund": _take_gerund,
    "object": _take_object,
    "predicate": _take_predicate,
    "as": _take_as,
    "accuse": _take_accusation,
    "responsibility": _take_responsibility,
}


def _judge(sentence: Sentence, finding: Finding) -> Finding | None:
    """Set what the cue, its negation and its own modality do to the content."""
    tokens = sentence.tokens
    cue = finding.cue
    finding.certainty = cue.effect
    finding.polarity = "denied" if cue.denies else "affirmed"
    negated = any(tokens[c].dep == "neg" for c in sentence.children[finding.head])
    if tokens[finding.head].dep == "xcomp":
        above = tokens[finding.head].head
        negated = negated or tokens[above].lemma in _NOT_SAID
        negated = negated or any(tokens[c].dep == "neg" for c in sentence.children[above])
    if negated:
        if cue.act == "believes" and cue.scope:
            finding.polarity = "denied"
        elif cue.scope:
            return None
    if finding.certainty == "stated" and _is_unrealised(sentence, finding.head):
        finding.certainty = "unrealised"
    return finding


def _is_unrealised(sentence: Sentence, verb: int) -> bool:
    return any(
        sentence.tokens[c].lemma in {"will", "would", "should", "shall", "'ll"}
        and sentence.tokens[c].dep == "aux"
        for c in sentence.children[verb]
    )


def _match_noun(sentence: Sentence, noun: int, entries: tuple[Cue, ...]) -> Finding | None:
    tokens = sentence.tokens
    for cue in entries:
        finding = Finding(sentence.index, noun, cue, [noun])
        content: set[int] = set()
        for take in cue.takes:
            content = _noun_content(sentence, noun, take)
            if content:
                break
        if not content:
            continue
        finding.speaker = _noun_speaker(sentence, noun, cue, content)
        if finding.speaker is None:
            return None
        finding.add(sentence.index, content - {noun})
        finding.certainty = cue.effect
        finding.polarity = "denied" if cue.denies else "affirmed"
        if any(tokens[c].dep == "det" and tokens[c].lemma == "no" for c in sentence.children[noun]):
            return None
        return finding
    return None


def _noun_content(sentence: Sentence, noun: int, take: str) -> set[int]:
    tokens = sentence.tokens
    for child in sentence.children[noun]:
        token = tokens[child]
        if child < noun:
            continue
        if take == "that" and token.dep in {"acl", "ccomp", "relcl"}:
            marks = [c for c in sentence.children[child] if tokens[c].lemma == "that"]
            if any(tokens[c].dep == "mark" for c in marks):
                return set(subtree(sentence, child))
        elif take == "infinitive" and token.dep in {"acl", "relcl"} and _has_to(sentence, child):
            return set(subtree(sentence, child))
        elif take == "participle" and token.dep == "acl" and token.tag == "VBG":
            if token.lemma in {"show", "depict"}:
                return set(subtree(sentence, child)) - {child}
        elif take == "of-gerund" and token.dep == "prep" and token.lemma == "of":
            complement = find_child(sentence, child, ("pobj", "pcomp"))
            if complement is None:
                continue
            if tokens[complement].tag == "VBG" or any(
                tokens[c].tag == "VBG" for c in find_children(sentence, complement, ("acl",))
            ):
                return set(subtree(sentence, child)) - {child}
        elif token.dep == "prep" and token.lemma == take:
            if take in {"of", "against", "for", "about"}:
                found = set(subtree(sentence, child)) - {child}
                return found if found else set()
    return set()


def _noun_speaker(
    sentence: Sentence, noun: int, cue: Cue, content: set[int]
) -> Speaker | None:
    """The owner of the word, who made it, or for 'reports' the word itself."""
    tokens = sentence.tokens
    if cue.self_source:
        return describe_plain(sentence, noun)
    owner = find_child(sentence, noun, ("poss",))
    if owner is not None:
        return describe_speaker(sentence, owner)
    for child in sentence.children[noun]:
        if child not in content and tokens[child].lemma in {"by", "from"}:
            person = find_child(sentence, child, ("pobj",))
            if person is not None:
                return describe_speaker(sentence, person)
    token = tokens[noun]
    if token.dep == "dobj" and tokens[token.head].lemma in _LIGHT:
        if not is_passive(sentence, token.head):
            subject = find_subject(sentence, token.head)
            return None if subject is None else describe_speaker(sentence, subject)
    if token.lemma == "report" and token.tag == "NNS" and cue.act == "reports":
        return describe_plain(sentence, noun)
    return None


_LIGHT = frozenset({"make", "issue", "repeat", "give", "express", "release", "raise", "file", "bring",
                    "have", "voice", "level", "reiterate", "deliver", "publish", "post"})


def describe_plain(sentence: Sentence, noun: int) -> Speaker:
    """Return a speaker that is the noun with its premodifiers only."""
    first = min([noun, *(c for c in sentence.children[noun] if c < noun)])
    return Speaker(sentence.index, noun, list(range(first, noun + 1)))


def _match_adjective(sentence: Sentence, adjective: int, entries: tuple[Cue, ...]) -> Finding | None:
    tokens = sentence.tokens
    token = tokens[adjective]
    if token.dep not in {"acomp", "conj", "oprd"} or tokens[token.head].pos not in VERBAL:
        return None
    clause = next(
        (c for c in sentence.children[adjective]
         if tokens[c].dep in {"ccomp", "advcl"} and c > adjective and _is_finite(sentence, c)),
        None,
    )
    if clause is None:
        return None
    subject = find_subject(sentence, token.head)
    if subject is None or tokens[subject].lemma == "it":
        return None
    if any(tokens[c].dep == "neg" for c in sentence.children[token.head]):
        return None
    cue = entries[0]
    finding = Finding(sentence.index, adjective, cue, [token.head, adjective])
    finding.speaker = describe_speaker(sentence, subject)
    finding.certainty = cue.effect
    finding.add(sentence.index, set(subtree(sentence, clause)))
    return finding


def _match_preposition(sentence: Sentence, first: int, entries: tuple[Cue, ...]) -> Finding | None:
    tokens = sentence.tokens
    for cue in entries:
        last = first + len(cue.words)
        if tuple(t.text.lower() for t in tokens[first:last]) != cue.words:
            continue
        source = find_child(sentence, last - 1, ("pobj",))
        if source is None:
            continue
        if tokens[source].entity == "" and tokens[source].lemma in _NOT_SOURCES:
            return None
        finding = Finding(sentence.index, first, cue, list(range(first, last)))
        finding.speaker = describe_speaker(sentence, source)
        finding.certainty = cue.effect
        content = _clause_around(sentence, first)
        finding.add(sentence.index, content)
        return finding if content else None
    return None


_NOT_SOURCES = frozenset({"plan", "age", "rule", "need", "size", "schedule", "procedure", "rank",
                          "principle", "standard", "criterion", "requirement", "custom", "tradition"})


def _clause_around(sentence: Sentence, first: int) -> set[int]:
    """The clause that an adverbial phrase modifies, without the phrase itself."""
    tokens = sentence.tokens
    top = first
    while tokens[top].dep in {"prep", "pcomp"} and tokens[tokens[top].head].dep in {"prep"}:
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


def _cue_tokens(sentence: Sentence, verb: int, cue: Cue) -> list[int]:
    """The verb with its auxiliaries, negation and particle."""
    tokens = sentence.tokens
    found = [verb]
    for child in sentence.children[verb]:
        token = tokens[child]
        if token.dep in {"aux", "auxpass", "neg"} and child < verb and token.lemma != "to":
            found.append(child)
        elif token.dep == "prt" and child == verb + 1:
            found.append(child)
        elif token.dep == "advmod" and child == verb - 1 and token.lemma in _ADVERBS:
            found.append(child)
    return sorted(found)


def _has_particle(sentence: Sentence, verb: int, cue: Cue) -> bool:
    particle = next(
        (sentence.tokens[c].lemma for c in sentence.children[verb] if sentence.tokens[c].dep == "prt"),
        None,
    )
    if cue.particle is None and cue.id.startswith("show"):
        return particle is None
    return cue.particle is None or particle == cue.particle


def _is_thing(sentence: Sentence, speaker: Speaker) -> bool:
    return sentence.tokens[speaker.head].lemma in THINGS


THINGS = frozenset(
    {"footage", "video", "photo", "photograph", "image", "document", "paper", "record", "filing",
     "letter", "memo", "file", "picture", "clip", "recording", "film", "log", "map", "data", "audio",
     "email", "report", "study", "survey", "poll", "analysis", "tape", "imagery", "screenshot",
     "transcript", "invoice", "receipt", "contract", "cable", "note", "register"}
)


def _has_mark(sentence: Sentence, clause: int, marks: tuple[str, ...]) -> bool:
    return any(
        sentence.tokens[c].dep == "mark" and sentence.tokens[c].lemma in marks
        for c in sentence.children[clause]
    )


def _has_to(sentence: Sentence, clause: int) -> bool:
    return any(
        sentence.tokens[c].tag == "TO" and c < clause for c in sentence.children[clause]
    )


def _is_finite(sentence: Sentence, clause: int) -> bool:
    tokens = sentence.tokens
    if tokens[clause].tag in _FINITE:
        return True
    children = sentence.children[clause]
    if any(tokens[c].dep in {"aux", "auxpass"} and tokens[c].tag in _FINITE for c in children):
        return True
    if any(tokens[c].tag == "TO" for c in children):
        return False
    return tokens[clause].tag == "VBN" and any(tokens[c].dep in SUBJECTS for c in children)
