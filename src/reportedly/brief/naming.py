"""Arguments and sources → how a brief names them inside a sentence.

The subject has one name throughout. Words that point back into their report ('the town', 'one of
them') stand in quotation marks: out of it nobody knows which town. Bodies have the article that
the reports give them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from reportedly.brief.material import Material
from reportedly.export.wording import lower_name
from reportedly.knowledge import load_knowledge
from reportedly.records import Argument, Claim, Source
from reportedly.store import DocumentSummary

_BODIES = frozenset({"group", "state", "organization"})
_PRONOUNS = frozenset(
    "he she it they him her them his its their who whom i we you this that these those".split()
)
_LONGEST_NAME = 160
"""Characters of a name or title inside a sentence; the footnote has all of it."""


class Naming:
    """How everything is called in one brief."""

    def __init__(self, material: Material, claims: Iterable[Claim]) -> None:
        self._ids = material.ids
        self._seen, self._articled = _find_articled(claims)
        self._bodies = tuple(load_knowledge("brief")["articles"]["last_words"])
        name, kind = material.entity.name, material.entity.kind
        self._subject = self._add_article(name) if kind in _BODIES else name
        self._pointing = frozenset(load_knowledge("brief")["pointing"]["first_words"])
        self._vague = frozenset(load_knowledge("brief")["pointing"]["phrases"])

    @property
    def subject(self) -> str:
        """The subject inside a sentence: 'the Heron Movement', 'Dara Voss'."""
        return self._subject

    def is_subject(self, argument: Argument | Source | None) -> bool:
        """Whether an argument is whom the brief is about."""
        return argument is not None and argument.entity in self._ids

    def show(self, argument: Argument | Source) -> str:
        """Return the name of an argument or a source inside a sentence."""
        if self.is_subject(argument):
            other = self.find_other_name(argument)
            return f"{other} (taken here for {self._subject})" if other else self._subject
        name = shorten(lower_name(argument))
        if self._is_pointing(name):
            return f"“{name}”"
        return self._add_article(name) if argument.kind in _BODIES else name

    def find_other_name(self, argument: Argument | Source) -> str | None:
        """Return the name that a report gives the subject, where it is another than the brief's."""
        text, name = shorten(argument.text), shorten(argument.name)
        if not _is_name(text):
            return name if is_other_name(name, self._subject) else None
        if not is_other_name(text, self._subject):
            return None
        # 'Tarn' is told in full, 'Gadi Tarn'; another name that the report has is told as it is.
        return text if is_other_name(text, name) else name

    def is_unclear(self, argument: Argument | Source) -> bool:
        """Whether the words mean nothing outside their report: 'the town', 'one of them'."""
        return not self.is_subject(argument) and self._is_pointing(lower_name(argument))

    def _add_article(self, name: str) -> str:
        if name in self._seen:
            return f"the {name}" if name in self._articled else name
        is_body = name.casefold().endswith(self._bodies) and "'s " not in name and " " in name
        return f"the {name}" if is_body and not name.casefold().startswith("the ") else name

    def _is_pointing(self, name: str) -> bool:
        first, _, rest = name.partition(" ")
        if name.casefold() in self._vague:
            return True
        return first in self._pointing and bool(rest) and not any(c.isupper() for c in rest)


def name_document(document: DocumentSummary | None, id_: str) -> str:
    """Return who speaks in a document's own voice: its publisher, else the document."""
    if document is None:
        return f"the document {id_}"
    if document.publisher:
        return shorten(document.publisher)
    return f"the document “{shorten(name_report(document))}”"


def name_report(document: DocumentSummary) -> str:
    """Return the title of a document, else the name of its file, else its id."""
    file = re.split(r"[\\/]", document.path or "")[-1]
    return document.title or file or document.external_id or document.id


def is_other_name(text: str, shown: str) -> bool:
    """Return whether `text` is a name that shares no word with `shown`: 'Sable' for 'Orlan Dask'.

    Pronouns, acronyms of the shown name and spellings of its words are no other names.
    """
    if not _is_name(text):
        return False
    words = [word.casefold() for word in text.split()]
    near = {word.casefold()[:4] for word in shown.replace("’", "'").split()}
    initials = "".join(word[0] for word in shown.split() if word[:1].isupper())
    return text != initials and not any(word[:4] in near for word in words)


def _is_name(text: str) -> bool:
    """Whether all words have capitals, as those of names have, and no pronoun is all there is."""
    words = text.split()
    return all(word[:1].isupper() for word in words) and text.casefold() not in _PRONOUNS


def join_names(names: Sequence[str]) -> str:
    """Return names as a list in a sentence: 'A', 'A and B', 'A, B and C', 'A; B, of C; and D'."""
    between, last = find_separators(names)
    return last.join(filter(None, [between.join(names[:-1]), *names[-1:]]))


def find_separators(names: Sequence[str]) -> tuple[str, str]:
    """Return what stands between the names of a list, and before the last of them."""
    has_comma = len(names) > 1 and any("," in name for name in names)
    return ("; ", "; and ") if has_comma else (", ", " and ")


def shorten(text: str, longest: int = _LONGEST_NAME) -> str:
    """Return the text on one line, cut short with … beyond `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _find_articled(claims: Iterable[Claim]) -> tuple[frozenset[str], frozenset[str]]:
    """Names of bodies that the reports use, and those that have 'the' at least every other time."""
    seen: Counter[str] = Counter()
    articled: Counter[str] = Counter()
    for claim in claims:
        text = claim.evidence.text
        for argument in (claim.subject, claim.object, *claim.sources):
            if argument is None or argument.kind not in _BODIES or not argument.name[:1].isupper():
                continue
            for match in re.finditer(re.escape(argument.name), text):
                seen[argument.name] += 1
                before = text[max(match.start() - 4, 0) : match.start()].lower()
                articled[argument.name] += before == "the "
    return frozenset(seen), frozenset(n for n, count in articled.items() if count * 2 >= seen[n])
