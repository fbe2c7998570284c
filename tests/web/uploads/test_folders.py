"""Files lie in a folder of the server that reads them, and in none once it is gone."""

import subprocess
import sys
from pathlib import Path

from reportedly.web.uploads.folders import Folders

CRASHES = """
import os, sys
from pathlib import Path
from reportedly.web.uploads.folders import Folders
folder = Folders(Path(sys.argv[1])).make()
(folder / "0").write_text("a report")
print(folder, flush=True)
os._exit(9)
"""


def test_what_a_crashed_server_left_is_removed_by_the_next(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", CRASHES, str(tmp_path)], capture_output=True, text=True, check=False
    )
    left = Path(ran.stdout.strip())
    assert (left / "0").exists()
    Folders(tmp_path).sweep()
    assert list(tmp_path.iterdir()) == []


def test_what_another_server_holds_is_left_to_it(tmp_path: Path) -> None:
    held = Folders(tmp_path)
    folder = held.make()
    Folders(tmp_path).sweep()
    assert folder.exists()
    held.close()
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_made_before_it_is_needed(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "cache")
    folders.sweep()
    folders.close()
    assert not (tmp_path / "cache").exists()
