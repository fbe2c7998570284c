"""Folders and feeds, looked at again and again, with a pause that the test decides on."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from tests.cli.test_reading import read_by_hand
from tests.fetch.conftest import REPORT, Site, site

from reportedly import pipeline
from reportedly.case import Addition, Case
from reportedly.fetch import Bounds
from reportedly.read import Given
from reportedly.settings import Settings
from reportedly.watch import FeedWatch, FolderWatch, Source, watch_source

__all__ = ["site"]
Step = Callable[[], object]


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_many", read_by_hand)


class Enough(Exception):  # noqa: N818 - it is no error
    """The test has seen all rounds."""


def run(source: Source, case: Path, steps: Iterable[Step]) -> list[Addition]:
    """Look once, then once after each step; return what became of everything."""
    left = iter(steps)

    def pause(_: float) -> None:
        step = next(left, None)
        if step is None:
            raise Enough
        step()

    found: list[Addition] = []
    stream: Iterator[Addition] = watch_source(source, case, every_s=60, pause=pause)
    with contextlib.suppress(Enough):
        for addition in stream:
            found.append(addition)  # noqa: PERF402 - kept though the stream raises
    return found


def wait() -> None:
    """A look in which nothing has happened."""


def names(additions: list[Addition]) -> list[tuple[str, str]]:
    return [
        (
            a.outcome,
            Path(str(a.document.path)).name if a.document else str(a.problem and a.problem.code),
        )
        for a in additions
    ]


def watch_folder(folder: Path) -> FolderWatch:
    return FolderWatch(folder, settings=Settings(), publisher="Courier")


def test_a_file_is_read_once_it_is_the_same_in_two_looks(tmp_path: Path) -> None:
    folder, case = tmp_path / "in", tmp_path / "c.reportedly"
    folder.mkdir()
    slow = folder / "slow.txt"
    (folder / "old.txt").write_text(REPORT)

    def write(text: str) -> Step:
        def step() -> None:
            with slow.open("a") as file:
                file.write(text)

        return step

    steps = [
        write("The guard of Dura "),
        write("left at once. "),
        write("He was alone."),
        wait,
        wait,
    ]
    found = run(watch_folder(folder), case, steps)
    assert names(found) == [("added", "old.txt"), ("added", "slow.txt")]
    with Case.open(case, create=False) as opened:
        texts = {document.characters for document in opened.documents()}
    assert len("The guard of Dura left at once. He was alone.") in texts


def test_a_changed_file_is_read_again_and_an_empty_one_waits(tmp_path: Path) -> None:
    folder, case = tmp_path / "in", tmp_path / "c.reportedly"
    folder.mkdir()
    path = folder / "a.txt"
    path.touch()
    steps: list[Step] = [
        wait,
        lambda: path.write_text(REPORT),
        wait,
        wait,
        lambda: path.write_text(REPORT + " He left."),
        lambda: os.utime(path, (1, 1)),
        wait,
    ]
    assert names(run(watch_folder(folder), case, steps)) == [("added", "a.txt"), ("added", "a.txt")]


def test_what_the_case_knows_is_not_read_again_after_a_start(tmp_path: Path) -> None:
    folder, case = tmp_path / "in", tmp_path / "c.reportedly"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT)
    assert names(run(watch_folder(folder), case, [wait])) == [("added", "a.txt")]
    assert names(run(watch_folder(folder), case, [wait])) == [("known", "a.txt")]


def test_a_bad_file_is_a_problem_once_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder, case = tmp_path / "in", tmp_path / "c.reportedly"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 no")
    (folder / "b.txt").write_text(REPORT)
    found = run(watch_folder(folder), case, [wait, wait, wait])
    assert names(found) == [("problem", "malformed"), ("added", "b.txt")]


def test_a_folder_that_goes_away_is_said_once_and_may_come_back(tmp_path: Path) -> None:
    folder, case = tmp_path / "in", tmp_path / "c.reportedly"
    folder.mkdir()

    def come_back() -> None:
        folder.mkdir()
        (folder / "a.txt").write_text(REPORT)

    found = run(watch_folder(folder), case, [folder.rmdir, wait, come_back, wait])
    assert names(found) == [("problem", "missing"), ("added", "a.txt")]


def make_feed(site: Site, *numbers: int) -> str:
    items = "".join(
        f"<item><title>Raid {n}</title><link>{site.url}/{n}</link><guid>{n}</guid>"
        f"<pubDate>Tue, 0{n} May 2021 10:00:00 GMT</pubDate>"
        f"<description>{REPORT} Number {n}.</description></item>"
        for n in numbers
    )
    feed = f"<rss><channel><title>Courier</title>{items}</channel></rss>"
    return site.say("/feed", feed, "application/rss+xml")


def watch_feed(url: str, *, follow: bool = False) -> FeedWatch:
    bounds = Bounds(allow_private=True, timeout_s=10)
    return FeedWatch(url, given=Given(), bounds=bounds, follow=follow)


def test_new_items_of_a_feed_are_added_and_nothing_else_is_fetched(
    site: Site, tmp_path: Path
) -> None:
    case = tmp_path / "c.reportedly"
    url = make_feed(site, 1, 2)
    found = run(watch_feed(url), case, [wait, lambda: make_feed(site, 1, 2, 3)])
    assert [a.document.external_id for a in found if a.document] == ["1", "2", "3"]
    assert {path for path, _ in site.requests} == {"/feed"}
    again = run(watch_feed(url), case, [])
    assert [a.outcome for a in again] == ["known"] * 3


def test_followed_items_are_their_pages_with_the_feeds_date_and_none_twice(
    site: Site, tmp_path: Path
) -> None:
    case = tmp_path / "c.reportedly"
    url = make_feed(site, 1, 2)
    for n in (1, 2):
        site.say(f"/{n}", f"<html><body><p>{REPORT} The whole page {n}.</p></body></html>")
    found = run(watch_feed(url, follow=True), case, [wait])
    documents = [a.document for a in found if a.document]
    assert [d.text.endswith(f"The whole page {n}.") for n, d in enumerate(documents, 1)] == [
        True,
        True,
    ]
    assert [(d.published_on, d.publisher) for d in documents] == [
        ("2021-05-01", "Courier"),
        ("2021-05-02", "Courier"),
    ]
    run(watch_feed(url, follow=True), case, [wait])
    fetched = [path for path, _ in site.requests if path != "/feed"]
    assert sorted(fetched) == ["/1", "/2"]


def test_where_a_page_cannot_be_fetched_the_item_itself_is_added(
    site: Site, tmp_path: Path
) -> None:
    found = run(watch_feed(make_feed(site, 1), follow=True), tmp_path / "c.reportedly", [wait])
    assert [a.outcome for a in found] == ["problem", "added"]
    assert found[1].document is not None
    assert found[1].document.text.endswith("Number 1.")


def test_a_feed_that_is_away_for_a_while_is_said_and_not_kept(site: Site, tmp_path: Path) -> None:
    case = tmp_path / "c.reportedly"
    url = make_feed(site, 1)
    site.say("/feed", "", status=503)
    found = run(watch_feed(url), case, [lambda: make_feed(site, 1)])
    assert [a.outcome for a in found] == ["problem", "added"]
    with Case.open(case, create=False) as opened:
        assert list(opened.problems()) == []


def test_a_long_feed_is_followed_in_portions(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.watch.feed._MOST_PAGES", 2)
    url = make_feed(site, 1, 2, 3, 4, 5)
    for n in range(1, 6):
        site.say(f"/{n}", f"<p>{REPORT} The whole page {n}.</p>")
    source = watch_feed(url, follow=True)
    first = run(source, tmp_path / "c.reportedly", [])
    assert (len(first), source.is_waiting) == (2, True)
    rest = run(source, tmp_path / "c.reportedly", [wait])
    assert (len(rest), source.is_waiting) == (3, False)
