"""A case made by hand, and a way to run commands on it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.made_readings import make_lake_reading, make_readings
from typer.testing import CliRunner, Result

from reportedly.case import Case
from reportedly.cli.main import app

Run = Callable[..., Result]


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    """A case with the lake report and three small ones."""
    path = tmp_path / "made.reportedly"
    with Case.open(path) as case:
        for reading in (make_lake_reading(), *make_readings(3)):
            case.keep(reading)
    return path


@pytest.fixture
def run(case_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line on that case."""
    monkeypatch.setenv("REPORTEDLY_CASE", str(case_path))

    def invoke(*arguments: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), input=stdin)

    return invoke
