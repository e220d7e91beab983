"""Writes the names of a shard's entries, those of millions of pairs at once."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from site_builder.search.index import Numbers, PairPostings
from site_builder.search.packing import Parts, escaped

_WIDTH = 24  # bytes of a word that are compared with the word before
_TIE = b"\xe2\x81\x80"
_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class PairNames:
    """The pairs' names `left⁀right`, each written as what it adds to the name before it."""

    shared: Numbers
    added: Numbers
    added_at: Numbers
    letters: npt.NDArray[np.uint8]
    words: list[bytes]
    pairs: PairPostings

    def name(self, number: int) -> bytes:
        """Give a pair's whole name."""
        left, right = int(self.pairs.left[number]), int(self.pairs.right[number])
        return self.words[left] + _TIE + self.words[right]

    def taken(self, start: int, end: int) -> Parts:
        """Write the names of pairs start to end, the first one in full."""
        first = self.name(start)
        shared, added = self.shared[start:end].copy(), self.added[start:end].copy()
        rest = self.letters[self.added_at[start + 1] : self.added_at[end]]
        shared[0], added[0] = 0, len(first)
        return [escaped(shared), escaped(added), first + rest.tobytes()]


def _flat(words: list[bytes]) -> tuple[npt.NDArray[np.uint8], Numbers, Numbers]:
    """Lay words end to end; give the letters, where each word begins and how long it is."""
    sizes = np.array([len(word) for word in words], dtype=np.int64)
    return np.frombuffer(b"".join(words), dtype=np.uint8), np.cumsum(sizes) - sizes, sizes


def _matrix(words: list[bytes]) -> npt.NDArray[np.uint8]:
    padded = b"".join(word[:_WIDTH].ljust(_WIDTH, b"\0") for word in words)
    return np.frombuffer(padded, dtype=np.uint8).reshape(-1, _WIDTH)


def _shared(words: npt.NDArray[np.uint8], sizes: Numbers, one: Numbers, two: Numbers) -> Numbers:
    """Give how many leading bytes word one[i] shares with word two[i]."""
    out = np.zeros(one.size, dtype=np.int64)
    for start in range(0, one.size, _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        same = words[one[part]] == words[two[part]]
        run = np.where(same.all(axis=1), _WIDTH, same.argmin(axis=1))
        out[part] = np.minimum(run, np.minimum(sizes[one[part]], sizes[two[part]]))
    return out


def pair_names(pairs: PairPostings) -> PairNames:
    """Work out all names of all pairs."""
    words = [word.encode() for word in pairs.words]
    letters, begins, sizes = _flat([*words, _TIE])
    tie = len(words)
    matrix = _matrix(words)
    left, right = pairs.left, pairs.right
    before, here = slice(None, -1), slice(1, None)
    same_left = np.concatenate((np.zeros(min(1, left.size), bool), left[here] == left[before]))
    in_left = np.concatenate((np.zeros(min(1, left.size), np.int64), _shared(matrix, sizes, left[before], left[here])))
    in_right = np.concatenate((np.zeros(min(1, left.size), np.int64), _shared(matrix, sizes, right[before], right[here])))
    shared = np.where(same_left, sizes[left] + sizes[tie] + in_right, in_left) if left.size else in_left
    right_from = np.where(same_left, in_right, 0)
    left_from = np.where(same_left, sizes[left], in_left) if left.size else in_left
    pieces = np.stack((begins[left] + left_from, np.full(left.size, begins[tie]), begins[right] + right_from), axis=1)
    lengths = np.stack(
        (sizes[left] - left_from, np.where(same_left, 0, sizes[tie]), sizes[right] - right_from), axis=1
    )
    added = lengths.sum(axis=1)
    return PairNames(shared, added, _offsets(added), _gathered(letters, pieces.ravel(), lengths.ravel()), words, pairs)


def _offsets(sizes: Numbers) -> Numbers:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))


def _gathered(letters: npt.NDArray[np.uint8], begins: Numbers, sizes: Numbers) -> npt.NDArray[np.uint8]:
    """Copy pieces of `letters` one after another."""
    kept = sizes > 0
    begins, sizes = begins[kept], sizes[kept]
    shift = begins - (np.cumsum(sizes) - sizes)
    found: npt.NDArray[np.uint8] = letters[np.arange(int(sizes.sum())) + np.repeat(shift, sizes)]
    return found


def checksums(words: list[bytes]) -> Numbers:
    """Give a number for each word that depends on nothing but its letters."""
    return np.array([zlib.crc32(word) for word in words], dtype=np.int64)
