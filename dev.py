#!/usr/bin/env python3
"""Sets up, shows and checks a clone of Reportedly, with nothing installed but Python 3.11.

Standard library only. The environment is `.venv` beside this file; every package in it comes from
a lock file with hashes. A second run finds the locks unchanged and installs nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed.json"
INSTALL_LOG = VENV / "install.log"

RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
LOCKER = "uv==0.13.9"

BUILD_ASSETS = "python hatch_build.py"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DOWNLOADED = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-win*/chrome.exe",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
"""Where Playwright puts a browser, in its folder."""

BUILD_INDEX = "python -m reportedly.gazetteer"

DEMO_CASE = "demo.reportedly"
DEMO = (
    f"reportedly add examples/ --case {DEMO_CASE}",
    f"reportedly claims --predicate linked_to --about NCA --case {DEMO_CASE}",
    f"reportedly claims --predicate killed --since 2024-04 --until 2024-04 --case {DEMO_CASE}",
    f'reportedly claims --denied --about "Orlan Daskeva" --case {DEMO_CASE}',
    f'reportedly who "Orlan Daskeva" --limit 2 --case {DEMO_CASE}',
)
"""What `demo` types, in order; the README's tour shows the same lines."""

GATES = (
    ("assets", BUILD_ASSETS),
    ("scripts", f"{BUILD_ASSETS} --check"),
    ("lint", "ruff check"),
    ("format", "ruff format --check"),
    ("types", "mypy"),
    ("imports", "lint-imports --no-logo --no-cache"),
    ("map", "python scripts/map_architecture.py --check"),
    ("floors", "python -m reportedly.evaluate.floors --check"),
    ("tests", "pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder"),
)
"""What `check` runs, in order: a name and a command of the environment.

The tests run in as many processes as there are cores, four at most: each holds a pipeline. A file
stays whole, as its tests share what its fixtures make. The order is that of one process: sorted by
how many tests they have, as it would be else, the few long ones would be left to the end.
"""


def main() -> int:
    """Run the command that was asked for; the exit status is the worst one met."""
    if sys.version_info < OLDEST_PYTHON:
        return run_with_newer_python()
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up, show and check a clone.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, action in COMMANDS.items():
        line = (action.__doc__ or "").splitlines()[0]
        commands.add_parser(name, help=line, description=line)
    action = COMMANDS[parser.parse_args().command]
    return action()


def demo() -> int:
    """Set up, read examples/ into a case and ask it a few questions."""
    install(RUN_LOCK)
    build_assets()
    for leftover in ROOT.glob(f"{DEMO_CASE}*"):
        leftover.unlink()
    for line in DEMO:
        print(f"\n$ {line}", flush=True)
        status = run_tool(line)
        if status:
            return status
    print(f"\nThe case is {DEMO_CASE}. Ask it more: {SCRIPTS / 'reportedly'} --help")
    return 0


def test() -> int:
    """Set up with the development tools, then run every check."""
    install(DEV_LOCK)
    install_browser()
    return check()


def setup() -> int:
    """Set up with the development tools and a browser, and build the index of places."""
    install(DEV_LOCK)
    install_browser()
    return run_tool(BUILD_INDEX)


def check() -> int:
    """Run every check in the environment as it is."""
    if not PYTHON.exists():
        fail("there is no .venv yet: run 'python3 dev.py test' once")
    failed = []
    for name, line in GATES:
        print(f"\n--- {name}: {line}", flush=True)
        began = time.monotonic()
        if run_tool(line):
            failed.append(name)
        print(f"    {'FAILED' if name in failed else 'ok'} in {time.monotonic() - began:.1f} s")
    print(f"\nchecks failed: {', '.join(failed)}" if failed else "\nall checks passed")
    return 1 if failed else 0


def fix() -> int:
    """Rewrite what can be rewritten: imports, format, the architecture map."""
    lines = ("ruff check --fix --quiet", "ruff format", "python scripts/map_architecture.py")
    return max([run_tool(line) for line in lines])


def lock() -> int:
    """Make both lock files anew from pyproject.toml (needs the network)."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        tools = Path(folder) / SCRIPTS.name
        subprocess.run([str(tools / PYTHON.name), "-m", "pip", "-q", "install", LOCKER], check=True)
        uv = str(tools / "uv")
        compile_lock(uv, DEV_LOCK, "--group", "dev")
        compile_lock(uv, RUN_LOCK, "--group", "build", "--constraint", DEV_LOCK.name)
    return 0


COMMANDS = {action.__name__: action for action in (demo, test, setup, check, fix, lock)}


def install(lock_file: Path) -> None:
    """Bring `.venv` to what `lock_file` pins, with the project itself in editable form.

    Does nothing when the stamp in `.venv` holds the digest of this lock, or of the development
    lock, which contains it.
    """
    installed = read_stamp()
    if installed in (digest_of(lock_file), digest_of(DEV_LOCK)):
        return
    if not is_usable(PYTHON, "pip"):
        print(f"making .venv with Python {sys.version.split()[0]}", flush=True)
        make_venv()
    count = sum("==" in line for line in lock_file.read_text(encoding="utf-8").splitlines())
    print(f"installing {count} packages from {lock_file.name} into .venv …", flush=True)
    STAMP.unlink(missing_ok=True)
    INSTALL_LOG.write_text("", encoding="utf-8")
    run_pip("--require-hashes", "-r", str(lock_file))
    build_assets()  # else pip would do it and hide what goes wrong
    run_pip("--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT))
    STAMP.write_text(json.dumps({"digest": digest_of(lock_file)}), encoding="utf-8")


def build_assets() -> None:
    """Build the scripts of the web pages where they are not; says what follows if that fails."""
    if run_tool(BUILD_ASSETS):
        print(
            "the scripts of the web pages could not be built, see above: the pages will work "
            "without scripts until this is run again",
            file=sys.stderr,
            flush=True,
        )


def find_browser() -> str | None:
    """Return the Chromium that the pages are tried in: the system's, else Playwright's own."""
    found = [path for path in map(shutil.which, BROWSERS) if path]
    places = [(folder, shape) for folder in list_caches() for shape in DOWNLOADED]
    found += [str(path) for folder, shape in places for path in sorted(folder.glob(shape))]
    return next((path for path in found if is_browser(path)), None)


def list_caches() -> list[Path]:
    """Return the folders in which Playwright keeps what it downloads: the chosen one, the usual."""
    chosen = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    usual = (".cache", "AppData/Local", "Library/Caches")
    places = [Path.home() / folder / "ms-playwright" for folder in usual]
    return [Path(chosen), *places] if chosen else places


def is_browser(path: str) -> bool:
    """Whether it starts; a system may have a command that only says what to install instead."""
    if os.name == "nt":  # there it would open a window
        return True
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def install_browser() -> None:
    """Bring a Chromium: Debian's where packages may be installed, else Playwright's download."""
    if find_browser():
        return
    print("installing Chromium, in which the web pages are tried …", flush=True)
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (("update",), ("install", "-y", "--no-install-recommends", BROWSERS[0])):
            with INSTALL_LOG.open("a", encoding="utf-8") as log:
                subprocess.run([apt, "-q", *words], stdout=log, stderr=log, env=environment)
    if not find_browser():
        run_tool("playwright install chromium")
    if not find_browser():
        fail(
            "no Chromium could be installed, and the web pages cannot be tried without one: "
            f"install it from your system's packages and run this again (see {INSTALL_LOG})"
        )


def digest_of(lock_file: Path) -> str:
    """Return what an installation hangs on: the lock, the project's own metadata, the folder."""
    digest = hashlib.sha256(str(ROOT).encode())
    for file in (lock_file, ROOT / "pyproject.toml"):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def read_stamp() -> str | None:
    """Return the digest that the last complete installation left, `None` without one."""
    try:
        return str(json.loads(STAMP.read_text(encoding="utf-8"))["digest"])
    except (OSError, ValueError, KeyError):
        return None


def make_venv() -> None:
    """Make `.venv` anew; leaves with one line where this Python cannot."""
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True
    )
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        words = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        fail(
            f"{sys.executable} cannot make a virtual environment ({words[0]}): install its venv "
            "module (on Debian and Ubuntu the package python3-venv) and run this again"
        )


def run_pip(*arguments: str) -> None:
    """Run pip's install in `.venv`; its words go to `install.log`, the last one to the reader."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *arguments]
    with INSTALL_LOG.open("a", encoding="utf-8") as log:
        status = subprocess.run(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT).returncode
    if status:
        lines = INSTALL_LOG.read_text(encoding="utf-8", errors="replace").splitlines()
        errors = [line for line in lines if line.startswith("ERROR:")] or lines[-1:] or ["silence"]
        fail(f"the installation failed, pip said '{errors[-1]}': see {INSTALL_LOG} and run again")


def run_tool(line: str) -> int:
    """Run a command of the environment in the project's folder and return its exit status."""
    tool, *arguments = shlex.split(line)
    program = shutil.which(tool, path=str(SCRIPTS))
    if program is None:
        fail(f"'{tool}' is not in .venv: run 'python3 dev.py setup'")
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run([program, *arguments], cwd=ROOT, env=environment).returncode


def compile_lock(uv: str, lock_file: Path, *arguments: str) -> None:
    """Pin everything that pyproject.toml asks for, for every platform, with all its hashes.

    Versions already in `lock_file` stay where they still fit; delete the file to move them.
    """
    command = [uv, "pip", "compile", "pyproject.toml", "--universal", "--generate-hashes"]
    command += ["--python-version", ".".join(map(str, OLDEST_PYTHON)), "--no-emit-index-url"]
    command += ["--no-config", "--no-annotate", "--quiet", "--output-file", lock_file.name]
    command += ["--custom-compile-command", "python3 dev.py lock", *arguments]
    subprocess.run(command, cwd=ROOT, check=True)


def is_usable(python: Path, module: str) -> bool:
    """Whether `python` starts, is new enough and has `module`."""
    probe = f"import sys, {module}; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        return subprocess.run([str(python), "-c", probe], capture_output=True).returncode == 0
    except OSError:
        return False


def run_with_newer_python() -> int:
    """Hand over to a newer Python on the path, or say that one is needed."""
    found = (shutil.which(f"python3.{minor}") for minor in (13, 12, 11, 14))
    newer = next((path for path in found if path and is_usable(Path(path), "venv")), None)
    if newer is None:
        needed, here = ".".join(map(str, OLDEST_PYTHON)), sys.version.split()[0]
        fail(f"Python {needed} or later is needed, this is {here}: install it and run this again")
    return subprocess.run([newer, *sys.argv]).returncode


def fail(message: str) -> NoReturn:
    """Leave with one line on standard error."""
    sys.exit(f"dev.py: {message}")


if __name__ == "__main__":
    sys.exit(main())
