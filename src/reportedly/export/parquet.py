"""Claims as Parquet: the flat columns of the table of claims, and the records inside them nested.

Written in groups of rows, so that memory does not grow with the case.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Any, Self

import msgspec

from reportedly.export.characters import make_utf8
from reportedly.export.holdings import Holdings, Listed
from reportedly.export.tables import describe_claim
from reportedly.export.tellings import Teller
from reportedly.records import Claim, Reading

_ROWS_A_GROUP = 20_000
_NUMBERS = {"start": "int64", "end": "int64", "confidence": "float64"}
_DAYS = ("first_day", "last_day")
_NESTED = ("qualifiers", "sources", "where")


def write_parquet(holdings: Holdings, file: IO[bytes]) -> int:
    """Write the claims to `file` and return how many there are."""
    import pyarrow as pa  # noqa: PLC0415 - slow to load
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema, teller, written = make_claim_schema(), Teller(holdings), 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for claims in _cut(holdings.list_claims()):
            rows = [make_claim_row(claim, teller, holdings.stand_in) for claim in claims]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            written += len(rows)
    return written


class ClaimsWriter:
    """Writes the claims of readings, which no case has joined, in the same columns.

    Use it in a `with` block: the file is whole only after it.
    """

    def __init__(self, file: IO[bytes]) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415 - slow to load

        self._schema = make_claim_schema()
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def write(self, reading: Reading) -> None:
        """Take the claims of one more document."""
        teller = Teller(_OneReport(reading))
        self._rows += [make_claim_row(claim, teller, str) for claim in reading.claims]
        if len(self._rows) >= _ROWS_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415

        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []


class _OneReport:
    """The one report that the claims of a reading come from."""

    def __init__(self, reading: Reading) -> None:
        given = msgspec.structs.asdict(reading.document)
        fields = {name: given[name] for name in _Report.__struct_fields__ if name in given}
        self._report = _Report(
            characters=len(reading.document.text), claims=len(reading.claims), **fields
        )

    def find_document(self, _: str) -> Listed:
        return self._report


class _Report(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    external_id: str | None
    title: str | None
    publisher: str | None
    published_on: str | None
    url: str | None
    path: str | None
    characters: int
    claims: int


def make_claim_schema() -> Any:
    """Return the columns of a claim, as pyarrow names them."""
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


def make_claim_row(claim: Claim, teller: Teller, stand_in: Callable[[str], str]) -> dict[str, Any]:
    """Return the row of a claim; `stand_in` gives the id that stands for an entity's."""
    row = describe_claim(claim, teller, stand_in)
    row["qualifiers"] = list(claim.qualifiers.items())
    row["sources"] = [_nest(source, stand_in) for source in claim.sources]
    row["where"] = [_nest(place, stand_in) for place in claim.where]
    return {name: _clean(value) for name, value in row.items()}


def _nest(argument: Any, stand_in: Callable[[str], str]) -> dict[str, Any]:
    nested: dict[str, Any] = msgspec.to_builtins(argument)
    if nested["entity"] is not None:
        nested["entity"] = stand_in(nested["entity"])
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
