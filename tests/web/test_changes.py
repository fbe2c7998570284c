"""Every change, of whatever part of the program, is refused to all but our own pages."""

import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from litestar import Litestar, get, post
from litestar.routes import HTTPRoute
from litestar.testing import TestClient
from tests.web.conftest import Client

from reportedly.settings import Settings
from reportedly.web.app import make_app
from reportedly.web.guard import Access

ADDRESS = "http://127.0.0.1:8484"
ASKING = {"GET", "HEAD", "OPTIONS"}


@post("/made/change", sync_to_thread=False)
def change() -> str:
    """Any change: that the test sees one even where the program had none."""
    return "changed"


@get("/api/made/failure", sync_to_thread=False)
def fail() -> str:
    """A fault of the program."""
    raise OSError("/home/somebody/secret.reportedly: SELECT nothing")


@pytest.fixture
def app(served: Path) -> Litestar:
    made = make_app(served, Access(), Settings())
    made.register(change)
    made.register(fail)
    return made


@pytest.fixture
def browser(app: Litestar) -> Iterator[Client]:
    """A browser that does not raise what the server fails with."""
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client


def list_changes(app: Litestar) -> list[tuple[str, str]]:
    """Every method and address by which the case could be changed."""
    found: list[tuple[str, str]] = []
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            path = re.sub(r"\{[^}]*\}", "1", route.path_format)
            found += [(str(method), path) for method in sorted(set(route.methods) - ASKING)]
    return found


def read_token(client: Client) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/").text)
    assert found is not None
    return found[1]


def is_refused(client: Client, method: str, path: str, **given: object) -> bool:
    answer = client.request(method, path, files={"files": ("a.txt", b"Words.")}, **given)  # type: ignore[arg-type]
    return answer.status_code == 403


def test_no_change_is_made_without_the_token_of_a_page(app: Litestar, browser: Client) -> None:
    changes = list_changes(app)
    assert ("POST", "/made/change") in changes
    for method, path in changes:
        assert is_refused(browser, method, path), path
        browser.get("/")  # the cookie alone does not do
        assert is_refused(browser, method, path), path
        assert is_refused(browser, method, path, data={"_csrf_token": ""}), path
        assert is_refused(browser, method, path, headers={"x-csrftoken": "made up"}), path


def test_the_token_of_another_server_or_an_earlier_one_does_not_do(
    app: Litestar, browser: Client, connect: Callable[..., Client]
) -> None:
    with connect(ADDRESS) as other:
        foreign = read_token(other)
        cookies = dict(other.cookies)
    browser.get("/")
    browser.cookies.update(cookies)
    for method, path in list_changes(app):
        assert is_refused(browser, method, path, headers={"x-csrftoken": foreign}), path
        assert is_refused(browser, method, path, data={"_csrf_token": foreign}), path


@pytest.mark.parametrize("carry", ["header", "form"])
def test_the_token_of_a_page_makes_the_change(browser: Client, carry: str) -> None:
    token = read_token(browser)
    given = (
        {"headers": {"x-csrftoken": token}}
        if carry == "header"
        else {"data": {"_csrf_token": token}}
    )
    assert browser.post("/made/change", **given).text == "changed"  # type: ignore[arg-type]


def test_the_cookie_of_changes_is_kept_from_scripts_and_other_sites(browser: Client) -> None:
    cookie = browser.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_a_failure_says_nothing_but_a_number_that_the_log_knows(
    browser: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="reportedly.web.app"):
        logging.getLogger("reportedly.web.app").addHandler(caplog.handler)
        answer = browser.get("/api/made/failure")
        logging.getLogger("reportedly.web.app").removeHandler(caplog.handler)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "SELECT" not in answer.text
    number = answer.json()["reason"].split()[-1]
    assert number in caplog.text
    assert "secret.reportedly" in caplog.text
