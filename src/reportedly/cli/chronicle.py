"""`timeline`: what is said to have happened, in order of time, each with its words and sources."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

import msgspec
import typer

from reportedly.cli.asking import check_predicate
from reportedly.cli.options import (
    AboutOption,
    CaseOption,
    ConfidenceOption,
    Format,
    FormatOption,
    LimitOption,
    PlaceOption,
    PredicateOption,
    SinceOption,
    UntilOption,
    get_min_confidence,
    open_case,
)
from reportedly.cli.output import clean, count_things, make_console, tell, write_csv, write_lines

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.case import Case
    from reportedly.records import Claim, Telling
    from reportedly.weigh import Episode, Timeline

_NO = 1
_INDENT = "      "
_COLUMNS = (
    "edtf when as_said start end grain is_approximate is_uncertain is_open year_known words "
    "predicate subject object certainty origins affirmed denied sources denied_by also_dated "
    "evidence claim claims document publisher"
).split()


def timeline(  # noqa: PLR0913 - one for each option
    *,
    case: CaseOption = None,
    about: AboutOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    place: PlaceOption = None,
    predicate: PredicateOption = None,
    min_confidence: ConfidenceOption = None,
    limit: LimitOption = None,
    style: FormatOption = "table",
) -> None:
    """Show what is said to have happened, in order, with everyone who says or denies it."""
    predicates = [check_predicate(name) for name in predicate or []]
    with open_case(case) as opened:
        found = opened.timeline(
            about=about,
            since=since,
            until=until,
            place=place,
            predicate=predicates,
            min_confidence=get_min_confidence(min_confidence),
        )
        shown = _cut(found, limit)
        _print_timeline(opened, shown, style)
    left_out = len(found.episodes) + len(found.yearless) - len(shown.episodes) - len(shown.yearless)
    if left_out:
        tell(f"{left_out} more: see them with a higher --limit, or narrow with --since and --until")
    if found.undated:
        tell(f"{count_things(found.undated, 'claim')} without a time not shown: see 'claims'")
    if not (found.episodes or found.yearless):
        tell("no claim with a time is like that")
        raise typer.Exit(_NO)


def _cut(found: "Timeline", limit: int | None) -> "Timeline":
    """The first lines of a timeline, at most `limit`, those without a year last."""
    if limit is None:
        return found
    episodes = found.episodes[:limit]
    yearless = found.yearless[: limit - len(episodes)]
    return msgspec.structs.replace(found, episodes=episodes, yearless=yearless)


def _print_timeline(case: "Case", found: "Timeline", style: Format) -> None:
    episodes = (*found.episodes, *found.yearless)
    if style == "jsonl":
        write_lines(map(msgspec.json.encode, episodes))
    elif style == "csv":
        write_csv((_flatten(case, episode) for episode in episodes), _COLUMNS)
    else:
        _print_episodes(case, found)


def _print_episodes(case: "Case", found: "Timeline") -> None:
    from rich.text import Text  # noqa: PLC0415 - scripts need no tables

    out = Text()
    year = None
    for episode in found.episodes:
        day = episode.moment.start or episode.moment.end
        if day is not None and day.year != year:
            year = day.year
            out.append(f"{year}\n", style="bold underline")
        _add_episode(out, case, episode)
    if found.yearless:
        out.append("Year not given\n", style="bold underline")
        for episode in found.yearless:
            _add_episode(out, case, episode)
    if out:
        make_console().print(out, end="")


def _add_episode(out: "Text", case: "Case", episode: "Episode") -> None:
    from reportedly.export.wording import list_marks  # noqa: PLC0415

    claim = episode.claim
    out.append(f"  {episode.moment.words}", style="green")
    if said := _find_wording(episode):
        out.append(f" (“{clean(said)}”)", style="dim")
    out.append("  ")
    _add_sentence(out, case, claim)
    others = [t.claim for t in episode.affirmed if t.claim.id != claim.id]
    for other in others:
        marks = "".join(f", {mark}" for mark in list_marks(other))
        out.append(f"{_INDENT}also {clean(_name_teller(case, other))}{marks}")
        out.append(f"  {other.id}\n", style="dim")
    if others:
        claims = count_things(len(episode.affirmed), "claim")
        origins = count_things(episode.origins, "independent origin")
        out.append(f"{_INDENT}{claims} of {origins}\n")
    if episode.others:
        times = ", ".join(moment.words for moment in episode.others)
        out.append(f"{_INDENT}elsewhere said less exactly: {times}\n")
    for telling in episode.denied:
        if telling.claim.id != claim.id:
            out.append(f"{_INDENT}but: ", style="bold yellow")
            _add_sentence(out, case, telling.claim)


def _add_sentence(out: "Text", case: "Case", claim: "Claim") -> None:
    """A claim in words with its id, and below it the words that it rests on."""
    from reportedly.cli.blocks import clean_piece, mark_text  # noqa: PLC0415
    from reportedly.export.excerpt import shorten_evidence  # noqa: PLC0415
    from reportedly.export.wording import word_claim  # noqa: PLC0415

    for piece in word_claim(claim, voice=_name_report(case, claim)):
        out.append(clean_piece(piece.text), style="bold yellow" if piece.role == "lead" else "")
    out.append(f"  {claim.id}\n", style="dim")
    words = mark_text(shorten_evidence(claim), is_styled=True)
    out.append(_INDENT + "“").append_text(words).append("”\n")


def _find_wording(episode: "Episode") -> str | None:
    """The report's own words for the time, where they say something else than the date."""
    when = episode.claim.when
    if when is None or _list_words(when.text) <= _list_words(episode.moment.words):
        return None
    return when.text


def _list_words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - {"the", "in", "on", "of"}


def _name_source(case: "Case", claim: "Claim") -> str:
    from reportedly.export.wording import lower_name  # noqa: PLC0415

    return lower_name(claim.sources[-1]) if claim.sources else _name_report(case, claim)


def _name_teller(case: "Case", claim: "Claim") -> str:
    """The same, with the report of one who has no name: 'another (The Lake Gazette)'."""
    name, report = _name_source(case, claim), _name_report(case, claim)
    return f"{name} ({report})" if claim.sources and name[:1].islower() else name


def _name_report(case: "Case", claim: "Claim") -> str:
    """Who speaks in a report's own voice: its publisher, else the report by its title or file."""
    summary = case.summary(claim.document)
    if summary is None:
        return claim.external_id or claim.document
    if summary.publisher:
        return summary.publisher
    file = PurePath(summary.path).name if summary.path else None
    known = next(filter(None, (summary.title, file, summary.external_id)), claim.document)
    return f"the report '{known}'"


def _flatten(case: "Case", episode: "Episode") -> dict[str, object]:
    from reportedly.cli.blocks import flatten_claim  # noqa: PLC0415

    claim, moment = episode.claim, episode.moment
    row = flatten_claim(claim, case.summary(claim.document))
    return row | {
        "edtf": moment.edtf,
        "when": moment.words,
        "as_said": claim.when.text if claim.when else None,
        "start": moment.start.isoformat() if moment.start else None,
        "end": moment.end.isoformat() if moment.end else None,
        "grain": moment.grain,
        "is_approximate": moment.is_approximate,
        "is_uncertain": moment.is_uncertain,
        "is_open": moment.is_open,
        "year_known": bool(moment.start or moment.end),
        "origins": episode.origins,
        "affirmed": len(episode.affirmed),
        "denied": len(episode.denied),
        "sources": "; ".join(_list_speakers(case, episode.affirmed)),
        "denied_by": "; ".join(_list_speakers(case, episode.denied)),
        "also_dated": "; ".join(other.edtf for other in episode.others),
        "claim": claim.id,
        "claims": "; ".join(t.claim.id for t in (*episode.affirmed, *episode.denied)),
    }


def _list_speakers(case: "Case", tellings: "Iterable[Telling]") -> Iterator[str]:
    yield from dict.fromkeys(_name_source(case, telling.claim) for telling in tellings)
