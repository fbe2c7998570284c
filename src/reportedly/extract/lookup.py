"""Token → what it refers to: the arguments that a predication's tokens stand for.

Analysis → `Lookup`, which answers for any token of any sentence with arguments that quote the
text. A token that no mention covers still gives an argument: the words of its phrase.
"""

from reportedly.records import Analysis, Argument, Kind, Mention, Sentence
from reportedly.syntax.tree import conjuncts, find_child, find_children

PARTITIVES = frozenset(
    """some many most several all both each one two three few number group majority dozen hundred
    thousand score half part rest handful pair series member part kind type variety lot couple
    faction percent third""".split()
)
_EXAMPLE_CUES = frozenset({"including", "like", "namely", "especially", "notably", "particularly"})
_SKIP = frozenset({"relcl", "acl", "advcl", "appos", "cc", "conj", "punct", "preconj", "parataxis", "ccomp", "dep"})


class Lookup:
    """The mentions of a document, by sentence and token."""

    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.document.text
        self.sentences = analysis.sentences
        self.mentions = analysis.mentions
        self._by_head: dict[tuple[int, int], Mention] = {}
        self._names_at: dict[tuple[int, int], Mention] = {}
        self.by_sentence: dict[int, list[Mention]] = {}
        self.chains: dict[int, list[Mention]] = {}
        for mention in analysis.mentions:
            self._add(mention)

    def _add(self, mention: Mention) -> None:
        key = (mention.sentence, mention.head)
        held = self._by_head.get(key)
        if held is None or _rank(mention) > _rank(held):
            self._by_head[key] = mention
        self.by_sentence.setdefault(mention.sentence, []).append(mention)
        self.chains.setdefault(mention.chain, []).append(mention)
        if mention.form == "name":
            for i in range(mention.first, mention.last + 1):
                covered = self._names_at.get((mention.sentence, i))
                if covered is None or _width(mention) > _width(covered):
                    self._names_at[mention.sentence, i] = mention

    def mention_at(self, sentence: Sentence, token: int) -> Mention | None:
        """Return the mention whose head is `token`, the best one when several are."""
        return self._by_head.get((sentence.index, token))

    def name_over(self, sentence: Sentence, token: int) -> Mention | None:
        """Return the widest name that covers `token`."""
        return self._names_at.get((sentence.index, token))

    def kind_at(self, sentence: Sentence, token: int) -> Kind | None:
        """Return the kind of what `token` refers to, `None` where no mention stands."""
        mention = self.mention_at(sentence, token)
        return mention.kind if mention is not None else None

    def to_argument(self, mention: Mention) -> Argument:
        """Return a mention as an argument."""
        return Argument(
            name=mention.name,
            kind=mention.kind,
            text=mention.text,
            start=mention.start,
            end=mention.end,
            entity=f"c{mention.chain}",
        )

    def find_arguments(self, sentence: Sentence, token: int, *, antecedent: bool = False) -> list[Argument]:
        """Return what `token` stands for: one argument, or several for a list of examples.

        `antecedent` is true when a relative clause led here, which may hang on the last word of
        a longer name ('the Movement of Uzbekistan, which …').
        """
        mention = self.mention_at(sentence, token)
        wider = self.name_over(sentence, token)
        if antecedent and wider is not None and wider.head != token and mention is None:
            mention = wider
        if antecedent and wider is not None and mention is not None and wider.start < mention.start:
            mention = wider
        if mention is None and wider is not None:
            mention = wider
        if mention is None:
            return [self._phrase_argument(sentence, token)]
        if mention.form == "nominal":
            named = self._apposed_name(sentence, token)
            if named is not None:
                return [self.to_argument(named)]
            parts = self.find_examples(sentence, token) + self._distributed(sentence, token)
            if parts:
                return parts
        return [self.to_argument(mention)]

    def _apposed_name(self, sentence: Sentence, token: int) -> Mention | None:
        """'the group's leader, X' and 'a militant group, X': the name is what is meant."""
        for child in find_children(sentence, token, ("appos",)):
            mention = self.mention_at(sentence, child)
            if mention is not None and mention.form == "name" and not find_children(sentence, child, ("conj",)):
                return mention
        return None

    def find_examples(self, sentence: Sentence, token: int) -> list[Argument]:
        """Return the names in 'groups such as A and B', 'cities, including C'."""
        found: list[Argument] = []
        for child in sentence.children[token]:
            word = sentence.tokens[child]
            lower = word.text.lower()
            is_such_as = lower == "as" and find_child(sentence, child, ("amod",)) is not None
            if word.dep == "prep" and (is_such_as or lower in _EXAMPLE_CUES):
                for noun in find_children(sentence, child, ("pobj",)):
                    for item in conjuncts(sentence, noun):
                        mention = self.mention_at(sentence, item)
                        if mention is not None and mention.form == "name":
                            found.append(self.to_argument(mention))
        return found

    def _distributed(self, sentence: Sentence, token: int) -> list[Argument]:
        """'Faryab, Jowzjan and Takhar provinces': the plural noun stands for each name."""
        head = sentence.tokens[token]
        if head.tag not in ("NNS", "NNPS"):
            return []
        found: list[Argument] = []
        for child in find_children(sentence, token, ("compound", "nmod", "amod", "appos")):
            items = conjuncts(sentence, child)
            if len(items) < 2:
                continue
            for item in items:
                mention = self.mention_at(sentence, item)
                if mention is not None and mention.form == "name" and mention.kind == "place":
                    found.append(self.to_argument(mention))
        return found

    def _phrase_argument(self, sentence: Sentence, token: int) -> Argument:
        first, last = self.phrase_edges(sentence, token)
        start, end = sentence.tokens[first].start, sentence.tokens[last].end
        words = self.text[start:end]
        word = sentence.tokens[token]
        kind: Kind = "activity" if word.tag in ("VBG", "VB") else "thing"
        return Argument(name=words, kind=kind, text=words, start=start, end=end)

    def phrase_edges(self, sentence: Sentence, token: int) -> tuple[int, int]:
        """Return the first and last token of the phrase of `token` without loose modifiers."""
        found = [token]
        stack = [c for c in sentence.children[token] if sentence.tokens[c].dep not in _SKIP]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(c for c in sentence.children[at] if sentence.tokens[c].dep not in _SKIP)
        found.sort()
        low = high = found.index(token)
        while low > 0 and found[low - 1] == found[low] - 1:
            low -= 1
        while high + 1 < len(found) and found[high + 1] == found[high] + 1:
            high += 1
        return found[low], found[high]


def _width(mention: Mention) -> int:
    return mention.last - mention.first


def _rank(mention: Mention) -> tuple[int, int]:
    return (mention.form == "name", _width(mention))
