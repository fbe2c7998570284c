"""Files and folders → documents and problems, one at a time.

Each report gives either a `Document` (followed by warnings about it, if any) or one `Problem` of
severity `error`; nothing is dropped silently and nothing is held beyond one report.
"""

from reportedly.read.content import name_file, read_piece, split_type
from reportedly.read.dates import check_given_date
from reportedly.read.draft import Given, Piece
from reportedly.read.files import list_files, list_folder, read_documents, read_file
from reportedly.read.jsonl import read_stream
from reportedly.read.table import check_columns

__all__ = [
    "Given",
    "Piece",
    "check_columns",
    "check_given_date",
    "list_files",
    "list_folder",
    "name_file",
    "read_documents",
    "read_file",
    "read_piece",
    "read_stream",
    "split_type",
]
