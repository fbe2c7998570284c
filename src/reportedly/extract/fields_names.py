"""Names in structured fields → the referents of the document that have the same full name.

Text and `Lookup` → arguments. Words count, not their order: 'LIM, Kok Seng' is 'Lim Kok Seng'; a
surname alone is nobody's full name.
"""

import re

from reportedly.extract.fields_keys import STRAIGHT
from reportedly.extract.fields_values import Edges
from reportedly.extract.lookup import Lookup
from reportedly.knowledge import load_knowledge
from reportedly.records import Argument, Kind, Mention


def fold_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case and in order of the alphabet."""
    return tuple(sorted(re.findall(r"\w+", name.casefold())))


class Names:
    """Finds the mention that carries a name, whatever the order of its words."""

    def __init__(self, text: str, lookup: Lookup) -> None:
        self.text = text
        self.mapped = text.translate(STRAIGHT)
        self.demonyms = _read_demonyms()
        self.spans: dict[Edges, Mention] = {}
        self._by_words: dict[tuple[str, ...], Mention] = {}
        places: set[str] = set()
        for mention in lookup.mentions:
            if mention.form != "name":
                continue
            self.spans.setdefault((mention.start, mention.end), mention)
            words = fold_words(mention.text)
            held = self._by_words.get(words)
            if held is None or (held.text.isupper() and not mention.text.isupper()):
                self._by_words[words] = mention
            if mention.kind == "place":
                places.add(mention.text.lower())
        self.places = frozenset(places) | frozenset(self.demonyms)

    def find(self, name: str) -> Mention | None:
        """The first mention of the same words, one that is not in capitals before others."""
        return self._by_words.get(fold_words(name))

    def to_argument(
        self, edges: Edges, kind: Kind, name: str, *, keeps_kind: bool = False
    ) -> Argument:
        """The words at `edges` as an argument: a known referent where one has this full name."""
        words = self.text[slice(*edges)]
        mention = self.find(name) or self.spans.get(edges)
        if mention is None:
            return Argument(name=name, kind=kind, text=words, start=edges[0], end=edges[1])
        is_same = set(fold_words(name)) <= set(fold_words(mention.name))
        if is_same and not mention.name.isupper():
            name = mention.name
        elif mention.text != words and not mention.text.isupper():
            name = mention.text
        return Argument(
            name=name,
            kind=kind if keeps_kind else mention.kind,
            text=words,
            start=edges[0],
            end=edges[1],
            entity=f"c{mention.chain}",
        )


def _read_demonyms() -> dict[str, str]:
    """Lower-case names of countries, their adjectives and peoples → the country's name."""
    return {
        word.lower(): place["name"]
        for place in load_knowledge("demonyms")["place"]
        for word in (*place["people"], *place["adjectives"], *place["aliases"], place["name"])
    }
