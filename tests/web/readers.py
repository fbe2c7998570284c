"""What stands in for the language pipeline where uploads are tested: it does what a text tells it.

It is made in another process, so that all it is told stands in the documents.
"""

import os
import time
from pathlib import Path

from tests.made_readings import Page

from reportedly.errors import ModelError
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings


class ToldReader:
    """Finds a claim in 'Omar Kessel met Radu Stenn.'; waits, crashes or hangs if it is told to."""

    def prepare(self, settings: Settings) -> None:
        if settings.model == "missing":
            raise ModelError("the model 'missing' is not installed: install it")

    def read(self, document: Document, settings: Settings) -> Reading | Problem:
        del settings
        words = document.text.split()
        if "CRASH" in words:
            os._exit(9)
        while "HANG" in words:
            time.sleep(0.01)
        if "WAIT-FOR" in words:
            awaited = Path(words[words.index("WAIT-FOR") + 1])
            while not awaited.exists():
                time.sleep(0.01)
        page = Page(document.text)
        page.document = document
        said = "Omar Kessel met Radu Stenn."
        if said not in document.text:
            return page.reading()
        sides = (page.argument("Omar Kessel", "person"), page.argument("Radu Stenn", "person"))
        return page.reading(page.claim("met_with", *sides, page.span(said)))
