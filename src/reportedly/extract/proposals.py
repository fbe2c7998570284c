"""Frames over predications → proposals: a predicate with its arguments, not yet a claim.

Sentence and `Lookup` → `Proposal`s. A frame whose slots cannot be filled, or are filled by the
wrong kind, proposes nothing.
"""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from reportedly.extract.frames import Frame, FrameTable, Slot, load_frames, load_predicates
from reportedly.extract.lookup import Lookup
from reportedly.extract.slots import Demand, Filler, find_fillers, is_weapon_phrase, read_kinds
from reportedly.records import Sentence, Token
from reportedly.syntax.contrast import is_refused
from reportedly.syntax.finding import find_predications
from reportedly.syntax.predication import Predication
from reportedly.syntax.tree import find_children

_TIES = frozenset(
    """linked_to allied_with opposes supports loyal_to attacked met_with threatened designated charged""".split()
)
_BONDS = frozenset({"linked_to", "allied_with", "supports"})
_VIOLENCE = frozenset({"attacked", "killed", "captured", "detained", "threatened", "displaced"})


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
        if _is_purpose(sentence, predication.head):
            continue
        for frame in table.lookup(predication.pos, predication.lemma):
            if not _applies(frame, predication, sentence):
                continue
            proposals = list(_fill(frame, predication, sentence, lookup))
            yield from proposals
            if frame.stops and proposals:
                break


_NO_EVENTS = frozenset(
    """facility center centre camp cell site block ward order warrant power authority system policy
    law bill squad helicopter jet plane rifle weapon dog capability condition""".split()
)
"""Nouns before which an event noun tells what they are for: 'detention facilities'."""


def _is_purpose(sentence: Sentence, head: int) -> bool:
    word = sentence.tokens[head]
    return word.dep == "compound" and sentence.tokens[word.head].lemma in _NO_EVENTS


def _applies(frame: Frame, predication: Predication, sentence: Sentence) -> bool:
    """Whether the predicate word's construction is one that the frame asks for."""
    if frame.word_class == "verb":
        if sentence.tokens[predication.head].dep == "amod" and not predication.agents:
            return False  # 'armed groups', 'elected members': a property, not an event
        if frame.is_intransitive and _has_object(predication, sentence):
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
        sentence.tokens[p].lemma in frame.patient_lemmas
        or ("money" in frame.patient_lemmas and sentence.tokens[p].entity == "MONEY")
        for p in predication.patients
    ):
        return False
    if frame.unless_words or frame.needs:
        words = {t.lemma for t in _neighbourhood(sentence, predication)}
        words |= _phrases_of_patients(sentence, predication)
        if words & frame.unless_words:
            return False
        words |= {
            sentence.tokens[c].lemma for p in predication.patients for c in sentence.children[p]
        }
        words |= {sentence.tokens[user.head].lemma for user in _hung_on(sentence, predication)}
        if frame.needs and not words & frame.needs:
            return False
    return True


def _has_object(predication: Predication, sentence: Sentence) -> bool:
    """Something is done to somebody; not in 'ten men died, among them two boys'."""
    words = {sentence.tokens[c].text.lower() for c in sentence.children[predication.head]}
    return bool(predication.patients) and not words & {"among", "including"}


def _neighbourhood(sentence: Sentence, predication: Predication) -> list[Token]:
    """The words that colour a predicate word: its dependents, its head, its phrases."""
    tokens = [sentence.tokens[c] for c in sentence.children[predication.head]]
    tokens.append(sentence.tokens[sentence.tokens[predication.head].head])
    tokens.extend(sentence.tokens[p] for p in predication.patients)
    tokens.extend(sentence.tokens[n] for _, n in predication.obliques)
    tokens.extend(
        sentence.tokens[c]
        for t in tuple(tokens)
        if t.dep in ("xcomp", "ccomp", "oprd")
        for c in sentence.children[t.i]
    )
    tokens.extend(  # 'came into being'
        sentence.tokens[c]
        for prep in find_children(sentence, predication.head, ("prep",))
        for c in find_children(sentence, prep, ("pcomp",))
    )
    return tokens


def _hung_on(sentence: Sentence, predication: Predication) -> list[Token]:
    """The preposition before the noun, and the one that it is the twin of: 'acting for or on'."""
    tokens = sentence.tokens
    token = tokens[predication.head]
    if token.dep != "pobj":
        return []
    prep = tokens[token.head]
    return [prep, tokens[prep.head]] if prep.dep == "conj" else [prep]


def _phrases_of_patients(sentence: Sentence, predication: Predication) -> set[str]:
    """The nouns of phrases after the patient: 'removed the trader from the list'."""
    tokens = sentence.tokens
    return {
        tokens[noun].lemma
        for patient in predication.patients
        if patient > predication.head
        for prep in sentence.children[patient]
        if tokens[prep].dep == "prep"
        for noun in sentence.children[prep]
        if tokens[noun].dep == "pobj"
    }


def _fill(
    frame: Frame, predication: Predication, sentence: Sentence, lookup: Lookup
) -> Iterator[Proposal]:
    subject, object_ = _list_demands()[frame.id]
    subject_slot, subjects = find_fillers(subject, predication, sentence, lookup)
    object_slot, objects = find_fillers(object_, predication, sentence, lookup)
    if frame.by_weapon and not any(
        is_weapon_phrase(sentence, agent, lookup) for agent in predication.agents
    ):
        return
    if not subjects and _has_unfit_agent(frame, subject, predication, sentence, lookup):
        return
    is_open = frame.object_open or _is_done_to_nobody(frame, predication, sentence)
    if (not subjects and not frame.subject_open) or (not objects and not is_open):
        return
    if not subjects and not objects and not (frame.is_bare and frame.requires):
        return
    is_mutual = _is_mutual(subject_slot, object_slot)
    if is_mutual and subject_slot is not None and not _may_be_mutual(subject_slot, object_slot):
        return
    for one, other in _pair(subjects, objects, is_mutual=is_mutual):
        yield Proposal(
            predicate=frame.predicate,
            subject=one,
            object=other,
            sentence=sentence,
            tokens=tuple(dict.fromkeys((predication.carrier, predication.head))),
            extractor=f"frames.v1:{frame.id}",
            confidence=frame.confidence,
            predication=predication,
            frame=frame,
            certainty=frame.certainty,
            polarity=frame.polarity or _refuse(sentence, one, other),
            is_identification=predication.link in ("apposition", "title", "modifier"),
        )


def _is_done_to_nobody(frame: Frame, predication: Predication, sentence: Sentence) -> bool:
    """'they had killed nobody': a denial whose object is left open, for deeds alone."""
    if frame.predicate not in _VIOLENCE or frame.object[0].base != "patient":
        return False
    return any(sentence.tokens[p].text.lower() in _NOBODY for p in predication.patients)


_NOBODY = frozenset({"nobody", "no-one", "anybody", "anyone"})


def _refuse(sentence: Sentence, *fillers: Filler | None) -> str:
    """'the guard, not the mayor': what is named to be ruled out is denied."""
    refused = any(f is not None and is_refused(sentence, f.token) for f in fillers)
    return "denied" if refused else ""


@lru_cache(maxsize=1)
def _list_demands() -> dict[str, tuple[Demand, Demand]]:
    """What each frame, by its id, asks of its subject and its object."""
    return {frame.id: _read_demands(frame) for frame in load_frames().frames}


def _read_demands(frame: Frame) -> tuple[Demand, Demand]:
    predicate = load_predicates()[frame.predicate]
    subject = Demand(
        slots=frame.subject,
        words=frame.subject_words,
        kinds=read_kinds(frame.subject_kinds, predicate["subject"]),
        acts=True,
        does=True,
        sides=frame.predicate in _BONDS,
        fights=frame.predicate in _VIOLENCE,
    )
    object_ = Demand(
        slots=frame.object,
        words=frame.object_words,
        kinds=read_kinds(frame.object_kinds, predicate["object"]),
        acts=frame.predicate in _TIES,
    )
    return subject, object_


def _pair(
    subjects: list[Filler], objects: list[Filler], *, is_mutual: bool
) -> Iterator[tuple[Filler | None, Filler | None]]:
    """Every subject with every object; each pair once where both come from one phrase."""
    shared = {f.argument.entity for f in subjects} & {f.argument.entity for f in objects}
    if len(shared) > 1 and not is_mutual:
        return  # one list on both sides says nothing about its members
    if not subjects and not objects:
        yield None, None
    elif not subjects:
        yield from ((None, o) for o in objects)
    elif not objects:
        yield from ((s, None) for s in subjects)
    else:
        for subject in subjects:
            for object_ in objects:
                is_repeated = is_mutual and subject.token > object_.token
                if not is_repeated and not _is_same(subject, object_):
                    yield subject, object_


def _has_unfit_agent(
    frame: Frame, demand: Demand, predication: Predication, sentence: Sentence, lookup: Lookup
) -> bool:
    """Somebody or something acts that the frame cannot take: then it is not this frame's event.

    A bomb, a blast or a strike acts for somebody who is left open.
    """
    if predication.pos != "verb" or not any(slot.base == "agent" for slot in frame.subject):
        return False
    return any(
        not is_weapon_phrase(sentence, agent, lookup)
        and lookup.kind_at(sentence, agent) not in demand.kinds
        for agent in predication.agents
    )


def _may_be_mutual(slot: Slot, other: Slot | None) -> bool:
    is_peer = other is not None and other.base == "peer"
    return is_peer or slot.base in ("agent", "holder") or "between" in slot.prepositions


def _is_mutual(a: Slot | None, b: Slot | None) -> bool:
    """Both slots were filled from the same phrase, as in 'links between A and B'."""
    if a is None or b is None:
        return False
    if b.base == "peer":
        return a.base in ("agent", "patient")
    if a.base == b.base == "holder":
        return True
    return a.base == b.base == "prep" and bool(a.prepositions & b.prepositions)


def _is_same(a: Filler, b: Filler) -> bool:
    if a.argument.entity is not None and a.argument.entity == b.argument.entity:
        return True
    return (
        a.argument.start < b.argument.end
        and b.argument.start < a.argument.end
        and (a.token == b.token)
    )
