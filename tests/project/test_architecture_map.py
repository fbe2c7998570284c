"""ARCHITECTURE.md says what is there, and the script that writes it can be trusted."""

from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of two folders whose module `quiet` says nothing about itself."""
    folder = tmp_path / "house"
    (folder / "room").mkdir(parents=True)
    (folder / "__init__.py").write_text('"""A small house."""\n')
    (folder / "room" / "__init__.py").write_text('"""A room."""\n')
    (folder / "room" / "door.py").write_text('"""Opens | shuts.\n\nMore words.\n"""\n')
    (folder / "room" / "quiet.py").write_text("x = 1\n")
    return folder


def test_the_map_in_the_page_is_the_map_of_the_modules(architecture: ModuleType) -> None:
    page = architecture.PAGE.read_text(encoding="utf-8")
    current = architecture.replace_map(page, architecture.make_map(architecture.PACKAGE))
    assert architecture.find_differences(page, current) == []


def test_every_module_says_what_it_does_in_its_first_line(architecture: ModuleType) -> None:
    assert architecture.find_uncaptioned(architecture.PACKAGE) == []


def test_a_map_has_a_heading_a_folder_and_a_row_a_module(
    architecture: ModuleType, package: Path
) -> None:
    content = architecture.make_map(package)
    assert "### `house/`\n\nA small house." in content
    assert "### `house/room/`\n\nA room." in content
    assert "| `door.py` | Opens \\| shuts. |" in content
    assert "More words" not in content


def test_a_module_without_a_docstring_is_found(architecture: ModuleType, package: Path) -> None:
    assert architecture.find_uncaptioned(package) == [package / "room" / "quiet.py"]


def test_only_what_stands_between_the_markers_is_replaced(architecture: ModuleType) -> None:
    page = f"before\n{architecture.BEGIN}\nold\n{architecture.END}\nafter\n"
    replaced = architecture.replace_map(page, "new")
    assert replaced.startswith("before\n")
    assert replaced.endswith("\nafter\n")
    assert "new" in replaced
    assert "old" not in replaced
    assert architecture.replace_map(replaced, "new") == replaced


def test_a_page_without_markers_is_refused(architecture: ModuleType) -> None:
    with pytest.raises(ValueError, match="two markers were expected"):
        architecture.replace_map("no markers here", "new")


def test_check_changes_nothing_and_leaves_with_1_when_the_map_is_old(
    architecture: ModuleType,
    package: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (package / "room" / "quiet.py").write_text('"""Keeps silent."""\n')
    page = package.parent / "PAGE.md"
    page.write_text(f"{architecture.BEGIN}\n{architecture.END}\n")
    before = page.read_text()
    monkeypatch.setattr(architecture, "ROOT", package.parent)
    monkeypatch.setattr(architecture, "PACKAGE", package)
    monkeypatch.setattr(architecture, "PAGE", page)

    monkeypatch.setattr("sys.argv", ["map_architecture.py", "--check"])
    assert architecture.main() == 1
    assert page.read_text() == before
    assert "+ | `quiet.py` | Keeps silent. |" in capsys.readouterr().out

    monkeypatch.setattr("sys.argv", ["map_architecture.py"])
    assert architecture.main() == 0
    monkeypatch.setattr("sys.argv", ["map_architecture.py", "--check"])
    assert architecture.main() == 0
