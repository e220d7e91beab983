"""Cuts the postings into shards: those of words, those of pairs that stand apart, and the bare vocabulary.

A shard holds consecutive entries: their names, how many documents hold each, and their postings; long
families (see frequent.py) are left out of it, attached pairs (see attached.py) follow. client/families.js
reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from site_builder.search import cutting, frequent, partition
from site_builder.search.attached import Attached, Families, Pairing
from site_builder.search.columns import Columns, Flags, document_parts, weight_parts
from site_builder.search.counter import Counter
from site_builder.search.directory import Directory, Long, Shard, directory
from site_builder.search.index import Numbers, distinct
from site_builder.search.names import offsets, ranges
from site_builder.search.packing import Packed, Parts, Press, escaped, front_coded, varint
from site_builder.search.weights import Reals, average_lengths, bounding

STEM = 1  # flag of an entry
POSTING, NAME = 2.7, 0.8  # about how many bytes a posting and a letter come to when compressed
SMALLEST = 2_000  # bytes of a shard, compressed, however few records there are
VOCABULARY = 20_000  # bytes of a shard of the vocabulary, not compressed


@dataclass(frozen=True, slots=True)
class Shelf:
    """The shards of one kind, the way to them, and the files of long families; `spans` says from what to what each shard goes."""

    way: Directory
    shards: list[Shard]
    long: list[Long]
    spans: list[tuple[int, int]] = field(default_factory=list)

    def files(self) -> list[Packed]:
        """Give every file of the shelf."""
        long = [packed for family in self.long for packed in family.files]
        return [*self.way.pages, *(shard.packed for shard in self.shards), *long]


def shelf_of(shards: list[Shard], long: list[Long], press: Press, spans: Sequence[tuple[int, int]] = ()) -> Shelf:
    """Make the way to shards and long families."""
    return Shelf(directory(shards, long, press), shards, long, list(spans))


def contents(named: Parts, flags: bytes, columns: Columns) -> Parts:
    """Write a shard: how many entries, their names, flags and sizes, and all postings."""
    about = [varint(len(flags)), *named, flags, escaped(np.diff(columns.starts))]
    return [*about, *document_parts(columns), *weight_parts(columns)]


@dataclass(frozen=True)
class Words:
    """The words' entries with what is needed to cut them into shards."""

    counter: Counter
    counts: Numbers  # documents of each entry
    is_long: Flags  # of each family

    @property
    def keys(self) -> list[tuple[str, str, bool]]:
        """The entries."""
        return self.counter.entries.keys

    @property
    def family(self) -> Numbers:
        """Where each family's entries begin, and the end."""
        return self.counter.family

    @cached_property
    def heads(self) -> list[str]:
        """The folded form of each family."""
        return [self.keys[n][0] for n in self.family[:-1].tolist()]

    def costs(self) -> Numbers:
        """Give about how many bytes each family takes in a shard: none if it is long."""
        return np.where(self.is_long, 0, self.by_family(self.name_sizes * NAME + self.counts * POSTING))

    @cached_property
    def name_sizes(self) -> Numbers:
        """The bytes of each entry's name."""
        return np.array([len(term.encode()) + 3 for _, term, _ in self.keys], dtype=np.int64)

    def begins(self, family: int) -> bool:
        """Say whether a shard may begin with a family."""
        return cutting.begins(self.keys[self.family[family]][0].encode())

    def by_family(self, costs: Numbers) -> Numbers:
        """Add up what the entries of each family cost."""
        whole = costs.astype(np.int64)
        return np.add.reduceat(whole, self.family[:-1]) + 1 if whole.size else whole

    def sizes(self) -> Numbers:
        """Count the postings of each family."""
        return np.diff(offsets(self.counts)[self.family])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the first and last entry of families start to end."""
        return int(self.family[start]), int(self.family[end])

    def flags(self, first: int, last: int) -> bytes:
        """Write the flags of some entries."""
        return bytes(STEM if is_stem else 0 for _, _, is_stem in self.keys[first:last])

    def families(self, pair_words: list[str]) -> Families:
        """Tell what attaching pairs needs to know of the families of their words."""
        number = {head: n for n, head in enumerate(self.heads)}
        of_word = np.array([number[word] for word in pair_words], dtype=np.int32)
        return Families(of_word, self.sizes(), self.is_long)

    def part(self, start: int, end: int) -> Part:
        """Count families start to end."""
        return Part(self, start, self.counter.columns(start, end))

    def only(self, families: Numbers) -> Words:
        """Take some families, as if there were no others."""
        return Words(self.counter.only(families), self.counts[ranges(self.family, families)], self.is_long[families])


@dataclass(frozen=True, slots=True)
class Part:
    """Some families, the first of which is `first`, with their postings."""

    words: Words
    first: int
    columns: Columns

    def taken(self, start: int, end: int) -> Columns:
        """Take the postings of families start to end."""
        before, _ = self.words.span(self.first, self.first)
        first, last = self.words.span(start, end)
        return self.columns.taken(first - before, last - before)

    def documents(self, start: int, end: int) -> Numbers:
        """Give the documents of the short families start to end, as (family - start) × documents + document, sorted."""
        columns = self.taken(start, end)
        begins = columns.starts[self.words.family[start : end + 1] - self.words.family[start]]
        owner = np.repeat(np.arange(end - start), np.diff(begins))
        short = ~self.words.is_long[start:end][owner]
        return distinct(owner[short] * max(1, len(self.words.counter.lengths)) + columns.document[short])


def words(counter: Counter) -> Words:
    """Count the postings of all entries, and find the families that are long."""
    counts = [np.diff(counter.columns(start, end).starts) for start, end in counter.spans()]
    found = Words(counter, np.concatenate(counts), np.zeros(0, dtype=bool))
    return replace(found, is_long=found.sizes() >= frequent.long(len(counter.lengths)))


def _names(keys: list[tuple[str, str, bool]]) -> list[bytes]:
    return [term.encode() for _, term, _ in keys]


def long_word(part: Part, family: int, averages: Reals, press: Press) -> Long:
    """Write the files of a long family."""
    found, columns = part.words, part.taken(family, family + 1)
    first, last = found.span(family, family + 1)
    keys, files = found.keys[first:last], frequent.files(columns, found.counter.lengths, averages, press)
    return Long(keys[0][0], _names(keys), list(found.flags(first, last)), np.diff(columns.starts).tolist(), files)


def word_shard(part: Part, pairs: Attached, start: int, end: int, offset: int, press: Press) -> Shard:
    """Write families start to end, of which not all are long; `pairs` begin with family `offset`."""
    found = part.words
    first, last = found.span(start, end)
    long_entry = np.repeat(found.is_long[start:end], np.diff(found.family[start : end + 1]))
    columns = part.taken(start, end).without(long_entry)
    keys = [key for key, long in zip(found.keys[first:last], long_entry, strict=True) if not long]
    flags = bytes(STEM if is_stem else 0 for _, _, is_stem in keys)
    content = contents(front_coded(_names(keys)), flags, columns)
    return Shard(keys[0][0], press.pack([*content, *pairs.parts(start - offset, end - offset, found.is_long[start:end])]))


def word_shelf(found: Words, pairing: Pairing, size: int, press: Press) -> Shelf:
    """Make the shards of words, of about such a size."""
    averages = bounding(average_lengths(found.counter.lengths))
    spans, cuts = list[tuple[int, int]](), word_spans(found, pairing, size)
    long, shards = list[Long](), list[Shard]()
    for chunks in _together(found, pairing.chunks()):
        first, last = chunks[0][0], chunks[-1][1]
        part, beside = found.part(first, last), pairing.owned(first, last)
        families = (first + np.flatnonzero(found.is_long[first:last])).tolist()
        long += [long_word(part, family, averages, press) for family in families]
        for offset, end in chunks:
            pairs = pairing.attached(beside, offset, end, part.documents(offset, end))
            own = cuts[offset, end]
            shards += [word_shard(part, pairs, start, stop, offset, press) for start, stop in own]
            spans += own
    return shelf_of(shards, long, press, spans)


def word_spans(found: Words, pairing: Pairing, size: int) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Cut the families of each chunk into shards; families that are all long need none."""
    costs = (found.costs() + pairing.costs()).astype(np.int64)
    cuts = {}
    for offset, end in pairing.chunks():
        cut = cutting.cut(costs[offset:end], _may_begin(found, costs, size, offset), size)
        spans = ((start + offset, stop + offset) for start, stop in cut)
        cuts[offset, end] = [span for span in spans if not found.is_long[slice(*span)].all()]
    return cuts


def _together(found: Words, chunks: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Put chunks together whose rows memory may hold at a time."""
    rows = offsets(found.counter.rows())
    sizes = np.array([int(rows[end] - rows[start]) for start, end in chunks], dtype=np.int64)
    return (chunks[start:end] for start, end in partition.spans(sizes, partition.ROWS) if end > start)


def _may_begin(found: Words, costs: Numbers, size: int, offset: int = 0) -> Callable[[int], bool]:
    """Say of families from `offset` on whether a shard may begin with one: those that cost much always may."""
    return lambda n: bool(costs[offset + n] > size // 8) or found.begins(offset + n)


def count_words(found: Words, costs: Numbers, size: int) -> int:
    """Count the shards of words of such a size."""
    whole = costs.astype(np.int64)
    return len(cutting.cut(whole, _may_begin(found, whole, size), size))


def vocabulary_shelf(found: Words, press: Press) -> Shelf:
    """Write the names of all entries without postings, with how often they come, roughly."""
    spans = vocabulary_spans(found)
    return shelf_of([bare_shard(found, start, end, press) for start, end in spans], [], press, spans)


def vocabulary_spans(found: Words) -> list[tuple[int, int]]:
    """Cut all families by their names alone."""
    return cutting.cut(found.by_family(found.name_sizes), found.begins, VOCABULARY)


def bare_shard(found: Words, start: int, end: int, press: Press) -> Shard:
    """Write the names of families start to end, and how often they come, roughly."""
    first, last = found.span(start, end)
    magnitude = bytes(int(size).bit_length() for size in found.counts[first:last])
    parts = [varint(last - first), *front_coded(_names(found.keys[first:last])), found.flags(first, last), magnitude]
    return Shard(found.keys[first][0], press.pack(parts))
