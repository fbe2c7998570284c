"""A case from the Parquet of a corpus: batch by batch, each whole or not at all."""

from pathlib import Path
from typing import Any

import pytest
from tests.export.made_cases import write as write_case
from tests.made_readings import make_readings

from reportedly.case import Case, base, merging
from reportedly.errors import BadInputError
from reportedly.export.readings import make_reading_line
from reportedly.export.readings_parquet import ReadingsWriter
from reportedly.records import Reading
from reportedly.store import write


def test_readings_in_parquet_are_kept_together_and_a_bad_one_alone_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings = list(make_readings(7))
    path = tmp_path / "readings.parquet"
    with path.open("wb") as file, ReadingsWriter(file) as writer:
        for reading in readings:
            writer.write(make_reading_line(reading, (), "1"))
    refused = readings[4].document.id
    insert = write.insert_derived

    def refuse(db: Any, key: int, reading: Reading, *rest: Any) -> None:
        insert(db, key, reading, *rest)
        if reading.document.id == refused:
            raise BadInputError("too many claims", code="too-large")

    with Case.in_memory() as case, Case.in_memory() as expected:
        with monkeypatch.context() as patch:
            patch.setattr(write, "insert_derived", refuse)
            outcomes = [addition.outcome for addition in case.build_from(path)]
        assert outcomes == [*["added"] * 4, "problem", *["added"] * 2]
        assert case.count().documents == 6
        for reading in [*readings[:4], *readings[5:]]:
            expected.keep(reading, program="1")
        assert write_case(case, "case") == write_case(expected, "case")


def test_a_build_that_is_stopped_in_parquet_leaves_whole_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "_TOGETHER", 3)
    readings = list(make_readings(8))
    path = tmp_path / "readings.parquet"
    with path.open("wb") as file, ReadingsWriter(file) as writer:
        for reading in readings:
            writer.write(make_reading_line(reading, (), "1"))
    with Case.in_memory() as case:
        stream = case.build_from(path)
        next(stream)
        stream.close()  # type: ignore[attr-defined]
        assert case.count().documents == 3
        assert [a.outcome for a in case.build_from(path)] == [*["known"] * 3, *["added"] * 5]


def test_as_many_processes_weigh_what_was_added_as_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int | None] = []

    def note(_: object, workers: int | None) -> list[int]:
        asked.append(workers)
        return []

    monkeypatch.setattr(base, "settle_case", note)
    with Case.open(tmp_path / "case.reportedly") as case:
        case.add([], workers=3)
        case.add([])
    assert asked == [3, 1]
