"""Readings and other cases into a case: nothing is lost, nothing is counted twice."""

import io
import json
from pathlib import Path

import msgspec
import pytest
from tests.export.made_cases import make_case, make_ties_reading, write
from tests.made_readings import make_lake_reading, make_readings

from reportedly.case import EXPORT_FORMATS, Addition, Case
from reportedly.errors import BadInputError, UsageError
from reportedly.export.readings import decode_line
from reportedly.export.streams import emit_problem, emit_reading
from reportedly.records import Problem, Reading

UNREAD = Problem(code="encrypted", message="the file asks for a password", path="locked.pdf")


def build(case: Case, *lines: bytes) -> list[Addition]:
    """What became of each line."""
    return list(case.build_from_lines(io.BytesIO(b"\n".join(lines)), "lines"))


def make_file(path: Path, *readings: Reading) -> Path:
    """A case file with these readings."""
    with Case.open(path) as case:
        for reading in readings:
            case.keep(reading)
    return path


def test_a_case_that_is_built_from_readings_gives_the_same_bytes_in_every_format() -> None:
    with make_case() as case, Case.in_memory() as again:
        case.keep(make_lake_reading(publisher="Shore Gazette", path="copy.txt"))
        case.keep(UNREAD)
        build(again, write(case, "readings"))
        for to in EXPORT_FORMATS:
            assert write(again, to) == write(case, to), to
        assert again.count() == case.count()


def test_a_reading_keeps_the_version_of_the_program_that_read_it() -> None:
    with Case.in_memory() as case, Case.in_memory() as again:
        case.keep(make_lake_reading(), program="0.0.7")
        build(again, write(case, "readings"))
        assert json.loads(write(again, "readings"))["program"] == "0.0.7"


def test_what_extract_prints_builds_a_case_as_well() -> None:
    lake = make_lake_reading()
    with Case.in_memory() as case, Case.in_memory() as again:
        case.keep(lake)
        case.keep(UNREAD)
        build(again, *emit_reading(lake, "readings"), emit_problem(UNREAD))
        assert write(again, "readings") == write(case, "readings")
        assert [problem.code for problem in again.problems()] == ["paragraph-language", "encrypted"]


def test_a_case_merged_into_another_is_the_case_of_all_their_documents(tmp_path: Path) -> None:
    some, others = list(make_readings(12))[:6], [make_ties_reading(), *make_readings(12)][4:]
    other = make_file(tmp_path / "other.reportedly", *others)
    with make_case(*some, *others) as together, make_case(*some) as merged:
        outcomes = [addition.outcome for addition in merged.build_from(other)]
        assert outcomes.count("known") == 3
        for to in EXPORT_FORMATS:
            assert write(merged, to) == write(together, to), to


def test_a_known_text_that_was_met_in_another_way_becomes_a_sighting(tmp_path: Path) -> None:
    other = make_file(tmp_path / "other.reportedly", make_lake_reading(publisher="Shore Gazette"))
    with make_case(make_lake_reading()) as case:
        assert [a.outcome for a in case.build_from(other)] == ["sighted"]
        assert [a.outcome for a in case.build_from(other)] == ["known"]
        [document] = case.documents()
    assert (document.publisher, document.sightings, document.claims) == ("Radio Lake", 2, 4)


def test_a_run_that_was_stopped_goes_on_where_it_was() -> None:
    with make_case() as case:
        lines = write(case, "readings").splitlines()
        whole = write(case, "case")
    with Case.in_memory() as again:
        cut = lines[5][: len(lines[5]) // 2]
        outcomes = [addition.outcome for addition in build(again, *lines[:5], cut)]
        assert outcomes == ["added"] * 5 + ["problem"]
        assert list(again.propositions())
        assert "line 6" in [problem.message for problem in again.problems()][-1]
        outcomes = [addition.outcome for addition in build(again, *lines)]
        assert outcomes == ["known"] * 5 + ["added"] * (len(lines) - 5)
        assert write(again, "case") == whole


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": "another text"}, "is not that of its text"),
        ({"id": "doc-0"}, "is not that of its text"),
    ],
)
def test_a_document_that_was_changed_on_the_way_is_refused(
    change: dict[str, str], message: str
) -> None:
    with make_case(make_lake_reading()) as case:
        line = json.loads(write(case, "readings"))
    line["document"] |= change
    with pytest.raises(BadInputError, match=message):
        decode_line(json.dumps(line).encode())


def test_words_that_do_not_stand_in_the_text_are_refused() -> None:
    lake = make_lake_reading()
    first = lake.claims[0]
    evidence = msgspec.structs.replace(first.evidence, text="Nobody attacked anything")
    forged = msgspec.structs.replace(first, evidence=evidence)
    line = next(emit_reading(msgspec.structs.replace(lake, claims=(forged,)), "readings"))
    with Case.in_memory() as case:
        [addition] = build(case, line)
        assert addition.problem is not None
        assert "'Nobody attacked anything' was expected at" in addition.problem.message
        assert case.count().documents == 0


@pytest.mark.parametrize("line", [b"{", b"[1]", b'{"document": 3}', b"\xff\xfe", b'"text"'])
def test_a_line_that_is_no_reading_is_a_problem_and_the_rest_is_kept(line: bytes) -> None:
    with Case.in_memory() as case:
        good = next(emit_reading(make_lake_reading(), "readings"))
        bad, kept = build(case, line, good)
    assert bad.problem is not None
    assert (bad.problem.code, kept.outcome) == ("malformed", "added")


def test_a_case_is_not_built_from_itself(tmp_path: Path) -> None:
    path = make_file(tmp_path / "case.reportedly", make_lake_reading())
    with Case.open(path) as case, pytest.raises(UsageError, match="the case itself"):
        list(case.build_from(path, own_path=path))


def judge(case: Case) -> None:
    """A claim rejected, one corrected, two names joined, and one of these taken back."""
    attack, _, denial, _ = make_lake_reading().claims
    case.reject(attack.id, why="a namesake")
    case.correct(denial.id, {"certainty": "hedged"})
    case.merge("Dara Voss", "Omar Kessel")
    case.undo()


def test_what_people_decided_goes_with_the_readings(tmp_path: Path) -> None:
    readings = [make_ties_reading(), make_lake_reading(), *make_readings(3)]
    other = make_file(tmp_path / "other.reportedly", *readings)
    with Case.open(other) as case, Case.in_memory() as again, Case.in_memory() as merged:
        judge(case)
        build(again, write(case, "readings"))
        list(merged.build_from(other))
        for to in EXPORT_FORMATS:
            assert write(again, to) == write(case, to), to
            assert write(merged, to) == write(case, to), to
        assert [line.judgement.verb for line in again.judgements()] == [
            "reject",
            "correct",
            "same",
            "undo",
        ]
        build(again, write(case, "readings"))
        assert len(list(again.judgements())) == 4


def test_a_judgement_that_was_changed_on_the_way_is_a_problem() -> None:
    with make_case(make_lake_reading()) as case, Case.in_memory() as again:
        case.reject(make_lake_reading().claims[0].id, by="Mila Arn")
        build(again, write(case, "readings").replace(b"Mila Arn", b"Ivo Sand"))
        assert not list(again.judgements())
        assert "was changed after it was made" in [p.message for p in again.problems()][-1]


def test_a_report_is_not_taken_for_readings(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("The harbour office said on Friday that\nthe league had left.\n")
    with Case.in_memory() as case:
        with pytest.raises(UsageError, match="reports are read with `add`"):
            list(case.build_from(report))
        assert case.count().problems == 0


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with Case.in_memory() as case, pytest.raises(UsageError, match=r"nowhere\.jsonl"):
        list(case.build_from(tmp_path / "nowhere.jsonl"))
