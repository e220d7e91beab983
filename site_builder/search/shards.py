"""Cuts the postings into shards: those of words, those of pairs, and the bare vocabulary.

A shard holds consecutive entries: their names, how many documents hold each, the names of the files
of long families (see frequent.py), and the postings of all others. client/shards.js reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from site_builder.search import cutting, frequent, names
from site_builder.search.analysis import TIE
from site_builder.search.columns import Columns, document_parts, pair_columns, weight_parts, word_columns
from site_builder.search.directory import Directory, Shard, directory
from site_builder.search.index import Index, Numbers
from site_builder.search.packing import Packed, Parts, escaped, front_coded, pack, varint
from site_builder.search.weights import Reals, average_lengths

STEM, OUTSIDE = 1, 2  # flags of an entry
POSTING, NAME = 2.7, 0.8  # about how many bytes a posting and a letter come to when compressed
SMALLEST = 2_500  # bytes of a shard, compressed, however few records there are
VOCABULARY = 20_000  # bytes of a shard of the vocabulary, not compressed


@dataclass(frozen=True, slots=True)
class Shelf:
    """The shards of one kind, the way to them, and the files of long families."""

    way: Directory
    shards: list[Shard]
    long: list[Packed]

    def files(self) -> list[Packed]:
        """Give every file of the shelf."""
        return [*self.way.pages, *(shard.packed for shard in self.shards), *self.long]


def _reference(files: list[Packed]) -> bytes:
    return bytes([len(files)]) + b"".join(packed.name for packed in files)


def _contents(named: Parts, kinds: Numbers, columns: Columns, references: list[bytes]) -> Parts:
    """Write a shard; entries flagged OUTSIDE have their postings elsewhere."""
    sizes = np.diff(columns.starts)
    inside = columns.chosen(np.repeat(kinds & OUTSIDE == 0, sizes))
    flags = kinds.astype(np.uint8).tobytes()
    about = [varint(kinds.size), *named, flags, escaped(sizes), b"".join(references)]
    return [*about, *document_parts(inside), *weight_parts(inside)]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words' entries with all that is needed to write a span of them."""

    index: Index
    columns: Columns
    kinds: Numbers
    family: Numbers  # where each family's entries begin, and the end
    averages: Reals

    def long_files(self, family: int) -> list[Packed]:
        """Make the files of a long family."""
        start, end = int(self.family[family]), int(self.family[family + 1])
        keys = self.index.words.keys[start:end]
        written = np.array([not is_stem for _, _, is_stem in keys])
        folds = np.array([is_stem or fold != term for fold, term, is_stem in keys])
        entries = frequent.Family(self.columns.taken(start, end), written, folds)
        return frequent.files(entries, self.index.lengths, self.averages)


def _words(index: Index) -> _Words:
    columns, keys = word_columns(index), index.words.keys
    new = [n for n, key in enumerate(keys) if n == 0 or key[0] != keys[n - 1][0]]
    family = np.array([*new, len(keys)], dtype=np.int64)
    sizes = np.diff(columns.starts[family])
    long = np.repeat(sizes >= frequent.long(len(index.ids)), np.diff(family))
    kinds = np.array([STEM if key[2] else 0 for key in keys], dtype=np.int64) + OUTSIDE * long
    return _Words(index, columns, kinds, family, average_lengths(index.lengths))


def _word_shard(words: _Words, start: int, end: int, files: dict[int, list[Packed]]) -> Shard:
    """Write families start to end."""
    first, last = int(words.family[start]), int(words.family[end])
    keys = words.index.words.keys[first:last]
    named = front_coded([term.encode() for _, term, _ in keys])
    references = [_reference(files[n]) for n in range(start, end) if n in files]
    content = _contents(named, words.kinds[first:last], words.columns.taken(first, last), references)
    return Shard(keys[0][0], pack(content))


def _word_costs(words: _Words) -> Numbers:
    names_of = np.array([len(term.encode()) + 3 for _, term, _ in words.index.words.keys])
    postings = np.where(words.kinds & OUTSIDE, 0, np.diff(words.columns.starts))
    costs = names_of * NAME + postings * POSTING
    return np.add.reduceat(costs, words.family[:-1]).astype(np.int64) + 1 if costs.size else costs.astype(np.int64)


def _may_begin(folded: list[str]) -> Numbers:
    return names.checksums([word.encode() for word in folded])


def _shelf_of_words(words: _Words, files: int) -> Shelf:
    costs = _word_costs(words)
    heads = [words.index.words.keys[n][0] for n in words.family[:-1].tolist()]
    size = cutting.target(int(costs.sum()), files, SMALLEST)
    spans = cutting.cut(costs, _may_begin(heads) % cutting.ONE_IN == 0, size)
    sizes = np.diff(words.columns.starts[words.family])
    long = {int(n): words.long_files(int(n)) for n in np.flatnonzero(sizes >= frequent.long(len(words.index.ids)))}
    shards = [_word_shard(words, start, end, long) for start, end in spans]
    return Shelf(directory(shards), shards, [packed for found in long.values() for packed in found])


def _vocabulary(words: _Words) -> Shelf:
    """Write the names of all entries without postings, with how often they come, roughly."""
    keys, sizes = words.index.words.keys, np.diff(words.columns.starts)
    costs = np.array([len(term.encode()) + 3 for _, term, _ in keys], dtype=np.int64)
    costs = np.add.reduceat(costs, words.family[:-1]) if costs.size else costs
    heads = [keys[n][0] for n in words.family[:-1].tolist()]
    shards = []
    for start, end in cutting.cut(costs, _may_begin(heads) % cutting.ONE_IN == 0, VOCABULARY):
        first, last = int(words.family[start]), int(words.family[end])
        named = front_coded([term.encode() for _, term, _ in keys[first:last]])
        magnitude = np.array([int(size).bit_length() for size in sizes[first:last]], dtype=np.uint8)
        flags = (words.kinds[first:last] & STEM).astype(np.uint8)
        parts = [varint(last - first), *named, flags.tobytes(), magnitude.tobytes()]
        shards.append(Shard(keys[first][0], pack(parts)))
    return Shelf(directory(shards), shards, [])


def _long_pairs(index: Index, columns: Columns, averages: Reals) -> dict[int, list[Packed]]:
    no, yes = np.array([False]), np.array([True])
    long = np.flatnonzero(np.diff(columns.starts) >= frequent.long(len(index.ids))).tolist()
    families = ((n, frequent.Family(columns.taken(n, n + 1), no, yes)) for n in long)
    return {n: frequent.files(family, index.lengths, averages) for n, family in families}


def _pair_shards(index: Index, files: int) -> Iterator[tuple[Shard, list[Packed]]]:
    columns, named = pair_columns(index), names.pair_names(index.pairs)
    sizes = np.diff(columns.starts)
    long = _long_pairs(index, columns, average_lengths(index.lengths))
    kinds = np.where(sizes >= frequent.long(len(index.ids)), OUTSIDE, 0)
    costs = (named.added * NAME + 2 + np.where(kinds, 0, sizes) * POSTING).astype(np.int64) + 1
    sums = names.checksums(named.words)
    may_begin = (sums[index.pairs.left] * 31 + sums[index.pairs.right]) % 64 < 64 // cutting.ONE_IN
    size = cutting.target(int(costs.sum()), files, SMALLEST)
    for start, end in cutting.cut(costs, may_begin, size):
        outside = [n for n in range(start, end) if kinds[n]] if kinds[start:end].any() else []
        references = [_reference(long[n]) for n in outside]
        part = columns.taken(start, end)
        content = _contents(named.taken(start, end), kinds[start:end], part, references)
        yield Shard(named.name(start).decode() + TIE, pack(content)), [p for n in outside for p in long[n]]


@dataclass(frozen=True, slots=True)
class Shelves:
    """All shards."""

    words: Shelf
    pairs: Shelf
    vocabulary: Shelf


def shelves(index: Index, word_files: int, pair_files: int) -> Shelves:
    """Make all shards, about so many files of words and of pairs."""
    words = _words(index)
    pairs = list(_pair_shards(index, pair_files))
    shards = [shard for shard, _ in pairs]
    pair_shelf = Shelf(directory(shards), shards, [packed for _, long in pairs for packed in long])
    return Shelves(_shelf_of_words(words, word_files), pair_shelf, _vocabulary(words))
