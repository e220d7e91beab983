"""Writes the whole index in lunr.js 2.3.9's own serialized form (`export lunr`).

`register(lunr); lunr.Index.load(JSON.parse(text))` reads it. With `lines`, for indexes beyond the
400 MB that a JavaScript string can hold: a first line `{version, fields, pipeline, fieldVectors: n,
invertedIndex: m}`, then n lines `[ref, vector]`, then m lines `[term, posting]`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
from lunr import __TARGET_JS_VERSION__

from site_builder.model.catalogue import PublicCatalogue
from site_builder.model.digital import DigitalObjects
from site_builder.search.collect import collect
from site_builder.search.fields import FIELDS
from site_builder.search.reading import PlainWords, Reader
from site_builder.search.weights import LunrRows, cut, lunr_rows
from site_builder.search.whole import Index, index

PIPELINE = "site-builder-forms"
LARGEST = 400_000_000  # bytes of JSON that lunr.js can still be given as one string


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _number(thousandths: int) -> str:
    return str(thousandths // 1000) if thousandths % 1000 == 0 else repr(thousandths / 1000)


def _vectors(rows: LunrRows, ids: list[str]) -> Iterator[str]:
    """Write every field's vector of every document, documents in order."""
    place = rows.document * len(FIELDS) + rows.field
    order = np.argsort(place, kind="stable")
    terms, weights = rows.term[order].tolist(), rows.weight[order].tolist()
    known: dict[int, str] = {}
    spans = cut(place[order], len(ids) * len(FIELDS))
    names = ((identity, field.name) for identity in ids for field in FIELDS)
    for (identity, name), (start, end) in zip(names, spans, strict=True):
        elements = []
        for term, weight in zip(terms[start:end], weights[start:end], strict=True):
            text = known.get(weight)
            if text is None:
                text = known[weight] = _number(weight)
            elements.append(f"{term},{text}")
        yield f'["{name}/{identity}",[{",".join(elements)}]]'


def _postings(rows: LunrRows, ids: list[str]) -> Iterator[str]:
    """Write every term's posting, terms in order; every posting holds every field."""
    empty = [f'"{field.name}":{{}}' for field in FIELDS]
    documents, fields = rows.document.tolist(), rows.field.tolist()
    for number, (start, end) in enumerate(cut(rows.term, len(rows.terms))):
        held: list[list[str]] = [[] for _ in FIELDS]
        for document, field in zip(documents[start:end], fields[start:end], strict=True):
            held[field].append(f'"{ids[document]}":{{}}')
        parts = [f'"{FIELDS[n].name}":{{{",".join(refs)}}}' if refs else empty[n] for n, refs in enumerate(held)]
        yield f'[{_quoted(rows.terms[number])},{{"_index":{number},{",".join(parts)}}}]'


def _joined(parts: Iterator[str]) -> Iterator[str]:
    for number, part in enumerate(parts):
        yield f",{part}" if number else part


def whole(index: Index) -> Iterator[str]:
    """Give the index as the pieces of one JSON value."""
    rows = lunr_rows(index)
    fields = json.dumps([field.name for field in FIELDS])
    yield f'{{"version":"{__TARGET_JS_VERSION__}","fields":{fields},"fieldVectors":['
    yield from _joined(_vectors(rows, index.ids))
    yield '],"invertedIndex":['
    yield from _joined(_postings(rows, index.ids))
    yield f'],"pipeline":["{PIPELINE}"]}}\n'


def lines(index: Index) -> Iterator[str]:
    """Give the index as one JSON value a line."""
    rows = lunr_rows(index)
    head = {
        "version": __TARGET_JS_VERSION__,
        "fields": [field.name for field in FIELDS],
        "pipeline": [PIPELINE],
        "fieldVectors": len(index.ids) * len(FIELDS),
        "invertedIndex": len(rows.terms),
    }
    yield json.dumps(head) + "\n"
    for part in _vectors(rows, index.ids):
        yield part + "\n"
    for part in _postings(rows, index.ids):
        yield part + "\n"


def pieces(public: PublicCatalogue, objects: DigitalObjects, *, by_line: bool) -> Iterator[str]:
    """Give the index of all that is public, in pieces to be written one after another: one JSON value, or one a line."""
    made = index(collect(Reader(public, objects, PlainWords()).documents()))
    return lines(made) if by_line else whole(made)
