"""The base map: small, valid GeoJSON, and countries where they are."""

import gzip
from itertools import pairwise

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from reportedly.plot.basemap import encode_basemap, find_country, simplify
from reportedly.plot.outlines import Position, goes_round

_POINTS = st.lists(
    st.tuples(st.floats(-10, 10, width=16), st.floats(-10, 10, width=16)), min_size=2, max_size=30
)


def test_the_base_map_is_small_and_its_rings_are_closed() -> None:
    data = encode_basemap()
    assert len(gzip.compress(data)) < 150_000
    features = msgspec.json.decode(data)["features"]
    assert len({f["properties"]["name"] for f in features}) == len(features) > 200
    for feature in features:
        polygons = feature["geometry"]["coordinates"]
        assert polygons, feature["properties"]["name"]
        assert all(ring[0] == ring[-1] and len(ring) > 3 for p in polygons for ring in p)


def test_a_country_that_lies_in_another_is_a_hole_of_it() -> None:
    features = msgspec.json.decode(encode_basemap())["features"]
    shapes = {f["properties"]["name"]: f["geometry"]["coordinates"] for f in features}
    assert find_country(28.2, -29.6) == "Lesotho"
    around = [p for p in shapes["South Africa"] if goes_round(p[0], 28.2, -29.6)]
    [(_, *holes)] = around
    assert any(goes_round(hole, 28.2, -29.6) for hole in holes)
    assert find_country(-30.0, 30.0) is None


@given(_POINTS)
def test_a_simplified_line_keeps_its_ends_and_stays_near(points: list[Position]) -> None:
    found = simplify(points, 1.0)
    assert (found[0], found[-1]) == (points[0], points[-1])
    assert set(found) <= set(points)
    for x, y in points:
        assert min(_measure(x, y, a, b) for a, b in pairwise(found)) <= 1.001


def _measure(x: float, y: float, a: Position, b: Position) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = min(max(((x - a[0]) * dx + (y - a[1]) * dy) / length, 0), 1) if length else 0
    return float(((x - a[0] - t * dx) ** 2 + (y - a[1] - t * dy) ** 2) ** 0.5)
