"""`hatch_build.py`: builds the scripts of the pages once, and asks for Node only where it must."""

import json
import re
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
from tests.project.conftest import load_script


@pytest.fixture
def build(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The hook, over a small folder of sources of its own."""
    module = load_script(root / "hatch_build.py")
    frontend = tmp_path / "frontend"
    (frontend / "src").mkdir(parents=True)
    (frontend / "src" / "main.ts").write_text("export {};\n")
    for name in module._SOURCES:
        (frontend / name).write_text('{"bundled": []}\n')
    values = {
        "FRONTEND": frontend,
        "BUILT": tmp_path / "built",
        "STAMP": tmp_path / "built" / "sources.sha256",
        "MODULES": frontend / "node_modules",
    }
    for name, value in values.items():
        monkeypatch.setattr(module, name, value)
    return module


def pretend_node(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch, status: int = 0, words: str = ""
) -> list[str]:
    """Stand in for Node; returns the programs that it is asked to run."""
    asked: list[str] = []

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        asked.append(Path(command[0]).name)
        for folder in (module.BUILT, module.MODULES):
            folder.mkdir(exist_ok=True)
        return subprocess.CompletedProcess(command, status, "", words)

    npm = module.FRONTEND.parent / "node" / "lib" / "node_modules" / "npm" / "bin"
    npm.mkdir(parents=True)
    (npm / "npm-cli.js").write_text("")
    monkeypatch.setattr(module, "find_node_folder", lambda: module.FRONTEND.parent / "node")
    monkeypatch.setattr(module, "run_node", run)
    return asked


def make_hook(module: ModuleType) -> object:
    return module.AssetsHook(str(module.FRONTEND), {}, None, None, "", "wheel")


def test_node_is_asked_for_until_the_scripts_are_built(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_node(build, monkeypatch)
    hook = make_hook(build)
    assert hook.dependencies() == [build.NODE]  # type: ignore[attr-defined]
    build.build_assets()
    assert build.is_built()
    assert hook.dependencies() == []  # type: ignore[attr-defined]


def test_a_second_build_does_nothing(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = pretend_node(build, monkeypatch)
    build.build_assets()
    assert asked == ["npm-cli.js", "vite.js"]
    build.build_assets()
    assert asked == ["npm-cli.js", "vite.js"]


@pytest.mark.parametrize("change", ["src/main.ts", "src/new.ts", "package-lock.json"])
def test_a_changed_or_new_source_is_built_again(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    pretend_node(build, monkeypatch)
    build.build_assets()
    (build.FRONTEND / change).write_text('{"bundled": [], "changed": true}\n')
    assert not build.is_built()


def test_a_build_that_fails_is_not_taken_for_one(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_node(build, monkeypatch, status=1, words="npm error code E\nnpm error request to x")
    with pytest.raises(SystemExit, match=r"^hatch_build.py: .*registry \(request to x\)") as caught:
        build.build_assets()
    assert "\n" not in str(caught.value)
    assert not build.is_built()


def test_what_is_built_is_packed_although_git_does_not_keep_it(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    pretend_node(build, monkeypatch)
    data: dict[str, list[str]] = {"artifacts": []}
    make_hook(build).initialize("standard", data)  # type: ignore[attr-defined]
    assert data["artifacts"] == ["/src/reportedly/web/static/built"]
    assert "src/reportedly/web/static/built/" in (root / ".gitignore").read_text().splitlines()


def test_node_of_the_build_is_the_one_of_the_lock(build: ModuleType, root: Path) -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        assert f"\n{build.NODE} " in (root / lock).read_text(), lock


def test_every_package_that_travels_in_the_scripts_has_its_notice(root: Path) -> None:
    frontend = root / "frontend"
    bundled = set(json.loads((frontend / "package.json").read_text())["bundled"])
    imported: set[str] = set()
    for source in (frontend / "src").rglob("*.ts"):
        imported |= set(re.findall(r'(?:from|import\(?) *"([^"./][^"]*)"', source.read_text()))
    assert {name.partition("/")[0] for name in imported} <= bundled
    packages = json.loads((frontend / "package-lock.json").read_text())["packages"]
    for name in bundled:
        needs = set(packages[f"node_modules/{name}"].get("dependencies", {}))
        assert needs <= bundled, name
    notice = (root / "NOTICE").read_text().lower()
    assert [name for name in bundled if name not in notice] == []
