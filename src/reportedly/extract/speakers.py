"""'I', 'we' and 'our men' inside reported speech → who speaks, or the body for which they speak.

Claims → claims whose first persons are resolved, and a problem for each claim of which one side
stays a bare pronoun: it cannot be asked about, and it is not to be lost either.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from reportedly.records import Argument, Claim, Problem, Source

_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_OTHERS = frozenset(
    """he him his himself she her hers herself it its itself they them their theirs themselves you
    your yours this that these those one who which whom whose""".split()
)
_OUR_MEN = re.compile(
    r"(?:(?:all|some|\d+) (?:of )?)?our\s+(?:[\w'-]+\s+){0,2}"
    r"(?:forces?|troops|fighters|units?|men|guerrillas|columns?|commandos?|soldiers|combatants|"
    r"militia|militias|militiamen|militants|comrades|army|armies|mujahideen|mujahidin)\Z",
    re.IGNORECASE,
)
"""Who fights for the speaker acts in the name of the speaker's side."""
_BODIES = frozenset({"group", "state", "organization", "population"})
_POSTS = frozenset({"leads", "holds_post", "member_of"})
_IMPUTING = frozenset({"accuses", "believes", "denies"})


def resolve_speakers(claims: Sequence[Claim]) -> tuple[list[Claim], list[Problem]]:
    """Return the claims with 'I' and 'we' resolved, and problems for those left unresolved."""
    bodies = _find_bodies(claims)
    kept: list[Claim] = []
    problems: list[Problem] = []
    for claim in claims:
        resolved = replace(
            claim,
            subject=_resolve(claim.subject, claim.sources, bodies),
            object=_resolve(claim.object, claim.sources, bodies),
        )
        bare = next((a for a in (resolved.subject, resolved.object) if is_bare_pronoun(a)), None)
        if bare is None:
            kept.append(resolved)
        else:
            problems.append(_unresolved(resolved, bare))
    return kept, problems


def _find_bodies(claims: Sequence[Claim]) -> dict[str, Argument]:
    """For whom each person speaks, as the document says it: the spokesman's group."""
    bodies: dict[str, Argument] = {}
    for claim in filter(_is_held, claims):
        person, body = claim.subject, claim.object
        if person and body and body.kind in _BODIES:
            for known_as in filter(None, (person.entity, person.name)):
                bodies.setdefault(known_as, body)
    return bodies


def _is_held(claim: Claim) -> bool:
    """Whether a claim gives somebody a place in a body: none that is denied, imputed or past."""
    is_past = "former" in claim.qualifiers or (
        claim.when is not None and claim.when.edtf.startswith(("../", "/"))
    )
    is_sure = claim.certainty == "stated" and claim.polarity == "affirmed"
    is_imputed = any(source.act in _IMPUTING for source in claim.sources)
    return claim.predicate in _POSTS and is_sure and not is_past and not is_imputed


def _resolve(
    argument: Argument | None, sources: Sequence[Source], bodies: dict[str, Argument]
) -> Argument | None:
    if argument is None or not sources:
        return argument
    word = argument.text.lower()
    speaker = sources[-1]
    if _OUR_MEN.match(argument.text):
        return _speak_for(argument, speaker, bodies)
    if not is_bare_pronoun(argument):
        return argument
    if word in _SINGULAR:
        return replace(argument, name=speaker.name, kind=speaker.kind, entity=speaker.entity)
    if word in _PLURAL:
        return _speak_for(argument, speaker, bodies)
    return argument


def _speak_for(argument: Argument, speaker: Source, bodies: dict[str, Argument]) -> Argument:
    """The body that speaks, or the one for which a person speaks; else the argument as it is."""
    if speaker.kind in _BODIES:
        return replace(argument, name=speaker.name, kind=speaker.kind, entity=speaker.entity)
    body = bodies.get(speaker.entity or speaker.name)
    if body is None:
        return argument
    return replace(argument, name=body.name, kind=body.kind, entity=body.entity)


def is_bare_pronoun(argument: Argument | None) -> bool:
    """Return whether the argument is a pronoun that stands for nothing named."""
    if argument is None:
        return False
    words = _SINGULAR | _PLURAL | _OTHERS
    return argument.text.lower() in words and argument.name.lower() in words


def _unresolved(claim: Claim, bare: Argument) -> Problem:
    return Problem(
        code="unresolved-reference",
        message=(
            f"'{bare.text}' stands for nobody that the text names, so no {claim.predicate} claim "
            f"was kept of «{claim.evidence.text[:120]}»"
        ),
        document=claim.document,
        external_id=claim.external_id,
        start=claim.evidence.start,
        end=claim.evidence.end,
        severity="warning",
    )
