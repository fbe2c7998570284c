"""A timeline in pages is the timeline: the same episodes, in the same order, none twice."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.made_readings import Page

from reportedly.case import Case
from reportedly.errors import CaseError, UsageError
from reportedly.records import Reading, When
from reportedly.weigh import Episode

TIMES = (
    "2013", "2013-01", "2013-01-01", "2013-01-01/2013-03", "../2012", "2013-03/..", "2011~",
    "201X", "2013-11-02", "XXXX-03-14", "2013-01-01?", "2014/2016", None,
)  # fmt: skip
ASKED: tuple[dict[str, Any], ...] = (
    {},
    {"since": "2013"},
    {"until": "2012"},
    {"since": "2013-02", "until": "2013-12-31"},
)


def tell(town: str, when: str | None, more: str = "") -> Reading:
    """A report that the Coral League attacked a town at some time."""
    text = f"The Coral League attacked {town} at {when or 'night'}.{more}"
    page = Page(text, external_id=text)
    words = page.span(when or "night")
    claim = page.claim(
        "attacked",
        page.argument("Coral League", "group"),
        page.argument(town, "place"),
        page.span(text),
        when=When(edtf=when, text=words.text, start=words.start, end=words.end) if when else None,
        polarity="denied" if more else "affirmed",
    )
    return page.reading(claim)


@pytest.fixture(scope="module")
def case() -> Iterator[Case]:
    with Case.in_memory() as made:
        for when in TIMES:
            for town in ("Kelm", "Ulmarek"):
                made.keep(tell(town, when))
        made.keep(tell("Kelm", "2013-01", " It did not."))
        yield made


@pytest.mark.parametrize("limit", [1, 2, 7, 100])
@pytest.mark.parametrize("asked", ASKED)
def test_the_pages_together_are_the_timeline(case: Case, asked: dict[str, Any], limit: int) -> None:
    whole = case.timeline(about="Coral League", **asked)
    assert case.timeline(**asked) == whole
    for about in (None, "Coral League"):
        found: list[Episode] = []
        after = None
        while True:
            page = case.chronicle(about=about, **asked, after=after, limit=limit)
            assert len(page.episodes) <= limit
            found.extend(page.episodes)
            if after is None:
                assert page.yearless == whole.yearless
            after = page.after
            if after is None:
                break
        assert tuple(found) == whole.episodes


def test_what_has_no_time_is_counted_and_can_be_read(case: Case) -> None:
    page = case.chronicle()
    assert page.dated + page.undated == case.count().claims
    first = case.undated(limit=1)
    assert first.after is not None
    rest = case.undated(after=first.after)
    assert rest.after is None
    found = [*first.claims, *rest.claims]
    assert len(found) == page.undated
    assert {claim.when.edtf if claim.when else None for claim in found} == {"XXXX-03-14", None}


def test_a_rejected_claim_is_on_no_page() -> None:
    with Case.in_memory() as made:
        made.keep(tell("Kelm", "2013"))
        made.keep(tell("Ulmarek", "2014"))
        made.keep(tell("Ulmarek", "XXXX-03-14"))
        for claim in [*made.claims(since="2014"), *made.undated().claims]:
            made.reject(claim.id)
        page = made.chronicle()
        assert [e.moment.edtf for e in page.episodes] == ["2013"]
        assert page.yearless == ()
        assert (page.dated, page.undated) == (1, 0)
        assert [(one.end.year, one.spanning) for one in made.periods().bins] == [(2013, 1)] * 12


def test_what_is_asked_wrongly_is_said(case: Case) -> None:
    with pytest.raises(UsageError, match="an earlier page"):
        case.chronicle(after="then")
    with pytest.raises(UsageError, match="an earlier page"):
        case.chronicle(after="2013-02-31.1")
    with pytest.raises(UsageError, match="EDTF"):
        case.chronicle(since="once")
    with pytest.raises(CaseError):
        case.chronicle(about="Nobody Known")
