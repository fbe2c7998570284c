"""What the program knows, as reviewed data with a loader; see SOURCES.md for origins."""

from reportedly.knowledge.bodies import find_country, is_generic
from reportedly.knowledge.loader import load_knowledge

__all__ = ["find_country", "is_generic", "load_knowledge"]
