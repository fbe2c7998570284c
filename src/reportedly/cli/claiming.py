"""`add-claim`: a claim that a person reads in a document, every part by the document's own words."""

from typing import Annotated, get_args

import msgspec
import typer

from reportedly.cli.asking import check_predicate
from reportedly.cli.judging import tell_decision
from reportedly.cli.options import ByOption, CaseOption, WhyOption, open_case
from reportedly.errors import UsageError
from reportedly.records import Act, Certainty, Kind, Polarity


def add_claim(  # noqa: PLR0913 - one for each option
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of a document.")],
    evidence: Annotated[
        str,
        typer.Argument(metavar="WORDS", help="The sentence that carries the claim, word for word."),
    ],
    *,
    predicate: Annotated[
        str, typer.Option("--predicate", metavar="P", help="What happened or holds.")
    ],
    subject: Annotated[
        str, typer.Option("--subject", metavar="WORDS", help="Who, in the document's words.")
    ] = "",
    object_: Annotated[
        str, typer.Option("--object", metavar="WORDS", help="Whom, in the document's words.")
    ] = "",
    subject_kind: Annotated[
        Kind | None, typer.Option("--subject-kind", help="What the subject is, if it is not known.")
    ] = None,
    object_kind: Annotated[
        Kind | None, typer.Option("--object-kind", help="What the object is, if it is not known.")
    ] = None,
    polarity: Annotated[
        Polarity, typer.Option("--polarity", help="Whether it is affirmed or denied.")
    ] = "affirmed",
    certainty: Annotated[
        Certainty, typer.Option("--certainty", help="How firmly it is said.")
    ] = "stated",
    when: Annotated[str, typer.Option("--when", metavar="EDTF", help="When it happened.")] = "",
    when_words: Annotated[
        str, typer.Option("--when-words", metavar="WORDS", help="The words that say when.")
    ] = "",
    where: Annotated[
        str, typer.Option("--where", metavar="WORDS", help="Where, in the document's words.")
    ] = "",
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="WORDS",
            help="Who says so, in the document's words; who passes it on comes first.",
        ),
    ] = None,
    cue: Annotated[
        list[str] | None,
        typer.Option("--cue", metavar="WORDS", help="By which words, one for each source."),
    ] = None,
    act: Annotated[
        list[str] | None,
        typer.Option("--act", metavar="ACT", help="How each source speaks; else all say it."),
    ] = None,
    case: CaseOption = None,
    why: WhyOption = None,
    by: ByOption = None,
) -> None:
    """Add a claim that you read in a document and the program did not."""
    from reportedly.judge.adding import (  # noqa: PLC0415 - help must not wait for it
        Filler,
        Moment,
        NewClaim,
        Speaker,
        Words,
    )

    check_predicate(predicate)
    sources, cues, acts = source or [], cue or [], act or []
    if len(cues) != len(sources) or len(acts) not in (0, len(sources)):
        raise UsageError("each --source needs a --cue, and an --act or none has any")
    if unknown := [one for one in acts if one not in get_args(Act)]:
        raise UsageError(f"one of {', '.join(get_args(Act))} was expected, not '{unknown[0]}'")
    if when and not when_words:
        raise UsageError('--when needs the words that say so: --when-words "exact words"')
    wanted = NewClaim(
        evidence=Words(text=evidence),
        predicate=predicate,
        subject=Filler(text=subject, kind=subject_kind),
        object=Filler(text=object_, kind=object_kind),
        polarity=polarity,
        certainty=certainty,
        when=Moment(edtf=when, text=when_words) if when else None,
        where=Filler(text=where),
        sources=tuple(
            msgspec.convert(
                {"text": words, "cue": {"text": cues[n]}, "act": acts[n] if acts else "says"},
                Speaker,
            )
            for n, words in enumerate(sources)
        ),
    )
    with open_case(case) as opened:
        tell_decision(opened.add_claim(document, wanted, by=by, why=why))
