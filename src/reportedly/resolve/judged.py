"""Verdicts → what they ask of the clusters: who is joined first, and who is never joined.

A person's word comes before every likeness of names. Whoever was judged different stands in no one
cluster, by way of third ones either.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

from reportedly.edtf import in_words
from reportedly.records import Join, Judgement
from reportedly.verdicts import Verdicts


class JudgedPairs:
    """Those of the judged pairs whose both sides are among the `known` ids."""

    def __init__(self, verdicts: Verdicts, known: Collection[str]) -> None:
        self._same = {p: j for p, j in sorted(verdicts.same.items()) if _is_known(p, known)}
        self._unsure = {p for p in verdicts.unsure if _is_known(p, known)}
        self._foes: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in verdicts.different:
            self._foes[one].add(other)
            self._foes[other].add(one)

    def list_joins(self) -> Iterator[Join]:
        """Yield the joins that people made, each with who judged so, when and why."""
        for (one, other), judgement in self._same.items():
            reason = word_judgement(judgement)
            yield Join(a=one, b=other, score=1.0, reason=reason, is_made=True)

    def is_unsure(self, one: str, other: str) -> bool:
        """Whether a person could not tell, so that likeness of names does not settle it either."""
        return (min(one, other), max(one, other)) in self._unsure

    def forbid(self, some: Collection[str], others: Collection[str]) -> bool:
        """Whether anybody in one group was judged different from anybody in the other."""
        return any(
            not foes.isdisjoint(others) for one in some if (foes := self._foes.get(one)) is not None
        )


def word_judgement(judgement: Judgement) -> str:
    """Return 'judged the same by ines on 3 May 2024: one man, two spellings'."""
    why = f": {judgement.why}" if judgement.why else ""
    return f"judged the same by {judgement.by} on {in_words(judgement.made_at[:10])}{why}"


def _is_known(pair: tuple[str, str], known: Collection[str]) -> bool:
    return pair[0] in known and pair[1] in known
