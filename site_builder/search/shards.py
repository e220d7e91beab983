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
from site_builder.search.columns import Columns, Flags, document_parts, pair_columns, weight_parts, word_columns
from site_builder.search.directory import Directory, Shard, directory
from site_builder.search.index import Numbers, PairPostings, Postings
from site_builder.search.packing import Packed, Parts, escaped, front_coded, pack, varint
from site_builder.search.weights import average_lengths

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

    keys: list[tuple[str, str, bool]]
    columns: Columns
    kinds: Numbers
    family: Numbers  # where each family's entries begin, and the end

    def heads(self) -> list[str]:
        """Give the folded form of each family."""
        return [self.keys[n][0] for n in self.family[:-1].tolist()]

    def sizes(self) -> Numbers:
        """Give how many postings each family has."""
        return np.diff(self.columns.starts[self.family])


def _words(postings: Postings, lengths: Numbers) -> _Words:
    columns, keys = word_columns(postings, lengths), postings.keys
    new = [n for n, key in enumerate(keys) if n == 0 or key[0] != keys[n - 1][0]]
    family = np.array([*new, len(keys)], dtype=np.int64)
    long = np.repeat(np.diff(columns.starts[family]) >= frequent.long(len(lengths)), np.diff(family))
    kinds = np.array([STEM if key[2] else 0 for key in keys], dtype=np.int64) + OUTSIDE * long
    return _Words(keys, columns, kinds, family)


def _word_shard(words: _Words, start: int, end: int, files: dict[int, list[Packed]]) -> Shard:
    """Write families start to end."""
    first, last = int(words.family[start]), int(words.family[end])
    named = front_coded([term.encode() for _, term, _ in words.keys[first:last]])
    references = [_reference(files[n]) for n in range(start, end) if n in files]
    content = _contents(named, words.kinds[first:last], words.columns.taken(first, last), references)
    return Shard(words.keys[first][0], pack(content))


def _name_sizes(words: _Words) -> Numbers:
    return np.array([len(term.encode()) + 3 for _, term, _ in words.keys], dtype=np.int64)


def _by_family(costs: Numbers, words: _Words) -> Numbers:
    return np.add.reduceat(costs, words.family[:-1]).astype(np.int64) + 1 if costs.size else costs.astype(np.int64)


def _may_begin(folded: list[str]) -> Flags:
    allowed: Flags = names.checksums([word.encode() for word in folded]) % cutting.ONE_IN == 0
    return allowed


def _shelf_of_words(words: _Words, lengths: Numbers, files: int) -> Shelf:
    postings = np.where(words.kinds & OUTSIDE, 0, np.diff(words.columns.starts))
    costs = _by_family(_name_sizes(words) * NAME + postings * POSTING, words)
    size = cutting.target(int(costs.sum()), files, SMALLEST)
    averages = average_lengths(lengths)
    long: dict[int, list[Packed]] = {}
    for n in np.flatnonzero(words.sizes() >= frequent.long(len(lengths))).tolist():
        entries = words.columns.taken(int(words.family[n]), int(words.family[n + 1]))
        long[n] = frequent.files(entries, lengths, averages)
    spans = cutting.cut(costs, _may_begin(words.heads()), size)
    shards = [_word_shard(words, start, end, long) for start, end in spans]
    return Shelf(directory(shards), shards, [packed for found in long.values() for packed in found])


def _vocabulary(words: _Words) -> Shelf:
    """Write the names of all entries without postings, with how often they come, roughly."""
    sizes = np.diff(words.columns.starts)
    costs = _by_family(_name_sizes(words), words)
    shards = []
    for start, end in cutting.cut(costs, _may_begin(words.heads()), VOCABULARY):
        first, last = int(words.family[start]), int(words.family[end])
        named = front_coded([term.encode() for _, term, _ in words.keys[first:last]])
        magnitude = np.array([int(size).bit_length() for size in sizes[first:last]], dtype=np.uint8)
        flags = (words.kinds[first:last] & STEM).astype(np.uint8)
        parts = [varint(last - first), *named, flags.tobytes(), magnitude.tobytes()]
        shards.append(Shard(words.keys[first][0], pack(parts)))
    return Shelf(directory(shards), shards, [])


def word_shelves(postings: Postings, lengths: Numbers, files: int) -> tuple[Shelf, Shelf]:
    """Make the shards of words, about so many, and of the vocabulary."""
    words = _words(postings, lengths)
    return _shelf_of_words(words, lengths, files), _vocabulary(words)


def _pair_shards(pairs: PairPostings, lengths: Numbers, files: int) -> Iterator[tuple[Shard, list[Packed]]]:
    columns, named = pair_columns(pairs, lengths), names.pair_names(pairs)
    sizes, averages = np.diff(columns.starts), average_lengths(lengths)
    is_long = sizes >= frequent.long(len(lengths))
    long = {n: frequent.files(columns.taken(n, n + 1), lengths, averages) for n in np.flatnonzero(is_long).tolist()}
    kinds = np.where(is_long, OUTSIDE, 0)
    costs = (named.added * NAME + 2 + np.where(is_long, 0, sizes) * POSTING).astype(np.int64) + 1
    sums = names.checksums(named.words)
    may_begin = (sums[pairs.left] * 31 + sums[pairs.right]) % 64 < 64 // cutting.ONE_IN if costs.size else is_long
    size = cutting.target(int(costs.sum()), files, SMALLEST)
    for start, end in cutting.cut(costs, may_begin, size):
        outside = (np.flatnonzero(is_long[start:end]) + start).tolist()
        references = [_reference(long[n]) for n in outside]
        content = _contents(named.taken(start, end), kinds[start:end], columns.taken(start, end), references)
        yield Shard(named.name(start).decode() + TIE, pack(content)), [p for n in outside for p in long[n]]


def pair_shelf(pairs: PairPostings, lengths: Numbers, files: int) -> Shelf:
    """Make the shards of pairs, about so many."""
    found = list(_pair_shards(pairs, lengths, files))
    shards = [shard for shard, _ in found]
    return Shelf(directory(shards), shards, [packed for _, long in found for packed in long])
