"""Pairs of names are counted by phenomenon and threshold; a list by its own other names."""

from pathlib import Path

import pytest

from reportedly.errors import BadInputError
from reportedly.evaluate import run

HEAD = "label\tkind\tphenomenon\tone\tother\n"
LISTS = Path(__file__).parents[1] / "link" / "lists"


def write(path: Path, *rows: str) -> Path:
    path.write_text(HEAD + "".join(row.replace("|", "\t") + "\n" for row in rows), encoding="utf-8")
    return path


def test_pairs_are_counted_as_joined_in_doubt_or_apart(tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.tsv",
        "same|person|spelling|Omar Kessel|Umar Kesel",
        "same|person|initials|Omar Kessel|O. Kessel",
        "same|person|none|Omar Kessel|Papa Ledger",
        "different|person|spelling|Omar Kessel|Omar Kessel",
        "different|person|brothers|Omar Kessel|Anton Kessel",
    )
    report = run("names", path)
    assert report.figures["precision"] == 0.5
    assert report.figures["recall"] == pytest.approx(1 / 3, abs=1e-4)
    assert report.figures["with_doubts"]["recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert report.figures["phenomena"]["brothers"] == {"different.apart": 1}
    assert [line.split(":")[0] for line in report.details] == ["same, apart", "different, joined"]


def test_a_list_is_measured_by_its_own_other_names() -> None:
    report = run("names", LISTS / "un.xml")
    assert report.figures["names"] == 6
    assert report.figures["recall"] == pytest.approx(1 / 6, abs=1e-4)
    assert report.figures["entries_joined"] == 0
    rows = {row[0]: row[1:] for row in report.tables[0].rows}
    assert rows["person, name, another script"] == ("1", "0", "0")


def test_what_is_neither_pairs_nor_a_list_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("one\tother\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="the columns label, kind"):
        run("names", tmp_path / "a.tsv")
    with pytest.raises(BadInputError, match="line 2: same or different"):
        run("names", write(tmp_path / "b.tsv", "maybe|person|x|A|B"))
    (tmp_path / "c.xml").write_text("<html/>", encoding="utf-8")
    with pytest.raises(BadInputError, match="one of FollowTheMoney"):
        run("names", tmp_path / "c.xml")
