"""Markdown → plain text: markup goes, paragraphs stay, a blank line between them.

Links and images leave their words; headings, list items, quotations and table cells become
paragraphs of their own; line breaks inside a paragraph become spaces.
"""

import html
import re
from functools import lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportedly.read.decode import decode
from reportedly.read.draft import Draft
from reportedly.read.front_matter import split_front_matter

_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\](?::[ ])?")
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")


def read_markdown(data: bytes) -> Draft:
    """Return the draft of a Markdown file; the first heading is the title unless one is stated."""
    source, warnings = decode(data)
    fields, start = split_front_matter(source)
    tokens = _parser().parse(source[start:].removeprefix("\ufeff"))
    blocks = _read_blocks(tokens)
    title = _find_title(tokens)
    if title:
        fields.setdefault("title", title)
    return Draft(
        text="\n\n".join(blocks),
        media_type="text/markdown",
        is_stated=True,
        warnings=tuple(warnings),
        **fields,
    )


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _read_blocks(tokens: list[Token]) -> list[str]:
    blocks: list[str] = []
    for token in tokens:
        if token.type == "inline":
            blocks.append(_read_inline(token.children or []))
        elif token.type in {"fence", "code_block"}:
            blocks.append(token.content)
        elif token.type == "html_block":
            plain = html.unescape(_TAG.sub("", token.content))
            blocks.extend(_BLANK_LINES.split(plain))
    return [block.strip() for block in blocks if block.strip()]


def _read_inline(children: list[Token]) -> str:
    parts: list[str] = []
    for token in children:
        if token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
        elif token.type == "image":
            parts.append(_read_inline(token.children or []))
        elif token.type != "html_inline":
            parts.append(token.content)
    return _FOOTNOTE_MARK.sub("", "".join(parts))


def _find_title(tokens: list[Token]) -> str | None:
    for token, following in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            return _read_inline(following.children or []) or None
    return None
