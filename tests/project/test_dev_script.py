"""`dev.py`: installs once, says in one line what is wrong, and runs the checks that CI runs."""

import os
import stat
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def clone(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that `dev` takes for its clone, with an environment whose Python does nothing."""
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(f"# {name}\n")
    venv = tmp_path / ".venv"
    scripts = venv / "bin"
    scripts.mkdir(parents=True)
    values = {
        "ROOT": tmp_path,
        "VENV": venv,
        "SCRIPTS": scripts,
        "PYTHON": scripts / "python",
        "STAMP": venv / "installed.json",
        "INSTALL_LOG": venv / "install.log",
        "RUN_LOCK": tmp_path / "requirements.lock",
        "DEV_LOCK": tmp_path / "requirements-dev.lock",
    }
    for name, value in values.items():
        monkeypatch.setattr(dev, name, value)
    write_program(scripts / "python", 'echo "$@" >> "$(dirname "$0")/calls"')
    return tmp_path


def write_program(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def read_calls(clone: Path) -> list[str]:
    """The pip commands that were run."""
    calls = clone / ".venv" / "bin" / "calls"
    lines = calls.read_text().splitlines() if calls.exists() else []
    return [line for line in lines if line.startswith("-m pip")]


needs_sh = pytest.mark.skipif(os.name == "nt", reason="stands in for Python with a shell script")


@needs_sh
def test_everything_is_installed_by_hash_and_a_second_run_installs_nothing(
    dev: ModuleType, clone: Path
) -> None:
    dev.install(dev.RUN_LOCK)
    calls = read_calls(clone)
    assert len(calls) == 2
    assert "--require-hashes -r" in calls[0]
    assert "--no-deps --no-build-isolation --no-index -e" in calls[1]
    dev.install(dev.RUN_LOCK)
    assert read_calls(clone) == calls


@needs_sh
@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_again(
    dev: ModuleType, clone: Path, name: str
) -> None:
    dev.install(dev.RUN_LOCK)
    (clone / name).write_text("# changed\n")
    dev.install(dev.RUN_LOCK)
    assert len(read_calls(clone)) == 4


@needs_sh
def test_the_development_environment_serves_the_demonstration_but_not_the_reverse(
    dev: ModuleType, clone: Path
) -> None:
    dev.install(dev.RUN_LOCK)
    dev.install(dev.DEV_LOCK)
    assert len(read_calls(clone)) == 4
    dev.install(dev.RUN_LOCK)
    assert len(read_calls(clone)) == 4


@needs_sh
def test_a_failed_installation_is_one_line_with_pips_own_words_and_is_tried_again(
    dev: ModuleType, clone: Path
) -> None:
    python = clone / ".venv" / "bin" / "python"
    write_program(
        python, 'case "$2" in pip) echo "ERROR: no such wheel"; echo "hint: look"; exit 1;; esac'
    )
    with pytest.raises(SystemExit) as caught:
        dev.install(dev.RUN_LOCK)
    message = str(caught.value)
    assert "\n" not in message
    assert "ERROR: no such wheel" in message
    assert "install.log" in message
    assert dev.read_stamp() is None


def test_an_old_python_is_told_in_one_line_what_to_install(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    with pytest.raises(SystemExit, match=r"^dev.py: Python 3\.11 or later is needed"):
        dev.main()


def test_check_without_an_environment_says_how_to_get_one(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "python")
    with pytest.raises(SystemExit, match=r"run 'python3 dev\.py test' once"):
        dev.check()


def test_check_runs_every_gate_and_fails_when_one_does(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[str] = []

    def run(line: str) -> int:
        seen.append(line)
        return 1 if line == "mypy" else 0

    monkeypatch.setattr(dev, "run_tool", run)
    assert dev.check() == 1
    assert seen == [line for _, line in dev.GATES]
    assert "checks failed: types" in capsys.readouterr().out


def test_ci_runs_what_a_developer_runs(root: Path) -> None:
    script = root / ".ci" / "run"
    assert "python3 dev.py test" in script.read_text()
    assert os.access(script, os.X_OK)


@needs_sh
def test_scripts_that_cannot_be_built_are_said_and_leave_pages_that_read_without_them(
    dev: ModuleType, clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_program(clone / ".venv" / "bin" / "python", 'test "$1" != hatch_build.py')
    dev.install(dev.RUN_LOCK)
    assert dev.read_stamp() is not None
    assert "the scripts of the web pages could not be built" in capsys.readouterr().err
    assert dev.run_tool(dict(dev.GATES)["assets"]) != 0  # the checks do not pass so


@pytest.fixture
def bare(dev: ModuleType, clone: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a browser, on which nothing may be installed; returns the folder of PATH."""
    folder = clone / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("PLAYWRIGHT_BROWSERS_PATH", raising=False)
    monkeypatch.setattr(dev.Path, "home", lambda: clone / "home")
    return folder


@needs_sh
def test_the_browser_of_the_system_is_taken_if_it_starts(dev: ModuleType, bare: Path) -> None:
    assert dev.find_browser() is None
    write_program(bare / "chromium-browser", "echo 'install the snap'; exit 1")
    assert dev.find_browser() is None
    write_program(bare / "google-chrome", "exit 0")
    assert dev.find_browser() == str(bare / "google-chrome")


@needs_sh
@pytest.mark.parametrize(
    "place", ["home/.cache/ms-playwright", "home/Library/Caches/ms-playwright", "chosen"]
)
def test_a_browser_that_playwright_downloaded_is_found(
    dev: ModuleType, bare: Path, clone: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(clone / "chosen"))
    folder = clone / place / "chromium-1200" / "chrome-linux64"
    folder.mkdir(parents=True)
    write_program(folder / "chrome", "exit 0")
    assert dev.find_browser() == str(folder / "chrome")
    assert bare.exists()


@needs_sh
def test_without_any_browser_the_suite_is_told_so_and_does_not_pass(
    dev: ModuleType, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def run(line: str) -> int:
        asked.append(line)
        return 1

    monkeypatch.setattr(dev, "run_tool", run)
    with pytest.raises(SystemExit, match=r"^dev.py: no Chromium could be installed") as caught:
        dev.install_browser()
    assert asked == ["playwright install chromium"]
    assert "\n" not in str(caught.value)
    assert bare.exists()


@needs_sh
def test_debians_own_browser_is_installed_where_packages_may_be(
    dev: ModuleType, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_program(bare / "apt-get", f'case "$*" in *install*) : > {bare}/asked;; esac')
    monkeypatch.setattr(dev, "run_tool", lambda _: 1)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit):
        dev.install_browser()
    assert not (bare / "asked").exists()
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    with pytest.raises(SystemExit):
        dev.install_browser()
    assert (bare / "asked").exists()
