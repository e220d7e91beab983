"""Counts what documents say: the postings of every entry, exactly as lunr's builder counts them.

An *entry* is a toned term with its postings, or the stem of English words (which only the folded
fields hold). What a folded field holds of a toned term follows from the term, so it is not kept
twice. Entries of one folded form are a *family* and stand together. Pairs are kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from site_builder.search.analysis import TIE, characters
from site_builder.search.collect import KINDS, Collected
from site_builder.search.fields import REST, TITLE, TONED

Numbers = npt.NDArray[np.int64]
PLACES = len(TONED)
MOST = 15  # a shape counts a term up to this often in a field; the rest of a count overflows


def utf16(text: str) -> bytes:
    """Give the key that sorts strings as JavaScript compares them."""
    return text.encode("utf-16-be")


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


def _rows(collected: Collected) -> tuple[Numbers, Numbers, Numbers]:
    """Give token, document and field of every token, breaks included."""
    tokens = np.frombuffer(collected.tokens, dtype=np.uint32).astype(np.int64)
    lengths = np.frombuffer(collected.run_lengths, dtype=np.uint32)
    documents = np.frombuffer(collected.run_documents, dtype=np.uint32).astype(np.int64)
    fields = np.frombuffer(collected.run_fields, dtype=np.uint8).astype(np.int64)
    return tokens, np.repeat(documents, lengths), np.repeat(fields, lengths)


def _counted(keys: Numbers) -> tuple[Numbers, Numbers]:
    """Sort keys in place; give the distinct ones and how often each came."""
    keys.sort()
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if keys.size else keys
    return keys[first], np.diff(np.append(first, keys.size))


def _split(keys: Numbers, documents: int) -> tuple[Numbers, Numbers, Numbers]:
    """Take (entry × documents + document) × 8 + place apart."""
    rest, place = np.divmod(keys, PLACES)
    entry, document = np.divmod(rest, documents)
    return entry, document, place


def _entries(collected: Collected) -> tuple[list[tuple[str, str, bool]], Numbers, Numbers]:
    """Name all entries in order; give each token's toned entry and its stem's (-1: none)."""
    vocabulary = collected.vocabulary
    terms = list(vocabulary.terms)
    toned = set(vocabulary.toned[1:])
    stems = {o for o, s in zip(vocabulary.other, vocabulary.stemmed, strict=True) if s}
    named = [(characters.fold(terms[t]), terms[t], False, t) for t in toned]
    named += [(terms[t], terms[t], True, t) for t in stems]
    named.sort(key=lambda name: (utf16(name[0]), name[2], utf16(name[1])))
    toned_entry = {t: n for n, (_, _, is_stem, t) in enumerate(named) if not is_stem}
    stem_entry = {t: n for n, (_, _, is_stem, t) in enumerate(named) if is_stem}
    of_token = np.array([toned_entry.get(t, -1) for t in vocabulary.toned], dtype=np.int64)
    is_stemmed = zip(vocabulary.other, vocabulary.stemmed, strict=True)
    of_stem = np.array([stem_entry[o] if s else -1 for o, s in is_stemmed], dtype=np.int64)
    return [name[:3] for name in named], of_token, of_stem


def _words(collected: Collected, rows: tuple[Numbers, Numbers, Numbers]) -> Postings:
    tokens, documents, fields = rows
    count = max(1, len(collected.ids))
    keys, toned_entry, stem_entry = _entries(collected)
    toned = toned_entry[tokens]
    kept = toned >= 0
    found = (toned[kept] * count + documents[kept]) * PLACES + fields[kept]
    stems = stem_entry[tokens]
    kept = stems >= 0
    place = np.where(fields[kept] == TITLE, TITLE, REST)
    stemmed = (stems[kept] * count + documents[kept]) * PLACES + place
    distinct, counts = _counted(np.concatenate((found, stemmed)))
    return Postings(keys, *_split(distinct, count), counts)


def _pair_words(collected: Collected) -> tuple[list[str], Numbers]:
    """List the folded words in order; give each token's place in the list."""
    terms = list(collected.vocabulary.terms)
    used = sorted(set(collected.vocabulary.paired[1:]), key=lambda t: utf16(terms[t] + TIE))
    rank = {t: n for n, t in enumerate(used)}
    of_token = [rank.get(t, -1) for t in collected.vocabulary.paired]
    return [terms[t] for t in used], np.array(of_token, dtype=np.int64)


def _neighbours(collected: Collected, tokens: Numbers) -> tuple[Numbers, Numbers]:
    """Give the rows (left, right) of words that stand side by side in one value."""
    kind = np.array(collected.vocabulary.kind, dtype=np.int64)[tokens]
    chain = np.flatnonzero(kind != KINDS["whole"])
    is_word = kind[chain] == KINDS["word"]
    beside = is_word[:-1] & is_word[1:]
    return chain[:-1][beside], chain[1:][beside]


def _pairs(collected: Collected, rows: tuple[Numbers, Numbers, Numbers]) -> PairPostings:
    tokens, documents, fields = rows
    count = max(1, len(collected.ids))
    words, rank = _pair_words(collected)
    left, right = _neighbours(collected, tokens)
    place = np.where(fields[left] == TITLE, TITLE, REST)
    named = rank[tokens[left]] * max(1, len(words)) + rank[tokens[right]]
    if len(words) ** 2 * count * PLACES >= 2**63:
        distinct_pairs, entry = np.unique(named, return_inverse=True)
        keys = (entry.astype(np.int64) * count + documents[left]) * PLACES + place
        distinct, counts = _counted(keys)
        entry, document, place = _split(distinct, count)
    else:
        distinct, counts = _counted((named * count + documents[left]) * PLACES + place)
        pair, document, place = _split(distinct, count)
        new = np.concatenate(([True], pair[1:] != pair[:-1])) if pair.size else np.zeros(0, bool)
        distinct_pairs, entry = pair[new], np.cumsum(new) - 1
    first, second = np.divmod(distinct_pairs, max(1, len(words)))
    return PairPostings(words, first, second, entry, document, place, counts)


def _lengths(collected: Collected, rows: tuple[Numbers, Numbers, Numbers]) -> Numbers:
    """Count the terms of every field, as lunr does: repeated ones each time."""
    tokens, documents, fields = rows
    count, width = len(collected.ids), PLACES + 2
    other = np.array(collected.vocabulary.other, dtype=np.int64)[tokens] >= 0
    left, _ = _neighbours(collected, tokens)
    place = documents * width + fields
    folded = documents * width + np.where(fields == TITLE, PLACES, PLACES + 1)
    counted = np.concatenate((place[tokens > 0], folded[other], folded[left]))
    return np.bincount(counted, minlength=count * width).reshape(count, width)


def index(collected: Collected) -> Index:
    """Count everything."""
    rows = _rows(collected)
    lengths = _lengths(collected, rows)
    return Index(collected.ids, _words(collected, rows), _pairs(collected, rows), lengths)
