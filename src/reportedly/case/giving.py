"""A whole case, weighed or written out for other programs."""

from typing import IO, Literal

from reportedly.assess import Assessment, assess_case, encode_assessment
from reportedly.case.base import CaseBase
from reportedly.errors import UsageError
from reportedly.export.streams import encode_claim
from reportedly.store import ClaimFilter

ExportFormat = Literal["jsonl", "case"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = ("jsonl", "case")


class Giving(CaseBase):
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
        """Write the case to `file` and return how many claims there were.

        `jsonl` is one claim a line; `case` one JSON object about the whole case. Claims below
        `min_confidence` are left out.
        """
        if to not in EXPORT_FORMATS:
            raise UsageError(f"one of {', '.join(EXPORT_FORMATS)} was expected, not '{to}'")
        wanted = ClaimFilter(min_confidence=min_confidence)
        if to == "case":
            self._settle()
            assessed = assess_case(self._store, wanted)
            file.write(encode_assessment(self._store, assessed) + b"\n")
            return len(assessed.claims)
        written = 0
        for claim in self._store.find_claims(wanted):
            file.write(encode_claim(claim) + b"\n")
            written += 1
        return written
