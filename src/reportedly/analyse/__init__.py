"""Document → Analysis: sentences, mentions, and who is who inside the document."""

from reportedly.analyse.document import analyse_document
from reportedly.analyse.paragraphs import split_paragraphs
from reportedly.analyse.parse import Parser, load_parser

__all__ = ["Parser", "analyse_document", "load_parser", "split_paragraphs"]
