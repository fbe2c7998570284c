"""`serve` says in one line what it cannot do, before anything listens."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from reportedly.case import Case


def test_another_address_needs_a_token(run: Run) -> None:
    result = run("serve", "--host", "0.0.0.0")  # noqa: S104
    assert result.exit_code == 2
    assert "--token" in result.stderr


def test_a_short_token_is_refused(run: Run) -> None:
    result = run("serve", "--host", "0.0.0.0", "--token", "abc")  # noqa: S104
    assert result.exit_code == 2
    assert "16 characters" in result.stderr


def test_a_case_that_is_not_there_is_said_before_anything_listens(run: Run) -> None:
    result = run("serve", "--case", "nowhere.reportedly")
    assert result.exit_code == 1
    assert "no case at nowhere.reportedly" in result.stderr
    assert "--create" in result.stderr


def test_create_starts_an_empty_case(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = []
    monkeypatch.setattr("reportedly.web.server.run_server", lambda *given: served.append(given))
    path = tmp_path / "new.reportedly"
    assert run("serve", "--create", "--case", str(path)).exit_code == 0
    assert len(served) == 1
    with Case.open(path, create=False) as case:
        assert case.count().documents == 0
