"""Pages say what the program does: every command, every demonstrated line, every link."""

import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest

PYTHON_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def find_pages(root: Path) -> list[Path]:
    return sorted([*root.glob("*.md"), *(root / "docs").rglob("*.md")])


def find_commands() -> list[str]:
    """The names of the program's commands; skips the test while there is no command line."""
    typer = pytest.importorskip("typer")
    module = pytest.importorskip("reportedly.cli.main", reason="there is no command line yet")
    return sorted(typer.main.get_command(module.app).commands)


def test_every_command_is_described_in_a_page(root: Path) -> None:
    pages = [root / "README.md", root / "docs" / "commands.md"]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages if page.exists())
    commands = find_commands()
    assert commands
    assert [c for c in commands if not re.search(rf"\breportedly {c}\b", text)] == []


def test_every_line_of_the_demonstration_is_a_command_and_stands_in_the_tour(
    root: Path, dev: ModuleType
) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert [line for line in dev.DEMO if line not in readme] == []
    commands = find_commands()
    assert [line for line in dev.DEMO if shlex.split(line)[1] not in commands] == []


def test_every_link_between_pages_leads_somewhere(root: Path) -> None:
    dead = [
        f"{page.relative_to(root)} → {target}"
        for page in find_pages(root)
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_the_python_of_the_readme_runs_and_prints_a_claim(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = PYTHON_BLOCK.findall((root / "README.md").read_text(encoding="utf-8"))
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - the page's own lines
    assert "attacked Port Asel" in capsys.readouterr().out


def test_every_decision_says_when_and_whether_it_holds(root: Path) -> None:
    records = sorted((root / "docs" / "decisions").glob("[0-9]*.md"))
    numbers = [record.name[:4] for record in records]
    assert numbers == sorted(set(numbers))
    for record in records[1:]:
        text = record.read_text(encoding="utf-8")
        assert text.startswith(f"# {record.name[:4]}: "), record.name
        assert re.search(
            r"^Date: \d{4}-\d\d-\d\d · Status: (proposed|accepted|replaced by \d{4})$",
            text,
            re.MULTILINE,
        ), record.name


def test_every_knowledge_file_has_its_origin_written_down(root: Path) -> None:
    folder = root / "src" / "reportedly" / "knowledge"
    rows = (folder / "SOURCES.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`([\w/*]+\.toml)`", rows))
    files = {str(file.relative_to(folder).as_posix()) for file in folder.rglob("*.toml")}
    known = {str(f.relative_to(folder).as_posix()) for row in listed for f in folder.glob(row)}
    assert files - known == set()
    assert [row for row in listed if not list(folder.glob(row))] == []


def test_every_folder_of_tests_that_a_page_names_exists(root: Path) -> None:
    named = {
        folder
        for page in find_pages(root)
        for folder in re.findall(r"(?<![\w/])tests/[a-z]+", page.read_text(encoding="utf-8"))
    }
    assert named
    assert [folder for folder in named if not (root / folder).exists()] == []
