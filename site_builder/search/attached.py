"""Pairs that stand with the rarer of their two words, in its shard, at little cost.

Whoever looks for a pair reads its words anyway. A pair with a short family is written there: its partner's
name, and for each posting only the rank of the document among those of the family (whose lengths are known).
Only pairs of two long families need a shelf of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from site_builder.search.columns import Columns, Flags, pair_columns, shape_part
from site_builder.search.index import PLACES, Neighbours, Numbers, PairPostings, counted, counted_pairs
from site_builder.search.names import WordNames, word_names
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
class Pairing:
    """All neighbours, and with which family each pair stands: that of the rarer word, of the left one if both are alike."""

    rows: Neighbours
    owner: Numbers
    is_left: Flags
    families: Families
    names: WordNames
    documents: int

    def costs(self) -> Numbers:
        """Give about how many bytes the pairs of each family take."""
        attached = ~self.families.is_long[self.owner]
        return np.bincount(self.owner[attached], minlength=self.families.sizes.size) * ROW

    def apart(self) -> PairPostings:
        """Count the pairs of two long families."""
        return counted_pairs(self.rows.where(self.families.is_long[self.owner]), self.documents)

    def chunks(self) -> list[tuple[int, int]]:
        """Cut the families into spans of a few million rows each, so that memory holds one at a time."""
        rows = np.cumsum(np.bincount(self.owner, minlength=self.families.sizes.size))
        total = int(rows[-1]) if rows.size else 0
        ends = np.searchsorted(rows, np.arange(CHUNK, total, CHUNK)) + 1
        bounds = sorted({0, *ends.tolist(), int(self.families.sizes.size)})
        return list(pairwise(bounds))

    def attached(self, start: int, end: int, documents: Numbers) -> Attached:
        """Attach the pairs of families start to end; `documents` are (family - start, document) as one number, sorted."""
        chosen = (self.owner >= start) & (self.owner < end) & ~self.families.is_long[self.owner]
        rows, is_left = self.rows.where(chosen), self.is_left[chosen]
        width, count = max(1, len(self.names.words)), max(1, self.documents)
        partner = np.where(is_left, rows.left, rows.right)
        pair = ((self.owner[chosen].astype(np.int64) - start) * 2 + is_left) * width + partner
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


def pairing(rows: Neighbours, families: Families, documents: int) -> Pairing:
    """Decide where each pair stands."""
    left, right = families.of_word[rows.left], families.of_word[rows.right]
    is_left: Flags = families.sizes[right] < families.sizes[left]
    return Pairing(rows, np.where(is_left, right, left), is_left, families, word_names(rows.words), documents)
