"""Counts what documents say: the postings of every entry, exactly as lunr's builder counts them.

An *entry* is a toned term with its postings, or the stem of English words (which only the folded
fields hold). What a folded field holds of a toned term follows from the term, so it is not kept
twice. Entries of one folded form are a *family* and stand together. Pairs are kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from site_builder.search import characters
from site_builder.search.analysis import TIE
from site_builder.search.collect import KINDS, Collected
from site_builder.search.fields import REST, TEXT, TITLE, TONED

Numbers = npt.NDArray[Any]
"""Whole numbers; long columns are kept in as few bytes as they need, since there are tens of millions of them."""

PLACES = len(TONED)
MOST = 15  # a shape counts a term up to this often in a field; the rest of a count overflows


def utf16(text: str) -> bytes:
    """Give the key that sorts strings as JavaScript compares them."""
    return text.encode("utf-16-be")


def distinct(numbers: Numbers) -> Numbers:
    """Give the distinct numbers in order, by sorting: numpy's own way hashes, which takes several times as long."""
    ordered = np.sort(numbers, axis=None)
    found: Numbers = ordered[np.append(True, ordered[1:] != ordered[:-1])] if ordered.size else ordered
    return found


@dataclass(frozen=True, slots=True)
class Postings:
    """Rows of (entry, document, field) with how often, sorted; `keys` names every entry in order."""

    keys: list[tuple[str, str, bool]]  # folded form, term, whether it is a stem
    entry: Numbers
    document: Numbers
    place: Numbers
    count: Numbers


@dataclass(frozen=True, slots=True)
class PairPostings:
    """As Postings; entry n is the pair of the words `left[n]`, `right[n]` of `words`.

    The words, and so the pairs, are in the order of the pairs' terms (`⁀ba⁀`: a tie ends each word).
    """

    words: list[str]
    left: Numbers
    right: Numbers
    entry: Numbers
    document: Numbers
    place: Numbers
    count: Numbers


@dataclass(frozen=True, slots=True)
class Index:
    """All postings, and the length of every field of every document (`lengths[document, field]`)."""

    ids: list[str]
    words: Postings
    pairs: PairPostings
    lengths: Numbers


@dataclass(frozen=True, slots=True)
class Rows:
    """Token, document and field of everything that was read, breaks included."""

    token: Numbers
    document: Numbers
    field: Numbers


def rows(collected: Collected) -> Rows:
    """Spread the runs of tokens out."""
    lengths = np.frombuffer(collected.run_lengths, dtype=np.uint32)
    documents = np.frombuffer(collected.run_documents, dtype=np.uint32)
    fields = np.frombuffer(collected.run_fields, dtype=np.uint8)
    token = np.frombuffer(collected.tokens, dtype=np.uint32)
    return Rows(token, np.repeat(documents, lengths), np.repeat(fields, lengths))


def _keys(entry: Numbers, document: Numbers, place: Numbers, documents: int) -> Numbers:
    """Make one number of each row: (entry × documents + document) × 8 + place."""
    keys = entry.astype(np.int64)
    keys *= documents
    keys += document
    keys *= PLACES
    keys += place
    return keys


def _fill(keys: Numbers, of_token: Numbers, found: Rows, place: Numbers, documents: int) -> None:
    """Write the keys of the rows whose token has an entry, without a second copy of them."""
    kept = (of_token >= 0)[found.token]
    keys[:] = of_token[found.token[kept]]
    keys *= documents
    keys += found.document[kept]
    keys *= PLACES
    keys += place[kept]


def _counted(last: list[Numbers], documents: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Sort the keys that a list hands over; take the distinct ones apart into entry, document, place, and count each."""
    keys = last.pop()
    keys.sort()
    new = np.ones(keys.size, dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    distinct = keys[new]
    first = np.flatnonzero(np.append(new, True)).astype(np.uint32)  # the end
    del keys, new
    counts = np.diff(first)
    counts = counts.astype(np.uint16 if counts.max(initial=0) < 2**16 else np.uint32)
    place = (distinct % PLACES).astype(np.uint8)
    distinct //= PLACES
    document = (distinct % documents).astype(np.uint32)
    distinct //= documents
    smallest = np.int32 if distinct.max(initial=0) < 2**31 else np.int64
    return distinct.astype(smallest), document, place, counts


def counted(entry: Numbers, document: Numbers, place: Numbers, documents: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Count equal rows: entry, document, place and count of the distinct ones, sorted."""
    return _counted([_keys(entry, document, place, documents)], documents)


def _used(collected: Collected) -> list[int]:
    """List the tokens that stand in any document: a vocabulary may remember more."""
    counts = np.bincount(np.frombuffer(collected.tokens, dtype=np.uint32), minlength=1)
    return [int(token) for token in np.flatnonzero(counts) if token]


def entries(collected: Collected) -> tuple[list[tuple[str, str, bool]], Numbers, Numbers]:
    """Name all entries in order; give each token's toned entry and its stem's (-1: none)."""
    vocabulary, used = collected.vocabulary, _used(collected)
    terms = list(vocabulary.terms)
    toned = {vocabulary.toned[token] for token in used}
    stems = {vocabulary.other[token] for token in used if vocabulary.stemmed[token]}
    named = [(characters.fold(terms[t]), terms[t], False, t) for t in toned]
    named += [(terms[t], terms[t], True, t) for t in stems]
    named.sort(key=lambda name: (utf16(name[0]), name[2], utf16(name[1])))
    toned_entry = {t: n for n, (_, _, is_stem, t) in enumerate(named) if not is_stem}
    stem_entry = {t: n for n, (_, _, is_stem, t) in enumerate(named) if is_stem}
    of_token = np.array([toned_entry.get(t, -1) for t in vocabulary.toned], dtype=np.int32)
    is_stemmed = zip(vocabulary.other, vocabulary.stemmed, strict=True)
    of_stem = np.array([stem_entry.get(o, -1) if s else -1 for o, s in is_stemmed], dtype=np.int32)
    return [name[:3] for name in named], of_token, of_stem


def _stem_place(field: Numbers) -> Numbers:
    return np.where((field == TITLE) | (field == TEXT), field, np.uint8(REST))


def _pair_place(field: Numbers) -> Numbers:
    return np.where(field == TITLE, np.uint8(TITLE), np.uint8(REST))


def word_postings(collected: Collected, found: Rows) -> Postings:
    """Count the words, toned and stemmed."""
    count = max(1, len(collected.ids))
    names, toned_entry, stem_entry = entries(collected)
    sizes = [int(np.count_nonzero((of_token >= 0)[found.token])) for of_token in (toned_entry, stem_entry)]
    keys = np.empty(sum(sizes), dtype=np.int64)
    _fill(keys[: sizes[0]], toned_entry, found, found.field, count)
    _fill(keys[sizes[0] :], stem_entry, found, _stem_place(found.field), count)
    return Postings(names, *_counted([keys], count))


def _pair_words(collected: Collected) -> tuple[list[str], Numbers]:
    """List the folded words in order; give each token's place in the list."""
    vocabulary = collected.vocabulary
    terms = list(vocabulary.terms)
    words = {vocabulary.paired[token] for token in _used(collected) if vocabulary.kind[token] == KINDS["word"]}
    used = sorted(words, key=lambda t: utf16(terms[t] + TIE))
    rank = {t: n for n, t in enumerate(used)}
    of_token = [rank.get(t, -1) for t in collected.vocabulary.paired]
    return [terms[t] for t in used], np.array(of_token, dtype=np.int32)


def _beside(collected: Collected, found: Rows) -> tuple[Numbers, Numbers]:
    """Give the rows (left, right) of words that stand side by side in one value."""
    kind = np.array(collected.vocabulary.kind, dtype=np.uint8)[found.token]
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


def neighbours(collected: Collected, found: Rows) -> Neighbours:
    """Find all words that stand side by side."""
    words, rank = _pair_words(collected)
    left, right = _beside(collected, found)
    place = _pair_place(found.field[left])
    return Neighbours(words, rank[found.token[left]], rank[found.token[right]], found.document[left], place)


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


def field_lengths(collected: Collected, found: Rows) -> Numbers:
    """Count the terms of every field, as lunr does: repeated ones each time."""
    count, width = len(collected.ids), PLACES + 2
    lengths = np.zeros(count * width, dtype=np.int64)
    place = found.document * np.uint32(width)
    lengths += np.bincount((place + found.field)[found.token > 0], minlength=lengths.size)
    place += np.where(found.field == TITLE, np.uint32(PLACES), np.uint32(PLACES + 1))
    other = np.array(collected.vocabulary.other, dtype=np.int32)[found.token] >= 0
    lengths += np.bincount(place[other], minlength=lengths.size)
    left, _ = _beside(collected, found)
    lengths += np.bincount(place[left], minlength=lengths.size)
    smallest = np.uint16 if lengths.max(initial=0) < 2**16 else np.uint32
    return lengths.reshape(count, width).astype(smallest)


def index(collected: Collected) -> Index:
    """Count everything."""
    found = rows(collected)
    lengths = field_lengths(collected, found)
    pairs = counted_pairs(neighbours(collected, found), len(collected.ids))
    return Index(collected.ids, word_postings(collected, found), pairs, lengths)
