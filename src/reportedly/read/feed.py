"""An RSS or Atom file → one document an item: what the feed itself says of each report.

RSS 0.9 to 2.0, RDF and Atom 1.0. The longest form of the text that an item carries is taken, its
markup left out; an item that carries none is its headline. Entities are never expanded.
"""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from io import BufferedReader
from urllib.parse import urljoin, urlsplit

import msgspec
from lxml import etree  # type: ignore[import-untyped]

from reportedly.errors import BadInputError
from reportedly.read.complete import complete
from reportedly.read.content import check_size, guard
from reportedly.read.draft import Draft, Given, warn
from reportedly.read.html import read_visible
from reportedly.records import Document, Problem

MEDIA_TYPE = "application/rss+xml"
ATOM_MEDIA_TYPE = "application/atom+xml"

_NAMED_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubdate", "published", "date", "issued", "created", "updated", "modified")
_HTML = "{http://www.w3.org/1999/xhtml}"
MAX_ITEMS = 100_000
"""So many items of one feed are read."""


def read_feed(
    file: BufferedReader, *, given: Given, path: str | None, stem: str | None
) -> Iterator[Document | Problem]:
    """Yield what each item of a feed holds, in the order of the feed.

    Raises `BadInputError`: `too-large`, or `malformed` where the file is no feed at all.
    """
    data = file.read(given.settings.max_bytes + 1)
    check_size(len(data), given)
    root, warnings = _parse(data)
    number = 0
    for number, item in enumerate(_list_items(root), 1):
        if number > MAX_ITEMS:
            fault = f"at most {MAX_ITEMS:,} items a feed were expected, more came: "
            fault += "the rest is not read; split the feed"
            yield Problem(code="too-large", message=fault, path=path, external_id=stem)
            return
        name = f"{stem}:{number}" if stem is not None else None
        part = f"item {number}"
        try:
            with guard("feed"):
                draft = _read_item(item, root, warnings)
        except BadInputError as error:
            yield Problem(code=error.code, message=f"{part}: {error}", path=path, external_id=name)
            continue
        yield from complete(draft, given=given, path=path, external_id=name, part=part)
    if not number and warnings:
        raise _damaged()
    if not number:
        fault = "a feed with items was expected, it has none at present"
        yield msgspec.structs.replace(warn("empty", fault), path=path, external_id=stem)


def _parse(data: bytes) -> tuple[etree._Element, tuple[Problem, ...]]:
    """The tree of a feed; one with faults is read as far as it goes, with a warning on each item."""
    if not data.strip():
        raise BadInputError("a feed was expected, an empty file came", code="empty")
    # XML knows five names; feeds use those of HTML all the same.
    data = _NAMED_ENTITY.sub(_number_entity, data)
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, recover=recover
        )
        try:
            root = etree.fromstring(data.lstrip(), parser)
        except etree.XMLSyntaxError:
            continue
        if root is not None and _local(root) in {"rss", "rdf", "feed"}:
            fault = "a well-formed feed was expected, this one has faults: items may lack words"
            return root, (warn("malformed", fault),) if recover else ()
    raise _damaged()


def _damaged() -> BadInputError:
    return BadInputError(
        "an RSS or Atom feed was expected, the file is none or is damaged: get it again",
        code="malformed",
    )


def _number_entity(match: re.Match[bytes]) -> bytes:
    known = html5.get(match[1].decode("ascii") + ";")
    return "".join(f"&#{ord(c)};" for c in known).encode() if known else match[0]


def _list_items(root: etree._Element) -> Iterator[etree._Element]:
    wanted = "entry" if _local(root) == "feed" else "item"
    return (element for element in root.iter(tag=etree.Element) if _local(element) == wanted)


def _read_item(item: etree._Element, root: etree._Element, warnings: tuple[Problem, ...]) -> Draft:
    title = _read_text(_find(item, "title"))
    text = max((_read_text(element) for element in _find_all(item, _TEXTS)), key=len, default="")
    if not (text or title):
        raise BadInputError("a title or a text was expected, the item has neither", code="no-text")
    return Draft(
        text=text or title,
        title=title,
        publisher=_find_publisher(item, root),
        published=next((_flat(element) for element in _find_all(item, _DATES)), None),
        byline=_find_author(item),
        url=_find_link(item, root),
        external_id=next((_flat(element) for element in _find_all(item, ("guid", "id"))), None),
        media_type=ATOM_MEDIA_TYPE if _local(root) == "feed" else MEDIA_TYPE,
        is_stated=True,
        warnings=warnings,
    )


def _read_text(element: etree._Element | None) -> str:
    """The words of an element that holds text, HTML in disguise, or XHTML."""
    if element is None:
        return ""
    kind = (element.get("type") or "html").lower()
    if kind in {"text", "text/plain"}:
        return "".join(element.itertext()).strip()
    children = [child for child in element if isinstance(child.tag, str)]
    if children:
        markup = "".join(etree.tostring(child, encoding="unicode") for child in children)
        return read_visible(re.sub(r"(</?)\w+:", r"\1", (element.text or "") + markup))
    words = "".join(element.itertext()).strip()
    if "<" not in words and "&" not in words:
        return words
    return read_visible(words) or unescape(words)


def _find_publisher(item: etree._Element, root: etree._Element) -> str | None:
    """The feed from which an aggregator took the item, else this one."""
    source = _find(item, "source")
    if source is not None:
        title = _find(source, "title")
        named = _flat(title) if title is not None else _flat(source)
        if named:
            return named
    channel = root if _local(root) == "feed" else _find(root, "channel")
    title = _find(channel, "title") if channel is not None else None
    return _read_text(title) or None


def _find_author(item: etree._Element) -> str | None:
    for element in _find_all(item, ("creator", "author")):
        name = _find(element, "name")
        found = _flat(name if name is not None else element)
        if found:
            return found
    return None


def _find_link(item: etree._Element, root: etree._Element) -> str | None:
    """The address of the report itself: RSS writes it as text, Atom as an attribute."""
    for link in _find_all(item, ("link",)):
        if link.get("rel", "alternate") != "alternate":
            continue
        written = (link.get("href") or link.text or "").strip()
        found = urljoin(link.base or _find_home(root), written) if written else ""
        if urlsplit(found).scheme in {"http", "https"}:
            return found
    guid = _find(item, "guid")
    is_link = guid is not None and guid.get("isPermaLink", "true") == "true"
    return _flat(guid) if is_link and _flat(guid).startswith(("http://", "https://")) else None


def _find_home(root: etree._Element) -> str:
    channel = root if _local(root) == "feed" else _find(root, "channel")
    link = _find(channel, "link") if channel is not None else None
    return (link.get("href") or link.text or "").strip() if link is not None else ""


def _find(element: etree._Element, name: str) -> etree._Element | None:
    return next(_find_all(element, (name,)), None)


def _find_all(element: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
    """The children of these names whatever their namespace, in the order of the names."""
    for name in names:
        for child in element.iterchildren(tag=etree.Element):
            # Media and podcast parts have titles and descriptions of their own: of a picture.
            if _local(child) == name and "mrss" not in child.tag and "itunes" not in child.tag:
                yield child


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname).lower()


def _flat(element: etree._Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
