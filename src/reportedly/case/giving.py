"""A whole case, weighed or written out for other programs."""

from collections.abc import Iterator
from functools import cache
from typing import IO, get_args

from reportedly.assess import Assessment, assess_case, encode_assessment
from reportedly.case.weighing import Weighing
from reportedly.errors import UsageError
from reportedly.export.formats import FORMATS
from reportedly.export.holdings import Holdings
from reportedly.export.names import FormatName
from reportedly.export.network import (
    Edge,
    Node,
    build_edges,
    build_nodes,
    keep_confident_tellings,
)
from reportedly.export.readings import ReadingLine, make_reading_line
from reportedly.export.streams import keep_confident
from reportedly.records import Contest, Place
from reportedly.store import ClaimFilter

ExportFormat = FormatName
EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(FormatName)
EXPORT_SUFFIXES = {
    name: FORMATS[name].suffix if name in FORMATS else ".json" for name in EXPORT_FORMATS
}
"""How the file of each format is named at its end."""


class Giving(Weighing):
    """What a case gives away whole."""

    def assess(self) -> Assessment:
        """Weigh all claims: who is who, what is copied, who affirms and denies what, and disputes.

        Reads the whole case into memory.
        """
        self._settle()
        return assess_case(self._store)

    def export(
        self, file: IO[bytes], *, to: ExportFormat = "jsonl", min_confidence: float | None = None
    ) -> int:
        """Write the case to `file` and return how many claims were written.

        The formats are those of `export.formats`, and `case`, one JSON object about the whole case.
        Claims below `min_confidence` are left out; `readings` are always whole.
        """
        if to not in EXPORT_FORMATS:
            raise UsageError(f"one of {', '.join(EXPORT_FORMATS)} was expected, not '{to}'")
        if to == "case":
            self._settle()
            assessed = assess_case(self._store, ClaimFilter(min_confidence=min_confidence))
            file.write(encode_assessment(self._store, assessed) + b"\n")
            return len(assessed.claims)
        return FORMATS[to].write(self.list_holdings(min_confidence), file)

    def list_holdings(self, min_confidence: float | None = None) -> Holdings:
        """Return the questions that a format asks, answered by this case."""
        store = self._store
        wanted = ClaimFilter(min_confidence=min_confidence)

        @cache
        def find_same() -> dict[str, str]:
            return self.canonical()

        def find_text(document: str) -> str:
            found = store.get_document(document)
            return "" if found is None else found.text

        def find_positions(document: str) -> dict[str, Place]:
            found: dict[str, Place] = {}
            for entity, place, _ in store.list_positions(document):
                found.setdefault(entity, place)
            return found

        def list_nodes() -> Iterator[Node]:
            naming = ClaimFilter(predicates=("also_known_as",))
            names = keep_confident(store.find_claims(naming), min_confidence)
            appearances, positions = store.list_appearances(), store.list_positions()
            return build_nodes(store.list_entities, appearances, positions, names, find_same())

        def list_edges() -> Iterator[Edge]:
            kept = keep_confident_tellings(self.propositions(), min_confidence)
            return build_edges(kept, find_same())

        def list_contests() -> Iterator[Contest]:
            for contest in self.contests():
                if len(keep_confident((contest.a, contest.b), min_confidence)) == 2:
                    yield contest

        return Holdings(
            list_documents=store.list_documents,
            find_document=store.find_summary,
            find_text=find_text,
            list_claims=lambda: store.find_claims(wanted),
            list_nodes=list_nodes,
            list_edges=list_edges,
            list_contests=list_contests,
            stand_in=lambda id_: find_same().get(id_, id_),
            find_positions=find_positions,
            list_readings=self.list_readings,
        )

    def list_readings(self) -> Iterator[ReadingLine]:
        """Yield what the case can be built from again: readings in order, problems, judgements.

        Problems that belong to a reading stand in it; the others are those of inputs.
        """
        store = self._store
        for document in store.list_document_ids():
            reading = store.get_reading(document)
            if reading is not None:
                sightings = store.get_sightings(document)
                yield make_reading_line(reading, sightings, store.get_program(document))
        for problem in store.list_problems(of_inputs=True):
            yield ReadingLine(external_id=problem.external_id, problems=(problem,))
        for judgement in store.list_judgements():
            yield ReadingLine(judgement=judgement)
