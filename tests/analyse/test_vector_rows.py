"""Word vectors that are held small are those of the files."""

from pathlib import Path

import numpy as np
import pytest
import srsly
from spacy.strings import StringStore
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from reportedly.analyse.vector_rows import read_vectors

WORDS = ("the", "attack", "Keth", "denied", "a", "zebra")
ROWS = (2, 0, 1, 2, 3, 300)


def hash_string(word: str) -> int:
    return StringStore().add(word)


@pytest.fixture
def plain() -> Vectors:
    """Vectors as spaCy holds them; two words have the same row."""
    numbers = np.arange(301 * 4, dtype=np.float32).reshape(301, 4)
    vectors = Vectors(data=numbers, name="made")
    for word, row in zip(WORDS, ROWS, strict=True):
        vectors.add(hash_string(word), row=row)
    return vectors


@pytest.fixture
def folder(plain: Vectors, tmp_path: Path) -> Path:
    (tmp_path / "vocab").mkdir()
    plain.to_disk(tmp_path / "vocab")
    return tmp_path


def get_vectors(folder: Path) -> Vectors:
    found = read_vectors(folder)
    assert found is not None
    return found


def test_a_word_has_the_row_that_it_has_in_the_file(folder: Path) -> None:
    rows = get_vectors(folder).key2row
    assert dict(rows) == {hash_string(word): row for word, row in zip(WORDS, ROWS, strict=True)}
    assert len(rows) == len(WORDS)
    for absent in (hash_string("Ombredal"), 0, 2**64 - 1):
        assert absent not in rows
        assert rows.get(absent) is None
        assert rows.get(absent, -1) == -1
        with pytest.raises(KeyError):
            rows[absent]


def test_vectors_are_found_as_in_those_that_spacy_reads(folder: Path, plain: Vectors) -> None:
    vectors = get_vectors(folder)
    keys = [hash_string(word) for word in (*WORDS, "Ombredal")]
    assert vectors.find(keys=keys).tolist() == plain.find(keys=keys).tolist()
    for word in WORDS:
        assert vectors[word].tolist() == plain[word].tolist()
        assert hash_string(word) in vectors
    assert hash_string("Ombredal") not in vectors
    assert (vectors.shape, vectors.n_keys) == ((301, 4), len(WORDS))


def test_a_word_that_spacy_gives_a_vector_has_it_and_the_file_stays(folder: Path) -> None:
    before = (folder / "vocab" / "vectors").read_bytes()
    vocab, vectors = Vocab(), get_vectors(folder)
    vocab.vectors = vectors
    for number, word in enumerate(("Ombredal", "Keth", "Tarrubel")):
        vocab.set_vector(word, np.full(4, number, dtype=np.float32))  # type: ignore[arg-type]
    assert [vectors[w].tolist() for w in ("Ombredal", "Keth", "Tarrubel")] == [
        [n] * 4 for n in range(3)
    ]
    assert vectors["attack"].tolist() == [0, 1, 2, 3]
    assert vectors["zebra"].tolist() == [1200, 1201, 1202, 1203]
    assert (folder / "vocab" / "vectors").read_bytes() == before
    again = get_vectors(folder)
    assert again["Keth"].tolist() == [4, 5, 6, 7]
    assert hash_string("Ombredal") not in again


def test_a_pipeline_without_word_vectors_has_none(tmp_path: Path) -> None:
    assert read_vectors(tmp_path) is None


def test_vectors_of_another_kind_are_left_to_spacy(folder: Path) -> None:
    srsly.write_json(folder / "vocab" / "vectors.cfg", {"mode": "floret", "minn": 3, "maxn": 5})
    assert read_vectors(folder) is None
