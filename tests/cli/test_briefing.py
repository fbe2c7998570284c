"""`brief` writes the form that the file's name tells, and never over a file unasked."""

import zipfile
from pathlib import Path

import pytest
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("name", "begin"),
    [("b.html", b"<!DOCTYPE html>"), ("b.md", b"# Heron Movement"), ("b.docx", b"PK")],
)
def test_the_name_of_the_file_tells_the_form(
    run: Run, tmp_path: Path, name: str, begin: bytes
) -> None:
    file = tmp_path / name
    result = run("brief", "Heron Movement", "-o", str(file))
    assert result.exit_code == 0
    assert file.read_bytes().startswith(begin)
    assert "footnotes written to" in result.stderr
    assert not list(tmp_path.glob("*.part"))


def test_standard_output_is_markdown_unless_another_form_is_asked_for(run: Run) -> None:
    shown = run("brief", "Heron Movement", "--made", "2020-01-02")
    assert shown.stdout.startswith("# Heron Movement\n")
    assert "2 January 2020" in shown.stdout
    page = run("brief", "Heron Movement", "--as", "html", "-o", "-")
    assert page.stdout.startswith("<!DOCTYPE html>")


def test_a_file_that_is_there_is_kept_unless_forced(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "b.md"
    file.write_text("edited by hand")
    refused = run("brief", "Heron Movement", "-o", str(file))
    assert refused.exit_code == 2
    assert "--force replaces it" in refused.stderr
    assert file.read_text() == "edited by hand"
    assert run("brief", "Heron Movement", "-o", str(file), "--force").exit_code == 0
    assert file.read_text().startswith("# Heron Movement")


def test_a_file_of_another_form_needs_one_to_be_named(run: Run, tmp_path: Path) -> None:
    refused = run("brief", "Heron Movement", "-o", str(tmp_path / "b.pdf"))
    assert refused.exit_code == 2
    assert "ends in .html, .docx or .md" in refused.stderr
    file = tmp_path / "b.out"
    assert run("brief", "Heron Movement", "-o", str(file), "--as", "docx").exit_code == 0
    assert zipfile.is_zipfile(file)


def test_a_name_that_is_not_there_is_no_and_a_date_that_is_none_is_wrong(run: Run) -> None:
    assert run("brief", "Nobody").exit_code == 1
    assert run("brief", "Heron Movement", "--since", "soon").exit_code == 2
    assert run("brief", "Heron Movement", "--made", "soon").exit_code == 2


def test_a_brief_of_nothing_is_not_written(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "b.html"
    result = run("brief", "Heron Movement", "--since", "2090", "-o", str(file))
    assert result.exit_code == 1
    assert "no claim that is asked for" in result.stderr
    assert not file.exists()


def test_a_folder_that_is_not_there_gives_one_line(run: Run, tmp_path: Path) -> None:
    result = run("brief", "Heron Movement", "-o", str(tmp_path / "none" / "b.md"))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_a_title_of_ones_own_heads_the_brief(run: Run) -> None:
    assert run("brief", "Heron Movement", "--title", "The herons").stdout.startswith(
        "# The herons\n"
    )
