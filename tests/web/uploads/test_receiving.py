"""What comes as a form is kept as files with numbers, and refused as soon as it passes a bound."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from litestar.exceptions import HTTPException

from reportedly.settings import UploadBounds
from reportedly.web.uploads.receiving import Receiver
from reportedly.web.uploads.records import Delivery

BOUNDARY = "between"


def field(name: str, value: str) -> bytes:
    return (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    )


def file(name: str, data: bytes) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
    return head.encode() + b"Content-Type: text/plain\r\n\r\n" + data + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()


async def chunks(*parts: bytes, pause_s: float = 0.0) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
        await asyncio.sleep(pause_s)


def receive(
    folder: Path, *parts: bytes, pause_s: float = 0.0, **bounds: int
) -> tuple[Delivery, list[dict[str, str]]]:
    asked: list[dict[str, str]] = []
    receiver = Receiver(folder, UploadBounds(**bounds), lambda fields: asked.append(dict(fields)))
    body = chunks(*parts, pause_s=pause_s)
    return asyncio.run(receiver.receive(body, BOUNDARY)), asked


def test_files_are_numbered_and_keep_their_names_as_text(tmp_path: Path) -> None:
    body = file("../../etc/passwd", b"one") + file("a.txt", b"two") + file("a.txt", b"three") + END
    delivery, _ = receive(tmp_path, *(body[i : i + 7] for i in range(0, len(body), 7)))
    assert [f.name for f in delivery.files] == ["../../etc/passwd", "a.txt", "a.txt"]
    assert [f.path.read_bytes() for f in delivery.files] == [b"one", b"two", b"three"]
    assert {f.path.parent for f in delivery.files} == {tmp_path}
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    "name", ["x" * 10_000 + ".txt", "a\x07b.txt", "<script>alert(1)</script>.txt"]
)
def test_hostile_names_are_only_text(tmp_path: Path, name: str) -> None:
    delivery, _ = receive(tmp_path, file(name, b"words"), END)
    [kept] = delivery.files
    assert len(kept.name) <= 1_000
    assert kept.name.endswith(".txt")
    assert kept.path.parent == tmp_path


def test_fields_stand_before_the_first_file_when_it_is_asked_whether_it_may_be(
    tmp_path: Path,
) -> None:
    parts = (field("_csrf_token", "known"), field("publisher", " Coast Wire "), file("a.txt", b"x"))
    delivery, asked = receive(tmp_path, *parts, END)
    assert asked[0]["_csrf_token"] == "known"  # noqa: S105 - no secret
    assert delivery.publisher == "Coast Wire"


def test_files_of_folders_that_are_no_reports_are_left_out_and_counted(tmp_path: Path) -> None:
    parts = (file("papers/.hidden", b"x"), file("papers/a.txt", b"y"), file("README.md", b"z"))
    delivery, _ = receive(tmp_path, *parts, END)
    assert [f.name for f in delivery.files] == ["papers/a.txt", "README.md"]
    assert delivery.left_out == 1


@pytest.mark.parametrize(
    ("parts", "bounds", "status", "words"),
    [
        ((file("a.txt", b"x" * 11), END), {"file_bytes": 10}, 413, "'a.txt' is larger"),
        ((file("a.txt", b"x" * 500), END), {"total_bytes": 400}, 413, "more came"),
        ((file("a.txt", b"x"), file("b.txt", b"y"), END), {"files": 1}, 413, "at most 1 files"),
        ((field("publisher", "x" * 20_000), END), {}, 413, "fields of at most"),
        ((END,), {}, 400, "at least one file"),
        ((file("", b""), END), {}, 400, "at least one file"),
        ((file("a.txt", b"cut off"),), {}, 400, "a form with files"),
        ((b"no form at all",), {}, 400, "a form with files"),
    ],
)
def test_what_is_over_a_bound_or_no_form_is_refused_with_a_sentence(
    tmp_path: Path, parts: tuple[bytes, ...], bounds: dict[str, int], status: int, words: str
) -> None:
    with pytest.raises(HTTPException) as refused:
        receive(tmp_path, *parts, **bounds)
    assert refused.value.status_code == status
    assert words in refused.value.detail


@pytest.mark.parametrize("bounds", [{"idle_s": 1}, {"receive_s": 1}])
def test_who_sends_too_slowly_is_refused(tmp_path: Path, bounds: dict[str, int]) -> None:
    with pytest.raises(HTTPException) as refused:
        receive(tmp_path, file("a.txt", b"x"), END, pause_s=60, **bounds)
    assert refused.value.status_code == 408


def test_a_field_of_files_in_which_nothing_was_chosen_is_no_file(tmp_path: Path) -> None:
    delivery, _ = receive(tmp_path, file("", b""), file("a.txt", b"x"), END)
    assert [f.name for f in delivery.files] == ["a.txt"]
