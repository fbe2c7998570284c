"""Every kind of store, one after the other."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportedly.store import SqliteStore, Store


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    makers: dict[str, Callable[[], Store]] = {
        "file": lambda: SqliteStore(tmp_path / "case.reportedly"),
        "memory": lambda: SqliteStore(None),
    }
    opened = makers[request.param]()
    yield opened
    opened.close()
