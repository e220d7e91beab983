"""Makes everything below `search/` from the documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from site_builder.search import frequent, shards
from site_builder.search.attached import split
from site_builder.search.cards import Cards, excerpt_length
from site_builder.search.collect import Collected
from site_builder.search.documents import Document
from site_builder.search.facets import Facets, PackedFacets, packed_facets
from site_builder.search.fields import FIELDS
from site_builder.search.index import field_lengths, pair_postings, rows, word_postings
from site_builder.search.names import word_names
from site_builder.search.shards import Shelf

FORMAT = 1
BUDGET = 6_000  # documents whose weights a query may read, of 10,000, before its common words only filter
_CARDS = 0.5  # of all files


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that is published of an index, packed."""

    documents: int
    lengths: list[int]
    """Of each field, summed over all documents."""
    words: Shelf
    pairs: Shelf
    vocabulary: Shelf
    cards: Cards
    facets: PackedFacets
    languages: Sequence[str]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Give path below `search/` and content of each packed file; a path may come twice with one content."""
        for shelf in (self.words, self.pairs, self.vocabulary):
            yield from ((packed.path, packed.content) for packed in shelf.files())
        for volume in self.cards.volumes:
            yield from volume.files()
        yield from ((packed.path, packed.content) for packed in self.facets.files())
        yield "entry.json", self.entry()

    def entry(self) -> bytes:
        """Write entry.json: where everything begins."""
        fields = [[f.name, f.boost, total] for f, total in zip(FIELDS, self.lengths, strict=True)]
        found = {
            "format": FORMAT,
            "documents": self.documents,
            "languages": list(self.languages),
            "fields": fields,
            "budget": int(BUDGET * max(1.0, self.documents / 10_000) ** 0.4),
            "words": self.words.way.root(),
            "pairs": self.pairs.way.root(),
            "vocabulary": self.vocabulary.way.root(),
            "cards": self.cards.entry(),
            **self.facets.entry(),
        }
        return (json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def most_files(documents: int) -> int:
    """Give how many files may stand below `search/`: 2,000 for 10,000 records, 8,000 for 100,000."""
    return int(1_940 * (max(100, documents) / 10_000) ** 0.6)


def _for_words(files: int, cards: Cards, words: shards.Words, apart: int) -> int:
    """Give how many files the shards of words may take: what everything else leaves."""
    is_frequent = np.diff(words.columns.starts[words.family]) >= frequent.FREQUENT
    long = int(np.count_nonzero(words.is_long)) + 2 * int(np.count_nonzero(is_frequent))
    return max(1, int(files * 0.96) - sum(len(volume.groups) for volume in cards.volumes) - long - apart - 60)


def bundle(documents: Iterable[Document], languages: Sequence[str], count: int) -> Bundle:
    """Read the documents once and make everything; `count` is about how many there are."""
    files = most_files(count)
    group = max(4, -(-count // max(1, int(files * _CARDS))))
    collected, cards, facets = Collected(), Cards(group, languages, excerpt_length(count)), Facets(languages)
    for document in documents:
        collected.add(document)
        cards.add(document)
        facets.add(document)
    cards.finish()
    packed = packed_facets(facets)
    del facets
    collected.vocabulary.forget()
    return _packed(collected, cards, packed, languages, files)


def _packed(collected: Collected, cards: Cards, facets: PackedFacets, languages: Sequence[str], files: int) -> Bundle:
    """Count, cut and pack the words and pairs of all documents."""
    found = rows(collected)
    lengths = field_lengths(collected, found)
    totals = [int(total) for total in lengths.sum(axis=0, dtype=np.int64)]
    words = shards.words(word_postings(collected, found), lengths)
    postings = pair_postings(collected, found)
    del found
    families, names = words.families(postings.words), word_names(postings.words)
    attached, columns, is_apart = split(postings, families, lengths, names)
    del families
    apart = shards.pair_shelf(postings, columns, is_apart, lengths)
    del postings, columns
    for_words = _for_words(files, cards, words, len(apart.files()))
    shelf, vocabulary = shards.word_shelf(words, attached, for_words), shards.vocabulary_shelf(words)
    return Bundle(len(collected.ids), totals, shelf, apart, vocabulary, cards, facets, languages)
