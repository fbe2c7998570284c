"""A corpus is read partition by partition: the same bytes however it is cut, and never twice."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reportedly.errors import ReportedlyError, UsageError
from reportedly.export.readings_parquet import read_readings
from reportedly.parallel import read_all
from reportedly.read import read_documents
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings
from reportedly.work import corpus
from reportedly.work.corpus import Job, read_locally
from reportedly.work.output import Manifest, Summary, prepare_output, write_partition
from reportedly.work.pieces import read_partition
from reportedly.work.plan import plan_partitions

PLACES = ("Dura", "Port Asel", "Lower Kestria")


def make_lines(count: int) -> list[dict[str, str]]:
    return [
        {
            "doc_id": f"r{n}",
            "text": f"Orlan Daskeva attacked {PLACES[n % 3]} on day {n}, Omar Kessel said.",
            "published": "2021-05-03",
            "publisher": "Asel Courier",
        }
        for n in range(count)
    ]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    lines = [json.dumps(line) + "\n" for line in make_lines(11)]
    (folder / "a.jsonl").write_text("".join([*lines[:4], "not json\n", *lines[4:]]))
    with gzip.open(folder / "b.jsonl.gz", "wt") as file:
        file.write(json.dumps(make_lines(13)[12]) + "\n")
    rows = [line | {"doc_id": f"p{n}"} for n, line in enumerate(make_lines(7))]
    pq.write_table(pa.Table.from_pylist(rows), folder / "c.parquet", row_group_size=3)
    (folder / "d.txt").write_text("Officials in Dura denied that Orlan Daskeva had left.")
    (folder / "e.txt").write_text("Omar Kessel leads the Coral League.")
    (folder / "f.xls").write_text("?")
    return folder


def make_manifest(**changes: object) -> Manifest:
    fields = {
        "program": "1",
        "model": "made",
        "published_on": None,
        "publisher": None,
        "max_bytes": 1 << 20,
        "max_chars": 1 << 20,
        "partition_size": 4,
    }
    return msgspec.convert(fields | changes, Manifest)


def read_by_hand(
    items: Iterable[object],
    settings: Settings,
    *,
    workers: int | None = 1,  # noqa: ARG001
    is_guarded: bool = False,
) -> Iterator[object]:
    """A reading without claims for each document, at once."""
    assert is_guarded
    for item in items:
        yield (
            Reading(
                document=item,
                sentences=(),
                mentions=(),
                attributions=(),
                claims=(),
                problems=(),
                model=settings.model,
            )
            if isinstance(item, Document)
            else item
        )


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "read_all", read_by_hand)


def read(
    source: Path, folder: Path, size: int = 4, *, again: bool = False, **changes: Any
) -> list[Summary]:
    manifest = make_manifest(partition_size=size, **changes)
    partitions = plan_partitions(source, size)
    done = {s.partition for s in prepare_output(folder, manifest, partitions, again=again)}
    settings = Settings(model=manifest.model, max_bytes=1 << 20, max_chars=1 << 20)
    job = Job(folder=folder, manifest=manifest, settings=settings)
    return list(read_locally(job, [p for p in partitions if p.name not in done], 1))


def list_files(folder: Path) -> dict[str, bytes]:
    return {
        str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()
    }


def list_records(folder: Path) -> list[bytes]:
    """Every line of a corpus, in the order of its partitions."""
    return [
        msgspec.json.encode(line)
        for path in sorted((folder / "readings").iterdir())
        for line in read_readings(path)
    ]


@pytest.mark.usefixtures("by_hand")
def test_every_report_is_read_once_whatever_its_format_and_however_it_is_cut(
    source: Path, tmp_path: Path
) -> None:
    read(source, tmp_path / "four", 4)
    expected = list_records(tmp_path / "four")
    lines = [msgspec.json.decode(record) for record in expected]
    ids = [line["external_id"] for line in lines if line["document"]]
    assert ids == [*(f"r{n}" for n in range(11)), "r12", *(f"p{n}" for n in range(7)), "d", "e"]
    assert [p["code"] for line in lines if not line["document"] for p in line["problems"]] == [
        "malformed",
        "unsupported",
    ]
    assert (
        "line 5" in next(line for line in lines if not line["document"])["problems"][0]["message"]
    )
    for size in (1, 3, 100):
        read(source, tmp_path / str(size), size)
        assert list_records(tmp_path / str(size)) == expected


@pytest.mark.usefixtures("by_hand")
def test_documents_are_those_that_reading_the_source_gives(source: Path, tmp_path: Path) -> None:
    (source / "b.jsonl.gz").unlink()
    (source / "c.parquet").unlink()
    read(source, tmp_path / "out", 3)
    written = [
        line.document
        for path in sorted((tmp_path / "out" / "readings").iterdir())
        for line in read_readings(path)
        if not isinstance(line, Exception) and line.document
    ]
    assert written == [d for d in read_documents([source]) if isinstance(d, Document)]


@pytest.mark.usefixtures("by_hand")
def test_what_is_done_is_not_read_again_and_what_is_half_written_is(
    source: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    names = [summary.partition for summary in read(source, folder)]
    before = list_files(folder)
    assert read(source, folder) == []
    (folder / "done" / f"{names[1]}.json").unlink()
    (folder / "readings" / f"{names[2]}.parquet").write_bytes(b"PAR1")
    (folder / "claims" / f"{names[3]}.parquet").unlink()
    (folder / "readings" / f"{names[0]}.parquet.host.1.part").write_bytes(b"half")
    assert [summary.partition for summary in read(source, folder)] == names[1:4]
    assert list_files(folder) == before


@pytest.mark.usefixtures("by_hand")
def test_a_partition_whose_source_changed_is_read_again(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    read(source, folder)
    text = (source / "a.jsonl").read_text()
    (source / "a.jsonl").write_text(text.replace("on day 0", "on day 9"))
    assert [summary.partition for summary in read(source, folder)] == ["part-000000"]
    (source / "f.xls").unlink()
    (source / "e.txt").unlink()
    read(source, folder)
    read(source, tmp_path / "new")
    assert list_files(folder) == list_files(tmp_path / "new")


@pytest.mark.usefixtures("by_hand")
def test_a_source_that_goes_while_it_is_read_is_read_again_once_it_is_back(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    rows = (source / "c.parquet").read_bytes()

    def lose_rows(*asked: Any) -> Iterator[Document | Problem]:
        (source / "c.parquet").unlink(missing_ok=True)
        return read_partition(*asked)

    monkeypatch.setattr(corpus, "read_partition", lose_rows)
    lost = [s.partition for s in read(source, folder) if not s.digest]
    assert lost
    monkeypatch.undo()
    monkeypatch.setattr(corpus, "read_all", read_by_hand)
    (source / "c.parquet").write_bytes(rows)
    assert [summary.partition for summary in read(source, folder)] == lost
    read(source, tmp_path / "new")
    assert list_files(folder) == list_files(tmp_path / "new")


@pytest.mark.usefixtures("by_hand")
@pytest.mark.parametrize(
    ("changes", "named"),
    [({"model": "other"}, "model"), ({"program": "2"}, "program"), ({"max_chars": 9}, "max chars")],
)
def test_a_folder_that_was_read_otherwise_is_refused_unless_all_is_read_again(
    source: Path, tmp_path: Path, changes: dict[str, Any], named: str
) -> None:
    folder = tmp_path / "out"
    count = len(read(source, folder))
    with pytest.raises(UsageError, match=f"{named}.*--again"):
        read(source, folder, **changes)
    assert len(read(source, folder, again=True, **changes)) == count


@pytest.mark.usefixtures("by_hand")
def test_a_stop_leaves_whole_partitions_only(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"

    def stop(items: Iterable[object], settings: Settings, **how: Any) -> object:
        for n, item in enumerate(read_by_hand(items, settings, **how)):
            if n == 9:
                raise KeyboardInterrupt
            yield item

    with monkeypatch.context() as patch:
        patch.setattr(corpus, "read_all", stop)
        with pytest.raises(KeyboardInterrupt):
            read(source, folder)
    assert [f.name for f in (folder / "done").iterdir()] == ["part-000000.json"]
    assert not list(folder.rglob("*.part"))
    read(source, folder)
    read(source, tmp_path / "whole")
    assert list_files(folder) == list_files(tmp_path / "whole")


def test_real_readings_are_the_same_bytes_however_they_are_cut(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in make_lines(9)))
    settings = Settings()
    [first, *_] = read_all(
        [d for d in read_documents([source]) if isinstance(d, Document)], settings
    )
    assert isinstance(first, Reading)
    found = []
    for size in (2, 5, 9):
        folder = tmp_path / str(size)
        manifest = make_manifest(partition_size=size, model=first.model)
        partitions = plan_partitions(source, size)
        prepare_output(folder, manifest, partitions, again=False)
        summaries = list(
            read_locally(Job(folder=folder, manifest=manifest, settings=settings), partitions, 1)
        )
        assert sum(s.claims for s in summaries) >= 9
        claims = [
            r for f in sorted((folder / "claims").iterdir()) for r in pq.read_table(f).to_pylist()
        ]
        assert claims[0]["publisher"] == "Asel Courier"
        found.append((list_records(folder), claims))
    assert found[0] == found[1] == found[2]


def test_a_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is none"):
        plan_partitions(tmp_path / "missing", 4)


def test_a_parquet_without_texts_is_one_problem(tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_pylist([{"body": "x"}, {"body": "y"}]), tmp_path / "a.parquet")
    [partition] = plan_partitions(tmp_path / "a.parquet", 10)
    job = Job(folder=tmp_path, manifest=make_manifest(), settings=Settings())
    [problem] = read_partition(partition, job.given)
    assert isinstance(problem, Problem)
    assert problem.code == "no-text"
    assert "body" in problem.message


@pytest.mark.usefixtures("by_hand")
def test_a_folder_that_can_no_longer_be_written_ends_the_run_with_a_sentence(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reportedly.work.output.os.fsync", fill)
    folder = tmp_path / "out"
    [partition, *_] = plan_partitions(source, 4)
    (folder / "readings").mkdir(parents=True)
    (folder / "claims").mkdir()
    with pytest.raises(ReportedlyError, match="No space left"):
        write_partition(folder, partition, [], make_manifest())
    assert not list(folder.rglob("*.parquet*"))


def test_rows_are_counted_as_they_are(tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(make_lines(7)), tmp_path / "a.parquet")
    counts = [partition.inputs for partition in plan_partitions(tmp_path / "a.parquet", 3)]
    assert counts == [3, 3, 1]
