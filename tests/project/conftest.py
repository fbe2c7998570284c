"""What the tests of the project itself share: its root, and its scripts as modules."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load_script(path: Path) -> ModuleType:
    """Return a script outside the package as a module."""
    spec = importlib.util.spec_from_file_location(f"script_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def architecture() -> ModuleType:
    """`scripts/map_architecture.py`."""
    return load_script(ROOT / "scripts" / "map_architecture.py")


@pytest.fixture
def dev() -> ModuleType:
    """`dev.py`, loaded afresh, so that a test may move its paths."""
    return load_script(ROOT / "dev.py")
