"""The commands of docs/tutorial.md, given one after the other, answer as it says.

The first of a kind is typed into a shell and starts the program, as is what needs a shell; the others
are called in this process, which has loaded already.
"""

import contextlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.examples.conftest import ROOT
from typer.testing import CliRunner

from reportedly.cli.main import app

PAGE = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SET_UP = re.compile(r"^python3 dev\.py (\w+)$", re.MULTILINE)
STATUS = re.compile(r"# exit status (\d+)")
CLAIM = re.compile(r"\bclm-[0-9a-f]{20}\b")
# How many claims there are changes with every wording that is added; that some are there does not.
COUNT = re.compile(r"\b[1-9]\d*(?= claims?\b)")
LEFT_OUT = "…"
STARTED = {"doctor", "add", "claims", "export"}
"""Commands of which the first is a process of its own: each has another part of the program to load."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line that is typed, what the page shows below it, and how it ends."""

    command: str
    shown: tuple[str, ...]
    status: int


def read_steps(page: str) -> Iterator[Step]:
    for block in BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.splitlines()
            ends = [int(match[1]) for line in lines if (match := STATUS.fullmatch(line))]
            shown = [line for line in lines if line.strip() and not STATUS.fullmatch(line)]
            yield Step(command, tuple(shown), ends[0] if ends else 0)


STEPS = list(read_steps(PAGE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> list[tuple[int, str]]:
    """The exit status and what was printed, for every step, in a folder of its own."""
    programs, folder = tmp_path_factory.mktemp("programs"), tmp_path_factory.mktemp("tutorial")
    (folder / "examples").symlink_to(examples)
    make_program(programs / "reportedly")
    started: set[str] = set()
    found: list[tuple[int, str]] = []
    for step in STEPS:
        # A claim has another number once its words are read otherwise: take the one just shown.
        numbers = CLAIM.findall(found[-1][1]) if found else []
        command = CLAIM.sub(numbers[0], step.command) if numbers else step.command
        words = shlex.split(command)
        if words[0] == "reportedly" and words[1] not in STARTED - started:
            found.append(call(words[1:], folder))
        else:
            started.add(words[1])
            found.append(type_into_shell(command, folder, programs))
    return found


def call(arguments: list[str], folder: Path) -> tuple[int, str]:
    """Run the command line in this process, in `folder` and with no settings from outside."""
    unset = {name: None for name in os.environ if name.startswith("REPORTEDLY_")}  # noqa: TID251
    with contextlib.chdir(folder):
        result = CliRunner().invoke(app, arguments, env=unset)
    return result.exit_code, result.output


def type_into_shell(command: str, folder: Path, programs: Path) -> tuple[int, str]:
    path = f"{programs}{os.pathsep}{os.defpath}"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env={"PATH": path, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def make_program(file: Path) -> None:
    """A command that runs this source with this Python, as the installed one would."""
    code = "import sys; from reportedly.cli.main import main; sys.exit(main())"
    line = f'exec {shlex.quote(sys.executable)} -W ignore -c {shlex.quote(code)} "$@"'
    file.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    file.chmod(0o755)


def make_pattern(line: str) -> re.Pattern[str]:
    """What a shown line stands for: spacing is free, `…` is anything, counts and numbers vary."""
    parts = [" ".join(part.split()) for part in mask(line).split(LEFT_OUT)]
    return re.compile(r"\s*.*\s*".join(re.escape(part) for part in parts))


def mask(line: str) -> str:
    return " ".join(COUNT.sub("N", CLAIM.sub("clm-", line)).split())


def is_shown_in_order(shown: tuple[str, ...], answer: str) -> str | None:
    """The first shown line that does not come, or comes too early; `None` when all are there."""
    lines = iter([mask(line) for line in answer.splitlines()])
    for line in shown:
        pattern = make_pattern(line)
        if line.strip() != LEFT_OUT and not any(pattern.search(printed) for printed in lines):
            return line
    return None


@pytest.mark.skipif(os.name == "nt", reason="the page is typed into a POSIX shell")
@pytest.mark.parametrize("number", range(len(STEPS)), ids=[step.command for step in STEPS])
def test_a_command_of_the_page_answers_as_shown(
    number: int, answers: list[tuple[int, str]]
) -> None:
    step, (status, answer) = STEPS[number], answers[number]
    assert status == step.status, answer
    missing = is_shown_in_order(step.shown, answer)
    assert missing is None, f"the page shows\n{missing}\nbut the answer is\n{answer}"


def test_the_page_sets_up_as_the_project_does() -> None:
    names = SET_UP.findall(PAGE.read_text(encoding="utf-8"))
    script = (ROOT / "dev.py").read_text(encoding="utf-8")
    assert names
    assert [name for name in names if f"def {name}() -> int:" not in script] == []


def test_a_line_that_is_not_answered_is_noticed() -> None:
    answer = "Ana leads the League\n    claim    clm-0123456789abcdef0123\n"
    assert is_shown_in_order(("Ana leads … League", "…", "claim clm-…"), answer) is None
    assert is_shown_in_order(("Ana leads the Front",), answer) == "Ana leads the Front"
    assert is_shown_in_order(("claim clm-…", "Ana leads …"), answer) == "Ana leads …"
