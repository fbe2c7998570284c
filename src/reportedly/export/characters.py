"""Any text → text that a file format can carry: no half surrogates, no characters XML forbids.

What cannot be carried becomes U+FFFD, one for one, so that a reader sees that something was there.
"""

import re

_HALVES = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]+")
_FORMULA = tuple("=+-@＝＋－＠﹢﹣﹦﹫−\t\r\n")
_PASSED_OVER = " \u00a0\u200b\u200c\u200d\u2060\ufeff"
"""What a spreadsheet strips from the front of a cell before it looks for a formula."""


def make_utf8(text: str) -> str:
    """Return `text` with every half of a surrogate pair replaced: the rest encodes as UTF-8."""
    return _HALVES.sub("\ufffd", text)


def make_xml(text: str) -> str:
    """Return `text` escaped for XML 1.0, as content or between double quotes."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    text = _NOT_XML.sub("\ufffd", text)
    # A parser turns bare line ends of an attribute into spaces.
    return text.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def make_line(text: str) -> str:
    """Return `text` on one line, without control characters: a name or a caption."""
    return " ".join(_CONTROLS.sub(" ", make_utf8(text)).split())


def make_cell(value: object) -> object:
    """Return `value` as a spreadsheet shows and never runs it: a formula gets an apostrophe.

    Numbers stay numbers. Full-width and small forms of the signs count: some programs fold them.
    """
    if not isinstance(value, str):
        return value
    text = make_utf8(value).replace("\x00", "\ufffd")
    return "'" + text if text.lstrip(_PASSED_OVER).startswith(_FORMULA) else text
