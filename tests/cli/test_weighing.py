"""`resolve` and `remove`, as a person uses them."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.made_readings import Page

from reportedly.case import Case


@pytest.fixture
def spelt(tmp_path: Path) -> Path:
    """A case in which two reports spell one name in two ways."""
    path = tmp_path / "spelt.reportedly"
    with Case.open(path) as case:
        for name, other in (("Omar Kessel", "Radu Stenn"), ("Omer Kessel", "Anton Kessel")):
            page = Page(f"{name} met {other} at the lake.", external_id=name)
            met = page.claim(
                "met_with",
                page.argument(name, "person"),
                page.argument(other, "person"),
                page.span(page.text),
            )
            case.keep(page.reading(met))
    return path


def test_joins_are_listed_with_their_reason(run: Run, spelt: Path) -> None:
    result = run("resolve", "--case", str(spelt), "--format", "jsonl")
    [row] = [json.loads(line) for line in result.stdout.splitlines()]
    assert row["answer"] == "joined"
    assert {row["a"], row["b"]} == {"Omar Kessel", "Omer Kessel"}
    assert "spellings of one name" in row["reason"]


def test_joins_of_one_name_alone_are_listed(run: Run, spelt: Path) -> None:
    assert run("resolve", "--about", "Omer Kessel", "--case", str(spelt)).exit_code == 0
    nobody = run("resolve", "--about", "Radu Stenn", "--case", str(spelt))
    assert nobody.exit_code == 1
    assert "alike" in nobody.stderr


def test_who_answers_for_all_spellings(run: Run, spelt: Path) -> None:
    result = run("who", "Omer Kessel", "--case", str(spelt))
    assert "Radu Stenn" in result.stdout
    assert "Anton Kessel" in result.stdout


def test_a_removed_document_is_gone_with_what_rested_on_it(run: Run, spelt: Path) -> None:
    with Case.open(spelt) as case:
        document = next(d.id for d in case.documents() if d.external_id == "Omer Kessel")
    assert run("remove", document, "--case", str(spelt)).stdout == "1 document removed\n"
    assert run("who", "Anton Kessel", "--case", str(spelt)).exit_code == 1
    assert run("who", "Radu Stenn", "--case", str(spelt)).exit_code == 0
    assert run("resolve", "--case", str(spelt)).exit_code == 1


def test_removing_what_is_not_there_is_said_and_changes_nothing(run: Run, spelt: Path) -> None:
    result = run("remove", "doc-none", "--case", str(spelt))
    assert result.exit_code != 0
    assert "no document 'doc-none' is in the case" in result.stderr
    with Case.open(spelt) as case:
        assert case.count().documents == 2
