"""The referring pronouns: person, number, gender, and the 'it' that refers to nothing."""

from reportedly.records import Sentence, Token

PRONOUNS: dict[str, tuple[str, bool, int]] = {
    word: (gender, plural, person)
    for words, gender, plural, person in (
        ("he him his himself", "m", False, 3),
        ("she her hers herself", "f", False, 3),
        ("it its itself", "n", False, 3),
        ("they them their theirs themselves", "", True, 3),
        ("i me my mine myself", "", False, 1),
        ("we us our ours ourselves", "", True, 1),
        ("you your yours yourself", "", False, 2),
    )
    for word in words.split()
}
"""Pronoun → gender ('m', 'f', 'n' or ''), whether plural, grammatical person."""

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj"})
_WEATHER = frozenset({"rain", "snow"})
_RAISING = frozenset({"seem", "appear", "happen", "turn", "take", "emerge", "transpire", "follow"})


def is_expletive(token: Token, sentence: Sentence) -> bool:
    """Say whether `token` is an 'it' that refers to nothing ('it is clear that', 'it seems')."""
    if token.text.lower() != "it":
        return False
    if token.dep == "expl":
        return True
    if token.dep not in {"nsubj", "nsubjpass"}:
        return False
    verb = sentence.tokens[token.head]
    kin = [sentence.tokens[c] for c in sentence.children[verb.i] if c > token.i]
    has_clause = any(k.dep in _CLAUSES and k.pos in {"VERB", "AUX"} for k in kin)
    if any(k.dep == "csubj" for k in kin) or verb.lemma in _WEATHER:
        return True
    if verb.lemma == "be":
        complements = [k for k in kin if k.dep in {"acomp", "attr"}]
        if not complements:
            return any(k.dep == "xcomp" for k in kin) or any(
                k.dep == "prep" and has_clause for k in kin
            )
        if any(k.entity in {"DATE", "TIME"} for k in complements):
            return True
        below = [sentence.tokens[c] for k in complements for c in sentence.children[k.i]]
        has_inner = any(
            b.dep in {"xcomp", "ccomp", "relcl", "advcl"} and b.pos in {"VERB", "AUX"}
            for b in below
        )
        is_adjective = any(k.dep == "acomp" for k in complements)
        return (is_adjective and (has_clause or has_inner)) or (
            not is_adjective and any(b.dep in {"relcl", "ccomp"} for b in below) and not has_clause
        )
    return has_clause and (token.dep == "nsubjpass" or verb.lemma in _RAISING)
