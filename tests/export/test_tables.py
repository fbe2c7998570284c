"""The zip of CSV tables and Parquet: rows that fit together, and cells that nothing runs."""

import csv
import zipfile
from datetime import date
from io import BytesIO, StringIO

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.made_cases import make_case, make_hostile_reading, write
from tests.made_readings import make_lake_reading

from reportedly.export.characters import make_cell

Row = dict[str, str]


def read_tables(data: bytes) -> dict[str, list[Row]]:
    """The rows of each table of a zip."""
    tables = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8-sig")
            tables[name] = list(csv.DictReader(StringIO(text, newline="")))
    return tables


def test_the_tables_share_their_ids() -> None:
    with make_case() as case:
        tables = read_tables(write(case, "csv"))
        claims = [claim.id for claim in case.claims()]
    names = ("documents", "entities", "claims", "propositions", "disputes")
    assert list(tables) == [f"{name}.csv" for name in names]
    rows = tables["claims.csv"]
    assert [row["claim"] for row in rows] == claims
    assert {row["document"] for row in rows} == {d["document"] for d in tables["documents.csv"]}
    entities = {row["entity"] for row in tables["entities.csv"]}
    sides = {row[f"{side}_entity"] for row in rows for side in ("subject", "object")}
    assert sides - {""} <= entities
    told = [id_ for row in tables["propositions.csv"] for id_ in row["claims"].split(" | ")]
    assert sorted(told) == sorted(claims)


def test_a_row_of_a_claim_says_who_says_it_and_quotes_the_words() -> None:
    with make_case(make_lake_reading()) as case:
        [row, *_] = read_tables(write(case, "csv"))["claims.csv"]
    assert (row["source"], row["chain"]) == ("officials", "Radio Lake reports > officials says")
    assert (row["edtf"], row["first_day"], row["last_day"]) == (
        "2012-05",
        "2012-05-01",
        "2012-05-31",
    )
    assert row["quote"].startswith("Radio Lake reported on Thursday")
    assert row["qualifiers"] == "killed=3"


def test_a_dispute_stands_with_both_sides_and_their_words() -> None:
    with make_case(make_lake_reading()) as case:
        tables = read_tables(write(case, "csv"))
        contests = list(case.contests())
    [row] = tables["disputes.csv"]
    assert [(row["reason"], row["claim_a"], row["claim_b"])] == [
        (contest.reason, contest.a.id, contest.b.id) for contest in contests
    ]
    assert (row["source_a"], row["source_b"]) == ("officials", "Heron Movement")
    assert "attacked Port Asel" in row["quote_a"]
    assert "denied attacking" in row["quote_b"]


@pytest.mark.parametrize(
    "text",
    [
        "=1+2",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\ufeff=1",
        "\u00a0=1",
        "＝1",
        "＋1",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert make_cell(text) == "'" + text


@given(st.text())
def test_no_text_begins_like_a_formula_in_a_cell(text: str) -> None:
    cell = make_cell(text)
    assert isinstance(cell, str)
    assert not cell.lstrip(" \u00a0\ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    cell.encode()


def test_a_negative_number_stays_a_number() -> None:
    assert make_cell(-2.25) == -2.25


def test_a_formula_in_a_name_is_text_in_every_table() -> None:
    with make_case(make_hostile_reading("=cmd|' /C calc'!A0", "@SUM(1)")) as case:
        tables = read_tables(write(case, "csv"))
    cells = [cell for rows in tables.values() for row in rows for cell in row.values()]
    assert not any(cell.startswith(("=", "@", "+")) for cell in cells)
    assert "'=cmd|' /C calc'!A0" in cells


def test_parquet_has_the_flat_columns_and_the_records_in_them() -> None:
    with make_case() as case:
        table = pq.read_table(BytesIO(write(case, "parquet")))
        claims = list(case.claims())
    rows = table.to_pylist()
    assert [row["claim"] for row in rows] == [claim.id for claim in claims]
    by_id = {row["claim"]: row for row in rows}
    attack = next(c for c in claims if c.qualifiers.get("killed") == "3")
    row = by_id[attack.id]
    assert (row["first_day"], row["last_day"]) == (date(2012, 5, 1), date(2012, 5, 31))
    assert dict(row["qualifiers"]) == {"killed": "3"}
    assert [(s["name"], s["act"], s["cue"]["text"]) for s in row["sources"]] == [
        ("Radio Lake", "reports", "reported"),
        ("officials", "says", "said"),
    ]
    assert [place["name"] for place in row["where"]] == ["Port Asel"]
    assert row["quote"] == attack.evidence.text
