"""Analysis → the same with places on its mentions: which of the world's Springfields is meant."""

from reportedly.locate.document import locate_mentions
from reportedly.locate.unnamed import settle_unnamed

__all__ = ["locate_mentions", "settle_unnamed"]
