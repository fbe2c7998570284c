"""`places`: where the claims of a case are set, as a table, as GeoJSON or on a map."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from reportedly.cli.options import CaseOption, LimitOption, open_case
from reportedly.cli.output import Column, count_things, print_rows, tell
from reportedly.errors import CaseError, UsageError

if TYPE_CHECKING:
    from reportedly.weigh import Locality, Standing

_NO = 1
_COLUMNS = [
    Column("name", "place"),
    Column("lies_in", "in"),
    Column("position", "position"),
    Column("precision", "precision"),
    Column("documents", "documents", is_number=True),
    Column("claims", "claims", is_number=True),
    Column("said", "of what"),
    Column("since", "from"),
    Column("until", "to"),
    Column("geonames", "GeoNames"),
]
_CSV_COLUMNS = [
    Column(key, key)
    for key in (
        "name lat lon precision country province geonames documents documents_here is_taken "
        "is_disputed claims said denied unrealised since until names entities"
    ).split()
]


def places(  # noqa: PLR0913 - one for each option
    *,
    case: CaseOption = None,
    about: Annotated[
        str | None,
        typer.Option("--about", metavar="NAME", help="Of claims about NAME, or NAME itself."),
    ] = None,
    near: Annotated[
        str | None,
        typer.Option(
            "--near", metavar="LAT,LON,KM", help="At most KM kilometres from there: 6.4,2.4,100."
        ),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option("--in", metavar="COUNTRY", help="In that country: a name or ISO 3166 code."),
    ] = None,
    unnamed: Annotated[
        bool, typer.Option("--unnamed", help="Those without a name too: 'the market'.")
    ] = False,
    picture: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="Draw them to FILE, .svg or .png, as well."),
    ] = None,
    limit: LimitOption = None,
    style: Annotated[
        Literal["table", "jsonl", "csv", "geojson"],
        typer.Option("--format", help="A table to read, lines for scripts, or GeoJSON."),
    ] = "table",
) -> None:
    """Show the places of a case: where documents put them, and what is said of each."""
    circle = _read_circle(near) if near is not None else None
    _check_picture(picture)
    with open_case(case) as opened:
        found = opened.places(about=about, near=circle, within=within)
    fitting = found if unnamed else [place for place in found if place.is_named]
    shown = fitting[:limit]
    if picture is not None:
        _draw(shown, picture)
    if not shown:
        tell("no place is like that")
    elif style == "geojson":
        from reportedly.export.geojson import encode_geojson  # noqa: PLC0415

        sys.stdout.buffer.write(encode_geojson(_list_rows(shown)) + b"\n")
        sys.stdout.buffer.flush()
    else:
        print_rows(_list_rows(shown), _CSV_COLUMNS if style == "csv" else _COLUMNS, style)
    _tell_rest(found, fitting)
    if len(shown) < len(fitting):
        tell(f"{len(fitting) - len(shown)} more: see them with a higher --limit")
    if not shown:
        raise typer.Exit(_NO)


def _list_rows(places: "Iterable[Locality]") -> Iterator[dict[str, object]]:
    """A row for each position of each place, one for a place without."""
    for place in places:
        for standing in place.standings or (None,):
            yield _make_row(place, standing)


def _make_row(place: "Locality", standing: "Standing | None") -> dict[str, object]:
    said = standing.predicates if standing and place.others else place.predicates
    return {
        "name": place.name,
        "lat": standing.place.lat if standing else None,
        "lon": standing.place.lon if standing else None,
        "position": _word_position(place, standing),
        "precision": standing.place.precision if standing else None,
        "country": standing.country if standing else None,
        "province": standing.province if standing else None,
        "lies_in": _word_within(standing) if standing else None,
        "geonames": standing.place.geonames if standing else None,
        "gazetteer_name": standing.place.name if standing else None,
        "documents": place.documents,
        "documents_here": standing.documents if standing else 0,
        "is_taken": standing is not None and standing is place.position,
        "is_disputed": bool(place.others),
        "claims": sum(said.values()),
        "said": ", ".join(f"{name} {n}" for name, n in said.items()),
        "predicates": said,
        "denied": place.denied,
        "unrealised": place.unrealised,
        "since": place.since.isoformat() if place.since else None,
        "until": place.until.isoformat() if place.until else None,
        "is_named": place.is_named,
        "names": place.names,
        "entities": place.entities,
    }


def _word_position(place: "Locality", standing: "Standing | None") -> str:
    if standing is None:
        return "not known"
    words = f"{standing.place.lat:.4f}, {standing.place.lon:.4f}"
    if not place.others:
        return words
    return f"{words} (in {standing.documents} of {place.documents})"


def _word_within(standing: "Standing") -> str:
    outer = [standing.province] if standing.place.precision in ("city", "district") else []
    outer += [standing.country] if standing.place.precision != "country" else []
    return ", ".join(name for name in outer if name)


def _tell_rest(found: "list[Locality]", shown: "list[Locality]") -> None:
    disputed = sum(bool(place.others) for place in shown)
    if disputed:
        tell(f"documents put {count_things(disputed, 'place')} at several positions: each is shown")
    if nameless := len(found) - len(shown):
        tell(f"{count_things(nameless, 'place')} without a name left out: --unnamed shows them")


def _draw(places: "list[Locality]", path: Path) -> None:
    from reportedly.geography import make_points  # noqa: PLC0415 - help must not wait for it
    from reportedly.plot import draw_map, paint_map  # noqa: PLC0415

    points = make_points(places)
    if not points:
        tell("none of these places has a position: no map is drawn")
        return
    try:
        if path.suffix.lower() == ".svg":
            path.write_text(draw_map(points, width_px=900), encoding="utf-8")
        else:
            path.write_bytes(paint_map(points))
    except OSError as error:
        raise CaseError(f"{path} cannot be written: {error.strerror}") from error
    tell(f"a map with {count_things(len(points), 'point')} written to {path}")


def _check_picture(path: Path | None) -> None:
    if path is not None and path.suffix.lower() not in (".svg", ".png"):
        raise UsageError(f"a file that ends in .svg or .png was expected, not '{path}'")


def _read_circle(text: str) -> tuple[float, float, float]:
    try:
        lat, lon, km = (float(part) for part in text.split(","))
    except ValueError:
        lat, lon, km = 0.0, 0.0, -1.0
    if not (abs(lat) <= 90 and abs(lon) <= 180 and 0 < km < 21_000):
        raise UsageError(f"latitude, longitude and kilometres (6.4,2.4,100), not '{text}'")
    return lat, lon, km
