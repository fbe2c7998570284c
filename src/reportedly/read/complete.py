"""Draft → Document: identity, dates and the checks that hold for every format.

The text of the document is the draft's text, code point for code point; only lone surrogates,
which no encoding can carry, are replaced one by one by U+FFFD and reported.
"""

import re
from collections.abc import Iterator

from reportedly.errors import BadInputError
from reportedly.ids import document_id
from reportedly.read.dates import normalise_date
from reportedly.read.draft import Draft, Given, warn
from reportedly.read.language import find_language_fault
from reportedly.records import Document, Problem

_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


def complete(
    draft: Draft,
    *,
    given: Given,
    path: str | None = None,
    external_id: str | None = None,
    part: str | None = None,
) -> Iterator[Document | Problem]:
    """Yield the document of `draft`, then the warnings about it; or the one problem it has.

    `external_id` is used where the draft brings none of its own. `part` names what of the file it
    was ('line 3') at the head of each message.
    """
    head = f"{part}: " if part else ""
    external_id = _tidy(draft.external_id) or _tidy(external_id)
    try:
        document, warnings = _make_document(draft, given, path, external_id)
    except BadInputError as error:
        yield Problem(
            code=error.code, message=head + str(error), path=path, external_id=external_id
        )
        return
    yield document
    for warning in (*draft.warnings, *warnings):
        yield Problem(
            code=warning.code,
            message=head + warning.message,
            severity="warning",
            document=document.id,
            external_id=external_id,
            path=path,
        )


def _make_document(
    draft: Draft, given: Given, path: str | None, external_id: str | None
) -> tuple[Document, list[Problem]]:
    warnings: list[Problem] = []
    text = replace_surrogates(draft.text)
    if text != draft.text:
        count = len(_SURROGATE.findall(draft.text))
        warnings.append(
            warn("encoding", f"{count} lone surrogate(s) in the text: each is read as U+FFFD")
        )
    _check_text(text, given)
    published_on, date_warning = _choose_date(draft, given)
    publisher = _tidy(draft.publisher)
    document = Document(
        id=document_id(text),
        text=text,
        external_id=external_id,
        title=_tidy(draft.title),
        publisher=(publisher or given.publisher)
        if draft.is_stated
        else (given.publisher or publisher),
        published_on=published_on,
        byline=_tidy(draft.byline),
        url=_tidy(draft.url),
        path=path,
        media_type=draft.media_type,
    )
    return document, warnings + ([date_warning] if date_warning else [])


def _check_text(text: str, given: Given) -> None:
    if not text.strip("\ufeff\u200b \t\r\n\f\v") or not text.strip():
        raise BadInputError(
            "a report was expected, only white space came: check how the file was saved",
            code="empty",
        )
    if len(text) > given.settings.max_chars:
        raise BadInputError(
            f"at most {given.settings.max_chars} characters a document were expected, "
            f"{len(text)} came: split it into several",
            code="too-large",
        )
    fault = find_language_fault(text)
    if fault:
        raise BadInputError(fault, code="language")


def _choose_date(draft: Draft, given: Given) -> tuple[str | None, Problem | None]:
    if given.published_on and not draft.is_stated:
        return given.published_on, None
    written = draft.published.strip() if draft.published else ""
    if not written:
        return given.published_on, None
    found = normalise_date(written)
    if found:
        return found, None
    shown = replace_surrogates(_SPACE.sub(" ", written)[:40])
    warning = warn(
        "date",
        f"a date of publication was expected, '{shown}' came, which is no date or could be two: "
        "write it as 2021-08-10",
    )
    return given.published_on, warning


def _tidy(value: str | None) -> str | None:
    """A metadata value on one line, encodable, `None` when there is nothing in it."""
    return replace_surrogates(_SPACE.sub(" ", value).strip()) or None if value else None


def replace_surrogates(value: str) -> str:
    """Return `value` with every lone surrogate replaced by U+FFFD, one for one."""
    return _SURROGATE.sub("\ufffd", value)
