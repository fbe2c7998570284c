"""Doubts are asked one after the other; every answer is stored at once, by key or by line."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest
from tests.cli.conftest import Run
from tests.made_readings import Page

from reportedly.case import Case
from reportedly.cli.keys import Answer, read_answers

NAMES = ("Omar Kessel", "Tarik Kessel", "Kessel", "Ana Brezan", "Brezan", "Ines Brezan")


@pytest.fixture
def doubtful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two surnames that fit two people each, every name in a report of its own."""
    monkeypatch.setenv("REPORTEDLY_USER", "ines")
    path = tmp_path / "doubtful.reportedly"
    with Case.open(path) as case:
        for name in NAMES:
            page = Page(f"{name} entered Dura.", external_id=name)
            who, where = page.argument(name, "person"), page.argument("Dura", "place")
            case.keep(page.reading(page.claim("moved_to", who, where, page.span(page.text))))
    return path


def review(run: Run, case: Path, answers: str) -> str:
    result = run("review", "--case", str(case), stdin=answers.encode())
    assert result.exit_code == 0, result.stderr
    return result.stdout


def list_log(path: Path) -> list[tuple[str, str, str | None]]:
    with Case.open(path) as case:
        return [(x.judgement.verb, x.state, x.judgement.why) for x in case.judgements()]


def test_both_sides_are_shown_with_their_claims_and_words_the_score_and_the_reason(
    run: Run, doubtful: Path
) -> None:
    shown = review(run, doubtful, "q\n")
    assert "Doubt 1 of 4  likeness 0.80: 'Kessel' alone" in shown
    assert "person, 1 document" in shown
    assert "“Tarik Kessel entered Dura.”" in shown
    assert "“Kessel entered Dura.”" in shown
    assert "0 answers stored, 4 doubts left" in shown
    assert list_log(doubtful) == []


def test_answers_are_stored_with_their_reasons_and_not_asked_for_again(
    run: Run, doubtful: Path
) -> None:
    shown = review(run, doubtful, "y\nn another one\nu\n")
    assert "3 answers stored" in shown
    log = list_log(doubtful)
    assert [verb for verb, _, _ in log] == ["same", "different", "unsure"]
    assert log[1][2] == "another one"
    assert "4 doubts" not in review(run, doubtful, "q\n")


def test_a_surname_that_fits_one_since_two_were_merged_is_no_doubt(
    run: Run, doubtful: Path
) -> None:
    with Case.open(doubtful) as case:
        case.merge("Omar Kessel", "Tarik Kessel")
    assert "Doubt 1 of 2" in review(run, doubtful, "q\n")


def test_one_can_go_to_and_fro_undo_and_give_a_reason(run: Run, doubtful: Path) -> None:
    shown = review(run, doubtful, "j\nk\nk\nj\nw\nthe same post\ny\nz\n?\nx\nz\nq\n")
    order = [line.split(" ")[1] for line in shown.splitlines() if line.startswith("Doubt ")]
    assert order == ["1", "2", "1", "4", "1", "1", "1"]
    assert "the next answer is given because: the same post" in shown
    assert "undone: " in shown
    assert "never joined, by way of third ones either" in shown
    assert "'x' is no answer" in shown
    assert "no answer of this sitting is left to undo" in shown
    assert list_log(doubtful) == [("same", "undone", "the same post"), ("undo", "holds", None)]


def test_when_all_is_answered_there_is_nothing_left_to_review(run: Run, doubtful: Path) -> None:
    shown = review(run, doubtful, "u\nu\nu\nu\ny\n")
    assert shown.count("no doubt is left") == 2
    assert "4 answers stored, 0 doubts left" in shown
    assert review(run, doubtful, "") == "no doubt is left: nothing to review\n"


def test_the_end_of_the_input_ends_the_review_and_keeps_the_answers(
    run: Run, doubtful: Path
) -> None:
    assert "1 answer stored, 3 doubts left" in review(run, doubtful, "u\n")
    assert [verb for verb, _, _ in list_log(doubtful)] == ["unsure"]


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO]]:
    """A terminal: the end that a person types at, and the end that a program reads."""
    pty = pytest.importorskip("pty", reason="there are no such terminals on this system")
    keyboard, screen = pty.openpty()
    with os.fdopen(screen, encoding="utf-8") as stream:
        yield keyboard, stream
    os.close(keyboard)


def test_in_a_terminal_a_key_is_enough(terminal: tuple[int, TextIO]) -> None:
    keyboard, stream = terminal
    answers = read_answers(stream)
    for typed, key in ((b"y", "y"), (b"N", "n"), (b"\x1b[B", "j"), (b"\x1b[A", "k"), (b"\n?", "?")):
        for byte in (typed,) if typed.startswith(b"\x1b") else (bytes([b]) for b in typed):
            os.write(keyboard, byte)
        assert next(answers) == Answer(key)
    os.write(keyboard, b"\x04")
    assert list(answers) == []
