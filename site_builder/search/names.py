"""Writes the names of pairs and of their words, millions of them at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from site_builder.search.index import Numbers
from site_builder.search.packing import Parts, escaped

_WIDTH = 24  # bytes of a word that are compared with the word before


@dataclass(frozen=True, slots=True)
class WordNames:
    """Words laid end to end, to be written by their numbers."""

    words: list[bytes]
    letters: npt.NDArray[np.uint8]
    begins: Numbers
    sizes: Numbers
    matrix: npt.NDArray[np.uint8]

    def parts(self, numbers: Numbers) -> Parts:
        """Write words: what each shares with the one before, and what it adds."""
        shared = np.zeros(numbers.size, dtype=np.int64)
        if numbers.size:
            shared[1:] = self._shared(numbers[:-1], numbers[1:])
        added = self.sizes[numbers] - shared
        shift = self.begins[numbers] + shared - (np.cumsum(added) - added)
        rows = np.arange(int(added.sum())) + np.repeat(shift, added)
        return [escaped(shared), escaped(added), self.letters[rows].tobytes()]

    def _shared(self, one: Numbers, two: Numbers) -> Numbers:
        """Give how many leading bytes word one[i] shares with word two[i]."""
        same = self.matrix[one] == self.matrix[two]
        run = np.where(same.all(axis=1), _WIDTH, same.argmin(axis=1))
        return np.minimum(run, np.minimum(self.sizes[one], self.sizes[two]))


def word_names(words: list[str]) -> WordNames:
    """Lay words out."""
    encoded = [word.encode() for word in words]
    sizes = np.array([len(word) for word in encoded], dtype=np.int64)
    padded = b"".join(word[:_WIDTH].ljust(_WIDTH, b"\0") for word in encoded)
    matrix = np.frombuffer(padded, dtype=np.uint8).reshape(-1, _WIDTH)
    return WordNames(encoded, np.frombuffer(b"".join(encoded), dtype=np.uint8), np.cumsum(sizes) - sizes, sizes, matrix)


def offsets(sizes: Numbers) -> Numbers:
    """Give where each of consecutive parts begins, and the end."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))


def ranges(begins: Numbers, chosen: Numbers) -> Numbers:
    """List what some parts hold, of which part n holds from begins[n] to begins[n + 1]."""
    sizes = begins[chosen + 1] - begins[chosen]
    return np.repeat(begins[chosen] - offsets(sizes)[:-1], sizes) + np.arange(int(sizes.sum()))
