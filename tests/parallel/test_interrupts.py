"""Several reading processes: an interrupt ends all of them, at once and quietly."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportedly.case import Case

PROGRAM = """
import multiprocessing, signal, threading
from reportedly.parallel.interrupts import keep_interrupts_out

def tell():
    print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []), flush=True)

def start_two():
    keep_interrupts_out()
    for _ in range(2):
        process = multiprocessing.get_context("spawn").Process(target=tell)
        process.start()
        process.join()

if __name__ == "__main__":
    thread = threading.Thread(target=start_two)
    thread.start()
    thread.join()
"""

REPORT = "Officials in Port Asel said that the Heron Movement had attacked the harbour, note {}."


@pytest.mark.skipif(os.name == "nt", reason="interrupts are sent otherwise there")
@pytest.mark.parametrize("after_s", [0.0, 0.3, 1.0])
def test_an_interrupt_of_the_whole_terminal_ends_every_worker_at_once_and_quietly(
    tmp_path: Path, after_s: float
) -> None:
    folder, case = tmp_path / "reports", tmp_path / "case.reportedly"
    folder.mkdir()
    for n in range(400):
        (folder / f"{n:03}.txt").write_text(REPORT.format(n))
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "reportedly", "add", str(folder)),
            *("--case", str(case), "--workers", "2"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    until = time.monotonic() + 30
    while not case.exists() and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(after_s)
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    assert errors.splitlines()[-1] == b"reportedly: stopped; what was stored stays"
    assert b"spawn_main" not in errors
    assert time.monotonic() - began < 5
    with Case.open(case) as opened:
        assert opened.count().documents < 400


@pytest.mark.skipif(os.name == "nt", reason="interrupts are sent otherwise there")
def test_all_processes_that_a_thread_starts_are_spared(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "True"]
