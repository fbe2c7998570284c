"""Claims of one kind of deed → those that can be of one deed, by time, place, method and toll.

'The winter offensive' and 'the ambush at Kelm' by one group are two deeds; a raid and an assault
of one day in one town are one, whatever each report counts. What is copied is one with its original.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from reportedly.knowledge import load_knowledge
from reportedly.records import Argument, Claim, Record
from reportedly.weigh.amounts import Amount, do_disagree, read_count
from reportedly.weigh.origins import CopyTable, Setting
from reportedly.weigh.sides import find_stems, read_side, split_off_place
from reportedly.weigh.told import find_span, name_place

_NARROW_DAYS = 31
"""A time that is no wider than a month may begin a deed; a wider one joins those that lie in it."""
_METHOD_LETTERS = 4
"""'Shell' and 'shelling', 'bomb' and 'bombing' are one method."""
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_TOLLS = ("killed", "wounded", "count")


class _Account(Record, frozen=True, kw_only=True):
    """A claim with the circumstances that it gives."""

    claim: Claim
    days: tuple[date, date] | None
    years: frozenset[int]
    places: frozenset[str] = frozenset()
    method: str | None = None
    tolls: Mapping[str, Amount] = {}
    sides: tuple[frozenset[str], ...] = ()
    """The telling words of each side, in its claim's order."""

    @property
    def is_narrow(self) -> bool:
        return self.days is not None and (self.days[1] - self.days[0]).days <= _NARROW_DAYS

    @property
    def order(self) -> tuple[int, date, date, bool, str]:
        """What tells most comes first, so that no order of reports changes anything."""
        first, last = self.days or (date.min, date.min)
        rank = 2 if self.days is None else 1 - self.is_narrow
        return (rank, first, last, not self.places, self.claim.id)


@dataclass(slots=True)
class Deed:
    """Claims that can be of one deed; `mark` sets it apart from the others of its kind."""

    mark: str
    claims: list[Claim] = field(default_factory=list)
    days: tuple[date, date] | None = None
    years: set[int] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)
    tolls: dict[str, set[Amount]] = field(default_factory=dict)
    sides: set[tuple[frozenset[str], ...]] = field(default_factory=set)

    def take(self, account: _Account) -> None:
        """Add a claim. A wide time does not widen the deed, or it would reach to others."""
        self.claims.append(account.claim)
        if account.days is not None and (self.days is None or account.is_narrow):
            known = (*(self.days or ()), *account.days)
            self.days = (min(known), max(known))
        self.years |= account.years
        self.places |= account.places
        self.sides.add(account.sides)
        self.methods |= {account.method} if account.method else set()
        for key, amount in account.tolls.items():
            self.tolls.setdefault(key, set()).add(amount)


def part_deeds(
    claims: Sequence[Claim],
    copies: CopyTable,
    setting: Setting,
    *,
    slack_days: int,
    is_vague: bool,
    is_once: bool,
) -> list[Deed]:
    """Return the claims in deeds, in the order of time; those without a time last.

    Times may differ by `slack_days`. Only where the deed is `is_vague`, done by or to somebody
    without a name, do place, method and toll tell it from others. What happens but once is told from
    another account by a year that stands in the sentence too, though it was not read as its time.
    """
    accounts = [_read(claim, setting, is_vague=is_vague, is_once=is_once) for claim in claims]
    deeds: list[Deed] = []
    lasting: list[Deed] = []
    for account in sorted(accounts, key=_by_order):
        if account.is_narrow:
            lasting = [d for d in lasting if _count_days_between(account, d) <= slack_days]
        deed = _find_copied(account.claim, deeds, copies) or _find_best(
            account, lasting if account.is_narrow else deeds, slack_days
        )
        if deed is None:
            deed = Deed(_mark(account, {d.mark for d in deeds}))
            deeds.append(deed)
            lasting.append(deed)
        deed.take(account)
    return deeds


def _find_copied(claim: Claim, deeds: Iterable[Deed], copies: CopyTable) -> Deed | None:
    """The first deed of which a claim is told in the same words by a report that shares text."""
    partners = copies.list_partners(claim)
    if not partners:
        return None
    return next(
        (
            deed
            for deed in deeds
            if any(c.document in partners and copies.is_copied(c, claim) for c in deed.claims)
        ),
        None,
    )


def _find_best(account: _Account, deeds: Iterable[Deed], slack_days: int) -> Deed | None:
    best: Deed | None = None
    most: tuple[int, ...] = ()
    for deed in deeds:
        score = _compare(account, deed, slack_days)
        if score is not None and score > most:
            best, most = deed, score
    return best


def _by_order(account: _Account) -> tuple[int, date, date, bool, str]:
    return account.order


def _read(claim: Claim, setting: Setting, *, is_vague: bool, is_once: bool) -> _Account:
    days = find_span(claim.when.edtf) if claim.when is not None else None
    years = _find_years(claim, days) if is_once else frozenset()
    if not is_vague:
        return _Account(claim=claim, days=days, years=years)
    sides = [a for a in (claim.subject, claim.object) if a is not None]
    places = {split_off_place(a.name)[1].casefold() for a in sides} - {""}
    for place in claim.where:
        places |= {name_place(place, setting.same), place.name.casefold()}
    method = claim.qualifiers.get("method", "")[:_METHOD_LETTERS].casefold()
    amounts = {key: read_count(claim.qualifiers.get(key, "")) for key in _TOLLS}
    return _Account(
        claim=claim,
        days=days,
        years=years,
        places=frozenset(places),
        method=method if method and method not in _load_plain() else None,
        tolls={key: amount for key, amount in amounts.items() if amount is not None},
        sides=tuple(_find_words(a, setting) for a in (claim.subject, claim.object)),
    )


def _find_words(argument: Argument | None, setting: Setting) -> frozenset[str]:
    """The telling words of somebody without a name; none of a side that is open or has a name."""
    side = read_side(argument, setting.same, setting.local)
    if argument is None or side is None or side.entity is not None:
        return frozenset()
    return frozenset(find_stems(split_off_place(argument.name)[0]))


def _may_be_called(ones: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> bool:
    """Whether no side is told apart by its words: 'the convoy' may be 'a police convoy'."""
    return all(a <= b or b <= a for a, b in zip(ones, others, strict=True))


def _find_years(claim: Claim, days: tuple[date, date] | None) -> frozenset[int]:
    if days is not None:
        return frozenset(range(days[0].year, days[1].year + 1))
    return frozenset(int(year) for year in _YEAR.findall(claim.evidence.text))


def _compare(account: _Account, deed: Deed, slack_days: int) -> tuple[int, ...] | None:
    """How well a claim fits a deed, the more the better; `None` where it cannot be of it."""
    is_timed = account.days is not None and deed.days is not None
    if is_timed and _count_days_between(account, deed) > slack_days:
        return None
    if account.years and deed.years and not account.years & deed.years:
        return None
    if not all(_may_be_called(account.sides, sides) for sides in deed.sides):
        return None
    shared = len(account.places & deed.places)
    if account.places and deed.places and not shared:
        return None
    is_like = account.method is None or account.method in deed.methods
    agrees = not any(
        do_disagree(amount, other)
        for key, amount in account.tolls.items()
        for other in deed.tolls.get(key, ())
    )
    is_tied = shared > 0 or is_timed
    if not is_tied and not (agrees and (is_like or not deed.methods)):
        return None
    is_told_alike = account.method is not None and is_like
    return (shared, is_timed, is_told_alike, agrees, len(deed.claims))


def _count_days_between(account: _Account, deed: Deed) -> int:
    """How many days lie between a claim and a deed; none where a time is not known."""
    if account.days is None or deed.days is None:
        return 0
    (first, last), (begun, ended) = account.days, deed.days
    return max((begun - last).days, (first - ended).days, 0)


def _mark(account: _Account, taken: Iterable[str]) -> str:
    """What sets a deed apart, from the claim that it begins with."""
    if account.days is not None:
        mark = account.days[0].isoformat()
    else:
        mark = " ".join((*map(str, sorted(account.years)), account.method or "")).strip()
    if mark in taken or not mark:
        mark = " ".join((mark, *sorted(account.places)))
    while mark in taken:
        mark += "+"
    return mark


@lru_cache(maxsize=1)
def _load_plain() -> frozenset[str]:
    """The methods that say no more than that something was done."""
    words = load_knowledge("origins")["deeds"]["plain"]
    return frozenset(word[:_METHOD_LETTERS] for word in words)
