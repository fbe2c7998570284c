"""Reading is a pure function: no network, no clock, the same bytes whatever else is different."""

import os
import socket
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest

from reportedly.analyse.parse import Parser
from reportedly.export.streams import emit_reading
from reportedly.ids import document_id
from reportedly.pipeline import read_document
from reportedly.read import read_documents
from reportedly.records import Document

ROOT = Path(__file__).resolve().parents[1]
TEXT = (
    "Officials in Port Asel said on Tuesday that the Heron Movement had attacked the harbour last "
    "week, killing five people. The movement denied it. Its leader, Dara Voss, reportedly fled."
)


def start_extract(*arguments: str, seed: str) -> "subprocess.Popen[bytes]":
    """`extract --emit readings` in a process of its own, with a hash seed of its own."""
    command = [sys.executable, "-m", "reportedly", "extract", "--emit", "readings", *arguments]
    environment = {**os.environ, "PYTHONHASHSEED": seed}  # noqa: TID251 - the child's environment
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)


def test_the_hash_seed_the_workers_and_the_order_of_files_change_no_byte() -> None:
    files = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "examples").iterdir())
    reports = [name for name in files if not Path(name).name.startswith("README")]
    outputs = []
    for arguments, seed in ((reports, "0"), (["--workers", "2", *reversed(reports)], "4242")):
        process = start_extract(*arguments, seed=seed)
        output, _ = process.communicate(timeout=300)
        assert process.returncode == 0
        outputs.append(output.splitlines())
    assert len(outputs[0]) == len(reports)
    assert outputs[1] == outputs[0][::-1]


def test_reading_opens_no_connection(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("reading went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "sendto", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    items = list(read_documents([ROOT / "examples"]))
    documents = [item for item in items if isinstance(item, Document)]
    assert len(documents) == len(items)
    assert sum(len(read_document(document, parser).claims) for document in documents) > len(items)


def test_a_file_that_points_elsewhere_is_read_without_going_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("reading went to the network")

    elsewhere = '<!DOCTYPE rss SYSTEM "http://courier.example/a.dtd">'
    page = f'{elsewhere}<p>{TEXT}</p><img src="http://courier.example/a.png">'
    item = f"<item><link>http://courier.example/1</link><description>{TEXT}</description></item>"
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "a.rss").write_text(f"{elsewhere}<rss><channel>{item}</channel></rss>")
    (tmp_path / "a.eml").write_text(f"Subject: a\nContent-Type: text/html\n\n{page}")
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    record = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
    (tmp_path / "a.warc").write_text(
        f"{record}Content-Length: {len(answer)}\r\n\r\n{answer}\r\n\r\n", newline=""
    )
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    items = list(read_documents([tmp_path]))
    assert len(items) == 4
    assert {item.text for item in items if isinstance(item, Document)} == {TEXT}


def test_reading_asks_no_clock_not_even_for_tuesday(
    parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document(id=document_id(TEXT), text=TEXT)
    before = list(emit_reading(read_document(document, parser), "readings"))

    class FarDay(date):
        @classmethod
        def today(cls) -> "FarDay":
            raise AssertionError("reading asked what day it is")

    here, tell_time = threading.get_ident(), time.time

    def ask() -> float:
        if threading.get_ident() != here:  # a server that another test has left running
            return tell_time()
        raise AssertionError("reading asked what time it is")

    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("reportedly") and hasattr(module, "date"):
            monkeypatch.setattr(module, "date", FarDay)
    monkeypatch.setattr(time, "time", ask)
    assert list(emit_reading(read_document(document, parser), "readings")) == before
    assert all(c.when is None for c in read_document(document, parser).claims)
