"""The `hear` fixture: text → what attribution makes of it, remembered over the session."""

from functools import lru_cache

import pytest
from tests.attribute.speaking import Hear, Heard

from reportedly.analyse.parse import Parser


@pytest.fixture(scope="session")
def hear(parser: Parser) -> Hear:
    """Attribute a text through the real parser."""

    @lru_cache(maxsize=512)
    def attribute(text: str) -> Heard:
        return Heard(text, parser)

    return attribute
