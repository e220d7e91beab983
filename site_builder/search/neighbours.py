"""Finds the words that stand side by side, whose pairs the folded fields hold, and how long fields are with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from site_builder.search.analysis import TIE
from site_builder.search.collect import KINDS, Collected
from site_builder.search.fields import REST, TITLE
from site_builder.search.index import PLACES, Numbers, PairPostings, Rows, counted, used, utf16

Flags = npt.NDArray[np.bool_]


def _pair_place(field: Numbers) -> Numbers:
    return np.where(field == TITLE, np.uint8(TITLE), np.uint8(REST))


@dataclass(frozen=True, slots=True)
class PairWords:
    """The folded words in the order in which their pairs' terms begin; of each token its place among them, and its kind."""

    words: list[str]
    of_token: Numbers
    kind: Numbers


def pair_words(collected: Collected) -> PairWords:
    """List the folded words in order."""
    vocabulary = collected.vocabulary
    terms = list(vocabulary.terms)
    words = {vocabulary.paired[token] for token in used(collected) if vocabulary.kind[token] == KINDS["word"]}
    ordered = sorted(words, key=lambda t: utf16(terms[t] + TIE))
    rank = {t: n for n, t in enumerate(ordered)}
    of_token = [rank.get(t, -1) for t in vocabulary.paired]
    kind = np.array(vocabulary.kind, dtype=np.uint8)
    return PairWords([terms[t] for t in ordered], np.array(of_token, dtype=np.int32), kind)


def _beside(kinds: Numbers, found: Rows) -> tuple[Numbers, Numbers]:
    """Give the rows (left, right) of words that stand side by side in one value."""
    kind = kinds[found.token]
    chain = np.flatnonzero(kind != KINDS["whole"]).astype(np.uint32)
    is_word = kind[chain] == KINDS["word"]
    beside = is_word[:-1] & is_word[1:]
    return chain[:-1][beside], chain[1:][beside]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Words that stand side by side: their numbers among `words`, where they stand, and whether in a title or the rest.

    The words are in the order in which their pairs' terms begin (`⁀ba⁀`: a tie ends each word).
    """

    words: list[str]
    left: Numbers
    right: Numbers
    document: Numbers
    place: Numbers

    def where(self, rows: npt.NDArray[np.bool_]) -> Neighbours:
        """Take some of them."""
        return Neighbours(self.words, self.left[rows], self.right[rows], self.document[rows], self.place[rows])


def neighbours(named: PairWords, found: Rows) -> Neighbours:
    """Find the words that stand side by side in some rows."""
    left, right = _beside(named.kind, found)
    place = _pair_place(found.field[left])
    rank = named.of_token
    return Neighbours(named.words, rank[found.token[left]], rank[found.token[right]], found.document[left], place)


@dataclass(slots=True)
class Chains:
    """Which rows stand side by side, in each block of documents; those of an only block are kept."""

    blocks: Iterable[Rows]
    named: PairWords
    _only: tuple[Rows, Numbers, Numbers] | None = None

    def _sides(self) -> Iterator[tuple[Rows, Numbers, Numbers]]:
        if self._only:
            yield self._only
            return
        for number, found in enumerate(self.blocks):
            self._only = (found, *_beside(self.named.kind, found)) if number == 0 else None
            yield self._only or (found, *_beside(self.named.kind, found))

    def where(self, left: Flags, right: Flags) -> Neighbours:
        """Find the neighbours of which `left` says that it wants the left word, or `right` the right one."""
        rank, blocks = self.named.of_token, []
        wants = [np.append(flags, False)[rank] for flags in (left, right)]
        for found, one, two in self._sides():
            kept = wants[0][found.token[one]] | wants[1][found.token[two]]
            one, two = one[kept], two[kept]
            columns = rank[found.token[one]], rank[found.token[two]], found.document[one], _pair_place(found.field[one])
            blocks.append(Neighbours(self.named.words, *columns))
        return joined(blocks)


def joined(blocks: Sequence[Neighbours]) -> Neighbours:
    """Put neighbours of one list of words after each other."""
    if len(blocks) == 1:
        return blocks[0]
    columns = ([getattr(block, name) for block in blocks] for name in ("left", "right", "document", "place"))
    return Neighbours(blocks[0].words, *map(np.concatenate, columns))


def counted_pairs(rows: Neighbours, documents: int) -> PairPostings:
    """Count how often each pair stands in each document's title and the rest."""
    width, count = max(1, len(rows.words)), max(1, documents)
    named = rows.left.astype(np.int64)
    named *= width
    named += rows.right
    distinct, entry = np.unique(named, return_inverse=True)
    del named
    first, second = np.divmod(distinct, width)
    found = counted(entry, rows.document, rows.place, count)
    return PairPostings(rows.words, first.astype(np.int32), second.astype(np.int32), *found)


def field_lengths(collected: Collected, blocks: Iterable[Rows]) -> Numbers:
    """Count the terms of every field, as lunr does: repeated ones each time."""
    count, width = len(collected.ids), PLACES + 2
    lengths = np.zeros((count, width), dtype=np.int64)
    is_other = np.array(collected.vocabulary.other, dtype=np.int32) >= 0
    kinds = np.array(collected.vocabulary.kind, dtype=np.uint8)
    for found in blocks:
        if not found.document.size:
            continue
        first, end = int(found.document[0]), int(found.document[-1]) + 1
        own, size = np.zeros((end - first) * width, dtype=np.int64), (end - first) * width
        place = (found.document - np.uint32(first)) * np.uint32(width)
        own += np.bincount((place + found.field)[found.token > 0], minlength=size)
        place += np.where(found.field == TITLE, np.uint32(PLACES), np.uint32(PLACES + 1))
        own += np.bincount(place[is_other[found.token]], minlength=size)
        left, _ = _beside(kinds, found)
        own += np.bincount(place[left], minlength=size)
        lengths[first:end] = own.reshape(-1, width)
    return lengths.astype(np.uint16 if lengths.max(initial=0) < 2**16 else np.uint32)
