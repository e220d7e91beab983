"""Gives words that came their place among the others, and takes out those that went, without putting all in order anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from site_builder.search import characters
from site_builder.search.analysis import TIE
from site_builder.search.collect import KINDS, Collected, Vocabulary
from site_builder.search.columns import Flags
from site_builder.search.counter import families_of
from site_builder.search.index import Entries, Numbers, entry_order, utf16
from site_builder.search.neighbours import PairWords
from site_builder.search.standing import Frame

Coming = tuple[int, int, Any]
"""A token that is used now and was not: the column that it belongs to, its number, the name that it has there."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the entries, families, words and pairs of before stand now (-1: nowhere)."""

    entries: Numbers
    families: Numbers
    words: Numbers
    pairs: Numbers

    def pair_codes(self, codes: Numbers, width: int) -> Numbers:
        """Number pairs of before as they are numbered now, in an index of `width` words (-1: one of the words is gone)."""
        left, right = (self.words[side] for side in np.divmod(codes, max(1, self.words.size)))
        return np.where((left < 0) | (right < 0), -1, left.astype(np.int64) * width + right)


def width(beside: PairWords) -> int:
    """Give the number by which the left word of a pair is multiplied."""
    return max(1, len(beside.words))


def renamed(frame: Frame, collected: Collected, tokens: Numbers) -> tuple[Frame, Moved]:
    """Name entries, families, words and pairs as they are now, with so many of each token; what is new has no document yet."""
    was = np.zeros(tokens.size, dtype=bool)
    was[: frame.named.counts.size] = frame.named.counts > 0
    held, come, gone = tokens > 0, np.flatnonzero((tokens > 0) & ~was), np.flatnonzero(was & (tokens == 0))
    vocabulary = collected.vocabulary
    terms = list(vocabulary.terms) if come.size else []
    named, entries = _named(frame.named, vocabulary, terms, (held, come[come > 0], gone[gone > 0]))
    beside, words = _beside(frame.beside, vocabulary, terms, (held, come[come > 0], gone[gone > 0]))
    family = families_of(named) if named.keys is not frame.named.keys else frame.family
    families = _families(frame.family, family, entries)
    moved = Moved(entries, families, words, np.zeros(0, dtype=np.int64))
    return replace(
        frame,
        named=replace(named, counts=tokens),
        family=family,
        counts=carried(frame.counts, entries, len(named.keys)),
        beside=beside,
        of_word=_of_words(frame, named, family, beside, moved),
        attached=carried(frame.attached, families, family.size - 1),
        pairs=moved.pair_codes(frame.pairs, width(beside)),
    ), moved


def carried(numbers: Numbers, places: Numbers, count: int) -> Numbers:
    """Put numbers where the things that they belong to stand now."""
    found = np.zeros(count, dtype=numbers.dtype)
    found[places[places >= 0]] = numbers[places >= 0]
    return found


def _padded(of_token: Numbers, count: int) -> Numbers:
    return np.concatenate((of_token, np.full(count - of_token.size, -1, dtype=of_token.dtype)))


def _named(
    named: Entries, vocabulary: Vocabulary, terms: Sequence[str], changes: tuple[Flags, Numbers, Numbers]
) -> tuple[Entries, Numbers]:
    held, come, gone = changes
    columns = [_padded(of_token, held.size) for of_token in named.of_tokens]
    coming: list[Coming] = []
    for token in come.tolist():
        term = terms[vocabulary.toned[token]]
        coming.append((0, token, (characters.fold(term), term, False)))
        if vocabulary.stemmed[token]:
            stem = terms[vocabulary.other[token]]
            coming.append((1, token, (stem, stem, True)))
    keys, moved = _relisted(named.keys, entry_order, columns, held, coming, gone)
    return Entries(keys, (columns[0], columns[1]), named.counts), moved


def _beside(
    beside: PairWords, vocabulary: Vocabulary, terms: Sequence[str], changes: tuple[Flags, Numbers, Numbers]
) -> tuple[PairWords, Numbers]:
    held, come, gone = changes
    columns, kind = [_padded(beside.of_token, held.size)], np.array(vocabulary.kind, dtype=np.uint8)
    is_word = kind == KINDS["word"]
    coming: list[Coming] = [(0, token, terms[vocabulary.paired[token]]) for token in come[is_word[come]].tolist()]
    words, moved = _relisted(beside.words, lambda word: utf16(word + TIE), columns, held & is_word, coming, gone[is_word[gone]])
    return PairWords(words, columns[0], kind), moved


def _relisted(
    names: list[Any], order: Callable[[Any], Any], columns: list[Numbers], held: Flags, coming: Iterable[Coming], gone: Numbers
) -> tuple[list[Any], Numbers]:
    """Bring an ordered list up to date, and the columns that say at which place in it each token stands; say what moved where."""
    new: dict[Any, list[tuple[int, int]]] = {}
    for column, token, name in coming:
        at = bisect_left(names, order(name), key=order)
        if at < len(names) and names[at] == name:
            columns[column][token] = at
        else:
            new.setdefault(name, []).append((column, token))
    kept = np.ones(len(names), dtype=bool)
    for entry in {int(one[token]) for one in columns for token in gone.tolist()} - {-1}:
        kept[entry] = any((one[held] == entry).any() for one in columns)
    left = names if kept.all() else [names[n] for n in np.flatnonzero(kept).tolist()]
    added = sorted(new, key=order)
    places = np.array([bisect_left(left, order(name), key=order) for name in added], dtype=np.int64)
    rank = np.cumsum(kept) - 1
    moved = np.where(kept, rank + np.searchsorted(places, rank, "right"), -1)
    for of_token in columns:
        of_token[:] = np.append(moved, -1)[of_token]
    found = list(left) if added else left
    for number, (place, name) in reversed(list(enumerate(zip(places.tolist(), added, strict=True)))):
        found.insert(place, name)
        for at, token in new[name]:
            columns[at][token] = place + number
    return found, moved


def _families(before: Numbers, after: Numbers, entries: Numbers) -> Numbers:
    """Say where families stand now, by where any of their entries does."""
    if not entries.size:
        return np.zeros(0, dtype=np.int64)
    best = np.maximum.reduceat(entries, before[:-1])
    return np.where(best < 0, -1, np.searchsorted(after, best, "right") - 1)


def _of_words(frame: Frame, named: Entries, family: Numbers, beside: PairWords, moved: Moved) -> Numbers:
    """Give the family of each word of a pair."""
    stands = moved.words >= 0
    found = np.full(len(beside.words), -1, dtype=np.int32)
    found[moved.words[stands]] = moved.families[frame.of_word[stands]]
    for word in np.flatnonzero(found < 0).tolist():
        entry = bisect_left(named.keys, (utf16(beside.words[word]), False, b""), key=entry_order)
        found[word] = np.searchsorted(family, entry, "right") - 1
    return found
