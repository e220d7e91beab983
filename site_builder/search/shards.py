"""Cuts the postings into shards: those of words, those of pairs, and the bare vocabulary.

A shard holds consecutive entries: their names, how many documents hold each, and their postings; long
families (see frequent.py) are left out of it. client/families.js reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from site_builder.search import cutting, frequent, names
from site_builder.search.analysis import TIE
from site_builder.search.columns import Columns, Flags, document_parts, pair_columns, weight_parts, word_columns
from site_builder.search.directory import Directory, Long, Shard, directory
from site_builder.search.index import Numbers, PairPostings, Postings
from site_builder.search.packing import Packed, Parts, escaped, front_coded, pack, varint
from site_builder.search.weights import Reals, average_lengths

STEM = 1  # flag of an entry
POSTING, NAME = 2.7, 0.8  # about how many bytes a posting and a letter come to when compressed
SMALLEST = 2_000  # bytes of a shard, compressed, however few records there are
VOCABULARY = 20_000  # bytes of a shard of the vocabulary, not compressed


@dataclass(frozen=True, slots=True)
class Shelf:
    """The shards of one kind, the way to them, and the files of long families."""

    way: Directory
    shards: list[Shard]
    long: list[Long]

    def files(self) -> list[Packed]:
        """Give every file of the shelf."""
        long = [packed for family in self.long for packed in family.files]
        return [*self.way.pages, *(shard.packed for shard in self.shards), *long]


def _shelf(shards: list[Shard], long: list[Long]) -> Shelf:
    return Shelf(directory(shards, long), shards, long)


def _contents(named: Parts, flags: bytes, columns: Columns) -> Parts:
    """Write a shard: how many entries, their names, flags and sizes, and all postings."""
    about = [varint(len(flags)), *named, flags, escaped(np.diff(columns.starts))]
    return [*about, *document_parts(columns), *weight_parts(columns)]


@dataclass(frozen=True, slots=True)
class Words:
    """The words' entries with all that is needed to write a span of them."""

    keys: list[tuple[str, str, bool]]
    columns: Columns
    lengths: Numbers
    family: Numbers  # where each family's entries begin, and the end

    def heads(self) -> list[str]:
        """Give the folded form of each family."""
        return [self.keys[n][0] for n in self.family[:-1].tolist()]

    def long(self) -> Flags:
        """Say which families are long."""
        found: Flags = np.diff(self.columns.starts[self.family]) >= frequent.long(len(self.lengths))
        return found

    def costs(self) -> Numbers:
        """Give about how many bytes each family takes in a shard: none if it is long."""
        costs = self.name_sizes() * NAME + np.diff(self.columns.starts) * POSTING
        return np.where(self.long(), 0, self.by_family(costs))

    def name_sizes(self) -> Numbers:
        """Give the bytes of each entry's name."""
        return np.array([len(term.encode()) + 3 for _, term, _ in self.keys], dtype=np.int64)

    def by_family(self, costs: Numbers) -> Numbers:
        """Add up what the entries of each family cost."""
        whole = costs.astype(np.int64)
        return np.add.reduceat(whole, self.family[:-1]) + 1 if whole.size else whole

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the first and last entry of families start to end."""
        return int(self.family[start]), int(self.family[end])

    def flags(self, first: int, last: int) -> bytes:
        """Write the flags of some entries."""
        return bytes(STEM if is_stem else 0 for _, _, is_stem in self.keys[first:last])


def words(postings: Postings, lengths: Numbers) -> Words:
    """Find the families of the words."""
    keys = postings.keys
    new = [n for n, key in enumerate(keys) if n == 0 or key[0] != keys[n - 1][0]]
    return Words(keys, word_columns(postings, lengths), lengths, np.array([*new, len(keys)], dtype=np.int64))


def _names(keys: list[tuple[str, str, bool]]) -> list[bytes]:
    return [term.encode() for _, term, _ in keys]


def _long_word(found: Words, family: int, averages: Reals) -> Long:
    first, last = found.span(family, family + 1)
    columns, keys = found.columns.taken(first, last), found.keys[first:last]
    files = frequent.files(columns, found.lengths, averages)
    return Long(keys[0][0], _names(keys), list(found.flags(first, last)), np.diff(columns.starts).tolist(), files)


def _word_shards(found: Words, size: int) -> Iterator[Shard]:
    is_long = found.long()
    long_entry = np.repeat(is_long, np.diff(found.family))
    for start, end in cutting.cut(found.costs(), _may_begin(found.heads()), size):
        if is_long[start:end].all():
            continue
        first, last = found.span(start, end)
        columns = found.columns.taken(first, last).without(long_entry[first:last])
        keys = [key for key, long in zip(found.keys[first:last], long_entry[first:last], strict=True) if not long]
        flags = bytes(STEM if is_stem else 0 for _, _, is_stem in keys)
        yield Shard(keys[0][0], pack(_contents(front_coded(_names(keys)), flags, columns)))


def _may_begin(folded: list[str]) -> Flags:
    allowed: Flags = names.checksums([word.encode() for word in folded]) % cutting.ONE_IN == 0
    return allowed


def word_shelf(found: Words, files: int) -> Shelf:
    """Make the shards of words, about so many."""
    averages = average_lengths(found.lengths)
    long = [_long_word(found, family, averages) for family in np.flatnonzero(found.long()).tolist()]
    size = cutting.target(int(found.costs().sum()), files, SMALLEST)
    return _shelf(list(_word_shards(found, size)), long)


def vocabulary_shelf(found: Words) -> Shelf:
    """Write the names of all entries without postings, with how often they come, roughly."""
    sizes = np.diff(found.columns.starts)
    shards = []
    for start, end in cutting.cut(found.by_family(found.name_sizes()), _may_begin(found.heads()), VOCABULARY):
        first, last = found.span(start, end)
        magnitude = bytes(int(size).bit_length() for size in sizes[first:last])
        parts = [varint(last - first), *front_coded(_names(found.keys[first:last])), found.flags(first, last), magnitude]
        shards.append(Shard(found.keys[first][0], pack(parts)))
    return _shelf(shards, [])


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs with all that is needed to write a span of them."""

    postings: PairPostings
    columns: Columns
    lengths: Numbers
    names: names.PairNames

    def long(self) -> Flags:
        """Say which pairs are long."""
        found: Flags = np.diff(self.columns.starts) >= frequent.long(len(self.lengths))
        return found

    def costs(self) -> Numbers:
        """Give about how many bytes each pair takes in a shard: none if it is long."""
        costs = self.names.added * NAME + 2 + np.diff(self.columns.starts) * POSTING
        return np.where(self.long(), 0, costs).astype(np.int64) + 1

    def may_begin(self) -> Flags:
        """Say which pairs a shard may begin with."""
        sums = names.checksums(self.names.words)
        mixed = (sums[self.postings.left] * 31 + sums[self.postings.right]) % 64 if sums.size else sums
        allowed: Flags = mixed < 64 // cutting.ONE_IN
        return allowed


def pairs(postings: PairPostings, lengths: Numbers) -> Pairs:
    """Name the pairs and make their columns."""
    return Pairs(postings, pair_columns(postings, lengths), lengths, names.pair_names(postings))


def _long_pair(found: Pairs, number: int, averages: Reals) -> Long:
    columns, name = found.columns.taken(number, number + 1), found.names.name(number)
    files = frequent.files(columns, found.lengths, averages)
    return Long(name.decode() + TIE, [name], [0], np.diff(columns.starts).tolist(), files)


def _pair_shards(found: Pairs, size: int) -> Iterator[Shard]:
    is_long = found.long()
    for start, end in cutting.cut(found.costs(), found.may_begin(), size):
        long = is_long[start:end]
        if long.all():
            continue
        kept = (np.flatnonzero(~long) + start).tolist()
        named = front_coded([found.names.name(n) for n in kept]) if long.any() else found.names.taken(start, end)
        columns = found.columns.taken(start, end).without(long)
        yield Shard(found.names.name(kept[0]).decode() + TIE, pack(_contents(named, bytes(columns.written.size), columns)))


def pair_shelf(found: Pairs, files: int) -> Shelf:
    """Make the shards of pairs, about so many."""
    averages = average_lengths(found.lengths)
    long = [_long_pair(found, number, averages) for number in np.flatnonzero(found.long()).tolist()]
    size = cutting.target(int(found.costs().sum()), files, SMALLEST)
    return _shelf(list(_pair_shards(found, size)), long)
