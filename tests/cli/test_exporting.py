"""`export` on the command line: every format, and files that must not be replaced."""

import json
import os
import sys
import threading
from pathlib import Path
from typing import Literal, get_args

import pytest
from tests.cli.conftest import Run

from reportedly.case import EXPORT_FORMATS, Case
from reportedly.cli import exporting
from reportedly.errors import UsageError
from reportedly.export.names import FormatName


def test_an_export_to_a_file_replaces_it_whole(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "claims.jsonl"
    target.write_text("old")
    assert run("export", "--to", "jsonl", "-o", str(target)).exit_code == 0
    assert target.read_bytes() == run("export").stdout_bytes
    assert len(target.read_bytes().splitlines()) == 19
    assert not list(tmp_path.glob("*.part"))
    missing = run("export", "-o", str(tmp_path / "no" / "claims.jsonl"))
    assert (missing.exit_code, missing.stderr.count("\n")) == (1, 1)


def test_the_command_line_has_every_format_of_a_case() -> None:
    assert get_args(FormatName) == EXPORT_FORMATS


def test_a_whole_case_is_one_object_and_its_parts_are_counted(
    run: Run, tmp_path: Path, case_path: Path
) -> None:
    target = tmp_path / "case.json"
    result = run("export", "--to", "case", "-o", str(target))
    assert result.exit_code == 0
    whole = json.loads(target.read_bytes())
    assert target.read_bytes() == run("export", "--to", "case").stdout_bytes
    told = {t["claim"] for p in whole["propositions"] for t in p["affirmed"] + p["denied"]}
    with Case.open(case_path) as case:
        assert told == {claim.id for claim in case.claims()}
    assert result.stderr == (f"4 documents and 19 claims written to {target}\n")


def test_an_unknown_format_is_a_wrong_question(run: Run) -> None:
    assert run("export", "--to", "papyrus").exit_code == 2


def test_a_link_is_followed_and_stays_a_link(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "real"
    folder.mkdir()
    target, link = folder / "claims.jsonl", tmp_path / "link.jsonl"
    target.write_text("old")
    link.symlink_to(target)
    assert run("export", "-o", str(link)).exit_code == 0
    assert link.is_symlink()
    assert target.read_bytes() == run("export").stdout_bytes
    assert sorted(file.name for file in folder.iterdir()) == ["claims.jsonl"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_named_pipe_is_written_to_and_stays_a_pipe(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert run("export", "-o", str(pipe)).exit_code == 0
    reader.join(timeout=10)
    assert pipe.is_fifo()
    assert received == [run("export").stdout_bytes]


def test_the_name_of_standard_output_is_standard_output(run: Run) -> None:
    result = run("export", "-o", "/dev/stdout")
    assert result.stdout_bytes == run("export").stdout_bytes
    assert result.stderr == ""


def test_a_folder_is_no_file_to_write_to(run: Run, tmp_path: Path) -> None:
    result = run("export", "-o", str(tmp_path))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert tmp_path.is_dir()


@pytest.mark.parametrize("to", EXPORT_FORMATS)
def test_a_file_holds_what_standard_output_would(run: Run, tmp_path: Path, to: str) -> None:
    target = tmp_path / "case.out"
    result = run("export", "--to", to, "-o", str(target))
    assert result.exit_code == 0
    assert result.stderr.endswith(f" written to {target}\n")
    assert target.read_bytes() == run("export", "--to", to).stdout_bytes


@pytest.mark.parametrize("to", ["csv", "parquet"])
def test_what_is_no_text_is_not_written_to_a_terminal(
    to: Literal["csv", "parquet"], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(UsageError, match="name a file with -o FILE"):
        exporting._check(to, "-")
    exporting._check(to, "case.zip")
    exporting._check("graphml", "-")


def test_a_zip_of_tables_is_not_written_under_the_name_of_one(run: Run, tmp_path: Path) -> None:
    result = run("export", "--to", "csv", "-o", str(tmp_path / "claims.csv"))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert ".zip" in result.stderr
    assert not list(tmp_path.glob("*.csv"))
