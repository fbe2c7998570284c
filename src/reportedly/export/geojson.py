"""Places of a case → GeoJSON (RFC 7946), one feature for each position that documents give one.

A place without a position is a feature whose geometry is null: none is left out.
"""

from collections.abc import Iterable, Mapping

import msgspec


def encode_geojson(rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return a feature collection in UTF-8. `lat` and `lon` of a row make its point.

    All other values of a row are the properties of its feature.
    """
    features = [_make_feature(row) for row in rows]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


def _make_feature(row: Mapping[str, object]) -> dict[str, object]:
    lat, lon = row.get("lat"), row.get("lon")
    is_put = isinstance(lat, float) and isinstance(lon, float)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]} if is_put else None,
        "properties": {key: value for key, value in row.items() if key not in ("lat", "lon")},
    }
