"""The shelf of the pairs of two long families, which stand with neither of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from site_builder.search import cutting, frequent, partition
from site_builder.search.analysis import TIE
from site_builder.search.attached import Pairing
from site_builder.search.columns import Columns, Flags, pair_columns
from site_builder.search.directory import Long, Shard
from site_builder.search.index import Numbers
from site_builder.search.packing import Press, front_coded
from site_builder.search.shards import POSTING, Shelf, contents, shelf_of
from site_builder.search.weights import Reals, average_lengths, bounding


@dataclass(slots=True)
class Apart:
    """Pairs in order: number and name (`left⁀right`) of each, how many documents hold it, and about what it costs in a shard."""

    pairing: Pairing
    lengths: Numbers
    pairs: Numbers
    names: list[bytes]
    counts: Numbers
    is_long: Flags
    costs: Numbers
    _last: tuple[int, int, Columns] | None = None

    def columns(self, first: int, end: int) -> Columns:
        """Count the pairs from number `first` to `end`; what was counted last is kept."""
        if self._last is None or self._last[:2] != (first, end):
            self._last = None
            postings = self.pairing.apart(first, end)
            self._last = first, end, pair_columns(postings, np.ones(postings.left.size, dtype=bool), self.lengths)
        return self._last[2]

    def name(self, spans: Sequence[tuple[int, int]]) -> None:
        """Find the pairs whose left words are within each span, and what they cost."""
        found, counts = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        width = self.pairing.width
        for start, end in spans:
            postings = self.pairing.apart(start * width, end * width)
            found.append(postings.left.astype(np.int64) * width + postings.right)
            columns = pair_columns(postings, np.ones(postings.left.size, dtype=bool), self.lengths)
            self._last = start * width, end * width, columns
            counts.append(np.diff(columns.starts))
            del postings, columns
        self.pairs, self.counts = np.concatenate(found), np.concatenate(counts)
        self.names = pair_names(self.pairing.named.words, self.pairs)
        self.weigh()

    def weigh(self) -> None:
        """Say what each costs."""
        self.is_long = self.counts >= frequent.long(len(self.lengths))
        costs = np.array([len(name) * 0.4 for name in self.names]) + np.where(self.is_long, 0, self.counts) * POSTING
        self.costs = costs.astype(np.int64) + 1

    def spans(self, size: int) -> list[tuple[int, int]]:
        """Cut the pairs; those that are all long need no shard."""
        return cutting.cut(self.costs, lambda n: cutting.begins(self.names[n]), size)

    def in_shards(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the spans that need a shard."""
        return [span for span in spans if not self.is_long[slice(*span)].all()]

    def count(self, size: int) -> int:
        """Count the shards of such a size."""
        return len(self.spans(size))

    def shelf(self, size: int, press: Press) -> Shelf:
        """Make the shards, of about such a size."""
        averages = bounding(average_lengths(self.lengths))
        long, shards, cuts = list[Long](), list[Shard](), self.spans(size)
        work = np.array([int(self.counts[start:end].sum()) for start, end in cuts], dtype=np.int64)
        for some in (cuts[start:end] for start, end in partition.spans(work, partition.ROWS) if end > start):
            first, last = some[0][0], some[-1][1]
            columns = self.columns(*self._bounds(first, last))
            for number in (first + np.flatnonzero(self.is_long[first:last])).tolist():
                long.append(self.long_pair(number, columns.taken(number - first, number - first + 1), averages, press))
            for start, end in self.in_shards(some):
                shards.append(self.shard(start, end, columns.taken(start - first, end - first), press))
        return shelf_of(shards, long, press, self.in_shards(cuts))

    def _bounds(self, first: int, last: int) -> tuple[int, int]:
        """Give the numbers between which pairs first to last lie."""
        end = self.pairing.width * self.pairing.width if last == self.pairs.size else int(self.pairs[last])
        return (int(self.pairs[first]) if first else 0), end

    def only(self, pairing: Pairing, chosen: Numbers) -> Apart:
        """Take some pairs, those that a pairing holds, as if there were no others."""
        names = [self.names[n] for n in chosen.tolist()]
        return Apart(
            pairing, self.lengths, self.pairs[chosen], names, self.counts[chosen], self.is_long[chosen], self.costs[chosen]
        )

    def long_pair(self, number: int, part: Columns, averages: Reals, press: Press) -> Long:
        """Write one pair's own files."""
        name, files = self.names[number], frequent.files(part, self.lengths, averages, press)
        return Long(name.decode() + TIE, [name], [0], np.diff(part.starts).tolist(), files)

    def shard(self, start: int, end: int, part: Columns, press: Press) -> Shard:
        """Write pairs start to end without the long ones, if there are others."""
        kept = [self.names[n] for n in range(start, end) if not self.is_long[n]]
        part = part.without(self.is_long[start:end])
        return Shard(kept[0].decode() + TIE, press.pack(contents(front_coded(kept), bytes(len(kept)), part)))


def pair_names(words: Sequence[str], pairs: Numbers) -> list[bytes]:
    """Name pairs, `left⁀right`."""
    numbers = (column.tolist() for column in np.divmod(pairs, max(1, len(words))))
    return [f"{words[left]}{TIE}{words[right]}".encode() for left, right in zip(*numbers, strict=True)]


def apart(pairing: Pairing, lengths: Numbers) -> Apart:
    """Name the pairs and work out what they cost."""
    none = np.zeros(0, dtype=np.int64)
    found = Apart(pairing, lengths, none, [], none, none.astype(bool), none)
    found.name(partition.spans(pairing.apart_rows, partition.ROWS))
    return found
