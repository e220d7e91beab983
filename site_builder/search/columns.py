"""The postings as columns, ready to be cut into shards.

A posting is one document of one entry. Its *shape* counts the entry in each field, four bits a
field; its *lengths* are those of the fields that hold the entry, and, where folded fields hold it
too, of these. With these the client weighs it as lunr does. See client/postings.js.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from site_builder.search.index import MOST, PLACES, Numbers, PairPostings, Postings
from site_builder.search.packing import Parts, escaped, planes, varint, varints

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """Postings of consecutive entries.

    `written` entries stand in fields as written, `folds` in folded ones; `measured` ones tell the lengths of the folded
    fields. `*_at` say where each entry's part of a column begins, and the end.
    """

    written: Flags
    folds: Flags
    measured: Flags
    starts: Numbers  # of each entry's postings
    document: Numbers
    shape: Numbers
    extra: Numbers  # how often beyond MOST, for every four bits that are full
    extra_at: Numbers
    length: Numbers  # of the fields as written
    length_at: Numbers
    folded: Numbers  # of the folded fields
    folded_at: Numbers

    def entries(self) -> Numbers:
        """Give the entry of each posting."""
        return np.repeat(np.arange(self.written.size), np.diff(self.starts))

    def taken(self, start: int, end: int) -> Columns:
        """Take the postings of entries start to end."""
        at = slice(start, end + 1)
        kept = slice(int(self.starts[start]), int(self.starts[end]))
        return Columns(
            self.written[start:end],
            self.folds[start:end],
            self.measured[start:end],
            self.starts[at] - self.starts[start],
            self.document[kept],
            self.shape[kept],
            *_part(self.extra, self.extra_at[at]),
            *_part(self.length, self.length_at[at]),
            *_part(self.folded, self.folded_at[at]),
        )

    def chosen(self, postings: Flags) -> Columns:
        """Take some postings of all entries."""
        entry = self.entries()
        sizes = _sizes(self.shape, self.written[entry], self.measured[entry])
        parts: dict[str, Numbers] = {}
        starts = np.searchsorted(entry[postings], np.arange(self.starts.size))
        for name, size in zip(("extra", "length", "folded"), sizes, strict=True):
            column: Numbers = getattr(self, name)
            parts |= {name: column[np.repeat(postings, size)], f"{name}_at": _at(size[postings])[starts]}
        return replace(self, starts=starts, document=self.document[postings], shape=self.shape[postings], **parts)

    def without(self, entries: Flags) -> Columns:
        """Leave some entries out."""
        if not entries.any():
            return self
        kept = self.chosen(~np.repeat(entries, np.diff(self.starts)))
        at = np.append(~entries, True)  # the end stays
        return replace(
            kept,
            written=kept.written[~entries],
            folds=kept.folds[~entries],
            measured=kept.measured[~entries],
            starts=kept.starts[at],
            extra_at=kept.extra_at[at],
            length_at=kept.length_at[at],
            folded_at=kept.folded_at[at],
        )


def _part(column: Numbers, at: Numbers) -> tuple[Numbers, Numbers]:
    return column[int(at[0]) : int(at[-1])], at - at[0]


def _at(sizes: Numbers) -> Numbers:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))


def _at_entries(sizes: Numbers, starts: Numbers) -> Numbers:
    """Add the sizes of each entry's postings up, and say where each entry begins."""
    held = np.diff(starts) > 0
    sums = np.zeros(held.size, np.int64)
    if held.any():
        sums[held] = np.add.reduceat(sizes, starts[:-1][held], dtype=np.int64)
    return _at(sums)


def _sizes(shape: Numbers, written: Flags, measured: Flags) -> tuple[Numbers, Numbers, Numbers]:
    """Give how much of the columns extra, length and folded belongs to each posting."""
    full, held = np.zeros(shape.size, np.uint8), np.zeros(shape.size, np.uint8)
    for place in range(PLACES):
        nibble = (shape >> np.uint32(4 * place)) & np.uint32(MOST)
        full += nibble == MOST
        held += nibble > 0
    folded = (shape & np.uint32(MOST) > 0).astype(np.uint8) + (shape > MOST)
    return full, held * written, folded * measured


def _folded_lengths(shape: Numbers, document: Numbers, measured: Flags, lengths: Numbers) -> Numbers:
    """Write, for each measured posting, the length of the folded title if it is in the title, then of the rest."""
    document, shape = document[measured], shape[measured]
    both = lengths[document, PLACES:]
    held = np.stack((shape & np.uint32(MOST) > 0, shape > MOST), axis=1)
    found: Numbers = both[held]
    return found


def sizes(postings: Postings | PairPostings, entries: int) -> Numbers:
    """Count the documents of each entry."""
    return np.bincount(postings.entry[_new(postings)], minlength=entries)


def _new(postings: Postings | PairPostings) -> Flags:
    """Say which rows begin a posting: a document of an entry."""
    entry, document = postings.entry, postings.document
    new = np.ones(entry.size, dtype=bool)
    new[1:] = (entry[1:] != entry[:-1]) | (document[1:] != document[:-1])
    return new


def columns(postings: Postings | PairPostings, written: Flags, folds: Flags, measured: Flags, lengths: Numbers) -> Columns:
    """Make the columns of postings."""
    entry, document, place, count = postings.entry, postings.document, postings.place, postings.count
    first = np.flatnonzero(_new(postings))
    nibbles = np.minimum(count, MOST).astype(np.uint32) << (4 * place).astype(np.uint32)
    shape = np.add.reduceat(nibbles, first) if first.size else nibbles
    of, at = entry[first], document[first]
    starts = np.searchsorted(of, np.arange(written.size + 1))
    by_entry = [_at_entries(size, starts) for size in _sizes(shape, written[of], measured[of])]
    del nibbles, of
    kept = written[entry]
    return Columns(
        written=written,
        folds=folds,
        measured=measured,
        starts=starts,
        document=at,
        shape=shape,
        extra=count[count >= MOST] - np.uint32(MOST),
        extra_at=by_entry[0],
        length=lengths[document[kept], place[kept]],
        length_at=by_entry[1],
        folded=_folded_lengths(shape, at, np.repeat(measured, np.diff(starts)), lengths),
        folded_at=by_entry[2],
    )


def word_columns(words: Postings, is_short: Flags, lengths: Numbers) -> Columns:
    """Make the columns of the words' entries; those of short families are all measured, for the sake of their pairs."""
    is_stem = np.array([stem for _, _, stem in words.keys], dtype=bool)
    changed = np.array([fold != term for fold, term, _ in words.keys], dtype=bool)
    folds = is_stem | changed
    return columns(words, ~is_stem, folds, folds | is_short, lengths)


def pair_columns(pairs: PairPostings, measured: Flags, lengths: Numbers) -> Columns:
    """Make the columns of the pairs, which only folded fields hold."""
    count = pairs.left.size
    return columns(pairs, np.zeros(count, dtype=bool), np.ones(count, dtype=bool), measured, lengths)


def document_parts(columns: Columns) -> Parts:
    """Write which documents hold each entry: the first by its number, then the gaps."""
    gaps = np.diff(columns.document, prepend=np.uint32(0))
    first = columns.starts[:-1][np.diff(columns.starts) > 0]
    gaps[first] = columns.document[first]
    return planes(gaps)


def shape_part(columns: Columns) -> bytes:
    """Write the distinct shapes, the commonest first, then that of each posting, then what exceeds them."""
    shapes, codes, counts = np.unique(columns.shape, return_inverse=True, return_counts=True)
    order = np.lexsort((shapes, -counts))
    rank = np.empty_like(order)
    rank[order] = np.arange(order.size)
    known = varint(shapes.size) + varints(shapes[order].tolist())
    return known + escaped(rank[codes]) + varints(columns.extra.tolist())


def weight_parts(columns: Columns) -> Parts:
    """Write what the weights of the postings are computed from."""
    return [shape_part(columns), escaped(columns.length), escaped(columns.folded)]
