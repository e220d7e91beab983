"""Makes everything below `search/` from the documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from site_builder.search import cutting, frequent, shards
from site_builder.search.apart import Apart, apart
from site_builder.search.attached import Pairing, pairing
from site_builder.search.cards import Cards, excerpt_length
from site_builder.search.counter import counter
from site_builder.search.documents import Document
from site_builder.search.facets import packed_facets
from site_builder.search.fields import FIELDS
from site_builder.search.gathering import Gathered, gathered_anew
from site_builder.search.index import Numbers, all_entries
from site_builder.search.neighbours import field_lengths, pair_words
from site_builder.search.packing import Press
from site_builder.search.pages import page_shelf, stretches
from site_builder.search.partition import Blocks
from site_builder.search.shards import Shelf
from site_builder.search.standing import Frame, Shelves, Standing
from site_builder.search.texts import text_shelf

FORMAT = 4
BUDGET = 6_000  # documents whose weights a person's query may read before its common words only filter
_CARDS = 0.46  # of all files
APART = 0.5  # the size of a shard of pairs beside one of words: two common words are often asked for together


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that is published of an index, packed."""

    documents: int
    lengths: list[int]
    """Of each field, summed over all documents."""
    shelves: Shelves
    cards: Cards
    languages: Sequence[str]

    def files(self) -> Iterator[tuple[str, bytes | None]]:
        """Give path below `search/` and content of each packed file (None where it is known to stand); a path may come twice."""
        for shelf in self.shelves.way.values():
            yield from ((packed.path, packed.content) for packed in shelf.files())
        for volume in self.cards.volumes():
            yield from volume.files()
        yield from ((packed.path, packed.content) for packed in self.shelves.facets.files())
        yield "entry.json", self.entry()

    def entry(self) -> bytes:
        """Write entry.json: where everything begins."""
        fields = [[f.name, f.boost, total] for f, total in zip(FIELDS, self.lengths, strict=True)]
        found = {
            "format": FORMAT,
            "documents": self.documents,
            "languages": list(self.languages),
            "fields": fields,
            "budget": BUDGET,
            **{name: shelf.way.root() for name, shelf in self.shelves.way.items()},
            "cards": self.cards.entry(),
            **self.shelves.facets.entry(),
        }
        return (json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def most_files(documents: int) -> int:
    """Give how many files may stand below `search/`: 2,000 for 10,000 records, 8,000 for 100,000, 900 for 1,000 that say much."""
    share = max(100, documents) / 10_000
    return int(1_980 * share ** (0.35 if share < 1 else 0.6))


def _size(left: int, words: shards.Words, pairing: Pairing, apart: Apart) -> int:
    """Give the size of a shard of words at which all shards fit into so many files."""
    costs = words.costs() + pairing.costs()
    total = float(costs.sum()) + float(apart.costs.sum()) / APART
    size = cutting.target(int(total), max(1, left), shards.SMALLEST)
    while shards.count_words(words, costs, size) + apart.count(int(size * APART)) > max(4, left):
        size = int(size * cutting.STEP)
    return size


def _left(files: int, cards: Cards, words: shards.Words, apart: Apart) -> int:
    """Give how many files cards, long families, directories, facets and code leave for shards."""
    least = frequent.several(len(words.counter.lengths))
    long = int(np.count_nonzero(words.is_long)) + 3 * int(np.count_nonzero(words.sizes() >= least))
    long += int(np.count_nonzero(apart.is_long)) + 2 * int(np.count_nonzero(apart.counts >= least))
    return int(files * 0.98) - len(cards.groups) - long - 60


def cards_for(count: int, languages: Sequence[str]) -> Cards:
    """Give cards in groups for about so many documents."""
    group = max(3, -(-count // max(1, int(most_files(count) * _CARDS))))
    return Cards(group, languages, excerpt_length(count))


def bundle(documents: Iterable[Document], languages: Sequence[str], count: int) -> Bundle:
    """Read the documents once and make everything; `count` is about how many there are."""
    found = gathered_anew(documents, cards_for(count, languages))
    found.forget()
    return packed_bundle([found], most_files(count), Press())[0]


def packed_bundle(last: list[Gathered], files: int, press: Press) -> tuple[Bundle, Standing]:
    """Make everything of what a list hands over, in about so many files; say what an edit may begin with."""
    gathered = last.pop()
    collected, cards, facets = gathered.collected, gathered.cards, packed_facets(gathered.facets)
    languages, text_files = gathered.facets.languages, text_shelf(gathered.texts, files, press)
    del gathered
    blocks, named, total = Blocks(collected), all_entries(collected), len(collected.ids)
    lengths = field_lengths(collected, blocks)
    page_files = page_shelf(stretches(blocks, total, named), files, press)
    words = shards.words(counter(blocks, named, lengths))
    beside = pair_words(collected)
    collected.vocabulary.end()
    pairs = pairing(blocks, beside, words.families(beside.words), total)
    beyond = apart(pairs, lengths)
    size = size_of_shards(files, cards, words, pairs, beyond, page_files, text_files)
    pair_shelf = beyond.shelf(int(size * APART), press)
    rare = beyond.pairs, beyond.counts, beyond.names
    del beyond
    word_shelf, vocabulary = shards.word_shelf(words, pairs, size, press), shards.vocabulary_shelf(words, press)
    shelves = Shelves(word_shelf, pair_shelf, vocabulary, page_files, text_files, facets)
    attached = np.where(words.is_long, 0, pairs.attached_rows)
    frame = Frame(named, words.family, words.counts, lengths, beside, pairs.families.of_word, attached, *rare)
    return Bundle(total, totals(lengths), shelves, cards, languages), Standing(files, size, frame, shelves)


def totals(lengths: Numbers) -> list[int]:
    """Add the lengths of each field up."""
    return [int(length) for length in lengths.sum(axis=0, dtype=np.int64)]


def size_of_shards(
    files: int, cards: Cards, words: shards.Words, pairs: Pairing, beyond: Apart, pages: Shelf, texts: Shelf
) -> int:
    """Give the size at which everything fits into so many files."""
    return _size(_left(files, cards, words, beyond) - len(pages.files()) - len(texts.files()), words, pairs, beyond)
