"""A body as HTTP carries it, chunked or compressed → its bytes, never more than a bound.

Archives often keep the headers of a body that they stored decoded: what is not as its headers say is
taken as it stands.
"""

import zlib

from reportedly.errors import BadInputError

_CHUNK = 64 * 1024
_MAX_SIZE_LINE = 32
_ZIPPED = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_MAGIC = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "deflate": b"\x78"}


def unpack_body(data: bytes, *, encoding: str | None, limit: int) -> bytes:
    """Return `data` without its content encoding.

    Raises `BadInputError`: `too-large` where it would be more than `limit` bytes, `malformed` where
    it is damaged, `unsupported` for an encoding other than gzip and deflate.
    """
    for name in reversed((encoding or "").lower().split(",")):
        name = name.strip()  # noqa: PLW2901 - the same without its spaces
        if name in {"", "identity", "none", "utf-8"}:
            continue
        if name not in _ZIPPED:
            raise BadInputError(
                f"a page as it is or in gzip was expected, the encoding {name[:40]} came: "
                "save the page from a browser",
                code="unsupported",
            )
        if data.startswith(_MAGIC[name]):
            data = unzip(data, limit=limit, window=_ZIPPED[name])
    return data


def unzip(data: bytes, *, limit: int, window: int = 31) -> bytes:
    """Return what zlib makes of `data`. Raises `BadInputError` as `unpack_body` does."""
    machine, out = zlib.decompressobj(wbits=window), bytearray()
    rest = data
    try:
        while rest and not machine.eof:
            out += machine.decompress(rest, max(1, min(_CHUNK, limit + 1 - len(out))))
            rest = machine.unconsumed_tail
            if len(out) > limit:
                raise BadInputError(
                    f"at most {limit} bytes a file were expected, {len(data)} came that unpack to "
                    "more: give the text alone",
                    code="too-large",
                )
        out += machine.flush()
    except zlib.error as error:
        raise _damaged() from error
    if not machine.eof:
        raise _damaged()
    return bytes(out)


def _damaged() -> BadInputError:
    return BadInputError(
        "a whole compressed page was expected, it is cut or damaged: get it again",
        code="malformed",
    )


def join_chunks(data: bytes) -> bytes:
    """Return a chunked body (RFC 9112, 7.1) in one; one that is not chunked comes back as it is.

    Raises `BadInputError`, code `malformed`, where the chunks stop in the middle.
    """
    out, at = bytearray(), 0
    while True:
        end = data.find(b"\n", at, at + _MAX_SIZE_LINE * 8)
        size = _read_size(data[at:end]) if end >= 0 else None
        if size is None:
            if at == 0:
                return data
            raise _damaged()
        if size == 0:
            return bytes(out)
        start = end + 1
        if start + size > len(data):
            raise _damaged()
        out += data[start : start + size]
        at = start + size
        at += 2 if data[at : at + 2] == b"\r\n" else 1


def _read_size(line: bytes) -> int | None:
    digits = line.split(b";")[0].strip()
    try:
        return int(digits, 16) if digits and len(digits) <= _MAX_SIZE_LINE else None
    except ValueError:
        return None
