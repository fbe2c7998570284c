"""Pages from a server on this machine, which is friendly, slow, endless, lying or gone."""

import gzip
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.fetch.conftest import PAGE, REPORT, Answer, Site

from reportedly.errors import BadInputError
from reportedly.fetch import Bounds, connection, fetch_page, read_address
from reportedly.read import Given
from reportedly.records import Document, Problem
from reportedly.settings import Settings

HERE = Bounds(allow_private=True, timeout_s=10)
SMALL = Bounds(allow_private=True, timeout_s=10, max_bytes=10_000)


def fail(url: str, bounds: Bounds = HERE) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        fetch_page(url, bounds=bounds)
    assert "expected" in str(caught.value)
    assert "\n" not in str(caught.value)
    return caught.value


def read(url: str, bounds: Bounds = HERE) -> list[Document | Problem]:
    return list(read_address(url, given=Given(settings=Settings()), bounds=bounds))


def test_a_page_is_a_document_whose_address_is_where_it_was_found(site: Site) -> None:
    asked = site.lead("/old", "/new?a=b")
    found = site.say("/new?a=b")
    [document] = read(asked)
    assert isinstance(document, Document)
    assert (document.text, document.title) == (REPORT, "Raid")
    assert (document.url, document.external_id, document.path) == (found, asked, None)


def test_the_request_says_what_it_is_and_brings_nothing_else(site: Site) -> None:
    read(site.say("/a"))
    [(path, headers)] = site.requests
    assert path == "/a"
    assert headers["Host"] == f"127.0.0.1:{site.port}"
    assert headers["User-Agent"].startswith("reportedly/")
    assert not {"Cookie", "Referer", "Authorization"} & set(headers)


def test_this_machine_is_refused_unless_it_is_allowed(site: Site) -> None:
    error = fail(site.say("/a"), Bounds())
    assert error.code == "refused"
    assert "--allow-private" in str(error)
    assert site.requests == []


def test_each_redirect_is_judged(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    monkeypatch.setattr(connection, "may_be_asked", lambda *_, **__: True)
    monkeypatch.setattr("reportedly.fetch.address.is_public", lambda number: number != "127.0.0.2")
    monkeypatch.setattr(
        "socket.getaddrinfo",
        lambda host, *a, **k: real("127.0.0.2" if host == "inside.example" else host, *a, **k),
    )
    assert (
        fail(site.lead("/a", f"http://inside.example:{site.port}/secret"), Bounds()).code
        == "refused"
    )
    assert fail(site.lead("/b", "file:///etc/passwd"), Bounds()).code == "refused"
    assert [path for path, _ in site.requests] == ["/a", "/b"]


def test_a_name_that_changes_its_mind_leads_nowhere_else(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number that was judged is the one that is connected to, however often a name is asked."""
    asked = []

    def answer(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        number = "127.0.0.1" if len(asked) == 1 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, site.port))]

    real = socket.getaddrinfo

    def resolve(host: str, *a: object, **k: object) -> object:
        is_name = host == "courier.example"
        return answer(host) if is_name else real(host, *a, **k)  # type: ignore[arg-type]

    monkeypatch.setattr("socket.getaddrinfo", resolve)
    site.say("/a")
    fetch_page(f"http://courier.example:{site.port}/a", bounds=HERE)
    assert asked == ["courier.example"]
    assert site.requests[0][1]["Host"] == f"courier.example:{site.port}"


def test_where_a_connection_really_leads_is_judged_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.fetch.address.may_be_asked", lambda *_, **__: True)
    assert fail(site.say("/a"), Bounds()).code == "refused"
    assert site.requests == []


def test_redirects_in_a_circle_and_without_end_are_stopped(site: Site) -> None:
    site.lead("/a", "/b")
    assert fail(site.lead("/b", "/a")).code == "redirects"
    for n in range(20):
        site.lead(f"/{n}", f"/{n + 1}")
    before = len(site.requests)
    assert fail(site.url + "/0").code == "redirects"
    assert len(site.requests) - before == HERE.max_redirects + 1


@pytest.mark.parametrize("status", [301, 303, 307, 308])
def test_every_kind_of_redirect_is_followed(site: Site, status: int) -> None:
    site.say("/päge".replace("ä", "%C3%A4"))
    [document] = read(site.lead("/a", "/p\u00c3\u00a4ge", status))
    assert isinstance(document, Document)


@pytest.mark.parametrize("status", [204, 304, 403, 404, 500])
def test_other_answers_are_a_problem_that_says_which(site: Site, status: int) -> None:
    error = fail(site.say("/a", status=status))
    assert (error.code, str(status) in str(error)) == ("unreachable", True)


def test_nobody_there_is_a_problem(site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert fail(f"http://127.0.0.1:{port}/").code == "unreachable"
    assert fail("http://nobody.invalid/").code in {"unreachable", "too-slow"}
    del site


def test_a_body_over_the_limit_is_refused_whether_it_is_announced_or_not(site: Site) -> None:
    assert fail(site.say("/a", b"x" * 20_000), SMALL).code == "too-large"

    def pour(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"<p>more</p>" * 1000)
        except OSError:
            return

    site.answers["/endless"] = pour
    assert fail(site.url + "/endless", SMALL).code == "too-large"


def test_a_body_that_unpacks_to_more_than_the_limit_is_refused(site: Site) -> None:
    bomb = gzip.compress(b"x" * 5_000_000)
    assert len(bomb) < SMALL.max_bytes
    assert fail(site.say("/a", bomb, Content_Encoding="gzip"), SMALL).code == "too-large"


def test_a_packed_page_is_unpacked_and_another_packing_is_a_problem(site: Site) -> None:
    [document] = read(site.say("/a", gzip.compress(PAGE.encode()), Content_Encoding="gzip"))
    assert isinstance(document, Document)
    assert fail(site.say("/b", b"\x0b\x02\x80", Content_Encoding="br")).code == "unsupported"
    cut = gzip.compress(PAGE.encode())[:-30]
    assert fail(site.say("/c", cut, Content_Encoding="gzip")).code == "malformed"


def drip(before: bytes, piece: bytes, stop: threading.Event) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        try:
            handler.wfile.write(before)
            while not stop.wait(0.05):
                handler.wfile.write(piece)
        except OSError:
            return

    return answer


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n", b"X-More: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nX", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>word</p>"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", b"<p>word</p>"),
    ],
)
def test_a_server_that_dribbles_is_left_at_a_fixed_time(
    site: Site, before: bytes, piece: bytes
) -> None:
    stop = threading.Event()
    site.answers["/a"] = drip(before, piece, stop)
    error = fail(site.url + "/a", Bounds(allow_private=True, timeout_s=0.5))
    stop.set()
    # A hundred headers are too many for anybody, and may come before the time is over.
    assert error.code == "too-slow"


def test_a_body_that_is_cut_is_a_problem(site: Site) -> None:
    def stop_early(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<p>The end")

    site.answers["/a"] = stop_early
    assert fail(site.url + "/a").code == "unreachable"

    def mumble(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"no http at all\r\n\r\n")

    site.answers["/b"] = mumble
    assert fail(site.url + "/b").code == "unreachable"


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png", "unsupported"),
        (b"\x89PNG\r\n\x1a\n", "text/html", "binary"),
        (b"\x89PNG\r\n\x1a\n", "application/octet-stream", "binary"),
        (b'{"a": 1}', "application/json", "unsupported"),
        (b"", "text/html", "empty"),
        ("Министр заявил, что группа ушла".encode(), "text/plain; charset=utf-8", "language"),
    ],
)
def test_what_is_no_report_is_a_problem_that_names_the_address(
    site: Site, body: bytes, kind: str, code: str
) -> None:
    url = site.say("/a", body, kind)
    [problem] = read(url)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.external_id) == (code, url)


def test_type_and_charset_of_the_answer_are_heeded_and_a_pdf_is_known_by_its_bytes(
    site: Site,
) -> None:
    text = f"“No,” he said. {REPORT}"
    url = site.say("/a.html", text.encode("cp1252"), "text/plain; charset=windows-1252")
    [document] = read(url.replace(".html", ".html"))
    assert isinstance(document, Document)
    assert "“No,”" in document.text
    from tests.read.conftest import build_pdf  # noqa: PLC0415 - only here

    [pdf] = read(site.say("/b", build_pdf([[REPORT[:80]]]), "text/html"))
    assert isinstance(pdf, Document)
    assert pdf.media_type == "application/pdf"


def test_a_feed_at_an_address_gives_its_items(site: Site) -> None:
    feed = (
        "<rss><channel><title>Courier</title><item><title>Raid</title>"
        f"<link>https://courier.example/raid</link><description>{REPORT}</description></item>"
        "</channel></rss>"
    )
    for kind in ("application/rss+xml", "text/xml; charset=utf-8", "application/octet-stream"):
        [document] = read(site.say("/feed", feed, kind))
        assert isinstance(document, Document)
        assert (document.publisher, document.url) == ("Courier", "https://courier.example/raid")


def test_a_page_that_still_stands_is_not_sent_again(site: Site) -> None:
    url = site.say("/a", ETag='"v1"')
    first = fetch_page(url, bounds=HERE)
    assert first.etag == '"v1"'
    site.say("/a", b"", status=304)
    assert fetch_page(url, bounds=HERE, known=first) is first
    assert site.requests[-1][1]["If-None-Match"] == '"v1"'


@pytest.fixture
def secure_site(site: Site, tmp_path: Path) -> tuple[Site, Path, list[str | None]]:
    """The same server over TLS with a certificate for courier.example; and the names it was asked by."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "courier.example")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName(
        [x509.DNSName("courier.example"), x509.IPAddress(ip_address("127.0.0.9"))]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    asked: list[str | None] = []
    context.sni_callback = lambda _, server_name, __: asked.append(server_name)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    return site, pem, asked


def test_the_name_is_in_sni_host_and_certificate_though_a_number_is_connected_to(
    secure_site: tuple[Site, Path, list[str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, pem, asked = secure_site
    here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", site.port))]
    real = socket.getaddrinfo
    monkeypatch.setattr(
        "socket.getaddrinfo",
        lambda host, *a, **k: here if host.endswith(".example") else real(host, *a, **k),
    )
    site.say("/a")
    url = f"https://courier.example:{site.port}/a"
    error = fail(url)
    assert (error.code, "certificate" in str(error)) == ("unreachable", True)
    monkeypatch.setattr(
        connection, "make_context", lambda: ssl.create_default_context(cafile=str(pem))
    )
    assert fetch_page(url, bounds=HERE).url == url
    assert asked[-1] == "courier.example"
    assert site.requests[-1][1]["Host"] == f"courier.example:{site.port}"
    other = fail(f"https://other.example:{site.port}/a")
    assert "certificate" in str(other)
    assert (
        fail(
            site.lead("/b", "http://courier.example/").replace(
                "http://127.0.0.1", "https://courier.example"
            )
        ).code
        == "refused"
    )
