"""XML of any size → its elements one by one, each let go of once it was looked at.

Nothing outside the file is ever fetched, and entities of its own are never expanded. Names of
elements are compared without their namespace, since publishers change it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


class Root(NamedTuple):
    """The root element of a file: its name, and whether a DOCTYPE stands before it."""

    name: str
    has_doctype: bool


def find_root(path: Path) -> Root:
    """Return what the root element of the file is. Raises `XMLSyntaxError` where there is none."""
    with path.open("rb") as file:
        for _, element in etree.iterparse(file, events=("start",), **_SAFE):
            info = element.getroottree().docinfo
            return Root(get_tag(element), info.internalDTD is not None or bool(info.doctype))
    return Root("", has_doctype=False)


def stream_elements(path: Path, *names: str) -> Iterator[Any]:
    """Yield the elements with one of these names as they are closed; each is emptied afterwards."""
    tags = tuple(f"{{*}}{name}" for name in names)
    with path.open("rb") as file:
        for _, element in etree.iterparse(file, events=("end",), tag=tags, **_SAFE):
            yield element
            element.clear()
            while (before := element.getprevious()) is not None:
                before.getparent().remove(before)


def get_tag(element: Any) -> str:
    """Return an element's name without its namespace."""
    return str(etree.QName(element).localname)


def find_all(element: Any, *path: str) -> list[Any]:
    """Return the elements that lie at `path` below `element`."""
    found: list[Any] = element.findall("/".join(f"{{*}}{name}" for name in path))
    return found


def find_text(element: Any, *path: str) -> str:
    """Return the text of the first element at `path`, its spaces single; '' where there is none."""
    found = element.findtext("/".join(f"{{*}}{name}" for name in path))
    return tidy(found)


def list_texts(element: Any, *path: str) -> tuple[str, ...]:
    """Return the texts of the elements at `path` that have any, each once."""
    texts = (tidy(found.text) for found in find_all(element, *path))
    return tuple(dict.fromkeys(text for text in texts if text))


def tidy(text: str | None) -> str:
    """Return `text` with single spaces, '' for `None`."""
    return " ".join((text or "").split())
