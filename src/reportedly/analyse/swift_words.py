"""Words → their vectors as a pipeline computes them, each word of a batch once.

A pipeline looks words up and weighs them one by one before it weighs them in their surroundings. What
comes of that hangs on the word, its norm and the blank after it, and two words in three of a batch
have been there before.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc
from thinc.api import Model

_KNOWN = frozenset({"NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE", "LOWER", "ORTH"})
"""What a word's vector may hang on for one word to stand for all that are alike in the key."""
_KEY = [ORTH, NORM, SPACY]


def share_words(model: Any) -> None:
    """Let every table of words within a component's `model` look each word of a batch up once.

    A table that asks for more than is known of a word stays as it is; `None` has none.
    """
    nodes = [] if model is None else [node for node in model.walk() if node.has_ref("embed")]
    for node in filter(_can_be_shared, nodes):
        node.layers[0] = Model("distinct_words", _look_up, layers=[node.layers[0]])


def _can_be_shared(node: Any) -> bool:
    embed = node.get_ref("embed")
    columns = {c for layer in embed.walk() for c in layer.attrs.get("columns", ())}
    return bool(node.layers and node.layers[0] is embed and columns and columns <= _KNOWN)


def _look_up(
    model: Any, docs: Sequence[Doc], is_train: bool
) -> tuple[list[NDArray[np.float32]], Callable[[Any], Any]]:
    [embed] = model.layers
    lengths = [len(doc) for doc in docs]
    if is_train or not any(lengths):
        result: tuple[Any, Any] = embed(docs, is_train)
        return result
    table = np.concatenate([doc.to_array(_KEY) for doc in docs])
    firsts, places = _find_distinct(table)
    [vectors] = embed.predict([_list_words(docs[0].vocab, table[firsts])])
    return np.split(vectors[places], np.cumsum(lengths)[:-1]), lambda _: []


def _find_distinct(table: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return one row of each kind of row, and for every row the number of its kind."""
    order = np.lexsort(table.T)
    ordered = table[order]
    begins = np.concatenate(([True], (ordered[1:] != ordered[:-1]).any(axis=1)))
    places = np.empty(len(table), dtype=np.int64)
    places[order] = begins.cumsum() - 1
    return order[begins], places


def _list_words(vocab: Any, rows: NDArray[np.uint64]) -> Doc:
    """A document of words that are what the rows say of them."""
    words = [vocab.strings[orth] for orth in rows[:, 0].tolist()]
    doc = Doc(vocab, words=words, spaces=rows[:, 2].astype(bool).tolist())
    for i in np.flatnonzero(doc.to_array(NORM) != rows[:, 1]).tolist():
        doc[i].norm_ = vocab.strings[int(rows[i, 1])]
    return doc
