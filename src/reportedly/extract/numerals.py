"""Number words → integers: 'twenty-five', 'two thousand', '1.2 million', 'ninth'.

English wording, any case → int or `None`. Invariant: digits are read as they stand, never
rounded; what is not wholly a number is `None`.
"""

import re

_UNITS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    "twentieth": 20,
    "thirtieth": 30,
}
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(\.\d+)?(k|m|bn)?", re.IGNORECASE)

UNIT_WORD = "|".join(sorted(_UNITS, key=len, reverse=True))
TENS_WORD = "|".join(_TENS)
SCALE_WORD = "|".join(_SCALES)
CARDINAL_WORD = rf"(?:(?:{TENS_WORD})(?:[ -](?:{UNIT_WORD}))?|{UNIT_WORD})"
ORDINAL_WORD = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth"
)


def parse_cardinal(words: str) -> int | None:
    """Return the whole number that `words` spell, in digits, words or both, else `None`.

    An article counts as one before a scale word ('a dozen' is 12); 'half a million' is 500000.
    """
    text = " ".join(words.lower().replace("-", " ").split())
    if text.startswith("half a "):
        scale = _SCALES.get(text.removeprefix("half a "))
        return None if scale is None else scale // 2
    total, current, seen = 0.0, 0.0, False
    for word in _join_digits(text):
        value = _read_word(word)
        if word == "and" and seen:
            continue
        if word in {"a", "an"} and not seen:
            current = 1
        elif word in _SCALES:
            scale = _SCALES[word]
            current = round((current or 1) * scale, 2)
            if scale >= 1_000:
                total, current = total + current, 0
        elif value is not None and (current == 0 or current % 10 == 0):
            current += value
        else:
            return None
        seen = seen or word not in {"a", "an"}
    result = total + current
    return int(result) if seen and result == int(result) else None


def parse_ordinal(words: str) -> int | None:
    """Return the number that an ordinal from first to thirty-ninth names, in words or digits."""
    text = words.lower().replace("-", " ").strip()
    digits = re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", text)
    if digits:
        return int(digits[1])
    if text in _ORDINALS:
        return _ORDINALS[text]
    tens, _, unit = text.rpartition(" ")
    base = _ORDINALS.get(unit) or _UNITS.get(unit.removesuffix("th"))
    if base is None:
        return None
    return base if not tens else _TENS.get(tens, 0) + base


def _join_digits(text: str) -> list[str]:
    """Words of `text`, thousands written with spaces ('10 000') joined into one."""
    return re.sub(r"(?<=\d) (?=\d{3}\b)", "", text).split()


def _read_word(word: str) -> float | None:
    if word in _UNITS:
        return _UNITS[word]
    if word in _TENS:
        return _TENS[word]
    match = _DIGITS.fullmatch(word)
    if match is None:
        return None
    value = float(re.sub(r"[, ]", "", match[1]) + (match[2] or ""))
    # Scaled in decimal first: 1.2 million must stay whole in binary floating point.
    return round(value * _SUFFIXES[match[3].lower()], 2) if match[3] else value
