"""Questions on the command line: what is printed, in which form, with which exit code."""

import csv
import io
import json
from itertools import pairwise
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.made_readings import Page
from typer.testing import Result

from reportedly.case import Case
from reportedly.records import Problem
from reportedly.store import SqliteStore


def parse_lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout_bytes.splitlines()]


def test_a_claim_is_shown_in_words_with_its_chain_its_date_and_its_marked_evidence(
    run: Run,
) -> None:
    shown = run("claims", "--about", "heron movement").stdout
    assert "Heron Movement attacked Port Asel (3 killed), say officials" in shown
    assert "Radio Lake reports on 2 May 2019 ← officials say on 2 May 2019" in shown
    assert "May 2012 (2012-05)" in shown
    assert "[officials] *said* the [Heron Movement] attacked [Port Asel]" in shown
    assert "Night at the port, Radio Lake, 2 May 2019" in shown


def test_a_denial_and_a_hedge_are_words_and_lead_the_claim(run: Run) -> None:
    denied = run("claims", "--denied", "--about", "heron").stdout
    assert "Heron Movement denies that Heron Movement attacked" in denied
    hedged = run("claims", "--certainty", "hedged").stdout
    assert "perhaps: Dara Voss moved to Ülmen" in hedged
    assert "firmness hedged" in hedged


@pytest.mark.parametrize(
    ("options", "predicates"),
    [
        (["--about", "Heron Movement"], ["attacked", "also_known_as", "attacked"]),
        (["--about", "Heron Movement", "--denied"], ["attacked"]),
        (["--by", "Radio Lake"], ["attacked", "also_known_as", "moved_to"]),
        (["--in", "ulmen"], ["moved_to"]),
        (
            ["--predicate", "moved_to", "--predicate", "also_known_as"],
            ["also_known_as", "moved_to"],
        ),
        (["--certainty", "hedged"], ["moved_to"]),
        (["--since", "2012-05", "--until", "2012-06"], ["attacked"]),
        (["--limit", "1"], ["attacked"]),
    ],
)
def test_each_filter_lets_its_claims_through(
    run: Run, options: list[str], predicates: list[str]
) -> None:
    result = run("claims", "--format", "jsonl", *options)
    assert result.exit_code == 0
    assert [claim["predicate"] for claim in parse_lines(result)] == predicates


def test_a_line_of_json_is_a_claim_record_in_the_order_of_the_claim_model(run: Run) -> None:
    [claim] = parse_lines(run("claims", "--format", "jsonl", "--limit", "1"))
    assert list(claim)[:16] == [
        *("id", "document", "predicate", "subject", "object", "qualifiers", "when", "where"),
        *("sources", "polarity", "certainty", "evidence", "extractor", "confidence"),
        *("external_id", "attribution"),
    ]
    assert claim["external_id"] == "lake-1"


def test_csv_has_one_row_a_claim(run: Run) -> None:
    result = run("claims", "--format", "csv", "--about", "heron")
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode())))
    assert [row["polarity"] for row in rows] == ["affirmed", "affirmed", "denied"]
    assert rows[0]["root_source"] == "officials"
    assert rows[0]["published_on"] == "2019-05-02"


def test_no_claim_is_exit_code_1_and_a_wrong_question_2(run: Run) -> None:
    assert run("claims", "--about", "Marten Union").exit_code == 1
    assert run("claims", "--since", "2900").exit_code == 1
    assert run("claims", "--since", "last week").exit_code == 2
    assert run("claims", "--certainty", "sure").exit_code == 2
    assert run("claims", "--about", "movement").exit_code == 2
    wrong = run("claims", "--predicate", "moved")
    assert (wrong.exit_code, "did you mean moved_to?" in wrong.stderr) == (2, True)


def test_without_a_case_one_line_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    result = run("claims", "--case", str(tmp_path / "none"))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "reportedly add PATH" in result.stderr


def test_who_shows_names_deeds_timeline_and_sources_with_claim_ids(run: Run) -> None:
    shown = run("who", "the heron movement").stdout
    [alias] = parse_lines(run("claims", "--predicate", "also_known_as", "--format", "jsonl"))
    assert f"also known as Grey Wings, says Radio Lake  {alias['id']}" in shown
    for heading in ("Names and labels", "Deeds and events", "Timeline", "Who speaks of it"):
        assert heading in shown
    assert "officials: 1 claim in 1 document\n" in shown


def test_every_claim_in_a_profile_has_its_exact_words_below_it(run: Run) -> None:
    lines = run("who", "Heron Movement").stdout.splitlines()
    claims = parse_lines(run("claims", "--format", "jsonl"))
    evidence = {str(c["id"]): str(c["evidence"]["text"]) for c in claims}  # type: ignore[index]
    told = [(line.split()[-1], after) for line, after in pairwise(lines) if "  clm-" in line]
    assert len(told) == 5
    for claim, words in told:
        assert words.startswith("      “")
        assert words.endswith("”")
        assert len(words) < 160
        assert all(part.strip() in evidence[claim] for part in words.strip(" “”").split("…"))


def test_who_lists_the_choices_where_a_name_is_not_enough(run: Run) -> None:
    result = run("who", "minister", "--format", "jsonl")
    assert result.exit_code == 2
    choices = parse_lines(result)
    assert len(choices) > 1
    profile = parse_lines(run("who", str(choices[0]["id"]), "--format", "jsonl"))
    assert profile[0]["entity"] == {
        "id": choices[0]["id"],
        "name": choices[0]["name"],
        "kind": "person",
        "names": [],
        "is_local": False,
    }
    assert run("who", "Marten Union").exit_code == 1


def test_show_prints_the_claim_and_the_text_around_it(run: Run) -> None:
    [flight] = parse_lines(run("claims", "--certainty", "hedged", "--format", "jsonl"))
    shown = run("show", str(flight["id"])).stdout
    assert "denied attacking Port Asel. Its leader [Dara Voss] may have fled to [Ülmen]." in shown
    assert run("show", "clm-0").exit_code == 1


def test_documents_search_sources_and_problems_are_listed(run: Run) -> None:
    assert "Night at the port" in run("documents").stdout
    assert len(parse_lines(run("documents", "--format", "jsonl"))) == 4
    assert "may have fled to [Ülmen]" in run("search", "ulmen").stdout
    assert run("search", "nowhere").exit_code == 1
    assert run("search", "---").exit_code == 2
    assert "officials" in run("sources").stdout
    [problem] = parse_lines(run("problems", "--format", "jsonl"))
    assert problem["code"] == "paragraph-language"


HOSTILE = "[red]Heron\x1b[31m\u202e[/red] :bomb:"


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    """A case whose names are markup, control codes and formulas."""
    page = Page(f"=SUM(A1) attacked {HOSTILE}.", title="=1+1", publisher="@[bold]x")
    claim = page.claim(
        "attacked",
        page.argument("=SUM(A1)", "person"),
        page.argument(HOSTILE, "group"),
        page.span(page.text),
    )
    path = tmp_path / "hostile.reportedly"
    store = SqliteStore(path)
    store.add_reading(page.reading(claim), program="1")
    store.add_problem(Problem(code="binary", message=HOSTILE, path="[blue]x"))
    store.close()
    return str(path)


@pytest.mark.parametrize("command", [["claims"], ["who", "=SUM(A1)"], ["problems"]])
def test_text_is_never_markup_and_never_steers_the_terminal(
    run: Run, hostile: str, command: list[str]
) -> None:
    shown = run(*command, "--case", hostile).stdout
    assert "[red]Heron" in shown
    assert ":bomb:" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_cell_that_a_spreadsheet_would_run_is_escaped(run: Run, hostile: str) -> None:
    [row] = csv.DictReader(
        io.StringIO(run("claims", "--case", hostile, "--format", "csv").stdout_bytes.decode())
    )
    assert (row["subject"], row["title"], row["publisher"]) == ("'=SUM(A1)", "'=1+1", "'@[bold]x")
    assert row["start"] == "0"


def test_doctor_says_what_is_installed_and_where_the_case_is(run: Run, case_path: Path) -> None:
    result = run("doctor", "--format", "jsonl")
    assert result.exit_code == 0
    found = {str(row["what"]): row for row in parse_lines(result)}
    assert "en_core_web" in str(found["language pipeline"]["detail"])
    assert str(case_path) in str(found["case"]["detail"])
    assert found["SQLite FTS5"]["state"] == "ok"
    assert found["index of places"]["state"] in {"ok", "none"}


def test_doctor_fails_where_something_needed_is_missing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTEDLY_MODEL", "no_such_pipeline")
    result = run("doctor")
    assert result.exit_code == 1
    assert "missing" in result.stdout


def test_every_predicate_of_a_case_can_be_worded(run: Run, case_path: Path) -> None:
    with Case.open(case_path) as case:
        predicates = {claim.predicate for claim in case.claims()}
    for predicate in predicates:
        assert f"({predicate})" not in run("claims", "--predicate", predicate).stdout
