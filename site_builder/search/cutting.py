"""Cuts a sorted list into shards at places that its own content decides.

Shards are filled to about a target and end before a key whose checksum says so, so that a longer
entry moves the next boundary or two and not all that follow: most files survive an edit.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from site_builder.search.index import Numbers

ONE_IN = 6  # so many keys, on average, lie between two that may begin a shard
STEP = 1.1  # targets are powers of it, so that a growing archive seldom changes its target


def target(total: int, files: int, least: int) -> int:
    """Give the size of a shard at which `total` fits into about so many files."""
    size = float(least)
    while total / size > files:
        size *= STEP
    return int(size)


def cut(costs: Numbers, may_begin: npt.NDArray[np.bool_], size: int) -> list[tuple[int, int]]:
    """Give (start, end) of each shard over entries with such costs."""
    count = costs.size
    ends = np.cumsum(costs)
    allowed = np.flatnonzero(may_begin)
    spans, start, before = [], 0, 0
    while start < count:
        full = max(start + 1, int(np.searchsorted(ends, before + size)))
        latest = max(full, int(np.searchsorted(ends, before + size + size // 2)))
        following = int(np.searchsorted(allowed, full))
        end = int(allowed[following]) if following < allowed.size else count
        end = min(end, max(latest, full), count)
        spans.append((start, end))
        start, before = end, int(ends[end - 1])
    return spans
