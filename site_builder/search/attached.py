"""Pairs that stand with the rarer of their two words, in its shard, at little cost.

Whoever looks for a pair reads its words anyway. A pair with a short family is written there: its partner's
name, and for each posting only the rank of the document among those of the family (whose lengths are known).
Only pairs of two long families need a shelf of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from site_builder.search.columns import Columns, Flags, pair_columns, shape_part
from site_builder.search.index import Numbers, PairPostings
from site_builder.search.names import WordNames, offsets
from site_builder.search.packing import Parts, escaped, planes

POSTING, PAIR = 0.9, 2.2  # about how many bytes a posting and a partner's name come to when compressed


@dataclass(frozen=True, slots=True)
class Families:
    """Of each word of a pair: its family and how many postings that has; `documents` of all families, `begin` of each."""

    of_word: Numbers
    sizes: Numbers
    is_long: Flags
    documents: Numbers
    begin: Numbers


@dataclass(frozen=True, slots=True)
class Attached:
    """The pairs of short families in order; `begin` says where those of each family begin, and the end."""

    begin: Numbers
    columns: Columns  # whose documents are ranks among those of the family
    partner: Numbers
    is_left: Flags  # the partner stands before the family's word
    names: WordNames

    def costs(self) -> Numbers:
        """Give about how many bytes the pairs of each family take."""
        postings = self.columns.starts[self.begin]
        return np.diff(postings) * POSTING + np.diff(self.begin) * PAIR

    def parts(self, start: int, end: int, is_long: Flags) -> Parts:
        """Write the pairs of families start to end; the long ones among them are not counted."""
        first, last = int(self.begin[start]), int(self.begin[end])
        columns = self.columns.taken(first, last)
        gaps = np.diff(columns.document, prepend=np.uint32(0))
        at = columns.starts[:-1]
        gaps[at] = columns.document[at]
        return [
            escaped(np.diff(self.begin[start : end + 1])[~is_long[start:end]]),
            *self.names.parts(self.partner[first:last]),
            self.is_left[first:last].tobytes() + escaped(np.diff(columns.starts)),
            *planes(gaps)[:2],
            shape_part(columns),
        ]


def _reordered(columns: Columns, order: Numbers) -> Columns:
    """Put unmeasured entries in another order."""
    sizes = np.diff(columns.starts)[order]
    starts = offsets(sizes)
    rows = np.repeat(columns.starts[order] - starts[:-1], sizes) + np.arange(int(starts[-1]))
    extras = np.diff(columns.extra_at)[order]
    extra_at = offsets(extras)
    extra_rows = np.repeat(columns.extra_at[order] - extra_at[:-1], extras) + np.arange(int(extra_at[-1]))
    none = np.zeros(order.size + 1, np.int64)
    flags = {name: getattr(columns, name)[order] for name in ("written", "folds", "measured")}
    return replace(
        columns,
        **flags,
        starts=starts,
        document=columns.document[rows],
        shape=columns.shape[rows],
        extra=columns.extra[extra_rows],
        extra_at=extra_at,
        length_at=none,
        folded_at=none,
    )


def _ranks(columns: Columns, family: Numbers, families: Families, count: int) -> Numbers:
    """Give the rank of each posting's document among those of its family."""
    owner = np.repeat(family, np.diff(columns.starts)).astype(np.int64)
    place = np.searchsorted(families.documents, owner * count + columns.document)
    ranks: Numbers = (place - families.begin[owner]).astype(np.uint32)
    return ranks


def split(
    pairs: PairPostings, families: Families, lengths: Numbers, word_names: WordNames
) -> tuple[Attached, Columns, Flags]:
    """Give the attached pairs, the columns of all pairs, and which of them stand apart (only those are measured)."""
    left, right = families.of_word[pairs.left], families.of_word[pairs.right]
    is_left = families.sizes[right] < families.sizes[left]
    owner = np.where(is_left, right, left)
    apart: Flags = families.is_long[owner]
    columns = pair_columns(pairs, apart, lengths)
    chosen = np.flatnonzero(~apart)
    partner = np.where(is_left, pairs.left, pairs.right)
    order = chosen[np.lexsort((partner[chosen], is_left[chosen], owner[chosen]))]
    kept = _reordered(columns, order)
    kept = replace(kept, document=_ranks(kept, owner[order], families, max(1, len(lengths))))
    begin = np.searchsorted(owner[order], np.arange(families.sizes.size + 1))
    return Attached(begin, kept, partner[order], is_left[order], word_names), columns, apart
