"""Analysis → attributions and scopes: who says what, how firmly, and over which words."""

from reportedly.attribute.attribution import attribute_document
from reportedly.attribute.kept import keep_attributions

__all__ = ["attribute_document", "keep_attributions"]
