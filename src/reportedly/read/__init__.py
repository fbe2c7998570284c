"""Files, folders and JSON Lines → documents and problems, one at a time.

Each input gives either a `Document` (followed by warnings about it, if any) or one `Problem` of
severity `error`; nothing is dropped silently and nothing is held beyond one document.
"""

from reportedly.read.files import list_files, read_documents, read_file
from reportedly.read.jsonl import read_stream

__all__ = ["list_files", "read_documents", "read_file", "read_stream"]
