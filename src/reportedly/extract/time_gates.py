"""Whether a wording of time is one where it stands: 'May' the verb, '2000 men', 'Resolution 1988'.

A sentence laid out as a string + a match of a rule → yes or no. The string has the parser's
characters at their offsets from the sentence's start.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from reportedly.extract.time_rules import Rule
from reportedly.records import Sentence, Token

_TEMPORAL = frozenset(
    "in since until till by from to through throughout during between and or of before after as "
    "around about for late early mid on over within until following back circa ca c. - / ( for "
    "than dated spring summer autumn winter".split()
)
_ENUMERATED = frozenset(
    "resolution resolutions article articles section sections order no no. nos. number decree law "
    "law. flight room page pages pp. act case paragraph para annex chapter directive regulation "
    "protocol highway route unit brigade battalion regiment model area # unscr psalm rule "
    "convention".split()
)
_SEASON_PREPOSITIONS = frozenset(
    {"in", "since", "until", "till", "by", "during", "over", "through"}
)
_NAMES = frozenset({"PERSON", "ORG", "FAC", "PRODUCT", "WORK_OF_ART", "GPE", "LAW", "NORP", "LOC"})
_DEFINING = frozenset(
    {"'s", "of", "before", "after", "when", "that", "which", "ended", "ending", "end"}
)
_SPECIAL_DAYS = frozenset({"bloody", "black", "good", "easter", "holy", "palm", "ash", "cyber"})
_REPEATED = frozenset({"every", "each", "most", "per"})
_PAPERS = frozenset("times telegraph mirror mail express post herald review club".split())
_POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your"})
_SURE_MONTHS = re.compile(
    r"(?:January|February|July|September|October|November|December)$", re.IGNORECASE
)


class Match(NamedTuple):
    """A rule's match: `start:end` in the sentence's string, `first` to `last` its tokens."""

    rule: Rule
    found: re.Match[str]
    start: int
    end: int
    first: int
    last: int


class Scene:
    """A sentence as a string, with the tokens that stand at its characters."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        pieces: list[str] = []
        at = sentence.start
        for token in sentence.tokens:
            pieces.append(" " * (token.start - at) + token.text)
            at = token.end
        self.string = "".join(pieces)
        self._ends = [token.end - sentence.start for token in sentence.tokens]

    def token_at(self, offset: int) -> int:
        """Return the first token that ends after `offset`; the last one at the string's end."""
        return min(bisect_left(self._ends, offset + 1), len(self._ends) - 1)

    def make_match(self, rule: Rule, found: re.Match[str]) -> Match:
        """Return the match with its tokens; a trailing space or comma does not belong to it."""
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        end = found.start() + len(found[0].rstrip())
        return Match(rule, found, start, end, self.token_at(start), self.token_at(end - 1))

    def before(self, match: Match) -> str:
        """Return the token before a match, in lower case, '' at the sentence's start."""
        return self.sentence.tokens[match.first - 1].text.lower() if match.first else ""

    def after(self, match: Match) -> Token | None:
        """Return the token after a match."""
        tokens = self.sentence.tokens
        return tokens[match.last + 1] if match.last + 1 < len(tokens) else None


def is_time(scene: Scene, match: Match) -> bool:
    """Say whether what a rule matched is a time in its surroundings."""
    if _is_inside_name(scene, match):
        return False
    gate = _GATES.get(match.rule.name)
    return gate is None or gate(scene, match)


def _is_inside_name(scene: Scene, match: Match) -> bool:
    """'The April 6 Movement': every token of the match lies in a longer name."""
    tokens = scene.sentence.tokens
    if any(tokens[i].entity not in _NAMES for i in range(match.first, match.last + 1)):
        return False
    if match.found.groupdict().get("year") and match.rule.name in {"day", "month"}:
        return False
    after = scene.after(match)
    runs_on = after is not None and after.entity in _NAMES and not after.entity_begins
    begins_before = not tokens[match.first].entity_begins
    is_alone = not runs_on and not begins_before
    return not is_alone or tokens[match.first].entity == "PERSON"


def _gate_day(scene: Scene, match: Match) -> bool:
    """'In May 10 people died': the number counts what follows it, it is no day."""
    if match.found.groupdict().get("year") or scene.before(match) not in {"in", "since"}:
        return True
    day = scene.sentence.tokens[match.last]
    after = scene.after(match)
    return not (day.text.isdigit() and after is not None and after.tag in {"NNS", "CD", "NNPS"})


def _gate_month(scene: Scene, match: Match) -> bool:
    groups = match.found.groupdict()
    if groups["year"] or groups["relative"] or groups["which"]:
        return True
    token = scene.sentence.tokens[match.last]
    if token.entity == "PERSON" or match.found["month"].rstrip(".") in {"Mar", "Dec", "Jan", "Jun"}:
        return token.entity == "DATE"
    before = scene.before(match)
    is_sure = _SURE_MONTHS.match(token.text) is not None
    if not is_sure and match.first and scene.sentence.tokens[match.first - 1].pos == "PROPN":
        return False
    if groups["part"] or token.entity == "DATE":
        return token.pos in {"PROPN", "NOUN"} or before in _TEMPORAL
    if before in _TEMPORAL:
        return token.pos in {"PROPN", "NOUN"} and not (
            before in {"and", "or", "of", "to"} and not _SURE_MONTHS.match(token.text)
        )
    return False


def _gate_year(scene: Scene, match: Match) -> bool:
    before, after = scene.before(match), scene.after(match)
    token = scene.sentence.tokens[match.last]
    if before in _ENUMERATED or (after is not None and after.text in {"%", "percent"}):
        return False
    if before == "(" and _is_enumerated_before(scene, match.first - 1):
        return False
    if before in {"$", "£", "€", "no", "#", "+"} or before.isdigit():
        return False
    if after is not None and after.text.isdigit():
        return False
    is_counting = after is not None and after.tag == "NNS" and token.dep == "nummod"
    if match.found["part"]:
        return True
    if token.entity in {"CARDINAL", "MONEY", "QUANTITY", "PERCENT"}:
        return (
            before in _TEMPORAL - {"to", "and", "or", "of", "for", "about", "around", "than", "by"}
            and not is_counting
        )
    if is_counting and token.entity != "DATE":
        return False
    return token.entity in {"DATE", "EVENT"} or before in _TEMPORAL


def _is_enumerated_before(scene: Scene, index: int) -> bool:
    """'Resolution 2170 (2014)': the bracket dates a paper, not what is told."""
    words = [t.text.lower() for t in scene.sentence.tokens[max(0, index - 3) : index]]
    return any(word in _ENUMERATED for word in words)


def _gate_season(scene: Scene, match: Match) -> bool:
    groups = match.found.groupdict()
    if groups["year"] or groups["relative"]:
        return True
    which = " ".join((groups["which"] or "").lower().split())
    if which not in {"", "the"}:
        return True
    after = scene.after(match)
    is_modifier = scene.sentence.tokens[match.last].dep in {"compound", "nmod", "amod", "poss"}
    is_of = after is not None and after.text.lower() in {"of", "from", "in"}
    if groups["season"].lower() == "fall" and (which == "" or is_of):
        return False
    return scene.before(match) in _SEASON_PREPOSITIONS and not is_modifier and not is_of


def _gate_decade(scene: Scene, match: Match) -> bool:
    said = match.found[0].lower()
    if match.found["decade"]:
        return True
    introduced = said.startswith("the ") or " the " in said or bool(match.found["part"])
    return introduced and scene.before(match) not in _POSSESSIVES and "his" not in said


def _gate_unit(scene: Scene, match: Match) -> bool:
    groups = match.found.groupdict()
    if groups["last_but_one"] or groups["part"]:
        return True
    if groups["which"].lower() != "the":
        return True
    before = scene.before(match)
    if groups["unit"].lower() == "weekend":
        return before in {"over", "at", "during", "on"}
    after = scene.after(match)
    if after is not None and (after.pos == "NUM" or after.text.lower() in _DEFINING):
        return False
    in_year = {"during", "in", "throughout", "within"}
    return before in (in_year if groups["unit"].lower() == "year" else {"during", "throughout"})


def _gate_ordinal(scene: Scene, match: Match) -> bool:
    after = scene.after(match)
    counts = after is not None and after.pos in {"NOUN", "PROPN", "ADJ", "NUM"}
    return scene.before(match) in {"on", "since", "by", "until", "till", "from"} and not counts


def _gate_weekday(scene: Scene, match: Match) -> bool:
    before, after = scene.before(match), scene.after(match)
    if before in _SPECIAL_DAYS or before in _REPEATED:
        return False
    return after is None or after.text.lower() not in _PAPERS


def _gate_numeric(scene: Scene, match: Match) -> bool:
    return scene.before(match) not in _ENUMERATED


_GATES = {
    "day": _gate_day,
    "month": _gate_month,
    "year": _gate_year,
    "years": _gate_numeric,
    "numeric": _gate_numeric,
    "season": _gate_season,
    "decade": _gate_decade,
    "unit": _gate_unit,
    "ordinal": _gate_ordinal,
    "weekday": _gate_weekday,
}
