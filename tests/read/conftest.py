"""Builders of small files in every format that is read."""

import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportedly.read import read_documents
from reportedly.records import Document, Problem

REPORT = (
    "The harbour office of Osterlund said on Friday that the men of the Grey Lantern had left the "
    "island before the storm, and that none of them was known to the police. A spokesman for the "
    "group denied it."
)
Read = Callable[..., tuple[list[Document], list[Problem]]]


def sort_out(items: Iterator[Document | Problem]) -> tuple[list[Document], list[Problem]]:
    """Documents and problems apart, each in order."""
    found = list(items)
    return (
        [item for item in found if isinstance(item, Document)],
        [item for item in found if isinstance(item, Problem)],
    )


@pytest.fixture
def read_bytes(tmp_path: Path) -> Read:
    """Write bytes under a name and read the file."""

    def read(
        data: bytes, name: str = "report.txt", **given: object
    ) -> tuple[list[Document], list[Problem]]:
        path = tmp_path / name
        path.write_bytes(data)
        return sort_out(read_documents([path], **given))  # type: ignore[arg-type]

    return read


def build_pdf(pages: list[list[str]], *, info: dict[str, str] | None = None) -> bytes:
    """A PDF whose pages carry these lines in Helvetica, compressed as real ones are."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for lines in pages:
        shown = "".join(f"({_escape(line)}) Tj T*\n" for line in lines)
        stream = zlib.compress(f"BT /F1 11 Tf 14 TL 60 780 Td\n{shown}ET".encode("latin-1"))
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % len(objects)
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    entries = "".join(f"/{key} ({_escape(value)}) " for key, value in (info or {}).items())
    objects.append(f"<< {entries}>>".encode("latin-1"))
    return _assemble(objects)


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assemble(objects: list[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    size = len(objects)
    out.write(b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (size + 1, size))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()
