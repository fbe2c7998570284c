"""Claims of birth and nationality against what a list states → reasons that raise or lower a score.

Claims that agree come first; one that disagrees is named beside them. A hedged claim weighs half,
and a denied one nothing, but it is shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from reportedly.edtf import bounds, in_words, is_valid
from reportedly.link.births import count_years_apart, is_same_day, may_be_same
from reportedly.link.countries import find_country
from reportedly.link.parties import Party
from reportedly.records import Claim, Record

_SAME_DAY, _SAME_YEAR, _OTHER_DAY, _NEAR_YEAR, _OTHER_YEAR = 0.12, 0.07, -0.1, -0.1, -0.3
_NATIONAL, _OTHER_NATIONAL = 0.04, -0.1
_BESIDE = -0.05
"""What a claim costs that disagrees with the list where another one agrees."""
_HALF = 0.5
_ALIAS_UNSURE, _ALIAS_DENIED = -0.05, -0.05


class Reason(Record, frozen=True, kw_only=True):
    """One reason of a candidate's score: what it adds, in words, and the claims it rests on."""

    aspect: Literal["name", "alias", "kind", "birth", "nationality"]
    effect: float
    text: str
    claims: tuple[str, ...] = ()


def weigh_alias(party: Party, name: str) -> Iterator[Reason]:
    """Yield who in the case says that the party has this name, where that is a claim.

    A name that is only hedged, or that somebody denies, lowers the score.
    """
    claims = [c for c in party.claims if c.predicate == "also_known_as" and _gives(c, name)]
    affirmed = [claim for claim in claims if claim.polarity == "affirmed"]
    denied = [claim for claim in claims if claim.polarity == "denied"]
    own = party.entity.name.casefold() == name.casefold()
    if affirmed and not own:
        is_stated = any(claim.certainty == "stated" for claim in affirmed)
        certainty = "" if is_stated else f", {affirmed[0].certainty}"
        yield Reason(
            aspect="alias",
            effect=0.0 if is_stated else _ALIAS_UNSURE,
            text=f"'{name}' is a name in the case by the word of {_say_sources(affirmed)}{certainty}",
            claims=tuple(claim.id for claim in affirmed),
        )
    if denied:
        yield Reason(
            aspect="alias",
            effect=_ALIAS_DENIED,
            text=f"that the name is '{name}' is denied by {_say_sources(denied)}",
            claims=tuple(claim.id for claim in denied),
        )


def _gives(claim: Claim, name: str) -> bool:
    sides = (claim.subject, claim.object)
    return any(side is not None and side.name.casefold() == name.casefold() for side in sides)


def _say_sources(claims: Sequence[Claim]) -> str:
    speakers = (c.sources[-1].name if c.sources else "the reports themselves" for c in claims)
    return ", ".join(dict.fromkeys(speakers))


def weigh_births(
    claims: Sequence[Claim], listed: Sequence[str], published: Mapping[str, str | None]
) -> Iterator[Reason]:
    """Yield what claims of birth and age say for or against the births on a list."""
    found: list[Reason] = []
    for claim in claims:
        stated = _find_birth(claim, published) if claim.predicate == "born_in" and listed else None
        if stated is None:
            continue
        birth, words = stated
        effect, against = max((_rate_birth(birth, other), -i) for i, other in enumerate(listed))
        text = f"{words} in the case, {in_words(listed[-against])} on the list"
        found.append(_make_reason("birth", effect, text, claim))
    yield from _settle(found)


def weigh_nationalities(claims: Sequence[Claim], listed: Sequence[str]) -> Iterator[Reason]:
    """Yield what claims of nationality say for or against those on a list."""
    wanted = {find_country(name) for name in listed}
    found: list[Reason] = []
    for claim in claims:
        if claim.predicate != "national_of" or claim.object is None or not wanted:
            continue
        name = claim.object.name
        if find_country(name) in wanted:
            reason = _make_reason("nationality", _NATIONAL, f"national of {name} in both", claim)
        else:
            text = f"national of {name} in the case, of {', '.join(listed)} on the list"
            reason = _make_reason("nationality", _OTHER_NATIONAL, text, claim)
        found.append(reason)
    yield from _settle(found)


def _find_birth(claim: Claim, published: Mapping[str, str | None]) -> tuple[str, str] | None:
    """The birth that a claim states or its age tells, as EDTF and in words."""
    if claim.when is not None and is_valid(claim.when.edtf):
        return claim.when.edtf, f"born {in_words(claim.when.edtf)}"
    age, day = claim.qualifiers.get("age", ""), published.get(claim.document)
    if not age.isdigit() or not day or not is_valid(day):
        return None
    start, end = bounds(day)
    if start is None or end is None:
        return None
    return f"{start.year - int(age) - 1:04}/{end.year - int(age):04}", f"aged {age} in {day[:4]}"


def _rate_birth(one: str, other: str) -> float:
    if is_same_day(one, other):
        return _SAME_DAY
    if may_be_same(one, other):
        return _SAME_YEAR
    apart = count_years_apart(one, other)
    if apart == 0:
        return _OTHER_DAY
    return _NEAR_YEAR if apart == 1 else _OTHER_YEAR


def _make_reason(
    aspect: Literal["birth", "nationality"], effect: float, text: str, claim: Claim
) -> Reason:
    if claim.polarity == "denied":
        return Reason(aspect=aspect, effect=0.0, text=f"denied: {text}", claims=(claim.id,))
    if claim.certainty != "stated":
        effect, text = effect * _HALF, f"{text} ({claim.certainty})"
    return Reason(aspect=aspect, effect=effect, text=text, claims=(claim.id,))


def _settle(found: Sequence[Reason]) -> Iterator[Reason]:
    """One reason for what agrees, one for what does not; several claims of one thing count once."""
    for_it = [reason for reason in found if reason.effect > 0]
    against = [reason for reason in found if reason.effect < 0]
    if for_it:
        yield _gather(max(for_it, key=lambda r: r.effect), for_it)
    if against:
        worst = min(against, key=lambda r: r.effect)
        if for_it:
            worst = Reason(aspect=worst.aspect, effect=_BESIDE, text=f"but {worst.text}")
        yield _gather(worst, against)
    denied = {reason.text: reason for reason in found if reason.effect == 0}
    yield from denied.values()


def _gather(reason: Reason, similar: Sequence[Reason]) -> Reason:
    claims = tuple(claim for other in similar for claim in other.claims)
    return Reason(aspect=reason.aspect, effect=reason.effect, text=reason.text, claims=claims)
