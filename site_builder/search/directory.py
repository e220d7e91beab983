"""The way from a term to the file that holds it: a root in entry.json, pages below it, shards below them.

No reader loads the list of all shards: the root names the pages by their first keys, and a page of
some forty shards names those. Long families stand in no shard but in the page itself, with the
names of their own files. See client/directory.js.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from site_builder.search.index import utf16
from site_builder.search.packing import Packed, Parts, Press, escaped, front_coded, varint

PAGE = 40


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


def _parts(shards: Sequence[Shard]) -> Iterator[Sequence[Shard]]:
    """Split into pages before shards whose name begins low, so that an edit changes one page."""
    start = 0
    for end in range(1, len(shards) + 1):
        enough = end - start >= PAGE // 2 and shards[end - 1].packed.name[0] < 256 * 2 // PAGE
        if enough or end - start == 2 * PAGE or end == len(shards):
            yield shards[start:end]
            start = end


def directory(shards: Sequence[Shard], long: Sequence[Long], press: Press) -> Directory:
    """Make the pages of sorted shards and long families, and their root; the first page begins before any key."""
    parts = list(_parts(shards)) or ([[]] if long else [])
    keys = ["", *(part[0].key for part in parts[1:])][: len(parts)]
    order = [utf16(key) for key in keys]
    on_page: list[list[Long]] = [[] for _ in parts]
    for family in sorted(long, key=lambda family: utf16(family.key)):
        on_page[bisect.bisect_right(order, utf16(family.key)) - 1].append(family)
    pages = [_page(part, families, press) for part, families in zip(parts, on_page, strict=True)]
    return Directory(keys, "".join(page.name.hex() for page in pages), pages)
