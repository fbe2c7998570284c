"""Voices of a statement → its details: time, place, role, figures; who gives which, if they differ."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import msgspec

from reportedly.brief.naming import Naming, is_other_name, join_names
from reportedly.brief.voices import Chorus, Voice
from reportedly.export.wording import find_told, is_past, word_moment, word_qualifiers
from reportedly.records import Argument, Claim, Telling

_INLINE = ("on ", "in ", "since ", "until ", "about ")


def tell_moment(voices: Sequence[Voice]) -> str:
    """Return when it happened, where all voices agree: 'in 2011', 'since 2021'; else ''."""
    told = _tell(voices, _list_moments)
    is_shared = len(told) == 1 and len(next(iter(told.values()))) == len(voices)
    moment = next(iter(told)) if is_shared else ""
    claim = voices[0].claims[0] if voices else None
    if claim is not None and is_past(claim) and moment.startswith("since "):
        # One deed since a day is a deed on it or later; many deeds have gone on since.
        return moment if "count" in claim.qualifiers else f"in or after {moment[6:]}"
    return moment if moment.startswith(_INLINE) else ""


def list_details(worded: Claim, voices: Sequence[Voice], naming: Naming) -> list[str]:
    """Return what else is said of it, each as words; of what differs, who says which.

    `worded` is the claim after which the statement is worded: what that tells is left out.
    """
    keys = sorted({key for v in voices for c in v.claims for key in c.qualifiers})
    details = []
    for key in keys:
        told = _tell(voices, partial(_list_qualifier, key=key, worded=worded))
        details += _attribute(told, voices)
    if not tell_moment(voices):
        details += _attribute(_tell(voices, _list_moments), voices)
    return details + _attribute(_tell(voices, lambda claim: _list_places(claim, naming)), voices)


def list_figures(others: Sequence[Telling], chorus: Chorus, naming: Naming) -> list[str]:
    """Return the other figures that are given of the same, each with who gives it."""
    found: dict[str, list[str]] = {}
    for voice in chorus.find_voices(others):
        for claim in voice.claims[:1]:
            sides = [claim.subject, claim.object]
            name = next((naming.show(a) for a in sides if a and a.entity is None), None)
            if (claim.subject is None or claim.object is None) and "count" in claim.qualifiers:
                name = word_qualifiers(_keep(claim, "count"))
            counted = name or next((naming.show(a) for a in sides if a and _has_digit(a)), "")
            found.setdefault(counted, []).append(voice.short)
    return [
        f"another figure, {counted}, according to {join_names(names)}"
        for counted, names in found.items()
        if counted
    ]


def find_other_names(worded: Claim, voices: Sequence[Voice], naming: Naming) -> list[str]:
    """Return the names used there that share no word with the name used here, and by whom.

    `worded` is the claim after which the statement is worded, and so gives the names used here.
    """
    found: dict[str, list[str]] = {}
    for voice in voices:
        for claim in voice.claims:
            for argument in (claim.subject, claim.object):
                if (
                    argument is None
                    or naming.is_subject(argument)
                    or claim.predicate in ("also_known_as", "described_as")
                ):
                    continue
                shown = _find_shown(worded, naming, is_subject=argument is claim.subject)
                names = (argument.text, argument.name)
                other = next((name for name in names if is_other_name(name, shown)), None)
                if other is not None and shown:
                    held = found.setdefault(f"{shown} is “{other}” in the words", [])
                    held.append(voice.via or voice.short)
    return [
        text if len(voices) == 1 else f"{text} of {join_names(list(dict.fromkeys(by)))}"
        for text, by in found.items()
    ]


def _find_shown(worded: Claim, naming: Naming, *, is_subject: bool) -> str:
    """How the sentence names a side other than the subject of the brief, which may have moved."""
    sides = [worded.subject, worded.object]
    others = [side for side in sides if side is not None and not naming.is_subject(side)]
    if len(others) == 1:
        return naming.show(others[0])
    side = worded.subject if is_subject else worded.object
    return naming.show(side) if side is not None else ""


def _tell(
    voices: Sequence[Voice], list_values: Callable[[Claim], list[str]]
) -> dict[str, list[Voice]]:
    """What is told, in the order of the voices, and by which of them."""
    told: dict[str, list[Voice]] = {}
    for voice in voices:
        for value in dict.fromkeys(v for claim in voice.claims for v in list_values(claim)):
            told.setdefault(value, []).append(voice)
    return told


def _attribute(told: Mapping[str, list[Voice]], voices: Sequence[Voice]) -> list[str]:
    if not told:
        return []
    if len(voices) == 1:
        return [" or ".join(told)]
    if len(told) == 1 and len(next(iter(told.values()))) == len(voices):
        return list(told)
    return [
        f"{value} according to {join_names([voice.short for voice in by])}"
        for value, by in told.items()
    ]


def _list_qualifier(claim: Claim, *, key: str, worded: Claim) -> list[str]:
    value = claim.qualifiers.get(key)
    if value is None or (key in find_told(claim) and value == worded.qualifiers.get(key, value)):
        return []
    return [word_qualifiers(_keep(claim, key))]


def _keep(claim: Claim, key: str) -> Claim:
    return msgspec.structs.replace(claim, qualifiers={key: claim.qualifiers[key]})


def _list_moments(claim: Claim) -> list[str]:
    return [word_moment(claim.when.edtf)] if claim.when is not None else []


def _list_places(claim: Claim, naming: Naming) -> list[str]:
    """Where it happened, as far as neither the statement nor its qualifiers say so."""
    sides = [a.name for a in (claim.subject, claim.object) if a is not None]
    told = " ".join([*sides, *claim.qualifiers.values()]).casefold()
    names = [naming.show(p) for p in claim.where if p.name.casefold() not in told]
    names = list(dict.fromkeys(names))
    if not names:
        return []
    is_named = all(name[:1].isupper() for name in names)
    return [f"{'in' if is_named else 'place:'} {', '.join(names)}"]


def _has_digit(argument: Argument) -> bool:
    return any(c.isdigit() for c in argument.name)
