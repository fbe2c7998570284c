"""How much there is to read is known where counting it is not reading it; what it took is said."""

from pathlib import Path

import pytest

from reportedly.cli.inputs import count_inputs
from reportedly.cli.progress import Progress


def test_reports_in_folders_and_lines_are_counted_beforehand(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    (tmp_path / "README.txt").write_text("What is here.")
    (tmp_path / ".hidden.txt").write_text("No report.")
    assert count_inputs([str(tmp_path), str(tmp_path / "a.txt")]) == 4


def test_nothing_is_counted_where_the_number_would_be_a_guess(tmp_path: Path) -> None:
    (tmp_path / "pages.unheard-of").write_bytes(b"x")
    assert count_inputs([str(tmp_path)]) is None
    assert count_inputs(["-"]) is None
    assert count_inputs([str(tmp_path / "missing.jsonl")]) is None


def test_a_line_says_the_rate_and_what_is_left() -> None:
    progress = Progress(total=1000)
    assert progress._describe(100, 500, 100, 50) == (
        "100 documents, 500 claims, 50 s, 2.0 documents/s, about 7 min left"
    )
    assert progress._describe(1, 2, 0, 0.5) == "1 document, 2 claims, 0 s"


def test_what_is_left_does_not_count_the_time_until_the_first_document() -> None:
    progress = Progress(total=100)
    progress._first = (1, 40.0)
    assert "left" not in progress._describe(1, 9, 0, 40)
    assert progress._describe(21, 99, 0, 50).endswith("about 40 s left")


def test_the_cost_of_a_run_is_said_at_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    Progress().sum_up(250)
    assert "CPU seconds per 1,000 documents" in capsys.readouterr().err
    Progress().sum_up(3)
    assert not capsys.readouterr().err


def test_while_names_are_compared_it_is_said_how_many_are_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    progress = Progress()
    progress.wait(12, lambda: 3)
    assert not capsys.readouterr().err, "it is not time yet"
    monkeypatch.setattr("reportedly.cli.progress._EVERY_S", 0.0)
    progress.wait(12, lambda: 3)
    assert "3 names are still to be compared, then 12 documents" in capsys.readouterr().err
    progress.wait(12, lambda: 0)
    assert "12 documents are still to be weighed" in capsys.readouterr().err
    progress.wait(0, lambda: 0)
    assert not capsys.readouterr().err
