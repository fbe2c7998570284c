"""`places`: every place with its position or without, as table, lines, GeoJSON and map."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run


def test_every_place_is_shown_with_its_position_and_claims(run: Run) -> None:
    result = run("places", "--about", "Heron Movement")
    assert result.exit_code == 0
    assert "Port Asel" in result.stdout
    assert "1.5000, -2.2500" in result.stdout
    assert "attacked 2" in result.stdout


def test_lines_and_tables_hold_the_same_places(run: Run) -> None:
    lines = [json.loads(line) for line in run("places", "--format", "jsonl").stdout.splitlines()]
    rows = list(csv.DictReader(io.StringIO(run("places", "--format", "csv").stdout)))
    assert [row["name"] for row in rows] == [line["name"] for line in lines]
    port = next(line for line in lines if line["name"] == "Port Asel")
    assert port["predicates"] == {"attacked": 2}
    assert (port["since"], port["until"]) == ("2012-05-01", "2012-05-31")
    assert port["denied"] == 1


def test_geojson_has_a_feature_for_each_place_longitude_first(run: Run) -> None:
    found = json.loads(run("places", "--format", "geojson").stdout)
    assert found["type"] == "FeatureCollection"
    port = next(f for f in found["features"] if f["properties"]["name"] == "Port Asel")
    assert port["geometry"] == {"type": "Point", "coordinates": [-2.25, 1.5]}
    assert "lat" not in port["properties"]


def test_places_near_a_point_are_found_and_far_ones_left_out(run: Run) -> None:
    assert "Port Asel" in run("places", "--near", "1.4,-2.2,50").stdout
    far = run("places", "--near", "50,10,50")
    assert far.exit_code == 1
    assert "no place is like that" in far.stderr


@pytest.mark.parametrize("circle", ["1.4,-2.2", "x,y,z", "95,0,10", "1,2,-3", "1,nan,3"])
def test_a_circle_that_is_none_is_refused_in_one_line(run: Run, circle: str) -> None:
    result = run("places", "--near", circle)
    assert result.exit_code == 2
    assert "latitude, longitude and kilometres" in result.stderr


def test_a_country_that_is_none_is_refused(run: Run) -> None:
    result = run("places", "--in", "Sarvenia")
    assert result.exit_code == 2
    assert "a country or its ISO 3166 code" in result.stderr


def test_without_the_index_of_places_all_but_countries_is_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REPORTEDLY_CACHE", str(tmp_path / "empty"))
    assert "Port Asel" in run("places").stdout
    assert not (tmp_path / "empty").exists()
    result = run("places", "--in", "France")
    assert result.exit_code == 2
    assert "python -m reportedly.gazetteer" in result.stderr


def test_a_map_is_drawn_beside_the_table(run: Run, tmp_path: Path) -> None:
    drawn, painted = tmp_path / "map.svg", tmp_path / "map.png"
    assert run("places", "--map", str(drawn)).exit_code == 0
    assert "Port Asel" in drawn.read_text(encoding="utf-8")
    assert run("places", "--map", str(painted)).exit_code == 0
    assert painted.read_bytes().startswith(b"\x89PNG")
    refused = run("places", "--map", str(tmp_path / "map.gif"))
    assert refused.exit_code == 2
    assert ".svg or .png" in refused.stderr
    unwritable = run("places", "--map", str(tmp_path / "none" / "map.svg"))
    assert unwritable.exit_code != 0
    assert "cannot be written" in unwritable.stderr


def test_the_places_of_which_most_is_said_are_shown_and_the_rest_is_counted(run: Run) -> None:
    every = run("places", "--format", "jsonl").stdout.splitlines()
    result = run("places", "--format", "jsonl", "--limit", "1")
    assert result.stdout.splitlines() == every[:1]
    assert "more: see them with a higher --limit" in result.stderr
