"""The way through the tree from one word to another: what ties an argument to a predicate word.

Sentence and two tokens → `Path`. Coordination is no step of its own: in 'A and B' B stands where A
stands, and the path only counts the lists that it went through.
"""

import msgspec

from reportedly.records import Sentence

_CLAUSAL = frozenset({"relcl", "advcl", "ccomp", "acl", "parataxis", "pcomp", "csubj"})


class Path(msgspec.Struct, frozen=True):
    """The steps from a predicate word: up (`^nsubj`), then down (`dobj`).

    `clauses` counts the clause boundaries crossed, `lists` the coordinations.
    """

    steps: str
    length: int
    clauses: int
    lists: int


def find_path(sentence: Sentence, start: int, end: int) -> Path:
    """Return the path between two tokens of a sentence, empty from a token to itself."""
    up, down = _climb(sentence, start), _climb(sentence, end)
    while len(up) > 1 and len(down) > 1 and up[-2] == down[-2]:
        up.pop()
        down.pop()
    steps: list[str] = []
    clauses = lists = 0
    for sign, way in (("^", up[:-1]), ("", down[-2::-1])):
        for at in way:
            dep = sentence.tokens[at].dep
            if dep == "conj":
                lists += 1
                continue
            clauses += dep in _CLAUSAL
            steps.append(sign + dep)
    return Path(">".join(steps), len(steps), clauses, lists)


def _climb(sentence: Sentence, at: int) -> list[int]:
    """The token and the heads above it, the root last."""
    found = [at]
    while (head := sentence.tokens[at].head) != at:
        at = head
        found.append(at)
    return found
