"""What must hold of every format: the same bytes each time, and a valid file whatever the names."""

import json
import zipfile
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pyoxigraph
import pytest
import stix2
from followthemoney import model
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.made_cases import make_case, make_hostile_reading, make_ties_reading, write
from tests.made_readings import make_lake_reading

from reportedly.case import EXPORT_FORMATS, ExportFormat
from reportedly.errors import UsageError

NASTY = (
    "<script>alert(1)</script>",
    "a\x00b\x08\x1b[31m\x85",
    'quote " and \\ and \u2028 and \ufffe',
    "=1+2",
    "مجموعة \u202eRTL",
    "x" * 5000,
    "😀 \U0010ffff",
    "]]> -- <?pi?> &amp; %s {0}",
    "\x07",
)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
    lambda name: bool(name.strip())
)
ANY_TEXT = st.text(max_size=40)
"""Half surrogates included: a publisher's name may come from anywhere."""


def check(to: ExportFormat, data: bytes) -> None:
    """Read an export as the programs of its format do; raises where it is not valid."""
    if to in ("jsonl", "ftm", "readings"):
        for line in data.decode().split("\n")[:-1]:
            assert isinstance(json.loads(line), dict)
        for entity in map(json.loads, data.splitlines() if to == "ftm" else ()):
            schema = model.get(entity["schema"])
            assert schema is not None
            schema.validate(entity)
    elif to in ("case", "geojson"):
        json.loads(data)
    elif to == "stix":
        stix2.parse(data.decode(), allow_custom=False, version="2.1")
    elif to == "rdf":
        assert list(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE))
    elif to in ("graphml", "gexf"):
        ET.parse(BytesIO(data))  # noqa: S314 - our own file
    elif to == "parquet":
        pq.read_table(BytesIO(data)).validate(full=True)
    else:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            assert archive.testzip() is None
            StringIO(archive.read("claims.csv").decode("utf-8-sig"))


@pytest.mark.parametrize("to", EXPORT_FORMATS)
def test_the_same_case_gives_the_same_bytes(to: ExportFormat) -> None:
    with make_case() as one, make_case() as other:
        first = write(one, to)
        assert first == write(one, to)
        assert first == write(other, to)
    check(to, first)


@pytest.mark.parametrize("to", EXPORT_FORMATS)
def test_an_empty_case_is_a_valid_file(to: ExportFormat) -> None:
    with make_case(make_ties_reading()) as case:
        case.remove(make_ties_reading().document.id)
        check(to, write(case, to))


@pytest.mark.parametrize("to", EXPORT_FORMATS)
@pytest.mark.parametrize("name", NASTY, ids=range(len(NASTY)))
def test_a_nasty_name_leaves_every_file_valid(to: ExportFormat, name: str) -> None:
    with make_case(make_hostile_reading(name, name)) as case:
        check(to, write(case, to))


@settings(max_examples=25, deadline=None)
@given(name=NAMES, publisher=ANY_TEXT, predicate=NAMES)
def test_no_name_at_all_breaks_a_file(name: str, publisher: str, predicate: str) -> None:
    reading = make_hostile_reading(name, publisher, url=publisher, predicate=predicate)
    with make_case(reading) as case:
        for to in EXPORT_FORMATS:
            check(to, write(case, to))


@pytest.mark.parametrize("to", [to for to in EXPORT_FORMATS if to != "readings"])
def test_claims_below_the_asked_confidence_are_in_no_format(to: ExportFormat) -> None:
    with make_case(make_lake_reading()) as case:
        every, none = write(case, to), write(case, to, min_confidence=0.9)
    words = "Heron Movement attacked"
    if to in ("jsonl", "ftm", "graphml", "gexf", "rdf", "stix"):
        assert words.encode() in every
        assert words.encode() not in none
    assert len(none) < len(every)


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with make_case() as case, pytest.raises(UsageError, match=r"ftm.*'papyrus'"):
        case.export(BytesIO(), to="papyrus")  # type: ignore[arg-type]
