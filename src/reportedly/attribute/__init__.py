"""Analysis → attributions and scopes: who says what, how firmly, and over which words."""

from reportedly.attribute.attribution import attribute_document

__all__ = ["attribute_document"]
