"""When a source spoke is never the time of what it speaks of."""

import pytest

from reportedly.analyse.parse import Parser
from reportedly.ids import document_id
from reportedly.pipeline import read_document
from reportedly.records import Document


@pytest.mark.parametrize(
    ("text", "said_on"),
    [
        ("The ministry accuses the Red Column of a bombing in Marish in 2014.", None),
        ("On 3 May 2014 the ministry said the Red Column had burned a mill.", "2014-05-03"),
        ("The ministry said on 3 May 2014 that the Red Column had burned a mill.", "2014-05-03"),
    ],
)
def test_the_time_of_saying_stands_outside_what_is_said(
    parser: Parser, text: str, said_on: str | None
) -> None:
    document = Document(id=document_id(text), text=text, published_on="2014-06")
    [attribution] = read_document(document, parser).attributions
    assert attribution.chain[-1].said_on == said_on
