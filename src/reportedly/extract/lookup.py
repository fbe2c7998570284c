"""Token → what it refers to: the arguments that a predication's tokens stand for.

Analysis → `Lookup`, which answers for any token of any sentence with arguments that quote the
text. A token that no mention covers still gives an argument: the words of its phrase.
"""

from functools import lru_cache

import msgspec

from reportedly.extract.lists import NameList, find_lists, follows_title
from reportedly.extract.sides import (
    WEAPONS,
    is_owner_state,
    is_side,
    name_side,
)
from reportedly.knowledge import load_knowledge
from reportedly.records import Analysis, Argument, Kind, Mention, Sentence
from reportedly.syntax.relatives import has_who
from reportedly.syntax.tree import (
    VERBAL,
    ancestors,
    conjuncts,
    find_child,
    find_children,
    first_conjunct,
)

PLACE_NOUNS = frozenset(
    """village town city province district region county state valley island municipality capital
    suburb neighbourhood neighborhood governorate prefecture oblast camp port area department
    commune parish""".split()
)

_PLURAL_KINDS = frozenset({"person", "group", "organization", "population", "state"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_FORCES = frozenset("force troop army soldier fighter militia police rebel militant".split())
_HUMAN = frozenset({"person", "population"})
_EXAMPLE_CUES = frozenset({"including", "like", "namely", "especially", "notably", "particularly"})
_SKIP = frozenset("relcl acl advcl appos cc conj punct preconj parataxis ccomp dep".split())


@lru_cache(maxsize=1)
def load_lands() -> frozenset[str]:
    """Return the names of countries and their capitals, in lower case."""
    names: set[str] = set()
    for entry in load_knowledge("demonyms")["place"]:
        names |= {entry["name"], *entry.get("aliases", ()), entry.get("capital", "")}
    return frozenset(n.lower() for n in names if n)


class Lookup:
    """The mentions of a document, by sentence and token."""

    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.document.text
        self.sentences = analysis.sentences
        self.mentions = analysis.mentions
        self._by_head: dict[tuple[int, int], Mention] = {}
        self._names_at: dict[tuple[int, int], Mention] = {}
        self.by_sentence: dict[int, list[Mention]] = {}
        self._name_spans: set[tuple[int, int]] = set()
        self._lists: dict[int, list[NameList]] = {}
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
            self._name_spans.add((mention.start, mention.end))
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

    def is_weapon(self, sentence: Sentence, token: int) -> bool:
        """Return whether the word is a thing or an event by which somebody else acts."""
        kind = self.kind_at(sentence, token)
        return kind in ("thing", "activity") and sentence.tokens[token].lemma in WEAPONS

    def kind_at(self, sentence: Sentence, token: int) -> Kind | None:
        """Return the kind of what `token` refers to, `None` where no mention stands."""
        mention = self.mention_at(sentence, token)
        return mention.kind if mention is not None else None

    def is_name(self, argument: Argument) -> bool:
        """Return whether the argument's words are a name."""
        return (argument.start, argument.end) in self._name_spans

    def is_land(self, argument: Argument) -> bool:
        """Return whether the argument is the name of a country or of a country's capital."""
        return self.is_name(argument) and (
            argument.name.lower() in load_lands() or argument.text.lower() in load_lands()
        )

    def is_side(self, sentence: Sentence, token: int) -> bool:
        """Return whether a common noun before an event names who does it: 'rebel attacks'."""
        head = sentence.tokens[token].head
        return is_side(sentence, token, self.kind_at(sentence, head))

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

    def find_arguments(
        self, sentence: Sentence, token: int, *, antecedent: bool = False, represented: bool = False
    ) -> list[Argument]:
        """Return what `token` stands for: one argument, or several for a list of examples.

        `antecedent` is true when a relative clause led here, which may hang on the last word of
        a longer name ('the Movement of Sarvenia, which …'). With `represented`, the groups that
        'fighters representing groups such as A' stand for come too.
        """
        mention = self.mention_at(sentence, token)
        wider = self.name_over(sentence, token)
        if antecedent and wider is not None and mention is not None and wider.start < mention.start:
            mention = wider
        if mention is None and wider is not None:
            mention = wider
        if antecedent and mention is not None and mention.kind not in _HUMAN:
            human = self._human_above(sentence, token)
            if human is not None:
                return self.find_arguments(sentence, human, represented=represented)
        if mention is None:
            if self.is_side(sentence, token) or is_owner_state(sentence, token):
                return [name_side(sentence, token, self.mentions, self.sentences)]
            return [self._phrase_argument(sentence, token)]
        if mention.form == "pronoun":
            return self._expand_pronoun(mention)
        if mention.form == "nominal":
            found = self._expand_nominal(sentence, token, mention)
            return found + (self.find_represented(sentence, token) if represented else [])
        return [self.to_argument(mention)]

    def _human_above(self, sentence: Sentence, token: int) -> int | None:
        """'fighters from groups including A, who …': 'who' is about the nearest people above."""
        if not any(
            sentence.tokens[c].dep == "relcl" and has_who(sentence, c)
            for c in sentence.children[token]
        ):
            return None
        for above in ancestors(sentence, token):
            word = sentence.tokens[above]
            if word.pos in VERBAL and word.dep not in ("acl", "prep"):  # 'including' is a prep
                return None
            mention = self.mention_at(sentence, above)
            if mention is not None and mention.kind in _HUMAN and mention.form == "nominal":
                return above
        return None

    def _expand_nominal(self, sentence: Sentence, token: int, mention: Mention) -> list[Argument]:
        """A common noun stands for the name beside it, or for the names that it introduces."""
        named = self._named_beside(sentence, token, mention)
        if named is not None:
            return [self.to_argument(m) for m in (named, *self._sisters(sentence, token, named))]
        listed = self._apposed_list(sentence, token)
        if listed:
            return listed
        parts = self.find_examples(sentence, token) + self._distributed(sentence, token)
        if all(p.kind == "place" for p in parts) and sentence.tokens[token].lemma in _FORCES:
            parts = []  # 'the retaking by security forces of the valley, including Tavik'
        if parts and mention.kind == "population":
            return [self.to_argument(mention), *parts]
        return parts or [self.to_argument(mention)]

    def _sisters(self, sentence: Sentence, token: int, named: Mention) -> list[Mention]:
        """'the islands of A, B and C', 'the lawyer A and the priest B': the ones conjoined."""
        word = sentence.tokens[token]
        is_places = named.kind == "place" and word.tag == "NNS" and named.head > token
        is_apposed = named.kind == "person" and sentence.tokens[named.head].head == token
        if not is_places and not (is_apposed and word.tag == "NN"):
            return []
        found = []
        for item in conjuncts(sentence, named.head)[1:]:
            other = self.mention_at(sentence, item)
            if other is not None and other.form == "nominal":
                other = self._apposed_name(sentence, item)
            if other is not None and other.form == "name" and other.kind == named.kind:
                found.append(other)
        return found

    def _named_beside(self, sentence: Sentence, token: int, mention: Mention) -> Mention | None:
        apposed = self._apposed_name(sentence, token)
        if apposed is not None:
            return apposed
        following = self._name_after(sentence, mention)
        if following is not None:
            return following
        word = sentence.tokens[token]
        if word.dep == "appos":
            above = self.mention_at(sentence, word.head)
            if above is not None and above.form == "name" and above.kind == mention.kind:
                return above
        return self._named_place(sentence, token, mention)

    def _name_after(self, sentence: Sentence, mention: Mention) -> Mention | None:
        """'the district chair for X District, NAME, was': the parser hangs NAME on the district."""
        if mention.kind != "person" or sentence.tokens[mention.head].tag != "NN":
            return None
        for other in self.by_sentence.get(sentence.index, ()):
            if other.first <= mention.last or other.kind != "person":
                continue
            is_apposed = sentence.tokens[other.head].dep == "appos"
            is_set_off = sentence.tokens[other.first - 1].text == ","
            return other if other.form == "name" and is_apposed and is_set_off else None
        return None

    def _named_place(self, sentence: Sentence, token: int, mention: Mention) -> Mention | None:
        """'the village of X', 'Dreshan provinces': the name is the place that is meant."""
        if mention.kind != "place":
            return None
        for prep in find_children(sentence, token, ("prep",)):
            if sentence.tokens[prep].text.lower() == "of":
                for noun in find_children(sentence, prep, ("pobj",)):
                    inner = self.mention_at(sentence, noun)
                    if inner is not None and inner.form == "name" and inner.kind == "place":
                        return inner if sentence.tokens[token].lemma in PLACE_NOUNS else None
        if sentence.tokens[token].lemma in PLACE_NOUNS:
            for child in find_children(sentence, token, ("compound", "nmod")):
                inner = self.mention_at(sentence, child)
                if inner is not None and inner.form == "name" and inner.kind == "place":
                    return inner
        return None

    def find_represented(self, sentence: Sentence, token: int) -> list[Argument]:
        """Return A and B of 'fighters representing groups including A and B'.

        Whom their fighters side with, they side with; what the fighters do is the fighters' own.
        """
        mention = self.mention_at(sentence, token)
        if mention is None or mention.kind != "population" or mention.form != "nominal":
            return []
        found: list[Argument] = []
        for child in find_children(sentence, token, ("acl", "prep")):
            word = sentence.tokens[child]
            if word.lemma in ("represent", "from", "of"):
                for noun in find_children(sentence, child, ("dobj", "pobj")):
                    found.extend(self.find_examples(sentence, noun))
        return found

    def _expand_pronoun(self, mention: Mention) -> list[Argument]:
        """'they' after 'A and B' stands for both."""
        argument = self._to_owner(mention)
        if mention.text.lower() not in ("they", "them", "their", "themselves", "both"):
            return [argument]
        before = [m for m in self.chains[mention.chain] if m.start < mention.start]
        if not before or before[-1].form == "pronoun":
            return [argument]
        last = before[-1]
        sentence = self.sentences[last.sentence]
        listed = conjuncts(sentence, first_conjunct(sentence, last.head))
        others = [self.mention_at(sentence, i) for i in listed]
        same = [m for m in others if m is not None and m.kind in _PLURAL_KINDS]
        if len(same) < 2 or last not in same:
            return [argument]
        if mention.text.lower() in _POSSESSIVE and last.sentence == mention.sentence:
            return [self.to_argument(m) for m in same]
        return [
            msgspec.structs.replace(argument, name=m.name, kind=m.kind, entity=f"c{m.chain}")
            for m in same
        ]

    def _to_owner(self, mention: Mention) -> Argument:
        """'X said that its fighters': a possessive is bound by the words for X beside it.

        Where these stand in the same sentence, they are quoted; they say more than 'its'.
        """
        if mention.text.lower() in _POSSESSIVE:
            for other in reversed(self.chains[mention.chain]):
                is_near = other.sentence == mention.sentence and other.start < mention.start
                if is_near and other.form != "pronoun" and other.name == mention.name:
                    return self.to_argument(other)
        return self.to_argument(mention)

    def _apposed_name(self, sentence: Sentence, token: int) -> Mention | None:
        """'the group's leader, X' and 'the owner, the trader X': the name is what is meant."""
        for child in find_children(sentence, token, ("appos",)):
            mention = self.mention_at(sentence, child)
            is_list = bool(find_children(sentence, child, ("conj",)))
            if mention is None or (is_list and not follows_title(sentence, token, mention)):
                continue
            if mention.form == "name":
                return mention
            inner = self._apposed_name(sentence, child)
            if inner is not None and inner.kind == mention.kind:
                return inner
        return None

    def _apposed_list(self, sentence: Sentence, token: int) -> list[Argument]:
        """'two miners, X and Y, were shot': the names of all of them stand beside the noun."""
        if sentence.tokens[token].tag != "NNS":
            return []
        found: list[Argument] = []
        for child in find_children(sentence, token, ("appos",)):
            for item in conjuncts(sentence, child):
                mention = self.mention_at(sentence, item)
                if mention is None or mention.form != "name" or mention.head != item:
                    return []
                found.append(self.to_argument(mention))
        return found if len(found) > 1 else []

    def find_examples(self, sentence: Sentence, token: int) -> list[Argument]:
        """Return the names in 'groups such as A and B', 'cities, including C'."""
        for listed in self._lists_of(sentence):
            if listed.noun == token:
                return [self.to_argument(m) for m in listed.items]
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

    def _lists_of(self, sentence: Sentence) -> list[NameList]:
        held = self._lists.get(sentence.index)
        if held is None:
            held = find_lists(sentence, self.by_sentence.get(sentence.index, ()))
            self._lists[sentence.index] = held
        return held

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
        word = sentence.tokens[token]
        if word.pos == "VERB":
            first = token  # who does it is no part of what is done
        start, end = sentence.tokens[first].start, sentence.tokens[last].end
        words = self.text[start:end]
        kind: Kind = "activity" if word.pos == "VERB" else "thing"
        name = " ".join(words.split())
        return Argument(name=name, kind=kind, text=words, start=start, end=end)

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
