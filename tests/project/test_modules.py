"""What must hold of every module: its size, its name, its imports, its words."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

MOST_LINES = 400
CATCH_ALL = {"utils", "util", "common", "helpers", "helper", "misc", "stuff"}
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:work|root|home|Users|tmp)/\w")
OPEN_MARK = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
BOAST = re.compile(
    r"\b(?:seamless(?:ly)?|blazing(?:ly)?|cutting-edge|state-of-the-art|powerful|robust(?:ly)?|"
    r"world-class|effortless(?:ly)?|next-generation|game-chang\w+|leverag(?:e|es|ing))\b",
    re.IGNORECASE,
)


def find_modules(root: Path) -> list[Path]:
    return sorted((root / "src").rglob("*.py"))


def find_prose(root: Path) -> list[Path]:
    """Code and pages that people read; a text that is read as input may say what it likes."""
    folders = ("src", "scripts", "docs", "benchmarks")
    inside = (file for folder in folders for file in (root / folder).rglob("*"))
    files = [*inside, *root.glob("*.md"), root / "dev.py", root / "pyproject.toml"]
    return sorted(f for f in files if f.suffix in {".py", ".md", ".toml"} and f.is_file())


def test_no_module_is_longer_than_400_lines(root: Path) -> None:
    sizes = {m: len(m.read_text(encoding="utf-8").splitlines()) for m in find_modules(root)}
    assert {str(m.relative_to(root)): n for m, n in sizes.items() if n > MOST_LINES} == {}


def test_no_module_has_a_name_that_fits_anything(root: Path) -> None:
    parts = {part.lower() for m in find_modules(root) for part in m.with_suffix("").parts}
    assert parts & CATCH_ALL == set()


def test_every_imported_package_is_a_declared_dependency(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    lists = [project["dependencies"], *extras]
    declared = {normalise(requirement) for listed in lists for requirement in listed}
    owners = packages_distributions()
    undeclared = {
        f"{module.relative_to(root)}: {package}"
        for module in find_modules(root)
        for package in find_imports(module) - {"reportedly"} - sys.stdlib_module_names
        if not declared & {normalise(name) for name in owners.get(package, [package])}
    }
    assert undeclared == set()


def normalise(requirement: str) -> str:
    """The name of the distribution that a requirement asks for, in the index's spelling."""
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name.group()).lower()


def find_imports(module: Path) -> set[str]:
    """The top-level packages that a module imports anywhere in it."""
    imported: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.partition(".")[0])
    return imported


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (MACHINE_PATH, "a path of somebody's machine"),
        (OPEN_MARK, "open work belongs into an issue"),
        (BOAST, "a word that sells instead of saying"),
    ],
    ids=["paths", "marks", "boasts"],
)
def test_no_page_and_no_module_holds(root: Path, pattern: re.Pattern[str], why: str) -> None:
    found = [
        f"{file.relative_to(root)}:{number}: {line.strip()}"
        for file in find_prose(root)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == [], why
