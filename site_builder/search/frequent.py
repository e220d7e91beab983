"""Postings too many to be read whole for one page of results.

A *long* family has a file of its own, so that its neighbours in a shard cost no more for it. A
*frequent* one has several: the documents of each entry, and those of all together, since a total or a
required word needs no more; the weights of those documents; and a *head* with the postings of its best
documents, and bounds that no other document passes, so that a first page is exact without the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from site_builder.search.columns import Columns, Flags, document_parts, weight_parts
from site_builder.search.fields import FIELDS, K1, B
from site_builder.search.index import MOST, PLACES, Numbers, distinct
from site_builder.search.packing import Packed, Parts, Press, escaped, planes, varint, varints
from site_builder.search.weights import Reals

HEAD = 500  # documents in a head, up to twice as many for a family of many, and a third as many for each of its great entries
_GREAT = 4
_FINENESS = 32  # bounds are rounded up to so many parts of one


def long(documents: int) -> int:
    """Give how many postings make a family long: about what a shard of so many documents' index holds."""
    return int(1_000 * max(1.0, documents / 10_000) ** 0.5)


def several(documents: int) -> int:
    """Give how many postings of a family are kept in several files: fewer in a small archive, which has files to spare."""
    return int(min(6_000.0, 3_000 * max(1.0, documents / 25_000) ** 0.5))


@dataclass(frozen=True, slots=True)
class _Impacts:
    """For each posting: its weight as written, without idf; and by document that of the folded fields."""

    written: Reals
    documents: Numbers
    folded: Reals
    folded_fields: int


def _impact(count: Numbers, length: Numbers, field: int, averages: Reals) -> Reals:
    impact = np.zeros(count.size)
    held = np.flatnonzero(count)
    count = count[held]
    share = length[held] / max(averages[field], 1e-9)
    boost = FIELDS[field].boost
    impact[held] = boost * (K1 + 1) * count / (K1 * (1 - B + B * share) + count)
    return impact


def _counts(columns: Columns) -> Numbers:
    """Give how often each posting has its entry in each field."""
    nibbles = (columns.shape[:, None].astype(np.int64) >> (4 * np.arange(PLACES))) & MOST
    full = nibbles == MOST
    nibbles[full] += columns.extra
    return nibbles


def _impacts(columns: Columns, lengths: Numbers, averages: Reals) -> _Impacts:
    counts, entry = _counts(columns), columns.entries()
    at = lengths[columns.document]
    per_field = [_impact(counts[:, f], at[:, f], f, averages) for f in range(PLACES)]
    written = np.where(columns.written[entry], np.sum(per_field, axis=0), 0.0)
    documents, back = _documents(columns, len(lengths))
    folds = columns.folds[entry]
    title = np.bincount(back, weights=counts[:, 0] * folds, minlength=documents.size)
    rest = np.bincount(back, weights=counts[:, 1:].sum(axis=1) * folds, minlength=documents.size)
    at = lengths[documents]
    folded = _impact(title, at[:, PLACES], PLACES, averages)
    folded = folded + _impact(rest, at[:, PLACES + 1], PLACES + 1, averages)
    fields = int(np.count_nonzero(title) + np.count_nonzero(rest))
    return _Impacts(written, documents, folded, fields)


def _documents(columns: Columns, total: int) -> tuple[Numbers, Numbers]:
    """Give the distinct documents in order, and which of them each posting is of: by a table, which is faster than sorting."""
    held = np.zeros(total, dtype=bool)
    held[columns.document] = True
    documents = np.flatnonzero(held).astype(columns.document.dtype)
    number = np.zeros(total, dtype=np.int64)
    number[documents] = np.arange(documents.size)
    return documents, number[columns.document]


def _best(documents: Numbers, impact: Reals, most: int) -> Numbers:
    """Give the documents, in no order, of the greatest impacts, the first of equal ones; `documents` are in order."""
    if documents.size <= most:
        return documents
    least = np.partition(impact, impact.size - most)[impact.size - most]
    above, equal = documents[impact > least], documents[impact == least]
    return np.concatenate((above, equal[: most - above.size]))


def _head_documents(columns: Columns, impacts: _Impacts) -> Numbers:
    sizes = np.diff(columns.starts)
    _, back = _documents(columns, int(impacts.documents[-1]) + 1)
    most = min(2 * HEAD, max(HEAD, columns.document.size // 12))
    total = impacts.folded + 2 * np.bincount(back, weights=impacts.written, minlength=impacts.documents.size)
    chosen = [_best(impacts.documents, total, most), _best(impacts.documents, impacts.folded, most // 3)]
    for entry in np.argsort(-sizes, kind="stable")[:_GREAT].tolist():
        part = slice(columns.starts[entry], columns.starts[entry + 1])
        chosen.append(_best(columns.document[part], impacts.written[part], most // 3))
    return distinct(np.concatenate(chosen))


def _bounds(columns: Columns, impacts: _Impacts, outside: Flags) -> list[int]:
    """Give the greatest impact outside the head: of the folded fields, then of each entry."""
    beyond = ~np.isin(impacts.documents, columns.document[~outside])
    greatest = [impacts.folded[beyond].max(initial=0.0)]
    for entry in range(columns.starts.size - 1):
        part = slice(columns.starts[entry], columns.starts[entry + 1])
        greatest.append(impacts.written[part][outside[part]].max(initial=0.0))
    return [int(np.ceil(impact * _FINENESS)) for impact in greatest]


def _field_counts(columns: Columns) -> list[int]:
    """Give in how many fields of documents each entry stands as written: what idf counts."""
    counts = (_counts(columns) > 0).sum(axis=1)
    summed = np.bincount(columns.entries(), weights=counts, minlength=columns.written.size)
    return [int(count) for count in np.where(columns.written, summed, 0)]


def _head(columns: Columns, lengths: Numbers, averages: Reals) -> Parts:
    impacts = _impacts(columns, lengths, averages)
    inside = np.isin(columns.document, _head_documents(columns, impacts))
    head = columns.chosen(inside)
    numbers = [impacts.documents.size, impacts.folded_fields]
    numbers += _field_counts(columns) + _bounds(columns, impacts, ~inside)
    return [varints(numbers) + escaped(np.diff(head.starts)), *document_parts(head), *weight_parts(head)]


def _union(columns: Columns) -> Parts:
    """Write the documents of all entries as one list."""
    documents = distinct(columns.document)
    return [varint(documents.size), *planes(np.diff(documents, prepend=np.uint32(0)))]


def files(columns: Columns, lengths: Numbers, averages: Reals, press: Press) -> list[Packed]:
    """Give the files of a long family: one with everything, or documents, weights, head, and the union of its entries."""
    if columns.document.size < several(len(lengths)):
        return [press.pack([*document_parts(columns), *weight_parts(columns)])]
    head = _head(columns, lengths, averages)
    found = [press.pack(document_parts(columns)), press.pack(weight_parts(columns)), press.pack(head)]
    return found if columns.written.size == 1 else [*found, press.pack(_union(columns))]
