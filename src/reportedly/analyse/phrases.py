"""Sentence → drafts of its mentions: names, nominal phrases and referring pronouns.

The span of a nominal runs from its leftmost modifier through the restrictive 'of', 'in' and 'from'
phrases; appositions, relative and participial clauses and coordinated phrases stay outside.
"""

from reportedly.analyse.casing import Casing
from reportedly.analyse.draft import Draft
from reportedly.analyse.lexicon import Lexicon, split_words
from reportedly.analyse.names import NameSpan, find_names
from reportedly.records import Sentence, Token

_LEFT = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "npadvmod", "advmod", "punct"}
)
_PART = frozenset({"of", "in", "from", "at", "near", "outside", "along", "across", "inside", "around"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
_OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
_ARGUMENTS = _SUBJECTS | _OBJECTS | {"pobj", "conj", "appos", "poss", "ROOT", "npadvmod", "pcomp"}
_QUANTIFIERS = frozenset(
    {"some", "many", "several", "others", "other", "both", "most", "all", "few", "one", "two", "three", "four",
     "those", "another", "none", "dozens", "hundreds", "thousands", "everyone", "someone", "nobody", "anyone",
     "somebody", "everybody", "wounded", "injured", "dead", "accused", "latter", "former", "missing", "poor", "elderly", "disabled"}
)
PRONOUNS: dict[str, tuple[str, bool, int]] = {
    "he": ("m", False, 3), "him": ("m", False, 3), "his": ("m", False, 3), "himself": ("m", False, 3),
    "she": ("f", False, 3), "her": ("f", False, 3), "hers": ("f", False, 3),
    "herself": ("f", False, 3), "it": ("n", False, 3), "its": ("n", False, 3),
    "itself": ("n", False, 3), "they": ("", True, 3), "them": ("", True, 3),
    "their": ("", True, 3), "theirs": ("", True, 3), "themselves": ("", True, 3),
    "i": ("", False, 1), "me": ("", False, 1), "my": ("", False, 1), "mine": ("", False, 1),
    "myself": ("", False, 1), "we": ("", True, 1), "us": ("", True, 1), "our": ("", True, 1),
    "ours": ("", True, 1), "ourselves": ("", True, 1), "you": ("", False, 2), "your": ("", False, 2),
    "yours": ("", False, 2), "yourself": ("", False, 2),
}


def find_drafts(sentence: Sentence, text: str, casing: Casing, lexicon: Lexicon) -> list[Draft]:
    """Return the drafts of all mentions of the sentence, unsorted. `text` is the document's."""
    return _Reader(sentence, text, lexicon).read(find_names(sentence, casing, lexicon))


class _Reader:
    def __init__(self, sentence: Sentence, text: str, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.children = sentence.children
        self.text = text
        self.lexicon = lexicon

    def read(self, names: list[NameSpan]) -> list[Draft]:
        inside = [-1] * len(self.tokens)
        drafts: list[Draft] = []
        for n, span in enumerate(names):
            if span.is_title:
                continue
            drafts.append(self._draft_name(span))
            if not span.nested:
                inside[span.first : span.last + 1] = [n] * (span.last + 1 - span.first)
        titles = {span.last for span in names if span.is_title}
        for token in self.tokens:
            if inside[token.i] >= 0:
                continue
            if token.pos == "PRON" and token.text.lower() in PRONOUNS:
                if not (token.text.lower() == "it" and self._is_expletive(token)):
                    drafts.append(self._draft_pronoun(token))
            elif token.i in titles or self._heads_nominal(token, inside):
                drafts.append(self._draft_nominal(token, inside))
        return drafts

    # --- names ----------------------------------------------------------------------------------

    def _draft_name(self, span: NameSpan) -> Draft:
        draft = self._draft(span.first, span.last, self._head_of(span), "name")
        draft.words = split_words(draft.text)
        draft.titles = span.titles
        draft.nested = span.nested
        draft.name = draft.text
        if span.demonym:
            draft.demonym = True
            self._settle_demonym(draft)
        for word in (*span.titles, *self._nouns_before(span)):
            draft.gender = draft.gender or self.lexicon.genders.get(word, "")
        if not draft.gender and draft.words:
            draft.gender = self.lexicon.given_names.get(draft.words[0], "")
        return draft

    def _settle_demonym(self, draft: Draft) -> None:
        words = tuple(t.text.lower() for t in self.tokens[draft.first : draft.last + 1])
        head = self.tokens[draft.head]
        is_people = words in self.lexicon.peoples or (
            head.dep in _ARGUMENTS and head.dep not in {"poss", "appos", "conj"} and head.tag in {"NNS", "NNPS"}
        )
        draft.settled = True
        if is_people:
            draft.kind, draft.plural = "population", head.text.endswith("s")
            return
        draft.kind = "place"
        draft.name = self.lexicon.demonyms.get(words, draft.text)

    def _nouns_before(self, span: NameSpan) -> list[str]:
        """Lower-case nouns directly before a name: 'Tajik militant Mahdi Arsalon'."""
        found: list[str] = []
        i = span.first - 1
        while i >= 0 and self.tokens[i].pos == "NOUN" and self.tokens[i].head >= i:
            found.append(self.tokens[i].lemma)
            i -= 1
        return found

    def _head_of(self, span: NameSpan) -> int:
        """The token of the span whose head lies outside it; the last one when there are several."""
        heads = [
            i
            for i in range(span.first, span.last + 1)
            if not span.first <= self.tokens[i].head <= span.last or self.tokens[i].head == i
        ]
        best = [i for i in heads if self.tokens[i].dep in _ARGUMENTS and self.tokens[i].pos != "PUNCT"]
        return (best or heads or [span.last])[-1]

    # --- nominals -------------------------------------------------------------------------------

    def _heads_nominal(self, token: Token, inside: list[int]) -> bool:
        lower = token.text.lower()
        if token.pos in {"NOUN", "PROPN"} or (token.pos == "ADJ" and token.tag == "NN"):
            if token.dep in {"compound", "amod", "nmod", "punct"} or not token.text[0].isalnum():
                return False
            if token.dep == "npadvmod" and token.entity in {"DATE", "TIME"}:
                return False
            if token.entity in {"DATE", "TIME", "PERCENT"} or token.lemma in self.lexicon.idle_nouns:
                return False
            return token.dep in _ARGUMENTS or token.dep in {"dep", "meta", "acl", "relcl", "ccomp", "advcl", "nmod"}
        if lower in _QUANTIFIERS and token.pos in {"PRON", "NUM", "ADJ", "DET", "NOUN"}:
            return token.dep in _ARGUMENTS and token.dep not in {"npadvmod"} and token.entity not in {
                "DATE", "TIME", "PERCENT", "MONEY", "ORDINAL"
            }
        if token.pos == "NUM" and token.dep in (_SUBJECTS | {"dobj", "nsubjpass"}):
            return token.entity in {"CARDINAL", ""}
        return False

    def _draft_nominal(self, token: Token, inside: list[int]) -> Draft:
        first = self._left_edge(token.i)
        last = self._right_edge(token.i, inside)
        draft = self._draft(first, last, token.i, "nominal")
        draft.name = draft.text
        draft.plural = token.tag in {"NNS", "NNPS"} or token.lemma == "people" or token.text.lower() in (
            _QUANTIFIERS - {"one", "another", "accused", "latter", "former"}
        )
        draft.determiner = self._determiner(token.i, first)
        draft.words = tuple(t.lemma for t in self.tokens[first : token.i + 1] if t.pos not in {"DET", "PUNCT"})
        draft.gender = self.lexicon.genders.get(token.lemma, "")
        return draft

    def _left_edge(self, i: int) -> int:
        edge = i
        for child in reversed(self.children[i]):
            if child > i:
                continue
            if self.tokens[child].dep not in _LEFT:
                break
            start = self._subtree_start(child)
            end = self._subtree_end(child)
            if end != edge - 1 and not (start <= edge <= end):
                break
            edge = min(edge, start)
        while edge < i and (self.tokens[edge].pos in {"PUNCT", "CCONJ", "SPACE"}):
            edge += 1
        return edge

    def _subtree_start(self, i: int) -> int:
        return min([i, *(self._subtree_start(c) for c in self.children[i])])

    def _subtree_end(self, i: int) -> int:
        return max([i, *(self._subtree_end(c) for c in self.children[i])])

    def _right_edge(self, i: int, inside: list[int], depth: int = 0) -> int:
        edge = i
        for child in self.children[i]:
            token = self.tokens[child]
            if child < i:
                continue
            if child != edge + 1 or token.dep != "prep" or depth > 3:
                if token.dep == "prep" or child <= edge:
                    continue
                break
            if token.lemma not in _PART:
                break
            objects = [c for c in self.children[child] if self.tokens[c].dep == "pobj"]
            if not objects or self.tokens[objects[0]].entity in {"DATE", "TIME"}:
                break
            edge = self._right_edge(objects[0], inside, depth + 1)
            while edge + 1 < len(inside) and inside[edge] >= 0 and inside[edge + 1] == inside[edge]:
                edge += 1
        return edge

    def _determiner(self, i: int, first: int) -> str:
        for child in self.children[i]:
            token = self.tokens[child]
            if child >= i:
                break
            lower = token.text.lower()
            if token.dep in {"det", "predet"}:
                if lower == "the":
                    return "the"
                if lower in {"this", "that", "these", "those"}:
                    return "this"
                if lower in {"a", "an", "another"}:
                    return "a"
                return "all" if lower in {"all", "both"} else "some"
            if token.dep == "poss":
                return "poss"
            if lower in {"such", "said"}:
                return "this"
        return ""

    # --- pronouns -------------------------------------------------------------------------------

    def _draft_pronoun(self, token: Token) -> Draft:
        draft = self._draft(token.i, token.i, token.i, "pronoun")
        draft.words = (token.text.lower(),)
        draft.gender, draft.plural, _ = PRONOUNS[draft.words[0]]
        draft.name = draft.text
        return draft

    def _is_expletive(self, token: Token) -> bool:
        """'It' that refers to nothing: 'it is to be noted that', 'it is clear that'."""
        if token.dep == "expl":
            return True
        head = self.tokens[token.head]
        if token.dep not in {"nsubj", "nsubjpass"}:
            return False
        kin = [self.tokens[c] for c in self.children[head.i]]
        if any(k.dep == "csubj" for k in kin):
            return True
        clausal = any(
            k.i > head.i and k.dep in {"ccomp", "xcomp", "advcl", "acl"} and k.pos in {"VERB", "AUX"} for k in kin
        )
        if head.lemma == "be":
            complements = [k for k in kin if k.dep in {"acomp", "attr"}]
            return any(k.dep == "acomp" for k in complements) and (
                clausal or any(self.tokens[c].dep in {"xcomp", "ccomp"} for k in complements for c in self.children[k.i])
            )
        return (
            token.dep == "nsubjpass"
            and clausal
            or (head.lemma in {"seem", "appear", "happen", "turn"} and clausal)
            or head.lemma in {"rain", "snow", "take"} and clausal
        )

    # --- all ------------------------------------------------------------------------------------

    def _draft(self, first: int, last: int, head: int, form: str) -> Draft:
        start, end = self.tokens[first].start, self.tokens[last].end
        dep = self._role(head)
        rank = 0 if dep in _SUBJECTS else 1 if dep in _OBJECTS else 2
        return Draft(
            sentence=self.sentence.index, first=first, last=last, head=head,
            start=start, end=end, text=self.text[start:end], form=form, rank=rank,  # type: ignore[arg-type]
        )

    def _role(self, i: int) -> str:
        """The relation of `i`, of its first conjunct, or of the 'by' that it is the object of."""
        token = self.tokens[i]
        for _ in range(6):
            if token.dep not in {"conj", "appos", "compound"}:
                break
            token = self.tokens[token.head]
        if token.dep == "pobj" and self.tokens[token.head].dep == "agent":
            return "agent"
        return token.dep
