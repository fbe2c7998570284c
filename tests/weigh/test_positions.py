"""Positions that documents give a place: agreed on, outvoted, or left undecided; never dropped."""

from reportedly.records import Place, Precision
from reportedly.weigh import Locality, Standing, measure_km, settle_positions


def put(
    name: str,
    lat: float,
    lon: float,
    *,
    documents: int = 1,
    precision: Precision = "city",
    geonames: int | None = None,
    code: str | None = None,
) -> Standing:
    place = Place(name=name, lat=lat, lon=lon, precision=precision, geonames=geonames)
    ids = tuple(f"doc-{name}-{lat}-{n}" for n in range(documents))
    return Standing(place=place, documents=documents, first=ids, code=code)


def make(entity: str, *standings: Standing, claims: int = 1) -> Locality:
    return Locality(
        name=entity.title(),
        entities=(entity,),
        names=(entity.title(),),
        is_named=True,
        documents=sum(s.documents for s in standings) or 1,
        others=standings,
        predicates={"present_in": claims},
    )


def in_libya(documents: int = 1) -> Standing:
    return put("Tripoli", 32.89, 13.19, geonames=2210247, code="LY", documents=documents)


def in_lebanon(documents: int = 1) -> Standing:
    return put("Tripoli", 34.43, 35.84, geonames=266826, code="LB", documents=documents)


def test_a_place_that_all_documents_put_at_one_position_lies_there() -> None:
    [place] = settle_positions([make("dover", put("Dover", 51.13, 1.31, documents=3))], {})
    assert place.position is not None
    assert place.position.documents == 3
    assert place.others == ()


def test_two_places_of_one_name_stay_two_readings() -> None:
    found = make("tripoli", in_libya(), in_lebanon(2))
    [place] = settle_positions([found], {})
    assert place.position is None
    assert [s.code for s in place.standings] == ["LY", "LB"]


def test_a_position_is_taken_where_most_documents_and_the_rest_of_the_case_agree() -> None:
    found = make("tripoli", in_libya(6), in_lebanon())
    benghazi = make("benghazi", put("Benghazi", 32.11, 20.07, code="LY"))
    beirut = make("beirut", put("Beirut", 33.89, 35.5, code="LB", documents=4))
    place = settle_positions([found, benghazi], {})[0]
    assert place.position is not None
    assert place.position.code == "LY"
    assert [s.code for s in place.others] == ["LB"], "the other stays in sight"
    assert settle_positions([found, beirut], {})[0].position is None


def test_a_town_and_its_province_agree_and_the_more_precise_is_taken() -> None:
    town = put("Herat", 34.34, 62.2)
    province = put("Herat", 34.4, 62.1, precision="province")
    [place] = settle_positions([make("herat", province, town)], {})
    assert place.position == town
    assert place.others == (province,)


def test_joined_places_are_one_and_their_documents_count_once() -> None:
    spot = put("Benin", 9.5, 2.25, precision="country", geonames=2395170)
    places = settle_positions([make("benin", spot), make("benin republic", spot)], {})
    assert [place.names for place in places] == [("Benin", "Benin Republic")]
    assert places[0].position is not None
    assert places[0].position.documents == 1
    assert places[0].claims == 2
    joined = settle_positions([make("keth"), make("old keth")], {"old keth": "keth"})
    assert [place.entities for place in joined] == [("keth", "old keth")]


def test_a_place_without_a_position_is_kept() -> None:
    [place] = settle_positions([make("kelm")], {})
    assert place.standings == ()


def test_distances_are_those_on_the_globe_over_the_antimeridian_too() -> None:
    suva = Place(name="Suva", lat=-18.14, lon=178.44)
    assert round(measure_km(suva, -13.83, -171.76)) in range(1120, 1170)
