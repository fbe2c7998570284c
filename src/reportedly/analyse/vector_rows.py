"""A folder of a spaCy pipeline → its word vectors, held small and read once for all who load it.

spaCy reads which word has which row into a dictionary of half a million Python numbers, which takes ten
times the room of the numbers. Here they stand in two arrays, and the rows themselves stay in their file,
which processes of one machine share. What is looked up is the same. A word of two tokens that are made
one gets a vector from spaCy: the rows go into memory with the first of these.
"""

from array import array
from bisect import bisect_left
from collections.abc import ItemsView, Iterator, MutableMapping, ValuesView
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.vectors import Vectors
from srsly.msgpack import Unpacker

_KEYS, _ROWS, _SETTINGS = "key2row", "vectors", "vectors.cfg"


class Rows(MutableMapping[int, int]):
    """The row of each word that has a vector, by the hash of the word; a few may be added."""

    def __init__(self, keys: NDArray[np.uint64], rows: NDArray[np.uint64]) -> None:
        order = keys.argsort()
        self._keys, self._rows = array("Q"), array("I")
        self._keys.frombytes(keys[order].tobytes())
        self._rows.frombytes(rows[order].astype(np.uintc).tobytes())
        self._added: dict[int, int] = {}

    def get(self, key: int, default: Any = None) -> Any:
        """Return the row of a word, or `default` where it has no vector."""
        place = bisect_left(self._keys, key)
        if place < len(self._keys) and self._keys[place] == key:
            return self._rows[place]
        return self._added.get(key, default)

    def __getitem__(self, key: int) -> int:
        row = self.get(key)
        if row is None:
            raise KeyError(key)
        return int(row)

    def __setitem__(self, key: int, row: int) -> None:
        place = bisect_left(self._keys, key)
        if place < len(self._keys) and self._keys[place] == key:
            self._rows[place] = row
        else:
            self._added[key] = row

    def __delitem__(self, key: int) -> None:
        del self._added[key]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int | np.integer) and self.get(int(key)) is not None

    def __iter__(self) -> Iterator[int]:
        return chain(self._keys, self._added)

    def __len__(self) -> int:
        return len(self._keys) + len(self._added)

    def values(self) -> ValuesView[int]:
        """Return the rows: one that several words share comes as often."""
        return _Values(self)

    def items(self) -> ItemsView[int, int]:
        """Return words and rows."""
        return _Items(self)

    def list_rows(self) -> Iterator[int]:
        """Yield the row of each word, in the order of the words."""
        return chain(self._rows, self._added.values())

    def copy(self) -> "Rows":
        """Return these rows: spaCy copies them to take out those that a smaller table has not."""
        return self


class _Values(ValuesView[int]):
    """As they stand: one by one they would be looked up, which takes a second."""

    _mapping: Rows

    def __iter__(self) -> Iterator[int]:
        return self._mapping.list_rows()


class _Items(ItemsView[int, int]):
    _mapping: Rows

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._mapping, self._mapping.values(), strict=True)


def read_vectors(folder: Path) -> Vectors | None:
    """Return the word vectors of a pipeline's folder; none where it has none, or of another kind.

    Raises `OSError` and `ValueError` where the files cannot be read.
    """
    folder = folder / "vocab"
    if not all((folder / name).is_file() for name in (_KEYS, _ROWS, _SETTINGS)):
        return None
    if srsly.read_json(folder / _SETTINGS) != {"mode": "default"}:
        return None
    # What is written to them ("c") is this process's own and does not go into the file.
    data = np.load(folder / _ROWS, mmap_mode="c", allow_pickle=False)
    vectors = Vectors(data=data.view(np.ndarray))
    vectors.key2row = _read_rows(folder / _KEYS)
    return vectors


def _read_rows(path: Path) -> Rows:
    with path.open("rb") as file:
        unpacker = Unpacker(file)
        count = 2 * unpacker.read_map_header()
        numbers = np.fromiter(islice(unpacker, count), dtype=np.uint64, count=count)
    return Rows(numbers[::2], numbers[1::2])
