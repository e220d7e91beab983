"""Cuts the postings into shards: those of words, those of pairs that stand apart, and the bare vocabulary.

A shard holds consecutive entries: their names, how many documents hold each, and their postings; long
families (see frequent.py) are left out of it, attached pairs (see attached.py) follow. client/families.js
reads it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from site_builder.search import cutting, frequent
from site_builder.search.attached import Attached, Families, Pairing
from site_builder.search.columns import Columns, Flags, document_parts, sizes, weight_parts, word_columns
from site_builder.search.directory import Directory, Long, Shard, directory
from site_builder.search.index import Numbers, Postings, distinct
from site_builder.search.names import checksums, offsets
from site_builder.search.packing import Packed, Parts, Press, escaped, front_coded, varint
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


def shelf_of(shards: list[Shard], long: list[Long], press: Press) -> Shelf:
    """Make the way to shards and long families."""
    return Shelf(directory(shards, long, press), shards, long)


def contents(named: Parts, flags: bytes, columns: Columns) -> Parts:
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
    is_long: Flags  # of each family

    def heads(self) -> list[str]:
        """Give the folded form of each family."""
        return [self.keys[n][0] for n in self.family[:-1].tolist()]

    def costs(self) -> Numbers:
        """Give about how many bytes each family takes in a shard: none if it is long."""
        costs = self.name_sizes() * NAME + np.diff(self.columns.starts) * POSTING
        return np.where(self.is_long, 0, self.by_family(costs))

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

    def families(self, pair_words: list[str]) -> Families:
        """Tell what attaching pairs needs to know of the families of their words."""
        number = {head: n for n, head in enumerate(self.heads())}
        of_word = np.array([number[word] for word in pair_words], dtype=np.int32)
        return Families(of_word, np.diff(self.columns.starts[self.family]), self.is_long)

    def documents(self, start: int, end: int) -> Numbers:
        """Give the documents of the short families start to end, as (family - start) × documents + document, sorted."""
        begins = self.columns.starts[self.family[start : end + 1]]
        owner = np.repeat(np.arange(end - start), np.diff(begins))
        short = ~self.is_long[start:end][owner]
        documents = self.columns.document[int(begins[0]) : int(begins[-1])][short]
        return distinct(owner[short] * max(1, len(self.lengths)) + documents)


def words(postings: Postings, lengths: Numbers) -> Words:
    """Find the families of the words."""
    keys = postings.keys
    new = [n for n, key in enumerate(keys) if n == 0 or key[0] != keys[n - 1][0]]
    family = np.array([*new, len(keys)], dtype=np.int64)
    totals = offsets(sizes(postings, len(keys)))[family]
    is_long = np.diff(totals) >= frequent.long(len(lengths))
    columns = word_columns(postings, np.repeat(~is_long, np.diff(family)), lengths)
    return Words(keys, columns, lengths, family, is_long)


def _names(keys: list[tuple[str, str, bool]]) -> list[bytes]:
    return [term.encode() for _, term, _ in keys]


def _long_word(found: Words, family: int, averages: Reals, press: Press) -> Long:
    first, last = found.span(family, family + 1)
    columns, keys = found.columns.taken(first, last), found.keys[first:last]
    files = frequent.files(columns, found.lengths, averages, press)
    return Long(keys[0][0], _names(keys), list(found.flags(first, last)), np.diff(columns.starts).tolist(), files)


def _word_parts(found: Words, pairs: Attached, start: int, end: int, offset: int) -> tuple[str, Parts]:
    """Write families start to end, of which not all are long, after their first key; `pairs` begin with family `offset`."""
    first, last = found.span(start, end)
    long_entry = np.repeat(found.is_long[start:end], np.diff(found.family[start : end + 1]))
    columns = found.columns.taken(first, last).without(long_entry)
    keys = [key for key, long in zip(found.keys[first:last], long_entry, strict=True) if not long]
    flags = bytes(STEM if is_stem else 0 for _, _, is_stem in keys)
    content = contents(front_coded(_names(keys)), flags, columns)
    return keys[0][0], [*content, *pairs.parts(start - offset, end - offset, found.is_long[start:end])]


def _may_begin(folded: list[str]) -> Flags:
    allowed: Flags = checksums([word.encode() for word in folded]) % cutting.ONE_IN == 0
    return allowed


def word_shelf(found: Words, pairing: Pairing, size: int, press: Press) -> Shelf:
    """Make the shards of words, of about such a size."""
    averages = average_lengths(found.lengths)
    long = [_long_word(found, family, averages, press) for family in np.flatnonzero(found.is_long).tolist()]
    costs = (found.costs() + pairing.costs()).astype(np.int64)
    may_begin = _may_begin_at(found, costs, size)
    shards: list[Shard] = []
    for offset, end in pairing.chunks():
        pairs = pairing.attached(offset, end, found.documents(offset, end))
        spans = cutting.cut(costs[offset:end], may_begin[offset:end], size)
        for start, stop in spans:
            if not found.is_long[start + offset : stop + offset].all():
                key, parts = _word_parts(found, pairs, start + offset, stop + offset, offset)
                shards.append(Shard(key, press.pack(parts)))
    return shelf_of(shards, long, press)


def _may_begin_at(found: Words, costs: Numbers, size: int) -> Flags:
    return _may_begin(found.heads()) | (costs > size // 8)


def count_words(found: Words, costs: Numbers, size: int) -> int:
    """Count the shards of words of such a size."""
    whole = costs.astype(np.int64)
    return len(cutting.cut(whole, _may_begin_at(found, whole, size), size))


def vocabulary_shelf(found: Words, press: Press) -> Shelf:
    """Write the names of all entries without postings, with how often they come, roughly."""
    sizes = np.diff(found.columns.starts)
    shards = []
    for start, end in cutting.cut(found.by_family(found.name_sizes()), _may_begin(found.heads()), VOCABULARY):
        first, last = found.span(start, end)
        magnitude = bytes(int(size).bit_length() for size in sizes[first:last])
        parts = [varint(last - first), *front_coded(_names(found.keys[first:last])), found.flags(first, last), magnitude]
        shards.append(Shard(found.keys[first][0], press.pack(parts)))
    return shelf_of(shards, [], press)


