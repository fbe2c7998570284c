"""A missed or false claim → its cause, by rules on the reading; the first that holds decides.

The rules go the way of a report through the stages: was the name seen, of which kind, who is who,
does a word say so, does the tree tie that word to the arguments. `CAUSES` states them.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reportedly.evaluate.causes import find_difference
from reportedly.evaluate.claims import fits, get_names, is_nearby
from reportedly.evaluate.gold import GoldClaim
from reportedly.evaluate.names import fold_name
from reportedly.evaluate.parsed import Parsed
from reportedly.evaluate.predictions import Named, PredictedClaim
from reportedly.evaluate.triggers import (
    find_reached,
    find_triggers,
    is_noun,
    is_reached,
    list_fellows,
)
from reportedly.evaluate.wants import Slot, Want
from reportedly.records import Sentence

CAUSES: dict[str, str] = {
    "name missed": "no mention stands on the words of an argument, or on the cluster's mention",
    "name mistyped": "a mention is there, of a kind that the predicate or the task does not take; "
    "or another name was taken for a place",
    "coreference": "the argument is spoken of by a pronoun or noun that is resolved to another, "
    "or to nobody; in clusters, the mention is there without its link",
    "argument boundary": "a mention shares some of the words and no more; "
    "or what was found stands at other words, or twice",
    "wrong predicate": "both arguments were joined, under another predicate",
    "wording unknown": "no word of the predicate's frames (no cue) stands in the sentence",
    "frame missing": "a word of the frames ties both arguments in the tree, and no frame takes "
    "them in those places",
    "list": "an argument is a member of a list that the predicate's word reaches at another member",
    "nominal event": "a noun is the predicate's word (the cue), and does not reach both arguments",
    "parse": "a verb or adjective is the predicate's word, and the tree does not tie it to both",
    "attribution scope": "source, certainty, polarity, act or content of what was found is another",
    "date": "the time of what was found is another",
    "circumstances": "where it happened, or a qualifier, of what was found is another; "
    "a toponym is put elsewhere",
    "frame too wide": "found, and the gold has other things at these words, but nothing like it",
    "not in the gold": "found, and the gold has nothing at all at these words",
    "other": "none of the above; a claim with an open argument where ties have two ends",
}
"""Cause → the rule that decides it, in the order of the stages."""


class Finding(NamedTuple):
    """One error: `kind` is `missed`, `false` or `wrong`, `cause` one of `CAUSES`."""

    kind: str
    cause: str
    line: str = ""


def explain_slot(slot: Slot, *, has_kind: bool) -> str | None:
    """Return what keeps an argument from being taken, `None` when nothing does."""
    if slot.is_open:
        return None
    if slot.right:
        return None if has_kind else "name mistyped"
    if slot.is_written:
        return "argument boundary" if slot.near else "name missed"
    return "coreference" if slot.is_known else "name missed"


def explain_want(want: Want) -> str:
    """Return why nothing was found for a want, joined arguments aside."""
    kinds = want.has_kinds()
    for slot, has_kind in zip((want.subject, want.object), kinds, strict=True):
        if cause := explain_slot(slot, has_kind=has_kind):
            return cause
    meeting = want.find_meeting()
    if not meeting:
        return "coreference"
    triggers = [(s, t) for s in meeting if (t := find_triggers(s, want.predicates))]
    if not triggers:
        return "wording unknown"
    slots = [slot for slot in (want.subject, want.object) if not slot.is_open]
    causes = {_explain_tree(sentence, tokens, slots) for sentence, tokens in triggers}
    return next(cause for cause in CAUSES if cause in causes)


def _explain_tree(sentence: Sentence, triggers: Sequence[int], slots: Sequence[Slot]) -> str:
    found = [slot.find_in(sentence) for slot in slots]
    predications = find_reached(sentence, triggers)
    if any(all(is_reached(mentions, tokens) for mentions in found) for tokens in predications):
        return "frame missing"
    reached = set().union(*predications)
    loose = [mentions for mentions in found if not is_reached(mentions, reached)]
    if loose and all(list_fellows(sentence, mentions) & reached for mentions in loose):
        return "list"
    return "nominal event" if all(is_noun(sentence, t) for t in triggers) else "parse"


def explain_missed_claim(gold: GoldClaim, want: Want, claims: Iterable[PredictedClaim]) -> str:
    """Return the cause of a gold claim that no predicted claim matches."""
    differences = {find_difference(claim, gold) for claim in claims}
    if "evidence" in differences:
        return "argument boundary"
    cause = explain_want(want)
    if cause in _UPSTREAM:
        return cause
    return "wrong predicate" if "predicate" in differences else cause


_UPSTREAM = frozenset({"name missed", "name mistyped", "coreference", "argument boundary"})


def explain_false_claim(
    claim: PredictedClaim, wants: Sequence[tuple[GoldClaim, Want]], parsed: Parsed
) -> str:
    """Return the cause of a predicted claim that matches no gold claim."""
    differences = [(find_difference(claim, gold), gold, want) for gold, want in wants]
    named = {difference for difference, _, _ in differences}
    if "evidence" in named:
        return "argument boundary"
    if "predicate" in named:
        return "wrong predicate"
    if "reversed" in named:
        return "parse"
    for part in ("object", "subject"):
        for difference, gold, want in differences:
            if difference == part:
                return _explain_argument(claim, gold, want, part, parsed)
    for gold, want in wants:
        if claim.predicate in gold.predicate and is_nearby(claim, gold):
            return _explain_argument(claim, gold, want, "object", parsed)
    is_near = any(is_nearby(claim, gold) for gold, _ in wants)
    return "frame too wide" if is_near else "not in the gold"


def _explain_argument(
    claim: PredictedClaim, gold: GoldClaim, want: Want, part: str, parsed: Parsed
) -> str:
    """Why one argument of a claim is another than the gold's."""
    if part == "subject":
        got, names, slot = claim.subject, gold.subject, want.subject
    else:
        got, names, slot = claim.object, gold.object, want.object
    if got is None or got.start is None or got.end is None:
        return explain_slot(slot, has_kind=True) or "parse"
    if fits(got, names):
        return "parse"
    mentions = [m for m in parsed.find_mentions((got.start, got.end)) if m.text == got.text]
    if any(m.form == "pronoun" or m.name != m.text for m in mentions if m.form != "name"):
        return "coreference"
    if shares_words(got, names or ()):
        return "argument boundary"
    if cause := explain_slot(slot, has_kind=True):
        return cause
    fellows = (list_fellows(parsed.sentences[m.sentence], [m]) for m in mentions)
    wanted = {token for m in slot.right for token in range(m.first, m.last + 1)}
    return "list" if any(some & wanted for some in fellows) else "parse"


def shares_words(argument: Named, names: Iterable[str]) -> bool:
    """Whether an argument and one of the names have a word of three letters or more in common."""
    got = {word for name in get_names(argument) for word in fold_name(name)}
    want = {word for name in names for word in fold_name(name.removeprefix("~"))}
    return any(len(word) > 2 for word in got & want)
