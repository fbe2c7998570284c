"""Claims with a time → episodes in order: what happened when, who says so, who denies it.

Claims of one proposition are one episode as far as their times fit: a wider time ('in March') joins
the narrower one that alone lies in it, and times that differ are episodes of their own. Only when
something happened counts, never when it was said. The order is total: by first day ('until 2015' by
its last), what is less exact before what is more, then by last day, words and ids.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from reportedly.edtf import Part, bounds, in_words, parse_part, split_interval
from reportedly.errors import UsageError
from reportedly.ids import make_id
from reportedly.records import Claim, Proposition, Record, Telling

Grain = Literal["century", "decade", "year", "season", "month", "day"]
_COARSEST_FIRST: tuple[Grain, ...] = ("century", "decade", "year", "season", "month", "day")
_FAR = date.max


class Moment(Record, frozen=True, kw_only=True):
    """A time as EDTF and in words. `start` and `end` are inclusive; one that is open is `None`.

    With neither, the year is not known. `grain` is how exact the less exact of both ends is.
    """

    edtf: str
    words: str
    start: date | None
    end: date | None
    grain: Grain
    is_approximate: bool
    is_uncertain: bool
    is_open: bool


class Episode(Record, frozen=True, kw_only=True):
    """What some claims say happened at one time. `others` are wider times that some of them give.

    `claim` is the one that says it best: affirmed before denied, of the narrowest time, the first.
    """

    id: str
    moment: Moment
    claim: Claim
    predicate: str
    affirmed: tuple[Telling, ...]
    denied: tuple[Telling, ...]
    is_unrealised: bool
    others: tuple[Moment, ...] = ()

    @property
    def origins(self) -> int:
        """How many independent origins affirm it."""
        return len({telling.origin for telling in self.affirmed})


class Timeline(Record, frozen=True, kw_only=True):
    """Episodes in order, those of an unknown year by month and day, and what has no time at all."""

    episodes: tuple[Episode, ...]
    yearless: tuple[Episode, ...]
    undated: int
    """Claims that were asked for and give no time."""


def read_moment(edtf: str) -> Moment | None:
    """Return what an EDTF date means, `None` where it is none."""
    try:
        start, end = bounds(edtf)
    except UsageError:
        return None
    ends = [part for part in map(parse_part, split_interval(edtf)) if part is not None]
    marks = {part.mark for part in ends}
    return Moment(
        edtf=edtf,
        words=in_words(edtf),
        start=start,
        end=end,
        grain=min(map(_get_grain, ends), key=_COARSEST_FIRST.index),
        is_approximate=bool(marks & {"~", "%"}),
        is_uncertain=bool(marks & {"?", "%"}),
        is_open="/" in edtf and None in (start, end),
    )


def build_timeline(claims: Sequence[Claim], propositions: Iterable[Proposition]) -> Timeline:
    """Return the timeline of `claims`, grouped by the propositions that they belong to.

    Claims that belong to none stand alone, their document being their origin.
    """
    wanted = {claim.id for claim in claims}
    dated = {c.id: m for c in claims if c.when and (m := read_moment(c.when.edtf))}
    found: list[Episode] = []
    placed: set[str] = set()
    for proposition in propositions:
        tellings = [t for t in (*proposition.affirmed, *proposition.denied) if t.claim.id in dated]
        placed.update(t.claim.id for t in tellings)
        found.extend(_list_episodes(proposition.id, tellings, dated))
    for claim in claims:
        if claim.id in dated and claim.id not in placed:
            alone = [Telling(claim=claim, origin=claim.document)]
            found.extend(_list_episodes(claim.id, alone, dated))
    episodes = sorted(found, key=rank_episode)
    return Timeline(
        episodes=tuple(e for e in episodes if e.moment.start or e.moment.end),
        yearless=tuple(e for e in episodes if not (e.moment.start or e.moment.end)),
        undated=len(wanted) - len(dated),
    )


def _get_grain(part: Part) -> Grain:
    if part.day is not None:
        return "day"
    if part.month is not None:
        return "season" if part.month > 12 else "month"
    unknown = part.year.count("X") if part.year != "XXXX" else 0
    return ("year", "decade", "century")[unknown]


# --- grouping -------------------------------------------------------------------------------------


class _Group:
    """Tellings of one time; `moment` is the narrowest of theirs."""

    def __init__(self, moment: Moment) -> None:
        self.moment = moment
        self.tellings: list[Telling] = []
        self.others: dict[str, Moment] = {}


def _list_episodes(
    id_: str, tellings: Sequence[Telling], dated: Mapping[str, Moment]
) -> Iterator[Episode]:
    groups: list[_Group] = []
    for telling in sorted(tellings, key=lambda t: _measure(dated[t.claim.id])):
        moment = dated[telling.claim.id]
        fitting = [group for group in groups if _fits(moment, group.moment)]
        if len(fitting) != 1:
            groups.append(_Group(moment))
            fitting = groups[-1:]
        fitting[0].tellings.append(telling)
        if moment.edtf != fitting[0].moment.edtf:
            fitting[0].others.setdefault(moment.edtf, moment)
    order = {telling.claim.id: n for n, telling in enumerate(tellings)}
    for group in groups:
        yield _make_episode(id_, group, order)


def _make_episode(id_: str, group: _Group, order: Mapping[str, int]) -> Episode:
    told: dict[str, list[Telling]] = {"affirmed": [], "denied": []}
    for telling in sorted(group.tellings, key=lambda t: order[t.claim.id]):
        told[telling.claim.polarity].append(telling)
    exact = [
        t.claim
        for t in (*told["affirmed"], *told["denied"])
        if t.claim.when is not None and t.claim.when.edtf == group.moment.edtf
    ]
    claim = min(exact, key=lambda c: (c.polarity == "denied", c.certainty != "stated"))
    return Episode(
        id=make_id("epi", [id_, group.moment.edtf]),
        moment=group.moment,
        claim=claim,
        predicate=claim.predicate,
        affirmed=tuple(told["affirmed"]),
        denied=tuple(told["denied"]),
        is_unrealised=claim.certainty == "unrealised",
        others=tuple(group.others.values()),
    )


def _fits(wider: Moment, narrower: Moment) -> bool:
    """Whether a time can be the other one, less exactly: 'in March' and '14 March'."""
    if wider.edtf == narrower.edtf:
        return True
    if wider.is_open or narrower.is_open:
        return False
    if wider.start is None or wider.end is None:
        return _get_day(wider) in (_get_day(narrower), _get_day(narrower)[:1])
    if narrower.start is None or narrower.end is None:
        return False
    return wider.start <= narrower.start and narrower.end <= wider.end


def _get_day(moment: Moment) -> tuple[int | None, ...]:
    """Month and day of a single date, as far as it gives them."""
    part = parse_part(moment.edtf)
    if part is None or part.month is None:
        return ()
    return (part.month,) if part.day is None else (part.month, part.day)


def _measure(moment: Moment) -> tuple[bool, int, str]:
    """How wide a time is; a yearless one comes last, so that it joins one with a year."""
    if moment.start is None or moment.end is None:
        return True, -_COARSEST_FIRST.index(moment.grain), moment.edtf
    return False, (moment.end - moment.start).days, moment.edtf


# --- order ----------------------------------------------------------------------------------------


def rank_episode(episode: Episode) -> tuple[object, ...]:
    """Return what episodes are ordered by: their first day (the last, where that is open), …."""
    moment = episode.moment
    day = _get_day(moment)
    return (
        moment.start or moment.end or _FAR,
        day if not (moment.start or moment.end) else (),
        _COARSEST_FIRST.index(moment.grain),
        moment.end or _FAR,
        moment.edtf,
        episode.predicate,
        episode.claim.subject.name if episode.claim.subject else "",
        episode.id,
    )
