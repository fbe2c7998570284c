"""A part of a mail → its bytes, and what was wrong with the way they were sent.

A transfer encoding that does not hold leaves nothing that anybody wrote: such a part has no bytes, and
a fault that says so. A charset or an encoding of which nothing is known is a fault too, but what
stands there is read.
"""

import codecs
from email.errors import InvalidBase64CharactersDefect, InvalidBase64LengthDefect
from email.message import Message

_KNOWN = frozenset(
    [
        "",
        "7bit",
        "8bit",
        "binary",
        "base64",
        "quoted-printable",
        "x-uuencode",
        "uuencode",
        "uue",
        "x-uue",
    ]
)
_BASE64 = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
_SPACE = frozenset(b" \t\r\n")
_MAX_STRAY_SHARE = 0.05
"""Above this share of foreign characters what came is no base64 with noise in it."""


def get_bytes(part: Message) -> bytes:
    """Return the bytes of a part, none where they cannot be had from what was sent."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) and not _is_undecodable(part, data) else b""


def find_fault(part: Message) -> tuple[str, bool] | None:
    """Return what is wrong with the way a part was sent and whether that leaves nothing of it."""
    encoding = _get_encoding(part)
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return None
    if _is_undecodable(part, data):
        return _UNDECODABLE.format(encoding), True
    if any(isinstance(defect, InvalidBase64CharactersDefect) for defect in part.defects):
        return _NOISE, False
    if encoding not in _KNOWN:
        return _UNKNOWN_ENCODING.format(encoding[:40]), False
    charset = part.get_content_charset()
    if charset and data and not _is_charset(charset):
        return _UNKNOWN_CHARSET.format(charset[:40]), False
    return None


_UNDECODABLE = (
    "'{}' was expected, as the mail says, but the characters are none: "
    "the part was passed over, get the mail again"
)
_NOISE = (
    "'base64' was expected, other characters stand among it: it is read without them, "
    "get the mail again to be sure"
)
_UNKNOWN_ENCODING = (
    "a transfer encoding was expected, '{}' came, which is none: "
    "the characters are read as they stand"
)
_UNKNOWN_CHARSET = (
    "a charset was expected, '{}' came, which is none that is known: the text is read without it"
)


def _get_encoding(part: Message) -> str:
    return str(part.get("Content-Transfer-Encoding", "")).strip().lower()


def _is_undecodable(part: Message, data: bytes) -> bool:
    encoding = _get_encoding(part)
    if encoding == "base64":
        if any(isinstance(defect, InvalidBase64LengthDefect) for defect in part.defects):
            return True
        return _count_stray(part) > _MAX_STRAY_SHARE
    return "uue" in encoding and data.lstrip().startswith(b"begin ")


def _count_stray(part: Message) -> float:
    """The share of characters that base64 has no place for."""
    if not any(isinstance(defect, InvalidBase64CharactersDefect) for defect in part.defects):
        return 0.0
    written = str(part.get_payload()).encode("ascii", "replace")
    signs = [byte for byte in written if byte not in _SPACE]
    return sum(byte not in _BASE64 for byte in signs) / max(1, len(signs))


def _is_charset(name: str) -> bool:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return True
