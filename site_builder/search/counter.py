"""Counts the postings of words, some families at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from site_builder.search import frequent, partition
from site_builder.search.columns import Columns, sizes, word_columns
from site_builder.search.index import Entries, Numbers, Rows, word_postings
from site_builder.search.names import offsets, ranges


@dataclass(slots=True)
class Counter:
    """All that was read, in blocks; the entries; where each family of them begins, and the end. What was counted last is kept."""

    blocks: Iterable[Rows]
    entries: Entries
    lengths: Numbers
    family: Numbers
    _last: tuple[int, int, Columns] | None = None

    def rows(self) -> Numbers:
        """Count the rows of each family."""
        rows = self.entries.rows()
        return np.add.reduceat(rows, self.family[:-1]) if rows.size else rows

    def spans(self) -> list[tuple[int, int]]:
        """Cut the families into spans that memory may hold at a time."""
        return partition.spans(self.rows(), partition.ROWS)

    def columns(self, start: int, end: int) -> Columns:
        """Count families start to end; their entries are numbered from 0 on."""
        if self._last is None or self._last[:2] != (start, end):
            self._last = None
            self._last = start, end, self._counted(start, end)
        return self._last[2]

    def only(self, families: Numbers) -> Counter:
        """Take some families, as if there were no others."""
        begins = offsets(np.diff(self.family)[families])
        return Counter(self.blocks, self.entries.only(ranges(self.family, families)), self.lengths, begins)

    def _counted(self, start: int, end: int) -> Columns:
        first, last = int(self.family[start]), int(self.family[end])
        count = len(self.lengths)
        postings = word_postings(self.blocks, self.entries, max(1, count), first, last)
        ends = np.append(0, np.cumsum(sizes(postings, last - first)))[self.family[start : end + 1] - first]
        is_long = np.diff(ends) >= frequent.long(count)
        return word_columns(postings, np.repeat(~is_long, np.diff(self.family[start : end + 1])), self.lengths)


def counter(blocks: Iterable[Rows], entries: Entries, lengths: Numbers) -> Counter:
    """Find the families."""
    return Counter(blocks, entries, lengths, families_of(entries))


def families_of(entries: Entries) -> Numbers:
    """Give where each family begins, the entries of one folded form, and the end."""
    keys = entries.keys
    new = [n for n, key in enumerate(keys) if n == 0 or key[0] != keys[n - 1][0]]
    return np.array([*new, len(keys)], dtype=np.int64)
