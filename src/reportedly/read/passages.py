"""Paragraphs in another language within an English report: found, so that they can be set aside.

Paragraph spans → a problem for each that is not English. Short ones, tables and lists of names pass:
they are no text of any language.
"""

from collections.abc import Sequence
from functools import lru_cache

from reportedly.read.language import find_foreign_script, measure_shares, split_words
from reportedly.records import Document, Problem, Span

_FEW_WORDS = 8
_ENGLISH_SHARE = 0.12
_OTHER_SHARE = 0.2
_FEW_FOREIGN = 4


def find_foreign_passages(document: Document, paragraphs: Sequence[Span]) -> dict[int, Problem]:
    """Return a problem for each paragraph, by its number, that is in another language."""
    found: dict[int, Problem] = {}
    for n, paragraph in enumerate(paragraphs):
        language = find_other_language(paragraph.text)
        if language:
            words = " ".join(paragraph.text.split()[:8])
            found[n] = Problem(
                code="paragraph-language",
                message=f"paragraph {n + 1}, «{words} …», was left out: English was expected, "
                f"{language} came by the look of it: give a translation",
                severity="warning",
                document=document.id,
                external_id=document.external_id,
                start=paragraph.start,
                end=paragraph.end,
            )
    return found


@lru_cache(maxsize=4096)  # asked before parsing, and again for the reading
def find_other_language(text: str) -> str | None:
    """Return the language or script that a paragraph is in when that is plainly not English."""
    words = split_words(text)
    if len(words) >= _FEW_FOREIGN:
        script = None if text.isascii() else find_foreign_script(words)
        if script:
            return f"text in {script} script"
    if len(words) < _FEW_WORDS:
        return None
    shares = measure_shares(words)
    english = shares.pop("English")
    other, share = max(shares.items(), key=lambda item: item[1])
    return other if english < _ENGLISH_SHARE and share >= max(_OTHER_SHARE, 2 * english) else None
