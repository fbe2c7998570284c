"""Analysis → the same with places on its mentions: which of the world's Springfields is meant."""

from reportedly.locate.document import locate_mentions
from reportedly.locate.showing import show_mentions

__all__ = ["locate_mentions", "show_mentions"]
