"""Claim → pieces of text in plain English, each with the part it plays.

The wordings are data (`knowledge/wordings.toml`). A hedge, a denial or an unrealised aim always
leads, and the source always stands beside it: no wording can be read as a fact of ours.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from string import Formatter
from typing import Any, Literal, NamedTuple

from reportedly.edtf import in_words
from reportedly.errors import UsageError
from reportedly.knowledge import load_knowledge
from reportedly.records import Act, Argument, Claim, Source, Span

Role = Literal["plain", "subject", "object", "source", "lead", "cue", "argument", "when"]


class Piece(NamedTuple):
    """Some text and the part it plays."""

    text: str
    role: Role = "plain"


def word_claim(claim: Claim, *, voice: str | None = None) -> list[Piece]:
    """Return the claim as a sentence: its lead, who did what to whom, and who says so.

    `voice` names who speaks where the claim has no source: the publisher, or the report itself.
    """
    words = load_knowledge("wordings")
    denier = _find_denier(claim)
    marks = [m for m in list_marks(claim) if m != "denied" or denier is None]
    pieces = [Piece(words["lead"][mark], "lead") for mark in marks]
    if denier is not None:
        verb = words["lead"]["denies"][is_plural(denier, words)]
        pieces += [Piece(_lower(denier, words), "source"), Piece(verb, "lead")]
    pieces += word_statement(claim, would=claim.certainty == "unrealised")
    pieces[0] = _capitalise(pieces[0])
    if details := word_qualifiers(claim, leave_out=find_told(claim)):
        pieces += _add_details(pieces.pop(), details)
    if denier is not None:
        return pieces
    pieces.append(Piece(", "))
    if claim.sources:
        root = claim.sources[-1]
        # What a denier affirms he says: 'denies' after it would read as a denial.
        verb = _get_verb(root, words, act="says" if root.act == "denies" else root.act)
        pieces += [Piece(verb + " "), Piece(_lower(root, words), "source")]
    else:
        pieces += [Piece("says "), Piece(voice or words["voice"]["own"], "source")]
    return pieces


def word_content(claim: Claim) -> str:
    """Return what the claim says, without who says it and how firmly: never show it alone."""
    pieces = word_statement(claim, would=claim.certainty == "unrealised")
    pieces[0] = _capitalise(pieces[0])
    return "".join(piece.text for piece in pieces)


def _capitalise(piece: Piece) -> Piece:
    """The first piece of a sentence; a mark such as 'perhaps:' stays as it is."""
    if piece.role == "lead":
        return piece
    return Piece(piece.text[:1].upper() + piece.text[1:], piece.role)


def _add_details(last: Piece, details: str) -> list[Piece]:
    """The end of a statement with the qualifiers in the brackets that it may have already."""
    if last.role == "plain" and last.text.endswith(")"):
        return [Piece(f"{last.text[:-1]}; {details})")]
    return [last, Piece(f" ({details})")]


def are_several(argument: Argument | Source) -> bool:
    """Return whether the name stands for several: 'two men', '23 villagers', 'residents of Kelm'."""
    return is_plural(argument, load_knowledge("wordings"))


def is_plural(argument: Argument | Source, words: dict[str, Any]) -> bool:
    """Return the same as `are_several`, with the wordings at hand."""
    name = _AT_LEAST.sub("", argument.name.lower()).split()
    number = words["number"]
    if not name or name[0] in number["one"]:
        return False
    head = _find_head(argument.name)
    if head.lower() in number["bodies"] and (head.islower() or name[-1:] == name[:1]):
        return argument.kind != "place"
    if name[0] in number["many"] or re.fullmatch(r"[~<>]*(?!1$)\d[\d,.]*", name[0]):
        return argument.kind not in {"organization", "state", "place"}
    if argument.kind not in {"population", "person", "group"}:
        return False
    is_name = argument.name.split()[-1][0].isupper()
    if argument.kind != "population" and is_name:
        return False
    noun = _AFTER_NOUN.split(" ".join(name))[0].split()[-1]
    is_many = noun.endswith(tuple(number["plural_ends"])) and not noun.endswith("ss")
    return is_many or (argument.kind == "population" and len(name) == 1)


def _find_head(name: str) -> str:
    """The word that says what somebody is: 'men' in 'two men from Kelm'."""
    return (_AFTER_NOUN.split(name)[0].split() or [name])[-1]


_AT_LEAST = re.compile(r"^(?:at (?:least|most)|(?:more|fewer|less) than|up to) ")
_AFTER_NOUN = re.compile(r" (?:of|in|from|with|who|at|on|near) ")


def lower_name(argument: Argument | Source) -> str:
    """Return a name as it stands inside a sentence: 'several residents', not 'Several'."""
    return _lower(argument, load_knowledge("wordings"))


def _lower(argument: Argument | Source, words: dict[str, Any]) -> str:
    name = argument.name
    first, _, rest = name.partition(" ")
    number = words["number"]
    # 'The Hague' keeps its article's capital, as the names of places and things do.
    if rest and first in {"The", "A", "An"} and argument.kind not in {"place", "thing", "name"}:
        return name[:1].lower() + name[1:]
    plain = {*number["one"], *number["many"], *number["other"], *number["bodies"]}
    is_plain = not rest or rest[0].islower() or _find_head(name).islower()
    return name[:1].lower() + name[1:] if first.lower() in plain and is_plain else name


def _find_denier(claim: Claim) -> Source | None:
    """The source who itself denies the claim."""
    if claim.polarity != "denied" or not claim.sources or claim.sources[-1].act != "denies":
        return None
    return claim.sources[-1]


def list_marks(claim: Claim) -> list[str]:
    """Return what keeps a claim from being plainly affirmed: denied, hedged, unrealised."""
    marks = ["denied"] if claim.polarity == "denied" else []
    return marks if claim.certainty == "stated" else [*marks, claim.certainty]


def word_chain(claim: Claim, *, voice: str | None = None) -> str:
    """Return the chain of sources, outermost first: 'Radio Lake reports ← officials say'."""
    words = load_knowledge("wordings")
    if not claim.sources:
        return voice or str(words["voice"]["own"])
    return " ← ".join(_word_link(source, words) for source in claim.sources)


def word_qualifiers(claim: Claim, *, leave_out: Collection[str] = ()) -> str:
    """Return the qualifiers in words, in the order of their keys: '5 killed, method: bombing'.

    Those whose keys are in `leave_out` are left out.
    """
    words = load_knowledge("wordings")
    patterns = words["qualifiers"]
    told = {
        key: _word_quantity(value, words)
        for key, value in sorted(claim.qualifiers.items())
        if key not in leave_out
    }
    return ", ".join(_word_qualifier(key, value, patterns) for key, value in told.items())


def _word_qualifier(key: str, value: str, patterns: Mapping[str, str]) -> str:
    if key == "role" and value.startswith("in "):
        return value  # 'in charge of', which no 'as' goes before
    return patterns[key].replace("{value}", value) if key in patterns else f"{key}: {value}"


def _word_quantity(value: str, words: dict[str, Any]) -> str:
    """A number of the claim model in words: 'more than 140', '400 to 500'; all else as it is."""
    match = _QUANTITY.fullmatch(value)
    if match is None:
        return value
    sign, number, end = match.groups()
    about = f"{words['number']['signs'][sign]} " if sign else ""
    return f"{about}{number}" + (f" to {end}" if end else "")


_QUANTITY = re.compile(r"([<>]=?|~)?(\d[\d.]*?)(?:\.\.(\d[\d.]*))?")


def find_told(claim: Claim) -> set[str]:
    """Return the qualifiers that the statement tells itself: the verb's own, a shown number."""
    words = load_knowledge("wordings")
    entry = words["predicates"].get(claim.predicate, words["fallback"])
    form = ("both" if claim.subject is not None else "object") if claim.object else "subject"
    variant = _find_variant(claim, entry, form)
    told = {variant["qualifier"]} if variant else set()
    repeats = entry.get("repeats", ())
    told |= {k for k in ("method", "role") if claim.qualifiers.get(k, "").lower() in repeats}
    names = [argument.name for argument in (claim.subject, claim.object) if argument is not None]
    if any(_shows_number(name, claim.qualifiers.get("count", ""), words) for name in names):
        told.add("count")
    return told


def _shows_number(name: str, value: str, words: dict[str, Any]) -> bool:
    """Whether a name has all numbers of `value`, in digits or words: '11 soldiers', 'a man'."""
    number = words["number"]
    shown = set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d)[, ](?=\d{3})", "", name)))
    for word in re.findall(r"[^\W\d_]+", name.lower()):
        if word in number["uncounted"]:
            return True
        if word in number["one"]:
            shown.add("1")
        elif word in number["spelt"]:
            shown.add(str(number["spelt"].index(word)))
    wanted = set(re.findall(r"\d+(?:\.\d+)?", value))
    return wanted == {"1"} or wanted <= shown


def word_date(edtf: str) -> str:
    """Return an EDTF date in words; one that is not EDTF is returned as it is."""
    try:
        return in_words(edtf)
    except UsageError:
        return edtf


def word_moment(edtf: str) -> str:
    """Return an EDTF date with its preposition: 'on 2 May 2019', 'in May 2019', 'about 2019'."""
    if re.fullmatch(r"[\dX]{4}-\d\d-\d\d", edtf):
        return f"on {word_date(edtf)}"
    if re.fullmatch(r"\d{4}(-(0\d|1[0-2]))?|[\dX]{4}-(0\d|1[0-2])", edtf):
        return f"in {word_date(edtf)}"
    return word_date(edtf)


def is_past(claim: Claim) -> bool:
    """Return whether the statement tells what happened, and not what is or was so for a time."""
    return "<" in _choose_template(claim, load_knowledge("wordings"))


def get_section(predicate: str) -> str:
    """Return the part of a profile in which a predicate is shown."""
    words = load_knowledge("wordings")
    return str(words["predicates"].get(predicate, words["fallback"])["section"])


def list_predicates() -> list[str]:
    """Return the predicates that have a wording, sorted."""
    return sorted(load_knowledge("wordings")["predicates"])


def mark_evidence(claim: Claim) -> list[Piece]:
    """Return the evidence cut into pieces: cues, arguments, sources and times stand out.

    The texts of the pieces, joined, are the evidence.
    """
    evidence = claim.evidence
    roles: list[Role] = ["plain"] * len(evidence.text)
    for span, role in _list_spans(claim):
        start = max(span.start - evidence.start, 0)
        end = min(span.end - evidence.start, len(roles))
        if start < end:
            roles[start:end] = [role] * (end - start)
    return merge_pieces(map(Piece, evidence.text, roles))


def merge_pieces(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with neighbours of one role joined."""
    return [
        Piece("".join(piece.text for piece in same), role)
        for role, same in groupby(pieces, key=lambda piece: piece.role)
    ]


def _list_spans(claim: Claim) -> list[tuple[Argument | Source | Span, Role]]:
    """What stands out in the evidence; what comes later wins where two overlap."""
    spans: list[tuple[Argument | Source | Span, Role]] = []
    if claim.when is not None:
        when = claim.when
        spans.append((Span(start=when.start, end=when.end, text=when.text), "when"))
    spans += [(place, "argument") for place in claim.where]
    spans += [(source, "source") for source in claim.sources]
    spans += [(a, "argument") for a in (claim.subject, claim.object) if a is not None]
    return [*spans, *((source.cue, "cue") for source in claim.sources)]


def word_statement(
    claim: Claim,
    *,
    shown: Mapping[str, str] | None = None,
    is_many: bool | None = None,
    would: bool = False,
) -> list[Piece]:
    """Return who did what to whom, without its source: never to be shown alone.

    `shown` says what stands for `subject` and `object`, by default their names; `is_many` whether
    what stands first is several. `would` words what is not realised: 'X would attack Y'.
    """
    words = load_knowledge("wordings")
    template = _choose_template(claim, words)
    sides = {"subject": claim.subject, "object": claim.object}
    names = {k: _lower(a, words) for k, a in sides.items() if a is not None} | dict(shown or {})
    if claim.polarity == "denied":
        names = {side: _drop_negation(name, words) for side, name in names.items()}
    first = re.match(r"\{(subject|object)\}", template)
    counted = sides[first[1]] if first else None
    if is_many is None:
        is_many = counted is not None and is_plural(counted, words)
    pieces = []
    is_worded = False
    for literal, slot, _, _ in Formatter().parse(template):
        if literal:
            mood = "real" if not would else "base" if is_worded else "would"
            text = _inflect(literal, is_many=is_many, mood=mood)
            is_worded = text != literal or is_worded
            pieces.append(Piece(text))
        if slot in ("subject", "object"):
            pieces.append(Piece(names[slot], "subject" if slot == "subject" else "object"))
        elif slot is not None:
            value = claim.qualifiers.get(slot, claim.predicate)
            pieces.append(Piece(_word_quantity(value, words)))
    return pieces


def _drop_negation(name: str, words: dict[str, Any]) -> str:
    """A name in a denied claim without its own 'no' or 'neither', which would deny it twice."""
    for negation, plain in words["number"]["negations"].items():
        if name.startswith(f"{negation} ") and name[len(negation) + 1].islower():
            return f"{plain}{name[len(negation) :]}"
    return name


def _choose_template(claim: Claim, words: dict[str, Any]) -> str:
    entry = words["predicates"].get(claim.predicate, words["fallback"])
    form = {(True, True): "both", (True, False): "subject", (False, True): "object"}.get(
        (claim.subject is not None, claim.object is not None)
    )
    if form is None:
        return str(words["fallback"]["neither"])
    variant = _find_variant(claim, entry, form)
    return str((variant or entry)[form])


def _find_variant(claim: Claim, entry: dict[str, Any], form: str) -> dict[str, Any] | None:
    """The wording that a qualifier of the claim calls for."""
    for variant in entry.get("variants", ()):
        value = claim.qualifiers.get(variant["qualifier"])
        if form in variant and value and variant.get("value", value) == value:
            return dict(variant)
    return None


def _inflect(literal: str, *, is_many: bool, mood: str) -> str:
    """The verbs of a template: as they are, as infinitives, the first of them after 'would'."""
    is_first = mood == "would"

    def choose(match: re.Match[str]) -> str:
        nonlocal is_first
        one, many, past, base = match.groups()
        if mood == "real":
            return past or (many if is_many else one)
        infinitive = base or {"are": "be", "were": "be"}.get(many, many)
        lead, is_first = ("would " if is_first else ""), False
        return f"{lead}{infinitive}"

    return _VERB.sub(choose, literal)


_VERB = re.compile(r"\[([^]|]+)\|([^]]+)\]|<([^>|]+)\|([^>]+)>")


def _word_link(source: Source, words: dict[str, Any]) -> str:
    said = f" {word_moment(source.said_on)}" if source.said_on else ""
    return f"{source.name} {_get_verb(source, words, act=source.act)}{said}"


def _get_verb(source: Source, words: dict[str, Any], *, act: Act) -> str:
    """The act as a verb; several speak in the plural."""
    return str(words["act"][act][is_plural(source, words)])
