"""Readings of small reports on one story, read once: names spelt in several ways, copies, denials."""

import pytest

from reportedly.ids import document_id
from reportedly.parallel import read_all
from reportedly.records import Document, Reading
from reportedly.settings import load_settings

REPORTS = {
    "first": (
        "Lake Radio",
        (
            "Colonel Omar Kessel commands the Grey Wolves Column (GWC), Lake Radio reported. "
            "Kessel was born in Dura in 1971. The Grey Wolves Column was founded in 2009 by Omar "
            "Kessel. Residents of Dura said that the Grey Wolves Column controls Dura, where the "
            "market has been closed since the first snow and nobody is let across the bridge."
        ),
    ),
    "copy": (
        "Hill Post",
        (
            "The Grey Wolves Column was founded in 2009 by Omar Kessel. Residents of Dura said that "
            "the Grey Wolves Column controls Dura, where the market has been closed since the first "
            "snow and nobody is let across the bridge. The Hill Post could not confirm this."
        ),
    ),
    "denial": (
        "Coast Agency",
        (
            "A spokesman for the Grey Wolves Column denied that the Grey Wolves Column controls Dura. "
            "The GWC has ties to the Coral League, Interior Minister Radu Stenn said. Omer Kessel was "
            "born in Keth in 1971."
        ),
    ),
    "toll": (
        "Lake Radio",
        (
            "The Coral League attacked a convoy near Dura on 3 May 2021, killing 11 soldiers, an army "
            "officer told Lake Radio. Radu Stenn blamed Omar Kessel and the Grey Wolves Column."
        ),
    ),
    "lower": (
        "Coast Agency",
        (
            "The Coral League attacked a convoy near Dura on 3 May 2021, killing eight soldiers, the "
            "Interior Ministry said. Radu Stenn blamed Omar Kessel and the Grey Wolves Column."
        ),
    ),
    "brother": (
        "Hill Post",
        (
            "Anton Kessel, a brother of Omar Kessel, is a member of the Coral League. "
            "The Grey Wolves Column was founded in 2012 by Omar Kessel, Anton Kessel said. "
            "According to a teacher in Keth, the Grey Wolves Column is led by Omar Kessel."
        ),
    ),
}


@pytest.fixture(scope="session")
def readings() -> dict[str, Reading]:
    """The reading of each report by its name."""
    documents = {
        name: Document(
            id=document_id(text),
            text=text,
            external_id=name,
            publisher=publisher,
            published_on="2021-06-01",
        )
        for name, (publisher, text) in REPORTS.items()
    }
    found = [r for r in read_all(documents.values(), load_settings()) if isinstance(r, Reading)]
    return {str(reading.document.external_id): reading for reading in found}
