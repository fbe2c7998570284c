"""The case of the demonstration, built from a copy of examples/ in a folder of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.case import AddReport, Case

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds nothing but a copy of examples/, to run commands in."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder / "examples"


@pytest.fixture(scope="session")
def added(examples: Path) -> tuple[Path, AddReport]:
    """The case file with the ten reports, and what became of them."""
    path = examples.parent / "demo.reportedly"
    with Case.open(path) as case:
        return path, case.add(examples)


@pytest.fixture
def case(added: tuple[Path, AddReport]) -> Iterator[Case]:
    """The case with the ten reports, open."""
    path, _ = added
    with Case.open(path) as case:
        yield case
