"""`serve` says in one line what it cannot do, before anything listens."""

import socket
from pathlib import Path
from typing import Any

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
    assert run("serve", "--create", "--port", "0", "--case", str(path)).exit_code == 0
    assert len(served) == 1
    with Case.open(path, create=False) as case:
        assert case.count().documents == 0


def test_port_0_says_the_port_that_it_got(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[tuple[Any, ...]] = []
    monkeypatch.setattr("reportedly.web.server.run_server", lambda *given: served.append(given))
    result = run("serve", "--create", "--port", "0", "--case", str(tmp_path / "new.reportedly"))
    [(_, access, door)] = served
    port = door.getsockname()[1]
    door.close()
    assert port > 0
    assert access.port == port
    assert f"http://127.0.0.1:{port} " in result.output


def test_a_port_that_is_taken_is_said_in_a_line(run: Run, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        path = tmp_path / "new.reportedly"
        result = run("serve", "--create", "--port", str(port), "--case", str(path))
    assert result.exit_code == 2
    assert f"port {port} cannot be listened on" in result.stderr
