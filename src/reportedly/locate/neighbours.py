"""Which place names of a sentence say where another lies: 'Sherbek, Ohio', 'Sherbek in Kestria'."""

from collections.abc import Sequence

from reportedly.records import Mention, Sentence

_LINKS = frozenset({"in", "of", ",", "(", "district", "province", "county", "'s", "’s", "region"})
_SIGNS = frozenset({"'s", "’s", "'", "’"})
_REACH = 5


def find_containers(
    mentions: Sequence[Mention], sentences: Sequence[Sentence]
) -> list[tuple[int, int, bool]]:
    """Return (inner, outer, is_stated) as indices into `mentions`, which stand in text order.

    A container is stated right after a comma, in brackets, after 'in' or 'of', or as a possessor
    or adjective before ('the Kestrian town of Sherbek'). Any other place of the sentence is a hint.
    """
    found = []
    for i, inner in enumerate(mentions):
        for j in range(max(0, i - _REACH), min(len(mentions), i + _REACH + 1)):
            outer = mentions[j]
            if j == i or outer.sentence != inner.sentence or _overlap(inner, outer):
                continue
            tokens = sentences[inner.sentence].tokens
            gap = (
                tokens[inner.last + 1 : outer.first]
                if outer.first > inner.last
                else tokens[outer.last + 1 : inner.first]
            )
            words = [t.text.lower() for t in gap]
            found.append((i, j, _is_stated(words, is_after=outer.first > inner.last)))
    return found


def _overlap(a: Mention, b: Mention) -> bool:
    return a.first <= b.last and b.first <= a.last


def _is_stated(words: list[str], *, is_after: bool) -> bool:
    if is_after:
        if len(words) == 1:
            return words[0] in {",", "(", "in", "of"}
        return 0 < len(words) <= 4 and words[-1] in {"in", "of", "the"} and set(words) <= _NEARBY
    return len(words) <= 3 and (
        not words
        or words[0] in _SIGNS
        or (words[-1] == "of" and all(w.isalpha() for w in words))
        or (len(words) == 1 and words[0] in {"capital", "city", "town", "village", "province"})
    )


_NEARBY = _LINKS | {"the", "southern", "northern", "eastern", "western", "central", "state", "town"}
