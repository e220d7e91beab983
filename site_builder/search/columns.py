"""The postings as columns, ready to be cut into shards.

A posting is one document of one entry. Its *shape* counts the entry in each field, four bits a
field; its *lengths* are those of the fields that hold the entry, and, where folded fields hold it
too, of these. With these the client weighs it as lunr does. See client/postings.js.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from site_builder.search.fields import TITLE
from site_builder.search.index import MOST, PLACES, Index, Numbers
from site_builder.search.packing import Parts, escaped, planes, varint, varints

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """Postings of consecutive entries; `*_at` say where each posting's part of a column begins."""

    starts: Numbers  # of each entry's postings, one more than there are entries
    document: Numbers
    shape: Numbers
    extra: Numbers  # how often beyond MOST, for every four bits that are full
    extra_at: Numbers
    length: Numbers  # of the fields as written
    length_at: Numbers
    folded: Numbers  # of the folded fields
    folded_at: Numbers

    def taken(self, start: int, end: int) -> Columns:
        """Take the postings of entries start to end."""
        first, last = int(self.starts[start]), int(self.starts[end])
        kept = slice(first, last)
        at = slice(first, last + 1)
        return Columns(
            self.starts[start : end + 1] - first,
            self.document[kept],
            self.shape[kept],
            self.extra[self.extra_at[first] : self.extra_at[last]],
            self.extra_at[at] - self.extra_at[first],
            self.length[self.length_at[first] : self.length_at[last]],
            self.length_at[at] - self.length_at[first],
            self.folded[self.folded_at[first] : self.folded_at[last]],
            self.folded_at[at] - self.folded_at[first],
        )

    def chosen(self, postings: Flags) -> Columns:
        """Take some postings of all entries."""
        entry = np.repeat(np.arange(self.starts.size - 1), np.diff(self.starts))[postings]
        starts = np.searchsorted(entry, np.arange(self.starts.size))
        parts: list[Numbers] = []
        for column, at in ((self.extra, self.extra_at), (self.length, self.length_at), (self.folded, self.folded_at)):
            sizes = np.diff(at)
            parts += [column[np.repeat(postings, sizes)], _offsets(sizes[postings])]
        return Columns(starts, self.document[postings], self.shape[postings], *parts)


def _offsets(sizes: Numbers) -> Numbers:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))


def _interleaved(first: Numbers, has_first: Flags, second: Numbers, has_second: Flags) -> tuple[Numbers, Numbers]:
    """Write, for each posting, its first value if it has one, then its second."""
    at = _offsets(has_first.astype(np.int64) + has_second)
    values = np.zeros(int(at[-1]), np.int64)
    values[at[:-1][has_first]] = first[has_first]
    values[(at[:-1] + has_first)[has_second]] = second[has_second]
    return values, at


@dataclass(frozen=True, slots=True)
class _Rows:
    entry: Numbers
    document: Numbers
    place: Numbers
    count: Numbers


def _columns(rows: _Rows, entries: int, lengths: Numbers, written: Flags, folds: Flags) -> Columns:
    """Make columns of rows; `written` entries stand in fields as written, `folds` in folded ones."""
    entry, document = rows.entry, rows.document
    new = np.ones(entry.size, dtype=bool)
    new[1:] = (entry[1:] != entry[:-1]) | (document[1:] != document[:-1])
    first = np.flatnonzero(new)
    sizes = np.diff(np.append(first, entry.size))
    nibbles = np.minimum(rows.count, MOST) << (4 * rows.place)
    shape = np.add.reduceat(nibbles, first) if first.size else nibbles
    of, at = entry[first], document[first]
    full = rows.count >= MOST
    extra_at = _offsets(np.add.reduceat(full.astype(np.int64), first) if first.size else first)
    is_written = written[entry]
    has_title, has_rest = folds[of] & (shape & MOST > 0), folds[of] & (shape >> 4 > 0)
    title, rest = lengths[at, PLACES], lengths[at, PLACES + 1]
    folded, folded_at = _interleaved(title, has_title, rest, has_rest)
    return Columns(
        starts=np.searchsorted(of, np.arange(entries + 1)),
        document=at,
        shape=shape,
        extra=rows.count[full] - MOST,
        extra_at=extra_at,
        length=lengths[document[is_written], rows.place[is_written]],
        length_at=_offsets(np.where(written[of], sizes, 0)),
        folded=folded,
        folded_at=folded_at,
    )


def word_columns(index: Index) -> Columns:
    """Make the columns of the words' entries."""
    words = index.words
    is_stem = np.array([stem for _, _, stem in words.keys], dtype=bool)
    changed = np.array([fold != term for fold, term, _ in words.keys], dtype=bool)
    rows = _Rows(words.entry, words.document, words.place, words.count)
    return _columns(rows, len(words.keys), index.lengths, ~is_stem, is_stem | changed)


def pair_columns(index: Index) -> Columns:
    """Make the columns of the pairs, which only folded fields hold."""
    pairs, count = index.pairs, index.pairs.left.size
    rows = _Rows(pairs.entry, pairs.document, pairs.place, pairs.count)
    none, all_of_them = np.zeros(count, dtype=bool), np.ones(count, dtype=bool)
    return _columns(rows, count, index.lengths, none, all_of_them)


def document_parts(columns: Columns) -> Parts:
    """Write which documents hold each entry: the first by its number, then the gaps."""
    gaps = np.diff(columns.document, prepend=0)
    first = columns.starts[:-1][np.diff(columns.starts) > 0]
    gaps[first] = columns.document[first]
    return planes(gaps)


def weight_parts(columns: Columns) -> Parts:
    """Write what the weights of the postings are computed from."""
    shapes, codes, counts = np.unique(columns.shape, return_inverse=True, return_counts=True)
    order = np.lexsort((shapes, -counts))
    rank = np.empty_like(order)
    rank[order] = np.arange(order.size)
    known = varint(shapes.size) + varints(shapes[order].tolist())
    extra = varints(columns.extra.tolist())
    return [known + escaped(rank[codes]) + extra, escaped(columns.length), escaped(columns.folded)]
