"""What the log of judgements comes to, as plain data that a store and a resolver can take.

Made by `judge.replay`; nothing here decides. A correction is kept with the place of its words, so
that a corrected claim still quotes its document.
"""

from collections.abc import Iterator, Mapping

import msgspec

from reportedly.records import Argument, Claim, Judgement, Record, Source, Span, When

Pair = tuple[str, str]
"""Two entity ids in ascending order."""

PLAIN_FIELDS = ("predicate", "polarity", "certainty")
QUOTED_FIELDS = ("subject", "object", "when", "where")
"""Fields whose correction has words: `object` is the name, '' where the slot is left open, and
`object.text`, `object.start`, `object.end` and `object.kind` say where it stands."""


class Correction(Record, frozen=True, kw_only=True):
    """The fields of a claim that people set anew, and their judgements, the latest last."""

    values: Mapping[str, str]
    judgements: tuple[Judgement, ...]

    @property
    def by(self) -> str:
        """Who corrected the claim: each person once, in order."""
        return ", ".join(dict.fromkeys(judgement.by for judgement in self.judgements))


class Added(Record, frozen=True, kw_only=True):
    """A claim that a person read in a document, and the judgement that adds it."""

    claim: Claim
    judgement: Judgement


class Conflict(Record, frozen=True, kw_only=True):
    """A judgement that cannot hold beside earlier ones, and so is not applied.

    `pair` is what it speaks of; `sentence` names all of them, by their ids.
    """

    judgement: str
    pair: Pair
    against: tuple[str, ...]
    sentence: str


class Verdicts(Record, frozen=True, kw_only=True):
    """What holds after every judgement: each with the judgement that it rests on.

    `same`, `different` and `unsure` are by pair; what follows by way of third ones is not listed.
    `apart` is by (entity, document), `rejected`, `corrected` and `added` by claim, `reliability` by
    the name of a source: its grade and the judgement. `undone` and `replaced` give the judgement that took one's place.
    """

    same: Mapping[Pair, Judgement] = {}
    different: Mapping[Pair, Judgement] = {}
    unsure: Mapping[Pair, Judgement] = {}
    apart: Mapping[tuple[str, str], Judgement] = {}
    rejected: Mapping[str, Judgement] = {}
    corrected: Mapping[str, Correction] = {}
    added: Mapping[str, Added] = {}
    reliability: Mapping[str, tuple[str, Judgement]] = {}
    conflicts: tuple[Conflict, ...] = ()
    undone: Mapping[str, str] = {}
    replaced: Mapping[str, str] = {}


class ClaimRuling(Record, frozen=True, kw_only=True):
    """What people decided on one claim, as a store keeps it beside the claim."""

    is_rejected: bool = False
    values: Mapping[str, str] = {}
    by: str | None = None


class Rulings(Record, frozen=True, kw_only=True):
    """What people decided that bears on one document: on its claims, and on who is meant in it.

    `apart` are entities whose name stands for somebody else there; `added` are claims that people
    read in it themselves.
    """

    claims: Mapping[str, ClaimRuling] = {}
    added: tuple[Claim, ...] = ()
    apart: frozenset[str] = frozenset()


def list_claim_rulings(verdicts: Verdicts) -> dict[str, ClaimRuling]:
    """Return what was decided on each claim."""
    rulings = {}
    for claim in {**verdicts.rejected, **verdicts.corrected}:
        correction = verdicts.corrected.get(claim)
        rulings[claim] = ClaimRuling(
            is_rejected=claim in verdicts.rejected,
            values={} if correction is None else correction.values,
            by=None if correction is None else correction.by,
        )
    return rulings


def correct_claim(claim: Claim, values: Mapping[str, str], by: str) -> Claim:
    """Return the claim with the fields in `values` set, its extractor naming who did that.

    Its id stays. A person is sure: the confidence is 1.
    """
    fields: dict[str, object] = {field: values[field] for field in PLAIN_FIELDS if field in values}
    for field in ("subject", "object"):
        if field in values:
            fields[field] = read_argument(values, field)
    if "where" in values:
        place = read_argument(values, "where")
        fields["where"] = () if place is None else (place,)
    if "when" in values:
        fields["when"] = read_when(values)
    fields |= {"extractor": f"{CORRECTED_BY}{by}", "confidence": 1.0}
    return msgspec.structs.replace(claim, **fields)


ADDED_BY = "added by "
"""What the extractor of a claim begins with that a person added; the name of the person follows."""
CORRECTED_BY = "corrected by "
"""What the extractor of a corrected claim begins with; the names of the people follow."""


def is_quoted(values: Mapping[str, str], text: str) -> bool:
    """Whether the words of every corrected slot stand in `text` where they are said to stand."""
    return all(
        text[int(values[f"{field}.start"]) : int(values[f"{field}.end"])] == values[f"{field}.text"]
        for field in QUOTED_FIELDS
        if values.get(field)
    )


def list_words(claim: Claim) -> Iterator[Span | Argument | Source | When]:
    """Yield everything of a claim that quotes its document."""
    yield claim.evidence
    yield from (a for a in (claim.subject, claim.object, claim.when) if a is not None)
    yield from claim.where
    for source in claim.sources:
        yield source
        yield source.cue


def is_worded(claim: Claim, text: str) -> bool:
    """Whether everything that a claim quotes stands in `text` where it is said to stand."""
    return all(text[quoted.start : quoted.end] == quoted.text for quoted in list_words(claim))


def says_same(one: Claim, other: Claim) -> bool:
    """Whether two claims of a document say the same of the same, by the same sources' words."""
    return _tell(one) == _tell(other)


def _tell(claim: Claim) -> tuple[object, ...]:
    sides = [(a.name, a.start) if a else None for a in (claim.subject, claim.object)]
    said = [(source.name, source.start, source.act) for source in claim.sources]
    evidence = (claim.evidence.start, claim.evidence.end)
    return claim.predicate, claim.polarity, claim.certainty, evidence, sides, said


def read_argument(values: Mapping[str, str], field: str) -> Argument | None:
    """Return what fills a slot with its words, `None` where it is left open."""
    if not values.get(field):
        return None
    return msgspec.convert(
        {
            "name": values[field],
            "kind": values[f"{field}.kind"],
            "text": values[f"{field}.text"],
            "start": int(values[f"{field}.start"]),
            "end": int(values[f"{field}.end"]),
        },
        Argument,
    )


def read_when(values: Mapping[str, str]) -> When | None:
    """Return the time that is given with its words, `None` where it is left open."""
    if not values.get("when"):
        return None
    return When(
        edtf=values["when"],
        text=values["when.text"],
        start=int(values["when.start"]),
        end=int(values["when.end"]),
    )
