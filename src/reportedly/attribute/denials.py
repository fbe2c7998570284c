"""What a denial leaves alone: 'denied that it had withdrawn its claim that …', 'denied saying …'.

Findings, outer and inner → the same with smaller scopes, and what is left open. Whoever denies
that a claim was given up lets it stand; whoever denies that something was said neither says nor
denies it.
"""

from reportedly.attribute.findings import Finding
from reportedly.records import Sentence
from reportedly.syntax.tree import VERBAL

_GIVEN_UP = frozenset(
    """withdraw retract recant drop abandon renounce rescind revoke disown disavow repudiate
    modify change soften alter water""".split()
)
_MAX_STEPS = 8


def settle_denials(
    findings: list[Finding], parents: dict[int, Finding], sentences: tuple[Sentence, ...]
) -> list[Finding]:
    """Take inner contents out of denials that are not about them; return those left open."""
    left_open: list[Finding] = []
    for inner in findings:
        sentence = sentences[inner.sentence]
        outer = _find_denial(sentence, inner, parents)
        if outer is None or not _tells(inner) or _is_denied_word(sentence, inner, outer):
            continue
        _release(inner, outer, parents)
        if _is_given_up(sentence, inner.head):
            continue
        if _denies(inner):  # 'denied that it had withdrawn its claim that …'
            _disarm(inner)
            continue
        left_open.append(inner)
        inner.scope = {}
    return left_open


def _denies(finding: Finding) -> bool:
    return finding.cue.denies and finding.cue.act == "denies" and finding.polarity == "denied"


def _find_denial(sentence: Sentence, inner: Finding, parents: dict[int, Finding]) -> Finding | None:
    """The denial around a finding, also by way of the word that it denies ('denied *reports*')."""
    above = parents.get(id(inner))
    for _ in range(_MAX_STEPS):
        if above is None or _denies(above):
            break
        around = parents.get(id(above))
        if around is None or not _is_denied_word(sentence, above, around):
            return None
        above = around
    if above is not None and not _denies(above):
        return None
    return above if above is not None and above.sentence == inner.sentence else None


def _tells(inner: Finding) -> bool:
    """Whether it is about something told, and the content follows its cue: 'saying that …'."""
    cue = inner.cue
    content = inner.content.get(inner.sentence, set())
    is_plan = cue.effect == "unrealised" or not cue.scope or "responsibility" in cue.takes
    return not is_plan and bool(content) and min(content) > inner.head


def _is_denied_word(sentence: Sentence, inner: Finding, outer: Finding) -> bool:
    """'denied *the claim* that …': the noun names what is denied, by itself or in a list."""
    tokens = sentence.tokens
    if tokens[inner.head].pos in VERBAL:
        return False
    at = inner.head
    for _ in range(_MAX_STEPS):
        if at == outer.head:
            return True
        if tokens[at].pos in VERBAL or tokens[at].head == at:
            return False
        at = tokens[at].head
    return False


def _is_given_up(sentence: Sentence, head: int) -> bool:
    """'had withdrawn its *claim*'."""
    token = sentence.tokens[head]
    verb = sentence.tokens[token.head]
    return token.dep == "dobj" and token.pos not in VERBAL and verb.lemma in _GIVEN_UP


def _release(inner: Finding, outer: Finding, parents: dict[int, Finding]) -> None:
    """Take the inner content out of the denial, and out of those around it."""
    at: Finding | None = outer
    seen: set[int] = set()
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        if _denies(at):
            for s, tokens in inner.content.items():
                if s in at.scope:
                    at.scope[s] = at.scope[s] - tokens
        at = parents.get(id(at))


def _disarm(finding: Finding) -> None:
    """A retraction that is denied retracts nothing: its object is as firm as it was."""
    finding.polarity, finding.certainty = "affirmed", "stated"
