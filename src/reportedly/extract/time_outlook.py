"""Whether the clause around a time looks ahead: 'will open in October', 'is due on Friday'.

Parsed sentence + a token → yes or no. Without such words a report's dates lie in the past.
"""

from reportedly.records import Sentence

_FINITE = frozenset({"VBD", "VBP", "VBZ", "VBN"})
_CLAUSAL = frozenset({"ccomp", "relcl", "advcl", "acl", "csubj", "csubjpass", "parataxis"})
_AHEAD_LEMMAS = frozenset(
    "due expect intend plan schedule set slate upcoming hope aim poised".split()
)
_PROSPECTIVE = frozenset(
    "agree ask call decide demand invite instruct offer order pledge prepare promise propose "
    "threaten urge vow want".split()
)
_AHEAD_WORDS = frozenset({"deadline", "pencilled", "penciled", "forthcoming"})


def looks_ahead(sentence: Sentence, token_index: int) -> bool:
    """Say whether the clause around a token speaks of what has not happened: 'will', 'is due to'."""
    tokens, at = sentence.tokens, token_index
    for _ in range(len(tokens)):
        token = tokens[at]
        if token.text.lower() in _AHEAD_WORDS:
            return True
        if token.lemma in _AHEAD_LEMMAS:
            return not _is_past_plan(sentence, at)
        if token.pos in {"VERB", "AUX"}:
            if _is_future_verb(sentence, at):
                return True
            if token.dep in _CLAUSAL and token.tag in _FINITE:
                return False
        elif any(tokens[c].lemma in {"upcoming", "next"} for c in sentence.children[at]):
            return True
        if token.head == at:
            return False
        at = token.head
    return False


def _is_past_plan(sentence: Sentence, i: int) -> bool:
    """'Had planned', 'was set to': a plan of the past tells nothing about the present."""
    token = sentence.tokens[i]
    helpers = {sentence.tokens[c].text.lower() for c in sentence.children[i]}
    if token.pos == "ADJ" and sentence.tokens[token.head].text.lower() in {"was", "were"}:
        return True
    if token.lemma in {"set", "plan", "hope", "aim", "intend"} and token.dep not in {
        "acl",
        "advcl",
    }:
        has_infinitive = any(sentence.tokens[c].dep == "xcomp" for c in sentence.children[i])
        present = helpers & {"is", "are", "'s", "'re"} or token.tag in {"VBZ", "VBP", "VBG"}
        return not (has_infinitive and present)
    return bool(helpers & {"was", "were", "had"}) or token.tag == "VBD"


def _is_future_verb(sentence: Sentence, i: int) -> bool:
    children = [sentence.tokens[c] for c in sentence.children[i]]
    helpers = {c.text.lower() for c in children if c.dep in {"aux", "auxpass"}}
    if any(c.tag == "MD" for c in children):
        return "have" not in helpers and not helpers & {"could", "can"}
    token = sentence.tokens[i]
    head = sentence.tokens[token.head]
    if "to" not in helpers or token.dep not in {"xcomp", "ccomp"}:
        return False
    # 'are to walk free', 'is going to open', 'agreed to meet': what is to come.
    return head.text.lower() in {"is", "are", "going"} or head.lemma in _PROSPECTIVE
