"""Episodes → what the drawing of a timeline needs of each: days, marks, and words to show."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from reportedly.export.wording import list_marks, word_chain, word_claim
from reportedly.records import Record
from reportedly.weigh import Episode


class Entry(Record, frozen=True, kw_only=True):
    """One episode: `start` and `end` are inclusive, `None` where open.

    `is_interval` tells '2013/2014' from a single date that is no more exact than its year. `said` is
    what is claimed, in words, with its source; `evidence` the words that carry it.
    """

    claim: str
    when: str
    start: date | None
    end: date | None
    grain: str
    is_interval: bool
    is_vague: bool
    side: Literal["affirmed", "denied", "disputed"]
    is_hedged: bool
    is_unrealised: bool
    label: str
    said: str
    evidence: str
    source: str
    marks: tuple[str, ...]


def make_entries(episodes: Iterable[Episode]) -> list[Entry]:
    """Return an entry for each episode."""
    return [_make_entry(episode) for episode in episodes]


def _make_entry(episode: Episode) -> Entry:
    claim, moment = episode.claim, episode.moment
    told = episode.affirmed or episode.denied
    is_disputed = bool(episode.affirmed and episode.denied)
    return Entry(
        claim=claim.id,
        when=moment.words,
        start=moment.start,
        end=moment.end,
        grain=moment.grain,
        is_interval="/" in moment.edtf,
        is_vague=moment.is_approximate or moment.is_uncertain,
        side="disputed" if is_disputed else "affirmed" if episode.affirmed else "denied",
        is_hedged=all(telling.claim.certainty == "hedged" for telling in told),
        is_unrealised=episode.is_unrealised,
        label=_label(episode),
        said="".join(piece.text for piece in word_claim(claim)),
        evidence=claim.evidence.text,
        source=word_chain(claim),
        marks=tuple(list_marks(claim)),
    )


def _label(episode: Episode) -> str:
    claim = episode.claim
    sides = (side.name if side else "…" for side in (claim.subject, claim.object))
    words = f" {claim.predicate.replace('_', ' ')} ".join(sides)
    return f"{_hedge(episode)}{words}"


def _hedge(episode: Episode) -> str:
    """What must stand before few words, so that they say no more than the claim does."""
    if episode.affirmed and episode.denied:
        return "disputed: "
    if episode.denied:
        return "denied: "
    if episode.is_unrealised:
        return "planned: "
    return "perhaps: " if episode.claim.certainty == "hedged" else ""
