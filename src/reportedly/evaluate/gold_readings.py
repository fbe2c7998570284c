"""Readings whose claims are the gold's: what resolving and weighing make of a perfect extractor.

A report is read as ever for its mentions; its claims are then replaced by those that a person
found. A gold claim says by which names its arguments go, not where they stand: they are looked for
in its evidence first, then in the whole report, and take the fullest of the gold's names that the
report itself has. So nothing is known across reports but what resolving finds.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from reportedly.evaluate.gold import GoldClaim, GoldDocument
from reportedly.evaluate.names import fold_name, is_same_name
from reportedly.ids import make_id
from reportedly.parallel import read_all
from reportedly.records import (
    Act,
    Argument,
    Certainty,
    Claim,
    Kind,
    Mention,
    Polarity,
    Problem,
    Reading,
    Source,
    Span,
    When,
)
from reportedly.settings import Settings

_OTHER_NAMES = frozenset({"also_known_as"})


def read_with_gold_claims(
    golds: Iterable[GoldDocument[tuple[GoldClaim, ...]]], settings: Settings
) -> Iterator[Reading | Problem]:
    """Yield the reading of every document, its claims replaced by the gold's."""
    by_id = {gold.document.id: gold.gold for gold in golds if gold.document is not None}
    documents = [gold.document for gold in golds if gold.document is not None]
    for result in read_all(documents, settings, workers=1):
        if isinstance(result, Reading):
            yield replace_claims(result, by_id[result.document.id])
        else:
            yield result


def replace_claims(reading: Reading, golds: Sequence[GoldClaim]) -> Reading:
    """Return the reading with the gold's claims instead of its own, each as often as it has ids."""
    finder = _Finder(reading)
    claims = {claim.id: claim for gold in golds for claim in [finder.make_claim(gold)]}
    return msgspec.structs.replace(reading, claims=tuple(claims.values()))


class _Finder:
    """Finds where the arguments of gold claims stand in one report."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.document.text
        self._mentions = sorted(reading.mentions, key=lambda m: (m.start, -m.end))

    def make_claim(self, gold: GoldClaim) -> Claim:
        """The claim that a gold claim stands for, under the first of its predicates."""
        evidence = Span(start=gold.start, end=gold.end, text=self._text[gold.start : gold.end])
        predicate = gold.predicate[0]
        source = self._find_source(gold, evidence)
        return Claim(
            id=make_id("clm", [self._reading.document.id, "gold", gold.id]),
            document=self._reading.document.id,
            predicate=predicate,
            subject=self._find(gold.subject, evidence),
            object=self._find(gold.object, evidence, is_name=predicate in _OTHER_NAMES),
            qualifiers={key: str(_first(value)) for key, value in gold.qualifiers.items()},
            when=_make_when(gold, evidence),
            where=tuple(
                found
                for name in gold.where or ()
                if (found := self._find((name,), evidence)) is not None
            )[:1],
            sources=() if source is None else (source,),
            polarity=_POLARITIES[gold.polarity],
            certainty=_CERTAINTIES[gold.certainty],
            evidence=evidence,
            extractor="gold",
            confidence=1.0,
            external_id=self._reading.document.external_id,
        )

    def _find_source(self, gold: GoldClaim, evidence: Span) -> Source | None:
        """Without a source in the gold, or with any allowed, the report speaks itself."""
        found = self._find(gold.source or None, evidence)
        if found is None:
            return None
        cue = Span(start=found.start, end=found.end, text=found.text)
        act = _ACTS.get(gold.act or "", "says")
        return Source(act=act, cue=cue, **msgspec.structs.asdict(found))

    def _find(
        self, names: Sequence[str] | None, evidence: Span, *, is_name: bool = False
    ) -> Argument | None:
        if not names:
            return None
        mention = self._find_mention(names, evidence)
        kind: Kind = "name" if is_name else mention.kind if mention else "thing"
        name = self._choose_name(names, mention)
        if mention is None:
            return self._find_words(name, kind, evidence)
        return Argument(
            name=name, kind=kind, text=mention.text, start=mention.start, end=mention.end
        )

    def _find_mention(self, names: Sequence[str], evidence: Span) -> Mention | None:
        """The mention in the evidence that goes by one of the names, else the first anywhere."""
        fitting = [
            m
            for m in self._mentions
            if any(is_same_name(text, name) for text in (m.text, m.name) for name in names)
        ]
        inside = [m for m in fitting if evidence.start <= m.start and m.end <= evidence.end]
        named = [m for m in inside if m.form == "name"]
        return next(iter([*named, *inside, *fitting]), None)

    def _choose_name(self, names: Sequence[str], mention: Mention | None) -> str:
        """The fullest of the gold's names that stands in the report, else the words that do."""
        full = [n for n in names if not n.startswith("~") and n in self._text]
        if full and (mention is None or mention.form == "name" or mention.name in full):
            return max(full, key=lambda n: (len(fold_name(n)), len(n)))
        return mention.text if mention else names[0].removeprefix("~")

    def _find_words(self, name: str, kind: Kind, evidence: Span) -> Argument:
        """Words that no mention covers: where they stand, else the whole of the evidence."""
        at = self._text.find(name, evidence.start, evidence.end)
        start, end = (at, at + len(name)) if at >= 0 else (evidence.start, evidence.end)
        return Argument(name=name, kind=kind, text=self._text[start:end], start=start, end=end)


def _make_when(gold: GoldClaim, evidence: Span) -> When | None:
    if not gold.when:
        return None
    return When(edtf=gold.when[0], text=evidence.text, start=evidence.start, end=evidence.end)


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


_ACTS: dict[str, Act] = {
    act: act for act in ("says", "reports", "accuses", "admits", "denies", "believes")
}
_POLARITIES: dict[str, Polarity] = {"affirmed": "affirmed", "denied": "denied"}
_CERTAINTIES: dict[str, Certainty] = {c: c for c in ("stated", "hedged", "unrealised")}
