"""The wordings of time: one rule each, a pattern and the function that reads its match.

Sentence text → matches. Months and weekdays count only with a capital. Whether a match is a time
at all in its surroundings ('May' the verb, '2000 men') is decided in `time_gates.py`. Numeric
dates are read day first (12/05/2014 is 12 May) unless only month first exists (05/23/2014).
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from reportedly.extract.calendar import Anchor
from reportedly.extract.numerals import CARDINAL_WORD, ORDINAL_WORD
from reportedly.extract.time_meanings import (
    DECADE_WORDS,
    MONTHS,
    WEEKDAYS,
    Meaning,
    read_bare_ordinal,
    read_century,
    read_day_and_month,
    read_day_by_context,
    read_daytime,
    read_decade,
    read_deictic,
    read_distance,
    read_iso,
    read_month,
    read_numeric,
    read_ordinal_of_month,
    read_past_span,
    read_relative_unit,
    read_season,
    read_share_of_period,
    read_since_then,
    read_spelled_year,
    read_weekday,
    read_year,
    read_years,
    read_years_end,
)


class Rule(NamedTuple):
    """`read` says what a match of `pattern` means to a report at an anchor.

    One of the `signs` stands, in lower case, in every match; without signs any text may hold one.
    """

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Anchor], Meaning]
    signs: tuple[str, ...] = ()

    def may_match(self, lower: str) -> bool:
        """Return whether the pattern is worth a try on a text, given in lower case.

        Signs are looked for in ASCII only: elsewhere a letter without regard to case may be
        another one in lower case (a long s, an i without its dot).
        """
        if not self.signs or not lower.isascii():
            return True
        return any(sign in lower for sign in self.signs)


MONTH = (
    r"(?P<month>"
    + "|".join([*MONTHS, *(name.upper() for name in MONTHS)])
    + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)(?![A-Za-z])"
)
WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})\b"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|[.,:]\d)"
_DAY = r"(?<![\d.,:/$£€-])(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
_DAY_2 = (
    r"(?:\s?(?:-|to|and|or|until|through)\s?"
    r"(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d))?"
)
_REL_YEAR = r"(?P<relative>(?:last|this|that|next|the same|the following|the previous) year)"
_TAIL = rf"(?:,?\s(?:of\s)?(?:{_YEAR}|{_REL_YEAR}))?"
_PART = (
    r"(?:(?P<part>early|mid|late|beginning|start|middle|end)(?:\s(?:in|of|on))?"
    r"(?:-|\s)(?:the\s)?(?:month\sof\s)?)?"
)
_WHICH = (
    r"(?:(?P<which>last|this|next|coming|that|that\ssame|the\ssame|the\sfollowing|the\snext|"
    r"the\sprevious|the\spreceding|the\scoming)\s)?"
)
_NUMBER = (
    rf"(?P<number>\d{{1,3}}|an?|several|a\sfew|a\scouple\sof|(?:two|three)\sdozen|{CARDINAL_WORD})"
)
_UNIT = r"(?P<unit>day|week|month|year|decade|centur(?=ies))(?:s|ies)?"
_ABOUT = r"(?:(?P<about>some|about|around|nearly|almost|roughly|over|more\sthan)\s)?"
_DAYTIME = r"(?:morning|afternoon|evening|night)"


_CENTURIES = ("15", "16", "17", "18", "19", "20")
_MONTHS = tuple(name[:3].lower() for name in MONTHS)
_DAYTIMES = ("morning", "afternoon", "evening", "night")


def _rule(
    name: str,
    pattern: str,
    read: Callable[[re.Match[str], Anchor], Meaning],
    signs: tuple[str, ...] = (),
) -> Rule:
    return Rule(name, re.compile(r"(?<![\w])" + pattern), read, signs)


RULES: tuple[Rule, ...] = (
    _rule(
        "iso",
        r"(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
        read_iso,
        _CENTURIES,
    ),
    _rule(
        "numeric",
        r"(?P<a>0?[1-9]|[12]\d|3[01]|--)(?P<sign>[./-])(?P<b>0?[1-9]|[12]\d|3[01]|--)(?P=sign)"
        r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d|[./-]\d)",
        read_numeric,
        _CENTURIES,
    ),
    _rule("day", rf"{MONTH}\s(?:the\s)?{_DAY}{_DAY_2}{_TAIL}", read_day_and_month, _MONTHS),
    _rule("day", rf"{_DAY}{_DAY_2}(?:\sof)?\s{MONTH}{_TAIL}", read_day_and_month, _MONTHS),
    _rule(
        "day",
        rf"(?i:the\s)?(?P<ordinal>{ORDINAL_WORD})\s(?:of\s|day\sof\s)?{MONTH}{_TAIL}",
        read_day_and_month,
        _MONTHS,
    ),
    _rule(
        "day",
        rf"(?i:the\s)?(?P<ordinal>{ORDINAL_WORD}|\d{{1,2}}(?:st|nd|rd|th))\sof\s"
        r"(?P<which>this|last|that|the\ssame|the)\smonth\b",
        read_ordinal_of_month,
        ("month",),
    ),
    _rule(
        "ordinal",
        r"the\s(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?![\w-]|\s(?:[a-z]{3,}|[A-Z]))",
        read_bare_ordinal,
    ),
    _rule(
        "month",
        rf"{_WHICH}(?i:{_PART}){MONTH}(?:,?\s(?:of\s)?(?:{_YEAR}|{_REL_YEAR}))?(?![\d-]*\d)",
        read_month,
        _MONTHS,
    ),
    _rule(
        "period",
        r"(?:(?i:the\s)(?P<nth>first|second|third|fourth|last)\s(?:(?P<half>half)|quarter|"
        rf"(?P<months>{CARDINAL_WORD}|\d+)\smonths)\sof|Q(?P<quarter>[1-4])(?:\sof)?)"
        rf"\s(?:{_YEAR}|{_REL_YEAR}|the\syear\b|calendar\s)",
        read_share_of_period,
        (*_CENTURIES, "year", "calendar"),
    ),
    _rule(
        "season",
        r"(?i:(?P<which>the|last|this|next|that|that\ssame|the\ssame|the\sfollowing|the\snext|"
        rf"the\sprevious)\s)?(?i:{_PART})(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
        rf"(?!\w|-)(?:(?:,|\sof)?\s(?:{_YEAR}|{_REL_YEAR}))?",
        read_season,
        ("spring", "summer", "autumn", "fall", "winter"),
    ),
    _rule(
        "years",
        r"(?<![\d/$£€.-])(?P<year>1[5-9]\d\d|20\d\d)\s?(?P<sign>[-/])\s?"
        r"(?P<year2>(?:1[5-9]|20)\d\d|\d\d)(?!\d|[-/.,]\d|%)",
        read_years,
        _CENTURIES,
    ),
    _rule(
        "decade",
        rf"(?i:the\s)?(?i:{_PART})(?:(?P<decade>(?:1[5-9]|20)\d0)'?s"
        rf"|'(?P<short>[2-9]0)'?s|(?:nineteen[ -])?(?P<word>(?i:{'|'.join(DECADE_WORDS)})))(?!\w)",
        read_decade,
        ("0s", "0's", "ties"),
    ),
    _rule(
        "century",
        rf"(?i:the\s)?(?P<ordinal>(?i:{ORDINAL_WORD})|\d\dth|21st)[ -]century\b",
        read_century,
        ("century",),
    ),
    _rule(
        "year",
        rf"(?<![\d/$£€#,.:-])(?i:(?:the\s(?=early|mid|late|beg|start|end))?{_PART}){_YEAR}(?!-?\w|/\d)",
        read_year,
        _CENTURIES,
    ),
    _rule(
        "spelled",
        r"(?<=[Ii]n\s)(?:(?P<spelled>(?:thirty|forty|fifty|sixty|seventy|eighty|ninety)"
        r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)|'(?P<short>\d\d))(?=[.,;:!?)]|$)",
        read_spelled_year,
    ),
    _rule(
        "unit",
        r"(?i:(?:(?:the\s)?(?P<part>early|mid|late|earlier|later|sometime|beginning|start|end)\s"
        r"(?:in\s|of\s)?)?(?:(?P<last_but_one>the\syear\sbefore\slast)|"
        r"(?P<which>last|this|next|coming|that|that\ssame|the\ssame|the\sfollowing|the\snext|"
        r"the\sprevious|the\spreceding|the\scoming|the)\s(?P<unit>weekend|week|month|year)\b))"
        r"(?!-)",
        read_relative_unit,
        ("week", "month", "year"),
    ),
    _rule("years_end", r"(?:the\s)?year's\send\b", read_years_end, ("year's",)),
    _rule(
        "deictic",
        rf"(?i:(?:the\s)?day\sbefore\syesterday|yesterday(?:\s{_DAYTIME})?|today|tonight|"
        rf"tomorrow(?:\s{_DAYTIME})?|this\s(?:morning|afternoon|evening)|last\snight)\b(?!'s\s[A-Z])",
        read_deictic,
        ("day", "tomorrow", *_DAYTIMES),
    ),
    _rule(
        "by_context",
        rf"(?i:(?:the\s(?:same|following|next|previous|preceding)|that(?:\ssame)?)\s(?:day|{_DAYTIME})"
        r"|the\s(?:day|night)\s(?:before|after)(?=[,.;:)]|$|\sand\b)|a\sday\searlier)\b",
        read_day_by_context,
        ("day", *_DAYTIMES),
    ),
    _rule(
        "distance",
        rf"(?i:{_ABOUT}(?:just\s|only\s|exactly\s|barely\s)?{_NUMBER}\s{_UNIT}\s"
        r"(?P<way>ago|later|earlier|previously|afterwards?|(?:before|after|on)(?=[,.;:)]|$|\sand\b)))\b",
        read_distance,
        ("day", "week", "month", "year", "decade", "centur"),
    ),
    _rule(
        "span",
        r"(?i:the\s(?:past|last|previous)\s(?:(?P<number>\d{1,3}|few|several|couple\sof|"
        rf"{CARDINAL_WORD})\s)?(?P<unit>day|week|month|year|decade)s?)\b(?!\sof\s)",
        read_past_span,
        ("past", "last", "previous"),
    ),
    _rule(
        "weekday",
        rf"(?i:(?:(?:early|late|before\sdawn)\s(?:on\s)?)?)(?i:{_WHICH}){WEEKDAY}(?!s\b)(?:\s(?i:{_DAYTIME}))?",
        read_weekday,
        ("day",),
    ),
    _rule(
        "daytime",
        r"(?i:(?:at|by|before|towards?|around)\s(?:dawn|noon|midday|midnight|dusk|nightfall|sunset|"
        r"daybreak|sunrise))\b",
        read_daytime,
        ("dawn", "noon", "midday", "night", "dusk", "sunset", "daybreak", "sunrise"),
    ),
    _rule(
        "since",
        r"(?i:since\sthen|since(?=[.;)]|$)|(?<=has\s)since|(?<=have\s)since|(?<=had\s)since)\b",
        read_since_then,
        ("since",),
    ),
)
