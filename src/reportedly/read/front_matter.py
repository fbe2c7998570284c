"""Front matter: `key: value` lines between `---` and `---` at the very start of a text.

text → metadata and where the report itself begins. What is not plainly front matter is report.
"""

import re

_OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ENTRY = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}?)[ \t]*:(?:[ \t]+(?P<value>.*)|[ \t]*)")
_CONTINUATION = re.compile(r"(?:[ \t]|- |#).*")
_MAX_LINES = 60

_FIELDS = {
    "title": "title",
    "publisher": "publisher",
    "date": "published",
    "published": "published",
    "url": "url",
    "byline": "byline",
    "author": "byline",
    "id": "external_id",
}


def split_front_matter(text: str) -> tuple[dict[str, str], int]:
    """Return the fields of a `Draft` that stand in front matter, and the offset of the report.

    Without front matter that is `({}, 0)`. There must be a closing line `---` (or `...`), nothing
    but `key: value` lines, comments and continuations between, and at least one key that is known;
    keys that are not known are passed over.
    """
    opening = _OPENING.match(text)
    if not opening:
        return {}, 0
    fields: dict[str, str] = {}
    at = opening.end()
    for _ in range(_MAX_LINES):
        match = _LINE.match(text, at)
        if match is None or match.end() == at:
            return {}, 0
        line, at = match[0].rstrip(), match.end()
        if line in {"---", "..."}:
            return (fields, at) if fields else ({}, 0)
        if not line or _CONTINUATION.fullmatch(line):
            continue
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            return {}, 0
        field = _FIELDS.get(entry["key"].lower())
        value = _unquote((entry["value"] or "").strip())
        if field and value:
            fields.setdefault(field, value)
    return {}, 0


def _unquote(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace("''", "'") if value[0] == "'" else inner.replace('\\"', '"')
    return re.sub(r"\s+#.*$", "", value)
