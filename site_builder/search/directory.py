"""The way from a term to the file that holds it: a root in entry.json, pages below it, shards below them.

No reader loads the list of all shards: the root names the pages by their first keys, and a page of
a few hundred bytes names some shards. Long families stand in no shard but in the page itself, with the
names of their own files. See client/directory.js.
"""

from __future__ import annotations

import bisect
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np

from site_builder.search.index import utf16
from site_builder.search.packing import NAME_BYTES, Packed, Parts, Press, escaped, front_coded, varint

SMALLEST = 200  # bytes of a page, about, however few shards there are
KEY = 4  # about how many bytes a key takes when compressed, beside the name of its file
STEP = 1.1  # sizes of pages are powers of it, so that a growing archive seldom changes its size


@dataclass(frozen=True, slots=True)
class Shard:
    """A packed file and the first key in it."""

    key: str
    packed: Packed


@dataclass(frozen=True, slots=True)
class Long:
    """A family with files of its own: its entries' names, flags and sizes."""

    key: str
    names: list[bytes]
    flags: list[int]
    sizes: list[int]
    files: list[Packed]


@dataclass(frozen=True, slots=True)
class Directory:
    """What entry.json says of one kind of shard: first keys and names of the pages."""

    keys: list[str]
    names: str
    """The pages' names in hexadecimal, one after another."""
    pages: list[Packed]

    def root(self) -> dict[str, object]:
        """Give the root as entry.json has it."""
        return {"keys": self.keys, "names": self.names}


def _long_parts(families: Sequence[Long]) -> Parts:
    """Write long families: how many entries and files each has, then names, flags, sizes and files of all."""
    entries = np.array([len(family.names) for family in families], dtype=np.int64)
    sizes = np.array([size for family in families for size in family.sizes], dtype=np.int64)
    return [
        varint(len(families)) + escaped(entries) + bytes(len(family.files) for family in families),
        *front_coded([name for family in families for name in family.names]),
        bytes(flag for family in families for flag in family.flags) + escaped(sizes),
        b"".join(packed.name for family in families for packed in family.files),
    ]


def _page(shards: Sequence[Shard], long: Sequence[Long], press: Press) -> Packed:
    keys = front_coded([shard.key.encode() for shard in shards])
    names = b"".join(shard.packed.name for shard in shards)
    return press.pack([varint(len(shards)), *keys, names, *_long_parts(long)])


def _size(total: int) -> int:
    """Give the size of a page at which the root and the pages that a query reads come to the fewest bytes."""
    size = float(SMALLEST)
    while size * size < 4 * total:
        size *= STEP
    return int(size)


def _cost(named: Shard | Long) -> int:
    """Give about how many bytes of a page name a shard or a long family."""
    if isinstance(named, Shard):
        return KEY + NAME_BYTES
    return KEY * len(named.names) + NAME_BYTES * len(named.files)


def _spans(shards: Sequence[Shard], long: Sequence[Sequence[Long]]) -> Iterator[tuple[int, int]]:
    """Cut into pages before shards whose name begins low, so that an edit changes one page; `long` follows each shard."""
    costs = [_cost(shard) + sum(map(_cost, families)) for shard, families in zip(shards, long, strict=True)]
    size, ends, start = _size(sum(costs)), list(accumulate(costs)), 0
    for end in range(1, len(shards) + 1):
        filled = ends[end - 1] - (ends[start - 1] if start else 0)
        (number,) = struct.unpack_from(">H", shards[end - 1].packed.name)
        enough = filled * 2 >= size and number * size < 2**17 * costs[end - 1]
        if enough or filled >= 2 * size or end == len(shards):
            yield start, end
            start = end


def _following(shards: Sequence[Shard], long: Sequence[Long]) -> list[list[Long]]:
    """Put each long family with the last shard that begins before it, or with the first of all."""
    order = [utf16(shard.key) for shard in shards]
    found: list[list[Long]] = [[] for _ in shards]
    for family in sorted(long, key=lambda family: utf16(family.key)):
        found[max(0, bisect.bisect_right(order, utf16(family.key)) - 1)].append(family)
    return found


def directory(shards: Sequence[Shard], long: Sequence[Long], press: Press) -> Directory:
    """Make the pages of sorted shards and long families, and their root; the first page begins before any key."""
    if not shards:
        pages = [_page([], sorted(long, key=lambda family: utf16(family.key)), press)] if long else []
        return Directory([""] * len(pages), "".join(page.name.hex() for page in pages), pages)
    following = _following(shards, long)
    spans = list(_spans(shards, following))
    pages = [_page(shards[start:end], list(chain(*following[start:end])), press) for start, end in spans]
    return Directory(["", *(shards[start].key for start, _ in spans[1:])], "".join(page.name.hex() for page in pages), pages)
