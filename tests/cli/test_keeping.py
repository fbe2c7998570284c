"""`compact`, as a person uses it."""

import sqlite3
from pathlib import Path

from tests.cli.conftest import Run
from tests.made_readings import Page

from reportedly.case import Case

REPORTS = 60


def make_case(path: Path) -> list[str]:
    """A case with many reports; returns the ids of its documents."""
    with Case.open(path) as case:
        for number in range(REPORTS):
            page = Page(f"Omar Kessel met guest {number}. " + "No more was said. " * 200)
            met = page.claim(
                "met_with",
                page.argument("Omar Kessel", "person"),
                page.argument(f"guest {number}", "person"),
                page.span(f"Omar Kessel met guest {number}."),
            )
            case.keep(page.reading(met))
        return [document.id for document in case.documents()]


def test_a_case_gives_back_what_removed_documents_took(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "kept.reportedly"
    documents = make_case(path)
    assert run("remove", *documents[5:], "--case", str(path)).exit_code == 0
    before = path.stat().st_size
    with Case.open(path) as case:
        claims = [claim.id for claim in case.claims()]
        profile = case.who("Omar Kessel")
    result = run("compact", "--case", str(path))
    assert result.exit_code == 0
    assert "MiB now" in result.stderr
    assert path.stat().st_size < before / 2
    with Case.open(path) as case:
        assert [claim.id for claim in case.claims()] == claims
        assert case.who("Omar Kessel") == profile
        assert [hit.document.id for hit in case.search("guest")] == documents[:5]


def test_a_case_that_another_program_writes_to_is_left(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "busy.reportedly"
    make_case(path)
    with Case.open(path) as case:  # nothing waits to be weighed
        case.compact()
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        result = run("compact", "--case", str(path))
    finally:
        writer.close()
    assert result.exit_code == 1
    assert "close other programs that use it" in result.stderr
