"""Who may ask, and what a browser may do with the answer."""

from collections.abc import Callable

import pytest
from tests.web.conftest import Client

TOKEN = "a-token-of-some-length"  # noqa: S105 - no secret


def test_a_name_that_is_not_ours_is_refused(connect: Callable[..., Client]) -> None:
    with connect("http://evil.example:8484") as client:
        assert client.get("/").status_code == 400
        assert client.get("/api/overview").status_code == 400


@pytest.mark.parametrize("base", ["http://127.0.0.1:8484", "http://localhost:8484"])
def test_this_machine_is_answered(connect: Callable[..., Client], base: str) -> None:
    with connect(base) as client:
        assert client.get("/").status_code == 200


def test_without_the_token_nothing_is_answered(connect: Callable[..., Client]) -> None:
    with connect("http://10.0.0.7:8484", host="0.0.0.0", token=TOKEN) as client:  # noqa: S104
        for path in ("/", "/api/overview", "/static/css/base.css", "/api/export/case"):
            assert client.get(path).status_code == 401
        assert client.get("/?token=wrong").status_code == 401


def test_the_token_opens_the_case_and_is_remembered(connect: Callable[..., Client]) -> None:
    with connect("http://10.0.0.7:8484", host="0.0.0.0", token=TOKEN) as client:  # noqa: S104
        assert client.get(f"/?token={TOKEN}").status_code == 200
        assert client.get("/documents").status_code == 200
    with connect("http://10.0.0.7:8484", host="0.0.0.0", token=TOKEN) as client:  # noqa: S104
        bearer = {"authorization": f"Bearer {TOKEN}"}
        assert client.get("/api/overview", headers=bearer).status_code == 200


def test_every_answer_forbids_strange_scripts_frames_and_other_hosts(client: Client) -> None:
    for path in ("/", "/api/overview", "/nowhere", "/static/css/base.css"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
