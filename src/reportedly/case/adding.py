"""Reports into a case: every document is kept whole before the next one is stored.

Adding can stop anywhere and go on later; what the case knows already is not read again.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

import msgspec

from reportedly.case.base import CaseBase
from reportedly.errors import BadInputError
from reportedly.parallel import read_all
from reportedly.parallel.preparing import explain
from reportedly.read import read_documents
from reportedly.records import Document, Problem, Reading, Record
from reportedly.settings import Settings
from reportedly.store import Outcome


class Addition(Record, frozen=True, kw_only=True):
    """What became of one input: a document that was kept in some way, or a problem."""

    outcome: Outcome | Literal["problem"]
    document: Document | None = None
    problem: Problem | None = None
    claims: int = 0


class AddReport(msgspec.Struct, kw_only=True):
    """What became of all inputs. `problems` are errors, `warnings` came beside a document."""

    added: int = 0
    known: int = 0
    sighted: int = 0
    replaced: int = 0
    claims: int = 0
    problems: list[Problem] = []
    warnings: list[Problem] = []

    def count(self, addition: Addition) -> None:
        """Take one more input into account."""
        if addition.problem is not None:
            is_error = addition.problem.severity == "error"
            (self.problems if is_error else self.warnings).append(addition.problem)
        else:
            outcome = addition.outcome
            setattr(self, outcome, getattr(self, outcome) + 1)
            self.claims += addition.claims


class Adding(CaseBase):
    """How reports come into a case."""

    def add(
        self,
        inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str] | Document | Problem],
        *,
        published_on: str | None = None,
        publisher: str | None = None,
        workers: int | None = 1,
        reread: bool = False,
    ) -> AddReport:
        """Read files, folders or documents into the case and return what became of them.

        `published_on` (EDTF) and `publisher` are for reports that do not state their own.
        Documents that the case knows are not read again unless `reread`. `workers` is how many
        processes read, and weigh very many; `None` for as many as there are cores and memory for.
        """
        given = [inputs] if isinstance(inputs, (str, os.PathLike)) else inputs
        items = _list_items(given, published_on, publisher, self._settings)
        report = AddReport()
        for addition in self.add_each(items, workers=workers, reread=reread):
            report.count(addition)
        self._settle(workers)
        return report

    def add_each(
        self, items: Iterable[Document | Problem], *, workers: int | None = 1, reread: bool = False
    ) -> Iterator[Addition]:
        """Read documents into the case, yielding what became of each once it is kept.

        What they come to together is worked out by `settle`, or when it is first asked for.
        """
        unread: Iterable[Document | Problem | Addition]
        unread = items if reread else self._note_known(items)
        results: Iterator[Reading | Problem | Addition]
        results = read_all(unread, self._settings, workers=workers)
        for result in results:
            if isinstance(result, Addition):
                yield result
            else:
                yield self.keep(result, reread=reread)

    def keep(
        self, result: Reading | Problem, *, reread: bool = False, program: str | None = None
    ) -> Addition:
        """Store one reading or problem and return what became of it; it is weighed when asked.

        `program` is the version that read it, where it was not this one.
        """
        if isinstance(result, Problem):
            self._store.add_problem(result)
            return Addition(outcome="problem", problem=result)
        document = result.document
        try:
            outcome = self._store.add_reading(
                result, program=program or get_version(), replace=reread
            )
        except BadInputError as error:
            return self.keep(explain(error, document))
        is_read = outcome in ("added", "replaced")
        return Addition(
            outcome=outcome, document=document, claims=len(result.claims) if is_read else 0
        )

    def find_addresses(self, addresses: Sequence[str]) -> set[str]:
        """Return those web addresses of which the case has something already."""
        return self._store.find_addresses(addresses)

    def reread(self, *, workers: int | None = 1) -> Iterator[Addition]:
        """Read every document of the case again, replacing what was read out of it."""
        documents = (
            document
            for id_ in self._store.list_document_ids()
            if (document := self._store.get_document(id_)) is not None
        )
        return self.add_each(documents, workers=workers, reread=True)

    def note(self, document: Document) -> Addition | None:
        """Keep how a known text was met and return that; `None` for a text that must be read."""
        if not self._store.has_reading(document.id):
            return None
        is_new = self._store.add_sighting(document)
        return Addition(outcome="sighted" if is_new else "known", document=document)

    def _note_known(
        self, items: Iterable[Document | Problem]
    ) -> Iterator[Document | Problem | Addition]:
        """The items that must be read; for a known text, how it was met is kept, and said."""
        for item in items:
            noted = None if isinstance(item, Problem) else self.note(item)
            yield item if noted is None else noted


@lru_cache(maxsize=1)
def get_version() -> str:
    """Return the version of the installed program, 'unknown' where it is not installed."""
    try:
        return version("reportedly")
    except PackageNotFoundError:
        return "unknown"


def _list_items(
    inputs: Iterable[str | os.PathLike[str] | Document | Problem],
    published_on: str | None,
    publisher: str | None,
    settings: Settings,
) -> Iterator[Document | Problem]:
    for item in inputs:
        if isinstance(item, (Document, Problem)):
            yield item
        else:
            yield from read_documents(
                [item], published_on=published_on, publisher=publisher, settings=settings
            )
