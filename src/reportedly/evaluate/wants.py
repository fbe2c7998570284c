"""What a gold set wants found, as the reading has it: where each argument stands, under which name.

Gold by names (claims, organisations) and gold by stretches of text (ties) come out in one shape,
so that the same rules say why a claim was missed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportedly.evaluate.claims import is_reversible
from reportedly.evaluate.gold import GoldClaim
from reportedly.evaluate.names import fold_name, has_same_name
from reportedly.evaluate.parsed import Parsed
from reportedly.evaluate.spans import Interval
from reportedly.extract.frames import load_predicates
from reportedly.extract.slots import read_kinds
from reportedly.records import Mention, Sentence


class Slot(NamedTuple):
    """One wanted argument.

    `right` are the mentions in the evidence that are it, `near` those that only stand on some of
    its words. `is_written` says that its words stand in the evidence, `is_known` that a mention
    elsewhere in the document is it.
    """

    is_open: bool = False
    right: tuple[Mention, ...] = ()
    near: tuple[Mention, ...] = ()
    is_written: bool = False
    is_known: bool = False

    def find_in(self, sentence: Sentence) -> list[Mention]:
        """Return the right mentions of one sentence."""
        return [mention for mention in self.right if mention.sentence == sentence.index]


class Want(NamedTuple):
    """A wanted claim: any of the predicates, both slots, the sentences of its evidence."""

    predicates: tuple[str, ...]
    subject: Slot
    object: Slot
    sentences: tuple[Sentence, ...]
    is_reversible: bool = False

    def has_kinds(self) -> tuple[bool, bool]:
        """Whether a right mention of either slot is of a kind that a predicate takes there."""
        straight = self._has_kinds("subject", "object")
        if not self.is_reversible:
            return straight
        back = self._has_kinds("object", "subject")
        return straight[0] or back[0], straight[1] or back[1]

    def _has_kinds(self, first: str, second: str) -> tuple[bool, bool]:
        return (
            _has_kind(self.subject, self.predicates, first),
            _has_kind(self.object, self.predicates, second),
        )

    def find_meeting(self) -> list[Sentence]:
        """Return the sentences of the evidence in which every argument that is asked for stands."""
        slots = [slot for slot in (self.subject, self.object) if not slot.is_open]
        return [s for s in self.sentences if all(slot.find_in(s) for slot in slots)]


def _has_kind(slot: Slot, predicates: Sequence[str], part: str) -> bool:
    """A place may stand for its government, so it fits wherever a state does."""
    if slot.is_open:
        return True
    kinds = frozenset().union(*(get_kinds(predicate, part) for predicate in predicates))
    found = {mention.kind for mention in slot.right}
    return not kinds or bool(found & kinds) or ("place" in found and "state" in kinds)


@lru_cache(maxsize=256)
def get_kinds(predicate: str, part: str) -> frozenset[str]:
    """Return the kinds that a predicate takes as `subject` or `object`; none means any."""
    entry = load_predicates().get(predicate)
    if entry is None:
        return frozenset()
    kinds = read_kinds(frozenset(), entry[part])
    return frozenset() if "name" in kinds else kinds


def want_claim(gold: GoldClaim, parsed: Parsed) -> Want:
    """Return a gold claim as the reading of its document has it."""
    evidence = (gold.start, gold.end)
    sentences = tuple(parsed.find_sentences([evidence]))
    span = cover(sentences) or evidence
    return Want(
        predicates=gold.predicate,
        subject=find_named(gold.subject, span, parsed),
        object=find_named(gold.object, span, parsed),
        sentences=sentences,
        is_reversible=is_reversible(gold.predicate[0], gold),
    )


def cover(sentences: Sequence[Sentence]) -> Interval | None:
    """Return the stretch from the first to the last of the sentences."""
    return (sentences[0].start, sentences[-1].end) if sentences else None


def find_named(names: Sequence[str] | None, span: Interval, parsed: Parsed) -> Slot:
    """Return the slot of an argument that goes by one of `names`, within `span`."""
    if names is None:
        return Slot(is_open=True)
    return find_slot(
        lambda mention: has_same_name((mention.name, mention.text), names),
        find_written(names, span, parsed.text),
        span,
        parsed,
    )


def find_slot(
    is_right: Callable[[Mention], bool],
    written: Sequence[Interval],
    span: Interval,
    parsed: Parsed,
) -> Slot:
    """Return the slot of the argument that `is_right` knows and that stands at `written`."""
    inside = parsed.find_mentions(span)
    right = tuple(mention for mention in inside if is_right(mention))
    near = tuple(m for m in inside if m not in right and is_over(m, written))
    is_known = bool(right) or any(is_right(mention) for mention in parsed.reading.mentions)
    return Slot(right=right, near=near, is_written=bool(written), is_known=is_known)


def is_over(mention: Mention, spans: Iterable[Interval]) -> bool:
    """Whether a mention shares a character with one of `spans`."""
    return any(mention.start < end and start < mention.end for start, end in spans)


def find_written(names: Sequence[str], span: Interval, text: str) -> list[Interval]:
    """Return where the words of one of `names` stand in `span`; of a collective, each word."""
    start, end = span
    part = text[start:end]
    found: list[Interval] = []
    for name in names:
        words = fold_name(name.removeprefix("~"))
        if not words:
            continue
        if name.startswith("~"):
            places = [_find_words((word.rstrip("s"),), part) for word in words]
            if all(places):
                found.extend(place for some in places for place in some)
        else:
            found.extend(_find_words(words, part))
    return [(start + a, start + b) for a, b in found]


def _find_words(words: Sequence[str], part: str) -> list[Interval]:
    pattern = r"\W+".join(re.escape(word) for word in words)
    return [match.span() for match in re.finditer(rf"\b{pattern}", part, re.IGNORECASE)]


def want_spans(
    predicates: Sequence[str], subject: Interval, object_: Interval, parsed: Parsed
) -> Want:
    """Return a wanted tie between two stretches of text."""
    sentences = tuple(parsed.find_sentences([subject, object_]))
    return Want(
        predicates=tuple(predicates),
        subject=_find_at(subject, parsed),
        object=_find_at(object_, parsed),
        sentences=sentences,
    )


def _find_at(span: Interval, parsed: Parsed) -> Slot:
    return find_slot(lambda mention: is_over(mention, [span]), [span], span, parsed)
