"""What the program knows, as reviewed data with a loader; see SOURCES.md for origins."""

from reportedly.knowledge.loader import load_knowledge

__all__ = ["load_knowledge"]
