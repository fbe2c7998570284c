"""Moods that no modal word shows: imperatives, purposes, questions, and what is left unsaid.

Each function looks at a token or a sentence and returns the tokens that the mood governs.
"""

from reportedly.attribute.clauses import clause_of, has_that
from reportedly.attribute.cues import is_unlisted, load_cues
from reportedly.attribute.speakers import SUBJECTS
from reportedly.records import Sentence, Token
from reportedly.syntax.tree import VERBAL, find_child, find_children, subtree

_PURPOSELESS = frozenset(
    {
        "use",
        "continue",
        "manage",
        "go",
        "help",
        "begin",
        "start",
        "return_find",
        "live",
        "grow",
        "wake",
        "happen",
        "tend",
        "come",
        "serve",
        "combine",
        "suffice",
        "work",
    }
)
_MOVES = frozenset(
    {
        "travel",
        "move",
        "go",
        "come",
        "flee",
        "leave",
        "return",
        "cross",
        "enter",
        "arrive",
        "send",
        "deploy",
        "join",
        "head",
        "fly",
    }
)
_DONE_THERE = frozenset(
    {"fight", "join", "train", "study", "live", "work", "attend", "meet", "visit", "serve", "find"}
)
_STRUGGLES = frozenset({"effort", "fight", "campaign", "operation", "struggle", "war", "battle"})
_FOUGHT = frozenset(
    {"destroy", "defeat", "isolate", "counter", "combat", "fight", "degrade", "battle"}
)
_RANKED = frozenset({"first", "last", "only", "second", "third", "next", "latest", "youngest"})


def reach_mood(sentence: Sentence, token: Token) -> set[int]:
    """Purpose clauses ('to burn the mill') and imperatives."""
    tokens = sentence.tokens
    if token.tag == "TO" and token.dep == "aux":
        return _reach_purpose(sentence, tokens[token.head])
    if token.tag == "VB" and token.pos == "VERB" and token.i <= 3:
        children = sentence.children[token.i]
        if not any(tokens[c].dep in {*SUBJECTS, "aux", "auxpass"} for c in children):
            return clause_of(sentence, token.i)
    return set()


def is_struggle(noun: Token, verb: Token) -> bool:
    """'The campaign to destroy the column' is a fight that goes on, not a plan for one."""
    return noun.lemma in _STRUGGLES and verb.lemma in _FOUGHT


def _reach_purpose(sentence: Sentence, verb: Token) -> set[int]:
    head = sentence.tokens[verb.head]
    if verb.dep == "advcl" and verb.i > head.i:
        if head.lemma in _PURPOSELESS or head.pos not in VERBAL:
            return set()
        if head.lemma in _MOVES and verb.lemma in _DONE_THERE:
            return set()
        return clause_of(sentence, verb.i)
    if verb.dep == "advcl":
        return clause_of(sentence, verb.i)
    if verb.dep == "xcomp" and head.lemma == "be" and verb.i == head.i + 2:
        return clause_of(sentence, verb.i)  # 'the men are to walk free'
    if is_struggle(head, verb):
        return set()
    if verb.dep in {"acl", "relcl"} and head.pos == "NOUN":
        beside = sentence.children[head.i]
        if head.lemma in _RANKED or any(sentence.tokens[c].lemma in _RANKED for c in beside):
            return set()
        return clause_of(sentence, verb.i)
    return set()


def reach_unsaid(sentence: Sentence, token: Token) -> set[int]:
    """'did not say that the town had fallen', 'declined to say …': nobody says or denies it."""
    verb = sentence.tokens[token.head if token.dep == "neg" or token.lemma == "yet" else token.i]
    if token.dep != "neg":
        said = find_child(sentence, verb.i, ("xcomp",))
        if said is None:
            return set()
        verb = sentence.tokens[said]
    cues = load_cues()
    entries = cues.verbs.get(verb.lemma, ())
    is_said = any(c.act != "believes" and c.scope and "clause" in c.takes for c in entries)
    is_open = is_unlisted(verb.lemma) or verb.lemma in cues.causing
    governed: set[int] = set()
    for child in find_children(sentence, verb.i, ("ccomp",)):
        if child > verb.i and (is_said or (is_open and has_that(sentence, child))):
            governed.update(subtree(sentence, child))
    return governed


def find_answered(sentence: Sentence, verb: int) -> set[int]:
    """'did not withdraw his claim *that the mill had burned*': no word about the mill is negated."""
    cues = load_cues().verbs.get(sentence.tokens[verb].lemma, ())
    objects = {word for cue in cues if cue.denies for word in cue.objects}
    told = [
        n for n in find_children(sentence, verb, ("dobj",)) if sentence.tokens[n].lemma in objects
    ]
    clauses = [
        clause for noun in told for clause in find_children(sentence, noun, ("acl", "ccomp"))
    ]
    return {i for clause in clauses for i in subtree(sentence, clause)}


def reach_inverted(sentence: Sentence, auxiliary: Token) -> set[int]:
    """'*Had* the front taken the ford, …': a condition without 'if'."""
    clause = sentence.tokens[auxiliary.head]
    if auxiliary.text.lower() not in {"had", "should", "were"} or clause.dep != "advcl":
        return set()
    subject = find_child(sentence, clause.i, SUBJECTS)
    if subject is None or auxiliary.i > subject:
        return set()
    if any(i < auxiliary.i for i in subtree(sentence, clause.i)):
        return set()
    return clause_of(sentence, clause.i)


def reach_consequence(sentence: Sentence, condition: Token) -> set[int]:
    """What follows if the condition holds: 'the market closes', 'had to be released'."""
    verb = sentence.tokens[condition.head]
    if verb.pos not in VERBAL or verb.lemma in load_cues().verbs:
        return set()
    has_auxiliary = find_child(sentence, verb.i, ("aux", "auxpass")) is not None
    is_general = verb.tag in {"VBZ", "VBP"} and not has_auxiliary
    duty = find_child(sentence, verb.i, ("xcomp",))
    if verb.lemma == "have" and duty is not None:
        return clause_of(sentence, duty)
    return clause_of(sentence, verb.i, with_clauses=False) if is_general else set()


def reach_question(sentence: Sentence) -> set[int]:
    """A yes-or-no question: its auxiliary stands before its subject."""
    tokens = sentence.tokens
    if not any(t.text == "?" for t in tokens[-2:]):
        return set()
    root = sentence.root
    subject = find_child(sentence, root, SUBJECTS)
    auxiliary = find_child(sentence, root, ("aux", "auxpass"))
    if subject is None or (root if auxiliary is None else auxiliary) > subject:
        return set()
    return set(subtree(sentence, root))
