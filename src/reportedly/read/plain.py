"""Plain text: the text of the document is the decoded content, unchanged.

Only front matter, where there is any, is taken off and becomes metadata.
"""

from reportedly.read.decode import decode
from reportedly.read.draft import Draft
from reportedly.read.front_matter import split_front_matter


def read_plain(data: bytes) -> Draft:
    """Return the draft of a plain-text file; line ends and a byte-order mark stay in the text."""
    text, warnings = decode(data)
    fields, start = split_front_matter(text)
    return Draft(text=text[start:], is_stated=True, warnings=tuple(warnings), **fields)
