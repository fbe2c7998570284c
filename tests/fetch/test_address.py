"""Which machines may be asked, and what is an address at all."""

import pytest

from reportedly.errors import BadInputError
from reportedly.fetch import is_address
from reportedly.fetch.address import find_numbers, is_public, parse_address


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "::127.0.0.1"),
        *("2001:db8::1", "2001:0:4136:e378:8000:63bf:80ff:fffe"),
    ],
)  # fmt: skip
def test_an_address_inside_a_network_is_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34",
                                    "64:ff9b::5db8:d822"])  # fmt: skip
def test_other_addresses_are_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/"),
        *("http://0x7f.1/", "http://127.1/", "http://0/"),
    ],
)
def test_however_it_is_written_this_machine_is_refused(url: str) -> None:
    with pytest.raises(BadInputError) as caught:
        find_numbers(parse_address(url), allow_private=False, timeout_s=5)
    assert caught.value.code in {"refused", "unreachable"}  # some resolvers know no odd numbers


def test_a_name_with_public_and_private_numbers_gives_the_public_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [(2, 1, 6, "", (number, 80)) for number in ("10.0.0.1", "93.184.216.34")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: answers)
    target = parse_address("http://courier.example/")
    assert find_numbers(target, allow_private=False, timeout_s=5) == ["93.184.216.34"]
    assert len(find_numbers(target, allow_private=True, timeout_s=5)) == 2


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://", "malformed"),
        ("http://[::1", "malformed"),
        ("http://a:99999999/", "malformed"),
        ("http://" + "a" * 70 + ".example/", "malformed"),
        ("http://a b/", "malformed"),
        ("http://a.example/" + "x" * 9000, "malformed"),
        ("https://ada:secret@courier.example/", "refused"),
        ("file:///etc/passwd", "refused"),
        ("ftp://courier.example/", "refused"),
    ],
)
def test_what_is_no_web_address_is_refused_in_one_line(url: str, code: str) -> None:
    with pytest.raises(BadInputError) as caught:
        parse_address(url)
    assert caught.value.code == code
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_names_and_paths_of_other_scripts_become_ascii() -> None:
    target = parse_address("https://Österlund.example:8443/razzia/über?q=ä#top")
    assert target.url == "https://xn--sterlund-m4a.example:8443/razzia/%C3%BCber?q=%C3%A4"
    assert parse_address("http://a.example/a%20b\r\nX: y").path == "/a%20bX:%20y"


def test_a_path_is_no_address() -> None:
    assert is_address("HTTPS://courier.example/")
    assert not is_address("reports/http.txt")
    assert not is_address("file:///etc/passwd")


def test_a_link_local_number_is_never_asked() -> None:
    for url in (
        "http://169.254.169.254/latest",
        "http://[fe80::1]/",
        "http://[::ffff:169.254.1.1]/",
    ):
        with pytest.raises(BadInputError, match="never asked"):
            find_numbers(parse_address(url), allow_private=True, timeout_s=5)
    target = parse_address("http://127.0.0.1:8000/")
    assert find_numbers(target, allow_private=True, timeout_s=5) == ["127.0.0.1"]
