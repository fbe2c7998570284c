"""Gold files → gold documents: a document to read and what a task wants found in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from reportedly.errors import BadInputError
from reportedly.ids import document_id
from reportedly.records import Document

_SUFFIX = ".gold.jsonl"
G = TypeVar("G")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument(Generic[G]):
    """A document of a gold set. `document` is `None` when its text is not at hand.

    `joins_all` is true when predictions of any id belong to it (a set of a single document).
    """

    id: str
    document: Document | None
    gold: G
    joins_all: bool = False


class GoldClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that a reader found; `None` leaves a slot open, `[]` as source is the own voice."""

    id: str
    predicate: tuple[str, ...]
    subject: tuple[str, ...] | None
    object: tuple[str, ...] | None
    source: tuple[str, ...] | None
    act: str | None
    certainty: str
    polarity: str
    when: tuple[str, ...] | None
    where: tuple[str, ...] | None
    qualifiers: dict[str, Any]
    start: int
    end: int
    required: bool = True


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file. Raises `BadInputError` naming the bad line."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise BadInputError(f"cannot read {path}: {error.strerror}", code="missing") from error
    records: list[dict[str, Any]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            records.append(msgspec.json.decode(line, type=dict[str, Any]))
        except msgspec.DecodeError as error:
            raise BadInputError(
                f"{path}:{number}: a JSON object was expected: {error}", code="malformed"
            ) from error
    return records


def read_claim_gold(
    path: Path, text: Path | None = None, published_on: str | None = None
) -> list[GoldDocument[tuple[GoldClaim, ...]]]:
    """Return the gold documents of a folder of `ID.gold.jsonl`, or of one such file.

    A text is `ID.txt` beside its gold or in `text`, which is a folder or, for one file, the text
    itself. Dates and publishers come from the folder's `index.jsonl`, else from `published_on`.
    """
    if path.is_dir():
        files = sorted(path.glob(f"*{_SUFFIX}"))
        if not files:
            raise BadInputError(
                f"no *{_SUFFIX} in {path}: a folder of gold claims was expected", code="missing"
            )
        return [_read_claim_file(file, text or path, published_on) for file in files]
    return [_read_claim_file(path, text or path.parent, published_on, joins_all=True)]


def _read_claim_file(
    path: Path, text: Path, published_on: str | None, *, joins_all: bool = False
) -> GoldDocument[tuple[GoldClaim, ...]]:
    name = path.name.removesuffix(_SUFFIX)
    text_path = text / f"{name}.txt" if text.is_dir() else text
    about = _read_index(path.parent).get(name, {})
    document = None
    if text_path.is_file():
        document = make_document(
            text_path.read_bytes().decode("utf-8"),
            name,
            published_on=about.get("published") or published_on,
            publisher=about.get("publisher"),
            title=about.get("title"),
        )
    claims = tuple(msgspec.convert(line, GoldClaim) for line in read_lines(path))
    return GoldDocument(id=name, document=document, gold=claims, joins_all=joins_all)


def _read_index(folder: Path) -> dict[str, dict[str, Any]]:
    index = folder / "index.jsonl"
    return {line["id"]: line for line in read_lines(index)} if index.is_file() else {}


def read_public_gold(
    path: Path, convert: Callable[[dict[str, Any]], G]
) -> Iterator[GoldDocument[G]]:
    """Yield the documents of a public set (`doc_id` and `text` a line), its gold converted."""
    for line in read_lines(path):
        yield GoldDocument(
            id=line["doc_id"],
            document=make_document(
                line["text"],
                line["doc_id"],
                published_on=line.get("date"),
                publisher=line.get("publisher"),
                title=line.get("title"),
            ),
            gold=convert(line),
        )


def make_document(
    text: str,
    external_id: str,
    *,
    published_on: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
) -> Document:
    """Return the document record for a gold text."""
    return Document(
        id=document_id(text),
        text=text,
        external_id=external_id,
        published_on=published_on,
        publisher=publisher,
        title=title,
    )
