"""Fixtures that every part of the suite shares."""

import pytest

from reportedly.analyse.parse import Parser, load_parser
from reportedly.gazetteer import Gazetteer, load_gazetteer
from reportedly.settings import Settings


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The default English pipeline, loaded once."""
    return load_parser(Settings().model)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The index of places, built if it is not there."""
    return load_gazetteer(Settings().cache)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which rewrites failing golden cases, and `--api-examples`."""
    parser.addoption("--update-golden", action="store_true", help="rewrite failing golden cases")
    parser.addoption(
        "--api-examples", type=int, default=6, metavar="N", help="requests for each operation"
    )
