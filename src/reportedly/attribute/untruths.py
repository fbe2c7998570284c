"""Contents that the text itself calls untrue: 'false reports that …', 'the claim … was untrue'.

Each function looks at one token of a sentence and returns the tokens that are thereby denied. Where
the untrue words have a speaker of their own ('his false claim that …') he keeps them.
"""

from reportedly.attribute.clauses import clause_of
from reportedly.attribute.speakers import is_passive
from reportedly.records import Sentence, Token
from reportedly.syntax.tree import VERBAL, find_child, find_children, walk_subtree

_FALSE = frozenset(
    """false untrue fake bogus fabricated erroneous incorrect debunked discredited disproved
    disproven unfounded baseless groundless mistaken""".split()
)
_TOLD = frozenset(
    """report claim rumour rumor allegation accusation story news suggestion statement information
    assertion charge notion idea speculation""".split()
)
_FALSELY = frozenset(
    """wrongly falsely wrongfully mistakenly erroneously unjustly incorrectly baselessly
    untruthfully""".split()
)
_ACCUSED = frozenset({"accuse", "suspect", "blame", "charge", "convict"})
_PROVED = frozenset({"be", "prove", "turn"})


def is_contested(sentence: Sentence, verb: int) -> bool:
    """Return whether the text itself calls wrong what the cue verb brings in ('falsely claimed')."""
    tokens = sentence.tokens
    return any(
        tokens[c].lemma.lower() in _FALSELY for c in find_children(sentence, verb, ("advmod",))
    )


def reach_untrue(sentence: Sentence, token: Token) -> set[int]:
    """Return what an untrue report tells, or what somebody is falsely accused of."""
    if token.lemma in _FALSELY:
        return _reach_falsely(sentence, token)
    is_told = token.lemma.lower() in _TOLD and is_untrue(sentence, token.i)
    return _find_told(sentence, token.i) if is_told else set()


def is_untrue(sentence: Sentence, noun: int) -> bool:
    """Return whether a noun that tells something is called false, before or after its verb."""
    tokens = sentence.tokens
    if tokens[noun].lemma.lower() not in _TOLD:
        return False
    before = find_children(sentence, noun, ("amod",))
    if any(tokens[c].text.lower() in _FALSE for c in before):
        return True
    verb = tokens[noun].head
    if tokens[noun].dep != "nsubj" or tokens[verb].lemma not in _PROVED:
        return False
    if find_child(sentence, verb, ("neg",)) is not None:
        return False
    inner = [verb, *find_children(sentence, verb, ("xcomp",))]
    return any(
        tokens[c].text.lower() in _FALSE
        for v in inner
        for c in (v, *find_children(sentence, v, ("acomp", "attr", "oprd")))
    )


def _find_told(sentence: Sentence, noun: int) -> set[int]:
    governed: set[int] = set()
    for child in sentence.children[noun]:
        token = sentence.tokens[child]
        if child > noun and token.dep in {"acl", "relcl", "ccomp"}:
            opened = {sentence.tokens[c].text.lower() for c in sentence.children[child]}
            if "that" in opened:
                governed |= clause_of(sentence, child)
        elif child > noun and token.dep == "prep" and token.lemma == "of":
            governed |= set(walk_subtree(sentence, child)) - {child}
    return governed


def _reach_falsely(sentence: Sentence, token: Token) -> set[int]:
    """'was wrongly accused of burning the mill', where no accuser is named."""
    tokens = sentence.tokens
    verb = token.head
    if tokens[verb].pos not in VERBAL or tokens[verb].lemma not in _ACCUSED:
        return set()
    if not is_passive(sentence, verb) or find_child(sentence, verb, ("agent",)) is not None:
        return set()
    governed: set[int] = set()
    for child in find_children(sentence, verb, ("prep",)):
        if child > verb and tokens[child].lemma in {"of", "for", "with"}:
            inner = find_child(sentence, child, ("pcomp", "pobj"))
            if inner is not None:
                governed |= clause_of(sentence, inner)
    return governed
