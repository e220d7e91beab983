"""Makes everything below `search/` from the documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.search.cards import Cards, Volume
from site_builder.search.collect import Collected
from site_builder.search.documents import Document
from site_builder.search.facets import Facets, PackedFacets, packed_facets
from site_builder.search.fields import FIELDS
from site_builder.search.index import Index, index
from site_builder.search.shards import Shelves, shelves

FORMAT = 1
BUDGET = 16_000  # documents whose weights a person's query may read before its common words only filter
_WORDS, _PAIRS, _CARDS = 0.14, 0.27, 0.45  # of all files


@dataclass(frozen=True, slots=True)
class Bundle:
    """The index with everything that is published of it."""

    index: Index
    shelves: Shelves
    volumes: list[Volume]
    card_group: int
    facets: PackedFacets
    languages: Sequence[str]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Give path below `search/` and content of each packed file; a path may come twice with one content."""
        for shelf in (self.shelves.words, self.shelves.pairs, self.shelves.vocabulary):
            yield from ((packed.path, packed.content) for packed in shelf.files())
        for volume in self.volumes:
            yield from volume.files()
        yield from ((packed.path, packed.content) for packed in self.facets.files())
        yield "entry.json", self.entry()

    def entry(self) -> bytes:
        """Write entry.json: where everything begins."""
        totals = self.index.lengths.sum(axis=0).tolist()
        fields = [[f.name, f.boost, total] for f, total in zip(FIELDS, totals, strict=True)]
        found = {
            "format": FORMAT,
            "documents": len(self.index.ids),
            "languages": list(self.languages),
            "fields": fields,
            "budget": BUDGET,
            "words": self.shelves.words.way.root(),
            "pairs": self.shelves.pairs.way.root(),
            "vocabulary": self.shelves.vocabulary.way.root(),
            "cards": {"group": self.card_group, "volumes": "".join(volume.name for volume in self.volumes)},
            **self.facets.entry(),
        }
        return (json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def most_files(documents: int) -> int:
    """Give how many files may stand below `search/`: 2,000 for 10,000 records, 8,000 for 100,000."""
    return int(1_940 * (max(100, documents) / 10_000) ** 0.6)


def bundle(documents: Iterable[Document], languages: Sequence[str], count: int) -> Bundle:
    """Read the documents once and make everything; `count` is about how many there are."""
    files = most_files(count)
    group = max(4, -(-count // max(1, int(files * _CARDS))))
    collected, cards, facets = Collected(), Cards(group, languages), Facets(languages)
    for document in documents:
        collected.add(document)
        cards.add(document)
        facets.add(document)
    made = index(collected)
    found = shelves(made, int(files * _WORDS), int(files * _PAIRS))
    return Bundle(made, found, cards.volumes(), group, packed_facets(facets), languages)
