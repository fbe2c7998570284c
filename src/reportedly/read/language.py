"""Is a text English? A light check by script and by the share of function words.

Names count for nothing in it, so that English full of foreign names passes, in capitals too; texts
of fewer than twenty words pass unless they are in another script.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from reportedly.knowledge.loader import load_knowledge

_WORD = re.compile(r"[^\W\d_]+")
_FEW_WORDS = 20
_SAMPLE_WORDS = 6_000
# Running English has .35 to .50 function words from the list; names and tables bring it down.
_CERTAIN_SHARE = 0.25
_LEAST_SHARE = 0.06
_OTHER_SCRIPT_SHARE = 0.5


def find_language_fault(text: str) -> str | None:
    """Return why `text` is not taken for English, in one line; `None` when it is."""
    words = _sample(text)
    script = find_foreign_script(words)
    if script:
        return f"English was expected, text in {script} script came: give a translation"
    if len(words) < _FEW_WORDS:
        return None
    shares = measure_shares(words)
    english = shares.pop("English")
    other, share = max(shares.items(), key=lambda item: item[1])
    if english >= _CERTAIN_SHARE or (english >= _LEAST_SHARE and english >= share):
        return None
    if share > english and share >= 2 * _LEAST_SHARE:
        return f"English was expected, {other} came by the look of it: give a translation"
    return (
        f"English was expected, but only {english:.0%} of the words are English function words: "
        "give running text, or a translation"
    )


def measure_shares(words: list[str]) -> dict[str, float]:
    """Return for each known language the share of `words` that are function words of it."""
    counts = Counter(word.lower() for word in words)
    total = max(1, len(words))
    return {
        name: sum(counts[word] for word in known) / total
        for name, known in _load_function_words().items()
    }


@lru_cache(maxsize=1)
def _load_function_words() -> dict[str, frozenset[str]]:
    entries = load_knowledge("languages")["language"]
    return {entry["name"]: frozenset(entry["words"].split()) for entry in entries}


def split_words(text: str) -> list[str]:
    """Return the words of a text in order."""
    return _WORD.findall(text)


def _sample(text: str) -> list[str]:
    """All words, or for a long text those of its beginning, middle and end."""
    reach = _SAMPLE_WORDS * 8
    if len(text) > reach:
        third = reach // 3
        middle = len(text) // 2
        text = " ".join((text[:third], text[middle : middle + third], text[-third:]))
    return _WORD.findall(text)


def find_foreign_script(words: list[str]) -> str | None:
    """Return the script that most letters are of, `None` when that is Latin."""
    letters = Counter("".join(words))
    foreign: Counter[str] = Counter()
    for letter, count in letters.items():
        if ord(letter) > 0x24F:
            script = unicodedata.name(letter, "UNKNOWN").split()[0]
            foreign[script] += count if script != "LATIN" else 0
    if foreign.total() <= _OTHER_SCRIPT_SHARE * letters.total():
        return None
    return foreign.most_common(1)[0][0].capitalize()
