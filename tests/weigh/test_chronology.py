"""Timelines: a total order, one line for what several say, and no time taken for another."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.made_readings import make_lake_reading

from reportedly.edtf import bounds
from reportedly.records import Claim, Proposition, Telling, When
from reportedly.weigh import build_timeline, read_moment

BASE = make_lake_reading().claims[0]


def tell(n: int, edtf: str | None, *, polarity: str = "affirmed") -> Claim:
    when = None if edtf is None else When(edtf=edtf, text=edtf, start=0, end=len(edtf))
    claim = msgspec.structs.replace(BASE, id=f"clm-{n:02d}", when=when)
    return msgspec.structs.replace(claim, polarity=polarity)


def propose(*claims: Claim, origins: str = "") -> Proposition:
    tellings = [
        Telling(claim=c, origin=origins[n] if origins else c.id) for n, c in enumerate(claims)
    ]
    return Proposition(
        id="prp-1",
        predicate="attacked",
        subject="a",
        object="b",
        affirmed=tuple(t for t in tellings if t.claim.polarity == "affirmed"),
        denied=tuple(t for t in tellings if t.claim.polarity == "denied"),
        is_unrealised=False,
    )


def list_times(*edtf: str) -> list[str]:
    """The order of claims that have nothing to do with each other."""
    timeline = build_timeline([tell(n, e) for n, e in enumerate(edtf)], [])
    return [e.moment.edtf for e in (*timeline.episodes, *timeline.yearless)]


def test_times_stand_in_order_and_the_less_exact_first() -> None:
    expected = [
        "201X",
        "2011~",
        "../2012",
        "2013",
        "2013-01",
        "2013-01-01",
        "2013-01-01/2013-01-03",
        "2013-21",
        "2013-03/..",
        "2013-11-02",
        "XXXX-03",
        "XXXX-03-14",
        "XXXX-08",
    ]
    assert list_times(*expected[::-1]) == expected
    assert list_times(*expected[1::2], *expected[::2]) == expected


@given(st.permutations(["2013", "2013-01", "2013/2014", "2012/..", "../2013", "2013?", "XXXX-01"]))
def test_the_order_does_not_depend_on_the_order_of_reading(times: list[str]) -> None:
    claims = {edtf: n for n, edtf in enumerate(sorted(times))}
    timeline = build_timeline([tell(claims[e], e) for e in times], [])
    ordered = [e.moment.edtf for e in (*timeline.episodes, *timeline.yearless)]
    again = build_timeline([tell(claims[e], e) for e in reversed(times)], [])
    assert ordered == [e.moment.edtf for e in (*again.episodes, *again.yearless)]
    days = [bounds(e)[0] or bounds(e)[1] for e in ordered if "XXXX" not in e]
    assert days == sorted(days, key=lambda day: day.toordinal() if day else 0)


def test_what_several_say_of_one_time_is_one_episode_with_its_origins() -> None:
    claims = [tell(1, "2013-05-02"), tell(2, "2013-05"), tell(3, "2013-05-02")]
    [episode] = build_timeline(claims, [propose(*claims, origins="aab")]).episodes
    assert episode.moment.edtf == "2013-05-02"
    assert [moment.edtf for moment in episode.others] == ["2013-05"]
    assert len(episode.affirmed) == 3
    assert episode.origins == 2


def test_times_that_differ_are_episodes_of_their_own() -> None:
    claims = [tell(1, "2009"), tell(2, "2012"), tell(3, "2012-03"), tell(4, "2012-09")]
    episodes = build_timeline(claims, [propose(*claims)]).episodes
    assert [e.moment.edtf for e in episodes] == ["2009", "2012", "2012-03", "2012-09"]


@pytest.mark.parametrize(
    ("wide", "joins"), [("XXXX-05-02", True), ("XXXX-05", True), ("2013/..", False)]
)
def test_a_time_without_a_year_joins_the_only_one_it_fits_and_an_open_one_joins_none(
    wide: str, joins: bool
) -> None:
    claims = [tell(1, wide), tell(2, "2013-05-02")]
    timeline = build_timeline(claims, [propose(*claims)])
    assert len((*timeline.episodes, *timeline.yearless)) == (1 if joins else 2)


def test_who_denies_it_stands_with_who_says_it() -> None:
    claims = [tell(1, "2013", polarity="denied"), tell(2, "2013")]
    [episode] = build_timeline(claims, [propose(*claims)]).episodes
    assert episode.claim.id == "clm-02"
    assert [t.claim.id for t in episode.denied] == ["clm-01"]


def test_claims_without_a_time_are_counted_and_when_it_was_said_is_no_time() -> None:
    claims = [tell(1, None), tell(2, "2013"), tell(3, "when the rain came")]
    assert claims[0].sources[0].said_on == "2019-05-02"
    timeline = build_timeline(claims, [propose(*claims)])
    assert len(timeline.episodes) == 1
    assert timeline.undated == 2


def test_claims_that_were_not_asked_for_stay_out() -> None:
    claims = [tell(1, "2013"), tell(2, "2013")]
    [episode] = build_timeline(claims[:1], [propose(*claims)]).episodes
    assert [t.claim.id for t in episode.affirmed] == ["clm-01"]


def test_a_moment_says_what_it_is() -> None:
    about = read_moment("2011~")
    assert about is not None
    assert (about.words, about.grain, about.is_approximate) == ("about 2011", "year", True)
    since = read_moment("2021-04/..")
    assert since is not None
    assert (since.is_open, since.end, since.grain) == (True, None, "month")
    perhaps = read_moment("2011?/2012-03-04")
    assert perhaps is not None
    assert (perhaps.is_uncertain, perhaps.grain) == (True, "year")
    assert read_moment("soon") is None
