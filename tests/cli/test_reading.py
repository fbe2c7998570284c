"""`add` and `extract`: streams, exit codes, interrupts and broken pipes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from tests.cli.conftest import Run
from tests.made_readings import MODEL, make_lake_reading

from reportedly import pipeline
from reportedly.case import Case
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
LAKE = make_lake_reading()
PLAIN = "The committee met on Monday and the ministers said that nothing was decided there."


def read_by_hand(
    documents: Iterable[Document | Problem], settings: Settings
) -> Iterator[Reading | Problem]:
    del settings
    for document in documents:
        assert isinstance(document, Document)
        if document.text == LAKE.document.text:
            yield msgspec.structs.replace(LAKE, document=document)
        else:
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


def make_line(text: str, **more: str) -> bytes:
    return json.dumps({"text": text} | more).encode() + b"\n"


@pytest.mark.parametrize(
    ("emission", "fields", "lines"),
    [
        ("claims", ["id", "document", "predicate"], 4),
        (
            "attributions",
            ["external_id", "document", "source", "cue", "content", "act", "certainty", "within"],
            2,
        ),
        (
            "mentions",
            [
                *("external_id", "document", "start", "end", "text", "kind", "form", "chain"),
                *("name", "place"),
            ],
            9,
        ),
        ("readings", ["external_id", "document"], 1),
    ],
)
def test_each_emission_is_json_lines_that_carry_the_inputs_id(
    run: Run, emission: str, fields: list[str], lines: int
) -> None:
    result = run(
        "extract", "-", "--emit", emission, stdin=make_line(LAKE.document.text, doc_id="a/1")
    )
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout_bytes.splitlines()]
    assert len(found) == lines
    assert all(list(line)[: len(fields)] == fields for line in found)
    assert {line["external_id"] for line in found} == {"a/1"}


def test_the_same_text_twice_is_emitted_twice_each_with_its_own_id(run: Run) -> None:
    lines = make_line(LAKE.document.text, doc_id="a") + make_line(LAKE.document.text)
    result = run("extract", stdin=lines)
    found = [json.loads(line)["external_id"] for line in result.stdout_bytes.splitlines()]
    assert found == ["a"] * 4 + [None] * 4


def test_a_place_is_an_object_and_everything_else_has_none(run: Run) -> None:
    result = run("extract", "--emit", "mentions", stdin=make_line(LAKE.document.text))
    places = [json.loads(line)["place"] for line in result.stdout_bytes.splitlines()]
    assert next(list(place) for place in places if place) == [
        *("name", "lat", "lon", "geonames", "precision")
    ]
    assert None in places


def test_a_bad_line_is_one_line_on_stderr_and_code_3_and_the_rest_is_done(run: Run) -> None:
    lines = b"{broken\n" + make_line(LAKE.document.text, doc_id="good")
    result = run("extract", "--emit", "readings", stdin=lines)
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("reportedly: ")
    bad, good = [json.loads(line) for line in result.stdout_bytes.splitlines()]
    assert bad["document"] is None
    assert bad["problems"][0]["code"] == "malformed"
    assert good["external_id"] == "good"


def test_a_wrong_date_is_a_wrong_question(run: Run) -> None:
    assert run("extract", "--date", "last week", stdin=make_line(PLAIN)).exit_code == 2
    assert run("extract", "--emit", "words", stdin=make_line(PLAIN)).exit_code == 2
    assert run("add").exit_code == 2


def test_add_names_each_bad_file_keeps_it_as_a_problem_and_adds_the_rest(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(PLAIN)
    (folder / "[red]empty.txt").touch()
    case = str(tmp_path / "new.reportedly")
    result = run(
        "add", str(folder), "--case", case, "--publisher", "Lake Post", "--date", "2021-08"
    )
    assert result.exit_code == 3
    assert result.stdout == "1 document added, 0 claims; 1 input not read\n"
    [line] = result.stderr.splitlines()
    assert line.startswith(f"reportedly: {folder}/[red]empty.txt: ")
    again = run("add", str(folder / "good.txt"), "--case", case, "--publisher", "Lake Post")
    assert again.exit_code == 0
    assert "0 documents added, 0 claims; 1 known already" in again.stdout
    with Case.open(case, create=False) as opened:
        [document] = opened.documents()
        assert (document.publisher, document.published_on) == ("Lake Post", "2021-08")
        assert [problem.code for problem in opened.problems()] == ["empty"]


def test_add_takes_json_lines_and_can_report_in_json(run: Run, tmp_path: Path) -> None:
    case = str(tmp_path / "new.reportedly")
    result = run(
        "add", "-", "--case", case, "--format", "jsonl", stdin=make_line(LAKE.document.text)
    )
    assert json.loads(result.stdout)["added"] == 1
    assert json.loads(result.stdout)["claims"] == 4


def test_reread_without_a_path_reads_the_whole_case_again(run: Run) -> None:
    result = run("add", "--reread")
    assert result.exit_code == 0
    assert "4 read again" in result.stdout
    assert run("documents", "--format", "jsonl").stdout.count('"claims":0') == 3


SLOW = """
import sys, time
import reportedly.parallel.reading
from reportedly import pipeline
from tests.cli.test_reading import read_by_hand
reportedly.parallel.reading._BATCH = 1
def read_slowly(documents, settings):
    time.sleep(0.05)
    yield from read_by_hand(documents, settings)
pipeline.read_many = read_slowly
from reportedly.cli.main import main
main()
"""


def start(*arguments: str, program: str | None = None) -> subprocess.Popen[bytes]:
    environment = os.environ | {  # noqa: TID251 - handed on to the program as it is
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    }
    code = program or "from reportedly.cli.main import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )


@pytest.mark.skipif(os.name == "nt", reason="interrupts are sent otherwise there")
def test_an_interrupt_is_one_line_and_code_130_and_what_was_stored_stays(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(100):
        (folder / f"{n:03}.txt").write_text(f"{PLAIN} Number {n}.")
    case = tmp_path / "case.reportedly"
    process = start("add", str(folder), "--case", str(case), "-v", program=SLOW)
    assert process.stderr is not None
    assert b"added" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.splitlines()[-1] == b"reportedly: stopped; what was stored stays"
    assert b"Traceback" not in errors
    with Case.open(case, create=False) as opened:
        assert 1 <= opened.count().documents < 100


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_a_reader_that_goes_away_is_no_error(case_path: Path) -> None:
    with Case.open(case_path) as case:
        from tests.made_readings import make_readings  # noqa: PLC0415 - only here

        for reading in make_readings(400):
            case.keep(reading)
    for style in ("table", "jsonl", "csv"):
        process = start("claims", "--case", str(case_path), "--format", style)
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(timeout=30) == 0


def test_several_workers_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(
            f"{PLAIN} Officials denied that Dara Voss led group {n}."
        )
    outputs = []
    for workers in ("1", "2"):
        process = start("extract", str(tmp_path), "--emit", "readings", "--workers", workers)
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        outputs.append(output)
    assert outputs[0] == outputs[1]
    assert len(outputs[0].splitlines()) == 3


def test_help_is_printed_without_loading_what_takes_long_to_load() -> None:
    process = start("--help")
    output, _ = process.communicate(timeout=30)
    assert b"extract" in output
    listed = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import reportedly.cli.main"],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},  # noqa: TID251
    ).stderr
    loaded = {line.rpartition(b"|")[2].strip() for line in listed.splitlines()}
    assert b"reportedly.cli.main" in loaded
    heavy = {b"spacy", b"rich.console", b"trafilatura", b"lxml"}
    assert loaded & heavy == set()


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "reportedly", "--help"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0
    assert "claims" in done.stdout
