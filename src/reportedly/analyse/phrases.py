"""Sentence → drafts of its mentions: names, nominal phrases and referring pronouns.

The span of a nominal runs from its leftmost modifier through the restrictive 'of', 'in' and 'from'
phrases; appositions, relative and participial clauses and coordinated phrases stay outside.
"""

import re

from reportedly.analyse.casing import Casing
from reportedly.analyse.draft import Draft
from reportedly.analyse.lexicon import Lexicon, Words, split_words
from reportedly.analyse.names import NameSpan, find_names
from reportedly.analyse.pronouns import PRONOUNS, is_expletive
from reportedly.records import Form, Sentence, Token

_LEFT = frozenset("det amod compound nummod poss nmod quantmod predet npadvmod advmod".split())
_PART = frozenset(
    {"of", "in", "from", "at", "near", "outside", "along", "across", "inside", "around"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
_OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
_ARGUMENTS = _SUBJECTS | _OBJECTS | {"pobj", "conj", "appos", "poss", "ROOT", "npadvmod", "pcomp"}
_LOOSE = frozenset({"dep", "meta", "acl", "relcl", "ccomp", "advcl", "nmod"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "punct"})
_TIMES = frozenset({"DATE", "TIME", "PERCENT"})
_INDEFINITE = frozenset(
    "some many several others other both most all few one two three four five six seven eight nine "
    "ten those another none dozens hundreds thousands everyone someone nobody anyone somebody "
    "everybody half".split()
)
_CONDITIONS = frozenset(
    "wounded injured dead accused missing poor elderly disabled detained displaced latter".split()
)
_SINGLE = frozenset({"one", "another", "accused", "latter", "someone", "nobody", "anyone"})
_QUANTIFYING = frozenset(
    "more less at nearly about almost over around approximately roughly some only least most up "
    "between than under close exactly just".split()
)
_PREFIXED = re.compile(r"(?:[A-Z]\.){2,}(?=-)|[A-Z]{2,6}(?=-[a-z])")


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
        self.inside = [-1] * len(sentence.tokens)

    def read(self, names: list[NameSpan]) -> list[Draft]:
        drafts: list[Draft] = []
        for n, span in enumerate(names):
            if span.is_title or self._is_modifier_only(span):
                continue
            drafts.append(self._draft_name(span))
            if not span.nested:
                self.inside[span.first : span.last + 1] = [n] * (span.last + 1 - span.first)
        titles = {span.last for span in names if span.is_title}
        for token in self.tokens:
            if self.inside[token.i] >= 0:
                continue
            if token.pos == "PRON" and token.text.lower() in PRONOUNS:
                if not is_expletive(token, self.sentence):
                    drafts.append(self._draft_pronoun(token))
            elif token.i in titles or self._heads_nominal(token):
                drafts.append(self._draft_nominal(token))
        return drafts

    # --- names ----------------------------------------------------------------------------------

    def _is_modifier_only(self, span: NameSpan) -> bool:
        """'Kurdish' in 'Kurdish fighters' names nobody and no place."""
        token = self.tokens[span.first]
        return (
            span.first == span.last
            and token.text.lower() in self.lexicon.ethnic
            and (token.dep in _MODIFIERS or token.pos == "ADJ")
        )

    def _without_stance(self, span: NameSpan) -> NameSpan:
        """'pro-Kardan Coral League': the League is not called Kardan."""
        before = [t.text.lower() for t in self.tokens[max(span.first - 2, 0) : span.first]]
        if span.last > span.first and before in (["pro", "-"], ["anti", "-"], ["non", "-"]):
            return span._replace(first=span.first + 1)
        return span

    def _draft_name(self, span: NameSpan) -> Draft:
        span = self._without_stance(span)
        draft = self._draft(span.first, span.last, self._head_of(span), "name")
        prefix = _PREFIXED.match(draft.text) if span.first == span.last else None
        if prefix:
            draft.end, draft.text = draft.start + prefix.end(), prefix.group()
        draft.words = split_words(draft.text)
        draft.titles, draft.nested, draft.name = span.titles, span.nested, draft.text
        words = tuple(t.text.lower() for t in self.tokens[draft.first : draft.last + 1])
        if span.demonym or draft.words in self.lexicon.demonyms:
            self._settle_demonym(draft, words if span.demonym else draft.words)
        elif len(words) == 1 and words[0] in self.lexicon.ethnic:
            draft.demonym = draft.settled = True
            draft.kind, draft.plural = "population", words[0].endswith("s")
        draft.roles = (*draft.titles, *self._nouns_before(span), *self._nouns_about(draft))
        for word in draft.roles:
            draft.gender = draft.gender or self.lexicon.genders.get(word, "")
        if not draft.gender and draft.words:
            draft.gender = self.lexicon.given_names.get(draft.words[0], "")
        return draft

    def _settle_demonym(self, draft: Draft, words: Words) -> None:
        head = self.tokens[draft.head]
        is_noun = head.dep in _ARGUMENTS - {"poss", "appos", "conj"}
        draft.demonym = draft.settled = True
        if words in self.lexicon.peoples or (is_noun and head.tag in {"NNS", "NNPS"}):
            draft.kind, draft.plural = "population", head.text.endswith("s")
            return
        draft.kind = "place"
        draft.name = self.lexicon.demonyms.get(words, draft.text)

    def _nouns_before(self, span: NameSpan) -> list[str]:
        """Lower-case nouns directly before a name: 'Kestrian militant Orlan Daskeva'."""
        found: list[str] = []
        i = span.first - 1
        while i >= 0 and self.tokens[i].pos == "NOUN" and self.tokens[i].head >= i:
            found.append(self.tokens[i].lemma)
            i -= 1
        return found

    def _nouns_about(self, draft: Draft) -> list[str]:
        """Nouns in apposition or predicated of the name, or that it stands by: 'village of X'."""
        found = [
            self.tokens[c].lemma
            for c in self.children[draft.head]
            if self.tokens[c].dep == "appos" and self.tokens[c].pos in {"NOUN", "PROPN"}
        ]
        head = self.tokens[draft.head]
        governor = self.tokens[head.head]
        if head.dep in {"appos", "compound"} and governor.pos == "NOUN":
            found.append(governor.lemma)
        elif head.dep == "pobj" and governor.lemma == "of":
            found.append(self.tokens[governor.head].lemma)
        elif head.dep == "nsubj" and governor.lemma == "be":
            found += [
                self.tokens[c].lemma
                for c in self.children[governor.i]
                if self.tokens[c].dep == "attr"
            ]
        return found

    def _head_of(self, span: NameSpan) -> int:
        """The token of the span whose head lies outside it; the last one when there are several."""
        heads = [
            i
            for i in range(span.first, span.last + 1)
            if not span.first <= self.tokens[i].head <= span.last or self.tokens[i].head == i
        ]
        best = [
            i
            for i in heads
            if self.tokens[i].dep in _ARGUMENTS and self.tokens[i].pos not in {"PUNCT", "DET"}
        ]
        return (best or heads or [span.last])[-1]

    # --- nominals -------------------------------------------------------------------------------

    def _heads_nominal(self, token: Token) -> bool:
        lower = token.text.lower()
        if token.pos in {"NOUN", "PROPN"} or (token.pos == "ADJ" and token.tag == "NN"):
            return self._is_noun_head(token)
        if token.tag == "VBG" and token.dep == "pcomp":
            return self.lexicon.nouns.get(lower) == "activity"
        if token.dep not in _ARGUMENTS or token.dep == "npadvmod":
            return False
        if token.entity in {"MONEY", "ORDINAL", "DATE", "TIME", "PERCENT"}:
            return False
        if lower in _INDEFINITE:
            return token.pos in {"PRON", "NUM", "ADJ", "DET", "NOUN"}
        if lower in _CONDITIONS:
            return bool(self._determiner(token.i))
        return (
            token.pos == "NUM"
            and token.dep in {"nsubj", "nsubjpass", "dobj"}
            and not token.text.endswith(".")
        )

    def _is_noun_head(self, token: Token) -> bool:
        if self._opens_own_phrase(token.i):
            return True
        if token.dep in _MODIFIERS or not token.text[0].isalnum() or self._opens_compound(token.i):
            return False
        if token.entity in _TIMES and token.dep != "nsubj":
            return False
        if token.lemma in self.lexicon.idle_nouns:
            return False
        if token.pos == "PROPN" and token.lemma not in self.lexicon.nouns:
            return False
        top = token
        while top.dep == "conj":
            top = self.tokens[top.head]
        if top.dep in _MODIFIERS and top is not token:
            return False
        return token.dep in _ARGUMENTS or token.dep in _LOOSE

    def _touches(self, i: int) -> bool:
        return i + 1 < len(self.tokens) and self.tokens[i].end == self.tokens[i + 1].start

    def _opens_compound(self, i: int) -> bool:
        """The left part of a hyphenated word, except a kin word ('brother-in-law')."""
        if not (self._touches(i) and self.tokens[i + 1].text == "-" and self._touches(i + 1)):
            return self._closes_kin(i)
        return self.tokens[i + 2].text != "in"

    def _closes_kin(self, i: int) -> bool:
        return i >= 2 and self.tokens[i].text == "law" and self.tokens[i - 1].text == "-"

    def _draft_nominal(self, token: Token) -> Draft:
        first = self._left_edge(token.i)
        last = self._right_edge(token.i)
        draft = self._draft(first, last, token.i, "nominal")
        draft.name = draft.text
        lower = token.text.lower()
        draft.plural = (
            token.tag in {"NNS", "NNPS"}
            or token.lemma == "people"
            or (lower in _INDEFINITE | _CONDITIONS and lower not in _SINGLE)
            or token.pos == "NUM"
        )
        draft.determiner = self._determiner(token.i)
        draft.words = tuple(
            t.lemma for t in self.tokens[first : token.i + 1] if t.pos not in {"DET", "PUNCT"}
        )
        lemma = token.lemma + ("-in-law" if last > token.i and self._closes_kin(last) else "")
        draft.gender = self.lexicon.genders.get(lemma, "")
        draft.roles = (lemma,)
        return draft

    def _left_edge(self, i: int) -> int:
        edge = i
        while edge >= 2 and self.tokens[edge - 1].text == "-" and self._touches(edge - 1):
            if not self._touches(edge - 2):
                break
            edge -= 2
        for child in reversed(self.children[i]):
            if child >= edge:
                continue
            token = self.tokens[child]
            if token.dep == "punct" and token.text in {"-", '"', ","} and child == edge - 1:
                edge = child
                continue
            if token.dep not in _LEFT or token.tag in _FINITE or token.text[0] in "([":
                break
            start, end = self._extent(child)
            if end < edge - 1:
                break
            if self._opens_own_phrase(child):
                edge = min(c for c in (*self.children[child], edge) if c > child)
                break
            edge = min(edge, start)
        while edge and self.inside[edge] >= 0 and self.inside[edge - 1] == self.inside[edge]:
            edge -= 1
        return self._trim_left(edge, i)

    def _opens_own_phrase(self, child: int) -> bool:
        """'population' in 'the population and security forces': no modifier but a conjunct."""
        token = self.tokens[child]
        return (
            token.dep == "nmod"
            and self.lexicon.nouns.get(token.lemma) == "population"
            and any(self.tokens[c].dep == "cc" for c in self.children[child])
        )

    def _trim_left(self, edge: int, i: int) -> int:
        while edge < i:
            token = self.tokens[edge]
            is_adverb = (
                token.pos == "ADV" or token.tag == "EX"
            ) and token.text.lower() not in _QUANTIFYING
            if not is_adverb and token.pos not in {"PUNCT", "CCONJ", "SPACE"}:
                break
            edge += 1
        return edge

    def _extent(self, i: int) -> tuple[int, int]:
        first = last = i
        for c in self.children[i]:
            a, b = self._extent(c)
            first, last = min(first, a), max(last, b)
        return first, last

    def _right_edge(self, i: int, depth: int = 0) -> int:
        edge = i
        if self._touches(i) and i + 4 < len(self.tokens) and self._closes_kin(i + 4):
            edge = i + 4
        for child in self.children[i]:
            token = self.tokens[child]
            if child <= edge:
                continue
            if token.dep != "prep":
                break
            if child != edge + 1 or depth > 3 or token.lemma not in _PART:
                continue
            if token.lemma != "of" and self._is_body(i):
                break
            objects = [c for c in self.children[child] if self.tokens[c].dep == "pobj"]
            if not objects or self.tokens[objects[0]].entity in {"DATE", "TIME"}:
                break
            edge = self._right_edge(objects[0], depth + 1)
            while (
                edge + 1 < len(self.inside)
                and self.inside[edge] >= 0
                and self.inside[edge + 1] == self.inside[edge]
            ):
                edge += 1
        return edge

    def _is_body(self, i: int) -> bool:
        """'The movement in Dreshan': a definite body is known; 'in' says where it acts."""
        kind = self.lexicon.nouns.get(self.tokens[i].lemma)
        return kind in {"group", "organization"} and self._determiner(i) in {"the", "this"}

    def _determiner(self, i: int) -> str:
        for child in self.children[i]:
            token = self.tokens[child]
            if child >= i:
                break
            lower = token.text.lower()
            if token.dep == "poss":
                return "poss"
            if lower in {"such", "said"}:
                return "this"
            if token.dep in {"det", "predet"}:
                return _DETERMINERS.get(lower, "some")
        return ""

    # --- pronouns and all -------------------------------------------------------------------------

    def _draft_pronoun(self, token: Token) -> Draft:
        draft = self._draft(token.i, token.i, token.i, "pronoun")
        draft.words = (token.text.lower(),)
        draft.gender, draft.plural, _ = PRONOUNS[draft.words[0]]
        if draft.gender in {"m", "f"}:
            draft.kind = "person"
        draft.name = draft.text
        return draft

    def _draft(self, first: int, last: int, head: int, form: Form) -> Draft:
        start, end = self.tokens[first].start, self.tokens[last].end
        dep = self._role(head)
        return Draft(
            sentence=self.sentence.index,
            first=first,
            last=last,
            head=head,
            start=start,
            end=end,
            text=self.text[start:end],
            form=form,
            rank=0 if dep in _SUBJECTS else 1 if dep in _OBJECTS else 2,
        )

    def _role(self, i: int) -> str:
        """The relation of `i`, of its first conjunct, or of the 'by' that it is the object of."""
        token = self.tokens[i]
        while token.dep in {"conj", "appos", "compound"}:
            token = self.tokens[token.head]
        if token.dep == "pobj" and self.tokens[token.head].dep == "agent":
            return "agent"
        return token.dep


_DETERMINERS = {
    "the": "the",
    "this": "this",
    "that": "this",
    "these": "this",
    "those": "this",
    "a": "a",
    "an": "a",
    "another": "a",
    "all": "all",
    "both": "all",
    "each": "all",
    "every": "all",
    "no": "no",
    "any": "some",
}
