"""A wheel of the project carries everything that a run needs."""

import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The paths inside a wheel built here, with the backend of the environment."""
    builders = pytest.importorskip(
        "hatchling.builders.wheel", reason="the build backend is not installed"
    )
    folder = tmp_path_factory.mktemp("wheel")
    built = next(
        builders.WheelBuilder(str(root)).build(directory=str(folder), versions=["standard"])
    )
    return set(zipfile.ZipFile(built).namelist())


def test_every_knowledge_file_is_in_the_wheel(root: Path, wheel: set[str]) -> None:
    source = root / "src"
    files = [f for f in (source / "reportedly" / "knowledge").rglob("*") if f.suffix != ".pyc"]
    expected = {f.relative_to(source).as_posix() for f in files if f.is_file()}
    assert expected - wheel == set()


def test_the_licence_and_the_type_marker_are_in_the_wheel(wheel: set[str]) -> None:
    assert "reportedly/py.typed" in wheel
    assert {"reportedly-0.1.0.dist-info/licenses/LICENSE"} <= wheel
    assert {"reportedly-0.1.0.dist-info/licenses/NOTICE"} <= wheel


def test_tests_and_caches_stay_out_of_the_wheel(wheel: set[str]) -> None:
    roots = {path.partition("/")[0] for path in wheel}
    assert roots == {"reportedly", "reportedly-0.1.0.dist-info"}
    assert not [path for path in wheel if "__pycache__" in path]
