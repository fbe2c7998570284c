"""Bytes → text, and how sure that is.

UTF-8 first, then what a byte-order mark or the file itself declares, then a guess: a guess is
always a warning, never silent. The text is exactly what the codec gives, line ends included.
"""

import codecs
import re

from reportedly.errors import BadInputError
from reportedly.read.draft import warn
from reportedly.records import Problem

# UTF-32 before UTF-16: its little-endian mark begins with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read both labels as Windows-1252 (WHATWG Encoding Standard), and so do the pages' authors.
_LABELS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
_CONTROL = re.compile(r"[\x00-\x07\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROL_SHARE = 0.01
_SAMPLE_BYTES = 64 * 1024
# What a text in another encoding looks like when it is read as Windows-1252: runs of accented
# letters, a capital one right after a small letter, signs that English does not use.
_NOT_WESTERN = re.compile(r"[À-ÿŒœŠšŽžŸ]{3}|[a-z][À-ÞŒŠŽŸ]|[^\W\d_][¡¢¤¥¦¨©¬®¯±²³´µ¶¸¹¼½¾¿×÷†‡ˆ‰ƒ]")


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, list[Problem]]:
    """Return the text of `data` and a warning when its encoding had to be guessed.

    A UTF-8 byte-order mark stays in the text as U+FEFF, as in `data.decode("utf-8")`. Raises
    `BadInputError` with code `binary` when `data` is no text, `encoding` when nothing fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding), []
    text = _try_decode(data, "utf-8")
    if text is not None and not is_binary(text):
        return text, []
    if b"\x00" in data:
        return _decode_wide(data)
    if text is not None:
        raise _binary()
    if declared:
        text = _try_decode(data, _LABELS.get(declared.lower().strip(), declared.strip()))
        if text is not None and not is_binary(text):
            return text, []
    return _guess(data)


def is_binary(text: str) -> bool:
    """Whether `text` holds a NUL or more control characters than a text ever does."""
    count = len(_CONTROL.findall(text))
    return "\x00" in text or count > max(2, _MAX_CONTROL_SHARE * len(text))


def _try_decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _decode_marked(data: bytes, encoding: str) -> str:
    text = _try_decode(data, encoding)
    if text is None:
        raise BadInputError(
            f"{encoding.upper()} was expected, as the byte-order mark says, but the bytes are "
            "not: save the file as UTF-8",
            code="encoding",
        )
    if is_binary(text):
        raise _binary()
    return text


def _decode_wide(data: bytes) -> tuple[str, list[Problem]]:
    """UTF-16 without a mark: English text has its NULs on one side of every pair."""
    sample = data[:_SAMPLE_BYTES]
    for encoding, nulls in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if nulls and nulls.count(0) > 0.6 * len(nulls):
            text = _try_decode(data, encoding)
            if text is not None and not is_binary(text):
                return text, [_guessed(encoding)]
    raise _binary()


def _guess(data: bytes) -> tuple[str, list[Problem]]:
    western = _try_decode(data, "cp1252")
    if western is not None and not is_binary(western) and not _NOT_WESTERN.search(western):
        return western, [_guessed("windows-1252")]
    # Imported here: most files are UTF-8 and never need it.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    text = _try_decode(data, best.encoding) if best else None
    if best is None or text is None or is_binary(text):
        raise BadInputError(
            "UTF-8 was expected, the bytes are not, and no other encoding fits: "
            "save the file as UTF-8",
            code="encoding",
        )
    return text, [_guessed(best.encoding)]


def _guessed(encoding: str) -> Problem:
    return warn(
        "encoding-guessed",
        f"UTF-8 was expected, the bytes are not; read as {encoding}, which is a guess: "
        "save the file as UTF-8 to be sure",
    )


def _binary() -> BadInputError:
    return BadInputError(
        "text was expected, binary data came: give the report as text, HTML, PDF or DOCX",
        code="binary",
    )
