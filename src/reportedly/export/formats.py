"""The formats in which a case is handed on: a visible table of name, writer and file.

A writer takes what the case holds and a file, writes the whole, and returns how many claims there
were. The same case gives the same bytes.
"""

from collections.abc import Callable
from typing import IO, NamedTuple

from reportedly.export.ftm import write_ftm
from reportedly.export.geojson_claims import write_geojson
from reportedly.export.gexf import write_gexf
from reportedly.export.graphml import write_graphml
from reportedly.export.holdings import Holdings
from reportedly.export.names import FormatName
from reportedly.export.parquet import write_parquet
from reportedly.export.rdf import write_rdf
from reportedly.export.readings import encode_line
from reportedly.export.stix import write_stix
from reportedly.export.streams import encode_claim
from reportedly.export.tables import write_csv_zip


class Format(NamedTuple):
    """How a case is written: by which function, whether as text, and under which file name."""

    write: Callable[[Holdings, IO[bytes]], int]
    is_text: bool
    suffix: str


def write_claims(holdings: Holdings, file: IO[bytes]) -> int:
    """Write one claim record a line and return how many there are."""
    written = 0
    for claim in holdings.list_claims():
        file.write(encode_claim(claim) + b"\n")
        written += 1
    return written


def write_readings(holdings: Holdings, file: IO[bytes]) -> int:
    """Write what a case can be built from again, and return how many claims there are."""
    written = 0
    for line in holdings.list_readings():
        file.write(encode_line(line) + b"\n")
        written += len(line.claims)
    return written


FORMATS: dict[FormatName, Format] = {
    "jsonl": Format(write_claims, is_text=True, suffix=".jsonl"),
    "readings": Format(write_readings, is_text=True, suffix=".jsonl"),
    "csv": Format(write_csv_zip, is_text=False, suffix=".zip"),
    "parquet": Format(write_parquet, is_text=False, suffix=".parquet"),
    "ftm": Format(write_ftm, is_text=True, suffix=".ftm.json"),
    "graphml": Format(write_graphml, is_text=True, suffix=".graphml"),
    "gexf": Format(write_gexf, is_text=True, suffix=".gexf"),
    "geojson": Format(write_geojson, is_text=True, suffix=".geojson"),
    "rdf": Format(write_rdf, is_text=True, suffix=".ttl"),
    "stix": Format(write_stix, is_text=True, suffix=".json"),
}
