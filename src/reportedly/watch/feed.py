"""A feed at an address → its items that are new, or the pages that they lead to.

Each look is one request, which the server may answer with 'not modified'. Pages are fetched only where
that was asked for, one after the other, and none whose address the case knows.
"""

from collections.abc import Iterator

import msgspec

from reportedly.case import Case
from reportedly.fetch import Bounds, Fetched, fetch_page, read_address, read_fetched
from reportedly.read import Given
from reportedly.records import Document, Problem

_MOST_PAGES = 100
"""Pages in one look; what is more comes with the next ones."""


class FeedWatch:
    """What was seen of a feed so far; it forgets with the program, the case does not."""

    settle_s = 2.0
    """How long to wait before the rest of a long feed is followed."""

    def __init__(self, address: str, *, given: Given, bounds: Bounds, follow: bool = False) -> None:
        self._address = address
        self._given, self._bounds = given, bounds
        self._follow = follow
        self._page: Fetched | None = None
        self._seen: set[str] = set()
        self.is_waiting = False

    def look(self, case: Case) -> Iterator[Document | Problem]:
        """Yield what has come since the last look. Raises `BadInputError` where nothing answers."""
        page = fetch_page(self._address, bounds=self._bounds, known=self._page)
        if page is self._page and not self.is_waiting:
            return
        self._page, self.is_waiting = page, False
        items = list(read_fetched(page, given=self._given, external_id=self._address))
        addresses = [item.url for item in items if isinstance(item, Document) and item.url]
        known = case.find_addresses(addresses) if self._follow else set[str]()
        pages = 0
        for item in items:
            key = _name(item)
            if key in self._seen:
                continue
            if not (self._follow and isinstance(item, Document) and item.url):
                self._seen.add(key)
                yield item
            elif pages >= _MOST_PAGES:
                self.is_waiting = True
                return
            else:
                self._seen.add(key)
                if item.url not in known:
                    pages += 1
                    yield from self._read_page(item)

    def _read_page(self, item: Document) -> Iterator[Document | Problem]:
        """The page of an item; where it cannot be read, that is said and the item itself stands."""
        given = msgspec.structs.replace(
            self._given,
            published_on=item.published_on or self._given.published_on,
            publisher=item.publisher or self._given.publisher,
        )
        for found in read_address(str(item.url), given=given, bounds=self._bounds):
            if isinstance(found, Problem) and found.severity == "error":
                yield msgspec.structs.replace(
                    found, message=f"{found.message}; what the feed says of it was read"
                )
                yield item
            else:
                yield found


def _name(item: Document | Problem) -> str:
    if isinstance(item, Problem):
        return f"{item.external_id} {item.code} {item.message}"
    return f"{item.external_id} {item.url} {item.id}"
