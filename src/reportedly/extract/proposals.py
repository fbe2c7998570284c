"""Frames over predications → proposals: a predicate with its arguments, not yet a claim.

Sentence and `Lookup` → `Proposal`s. A frame whose slots cannot be filled, or are filled by the
wrong kind, proposes nothing.
"""

from collections.abc import Iterator, Sequence

import msgspec

from reportedly.extract.frames import Frame, FrameTable, Slot, load_predicates
from reportedly.extract.lookup import Lookup
from reportedly.records import Argument, Sentence, Token
from reportedly.syntax.predication import Predication, find_predications, read_noun, read_verb
from reportedly.syntax.tree import conjuncts, find_children

_TIES = frozenset(
    "linked_to allied_with opposes supports loyal_to attacked met_with threatened designated charged left joined".split()
)
ACTORS = frozenset({"person", "group", "state", "organization", "population"})


class Filler(msgspec.Struct, frozen=True):
    """An argument and the token it came from."""

    argument: Argument
    token: int


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What a frame makes of a predication; `tokens` are the carrier and the predicate word."""

    predicate: str
    subject: Filler | None
    object: Filler | None
    sentence: Sentence
    tokens: tuple[int, ...]
    extractor: str
    confidence: float
    predication: Predication | None = None
    frame: Frame | None = None
    qualifiers: dict[str, str] = {}
    certainty: str = ""
    polarity: str = ""
    is_identification: bool = False


def propose(sentence: Sentence, lookup: Lookup, table: FrameTable) -> Iterator[Proposal]:
    """Yield what the frames propose for one sentence, in text order."""
    found = list(find_predications(sentence, table.verbs, table.nouns, table.adjectives))
    for predication in found:
        if lookup.name_over(sentence, predication.head) is not None:
            continue
        for frame in table.lookup(predication.pos, predication.lemma):
            if not _applies(frame, predication, sentence):
                continue
            proposals = list(_fill(frame, predication, sentence, lookup))
            yield from proposals
            if frame.stops and proposals:
                break


def _applies(frame: Frame, predication: Predication, sentence: Sentence) -> bool:
    """Whether the predicate word's construction is one that the frame asks for."""
    if frame.word_class == "verb":
        if sentence.tokens[predication.head].dep == "amod" and not predication.agents:
            return False  # 'armed groups', 'elected members': a property, not an event
        if frame.is_intransitive and predication.patients:
            return False
    if frame.is_light and predication.carrier == predication.head:
        return False
    if frame.particle is not None and frame.particle != predication.particle:
        return False
    if frame.link and (predication.link or "none") not in frame.link:
        return False
    if frame.voice and (frame.voice == "passive") != predication.passive:
        return False
    if frame.patient_lemmas and not any(
        sentence.tokens[p].lemma in frame.patient_lemmas for p in predication.patients
    ):
        return False
    if frame.unless_words or frame.needs:
        words = {t.lemma for t in _neighbourhood(sentence, predication)}
        if words & frame.unless_words or (frame.needs and not words & frame.needs):
            return False
    return True


def _neighbourhood(sentence: Sentence, predication: Predication) -> list[Token]:
    """The words that colour a predicate word: its dependents, its head, its phrases."""
    tokens = [sentence.tokens[c] for c in sentence.children[predication.head]]
    tokens.append(sentence.tokens[sentence.tokens[predication.head].head])
    tokens.extend(sentence.tokens[p] for p in predication.patients)
    tokens.extend(sentence.tokens[n] for _, n in predication.obliques)
    tokens.extend(
        sentence.tokens[c] for t in tuple(tokens) if t.dep in ("xcomp", "ccomp", "oprd") for c in sentence.children[t.i]
    )
    return tokens


def _fill(
    frame: Frame, predication: Predication, sentence: Sentence, lookup: Lookup
) -> Iterator[Proposal]:
    predicate = load_predicates()[frame.predicate]
    subject_kinds = _kinds(frame.subject_kinds, predicate["subject"])
    object_kinds = _kinds(frame.object_kinds, predicate["object"])
    subject_slot, subjects = _fillers(
        frame.subject, frame.subject_words, subject_kinds, predication, sentence, lookup, acts=True
    )
    object_slot, objects = _fillers(
        frame.object,
        frame.object_words,
        object_kinds,
        predication,
        sentence,
        lookup,
        acts=frame.predicate in _TIES,
    )
    if frame.by_weapon and not any(
        _is_weapon_phrase(sentence, agent, lookup) for agent in predication.agents
    ):
        return
    is_agentive = any(slot.base == "agent" for slot in frame.subject)
    if not subjects and is_agentive:
        if _has_unfit_agent(predication, sentence, lookup, subject_kinds):
            return
    subject_open = frame.subject_open and not subjects
    object_open = frame.object_open and not objects
    if (not subjects and not subject_open) or (not objects and not object_open):
        return
    if subject_open and object_open and frame.object[0].base != "none":
        return
    is_identification = predication.link in ("apposition", "title", "modifier")
    is_mutual = subject_slot is not None and _overlap(subject_slot, object_slot)
    if is_mutual and "between" not in subject_slot.prepositions:  # type: ignore[union-attr]
        return
    listed = {f.argument.entity for f in subjects} & {f.argument.entity for f in objects}
    if len(listed) > 1 and not is_mutual:
        return  # one list on both sides says nothing about its members
    for subject in subjects or [None]:
        for object_ in objects or [None]:
            if subject and object_ and _same(subject, object_):
                continue
            if is_mutual and subject and object_ and subject.token > object_.token:
                continue
            yield Proposal(
                predicate=frame.predicate,
                subject=subject,
                object=object_,
                sentence=sentence,
                tokens=tuple(dict.fromkeys((predication.carrier, predication.head))),
                extractor=f"frames.v1:{frame.id}",
                confidence=frame.confidence,
                predication=predication,
                frame=frame,
                certainty=frame.certainty,
                polarity=frame.polarity,
                is_identification=is_identification,
            )


def _has_unfit_agent(
    predication: Predication, sentence: Sentence, lookup: Lookup, kinds: frozenset[str]
) -> bool:
    """Somebody or something acts that the frame cannot take: then it is not this frame's event.

    A bomb, a blast or a strike acts for somebody who is left open.
    """
    if predication.pos != "verb":
        return False
    return any(
        not _is_weapon_phrase(sentence, agent, lookup) and lookup.kind_at(sentence, agent) not in kinds
        for agent in predication.agents
    )


def _is_weapon_phrase(sentence: Sentence, token: int, lookup: Lookup) -> bool:
    """'a strike', 'a series of strikes'."""
    if lookup.is_weapon(sentence, token):
        return True
    return any(
        lookup.is_weapon(sentence, noun)
        for prep in find_children(sentence, token, ("prep",))
        if sentence.tokens[prep].text.lower() == "of"
        for noun in find_children(sentence, prep, ("pobj",))
    )


def _overlap(a: Slot, b: Slot | None) -> bool:
    """Both slots were filled from the same phrase, as in 'links between A and B'."""
    return b is not None and a.base == b.base == "prep" and bool(a.prepositions & b.prepositions)


def _same(a: Filler, b: Filler) -> bool:
    if a.argument.entity is not None and a.argument.entity == b.argument.entity:
        return True
    return a.argument.start < b.argument.end and b.argument.start < a.argument.end and (
        a.token == b.token
    )


def _kinds(own: frozenset[str], general: str) -> frozenset[str]:
    """The kinds that may fill a slot, the frame's own before the predicate's; empty for any."""
    kinds: set[str] = set()
    for word in own or {w.strip() for w in general.split(",")}:
        if word == "actor":
            kinds |= ACTORS
        elif word != "*":
            kinds.add(word)
    return frozenset(kinds)


def _fillers(
    slots: Sequence[Slot],
    words: frozenset[str],
    kinds: frozenset[str],
    predication: Predication,
    sentence: Sentence,
    lookup: Lookup,
    *,
    acts: bool,
) -> tuple[Slot | None, list[Filler]]:
    """The first alternative that gives fillers of an acceptable kind, and these."""
    for slot in slots:
        found: list[Filler] = []
        for token in find_slot_tokens(slot, predication, sentence, lookup):
            if words and sentence.tokens[token].lemma not in words:
                continue
            for argument in lookup.find_arguments(
                sentence, token, antecedent=slot.base in ("agent", "patient", "holder")
            ):
                fitted = fit(argument, kinds, words, is_state=acts and lookup.is_land(argument))
                if fitted is not None and slot.base == "agent" and not slot.step:
                    fitted = lookup.to_side(sentence, token, fitted)
                if fitted is not None:
                    found.append(Filler(fitted, token))
        if found:
            return slot, found
    return None, []


def fit(
    argument: Argument, kinds: frozenset[str], words: frozenset[str], *, is_state: bool
) -> Argument | None:
    """Return the argument as one of `kinds`, `None` where it cannot be.

    A country or a capital acts as its government, so a place name fills a slot for states.
    """
    if "none" in kinds:
        return None
    if words or not kinds or argument.kind in kinds:
        return argument
    if argument.kind == "place" and "state" in kinds and is_state:
        return msgspec.structs.replace(argument, kind="state")
    return None


def find_slot_tokens(
    slot: Slot, predication: Predication, sentence: Sentence, lookup: Lookup
) -> list[int]:
    """Return the tokens that a slot alternative points at."""
    if slot.base == "none":
        return []
    if slot.base == "self":
        return [predication.head]
    if slot.base == "prep":
        nouns = predication.with_prepositions(slot.prepositions)
        return [n for n in nouns if sentence.tokens[n].entity not in ("DATE", "TIME")]
    if slot.base == "mod":
        return find_name_modifiers(sentence, predication.head, lookup)
    if slot.base == "user":
        allowed = not slot.prepositions or predication.user_preposition in slot.prepositions
        return list(predication.users) if allowed else []
    if slot.base == "xcomp":
        clauses = find_children(sentence, predication.head, ("xcomp", "ccomp"))
        verbs = [v for clause in clauses for v in conjuncts(sentence, clause)]
        return [o for verb in verbs for o in read_verb(sentence, verb).patients]
    if slot.base == "weapon":
        return _wielders(sentence, predication, lookup)
    base = {
        "agent": predication.agents,
        "patient": predication.patients,
        "holder": predication.holders,
    }[slot.base]
    if not slot.step:
        return list(base)
    found: list[int] = []
    for token in base:
        if slot.step == "mod":
            found.extend(find_name_modifiers(sentence, token, lookup))
            continue
        for child in find_children(sentence, token, ("prep",)):
            if sentence.tokens[child].text.lower() in slot.prepositions:
                for noun in find_children(sentence, child, ("pobj",)):
                    found.extend(conjuncts(sentence, noun))
    return found


def _wielders(sentence: Sentence, predication: Predication, lookup: Lookup) -> list[int]:
    """Whose the strike is that acts: 'a series of U.S. airstrikes killed', 'the army's shells'."""
    found: list[int] = []
    for agent in predication.agents:
        at = agent
        for prep in find_children(sentence, agent, ("prep",)):
            if sentence.tokens[prep].text.lower() == "of":
                at = next(iter(find_children(sentence, prep, ("pobj",))), agent)
        if lookup.is_weapon(sentence, at):
            found.extend(find_children(sentence, at, ("poss",)))
            found.extend(find_name_modifiers(sentence, at, lookup))
            noun = read_noun(sentence, at)
            found.extend(noun.agents)
    return list(dict.fromkeys(found))


def find_name_modifiers(sentence: Sentence, noun: int, lookup: Lookup) -> list[int]:
    """Return the names that stand before a noun as modifiers, innermost sisters included.

    In 'JSMM president Qambar S.' both words hang on the last one, so the sisters to the left of
    a title are its modifiers too.
    """
    found: list[int] = []
    for child in find_children(sentence, noun, ("compound", "nmod", "amod")):
        mention = lookup.mention_at(sentence, child)
        if mention is not None and mention.form == "name":
            found.append(child)
            found.extend(c for c in conjuncts(sentence, child)[1:] if c < noun)
    token = sentence.tokens[noun]
    if not found and token.dep in ("compound", "nmod") and token.head > noun:
        for sister in sentence.children[token.head]:
            if sister >= noun:
                break
            mention = lookup.mention_at(sentence, sister)
            if mention is not None and mention.form == "name" and mention.last < noun:
                found = [sister]
    return found
