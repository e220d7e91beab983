"""The shelf of the pairs of two long families, which stand with neither of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from site_builder.search import cutting, frequent
from site_builder.search.analysis import TIE
from site_builder.search.columns import Columns, Flags, pair_columns
from site_builder.search.directory import Long, Shard
from site_builder.search.index import Numbers, PairPostings
from site_builder.search.names import checksums
from site_builder.search.packing import Press, front_coded
from site_builder.search.shards import POSTING, Shelf, contents, shelf_of
from site_builder.search.weights import average_lengths


@dataclass(frozen=True, slots=True)
class Apart:
    """Pairs in order, with their names `left⁀right`, how many documents hold each, and about what each costs in a shard."""

    columns: Columns
    names: list[bytes]
    lengths: Numbers
    counts: Numbers
    is_long: Flags
    costs: Numbers

    def _spans(self, size: int) -> list[tuple[int, int]]:
        may_begin = checksums(self.names) % cutting.ONE_IN == 0 if self.names else self.is_long
        return cutting.cut(self.costs, may_begin, size)

    def count(self, size: int) -> int:
        """Count the shards of such a size."""
        return len(self._spans(size))

    def shelf(self, size: int, press: Press) -> Shelf:
        """Make the shards, of about such a size."""
        averages = average_lengths(self.lengths)
        long = []
        for number in np.flatnonzero(self.is_long).tolist():
            part, name = self.columns.taken(number, number + 1), self.names[number]
            files = frequent.files(part, self.lengths, averages, press)
            long.append(Long(name.decode() + TIE, [name], [0], np.diff(part.starts).tolist(), files))
        shards = [self._shard(start, end, press) for start, end in self._spans(size) if not self.is_long[start:end].all()]
        return shelf_of(shards, long, press)

    def _shard(self, start: int, end: int, press: Press) -> Shard:
        """Write pairs start to end without the long ones."""
        kept = [self.names[n] for n in range(start, end) if not self.is_long[n]]
        part = self.columns.taken(start, end).without(self.is_long[start:end])
        return Shard(kept[0].decode() + TIE, press.pack(contents(front_coded(kept), bytes(len(kept)), part)))


def apart(postings: PairPostings, lengths: Numbers) -> Apart:
    """Name the pairs and work out what they cost."""
    columns = pair_columns(postings, np.ones(postings.left.size, dtype=bool), lengths)
    joined = zip(postings.left.tolist(), postings.right.tolist(), strict=True)
    names = [f"{postings.words[left]}{TIE}{postings.words[right]}".encode() for left, right in joined]
    counts = np.diff(columns.starts)
    is_long: Flags = counts >= frequent.long(len(lengths))
    costs = np.array([len(name) * 0.4 for name in names]) + np.where(is_long, 0, counts) * POSTING
    return Apart(columns, names, lengths, counts, is_long, costs.astype(np.int64) + 1)
