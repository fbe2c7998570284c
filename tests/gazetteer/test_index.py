"""The index of places: what it knows, how it is built, and what happens where it cannot be."""

import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError
from reportedly.gazetteer import (
    Gazetteer,
    build,
    load_gazetteer,
    open_gazetteer,
    prepare_index,
)
from reportedly.gazetteer.entries import list_entries
from reportedly.gazetteer.folding import fold_name
from reportedly.knowledge.loader import load_knowledge

SMALL = (
    "import sys; from itertools import islice; from pathlib import Path; "
    "from reportedly.gazetteer import build, entries; "
    "build.list_entries = lambda: islice(entries.list_entries(), 400); "
    "print(build.prepare_index(Path(sys.argv[1])))"
)
"""A program that builds an index of a few hundred places."""


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an index hold only the first entries, so that building takes no time."""
    monkeypatch.setattr(build, "list_entries", lambda: islice(list_entries(), 400))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Saint-Étienne", "saint etienne"),
        ("St. Etienne", "saint etienne"),
        ("The Hague", "hague"),
        ("Xi'an", "xian"),
        ("N'Djaména", "ndjamena"),
        ("Łódź", "lodz"),
        ("U.S.", "us"),
        ("Москва", ""),
    ],
)
def test_a_name_is_looked_up_without_diacritics_case_and_punctuation(
    written: str, folded: str
) -> None:
    assert fold_name(written) == folded


def test_every_country_and_region_that_has_an_adjective_has_a_position(
    gazetteer: Gazetteer,
) -> None:
    names = [place["name"] for place in load_knowledge("demonyms")["place"]]
    assert [name for name in names if not gazetteer.find(name)] == []


def test_a_country_is_shown_in_the_country(gazetteer: Gazetteer) -> None:
    """Some town of each country lies within ten degrees of the country's own point."""
    towns: dict[str, list[tuple[float, float]]] = {}
    for code, lat, lon in gazetteer._db.execute(
        "SELECT countries, lat, lon FROM places WHERE level IN ('city', 'capital')"
    ):
        towns.setdefault(code, []).append((lat, lon))
    middles = gazetteer._db.execute(
        "SELECT countries, lat, lon FROM places WHERE level = 'country'"
    ).fetchall()
    assert len(middles) > 200
    far = [
        code
        for code, lat, lon in middles
        if code in towns
        and not any(
            abs(a - lat) < 10 and min(abs(b - lon), 360 - abs(b - lon)) < 12 for a, b in towns[code]
        )
    ]
    assert far == []


def test_provinces_towns_abbreviations_and_seas_are_there(gazetteer: Gazetteer) -> None:
    for name, level in [
        ("Ky.", "province"),
        ("Badakhshan", "province"),
        ("Tavildara", "city"),
        ("Lucas County", "district"),
        ("Middle East", "region"),
        ("Black Sea", "water"),
        ("Zanzibar", "island"),
        ("Kyiv", "capital"),
        ("Kiev", "capital"),
    ]:
        assert level in {c.level for c in gazetteer.find(name)}, name


@pytest.mark.usefixtures("few")
def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.sqlite", tmp_path / "two.sqlite"
    build.build_index(one)
    build.build_index(two)
    assert one.read_bytes() == two.read_bytes()


def test_processes_that_build_at_once_all_find_one_whole_index(tmp_path: Path) -> None:
    several = [
        subprocess.Popen(
            [sys.executable, "-c", SMALL, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    paths = {process.communicate(timeout=120)[0].strip() for process in several}
    assert [process.returncode for process in several] == [0, 0, 0]
    [path] = paths
    assert [str(p) for p in tmp_path.iterdir()] == [path]
    assert Gazetteer(Path(path)).find("Kenya")


@pytest.mark.usefixtures("few")
def test_a_folder_that_cannot_be_written_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(GazetteerError, match=r"could not be written to .*file.*REPORTEDLY_CACHE"):
        prepare_index(tmp_path / "file")


def test_nothing_is_read_without_an_index(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "report.txt").write_text("Officials said that the Coral League attacked the port.")
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "reportedly",
            "extract",
            str(tmp_path / "report.txt"),
        ],
        env={**os.environ, "REPORTEDLY_CACHE": str(tmp_path / "file")},  # noqa: TID251 - the child's
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "REPORTEDLY_CACHE" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("few")
def test_a_damaged_index_is_built_again(tmp_path: Path) -> None:
    path = prepare_index(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(b"not a database, whatever it is called" * 100)
    assert load_gazetteer(tmp_path).find("Kenya")
    assert path.read_bytes() == whole


def test_a_place_of_the_index_lies_in_a_province_and_a_country(gazetteer: Gazetteer) -> None:
    tripoli, libya = gazetteer.find("Tripoli"), gazetteer.find("Libya")[0]
    keys = [(c.geonames or 0, c.precision) for c in (*tripoli, libya)]
    found = gazetteer.find_within([*keys, (1, "city")])
    in_lebanon = next(c for c in tripoli if c.countries == "LB" and c.level == "city")
    within = found[in_lebanon.geonames or 0, "city"]
    assert (within.code, within.country) == ("LB", "Lebanon")
    assert within.province
    country = found[libya.geonames or 0, "country"]
    assert (country.country, country.province) == ("Libya", None)
    assert (1, "city") not in found


@pytest.mark.parametrize(("asked", "code"), [("France", "FR"), ("fr", "FR"), ("Nowhere", None)])
def test_a_country_is_found_by_name_or_code(
    gazetteer: Gazetteer, asked: str, code: str | None
) -> None:
    assert gazetteer.find_country(asked) == code


def test_an_index_that_is_not_there_is_not_built_by_asking(tmp_path: Path) -> None:
    assert open_gazetteer(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
