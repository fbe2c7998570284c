"""The interval grammar: a sentence → its time expressions, as EDTF.

Parsed sentence, document text, publication date and the last time spoken of → time expressions,
left to right. Points come from the rules of `time_rules.py`; this module joins them to intervals
('from 2012 to 2014', 'since mid-April', 'between late 2016 and March 2018') and places them on
the sentence's tokens. Ages and durations are no times. Invariants: every `edtf` is valid, every
`text` is the document's own, expressions do not overlap.
"""

import re
from collections.abc import Iterable

from reportedly.edtf import bounds, is_valid, split_interval
from reportedly.extract import calendar
from reportedly.extract.calendar import Anchor, Partial, date_head, make_anchor, move_context
from reportedly.extract.time_gates import Match, Scene, is_time
from reportedly.extract.time_outlook import looks_ahead
from reportedly.extract.time_rules import RULES
from reportedly.extract.time_scope import TimeExpression, attach_time
from reportedly.records import Sentence

__all__ = ["TimeExpression", "attach_time", "find_document_times", "find_times"]

_TRIGGER = re.compile(
    r"\d{4}|\d(?:st|nd|rd|th)\b|\d0'?s\b|'\d\d|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)|(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri"
    r"|[Ss]atur|[Ss]un|[Tt]o|[Yy]ester|[Mm]id|\b)days?\b|\bweek|month|year|decade|centur|tonight|night"
    r"|morning|evening|afternoon|dawn|noon|tomorrow|dusk|daybreak|sunrise|sunset|spring|summer|autumn"
    r"|winter|fall\b|\bago\b|\bsince\b|(?:t|i|gh|f)ies\b|\bQ[1-4]\b|[Ii]n \w+ty(?:-\w+)?[.,;]",
    re.ASCII,
)
_OPENING = frozenset({"since", "ever since", "after", "following", "starting", "beginning",
                      "commencing", "dating back to", "effective"})  # fmt: skip
_CLOSING = frozenset({"until", "till", "up to", "up until", "through", "before", "by", "prior to"})
_APPROXIMATE = re.compile(
    r"\b(?:about|around|circa|roughly|approximately|c\.|ca\.|sometime|or (?:about|around))(?=\s|$)"
)
_PREFIX = re.compile(
    r"(?:^|(?<=[\s(,;:\"'-]))(?P<prep>(?:ever )?since|until|till|up (?:to|until)|through|before|after"
    r"|by|from|as of|(?:starting|beginning|commencing)(?P<second>\s(?:on|in|from|with))?|prior to|in"
    r"|dating (?:back to|from)|back (?:in|to)"
    r"|on|at|during|over|around|circa|c\.|ca\.|between|for|within|throughout|following|about|of"
    r"|effective|to|no later than|not later than)"
    r"(?P<fill>(?:\s(?:at least|at the latest|about|around|circa|roughly|approximately|or about"
    r"|or around|late|early|only|as early as|as late as|as recently as|sometime in|just|the|before"
    r"|now|then))*)(?P<wrap>\s(?:the\s)?(?:night|early hours|small hours|morning|evening|afternoon"
    r"|day|eve|dawn) of(?: the)?)?\s$",
    re.IGNORECASE,
)
_INNER_PREPOSITION = re.compile(
    r"(?:early |late |before dawn )(?P<prep>on)\b|(?P<by>at|by|before|towards?|around) (?:dawn|noon|mid)",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r",?\s?(?P<joint>-|to|until|till|through|and(?: until)?)\s?(?:the\s)?", re.IGNORECASE
)
_SPOKEN = frozenset({"VERB", "AUX"})
_DATED = frozenset(
    """report statement resolution bulletin release communique communiqué letter note briefing update
    summary edition issue press date""".split()
)
"""What bears the day of its making: 'statement of 3 May'."""
_WEEKDAY_BEFORE_DATE = re.compile(r"(?:,|\s\(|,\sthe)?\s?\(?(?:the\s)?")


def find_times(
    sentence: Sentence, text: str, published_on: str | None, context: str | None = None
) -> list[TimeExpression]:
    """Return the time expressions of a sentence of the document `text`, left to right.

    `published_on` and `context` are EDTF: the document's date, and the last time it spoke of
    before this sentence, from which 'the following day' and 'that year' count. What cannot be
    told without them is left out, except that days and months keep an unknown year (`XXXX`).
    """
    scene = Scene(sentence)
    if not _TRIGGER.search(scene.string):
        return []
    return _read_expressions(scene, text, make_anchor(published_on, context))


def find_document_times(
    sentences: Iterable[Sentence], text: str, published_on: str | None
) -> list[list[TimeExpression]]:
    """Return the time expressions of each sentence of a document, in order.

    Each sentence leans on those before it, as `find_times` does on its context; 'the following
    day' counts from the last day spoken of even where a year was named since. Where the day of
    publication is not known, that of a dateline or dated line before the first clause stands for it.
    """
    anchor = make_anchor(published_on)
    is_head = True
    found: list[list[TimeExpression]] = []
    for sentence in sentences:
        scene = Scene(sentence)
        times = _read_expressions(scene, text, anchor) if _TRIGGER.search(scene.string) else []
        is_head = is_head and not any(token.pos in _SPOKEN for token in sentence.tokens)
        if is_head and len(times) == 1 and _is_own_date(sentence, times[0]):
            anchor = date_head(anchor, times[0].edtf)
        for time in times:
            anchor = move_context(anchor, time.edtf)
        found.append(times)
    return found


def _is_own_date(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether the date of a heading is its report's: none of a span, and 'of' it is a paper.

    'The raid of 3 May' and 'two years after 3 May' may head a report of any later day.
    """
    if "/" in time.edtf:
        return False
    words = {token.lemma.lower() for token in sentence.tokens[: time.first]}
    return time.introduced_by in ("", "on") or (time.introduced_by == "of" and bool(words & _DATED))


def _read_expressions(scene: Scene, text: str, anchor: Anchor) -> list[TimeExpression]:
    matches = _find_matches(scene)
    expressions: list[TimeExpression] = []
    at = 0
    while at < len(matches):
        expression, used = _read_expression(scene, text, matches[at : at + 2], anchor)
        if expression is not None:
            expressions.append(expression)
            anchor = move_context(anchor, expression.edtf)
        at += used
    return expressions


def _find_matches(scene: Scene) -> list[Match]:
    """The longest matches that are times and do not overlap; a weekday yields to its date."""
    lower = scene.string.lower()
    candidates = [
        match
        for rule in RULES
        if rule.may_match(lower)
        for found in rule.pattern.finditer(scene.string)
        if is_time(scene, match := scene.make_match(rule, found))
    ]
    candidates.sort(key=lambda m: (m.start - m.end, m.start))
    chosen: list[Match] = []
    for match in candidates:
        if all(match.end <= other.start or other.end <= match.start for other in chosen):
            chosen.append(match)
    chosen.sort(key=lambda m: m.start)
    if len(chosen) > 1:
        chosen = [m for m in chosen if m.rule.name != "daytime"]
    return [m for i, m in enumerate(chosen) if not _is_day_of_date(scene, m, chosen[i + 1 : i + 2])]


def _is_day_of_date(scene: Scene, match: Match, following: list[Match]) -> bool:
    """'Monday, 5 May', 'yesterday (5 May)': the date says it all."""
    if match.rule.name not in {"weekday", "deictic"} or not following:
        return False
    between = scene.string[match.end : following[0].start]
    return following[0].rule.name in {"day", "iso", "numeric"} and bool(
        _WEEKDAY_BEFORE_DATE.fullmatch(between)
    )


def _read_expression(
    scene: Scene, text: str, matches: list[Match], anchor: Anchor
) -> tuple[TimeExpression | None, int]:
    """The expression that begins with the first match, and how many matches it takes."""
    match = matches[0]
    prefix = _PREFIX.search(scene.string[max(0, match.start - 60) : match.start])
    word = _word_of(prefix)
    inner = _INNER_PREPOSITION.match(match.found[0])
    if inner is not None:
        word = (inner["prep"] or inner["by"]).lower()
    after = scene.after(match)
    if after is not None and after.tag == "POS":
        # 'After last year's fire': the preposition governs the fire.
        prefix, word = None, ""
    anchor = anchor._replace(ahead=looks_ahead(scene.sentence, match.first))
    if len(matches) == 2:
        joined = _join(scene, match, matches[1], word, anchor)
        if joined is not None:
            return _place(scene, text, (match, matches[1]), joined, word, prefix), 2
    edtf = _resolve(match, anchor)
    if edtf is None:
        return None, 1
    edtf = _apply_preposition(scene, match, edtf, word, prefix)
    return _place(scene, text, (match, match), edtf, word, prefix), 1


def _word_of(prefix: re.Match[str] | None) -> str:
    """The preposition alone: 'starting on' counts as 'starting'."""
    if prefix is None:
        return ""
    said = prefix["prep"].removesuffix(prefix["second"] or "")
    return " ".join(said.lower().split())


def _resolve(match: Match, anchor: Anchor) -> str | None:
    """What a match means by itself, as valid EDTF."""
    meaning = match.rule.read(match.found, anchor)
    if isinstance(meaning, Partial):
        meaning = calendar.format_date(calendar.with_year(meaning, anchor))
    return meaning if meaning is not None and is_valid(meaning) else None


def _join(scene: Scene, first: Match, second: Match, word: str, anchor: Anchor) -> str | None:
    """Two matches as one interval, `None` where they are two times."""
    joint = _JOINT.fullmatch(scene.string[first.end : second.start])
    if joint is None:
        return None
    sign = joint["joint"].lower()
    a, b = _resolve_both(first, second, anchor)
    if a is None or b is None:
        return None
    start, end = split_interval(a)[0].rstrip("~?%"), split_interval(b)[1].rstrip("~?%")
    if start == ".." or end == "..":
        return None
    if word == "between" or (word == "from" and sign != "and") or (sign not in {"-", "and"}):
        return _valid(f"{start}/{end}")
    is_same_grain = calendar.grain_of(start) == calendar.grain_of(end)
    if is_same_grain and (sign == "-" or _is_consecutive(start, end)):
        return _valid(f"{start}/{end}")
    return None


def _resolve_both(first: Match, second: Match, anchor: Anchor) -> tuple[str | None, str | None]:
    """Both ends of an interval; a year said at one end is lent to the other."""
    a = first.rule.read(first.found, anchor)
    if not isinstance(a, Partial):
        b_anchor = move_context(anchor, a) if a is not None and is_valid(a) else anchor
        return a, _resolve(second, b_anchor)
    after_a = move_context(anchor, calendar.format_date(a)) if a.year is not None else anchor
    b = second.rule.read(second.found, after_a)
    if not isinstance(b, Partial):
        return calendar.format_date(calendar.with_year(a, anchor)), b
    if a.year is not None and b.year is None and a.month and b.month:
        b = b._replace(year=a.year + int(_month_and_day(b) < _month_and_day(a)))
    b = calendar.with_year(b, anchor)
    if a.year is None and b.year is not None and a.month and b.month:
        a = a._replace(year=b.year - int(_month_and_day(a) > _month_and_day(b)))
    return calendar.format_date(a), calendar.format_date(b)


def _month_and_day(partial: Partial) -> tuple[int, int]:
    return partial.month or 0, partial.day or 0


def _is_consecutive(start: str, end: str) -> bool:
    """Two times joined by 'and' are one stretch only where nothing lies between them."""
    upper, lower = bounds(start)[1], bounds(end)[0]
    if upper is None or lower is None:
        return (
            start.startswith("XXXX")
            and start[:7] == end[:7]
            and int(end[-2:]) - int(start[-2:]) == 1
        )
    return (lower - upper).days == 1


def _valid(edtf: str) -> str | None:
    return edtf if is_valid(edtf) else None


def _apply_preposition(
    scene: Scene, match: Match, edtf: str, word: str, prefix: re.Match[str] | None
) -> str:
    """Open or close a time as its preposition asks; 'about' marks it as approximate."""
    first, last = split_interval(edtf)
    if prefix is not None and ".." not in {first, last}:
        if word in _OPENING or (word == "from" and _hangs_on_verb(scene, match)):
            return f"{_start_of(match, first)}/.."
        if word in _CLOSING and match.rule.name not in {"deictic", "daytime", "by_context"}:
            return f"../{last.rstrip('~?%')}"
        if word in {"no later than", "not later than"}:
            return f"../{last.rstrip('~?%')}"
        said = f"{word} {prefix['fill']}"
        if _APPROXIMATE.search(said.lower()) and first == last and edtf[-1] not in "~?%":
            return edtf + "~"
    return edtf


def _start_of(match: Match, first: str) -> str:
    """Where an open interval begins: 'since mid-2016' means its middle, not its second third."""
    part = (match.found.groupdict().get("part") or "").lower()
    if match.rule.name == "year" and part in {"mid", "middle"}:
        return f"{first[:4]}-06"
    return first.rstrip("~?%")


def _hangs_on_verb(scene: Scene, match: Match) -> bool:
    """'Supplied guards from 2019' opens an interval, 'a letter from 2019' does not."""
    tokens = scene.sentence.tokens
    at = match.first - 1
    while at >= 0 and tokens[at].text.lower() != "from":
        at -= 1
    above = tokens[tokens[at].head]
    return at < 0 or (above.pos in {"VERB", "AUX"} and above.lemma != "date") or above.i == at


def _place(
    scene: Scene,
    text: str,
    ends: tuple[Match, Match],
    edtf: str,
    word: str,
    prefix: re.Match[str] | None,
) -> TimeExpression:
    """Put an expression on its tokens; prepositions that shape the interval belong to it."""
    sentence = scene.sentence
    start = ends[0].start
    if prefix is not None:
        if word in _OPENING | _CLOSING | {"between"} or (word == "from" and "/" in edtf):
            start -= len(prefix[0])
        elif prefix["wrap"]:
            start -= len(prefix["wrap"].lstrip()) + 1
    first, last = scene.token_at(start), ends[1].last
    begin, end = sentence.tokens[first].start, sentence.start + ends[1].end
    return TimeExpression(
        edtf=edtf,
        text=text[begin:end],
        start=begin,
        end=end,
        first=first,
        last=last,
        head=_head_of(sentence, first, last),
        introduced_by=word,
    )


def _head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token of a stretch through which it hangs in the sentence: the highest one."""
    best, best_depth = first, len(sentence.tokens)
    for i in range(first, last + 1):
        depth, at = 0, i
        while sentence.tokens[at].head != at and depth < best_depth:
            at, depth = sentence.tokens[at].head, depth + 1
        if depth < best_depth:
            best, best_depth = i, depth
    return best
