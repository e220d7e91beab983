"""Cuts a sorted list into shards at places that its own content decides.

Shards are filled to about a target and end before a key whose checksum says so, so that a longer
entry moves the next boundary or two and not all that follow: most files survive an edit.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

import numpy as np

from site_builder.search.index import Numbers

ONE_IN = 6  # so many keys, on average, lie between two that may begin a shard
STEP = 1.1  # targets are powers of it, so that a growing archive seldom changes its target


def target(total: int, files: int, least: int) -> int:
    """Give the size of a shard at which `total` fits into about so many files."""
    size = float(least)
    while total / size > files:
        size *= STEP
    return int(size)


def begins(name: bytes) -> bool:
    """Say whether a shard may begin with what has such a name."""
    return zlib.crc32(name) % ONE_IN == 0


def cut(costs: Numbers, may_begin: Callable[[int], bool], size: int) -> list[tuple[int, int]]:
    """Give (start, end) of each shard over entries with such costs; `may_begin` is asked only near where a shard is full."""
    count = costs.size
    ends = np.cumsum(costs)
    spans, start, before = [], 0, 0
    while start < count:
        full = max(start + 1, int(np.searchsorted(ends, before + size)))
        latest = min(count, max(full, int(np.searchsorted(ends, before + size + size // 2))))
        end = next((n for n in range(full, latest) if may_begin(n)), latest)
        spans.append((start, end))
        start, before = end, int(ends[end - 1])
    return spans
