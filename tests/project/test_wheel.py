"""A wheel carries everything that a run needs, an sdist also what the wheel is made of."""

import tarfile
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


@pytest.fixture(scope="module")
def sdist(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The paths inside an sdist built here, without its first folder."""
    builders = pytest.importorskip(
        "hatchling.builders.sdist", reason="the build backend is not installed"
    )
    folder = tmp_path_factory.mktemp("sdist")
    built = next(builders.SdistBuilder(str(root)).build(directory=str(folder)))
    with tarfile.open(built) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_templates_styles_and_built_scripts_are_in_the_wheel(root: Path, wheel: set[str]) -> None:
    web = root / "src" / "reportedly" / "web"
    files = [f for folder in ("templates", "static") for f in (web / folder).rglob("*")]
    expected = {f.relative_to(root / "src").as_posix() for f in files if f.is_file()}
    assert {f"reportedly/web/static/built/{n}" for n in ("manifest.json", "LICENSES.txt")} <= wheel
    assert expected - wheel == set()


def test_the_sdist_has_the_scripts_built_and_what_they_are_made_of(
    root: Path, sdist: set[str]
) -> None:
    sources = {f.relative_to(root).as_posix() for f in (root / "frontend" / "src").rglob("*.ts")}
    built = "src/reportedly/web/static/built"
    assert {f"{built}/manifest.json", f"{built}/sources.sha256", "hatch_build.py"} <= sdist
    assert sources | {"frontend/package-lock.json", "frontend/vite.config.ts"} <= sdist


def test_nothing_of_npm_travels(wheel: set[str], sdist: set[str]) -> None:
    assert [path for path in wheel | sdist if "node_modules" in path] == []
    assert [path for path in wheel if "frontend" in path] == []
