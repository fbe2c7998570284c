"""A folder or a feed, looked at again and again: what is new goes into a case."""

from reportedly.watch.feed import FeedWatch
from reportedly.watch.folder import FolderWatch
from reportedly.watch.rounds import Source, watch_source

__all__ = ["FeedWatch", "FolderWatch", "Source", "watch_source"]
