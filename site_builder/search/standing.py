"""What stands of an index once it is made, so that an edit of a few documents begins with it and not with nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from site_builder.search import frequent
from site_builder.search.attached import Families
from site_builder.search.directory import Long
from site_builder.search.facets import PackedFacets
from site_builder.search.index import Entries, Numbers
from site_builder.search.names import offsets
from site_builder.search.neighbours import PairWords
from site_builder.search.packing import Packed
from site_builder.search.shards import Shelf


@dataclass(frozen=True, slots=True)
class Frame:
    """All that decides where shards begin and end: entries, families, words and pairs in order, and how often each comes."""

    named: Entries
    family: Numbers  # where each family's entries begin, and the end
    counts: Numbers  # documents of each entry
    lengths: Numbers
    beside: PairWords
    of_word: Numbers  # the family of each word of a pair
    attached: Numbers  # neighbours that stand with each short family
    pairs: Numbers  # of two long families, as left × words + right
    pair_counts: Numbers  # documents of each
    pair_names: list[bytes]

    def families(self) -> Families:
        """Tell how often each family comes, and which are long."""
        sizes = np.diff(offsets(self.counts)[self.family])
        return Families(self.of_word, sizes, sizes >= frequent.long(len(self.lengths)))


@dataclass(frozen=True, slots=True)
class Shelves:
    """Every file of an index but the cards."""

    words: Shelf
    pairs: Shelf
    vocabulary: Shelf
    pages: Shelf
    texts: Shelf
    facets: PackedFacets

    @property
    def way(self) -> Mapping[str, Shelf]:
        """The shelves by the names that entry.json has for them."""
        names = ("words", "pairs", "vocabulary", "pages", "texts")
        return {name: getattr(self, name) for name in names}

    def files(self) -> Iterator[Packed]:
        """Give every file."""
        for shelf in self.way.values():
            yield from shelf.files()
        yield from self.facets.files()

    def bare(self) -> Shelves:
        """Leave the contents away: the names tell them."""
        shelves = {name: _bare(shelf) for name, shelf in self.way.items()}
        return Shelves(**shelves, facets=_bare_facets(self.facets))


@dataclass(frozen=True, slots=True)
class Standing:
    """An index that was made of about so many files, in shards of such a size."""

    files: int
    size: int
    frame: Frame
    shelves: Shelves

    def bare(self) -> Standing:
        """Leave the contents of files away."""
        return replace(self, shelves=self.shelves.bare())


def _named(packed: Packed) -> Packed:
    return Packed(packed.name, None)


def _long(family: Long) -> Long:
    return replace(family, files=[_named(packed) for packed in family.files])


def _bare(shelf: Shelf) -> Shelf:
    way = replace(shelf.way, pages=[_named(page) for page in shelf.way.pages])
    shards = [replace(shard, packed=_named(shard.packed)) for shard in shelf.shards]
    return Shelf(way, shards, [_long(family) for family in shelf.long], shelf.spans)


def _bare_facets(found: PackedFacets) -> PackedFacets:
    return replace(
        found,
        facets={name: _named(packed) for name, packed in found.facets.items()},
        rare=replace(found.rare, pages=[_named(page) for page in found.rare.pages]),
        rare_shards=[replace(shard, packed=_named(shard.packed)) for shard in found.rare_shards],
        dates=_named(found.dates),
        titles={tag: _named(packed) for tag, packed in found.titles.items()},
    )
