"""Claims as Parquet: the flat columns of the table of claims, and the records inside them nested.

Written in groups of rows, so that memory does not grow with the case.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any

import msgspec

from reportedly.export.characters import make_utf8
from reportedly.export.holdings import Holdings
from reportedly.export.tables import describe_claim
from reportedly.export.tellings import Teller
from reportedly.records import Claim

_ROWS_A_GROUP = 20_000
_NUMBERS = {"start": "int64", "end": "int64", "confidence": "float64"}
_DAYS = ("first_day", "last_day")
_NESTED = ("qualifiers", "sources", "where")


def write_parquet(holdings: Holdings, file: IO[bytes]) -> int:
    """Write the claims to `file` and return how many there are."""
    import pyarrow as pa  # noqa: PLC0415 - slow to load
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema, teller, written = _make_schema(), Teller(holdings), 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for claims in _cut(holdings.list_claims()):
            rows = [_make_row(claim, teller, holdings) for claim in claims]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            written += len(rows)
    return written


def _make_schema() -> Any:
    import pyarrow as pa  # noqa: PLC0415

    from reportedly.export.tables import CLAIM_COLUMNS  # noqa: PLC0415

    argument = [(name, pa.string()) for name in ("name", "kind", "text", "entity")]
    span = [("start", pa.int64()), ("end", pa.int64())]
    cue = pa.struct([*span, ("text", pa.string())])
    source = pa.struct(
        [*argument, *span, ("act", pa.string()), ("cue", cue), ("said_on", pa.string())]
    )
    flat = [
        (name, pa.date32() if name in _DAYS else pa.type_for_alias(_NUMBERS.get(name, "string")))
        for name in CLAIM_COLUMNS
        if name not in _NESTED
    ]
    return pa.schema(
        [
            *flat,
            ("qualifiers", pa.map_(pa.string(), pa.string())),
            ("sources", pa.list_(source)),
            ("where", pa.list_(pa.struct([*argument, *span]))),
        ]
    )


def _make_row(claim: Claim, teller: Teller, holdings: Holdings) -> dict[str, Any]:
    row = describe_claim(claim, teller, holdings.stand_in)
    row["qualifiers"] = list(claim.qualifiers.items())
    row["sources"] = [_nest(source, holdings) for source in claim.sources]
    row["where"] = [_nest(place, holdings) for place in claim.where]
    return {name: _clean(value) for name, value in row.items()}


def _nest(argument: Any, holdings: Holdings) -> dict[str, Any]:
    nested: dict[str, Any] = msgspec.to_builtins(argument)
    if nested["entity"] is not None:
        nested["entity"] = holdings.stand_in(nested["entity"])
    return nested


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return make_utf8(value)
    if isinstance(value, dict):
        return {name: _clean(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    return tuple(map(_clean, value)) if isinstance(value, tuple) else value


def _cut(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    stream = iter(claims)
    while batch := list(islice(stream, _ROWS_A_GROUP)):
        yield batch
