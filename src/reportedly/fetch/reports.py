"""What stands at an address → documents: a page is one, a feed or an archive holds many."""

from collections.abc import Iterator

from reportedly.errors import BadInputError
from reportedly.fetch.page import Bounds, Fetched, fetch_page
from reportedly.read import Given, Piece, name_file, read_piece, split_type
from reportedly.records import Document, Problem


def read_address(url: str, *, given: Given, bounds: Bounds) -> Iterator[Document | Problem]:
    """Fetch `url` and yield what stands there. Never raises for what a server does.

    `external_id` is the address that was asked for; the `url` of a page is where it was found.
    """
    try:
        fetched = fetch_page(url, bounds=bounds)
    except BadInputError as error:
        yield Problem(code=error.code, message=str(error), external_id=url)
        return
    yield from read_fetched(fetched, given=given, external_id=url)


def read_fetched(
    fetched: Fetched, *, given: Given, external_id: str
) -> Iterator[Document | Problem]:
    """Yield what a fetched page holds."""
    media_type, charset = split_type(fetched.content_type)
    piece = Piece(
        data=fetched.data,
        name=name_file(fetched.url),
        media_type=media_type,
        charset=charset,
        address=fetched.url,
    )
    yield from read_piece(piece, given=given, path=None, external_id=external_id)
