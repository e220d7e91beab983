"""Counts what documents say: the postings of every entry, exactly as lunr's builder counts them.

An *entry* is a toned term with its postings, or the stem of English words (which only the folded
fields hold). What a folded field holds of a toned term follows from the term, so it is not kept
twice. Entries of one folded form are a *family* and stand together. Pairs are kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from site_builder.search import characters
from site_builder.search.collect import Collected
from site_builder.search.fields import REST, TEXT, TITLE, TONED

Numbers = npt.NDArray[Any]
"""Whole numbers; long columns are kept in as few bytes as they need, since there are tens of millions of them."""

PLACES = len(TONED)
_TALLIED = 10_000_000  # tokens that are counted at a time
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
class Rows:
    """Token, document and field of everything that was read, breaks included."""

    token: Numbers
    document: Numbers
    field: Numbers


def rows(collected: Collected, start: int = 0, end: int | None = None) -> Rows:
    """Spread the runs of tokens out: of all documents, or of documents start to end."""
    end = len(collected.ids) if end is None else end
    runs = slice(collected.run_at[start], collected.run_at[end])
    lengths = np.frombuffer(collected.run_lengths, dtype=np.uint32)[runs]
    documents = np.frombuffer(collected.run_documents, dtype=np.uint32)[runs]
    fields = np.frombuffer(collected.run_fields, dtype=np.uint8)[runs]
    token = np.frombuffer(collected.tokens, dtype=np.uint32)[collected.token_at[start] : collected.token_at[end]]
    return Rows(token, np.repeat(documents, lengths), np.repeat(fields, lengths))


def _keys(entry: Numbers, document: Numbers, place: Numbers, documents: int) -> Numbers:
    """Make one number of each row: (entry × documents + document) × 8 + place."""
    keys = entry.astype(np.int64)
    keys *= documents
    keys += document
    keys *= PLACES
    keys += place
    return keys


def _fill(keys: Numbers, of_token: Numbers, kept: Numbers, found: Rows, place: Numbers, documents: int) -> None:
    """Write the keys of some rows, without a second copy of them."""
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


def token_counts(collected: Collected) -> Numbers:
    """Count how often each token stands in all documents."""
    tokens = np.frombuffer(collected.tokens, dtype=np.uint32)
    counts = np.zeros(len(collected.vocabulary.toned), dtype=np.int64)
    for start in range(0, tokens.size, _TALLIED):
        counts += np.bincount(tokens[start : start + _TALLIED], minlength=counts.size)
    return counts


def used(collected: Collected) -> list[int]:
    """List the tokens that stand in any document: a vocabulary may remember more."""
    return [int(token) for token in np.flatnonzero(token_counts(collected)) if token]


def entry_order(key: tuple[str, str, bool]) -> tuple[bytes, bool, bytes]:
    """Give what entries are sorted by: families together, what is written before stems."""
    return utf16(key[0]), key[2], utf16(key[1])


def entries(collected: Collected) -> tuple[list[tuple[str, str, bool]], Numbers, Numbers]:
    """Name all entries in order; give each token's toned entry and its stem's (-1: none)."""
    vocabulary, held = collected.vocabulary, used(collected)
    terms = list(vocabulary.terms)
    toned = {vocabulary.toned[token] for token in held}
    stems = {vocabulary.other[token] for token in held if vocabulary.stemmed[token]}
    named = [(characters.fold(terms[t]), terms[t], False, t) for t in toned]
    named += [(terms[t], terms[t], True, t) for t in stems]
    named.sort(key=lambda name: entry_order(name[:3]))
    toned_entry = {t: n for n, (_, _, is_stem, t) in enumerate(named) if not is_stem}
    stem_entry = {t: n for n, (_, _, is_stem, t) in enumerate(named) if is_stem}
    of_token = np.array([toned_entry.get(t, -1) for t in vocabulary.toned], dtype=np.int32)
    is_stemmed = zip(vocabulary.other, vocabulary.stemmed, strict=True)
    of_stem = np.array([stem_entry.get(o, -1) if s else -1 for o, s in is_stemmed], dtype=np.int32)
    return [name[:3] for name in named], of_token, of_stem


def stem_place(field: Numbers) -> Numbers:
    """Give the field in which a stem is counted: the title, the text, or the rest."""
    return np.where((field == TITLE) | (field == TEXT), field, np.uint8(REST))


@dataclass(frozen=True, slots=True)
class Entries:
    """All entries in order; of each token its entry as written and as a stem (-1: none); how often each token comes."""

    keys: list[tuple[str, str, bool]]
    of_tokens: tuple[Numbers, Numbers]
    counts: Numbers

    def only(self, chosen: Numbers) -> Entries:
        """Take some entries, as if there were no others."""
        number = np.full(len(self.keys) + 1, -1, dtype=np.int32)  # the last for tokens that have no entry
        number[chosen] = np.arange(chosen.size)
        written, stems = (number[of_token] for of_token in self.of_tokens)
        return Entries([self.keys[n] for n in chosen.tolist()], (written, stems), self.counts)

    def rows(self) -> Numbers:
        """Count the rows of each entry."""
        found = np.zeros(len(self.keys), dtype=np.int64)
        for of_token in self.of_tokens:
            held = of_token >= 0
            found += np.bincount(of_token[held], self.counts[held], found.size).astype(np.int64)
        return found


def all_entries(collected: Collected) -> Entries:
    """Name all entries, and count how often each token comes."""
    keys, *of_tokens = entries(collected)
    return Entries(keys, (of_tokens[0], of_tokens[1]), token_counts(collected))


def word_postings(blocks: Iterable[Rows], found: Entries, documents: int, first: int, last: int) -> Postings:
    """Count the entries from one to another, toned and stemmed; they are numbered from 0 on."""
    inside = [(of_token >= first) & (of_token < last) for of_token in found.of_tokens]
    keys = np.empty(sum(int(found.counts[wanted].sum()) for wanted in inside), dtype=np.int64)
    numbers, at = [of_token - np.int32(first) for of_token in found.of_tokens], 0
    for block in blocks:
        for of_token, wanted, place in zip(numbers, inside, (block.field, stem_place(block.field)), strict=True):
            kept = wanted[block.token]
            end = at + int(np.count_nonzero(kept))
            _fill(keys[at:end], of_token, kept, block, place, documents)
            at = end
    kept_by = [keys]
    del keys, kept
    return Postings(found.keys[first:last], *_counted(kept_by, documents))
