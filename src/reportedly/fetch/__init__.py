"""An address that a person named → what stands there: the only part that touches the network.

One request for one page, bounded in time, size and redirects; addresses inside a network are refused
unless they are allowed. The decision behind it is 0018.
"""

from reportedly.fetch.address import is_address
from reportedly.fetch.page import Bounds, Fetched, fetch_page
from reportedly.fetch.reports import read_address, read_fetched

__all__ = ["Bounds", "Fetched", "fetch_page", "is_address", "read_address", "read_fetched"]
