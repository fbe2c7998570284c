"""`add` and `watch` with tables, web addresses and folders, as a person types them."""

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.test_reading import PLAIN, read_by_hand, start
from tests.fetch.conftest import PAGE, Site, site

from reportedly import pipeline
from reportedly.case import Case

__all__ = ["site"]


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_many", read_by_hand)


@pytest.fixture
def new_case(tmp_path: Path) -> Path:
    return tmp_path / "new.reportedly"


def test_columns_of_a_table_are_named(run: Run, tmp_path: Path, new_case: Path) -> None:
    table = tmp_path / "archive.csv"
    table.write_text(f'No;"Story, long";Day;Paper\n7;{PLAIN};2021-05-04;Courier\n8;;;\n')
    columns = "text=Story, long,published=Day,publisher=Paper"
    result = run("add", str(table), "--columns", columns, "--case", str(new_case))
    assert result.exit_code == 3
    assert "row 3" in result.stderr
    with Case.open(new_case, create=False) as opened:
        [document] = opened.documents()
    assert (document.external_id, document.publisher) == ("7", "Courier")
    assert document.published_on == "2021-05-04"


@pytest.mark.parametrize("columns", ["text", "headline=Title", "=Title", "text="])
def test_columns_that_are_none_are_a_wrong_question(run: Run, tmp_path: Path, columns: str) -> None:
    result = run("add", str(tmp_path), "--columns", columns)
    assert result.exit_code == 2
    assert "expected" in result.stderr


def test_a_page_is_added_only_from_an_address_that_may_be_asked(
    run: Run, site: Site, new_case: Path
) -> None:
    url = site.say("/raid")
    refused = run("add", url, "--case", str(new_case))
    assert refused.exit_code == 3
    assert refused.stderr.startswith(f"reportedly: {url}: ")
    assert "--allow-private" in refused.stderr
    assert site.requests == []
    added = run("add", url, "--case", str(new_case), "--allow-private")
    assert added.exit_code == 0
    again = run("add", url, "--case", str(new_case), "--allow-private")
    assert "1 known already" in again.stdout
    with Case.open(new_case, create=False) as opened:
        [document] = opened.documents()
        assert [problem.code for problem in opened.problems()] == ["refused"]
    assert (document.url, document.external_id) == (url, url)


def test_extract_fetches_nothing(run: Run, site: Site) -> None:
    result = run("extract", site.say("/raid"))
    assert result.exit_code == 2
    assert site.requests == []


@pytest.mark.parametrize(
    "arguments",
    [("/no/such/folder",), ("ftp://a.example/",), (".", "--follow"), (".", "--every", "0")],
)
def test_what_cannot_be_watched_is_a_wrong_question(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("watch", *arguments).exit_code == 2


WATCH = """
from reportedly import pipeline
from reportedly.watch import FeedWatch, FolderWatch
from tests.cli.test_reading import read_by_hand
pipeline.read_many = read_by_hand
FolderWatch.settle_s = FeedWatch.settle_s = 0.05
from reportedly.cli.main import main
main()
"""


def stop(process: "subprocess.Popen[bytes]") -> Iterator[bytes]:
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    yield from errors.splitlines()


def test_a_folder_is_watched_until_it_is_stopped(tmp_path: Path, new_case: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(PLAIN)
    process = start("watch", str(folder), "--every", "1", "--case", str(new_case), program=WATCH)
    assert process.stderr is not None
    assert b"watching" in process.stderr.readline()
    assert b"a.txt: added, 0 claims" in process.stderr.readline()
    (folder / "b.txt").write_text(PLAIN + " Nobody was hurt.")
    assert b"b.txt: added" in process.stderr.readline()
    assert list(stop(process)) == [b"reportedly: stopped; what was stored stays"]
    with Case.open(new_case, create=False) as opened:
        assert opened.count().documents == 2


def test_a_feed_is_watched_until_it_is_stopped(site: Site, new_case: Path) -> None:
    item = f"<item><title>a</title><link>{site.url}/a</link><description>x</description></item>"
    url = site.say("/feed", f"<rss><channel>{item}</channel></rss>", "application/rss+xml")
    site.say("/a", PAGE)
    process = start(
        *("watch", url, "--follow", "--allow-private", "--every", "1", "--case", str(new_case)),
        program=WATCH,
    )
    assert process.stderr is not None
    assert b"watching" in process.stderr.readline()
    assert b"added, 0 claims" in process.stderr.readline()
    site.answers.pop("/feed")
    assert b"404" in process.stderr.readline()
    list(stop(process))
    with Case.open(new_case, create=False) as opened:
        [document] = opened.documents()
    assert document.url == site.url + "/a"
