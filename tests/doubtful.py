"""A case with doubts: two surnames that fit two people each, every name in a report of its own."""

from collections.abc import Iterable
from pathlib import Path

from tests.made_readings import Page

from reportedly.case import Case

NAMES = ("Omar Kessel", "Tarik Kessel", "Kessel", "Ana Brezan", "Brezan", "Ines Brezan")


def make_doubtful(path: Path) -> Path:
    """Write the case to `path`; it has four doubts."""
    keep_names(path, NAMES)
    return path


def keep_names(path: Path, names: Iterable[str]) -> None:
    """Keep a report of each name."""
    with Case.open(path) as case:
        for name in names:
            page = Page(
                f"{name} entered Dura.", external_id=name, title=name, publisher="Dura Post"
            )
            who, where = page.argument(name, "person"), page.argument("Dura", "place")
            case.keep(page.reading(page.claim("moved_to", who, where, page.span(page.text))))
