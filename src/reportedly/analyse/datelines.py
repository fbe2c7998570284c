"""Datelines: 'KETH, Dura, 3 May (Lake Radio) -', the place, day and medium that open a report.

Text of a paragraph → where its dateline ends. A town in capitals needs no more than a dash; one in
small letters needs the medium in brackets and the day, since 'Nora Vale - a nurse' is none.
"""

import re
from collections.abc import Sequence

from reportedly.analyse.draft import Draft
from reportedly.records import Kind, Sentence

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
    r"|January|February|March|April|August|September|October|November|December)\.?"
)
_DAY = rf"(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})(?:,?\s+\d{{4}})?|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}"
_MEDIUM = r"\s*\([^()\n]{2,40}\)"
_DASH = r"\s*(?:--?|–|—)\s+(?=\S)"
_DATELINE = re.compile(
    rf"""(?:(?:[A-Z]{{2}}\s)?[A-ZÀ-ÞŁŠŽĐČ][A-ZÀ-ÞŁŠŽĐČ'’.\-]{{2,}}(?:\s[A-ZÀ-ÞŁŠŽĐČ'’.\-]{{2,}}){{0,3}}  # WARRI
            (?:\s*[,/]\s*[^()\n–—]{{1,45}}?)?          # , Nigeria, March 19
            (?:{_MEDIUM}(?:,?\s*(?i:{_DAY}))?)?        # (Gulf Wire) 19 March
        |[A-Z][\w'’\-]+(?:\s[A-Z][\w'’\-]+){{0,2}}     # Warri
            (?:,\s*[A-Z][\w'’\-]+){{0,2}}
            (?:,?\s+(?:{_DAY}),?{_MEDIUM}|{_MEDIUM},?\s*(?:{_DAY})))
        {_DASH}
        (?:\[[A-Z][A-Z ]{{2,40}}\]\s+(?=\S)){{0,4}}    # [TEXT]""",
    re.VERBOSE,
)
_EVIDENCE = re.compile(rf"{_MEDIUM}|\b(?:{_DAY})")
_DASHES = ("-", "–", "—")
_WEIGHT = 6.0


def find_dateline(paragraph: str) -> int:
    """Return where the text after the dateline of a paragraph begins, 0 where it has none."""
    match = _DATELINE.match(paragraph)
    if match is None or match.end() > 0.5 * len(paragraph):
        return 0
    return match.end()


def _is_dateline(line: str) -> bool:
    """Whether a paragraph is a dateline with a medium or a day; 'CORAL LEAGUE (CL) -' is none."""
    if not (line.endswith(_DASHES) and _DATELINE.match(f"{line} x") and _EVIDENCE.search(line)):
        return False
    name, _, inner = line.partition("(")
    return inner.partition(")")[0] != "".join(word[0] for word in name.split())


def vote_by_dateline(drafts: Sequence[Draft], sentences: Sequence[Sentence], text: str) -> None:
    """Add to `draft.votes` that a report was written at a place, and by whom, where a dateline says so.

    A dateline stands in a paragraph of its own by now.
    """
    ends: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        start, _ = ends.get(sentence.paragraph, (sentence.start, 0))
        ends[sentence.paragraph] = (start, sentence.end)
    lines: dict[int, int] = {}
    for paragraph, (start, end) in ends.items():
        line = text[start:end].rstrip()
        if _is_dateline(line):
            bracket = line.find("(")
            lines[paragraph] = start + bracket if bracket > 0 else end
    if not lines:
        return
    for draft in drafts:
        until = lines.get(sentences[draft.sentence].paragraph)
        if until is None or draft.form != "name" or draft.settled:
            continue
        kind: Kind = "place" if draft.end <= until else "organization"
        draft.votes[kind] = draft.votes.get(kind, 0.0) + _WEIGHT
