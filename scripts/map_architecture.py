"""Writes the map of modules in ARCHITECTURE.md from the first line of every module's docstring.

`python scripts/map_architecture.py` rewrites the text between the markers; `--check` changes
nothing and leaves with 1, naming the lines that differ, when the map is not current or a module
has no caption. Standard library only; modules are parsed, never imported.
"""

import argparse
import ast
import difflib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "reportedly"
PAGE = ROOT / "ARCHITECTURE.md"
BEGIN = "<!-- map: begin (python3 dev.py fix writes it) -->"
END = "<!-- map: end -->"


def main() -> int:
    """Rewrite the map, or check it; the exit status is 1 when something is to be done."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, say what differs")
    check = parser.parse_args().check
    uncaptioned = find_uncaptioned(PACKAGE)
    for module in uncaptioned:
        print(f"{module.relative_to(ROOT)}: a docstring whose first line says what it does is due")
    page = PAGE.read_text(encoding="utf-8")
    current = replace_map(page, make_map(PACKAGE))
    if page != current:
        if not check:
            PAGE.write_text(current, encoding="utf-8")
            print("ARCHITECTURE.md: map rewritten")
        else:
            print("ARCHITECTURE.md: the map is not current, run 'python3 dev.py fix'")
            print("\n".join(find_differences(page, current)))
    return 1 if uncaptioned or (check and page != current) else 0


def make_map(package: Path) -> str:
    """Return the map of `package`: a table of its own modules, then one for each folder in it."""
    folders = sorted({module.parent for module in find_modules(package)})
    return "\n\n".join(make_table(folder, package) for folder in folders)


def make_table(folder: Path, package: Path) -> str:
    """Return the heading, caption and table of one folder's modules."""
    name = folder.relative_to(package.parent).as_posix()
    caption = read_caption(folder / "__init__.py") or ""
    modules = sorted(m for m in folder.glob("*.py") if m.name != "__init__.py")
    lines = [f"### `{name}/`", "", caption]
    if modules:
        rows = [f"| `{m.name}` | {read_caption(m) or ''} |" for m in modules]
        lines += ["", "| module | what it does |", "| --- | --- |", *rows]
    return "\n".join(lines)


def find_modules(package: Path) -> list[Path]:
    """Return every module of `package`, sorted by path."""
    return sorted(package.rglob("*.py"))


def find_uncaptioned(package: Path) -> list[Path]:
    """Return the modules without a caption."""
    return [module for module in find_modules(package) if not read_caption(module)]


def read_caption(module: Path) -> str | None:
    """Return the first line of a module's docstring, `None` where there is none."""
    if not module.exists():
        return None
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    return docstring.splitlines()[0].strip().replace("|", "\\|") if docstring else None


def replace_map(page: str, content: str) -> str:
    """Return `page` with `content` between the markers; `ValueError` when it lacks them."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"two markers were expected in the page: {BEGIN} and {END}")
    return f"{head}{BEGIN}\n\n{content}\n\n{END}{tail}"


def find_differences(page: str, current: str) -> list[str]:
    """Return the lines that are to go (-) and to come (+)."""
    difference = difflib.ndiff(page.splitlines(), current.splitlines())
    return [line for line in difference if line[:1] in "-+"]


if __name__ == "__main__":
    sys.exit(main())
