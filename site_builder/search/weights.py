"""The lunr index in full: every term's postings in all ten fields, with the weight lunr gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from lunr.idf import idf

from site_builder.search.analysis import TIE
from site_builder.search.fields import FIELDS, K1, TITLE, B
from site_builder.search.index import PLACES, Numbers, utf16
from site_builder.search.whole import Index

Reals = npt.NDArray[np.float64]
WIDTH = len(FIELDS)


@dataclass(frozen=True, slots=True)
class _Counted:
    """Stands for a field's documents in lunr's idf, which asks only how many there are."""

    count: int

    def keys(self) -> range:
        return range(self.count)


@dataclass(frozen=True, slots=True)
class LunrRows:
    """Rows of (term, document, field) in that order, with counts and weights in thousandths."""

    terms: list[str]
    term: Numbers
    document: Numbers
    field: Numbers
    count: Numbers
    weight: Numbers


def idfs(documents_with_term: Numbers, documents: int) -> Reals:
    """Give lunr's idf of each number of documents (one counts once for each of its fields)."""
    distinct, back = np.unique(documents_with_term, return_inverse=True)
    values = [idf({"": _Counted(int(count))}, documents) for count in distinct]
    found: Reals = np.array(values, dtype=np.float64)[back]
    return found


def average_lengths(lengths: Numbers) -> Reals:
    """Give the average length of every field, as lunr's builder does."""
    averages: Reals = lengths.sum(axis=0, dtype=np.int64) / np.float64(max(1, lengths.shape[0]))
    return averages


def bounding(averages: Reals) -> Reals:
    """Round average lengths up by two hundredths at most: weights with these are no lower, and an edit seldom changes them."""
    share, power = np.frexp(averages)
    rounded: Reals = np.ldexp(np.ceil(share * 64) / 64, power)
    return rounded


def weigh(idf_of: Reals, count: Numbers, field: Numbers, length: Numbers, averages: Reals) -> Numbers:
    """Compute weights in thousandths in lunr's own order of operations, rounded as Math.round does."""
    boosts = np.array([f.boost for f in FIELDS], dtype=np.float64)
    share = length / averages[field]
    weight = idf_of * ((K1 + 1) * count) / (K1 * (1 - B + B * share) + count)
    thousandths = weight * boosts[field] * 1000
    below = np.floor(thousandths)
    return (below + (thousandths - below >= 0.5)).astype(np.int64)


def _summed(rows: list[tuple[Numbers, Numbers, Numbers, Numbers]], documents: int) -> list[Numbers]:
    """Sort rows by term, document, field; add the counts of equal ones up."""
    term, document, field, count = (np.concatenate(column).astype(np.int64) for column in zip(*rows, strict=True))
    key = (term * max(1, documents) + document) * WIDTH + field
    order = np.argsort(key, kind="stable")
    key, count = key[order], count[order]
    first = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if key.size else key
    total = np.add.reduceat(count, first) if first.size else count
    rest, field = np.divmod(key[first], WIDTH)
    term, document = np.divmod(rest, max(1, documents))
    return [term, document, field, total]


def _folded_place(place: Numbers) -> Numbers:
    return np.where(place == TITLE, PLACES, PLACES + 1)


def _terms(index: Index) -> tuple[list[str], Numbers, Numbers, Numbers]:
    """List all terms in order; give each word entry's term, its folded term, each pair's term."""
    pairs = index.pairs
    words = {term for _, term, _ in index.words.keys} | {fold for fold, _, _ in index.words.keys}
    ordered = sorted(words, key=utf16)
    before = sum(utf16(word) < utf16(TIE) for word in ordered)
    joined = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    pair_terms = [f"{TIE}{pairs.words[a]}{TIE}{pairs.words[b]}{TIE}" for a, b in joined]
    rank = {w: n if n < before else n + len(pair_terms) for n, w in enumerate(ordered)}
    own = np.array([rank[term] for _, term, _ in index.words.keys], dtype=np.int64)
    folded = np.array([rank[fold] for fold, _, _ in index.words.keys], dtype=np.int64)
    pair = np.arange(len(pair_terms), dtype=np.int64) + before
    return ordered[:before] + pair_terms + ordered[before:], own, folded, pair


def lunr_rows(index: Index) -> LunrRows:
    """Spread the index out to what lunr's own builder would hold."""
    words, pairs, documents = index.words, index.pairs, len(index.ids)
    terms, own, folded, pair = _terms(index)
    is_stem = np.array([stem for _, _, stem in words.keys], dtype=bool)
    changed = is_stem | (own != folded)
    toned_rows, folded_rows = ~is_stem[words.entry], changed[words.entry]

    def rows(of: Numbers, kept: npt.NDArray[np.bool_], place: Numbers) -> tuple[Numbers, ...]:
        return of[words.entry[kept]], words.document[kept], place[kept], words.count[kept]

    term, document, field, count = _summed(
        [
            rows(own, toned_rows, words.place),  # type: ignore[list-item]
            rows(folded, folded_rows, _folded_place(words.place)),  # type: ignore[list-item]
            (pair[pairs.entry], pairs.document, _folded_place(pairs.place), pairs.count),
        ],
        documents,
    )
    idf_of = idfs(np.bincount(term, minlength=len(terms)), documents)[term]
    averages = average_lengths(index.lengths)
    weight = weigh(idf_of, count, field, index.lengths[document, field], averages)
    return LunrRows(terms, term, document, field, count, weight)


def cut(column: Numbers, parts: int) -> Iterable[tuple[int, int]]:
    """Give the (start, end) of each part in a sorted column of part numbers."""
    return pairwise(np.searchsorted(column, np.arange(parts + 1)).tolist())
