"""Cuts the making of an index into parts of about the same work, so that memory holds one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from site_builder.search.collect import Collected
from site_builder.search.index import Numbers, Rows, rows

ROWS = 16_000_000  # words that are spread out at a time: 150,000 records of a hundred words each


def spans(sizes: Numbers, most: int) -> list[tuple[int, int]]:
    """Cut consecutive things of such sizes into (start, end) of at most `most`, one thing at least."""
    ends = np.cumsum(sizes, dtype=np.int64)
    if not ends.size or ends[-1] <= most:
        return [(0, ends.size)]
    bounds = [0]
    while bounds[-1] < ends.size:
        before = int(ends[bounds[-1] - 1]) if bounds[-1] else 0
        bounds.append(max(bounds[-1] + 1, int(np.searchsorted(ends, before + most, "right"))))
    return list(pairwise(bounds))


@dataclass(frozen=True, slots=True)
class Blocks:
    """All that was read, in blocks of documents; each is spread out anew whenever it is asked for."""

    collected: Collected

    def __iter__(self) -> Iterator[Rows]:
        """Give the rows of each block."""
        sizes = np.diff(np.frombuffer(self.collected.token_at, dtype=np.uint64)).astype(np.int64)
        return (rows(self.collected, start, end) for start, end in spans(sizes, ROWS))
