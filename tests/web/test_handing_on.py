"""What a person takes from the pages: files with names that say what is in them, and all problems."""

import io
import zipfile
from pathlib import Path

import pytest
from litestar.testing import TestClient
from tests.made_readings import make_lake_reading
from tests.web.conftest import Client

from reportedly.case import Case
from reportedly.export.formats import FORMATS
from reportedly.records import Problem
from reportedly.settings import Settings
from reportedly.web.app import make_app
from reportedly.web.guard import Access

ADDRESS = "http://127.0.0.1:8484"


def find_name(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.headers["content-disposition"])


@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_a_brief_is_called_by_whom_it_is_about(form: str, client: Client) -> None:
    named = find_name(client, f"/api/entities/Heron%20Movement/brief?form={form}")
    assert f'filename="Brief on Heron Movement.{form}"' in named


def test_a_name_in_any_script_goes_into_no_header_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / 'Überfälle; ümlaut".reportedly'
    with Case.open(path) as case:
        case.keep(make_lake_reading())
    with TestClient(make_app(path, Access(), Settings()), base_url=ADDRESS) as client:
        named = find_name(client, "/api/export/jsonl")
    assert named == (
        'attachment; filename="-berf-lle- -mlaut-.jsonl"; '
        "filename*=UTF-8''%C3%9Cberf%C3%A4lle-%20%C3%BCmlaut-.jsonl"
    )


def test_an_export_ends_as_what_is_in_it(client: Client) -> None:
    for form, how in FORMATS.items():
        if form != "parquet":  # which needs a package that need not be there
            assert f'{how.suffix}"' in find_name(client, f"/api/export/{form}")
    tables = zipfile.ZipFile(io.BytesIO(client.get("/api/export/csv").content))
    assert tables.namelist()


def test_the_first_page_leads_to_exports_that_are_there(client: Client) -> None:
    page = client.get("/").text
    forms = [part.split('"')[0] for part in page.split('href="/api/export/')[1:]]
    assert {"csv", "jsonl"} <= set(forms)
    assert all(client.get(f"/api/export/{form}").status_code == 200 for form in forms)


def test_every_problem_is_on_a_page_with_a_way_to_its_document(tmp_path: Path) -> None:
    path = tmp_path / "problems.reportedly"
    with Case.open(path) as case:
        document = case.keep(make_lake_reading()).document
        assert document is not None
        for number in range(120):
            case.keep(Problem(code="failed", message=f"fault <{number}>.", path="a.pdf"))
    with TestClient(make_app(path, Access(), Settings()), base_url=ADDRESS) as client:
        assert 'href="/problems"' in client.get("/").text
        first = client.get("/problems").text
        rest = client.get("/problems?start=100").text
    assert "fault &lt;119&gt;." in first
    assert "fault &lt;0&gt;." not in first
    assert "fault &lt;0&gt;." in rest
    assert 'href="/problems?start=100"' in first
