"""Voices of a statement → its details: time, place, role, figures; who gives which, if they differ."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import msgspec

from reportedly.brief.naming import Naming, join_names
from reportedly.brief.voices import Chorus, Voice
from reportedly.export.wording import find_told, word_moment, word_qualifiers
from reportedly.records import Argument, Claim, Telling

_PRONOUNS = frozenset(
    "he she it they him her them his its their who whom i we you this that these those".split()
)
_INLINE = ("on ", "in ", "since ", "until ", "about ")


def tell_moment(voices: Sequence[Voice]) -> str:
    """Return when it happened, where all voices agree: 'in 2011', 'since 2021'; else ''."""
    told = _tell(voices, _list_moments)
    is_shared = len(told) == 1 and len(next(iter(told.values()))) == len(voices)
    moment = next(iter(told)) if is_shared else ""
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
            counted = name or next((naming.show(a) for a in sides if _has_digit(a)), "")
            found.setdefault(counted, []).append(voice.short)
    return [
        f"another figure, {counted}, according to {join_names(names)}"
        for counted, names in found.items()
        if counted
    ]


def find_other_names(voices: Sequence[Voice], naming: Naming) -> list[str]:
    """Return the names used there that share no word with the name used here, and by whom."""
    found: dict[str, list[str]] = {}
    for voice in voices:
        for claim in voice.claims:
            for argument in (claim.subject, claim.object):
                if argument is None or claim.predicate in ("also_known_as", "described_as"):
                    continue
                shown = naming.show(argument)
                if _is_other_name(argument.text, shown):
                    names = found.setdefault(f"{shown} is “{argument.text}” in the words", [])
                    names.append(voice.via or voice.short)
    return [
        text if len(voices) == 1 else f"{text} of {join_names(list(dict.fromkeys(by)))}"
        for text, by in found.items()
    ]


def _is_other_name(text: str, shown: str) -> bool:
    """Whether `text` is a name, and another one than is shown: 'Sable' for 'Orlan Daskeva'."""
    words = [w.casefold() for w in text.split()]
    if len(words) == 1 and words[0] in _PRONOUNS:
        return False
    is_name = bool(words) and all(word[:1].isupper() for word in text.split())
    near = {w.casefold()[:4] for w in shown.replace("’", "'").split()}
    initials = "".join(w[0] for w in shown.split() if w[:1].isupper())
    is_acronym = text.isupper() and text == initials
    return is_name and not is_acronym and not any(word[:4] in near for word in words)


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


def _has_digit(argument: Argument | None) -> bool:
    return argument is not None and any(c.isdigit() for c in argument.name)
