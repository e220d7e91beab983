"""The way from a term to the file that holds it: a root in entry.json, pages below it, shards below them.

No reader loads the list of all shards: the root names the pages by their first keys, and a page of
about a hundred shards names those. See client/directory.js.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.search.packing import Packed, front_coded, pack, varint

PAGE = 96


@dataclass(frozen=True, slots=True)
class Shard:
    """A packed file and the first key in it."""

    key: str
    packed: Packed


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


def _page(shards: Sequence[Shard]) -> Packed:
    keys = front_coded([shard.key.encode() for shard in shards])
    return pack([varint(len(shards)), *keys, b"".join(shard.packed.name for shard in shards)])


def _parts(shards: Sequence[Shard]) -> Iterator[Sequence[Shard]]:
    """Split into pages before shards whose name begins low, so that an edit changes one page."""
    start = 0
    for end in range(1, len(shards) + 1):
        enough = end - start >= PAGE // 2 and shards[end - 1].packed.name[0] < 256 * 2 // PAGE
        if enough or end - start == 2 * PAGE or end == len(shards):
            yield shards[start:end]
            start = end


def directory(shards: Sequence[Shard]) -> Directory:
    """Make the pages of sorted shards, and their root."""
    parts = list(_parts(shards))
    pages = [_page(part) for part in parts]
    names = "".join(page.name.hex() for page in pages)
    return Directory([part[0].key for part in parts], names, pages)
