"""A served case: the lake report, and one whose title, publisher and text are hostile."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from tests.made_readings import Page, make_lake_reading

from reportedly.case import Case
from reportedly.settings import Settings
from reportedly.web.app import make_app
from reportedly.web.guard import Access

HOSTILE = '<script>alert("x")</script>'
Client = TestClient[Any]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case file."""
    path = tmp_path_factory.mktemp("served") / "made.reportedly"
    with Case.open(path) as case:
        case.keep(make_lake_reading())
        page = Page(
            f"{HOSTILE} Omar Kessel met Radu Stenn.\n\nNobody said more.",
            external_id="hostile",
            title=f"A title {HOSTILE}",
            publisher=f"Paper {HOSTILE}",
        )
        met = page.claim(
            "met_with",
            page.argument("Omar Kessel", "person"),
            page.argument("Radu Stenn", "person"),
            page.span(f"{HOSTILE} Omar Kessel met Radu Stenn."),
        )
        case.keep(page.reading(met))
    return path


@pytest.fixture
def connect(served: Path) -> Callable[..., Client]:
    """Makes a client of the case, as a browser on some address would be."""

    def make(base_url: str = "http://127.0.0.1:8484", **access: Any) -> Client:
        app = make_app(served, Access(**access), Settings())
        return TestClient(app, base_url=base_url)

    return make


@pytest.fixture
def client(connect: Callable[..., Client]) -> Iterator[Client]:
    """A browser on this machine."""
    with connect() as opened:
        yield opened
