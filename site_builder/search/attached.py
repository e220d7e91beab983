"""Pairs that stand with the rarer of their two words, in its shard, at little cost.

Whoever looks for a pair reads its words anyway. A pair with a short family is written there: its partner's
name, and for each posting only the rank of the document among those of the family (whose lengths are known).
Only pairs of two long families need a shelf of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from site_builder.search.columns import Columns, Flags, pair_columns, shape_part
from site_builder.search.index import PLACES, Numbers, PairPostings, Rows, counted
from site_builder.search.names import WordNames, word_names
from site_builder.search.neighbours import Neighbours, PairWords, counted_pairs, joined, neighbours
from site_builder.search.packing import Parts, escaped, planes

ROW = 1.8  # about how many bytes two neighbours come to when compressed
CHUNK = 2_000_000  # rows of neighbours that are worked on at a time


@dataclass(frozen=True, slots=True)
class Families:
    """Of each word of a pair: its family; of each family: how many postings it has, and whether it is long."""

    of_word: Numbers
    sizes: Numbers
    is_long: Flags


@dataclass(frozen=True, slots=True)
class Attached:
    """The pairs of consecutive families; `begin` says where those of each family begin, and the end."""

    begin: Numbers
    columns: Columns  # whose documents are ranks among those of the family
    partner: Numbers
    is_left: Flags  # the partner stands before the family's word
    names: WordNames

    def parts(self, start: int, end: int, is_long: Flags) -> Parts:
        """Write the pairs of families start to end; `is_long` says which of them are not counted."""
        first, last = int(self.begin[start]), int(self.begin[end])
        columns = self.columns.taken(first, last)
        gaps = np.diff(columns.document, prepend=np.uint32(0))
        at = columns.starts[:-1]
        gaps[at] = columns.document[at]
        return [
            escaped(np.diff(self.begin[start : end + 1])[~is_long]),
            *self.names.parts(self.partner[first:last]),
            self.is_left[first:last].tobytes() + escaped(np.diff(columns.starts)),
            *planes(gaps)[:2],
            shape_part(columns),
        ]


@dataclass(frozen=True, slots=True)
class Owned:
    """Neighbours, and the family that each pair stands with: that of the rarer word, of the left one if both are alike."""

    rows: Neighbours
    owner: Numbers
    is_left: Flags

    def where(self, rows: Flags) -> Owned:
        """Take some of them."""
        return Owned(self.rows.where(rows), self.owner[rows], self.is_left[rows])


@dataclass(slots=True)
class Pairing:
    """All neighbours, found anew in each block of documents when they are asked for; those of an only block are kept."""

    blocks: Iterable[Rows]
    named: PairWords
    families: Families
    names: WordNames
    documents: int
    attached_rows: Numbers  # of each family
    apart_rows: Numbers  # of the left words of pairs of two long families
    _only: Owned | None = None

    def _owned(self) -> Iterator[Owned]:
        if self._only:
            yield self._only
            return
        blocks = (with_owners(neighbours(self.named, found), self.families) for found in self.blocks)
        first = next(blocks)
        second = next(blocks, None)
        if second is None:
            self._only = first
        yield first
        del first
        if second is not None:
            yield second
            del second
            yield from blocks

    def tally(self) -> None:
        """Count the neighbours that stand with each family, and those that stand apart by their left word."""
        rows = np.zeros(self.families.sizes.size, dtype=np.int64)
        apart = np.zeros(max(1, len(self.named.words)), dtype=np.int64)
        for found in self._owned():
            rows += np.bincount(found.owner, minlength=rows.size)
            apart += np.bincount(found.rows.left[self.families.is_long[found.owner]], minlength=apart.size)
        self.attached_rows, self.apart_rows = rows, apart

    def costs(self) -> Numbers:
        """Give about how many bytes the pairs of each family take."""
        return np.where(self.families.is_long, 0, self.attached_rows) * ROW

    @property
    def width(self) -> int:
        """The number of words: a pair is left × width + right."""
        return max(1, len(self.named.words))

    def apart(self, first: int, end: int) -> PairPostings:
        """Count the pairs of two long families from pair `first` to `end`."""
        found = []
        for block in self._owned():
            long = self.families.is_long[block.owner]
            pair = block.rows.left.astype(np.int64) * self.width + block.rows.right
            found.append(block.rows.where(long & (pair >= first) & (pair < end)))
        return counted_pairs(joined(found), self.documents)

    def chunks(self) -> list[tuple[int, int]]:
        """Cut the families into spans of a few million rows each, so that memory holds one at a time."""
        rows = np.cumsum(np.where(self.families.is_long, 0, self.attached_rows))
        total = int(rows[-1]) if rows.size else 0
        ends = np.searchsorted(rows, np.arange(CHUNK, total, CHUNK)) + 1
        bounds = sorted({0, *ends.tolist(), int(self.families.sizes.size)})
        return list(pairwise(bounds))

    def _within(self, found: Owned, start: int, end: int) -> Owned:
        """Take what stands with the short ones of families start to end."""
        return found.where((found.owner >= start) & (found.owner < end) & ~self.families.is_long[found.owner])

    def owned(self, start: int, end: int) -> Owned:
        """Find the neighbours that stand with families start to end, if not all."""
        found = [block if block is self._only else self._within(block, start, end) for block in self._owned()]
        if len(found) == 1:
            return found[0]
        owner, is_left = (np.concatenate([getattr(block, name) for block in found]) for name in ("owner", "is_left"))
        return Owned(joined([block.rows for block in found]), owner, is_left)

    def attached(self, found: Owned, start: int, end: int, documents: Numbers) -> Attached:
        """Attach the pairs of families start to end; `documents` are (family - start, document) as one number, sorted."""
        chosen = self._within(found, start, end)
        rows, width, count = chosen.rows, self.width, max(1, self.documents)
        partner = np.where(chosen.is_left, rows.left, rows.right)
        pair = ((chosen.owner.astype(np.int64) - start) * 2 + chosen.is_left) * width + partner
        distinct, entry = np.unique(pair, return_inverse=True)
        owner, partner = np.divmod(distinct, width)
        postings = PairPostings(rows.words, partner, partner, *counted(entry, rows.document, rows.place, count))
        columns = pair_columns(postings, np.zeros(distinct.size, dtype=bool), np.zeros((count, PLACES + 2), np.uint8))
        family = owner // 2
        begin = np.searchsorted(documents, np.arange(end - start + 1) * count)
        of_posting = np.repeat(family, np.diff(columns.starts))
        ranks = np.searchsorted(documents, of_posting * count + columns.document) - begin[of_posting]
        columns = replace(columns, document=ranks.astype(np.uint32))
        bounds = np.searchsorted(family, np.arange(end - start + 1))
        return Attached(bounds, columns, partner, owner % 2 == 1, self.names)


def with_owners(rows: Neighbours, families: Families) -> Owned:
    """Say with which family each stands."""
    left, right = families.of_word[rows.left], families.of_word[rows.right]
    is_left: Flags = families.sizes[right] < families.sizes[left]
    return Owned(rows, np.where(is_left, right, left), is_left)


def pairing(blocks: Iterable[Rows], named: PairWords, families: Families, documents: int) -> Pairing:
    """Decide where each pair stands."""
    none = np.zeros(0, dtype=np.int64)
    found = Pairing(blocks, named, families, word_names(named.words), documents, none, none)
    found.tally()
    return found
