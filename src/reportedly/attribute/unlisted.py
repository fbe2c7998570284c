"""Verbs and nouns that no list knows, with somebody for their subject and a clause for their content.

'The mayor twittered that …', 'the league's posting that …': whoever does something with a clause for
its object says it, unless the verb is known to bring the content about or to take it for granted.
Without this the words would be the report's own.
"""

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from reportedly.attribute.clauses import FINITE, clause_of, has_that, is_finite
from reportedly.attribute.constructions import complete_finding, cue_tokens_of, is_hearer
from reportedly.attribute.cues import is_unlisted, load_cues
from reportedly.attribute.findings import Finding, Speaker
from reportedly.attribute.negations import is_negated
from reportedly.attribute.recovery import find_phrase_before
from reportedly.attribute.site import complement_is_time
from reportedly.attribute.speakers import (
    SUBJECTS,
    describe_speaker,
    find_speaker,
    is_passive,
)
from reportedly.knowledge import load_knowledge
from reportedly.records import Mention, Sentence, Token
from reportedly.syntax.tree import VERBAL, find_child, find_children, subtree

_SPEAKING = frozenset({"person", "group", "state", "organization", "population"})
_SPEAKING_PRONOUNS = frozenset({"he", "she", "they", "we", "i"})
_MADE = frozenset({"make", "let"})
_PLAIN = frozenset({"clear", "plain", "known", "know", "public"})
_MARKS = frozenset('"“”«»„')
_QUESTIONS = frozenset({"WP", "WDT", "WRB", "WP$"})


class Actors:
    """Who may speak in a document: asked for a token that stands for a speaker."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._kinds: dict[tuple[int, int], str] = {}
        for mention in mentions:
            self._kinds.setdefault((mention.sentence, mention.head), mention.kind)

    def can_speak(self, sentence: Sentence, head: int) -> bool:
        """Return whether the token stands for somebody who can say something, or for a paper."""
        token = sentence.tokens[head]
        if token.text.lower() in _SPEAKING_PRONOUNS:
            return True
        kind = self._kinds.get((sentence.index, head))
        if kind in _SPEAKING or (kind == "place" and token.pos == "PROPN"):
            return True
        cues = load_cues()
        return token.pos == "NOUN" and token.lemma in cues.things | cues.witnesses


def find_unlisted(
    sentence: Sentence, actors: Actors, listed: frozenset[int], quoted: frozenset[int]
) -> list[Finding]:
    """Return the findings of unlisted words; `listed` are the cues that the sentence has already."""
    found: list[Finding] = []
    taken = set(listed)
    for token in sentence.tokens:
        finding = None
        if token.dep in {"ccomp", "advcl", "csubj"}:
            finding = _match_clause(sentence, token, actors, taken)
        elif token.dep in {"acl", "relcl"} and has_that(sentence, token.i):
            finding = _match_noun(sentence, token, actors, taken)
            finding = finding or _match_hearer(sentence, token, actors, taken)
        elif quoted and token.tag in FINITE and token.i not in quoted:
            finding = _match_quoting(sentence, token.i, actors, taken, quoted)
        if finding is not None and not is_hearer(sentence, finding):
            taken.add(finding.head)
            found.append(finding)
    return found


def find_whispers(sentence: Sentence) -> list[Finding]:
    """Return what is passed on in nobody's name by an unlisted verb: 'it was bruited that …'."""
    found = []
    for token in sentence.tokens:
        if token.tag != "VBN" or not is_unlisted(token.lemma):
            continue
        clause = _find_bruited(sentence, token)
        if clause is not None:
            cues = cue_tokens_of(sentence, token.i)
            finding = Finding(sentence.index, token.i, load_cues().unlisted, cues)
            finding.certainty = "hedged"
            finding.add(sentence.index, set(subtree(sentence, clause)))
            found.append(finding)
    return found


def reach_bruited(sentence: Sentence, token: Token) -> set[int]:
    """Return what 'it was bruited that …' hedges."""
    if token.tag != "VBN" or not (is_unlisted(token.lemma) or _is_plain_saying(token.lemma)):
        return set()
    clause = _find_bruited(sentence, token)
    return set() if clause is None else clause_of(sentence, clause)


def _is_plain_saying(lemma: str) -> bool:
    return any(
        cue.act == "says" and cue.effect == "stated" and "clause" in cue.takes
        and "object" not in cue.takes and not cue.recipient and cue.particle is None
        for cue in load_cues().verbs.get(lemma, ())
    )  # fmt: skip


def _find_bruited(sentence: Sentence, token: Token) -> int | None:
    """The clause of 'it was bruited that …', which no agent answers for."""
    subject = find_child(sentence, token.i, ("nsubjpass",))
    if subject is None or sentence.tokens[subject].lemma != "it":
        return None
    if find_speaker(sentence, token.i) is not None or is_negated(sentence, token.i):
        return None
    clauses = find_children(sentence, token.i, ("ccomp",))
    return next((c for c in clauses if c > token.i and has_that(sentence, c)), None)


def _match_clause(
    sentence: Sentence, clause: Token, actors: Actors, taken: set[int]
) -> Finding | None:
    tokens = sentence.tokens
    verb = tokens[clause.head]
    plain = _find_plain(sentence, verb)
    if plain is not None and clause.i > plain:
        made = verb if verb.lemma in _MADE else tokens[verb.head]
        if has_that(sentence, clause.i) and made.i not in taken:
            return _make(sentence, made, clause.i, actors, [plain])
        return None
    if clause.dep != "ccomp" or verb.i in taken or verb.pos not in VERBAL:
        return None
    if not is_unlisted(verb.lemma) or not _is_told(sentence, verb, clause.i):
        return None
    return _make(sentence, verb, clause.i, actors, [])


def _find_plain(sentence: Sentence, verb: Token) -> int | None:
    """The word for what is made known: 'made it *clear* that', wherever the clause hangs."""
    tokens = sentence.tokens
    if verb.lemma in _PLAIN:
        return verb.i if tokens[verb.head].lemma in _MADE else None
    if verb.lemma not in _MADE:
        return None
    return next((c for c in sentence.children[verb.i] if tokens[c].lemma in _PLAIN), None)


def _is_told(sentence: Sentence, verb: Token, clause: int) -> bool:
    """Whether the clause has the form of a content: with 'that', or complete and finite."""
    tokens = sentence.tokens
    inside = subtree(sentence, clause)
    own = sentence.children[clause]
    subjects = [c for c in own if tokens[c].dep in SUBJECTS or tokens[c].dep == "expl"]
    is_after = clause > verb.i
    if is_after and (has_that(sentence, clause) or _opens_with_that(tokens, inside, subjects)):
        # 'I did not know when I came here that …': the clause belongs to another verb.
        if inside[0] == verb.i + 1 or verb.lemma not in load_deeds():
            return True
        given = find_children(sentence, verb.i, ("dobj",))
        return any(tokens[i].lemma in load_cues().nouns for i in given)  # 'gave assurances that'
    if not is_finite(sentence, clause) or load_cues().verbs.get(verb.lemma):
        return False
    if not subjects or any(tokens[c].dep == "mark" for c in own):
        return False
    if tokens[inside[0]].tag in _QUESTIONS or tokens[subjects[0]].tag in _QUESTIONS:
        return False
    if is_after:
        return inside[0] > verb.i and verb.lemma not in load_deeds()
    return _closes(sentence, verb, clause)


def _closes(sentence: Sentence, verb: Token, clause: int) -> bool:
    """'The bridge has fallen, *the mayor twittered on Monday*': a comma, a subject, a verb, no more.

    Two sentences with nothing but a mark between them look much alike: 'He fell; he lives abroad.'
    """
    tokens = sentence.tokens
    subject = find_child(sentence, verb.i, ("nsubj",))
    if subject is None or not clause < subject < verb.i or verb.tag not in _TENSED:
        return False
    first = min(subtree(sentence, subject))
    if tokens[first - 1].text != "," or verb.lemma in load_deeds():
        return False
    if any(tokens[i].text in {";", ":"} for i in range(clause, first)):
        return False
    return all(
        tokens[c].dep in {"punct", "npadvmod", "advmod"} or complement_is_time(sentence, c)
        for c in sentence.children[verb.i]
        if c not in {subject, clause}
    )


_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acomp", "attr"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})


def _opens_with_that(tokens: tuple[Token, ...], inside: list[int], subjects: list[int]) -> bool:
    """'hammered home *that* guards beat him', where the parser has no name for the 'that'."""
    is_that = tokens[inside[0]].text.lower() == "that"
    return is_that and bool(subjects) and subjects[0] != inside[0]


@lru_cache(maxsize=1)
def load_deeds() -> frozenset[str]:
    """Return the lemmas of the verbs that the frame table knows for what somebody does."""
    folder = files("reportedly.knowledge").joinpath("frames")
    names = sorted(f.name.removesuffix(".toml") for f in folder.iterdir())
    entries = (e for name in names for e in load_knowledge(f"frames/{name}")["frame"])
    return frozenset(
        lemma.strip() for entry in entries for lemma in entry.get("verb", "").split(",")
    )


def _make(
    sentence: Sentence, verb: Token, clause: int, actors: Actors, joined: list[int]
) -> Finding | None:
    content = set(subtree(sentence, clause))
    speaker = _find_actor(sentence, verb.i, actors, content)
    if speaker is None:
        return None
    if clause < verb.i:
        content -= set(subtree(sentence, verb.i)) - set(subtree(sentence, clause))
    finding = _open(sentence, verb.i, speaker)
    finding.cue_tokens = sorted({*finding.cue_tokens, *joined})
    finding.add(sentence.index, content)
    return complete_finding(sentence, finding, passive=is_passive(sentence, verb.i))


def _open(sentence: Sentence, verb: int, speaker: Speaker) -> Finding:
    return Finding(
        sentence.index, verb, load_cues().unlisted, cue_tokens_of(sentence, verb), speaker
    )


def _find_actor(sentence: Sentence, verb: int, actors: Actors, content: set[int]) -> Speaker | None:
    speaker = find_phrase_before(sentence, verb) or find_speaker(sentence, verb)
    if speaker is None or speaker.head in content:
        return None
    return speaker if actors.can_speak(sentence, speaker.head) else None


def _match_noun(
    sentence: Sentence, clause: Token, actors: Actors, taken: set[int]
) -> Finding | None:
    """'The league's *posting* that …', 'a *post* by the league that …'."""
    tokens, cues = sentence.tokens, load_cues()
    noun = tokens[clause.head]
    if noun.pos != "NOUN" or noun.i in taken or noun.i > clause.i or noun.lemma in cues.nouns:
        return None
    if noun.lemma in cues.granting or find_child(sentence, clause.i, SUBJECTS) is None:
        return None
    owner = find_child(sentence, noun.i, ("poss",))
    for by in find_children(sentence, noun.i, ("prep", "agent")):
        if owner is None and tokens[by].lemma == "by" and by < clause.i:
            owner = find_child(sentence, by, ("pobj",))
    content = set(subtree(sentence, clause.i))
    if owner is None or not _owns(sentence, owner, actors):
        return None
    speaker = describe_speaker(sentence, owner)
    speaker.shown = [i for i in speaker.shown if i not in content]
    finding = Finding(sentence.index, noun.i, cues.unlisted, [noun.i], speaker)
    finding.add(sentence.index, content)
    return finding


def _match_hearer(
    sentence: Sentence, clause: Token, actors: Actors, taken: set[int]
) -> Finding | None:
    """'leaked to *the police* that …', where the parser hangs the clause on the police."""
    tokens = sentence.tokens
    hearer = tokens[clause.head]
    above = tokens[hearer.head]
    is_addressed = hearer.dep == "pobj" and above.lemma in {"to", "with"}
    verb = tokens[above.head] if is_addressed else above
    if not is_addressed and hearer.dep not in {"dobj", "dative"}:
        return None
    if verb.pos not in VERBAL or verb.i in taken or not is_unlisted(verb.lemma):
        return None
    if not verb.i < hearer.i < clause.i:
        return None
    if find_child(sentence, clause.i, SUBJECTS) is None:
        return None
    if not actors.can_speak(sentence, hearer.i) or verb.lemma in load_deeds():
        return None
    return _make(sentence, verb, clause.i, actors, [])


def _owns(sentence: Sentence, owner: int, actors: Actors) -> bool:
    is_pronoun = sentence.tokens[owner].text.lower() in {"his", "her", "their", "our", "my"}
    return is_pronoun or actors.can_speak(sentence, owner)


def _match_quoting(
    sentence: Sentence, verb: int, actors: Actors, taken: set[int], quoted: frozenset[int]
) -> Finding | None:
    """'"The road is mined," twittered the mayor': waits for the quotation before it.

    The quotation ends in a comma, and the verb and its subject follow it at once.
    """
    tokens, lemma = sentence.tokens, sentence.tokens[verb].lemma
    if verb in taken or not is_unlisted(lemma) or tokens[verb].tag not in _TENSED:
        return None
    if lemma in load_deeds() or any("quote" in c.takes for c in load_cues().verbs.get(lemma, ())):
        return None
    if any(c > verb for c in find_children(sentence, verb, _COMPLEMENTS)):
        return None  # 'he used to say'
    subject = find_child(sentence, verb, ("nsubj",))
    if subject is None and verb + 1 < len(tokens) and verb - 1 in quoted:
        subject = find_child(sentence, verb, ("dobj", "attr", "npadvmod", "oprd"))
    if subject is None or not actors.can_speak(sentence, subject):
        return None
    if any(c != subject for c in find_children(sentence, verb, ("dobj",))):
        return None  # 'Known as “the Fox,” he ran the column'
    if tokens[subject].text.lower() in {"i", "we"}:
        return None
    speaker = describe_speaker(sentence, subject)
    first = min([verb, *speaker.shown])
    last_quoted = next((i for i in range(first - 1, max(-1, first - 3), -1) if i in quoted), None)
    if last_quoted is None or not _ends_in_comma(tokens, first):
        return None
    return complete_finding(sentence, _open(sentence, verb, speaker), passive=False)


def _ends_in_comma(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether a closing mark and a comma, in either order, stand right before token `first`."""
    if first < 2:
        return False
    pair = [tokens[first - 2].text, tokens[first - 1].text]
    return "," in pair and any(text in _MARKS for text in pair)
