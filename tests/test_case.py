"""The façade: adding, asking and exporting, with a reader made by hand."""

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from tests.made_readings import MODEL, make_lake_reading, make_readings

import reportedly
import reportedly.extract
import reportedly.read
from reportedly import pipeline
from reportedly.case import Case
from reportedly.errors import BadInputError, CaseError, UsageError
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings

LAKE = make_lake_reading()


def read_by_hand(
    documents: Iterable[Document | Problem], settings: Settings
) -> Iterator[Reading | Problem]:
    """The lake reading for the lake report, an empty one for others, a crash for 'broken'."""
    del settings
    for document in documents:
        assert isinstance(document, Document)
        if "BROKEN" in document.text:
            raise ZeroDivisionError("by hand")
        if document.text == LAKE.document.text:
            yield msgspec.structs.replace(LAKE, document=document)
            continue
        yield Reading(
            document=document,
            sentences=(),
            mentions=(),
            attributions=(),
            claims=(),
            problems=(),
            model=MODEL,
        )


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_many", read_by_hand)


def make_document(text: str) -> Document:
    return Document(id=reportedly_id(text), text=text, path=f"{text[:6]}.txt")


def reportedly_id(text: str) -> str:
    from reportedly.ids import document_id  # noqa: PLC0415 - only here

    return document_id(text)


def test_adding_reports_what_became_of_each_input() -> None:
    bad = Problem(code="binary", message="text was expected", path="x.bin")
    warning = Problem(code="date", message="two dates", severity="warning", path="y.txt")
    with Case.in_memory() as case:
        report = case.add([LAKE.document, bad, warning, make_document("Nothing else happened.")])
        assert (report.added, report.claims) == (2, 4)
        assert (report.problems, report.warnings) == ([bad], [warning])
        again = case.add([LAKE.document, bad])
        assert (again.added, again.known, again.claims) == (0, 1, 0)
        assert len(list(case.problems())) == 3


def test_a_known_text_is_not_read_again_unless_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def note(documents: list[Document], settings: Settings) -> Iterator[Reading | Problem]:
        read.extend(document.id for document in documents)
        return read_by_hand(documents, settings)

    monkeypatch.setattr(pipeline, "read_many", note)
    with Case.in_memory() as case:
        case.add([LAKE.document])
        elsewhere = msgspec.structs.replace(LAKE.document, publisher="Shore Gazette")
        assert case.add([elsewhere]).sighted == 1
        assert read == [LAKE.document.id]
        assert case.add([LAKE.document], reread=True).replaced == 1
        assert [addition.outcome for addition in case.reread()] == ["replaced"]
        assert len(read) == 3


def test_a_report_on_which_the_reader_fails_is_a_problem_and_stops_no_other() -> None:
    documents = [make_document(text) for text in ("One.", "BROKEN two.", "Three.")]
    with Case.in_memory() as case:
        report = case.add(documents)
        assert report.added == 2
        [problem] = report.problems
        assert problem.code == "failed"
        assert "ZeroDivisionError" in problem.message
        assert problem.path == "BROKEN.txt"


def test_files_and_folders_are_added_by_their_paths(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "lake.txt").write_text(LAKE.document.text)
    (tmp_path / "empty.txt").touch()
    with Case.open(tmp_path / "case.reportedly") as case:
        report = case.add([tmp_path / "reports", tmp_path / "empty.txt"], publisher="Radio Lake")
        assert report.added == 1
        assert [problem.code for problem in report.problems] == ["empty"]
    with Case.open(tmp_path / "case.reportedly", create=False) as case:
        [document] = case.documents()
        assert (document.publisher, document.claims) == ("Radio Lake", 4)


def test_questions_are_answered_in_records() -> None:
    with Case.in_memory() as case:
        case.add([LAKE.document])
        [denial] = case.claims(about="Port Asel", denied=True)
        assert case.show(denial.id) == denial
        assert case.who("grey wings").entity.name == "Heron Movement"
        assert case.reading(denial.document) is not None
        assert case.document(denial.document).text == LAKE.document.text
        [hit] = case.search("ulmen")
        assert hit.document.id == denial.document
        assert case.sources()[0].claims == 1
        with pytest.raises(CaseError, match="no claim"):
            case.show("clm-0")
        with pytest.raises(CaseError, match="no document"):
            case.document("doc-0")


def test_who_refuses_a_name_of_several_with_their_ids() -> None:
    with Case.in_memory() as case:
        for reading in make_readings(3):
            case.keep(reading)
        with pytest.raises(UsageError, match="may mean"):
            case.who("minister")


def test_an_export_holds_every_claim_once_and_one_a_line() -> None:
    with Case.in_memory() as case:
        case.add([LAKE.document])
        file = io.BytesIO()
        assert case.export(file) == 4
        lines = [json.loads(line) for line in file.getvalue().splitlines()]
        assert [line["id"] for line in lines] == [claim.id for claim in LAKE.claims]


def test_read_takes_a_path_a_files_name_a_document_or_a_text(tmp_path: Path) -> None:
    path = tmp_path / "lake.txt"
    path.write_text(LAKE.document.text)
    for source in (path, str(path), LAKE.document, LAKE.document.text):
        assert len(reportedly.read(source).claims) == 4
    assert len(reportedly.extract(LAKE.document.text)) == 4


def test_read_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="none of this name"):
        reportedly.read("missing-report.txt")
    with pytest.raises(BadInputError, match="none of this name"):
        reportedly.read(tmp_path / "missing")
    with pytest.raises(BadInputError):
        reportedly.read("")
    several = tmp_path / "several.jsonl"
    line = json.dumps({"text": "The movement said on Monday that it had left the port."})
    several.write_text(f"{line}\n{line}\n")
    with pytest.raises(UsageError, match="one report was expected"):
        reportedly.read(several)


def test_the_public_functions_are_not_hidden_by_the_stages_of_the_same_name() -> None:
    from reportedly import extract, read  # noqa: PLC0415 - as a user would

    assert callable(read)
    assert callable(extract)
    assert reportedly.read is read
    assert set(reportedly.__all__) <= set(dir(reportedly))
    assert len(reportedly.__all__) <= 20
    for name in reportedly.__all__:
        assert getattr(reportedly, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = reportedly.nothing  # type: ignore[attr-defined]
