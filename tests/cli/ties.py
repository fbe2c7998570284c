"""A small case of ties: a league, a column, who leads them, a denial, and a hostile publisher."""

from pathlib import Path

from tests.made_readings import Page

from reportedly.case import Case
from reportedly.records import Reading

FORMULA = "=HYPERLINK(1)<script>alert(1)</script>"


def make_ties_case(path: Path) -> Path:
    """Write the case: Omar Kessel — Coral League — Grey Wolves Column — Lia Brask."""
    with Case.open(path) as case:
        for reading in (_tell_first(), _tell_second(), _tell_third()):
            case.keep(reading)
    return path


def _tell_first() -> Reading:
    page = Page(
        "Omar Kessel leads the Coral League. Pavel Stenn said the Coral League arms the Grey Wolves "
        "Column. The Coral League denied that it arms the Grey Wolves Column.",
        external_id="ties-1",
        publisher="Keth Wire",
        title="Who arms whom",
    )
    text = page.text
    second, third = text.index("Pavel"), text.index("The Coral")
    league = page.argument("Coral League", "group")
    return page.reading(
        page.claim(
            "leads", page.argument("Omar Kessel", "person"), league, page.span(text[: second - 1])
        ),
        page.claim(
            "supports",
            page.argument("Coral League", "group", after=second),
            page.argument("Grey Wolves Column", "group", after=second),
            page.span(text[second : third - 1]),
            sources=(page.source("Pavel Stenn", "person", "said", after=second),),
        ),
        page.claim(
            "supports",
            page.argument("Coral League", "group", after=third),
            page.argument("Grey Wolves Column", "group", after=third),
            page.span(text[third:]),
            polarity="denied",
            sources=(page.source("Coral League", "group", "denied", act="denies", after=third),),
        ),
    )


def _tell_second() -> Reading:
    page = Page(
        "Lia Brask leads the Grey Wolves Column. Omar Kessel is in Dura.",
        external_id="ties-2",
        publisher=FORMULA,
    )
    first = page.text.index(" Omar")
    return page.reading(
        page.claim(
            "leads",
            page.argument("Lia Brask", "person"),
            page.argument("Grey Wolves Column", "group"),
            page.span(page.text[:first]),
        ),
        page.claim(
            "present_in",
            page.argument("Omar Kessel", "person"),
            page.argument("Dura", "place"),
            page.span(page.text[first + 1 :]),
        ),
    )


def _tell_third() -> Reading:
    page = Page(
        "Tovan Orr is in Dura. Omar Kessel leads the Coral League, it is known.",
        external_id="ties-3",
        publisher="Dura Post",
    )
    second = page.text.index("Omar")
    return page.reading(
        page.claim(
            "present_in",
            page.argument("Tovan Orr", "person"),
            page.argument("Dura", "place"),
            page.span(page.text[: second - 1]),
        ),
        page.claim(
            "leads",
            page.argument("Omar Kessel", "person"),
            page.argument("Coral League", "group"),
            page.span(page.text[second:]),
        ),
    )
