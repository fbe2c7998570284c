"""Who may ask, and what a browser may do with the answer."""

from collections.abc import Callable

import pytest
from litestar.exceptions import WebSocketDisconnect
from tests.web.conftest import Client

from reportedly.errors import UsageError
from reportedly.web.guard import POLICY, Access

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


def test_the_token_does_not_stay_in_the_address(connect: Callable[..., Client]) -> None:
    with connect("http://10.0.0.7:8484", host="0.0.0.0", token=TOKEN) as client:  # noqa: S104
        answer = client.get(f"/search?q=a+b&token={TOKEN}&n=1", follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/search?q=a+b&n=1"
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert TOKEN not in client.get("/").text
        assert TOKEN not in client.get(f"/api/claims?limit=x&token={TOKEN}").text
        away = client.get(
            f"http://10.0.0.7:8484//evil.example/x?token={TOKEN}", follow_redirects=False
        )
        assert away.headers["location"].startswith("/evil.example/")


def test_servers_on_two_ports_do_not_take_each_others_token(connect: Callable[..., Client]) -> None:
    with connect("http://127.0.0.1:8484", port=8484, token=TOKEN) as client:
        client.get(f"/?token={TOKEN}")
        assert {cookie for cookie in client.cookies if "token" in cookie} == {
            "reportedly_token_8484"
        }


@pytest.mark.parametrize(
    "given",
    [
        {"authorization": f"Basic {TOKEN}"},
        {"authorization": f"Bearer {TOKEN[:-1]}"},
        {"authorization": f"Bearer {TOKEN}\u00e9"},
        {"cookie": f"reportedly_token={TOKEN}"},
        {"cookie": f"other_reportedly_token_8484={TOKEN}"},
    ],
)
def test_what_is_not_the_token_does_not_open(
    connect: Callable[..., Client], given: dict[str, str]
) -> None:
    encoded = {name: value.encode("latin-1") for name, value in given.items()}
    with connect("http://127.0.0.1:8484", token=TOKEN) as client:
        answer = client.get("/api/overview", headers=encoded)  # type: ignore[arg-type]
    assert answer.status_code == 401
    assert TOKEN not in answer.text


@pytest.mark.parametrize(
    "token", ["short", "a" * 300, "with a space in it", "semicolon;semicolon;"]
)
def test_a_token_that_a_cookie_cannot_hold_is_refused(token: str) -> None:
    with pytest.raises(UsageError, match="at least 16"):
        Access(token=token)


def test_another_address_without_a_token_is_refused() -> None:
    with pytest.raises(UsageError, match="token"):
        Access(host="0.0.0.0")  # noqa: S104


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:9000", 200),  # a tunnel ends on a port of its own
        ("LOCALHOST:8484", 200),
        ("[::1]:8484", 200),
        ("[::1]", 200),
        ("", 400),
        ("localhost.evil.example", 400),
        ("evil.example", 400),
        ("127.0.0.1.evil.example:8484", 400),
        ("127.0.0.1@evil.example", 400),
        ("127.0.0.1:8484:1", 400),
        ("[::1]evil.example", 400),
        ("localhost, evil.example", 400),
        ("127.0.0.1 ", 400),
        ("0.0.0.0:8484", 400),
        ("\u0131ocalhost".encode().decode("latin-1"), 400),
    ],
)
def test_only_names_of_this_machine_are_answered(client: Client, host: str, status: int) -> None:
    answer = client.get("/api/overview", headers={b"host": host.encode("latin-1")})
    assert answer.status_code == status


SITES = {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}
LINK = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.mark.parametrize("site", SITES)
def test_pages_of_others_may_link_to_ours_and_nothing_else(
    client: Client, site: dict[str, str]
) -> None:
    assert client.get("/", headers={**site, **LINK}).status_code == 200
    for how in ({"sec-fetch-mode": "no-cors"}, {**LINK, "sec-fetch-dest": "iframe"}, {}):
        assert client.get("/search?q=Omar", headers={**site, **how}).status_code == 403
    assert client.post("/api/overview", headers={**site, **LINK}).status_code == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://127.0.0.1:9999", "null", "http://127.0.0.1:8484.evil"]
)
def test_a_change_that_another_origin_sends_is_refused(client: Client, origin: str) -> None:
    answer = client.post("/api/overview", headers={"origin": origin})
    assert answer.status_code == 403
    assert "another site" in answer.json()["reason"]


def test_our_own_pages_are_not_taken_for_others(client: Client) -> None:
    own = {"origin": "http://127.0.0.1:8484", "sec-fetch-site": "same-origin"}
    assert client.get("/api/overview", headers=own).status_code == 200
    assert "another site" not in client.post("/api/overview", headers=own).text


def test_a_web_socket_is_not_opened(client: Client) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        pass


ANSWERS = {
    "/": 200,
    "/api/overview": 200,
    "/api/claims?limit=0": 400,
    "/nowhere": 404,
    "/api/nowhere": 404,
    "/static/css/base.css": 200,
    "/static/css/none.css": 404,
    "/static/../app.py": 404,
    "/static/%2e%2e/app.py": 404,
    "/static/%2e%2e%2f%2e%2e%2fcase%2f__init__.py": 404,
    "/static//etc/passwd": 404,
    "/static/css/..%5c..%5capp.py": 404,
    "/api/export/csv": 200,
    "/api/schema/openapi.json": 200,
}


@pytest.mark.parametrize(("path", "status"), ANSWERS.items())
def test_every_answer_has_the_same_strict_headers(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    policies = answer.headers.get_list("content-security-policy")
    assert policies == [POLICY]
    assert "default-src 'none'" in POLICY
    assert "script-src 'self';" in POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers.get_list("cache-control") == [
        "private, max-age=31536000, immutable" if path == "/static/css/base.css" else "no-store"
    ]


@pytest.mark.parametrize("method", ["OPTIONS", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", "/api/overview", "/static/css/base.css", "/nowhere"])
def test_other_methods_change_nothing_and_have_the_headers(
    client: Client, method: str, path: str
) -> None:
    answer = client.request(method, path)
    assert answer.status_code < 500
    assert answer.headers.get_list("content-security-policy") == [POLICY]
    assert "access-control-allow-origin" not in answer.headers


def test_refusals_have_the_headers_too(connect: Callable[..., Client]) -> None:
    with connect("http://evil.example", token=TOKEN) as client:
        answer = client.get("/")
    assert answer.headers.get_list("content-security-policy") == [POLICY]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("form", ["jsonl", "csv", "graphml", "case"])
def test_a_download_is_kept_and_not_shown(client: Client, form: str) -> None:
    answer = client.get(f"/api/export/{form}")
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "query", ["q=" + "a" * 60_000, "&".join(f"k{i}=v" for i in range(5000)), "q=%00%ff%fe", "%zz=%"]
)
def test_a_query_of_any_size_and_kind_is_answered_or_refused(client: Client, query: str) -> None:
    assert client.get(f"/search?{query}").status_code in (200, 400)
    assert client.get(f"/api/search?{query}").status_code in (200, 400)
