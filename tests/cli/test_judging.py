"""People merge, split, reject, correct and take back; every answer heeds it, and the log keeps it."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.made_readings import Page, make_lake_reading

from reportedly.case import Case
from reportedly.errors import UsageError
from reportedly.records import Reading

ATTACK = make_lake_reading().claims[0]


@pytest.fixture(autouse=True)
def ines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_USER", "ines")


def make_spellings() -> list[Reading]:
    """Two spellings of one name in two reports, and a surname in a third."""
    readings = []
    for name, town in (("Omar Kessel", "Dura"), ("Umar Kesel", "Velm"), ("Kessel", "Osk")):
        page = Page(f"{name} entered {town}.", external_id=town.lower(), publisher=f"{town} Post")
        evidence = page.span(page.text)
        claim = page.claim(
            "moved_to", page.argument(name, "person"), page.argument(town, "place"), evidence
        )
        readings.append(page.reading(claim))
    return readings


@pytest.fixture
def kessels(case_path: Path) -> None:
    """The reports on Kessel, beside the others."""
    with Case.open(case_path) as case:
        for reading in make_spellings():
            case.keep(reading)


def log(run: Run) -> list[dict[str, str]]:
    return [json.loads(line) for line in run("judgements", "--format", "jsonl").stdout.splitlines()]


def test_merging_joins_two_names_in_every_answer_and_once_is_enough(run: Run) -> None:
    assert run("claims", "--about", "Dara Voss", "--predicate", "attacked").exit_code == 1
    result = run("merge", "Dara Voss", "Heron Movement", "--why", "a nom de guerre")
    assert result.exit_code == 0
    assert "'Dara Voss'" in result.stdout
    assert "are now one" in result.stdout
    assert run("claims", "--about", "Dara Voss", "--predicate", "attacked").exit_code == 0
    again = run("merge", "Heron Movement", "Dara Voss", "--by", "tomas")
    assert again.exit_code == 0
    assert "by ines" in again.stdout
    [line] = log(run)
    assert (line["verb"], line["by"], line["why"]) == ("same", "ines", "a nom de guerre")
    assert line["state"] == "holds"
    assert line["what"] == "'Dara Voss' is the same as 'Heron Movement'"


@pytest.mark.usefixtures("kessels")
def test_a_name_is_split_off_from_those_it_was_joined_to(run: Run) -> None:
    assert "Umar Kesel" in run("resolve", "--about", "Omar Kessel").stdout
    result = run("split", "Umar Kesel", "--why", "the uncle")
    assert result.exit_code == 0
    assert "told apart from 'Omar Kessel'" in result.stdout
    about = run("claims", "--about", "Omar Kessel", "--format", "jsonl").stdout
    assert "Umar" not in about
    assert "stands alone already" in run("split", "Umar Kesel").stdout
    assert run("undo").exit_code == 0
    assert "Umar" in run("claims", "--about", "Omar Kessel", "--format", "jsonl").stdout


@pytest.mark.usefixtures("kessels")
def test_merging_what_others_of_the_two_were_told_apart_from_names_what_to_undo(run: Run) -> None:
    run("merge", "Kessel", "Omar Kessel")
    run("split", "Umar Kesel")
    [_, split] = log(run)
    result = run("merge", "Umar Kesel", "Kessel")
    assert result.exit_code == 1
    assert f"reportedly undo {split['id']}" in result.stderr
    assert len(log(run)) == 2


@pytest.mark.usefixtures("kessels")
def test_in_one_document_the_bearer_of_a_name_can_be_somebody_else(run: Run) -> None:
    result = run("split", "Omar Kessel", "--in", "dura", "--why", "a namesake")
    assert result.exit_code == 0
    assert "set apart already" in run("split", "omar kessel", "--in", "dura").stdout
    [line] = log(run)
    assert (line["what"], line["state"]) == ("'Omar Kessel' in dura is somebody else", "holds")
    assert run("claims", "--about", "Umar Kesel", "--format", "jsonl").stdout.count("\n") == 1


def test_names_that_may_mean_several_are_listed_with_their_ids(run: Run) -> None:
    result = run("merge", "Movement", "Dara Voss")
    assert result.exit_code == 2
    assert "'Movement' may mean" in result.stderr
    assert "ent-" in result.stderr
    assert result.stderr.count("\n") == 1
    assert run("merge", "Nobody", "Dara Voss").exit_code == 1
    assert run("split", "Dara Voss").exit_code == 1
    assert run("split", "Grey Wings").exit_code == 2
    assert run("split", "Dara Voss", "--in", "nowhere").exit_code == 1


def test_a_rejected_claim_is_left_out_everywhere_and_shown_with_who_rejected_it(run: Run) -> None:
    assert run("disputes", "--about", "Heron Movement").exit_code == 0
    assert run("reject", ATTACK.id, "--why", "a misprint").exit_code == 0
    for command in (
        ["claims"],
        ["export"],
        ["export", "--to", "case"],
        ["who", "Port Asel"],
        ["timeline"],
    ):
        assert ATTACK.id not in run(*command).stdout
    assert run("disputes", "--about", "Heron Movement").exit_code == 1
    [line] = run("claims", "--rejected", "--format", "jsonl").stdout.splitlines()
    assert json.loads(line)["id"] == ATTACK.id
    for shown in (run("show", ATTACK.id).stdout, run("claims", "--rejected").stdout):
        assert "rejected by ines on" in shown
        assert "a misprint" in shown
    record = json.loads(run("show", ATTACK.id, "--format", "jsonl").stdout)
    assert record["rejected"]["why"] == "a misprint"
    assert "rejected already" in run("reject", ATTACK.id).stdout
    assert run("undo").exit_code == 0
    assert ATTACK.id in run("claims").stdout
    assert run("disputes", "--about", "Heron Movement").exit_code == 0


def test_a_place_counts_no_rejected_claim(case_path: Path) -> None:
    def count(case: Case) -> int:
        [port] = [p for p in case.places(about="Heron Movement") if "Port Asel" in p.names]
        return port.claims

    with Case.open(case_path) as case:
        before = count(case)
        case.reject(ATTACK.id)
        assert count(case) == before - 1


def test_a_corrected_claim_says_what_it_was_corrected_to_and_by_whom(
    run: Run, case_path: Path
) -> None:
    result = run("correct", ATTACK.id, "--subject", "Dara Voss", "--certainty", "hedged")
    assert result.exit_code == 0
    record = json.loads(run("show", ATTACK.id, "--format", "jsonl").stdout)
    assert record["subject"]["name"] == "Dara Voss"
    assert record["subject"]["kind"] == "person"
    assert record["certainty"] == "hedged"
    assert record["extractor"] == "corrected by ines"
    assert record["original"]["subject"]["name"] == "Heron Movement"
    shown = run("show", ATTACK.id).stdout
    assert "corrected by ines" in shown
    assert "as read" in shown
    assert "corrected by ines" in run("who", "Dara Voss").stdout
    assert "says so already" in run("correct", ATTACK.id, "--subject", "Dara Voss").stdout
    with Case.open(case_path) as case:
        assert case.reading(ATTACK.document) == make_lake_reading()


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (["--object", "Nowhere Town"], "does not stand in the document"),
        (["--object", "Port Asel", "--words", "the harbour"], "does not stand in the document"),
        (["--subject", "Grey Wings", "--object", "Ülmen", "--words", "it"], "--words go with one"),
        (["--predicate", "attakced"], "did you mean attacked?"),
        (["--when", "someday"], "EDTF"),
        ([], "what to correct was expected"),
    ],
)
def test_a_correction_without_words_in_the_document_is_refused_in_one_line(
    run: Run, options: list[str], what: str
) -> None:
    result = run("correct", ATTACK.id, *options)
    assert result.exit_code == 2
    assert what in result.stderr
    assert result.stderr.count("\n") == 1
    assert log(run) == []


def test_a_slot_can_be_left_open_and_words_may_differ_from_the_name(run: Run) -> None:
    options = ["--object", "", "--where", "", "--when", "2012-06"]
    assert run("correct", ATTACK.id, *options).exit_code == 0
    record = json.loads(run("show", ATTACK.id, "--format", "jsonl").stdout)
    assert (record["object"], record["where"]) == (None, [])
    assert (record["when"]["edtf"], record["when"]["text"]) == ("2012-06", "May 2012")
    options = ["--subject", "Heron Movement", "--words", "officials"]
    assert run("correct", ATTACK.id, *options).exit_code == 0
    subject = json.loads(run("show", ATTACK.id, "--format", "jsonl").stdout)["subject"]
    assert (subject["name"], subject["text"]) == ("Heron Movement", "officials")


def test_undo_takes_back_the_last_and_then_the_one_before_and_can_be_undone(run: Run) -> None:
    run("merge", "Dara Voss", "Heron Movement")
    run("reject", ATTACK.id)
    assert "rejected" in run("undo").stdout
    assert "'Dara Voss'" in run("undo").stdout
    assert run("undo").exit_code == 1
    states = [(line["verb"], line["state"]) for line in log(run)]
    assert states == [
        ("same", "undone"),
        ("reject", "undone"),
        ("undo", "holds"),
        ("undo", "holds"),
    ]
    redo = run("undo", log(run)[2]["id"])
    assert redo.exit_code == 0
    assert [line["state"] for line in log(run)][1] == "holds"
    assert "undone already" in run("undo", log(run)[0]["id"]).stdout
    assert run("undo", "jdg-none").exit_code == 1


def test_judgements_travel_to_another_case_and_once_is_enough(run: Run, tmp_path: Path) -> None:
    run("merge", "Dara Voss", "Heron Movement")
    run("reject", ATTACK.id)
    file = tmp_path / "judged.jsonl"
    file.write_bytes(run("judgements", "--format", "jsonl").stdout_bytes)
    other = str(tmp_path / "other.reportedly")
    with Case.open(other) as case:
        case.keep(make_lake_reading())
    result = run("judgements", "--import", str(file), "--case", other)
    assert (result.exit_code, result.stdout) == (0, "2 judgements added\n")
    assert ATTACK.id not in run("claims", "--case", other).stdout
    again = run("judgements", "--import", "-", "--case", other, stdin=file.read_bytes())
    assert again.stdout == "0 judgements added, 2 known already\n"


def test_bad_lines_are_named_and_the_rest_is_imported(
    run: Run, case_path: Path, tmp_path: Path
) -> None:
    with Case.open(case_path) as case:
        [voss] = case.candidates("Dara Voss")
        [heron] = case.candidates("Heron Movement")
    file = tmp_path / "edges.jsonl"
    edge = [voss.entity.id, heron.entity.id, "positive", 0.9, "tomas", "2023-04-01T10:00:00"]
    file.write_text(f"{json.dumps(edge)}\nnonsense\n")
    result = run("judgements", "--import", str(file))
    assert result.exit_code == 3
    assert "line 2" in result.stderr
    assert "1 judgement added, 1 line of no use" in result.stdout
    [back] = run("judgements", "--to", "nomenklatura").stdout.splitlines()
    assert set(json.loads(back)[:2]) == set(edge[:2])
    assert run("judgements", "--import", str(tmp_path / "none.jsonl")).exit_code == 1


def test_what_contradicts_is_told_and_not_applied(
    run: Run, case_path: Path, tmp_path: Path
) -> None:
    with Case.open(case_path) as case:
        ids = [
            case.candidates(name)[0].entity.id for name in ("Dara Voss", "Heron Movement", "Ülmen")
        ]
    lines = [
        {"verb": verb, "targets": pair, "by": "tomas", "made_at": f"2023-04-0{n}T10:00:00Z"}
        for n, (verb, pair) in enumerate(
            [("same", ids[:2]), ("same", ids[1:]), ("different", [ids[0], ids[2]])], 1
        )
    ]
    file = tmp_path / "log.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    result = run("judgements", "--import", str(file))
    assert result.exit_code == 0
    assert "1 judgement contradicts others" in result.stderr
    rows = list(csv.DictReader(io.StringIO(run("judgements", "--format", "csv").stdout)))
    assert [row["state"] for row in rows] == ["holds", "holds", "conflict"]
    assert all(name in rows[2]["note"] for name in ("'Dara Voss'", "'Ülmen'", "tomas"))


def test_judgements_of_what_is_gone_stay_and_say_so(run: Run, case_path: Path) -> None:
    run("merge", "Dara Voss", "Heron Movement")
    run("reject", ATTACK.id)
    run("remove", make_lake_reading().document.id)
    assert [line["state"] for line in log(run)] == ["no effect", "no effect"]
    assert "'Dara Voss'" in log(run)[0]["what"]
    assert "2 judgements speak of what is not in the case now" in run("judgements").stderr
    with Case.open(case_path) as case:
        case.keep(make_lake_reading())
    assert [line["state"] for line in log(run)] == ["holds", "holds"]
    assert ATTACK.id not in run("claims").stdout


def test_hostile_reasons_and_names_are_shown_as_text(run: Run) -> None:
    run("reject", ATTACK.id, "--why", "=1+1\x1b[2J<script>", "--by", "=cmd")
    table = run("judgements").stdout
    assert "\x1b" not in table
    [row] = csv.DictReader(io.StringIO(run("judgements", "--format", "csv").stdout))
    assert row["why"].startswith("'=")
    assert row["by"].startswith("'=")
    assert "\x1b" not in run("show", ATTACK.id).stdout


def test_who_judges_must_be_somebody(run: Run) -> None:
    result = run("reject", ATTACK.id, "--by", " ")
    assert result.exit_code == 2
    assert "--by" in result.stderr


def test_the_reliability_of_a_source_is_a_judgement_too(case_path: Path) -> None:
    with Case.open(case_path) as case:
        case.rate("Radio Lake", "b", by="ines")
        case.rate("Radio Lake", "C", by="ines")
        assert case.verdicts().reliability["Radio Lake"][0] == "C"
        with pytest.raises(UsageError, match="A to F"):
            case.rate("Radio Lake", "G")


def test_a_claim_is_added_in_the_words_of_its_document(run: Run) -> None:
    document = make_lake_reading().document.id
    words = "Its leader Dara Voss may have fled to Ülmen."
    options = ("--predicate", "leads", "--subject", "Dara Voss", "--object", "Heron Movement")
    result = run("add-claim", document, words, *options, "--why", "plain")
    assert result.exit_code == 0, result.stderr
    claim = result.stdout.split()[0]
    shown = run("show", claim).stdout
    assert "added by ines" in shown
    assert "plain" in shown
    assert json.loads(run("show", claim, "--format", "jsonl").stdout)["added"]["verb"] == "add"
    assert claim in run("claims", "--predicate", "leads").stdout
    assert run("undo").exit_code == 0
    assert claim not in run("claims", "--predicate", "leads").stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--predicate", "leads", "--subject", "Omar Kessel"), "does not stand in the document"),
        (("--predicate", "adores", "--subject", "Dara Voss"), "adores"),
        (("--predicate", "leads", "--subject", "Dara Voss", "--source", "Its"), "--cue"),
        (("--predicate", "leads", "--subject", "Dara Voss", "--when", "2012"), "--when-words"),
        (
            ("--predicate", "leads", "--subject", "Dara Voss", "--source", "Its", "--cue", "may",
             "--act", "sings"),
            "sings",
        ),
    ],
)  # fmt: skip
def test_an_addition_without_its_words_is_refused_in_one_line(
    run: Run, options: tuple[str, ...], said: str
) -> None:
    document = make_lake_reading().document.id
    result = run("add-claim", document, "Its leader Dara Voss may have fled to Ülmen.", *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
