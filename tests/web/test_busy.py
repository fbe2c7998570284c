"""A case that another program writes to: a page says so, and that it may be asked again."""

import sqlite3
from pathlib import Path

import pytest
from litestar.testing import TestClient
from tests.made_readings import make_lake_reading

from reportedly.case import Case
from reportedly.settings import Settings
from reportedly.store import schema
from reportedly.web.app import make_app
from reportedly.web.guard import Access

ADDRESS = "http://127.0.0.1:8484"


def test_a_page_that_would_weigh_says_that_the_case_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "busy.reportedly"
    with Case.open(path) as case:
        case.keep(make_lake_reading())  # waits to be weighed
    monkeypatch.setattr(schema, "BUSY_TIMEOUT_S", 0.1)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with TestClient(make_app(path, Access(), Settings()), base_url=ADDRESS) as client:
        try:
            answer = client.get("/disputes")
            told = client.get("/api/disputes")
        finally:
            writer.close()
        assert answer.status_code == told.status_code == 503
        assert "ask again in a moment" in answer.text
        assert "ask again in a moment" in told.json()["reason"]
        assert client.get("/disputes").status_code == 200
