"""The names of the formats in which a case is handed on; they load none of the writers."""

from typing import Literal

FormatName = Literal[
    "jsonl",
    "readings",
    "csv",
    "parquet",
    "ftm",
    "graphml",
    "gexf",
    "geojson",
    "rdf",
    "stix",
    "case",
]
"""Those of `formats.FORMATS`, and `case`: one object about the whole case, see `whole_case.py`."""
