"""Gold claims that could be found at all: their arguments are there, and a word that says so.

Gold claims and readings → counts by predicate. Each step asks for all that the one before asks
for, so the first large drop says which stage loses the claims.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from reportedly.evaluate.claims import Comparison
from reportedly.evaluate.gold import GoldClaim, GoldDocument
from reportedly.evaluate.parsed import Parsed
from reportedly.evaluate.triggers import find_triggers
from reportedly.evaluate.wants import Want, want_claim

STEPS: dict[str, str] = {
    "required": "gold claims that are asked for",
    "arguments": "each argument has a mention, under its right name, in the sentences of the "
    "evidence",
    "one sentence": "and all in one of these sentences",
    "kinds": "and of kinds that the predicate takes",
    "worded": "and that sentence has a word of the predicate's frames",
    "found": "claims that were found (not one of the steps: a claim may be found otherwise)",
}
"""Step → what it asks for."""

Steps = dict[str, Counter[str]]
"""Predicate → how many claims pass each step."""


def count_candidates(
    document: GoldDocument[tuple[GoldClaim, ...]], comparison: Comparison, parsed: Parsed
) -> Steps:
    """Return how many required claims of a document pass each step, by their first predicate."""
    found = {id(item.gold) for item in comparison.found}
    counted: Steps = {}
    for gold in document.gold:
        if gold.required:
            steps = counted.setdefault(gold.predicate[0], Counter())
            steps.update(list_steps(want_claim(gold, parsed)))
            steps["found"] += id(gold) in found
    return counted


def list_steps(want: Want) -> list[str]:
    """Return the steps that a wanted claim passes, in order."""
    steps = ["required"]
    if not all(slot.is_open or slot.right for slot in (want.subject, want.object)):
        return steps
    steps.append("arguments")
    meeting = want.find_meeting()
    if not meeting:
        return steps
    steps.append("one sentence")
    if not all(want.has_kinds()):
        return steps
    steps.append("kinds")
    if any(find_triggers(sentence, want.predicates) for sentence in meeting):
        steps.append("worded")
    return steps


def add_steps(total: Steps, more: Mapping[str, Counter[str]]) -> None:
    """Add the counts of one document to those of a set."""
    for predicate, steps in more.items():
        total.setdefault(predicate, Counter()).update(steps)


def sum_steps(counted: Mapping[str, Counter[str]]) -> Counter[str]:
    """Return the counts over all predicates."""
    total: Counter[str] = Counter()
    for steps in counted.values():
        total.update(steps)
    return total


def make_rows(counted: Iterable[tuple[str, Counter[str]]]) -> list[tuple[str, ...]]:
    """Return a row for each name: how many are required, and the share that passes each step."""
    names = list(STEPS)[1:]
    return [
        (
            name,
            str(steps["required"]),
            *(f"{steps[step] / steps['required']:.3f}" for step in names),
        )
        for name, steps in counted
        if steps["required"]
    ]
