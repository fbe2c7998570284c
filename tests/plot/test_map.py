"""Maps: what stands where, and that no name can harm the page it stands in."""

import io
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from reportedly.errors import UsageError
from reportedly.plot import MapPoint, draw_map, paint_map
from reportedly.plot.map import sketch_map
from reportedly.plot.outlines import find_outline, load_world
from reportedly.plot.sketch import Disc, Path, Sketch, Words, measure
from reportedly.plot.svg import write_sketch
from reportedly.plot.view import Reach, make_view, spread
from reportedly.records import Precision

SVG = "{http://www.w3.org/2000/svg}"


def at(
    name: str, lat: float, lon: float, precision: Precision = "city", weight: int = 0
) -> MapPoint:
    return MapPoint(name=name, lat=lat, lon=lon, precision=precision, weight=weight)


FERRY_PORTS = [
    at("Dover", 51.13, 1.31, weight=2),
    at("Deal", 51.22, 1.40),
    at("Folkestone", 51.08, 1.17, weight=12),
]
FIJI = [at("Suva", -18.14, 178.44), at("Apia", -13.83, -171.76)]


def sketch(points: list[MapPoint]) -> Sketch:
    return sketch_map(points, width=640, title="Map")


def list_words(drawn: Sketch, role: str) -> list[str]:
    return [m.text for m in drawn.marks if isinstance(m, Words) and m.role == role]


def list_dots(drawn: Sketch) -> list[Disc]:
    return [m for m in drawn.marks if isinstance(m, Disc) and m.role == "dot"]


def test_a_map_is_well_formed_and_says_what_it_shows() -> None:
    root = ET.fromstring(draw_map(FERRY_PORTS, title="Ports of the storm"))  # noqa: S314
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Ports of the storm"
    description = root.findtext(f"{SVG}desc") or ""
    assert all(point.name in description for point in FERRY_PORTS)


def test_a_hostile_name_is_shown_as_text() -> None:
    name = '<script>alert("x")</script>\x07\u202e\ud800 & more'
    drawn = draw_map([at(name, 51.1, 1.3)])
    root = ET.fromstring(drawn)  # noqa: S314
    assert not [e for e in root.iter() if e.tag.endswith("script")]
    assert "<script" not in drawn
    assert re.search("[\x00-\x08\u202a-\u202e\ud800-\udfff]", drawn) is None
    assert paint_map([at(name, 51.1, 1.3)], width_px=300)


def test_a_town_is_a_dot_and_a_province_is_not() -> None:
    drawn = sketch([at("Rennes", 48.11, -1.68), at("Brittany", 48.2, -2.9, "province")])
    assert len(list_dots(drawn)) == 1
    [area] = [m for m in drawn.marks if isinstance(m, Disc) and m.role == "area"]
    assert area.radius > 5 * list_dots(drawn)[0].radius
    assert any("somewhere in the province" in line for line in list_words(drawn, "note"))


def test_a_country_is_its_own_outline_without_what_lies_inside_it() -> None:
    drawn = sketch([at("South Africa", -29, 24, "country"), at("Maseru", -29.31, 27.48)])
    [area] = [m for m in drawn.marks if isinstance(m, Path) and m.role == "shade"]
    maseru = list_dots(drawn)[0]
    inside = sum(_encloses(ring, maseru.x, maseru.y) for ring in area.lines)
    assert inside == 2, "the outer ring and the hole"


def _encloses(ring: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    turned = [*ring[1:], ring[0]]
    crossed = [
        (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in zip(ring, turned, strict=True)
    ]
    return sum(crossed) % 2 == 1


def test_every_point_lies_on_the_sheet_and_every_name_is_told() -> None:
    points = [at(f"Town {n}", 40 + (n % 7) * 0.3, -5 + (n % 11) * 0.35) for n in range(60)]
    drawn = sketch(points)
    for dot in list_dots(drawn):
        assert 0 < dot.x < drawn.width
        assert 0 < dot.y < drawn.height
    told = " ".join([*list_words(drawn, "label"), *list_words(drawn, "note")])
    assert all(re.search(rf"\b{p.name}\b", told) for p in points)


def test_a_crowd_is_counted_where_its_names_have_no_room() -> None:
    crowd = [at(f"Quay {n}", 40 + n % 20 * 0.01, -5 + n // 20 * 0.01) for n in range(400)]
    notes = " ".join(list_words(sketch(crowd), "note"))
    [more] = re.findall(r"and (\d+) more without room for a name", notes)
    named = len(list_words(sketch(crowd), "label"))
    assert 400 - named - 60 <= int(more) < 400
    assert len(list_dots(sketch(crowd))) == 400


def test_names_do_not_overlap() -> None:
    drawn = sketch([at(f"Harbour {n}", 40 + (n % 6) * 0.2, -5 + n * 0.06) for n in range(30)])
    boxes = []
    for words in drawn.marks:
        if isinstance(words, Words) and words.role == "label":
            wide = measure(words.text, 11.5)
            left = words.x - {"start": 0, "middle": wide / 2, "end": wide}[words.anchor]
            boxes.append((left, words.y - 9, left + wide, words.y + 2))
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_dots_that_would_cover_each_other_stand_side_by_side_near_their_places() -> None:
    near = [at("Ferry pier", 51.120, 1.300, weight=8), at("Lighthouse", 51.121, 1.301, weight=9)]
    wide = [*near, at("Oslo", 59.9, 10.7), at("Rome", 41.9, 12.5)]
    dots = {dot.title: dot for dot in list_dots(sketch(wide))}
    pier, light = dots["Ferry pier"], dots["Lighthouse"]
    apart = ((pier.x - light.x) ** 2 + (pier.y - light.y) ** 2) ** 0.5
    assert pier.radius + light.radius - 1 <= apart < 25


def test_a_far_country_does_not_make_the_map_of_towns_smaller_and_is_named_below() -> None:
    alone = list_dots(sketch(FERRY_PORTS))
    drawn = sketch([*FERRY_PORTS, at("Fiji", -18, 178, "country"), at("France", 46, 2, "country")])
    assert list_dots(drawn) == alone
    assert "Beyond this map: Fiji" in list_words(drawn, "note")
    assert "France" in list_words(drawn, "label")


def test_places_on_both_sides_of_the_antimeridian_lie_close_together() -> None:
    suva, apia = sorted(list_dots(sketch(FIJI)), key=lambda dot: dot.x)
    assert suva.y > apia.y
    assert 100 < apia.x - suva.x < 620
    view = make_view([spread(p.lon, p.lat, 15) for p in FIJI], 640)
    assert view.east - view.west < 40


def test_places_of_one_position_are_one_mark_with_both_names_and_the_sum() -> None:
    drawn = sketch([at("Benin", 6.4, 2.4, weight=2), at("Cotonou", 6.4, 2.4, weight=3)])
    assert len(list_dots(drawn)) == 1
    assert list_words(drawn, "label") == ["Benin / Cotonou"]
    assert list_words(drawn, "count") == ["5"]


def test_a_high_latitude_keeps_its_shapes() -> None:
    view = make_view([spread(15.65, 78.22, 15), spread(18.96, 69.65, 15)], 640)
    x1, y1 = view.project(20.0, 74.0)
    x2, _ = view.project(21.0, 74.0)
    _, y3 = view.project(20.0, 74.5)
    wide_km, high_km = 111.195 * 0.2756, 111.195 * 0.5
    assert (x2 - x1) / wide_km == pytest.approx((y1 - y3) / high_km, rel=0.05)


def test_a_scale_stands_only_where_it_holds_all_over_the_map() -> None:
    assert any(line.endswith(" km") for line in list_words(sketch(FERRY_PORTS), "note"))
    far_north = [at("Tromsø", 69.65, 18.96), at("Longyearbyen", 78.22, 15.65)]
    assert not any(line.endswith(" km") for line in list_words(sketch(far_north), "note"))


def test_the_whole_world_is_shown_once() -> None:
    view = make_view(
        [Reach(-170, -40, -160, 60), Reach(0, -40, 10, 60), Reach(100, 0, 110, 9)], 640
    )
    assert view.east - view.west <= 360.001


def test_the_same_points_in_any_order_give_the_same_map() -> None:
    assert draw_map(FERRY_PORTS) == draw_map(FERRY_PORTS[::-1])


@given(
    st.lists(
        st.tuples(
            st.floats(-84, 84),
            st.floats(-180, 180),
            st.sampled_from(["city", "district", "province", "country", "region"]),
            st.text(max_size=60),
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_any_points_on_the_globe_give_a_map_with_every_town_on_it(
    spots: list[tuple[float, float, Precision, str]],
) -> None:
    points = [at(name, lat, lon, kind) for lat, lon, kind, name in spots]
    drawn = sketch(points)
    ET.fromstring(write_sketch(drawn))  # noqa: S314
    towns = {(p.lat, p.lon) for p in points if p.precision == "city"}
    assert len(list_dots(drawn)) == len(towns)
    assert drawn.height < 2 * drawn.width
    for dot in list_dots(drawn):
        assert -10 <= dot.x <= drawn.width + 10


def test_the_pole_is_beyond_every_map_and_named_below() -> None:
    drawn = sketch([at("Camp at the Pole", 90, 0), at("Longyearbyen", 78.22, 15.65)])
    assert "Beyond this map: Camp at the Pole" in list_words(drawn, "note")


def test_no_points_are_no_map() -> None:
    with pytest.raises(UsageError, match="show a table"):
        draw_map([])


@pytest.mark.parametrize("lat", [91.0, float("nan"), float("inf")])
def test_a_position_that_is_none_is_refused(lat: float) -> None:
    with pytest.raises(UsageError, match="a latitude up to"):
        draw_map([at("Nowhere", lat, 0)])


def test_a_painted_map_is_a_picture_of_the_width_asked_for() -> None:
    picture = Image.open(io.BytesIO(paint_map(FERRY_PORTS, width_px=900)))
    assert picture.format == "PNG"
    assert picture.width == 900
    assert picture.height > 400
    dots = {p.name: d for p, d in zip(FERRY_PORTS, _match_dots(), strict=True)}
    scale = 900 / 640
    deal = dots["Deal"]
    assert picture.getpixel((round(deal.x * scale), round(deal.y * scale))) == (0x1F, 0x4E, 0x79)


def _match_dots() -> list[Disc]:
    dots = list_dots(sketch(FERRY_PORTS))
    return [next(d for d in dots if d.title == p.name) for p in FERRY_PORTS]


def test_positions_are_found_in_their_countries() -> None:
    assert len({o.country for o in load_world().outlines}) == 242
    for lon, lat, country in (
        (2.35, 48.85, "France"),
        (178.0, -17.8, "Fiji"),
        (-173.5, 65.5, "Russia"),
        (28.0, -29.5, "Lesotho"),
        (12.45, 43.94, "San Marino"),
        (34.1, 45.2, "Crimea"),
        (0.0, -85.0, "Antarctica"),
    ):
        found = find_outline(lon, lat)
        assert found is not None
        assert found.country == country
    assert find_outline(-30.0, 40.0) is None
