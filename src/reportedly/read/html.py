"""A web page → its main text, title, date, byline, publisher and address, through trafilatura.

Where trafilatura finds no main text, all visible text is taken. No address is fetched and no clock
is read, so that the same page always gives the same document.
"""

import logging
import re

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html
from trafilatura import bare_extraction

from reportedly.errors import BadInputError
from reportedly.read.decode import decode
from reportedly.read.draft import Draft

# Trafilatura reports ordinary pages as errors; with nowhere to go they would reach the terminal.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())

_HEAD_BYTES = 4096
_CHARSET = re.compile(
    rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE
)
_TABLE_ROW = re.compile(r"^\|(.*)\|[ \t]*$", re.MULTILINE)
_RULE_ROW = re.compile(r"[\s|:-]*")
_BULLET = re.compile(r"^[-*•] ", re.MULTILINE)
# From a small page trafilatura takes every run of characters for a line of its own: 'The', 'guard'.
_FRAGMENTS = re.compile(r"\n(?:[a-z]|[,.;:!?)’”'])")
_SHORT_TEXT = 2000
_BLOCKS = frozenset("p div li td th tr h1 h2 h3 h4 h5 h6 br blockquote pre dt dd section".split())
_UNSEEN = frozenset("script style noscript template head nav footer".split())
_DATE_PARAMETERS = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1990-01-01",
    "max_date": "2100-01-01",
}


def read_html(data: bytes) -> Draft:
    """Return the draft of a page. Raises `BadInputError`, code `no-text`, when it says nothing."""
    charset = _CHARSET.search(data[:_HEAD_BYTES])
    page, warnings = decode(data, declared=charset[1].decode("ascii") if charset else None)
    page = page.removeprefix("\ufeff")
    if not page.strip():
        return Draft(text=page, media_type="text/html")
    found = bare_extraction(
        _without_declaration(page),
        with_metadata=True,
        include_comments=False,
        date_extraction_params=_DATE_PARAMETERS,
    )
    text = "" if _is_deep(page) else _tidy_text(getattr(found, "text", None) or "")
    if not text or (len(text) < _SHORT_TEXT and _FRAGMENTS.search(text)):
        text = read_visible(page) or text
    if not text:
        raise BadInputError(
            "a page with text was expected, only markup came: save the page as the browser "
            "shows it, or give its text",
            code="no-text",
        )
    return Draft(
        text=text,
        title=getattr(found, "title", None) or _find_title(page),
        publisher=getattr(found, "sitename", None),
        published=getattr(found, "date", None),
        byline=getattr(found, "author", None),
        url=getattr(found, "url", None),
        media_type="text/html",
        warnings=tuple(warnings),
    )


def _is_deep(page: str) -> bool:
    """Whether a parser that stops where too much is nested, as trafilatura's, would lose the rest."""
    parser = lxml_html.HTMLParser(collect_ids=False)
    try:
        lxml_html.document_fromstring(_without_declaration(page), parser=parser)
    except (etree.ParserError, ValueError):
        return False
    return _stopped(parser)


def _stopped(parser: lxml_html.HTMLParser) -> bool:
    return any(entry.type_name == _STOPPED for entry in parser.error_log)


_STOPPED = "ERR_RESOURCE_LIMIT"
_MAX_DEPTH = 2048
"""Elements inside elements, beyond which libxml2 reads no page."""


def _without_declaration(page: str) -> str:
    """Lxml refuses a decoded text that still declares an encoding."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", page)


def _tidy_text(text: str) -> str:
    """Paragraphs parted by blank lines; each list item and table cell is one."""
    text = _TABLE_ROW.sub(_read_row, text)
    text = _BULLET.sub("", text)
    lines = (line.strip() for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)


def _read_row(match: re.Match[str]) -> str:
    if _RULE_ROW.fullmatch(match[1]):
        return ""
    return "\n".join(cell.strip() for cell in match[1].split("|"))


def read_visible(page: str) -> str:
    """Return all text that a reader of the markup would see, blocks parted by blank lines.

    Raises `BadInputError`, code `malformed`, where more is nested than any parser goes through.
    """
    tree = _parse(page)
    if tree is None:
        return ""
    parts: list[str] = []
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start" and element.tag in _UNSEEN:
            walker.skip_subtree()
        elif event == "start":
            parts.append(("\n" if element.tag in _BLOCKS else "") + _flatten(element.text))
        else:
            parts.append(("\n" if element.tag in _BLOCKS else "") + _flatten(element.tail))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _flatten(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _find_title(page: str) -> str | None:
    tree = _parse(page)
    return tree.findtext(".//title") if tree is not None else None


def _parse(page: str) -> lxml_html.HtmlElement | None:
    parser = lxml_html.HTMLParser(huge_tree=True)
    try:
        tree = lxml_html.document_fromstring(_without_declaration(page), parser=parser)
    except (etree.ParserError, ValueError):
        return None
    if _stopped(parser):
        raise BadInputError(
            f"elements inside elements were expected to a depth of {_MAX_DEPTH}, more came: "
            "save the page as the browser shows it, or give its text",
            code="malformed",
        )
    return tree
