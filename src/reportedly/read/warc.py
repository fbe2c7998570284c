"""A web archive (WARC) → one document a page that it holds, with the page's address.

Answers with status 200 and the type of something that is read (HTML, text, PDF, office files) give
documents; what else an archive holds is counted in one warning. When a page was archived says nothing
of when it was published: the date is the one that the page states, or none.
"""

from collections import Counter
from collections.abc import Iterator
from io import BufferedReader

import msgspec

from reportedly.errors import BadInputError
from reportedly.read.complete import complete
from reportedly.read.content import make_draft, name_file, split_type
from reportedly.read.draft import Draft, Given, Piece, warn
from reportedly.read.formats import is_report_type
from reportedly.read.http_body import join_chunks, unpack_body
from reportedly.read.warc_stream import WarcRecord, WarcStream, parse_headers
from reportedly.records import Document, Problem

_HTTP = "application/http"
_OK = "200"
_SHOWN_KINDS = 6
_NO_REPORTS = frozenset(("/robots.txt", "/ads.txt", "/humans.txt", "/security.txt"))


def read_warc(
    file: BufferedReader, *, given: Given, path: str | None, stem: str | None
) -> Iterator[Document | Problem]:
    """Yield what each page of an archive holds, in its order; damaged records are problems.

    Raises `BadInputError` where the archive cannot be gone on with.
    """
    stem = stem.removesuffix(".warc") if stem is not None else None
    passed: Counter[str] = Counter()
    is_empty = True
    for record in WarcStream(file, limit=given.settings.max_bytes):
        is_empty = False
        name = f"{stem}:{record.number}" if stem is not None else None
        address = record.headers.get("warc-target-uri", "").strip("<>")
        part = f"record {record.number}" + (f" ({address[:200]})" if address else "")
        try:
            draft = _read_record(record, address, given, passed)
        except BadInputError as error:
            yield Problem(code=error.code, message=f"{part}: {error}", path=path, external_id=name)
            continue
        if draft is not None:
            yield from complete(draft, given=given, path=path, external_id=name, part=part)
    if is_empty:
        raise BadInputError("records were expected, the archive has none", code="empty")
    if passed:
        yield _tell_passed(passed, path, stem)


def _read_record(
    record: WarcRecord, address: str, given: Given, passed: Counter[str]
) -> Draft | None:
    """The draft of a record, `None` where it holds no report. Raises `BadInputError`."""
    if record.fault is not None:
        raise BadInputError(
            f"{record.fault}: nothing was read of it, get the archive again", code="malformed"
        )
    kind = record.headers.get("warc-type", "").lower()
    if kind in {"warcinfo", "request", "metadata"}:
        return None
    if kind not in {"response", "resource", "conversion"}:
        passed[f"{kind[:20] or 'untyped'} records"] += 1
        return None
    if record.block is None:
        # Mostly films and disk images; what it is stands inside, so that it cannot be left unsaid.
        raise BadInputError(
            f"at most {given.settings.max_bytes} bytes a record were expected, {record.size} came",
            code="too-large",
        )
    said = record.headers.get("content-type", "")
    if kind != "response" or not said.lower().startswith(_HTTP):
        headers, body = {"content-type": said}, record.block
    else:
        headers, body = _split_answer(record.block)
        if headers["status"] != _OK:
            passed[f"answers with status {headers['status'][:3] or 'none'}"] += 1
            return None
    media_type, charset = split_type(headers.get("content-type", ""))
    if not _holds_report(media_type, address):
        passed[(media_type or "without a type")[:60]] += 1
        return None
    body = unpack_body(
        join_chunks(body) if "chunked" in headers.get("transfer-encoding", "").lower() else body,
        encoding=headers.get("content-encoding"),
        limit=given.settings.max_bytes,
    )
    piece = Piece(
        data=body,
        name=name_file(address),
        media_type=media_type,
        charset=charset,
        address=address or None,
    )
    cut = record.headers.get("warc-truncated")
    warnings = (
        [warn("malformed", f"a whole page was expected, it was cut ({cut[:40]})")] if cut else []
    )
    draft = make_draft(piece)
    return msgspec.structs.replace(draft, warnings=(*draft.warnings, *warnings))


def _split_answer(block: bytes) -> tuple[dict[str, str], bytes]:
    """Headers of an HTTP answer, with its `status`, and its body."""
    end = block.find(b"\r\n\r\n")
    end, length = (end, 4) if end >= 0 else (block.find(b"\n\n"), 2)
    if end < 0 or not block.startswith(b"HTTP/"):
        raise BadInputError(
            "an HTTP answer was expected, other bytes came: nothing was read of it",
            code="malformed",
        )
    line, _, rest = block[:end].partition(b"\n")
    words = line.decode("ascii", "replace").split(maxsplit=2)
    return parse_headers(rest) | {"status": words[1] if len(words) > 1 else ""}, block[
        end + length :
    ]


def _holds_report(media_type: str | None, address: str) -> bool:
    if media_type is None or media_type == "application/octet-stream":
        return bool(name_file(address))
    return is_report_type(media_type) and not address.endswith(tuple(_NO_REPORTS))


def _tell_passed(passed: Counter[str], path: str | None, stem: str | None) -> Problem:
    kinds = [f"{count} {kind}" for kind, count in passed.most_common(_SHOWN_KINDS)]
    more = " and others" if len(passed) > _SHOWN_KINDS else ""
    return Problem(
        code="unsupported",
        message=f"pages with text were expected, {passed.total()} records are something else and "
        f"were passed over: {', '.join(kinds)}{more}",
        severity="warning",
        path=path,
        external_id=stem,
    )
