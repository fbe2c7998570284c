"""Generated sections of a document: what stands between two marker comments is replaced."""

from collections.abc import Sequence
from pathlib import Path

from reportedly.errors import UsageError


def replace_section(path: Path, name: str, content: str) -> None:
    """Put `content` between `<!-- begin: name -->` and `<!-- end: name -->` in a Markdown file.

    A file that is missing, or that lacks the markers, gets them at its end. Raises `UsageError`
    when only one of the two stands there.
    """
    begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    section = f"{begin}\n{content.strip()}\n{end}"
    if (begin in text) != (end in text):
        raise UsageError(f"{path}: both '{begin}' and '{end}' were expected: mend the file")
    if begin in text:
        before, rest = text.split(begin, 1)
        text = before + section + rest.split(end, 1)[1]
    else:
        text = f"{text.rstrip()}\n\n{section}\n".lstrip("\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def make_table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    rule = tuple("---" for _ in columns)
    return "\n".join("| " + " | ".join(row) + " |" for row in (columns, rule, *rows))
