"""Web archives: pages with their addresses, and past every damage to the next record."""

import gzip
import tracemalloc
import zlib
from pathlib import Path

import pytest
from tests.read.conftest import REPORT, Read, build_pdf, sort_out

from reportedly.read import read_documents
from reportedly.read import warc_stream as stream
from reportedly.settings import Settings

PAGE = (
    f"<html><head><title>Raid</title></head><body><article><p>{REPORT}</p></article></body></html>"
)


def make_answer(
    body: bytes, kind: str = "text/html; charset=utf-8", *, status: str = "200 OK", more: str = ""
) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n"
    return head.encode() + body


def make_record(
    number: int,
    block: bytes | None = None,
    *,
    kind: str = "response",
    length: int | None = None,
    more: str = "",
) -> bytes:
    block = (
        make_answer(PAGE.replace("Friday", f"the {number}th").encode()) if block is None else block
    )
    of_block = "application/http; msgtype=response" if kind == "response" else "text/plain"
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-02-03T04:05:06Z\r\n"
        f"WARC-Target-URI: https://courier.example/{number}\r\nContent-Type: {of_block}\r\n{more}"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def test_each_page_is_a_document_with_its_address_and_no_date_of_archiving(
    read_bytes: Read,
) -> None:
    documents, problems = read_bytes(make_record(1) + make_record(2), "crawl.warc")
    assert problems == []
    assert [document.url for document in documents] == [
        "https://courier.example/1",
        "https://courier.example/2",
    ]
    assert [document.external_id for document in documents] == ["crawl:1", "crawl:2"]
    assert [document.published_on for document in documents] == [None, None]
    assert documents[0].title == "Raid"
    assert documents[0].text == REPORT.replace("Friday", "the 1th")


@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl", "crawl.txt"])
def test_a_packed_archive_gives_the_same_documents_however_it_is_packed(
    read_bytes: Read, name: str
) -> None:
    records = [make_record(n) for n in range(1, 4)]
    plain, _ = read_bytes(b"".join(records), "crawl.warc")
    apart, _ = read_bytes(b"".join(map(gzip.compress, records)), name)
    as_one, _ = read_bytes(gzip.compress(b"".join(records)), name)
    found = [[document.id for document in given] for given in (plain, apart, as_one)]
    assert len(found[0]) == 3
    assert found[0] == found[1] == found[2]
    assert apart[0].external_id == f"{name.split('.', maxsplit=1)[0]}:1"


def test_a_page_that_states_its_date_keeps_it(read_bytes: Read) -> None:
    stated = '<head><meta property="article:published_time" content="2021-05-04T21:30:00Z">'
    page = PAGE.replace("<head>", stated).encode()
    [document], _ = read_bytes(make_record(1, make_answer(page)), "a.warc")
    assert document.published_on == "2021-05-04"


def test_text_and_pdf_are_read_and_the_rest_is_counted_in_one_warning(read_bytes: Read) -> None:
    records = (
        make_record(1, make_answer(REPORT.encode(), "text/plain")),
        make_record(2, make_answer(build_pdf([[REPORT[:90]]]), "application/pdf")),
        make_record(3, make_answer(b"\x89PNG", "image/png")),
        make_record(4, make_answer(b"\x89PNG", "image/png")),
        make_record(5, make_answer(b"gone", status="404 Not Found")),
        make_record(6, b"software: x", kind="warcinfo"),
        make_record(7, REPORT.encode(), kind="conversion"),
    )
    documents, [problem] = read_bytes(b"".join(records), "a.warc")
    assert [document.media_type for document in documents] == [
        "text/plain",
        "application/pdf",
        "text/plain",
    ]
    assert (problem.code, problem.severity) == ("unsupported", "warning")
    assert "3 records" in problem.message
    assert "2 image/png" in problem.message
    assert "404" in problem.message


def test_bodies_in_pieces_and_packed_bodies_are_put_together(read_bytes: Read) -> None:
    packed = gzip.compress(PAGE.encode())
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:50], packed[50:]))
    more = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    stored_decoded = make_answer(PAGE.encode(), more=more)
    both = make_record(1, make_answer(chunks + b"0\r\n\r\n", more=more)) + make_record(
        2, stored_decoded
    )
    documents, problems = read_bytes(both, "a.warc")
    assert problems == []
    assert [document.text for document in documents] == [REPORT, REPORT]


def test_the_charset_of_the_answer_is_heeded(read_bytes: Read) -> None:
    text = REPORT.replace("Grey", "“Grey”")
    block = make_answer(text.encode("cp1252"), "text/plain; charset=windows-1252")
    [document], problems = read_bytes(make_record(1, block), "a.warc")
    assert (document.text, problems) == (text, [])


def damage(data: bytes) -> bytes:
    broken = bytearray(data)
    broken[len(data) // 2] ^= 0xFF
    return bytes(broken)


@pytest.mark.parametrize(
    "middle",
    [
        make_record(2, length=5),
        make_record(2, length=900),
        make_record(2, length=10**15),
        make_record(2).replace(b"Content-Length: ", b"Content-Length: x"),
        make_record(2, b"no answer at all"),
        make_record(2, make_answer(b"ff\r\nshort", more="Transfer-Encoding: chunked\r\n")),
        make_record(2, make_answer(b"\x1f\x8bno gzip", more="Content-Encoding: gzip\r\n")),
        make_record(2, make_answer(b"\x0b\x02\x80", more="Content-Encoding: br\r\n")),
    ],
)
@pytest.mark.parametrize("is_packed", [False, True])
def test_a_damaged_record_is_a_problem_that_names_it_and_the_next_is_read(
    read_bytes: Read, middle: bytes, is_packed: bool
) -> None:
    records = [make_record(1), middle, make_record(3), make_record(4)]
    data = b"".join(gzip.compress(one) if is_packed else one for one in records)
    documents, [problem] = read_bytes(data, "a.warc.gz" if is_packed else "a.warc")
    assert [str(document.url)[-1] for document in documents] == ["1", "3", "4"]
    assert problem.external_id == "a:2"
    assert problem.message.startswith("record 2 (https://courier.example/2): ")
    assert problem.severity == "error"


@pytest.mark.parametrize(
    "middle",
    [
        damage(gzip.compress(make_record(2))),
        gzip.compress(make_record(2))[:-20],
        b"\x1f\x8b\x08junk",
    ],
)
def test_a_damaged_member_of_gzip_costs_one_record(read_bytes: Read, middle: bytes) -> None:
    data = gzip.compress(make_record(1)) + middle + gzip.compress(make_record(3))
    documents, [problem] = read_bytes(data, "a.warc.gz")
    assert [str(document.url)[-1] for document in documents] == ["1", "3"]
    assert (problem.code, problem.external_id) == ("malformed", "a:2")


def test_an_archive_that_ends_too_early_says_so(read_bytes: Read) -> None:
    for data in (
        make_record(1) + make_record(2)[:-60],
        gzip.compress(make_record(1)) + gzip.compress(make_record(2))[:-60],
    ):
        documents, [problem] = read_bytes(data, "a.warc.gz" if data[0] == 0x1F else "a.warc")
        assert len(documents) == 1
        assert problem.code == "malformed"


def test_a_body_that_unpacks_without_end_is_too_large(read_bytes: Read) -> None:
    bomb = gzip.compress(b"x" * 5_000_000)
    record = make_record(1, make_answer(bomb, more="Content-Encoding: gzip\r\n"))
    documents, [problem] = read_bytes(
        record + make_record(2), "a.warc", settings=Settings(max_bytes=1_000_000)
    )
    assert len(documents) == 1
    assert problem.code == "too-large"


def test_an_archive_that_unpacks_without_end_is_given_up(
    read_bytes: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_MAX_UNPACKED", 1_000_000)
    bomb = gzip.compress(make_record(1, b"x" * 50_000_000))
    documents, [problem] = read_bytes(bomb, "a.warc.gz", settings=Settings(max_bytes=100_000))
    assert documents == []
    assert (problem.code, problem.path is None) == ("too-large", False)


def test_a_record_over_the_limit_is_passed_over_and_named(read_bytes: Read) -> None:
    data = make_record(1, make_answer(b"x" * 20_000)) + make_record(2)
    [document], [problem] = read_bytes(data, "a.warc", settings=Settings(max_bytes=10_000))
    assert str(document.url).endswith("/2")
    assert problem.code == "too-large"
    assert "record 1 (https://courier.example/1)" in problem.message


def test_a_cut_page_is_read_with_a_warning(read_bytes: Read) -> None:
    [_], [problem] = read_bytes(make_record(1, more="WARC-Truncated: length\r\n"), "a.warc")
    assert (problem.code, problem.severity) == ("malformed", "warning")
    assert "cut (length)" in problem.message


def test_a_file_that_is_no_archive_is_one_problem(read_bytes: Read) -> None:
    for data in (b"", b"\n\n", b"no archive"):
        documents, [problem] = read_bytes(data, "a.warc")
        assert documents == []
        assert problem.code in {"empty", "malformed"}


def test_one_record_is_held_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "big.warc.gz"
    filler = make_record(1, make_answer(zlib.compress(b"y" * 100) * 10_000, "video/mp4"))
    with path.open("wb") as file:
        for n in range(40):
            file.write(gzip.compress(filler, 1))
            file.write(gzip.compress(make_record(n)))
    list(read_documents([path]))  # what is imported and cached is not counted
    tracemalloc.start()
    documents, _ = sort_out(read_documents([path]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(documents) == 40
    assert peak < 8 * len(filler)
