"""Says on which pages of its text a document holds a term, so that a hit opens the right page.

Documents with one page and no text beside it are not listed. A shard holds sorted *stretches*: a term's documents
from one document on, with the pages of each. client/pages.js reads them once results are ranked, for the documents it shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from site_builder.search import cutting
from site_builder.search.collect import BREAK
from site_builder.search.columns import Flags
from site_builder.search.directory import Shard
from site_builder.search.fields import TEXT
from site_builder.search.index import Entries, Numbers, Rows, distinct, utf16
from site_builder.search.packing import Press, escaped, front_coded, planes, varint
from site_builder.search.shards import SMALLEST, Shelf, shelf_of

STEM = "*"  # ends the key of a stem: no term holds it
STRETCH = 2_000  # documents of a stretch
MOST = 32  # pages of a document that are listed for one term
WIDTH = 2**20  # more than any document has pages
SHARE = 0.1  # of all files


@dataclass(frozen=True, slots=True)
class Stretches:
    """Sorted stretches: the key of each, where its documents begin, and of each document its number and pages."""

    keys: list[str]
    begin: Numbers
    document: Numbers
    first: Numbers  # where each document's pages begin
    page: Numbers

    def costs(self) -> Numbers:
        """Give about how many bytes each stretch takes."""
        pages = self.first[self.begin[1:]] - self.first[self.begin[:-1]]
        names = np.array([len(key.encode()) for key in self.keys], dtype=np.int64)
        costs: Numbers = names // 2 + np.diff(self.begin) * 2 + pages + 1
        return costs

    def shard(self, start: int, end: int, press: Press) -> Shard:
        """Write stretches start to end."""
        begin = self.begin[start : end + 1]
        first = self.first[begin[0] : begin[-1] + 1]
        names = front_coded([key.encode() for key in self.keys[start:end]])
        documents = _gaps(self.document[begin[0] : begin[-1]], begin[:-1] - begin[0])
        pages = _gaps(self.page[first[0] : first[-1]], first[:-1] - first[0])
        about = [varint(end - start), *names, varint(int(begin[-1] - begin[0])) + escaped(np.diff(begin))]
        return Shard(self.keys[start], press.pack([*about, *planes(documents), escaped(np.diff(first)), escaped(pages)]))


def _gaps(numbers: Numbers, starts: Numbers) -> Numbers:
    gaps = np.diff(numbers, prepend=numbers[:1])
    gaps[starts] = numbers[starts]
    return gaps


def _pages(found: Rows, documents: int) -> tuple[Flags, Numbers, Numbers, Numbers]:
    """Say which rows of text stand on pages; give token, document and page of all, of documents with more than one page alone."""
    text = np.flatnonzero(found.field == TEXT)
    token, document = found.token[text], found.document[text]
    begins = np.append(True, document[1:] != document[:-1])[: text.size]
    closed = token == BREAK
    opens = closed & (np.append(True, closed[:-1])[: text.size] | begins)
    parts = np.bincount(document[opens | begins], minlength=max(1, documents))
    kept = parts[document] > 1
    token, document, begins, opens = token[kept], document[kept], begins[kept], opens[kept]
    ordinal = np.cumsum(opens)
    before = np.maximum.accumulate(np.where(begins, ordinal - opens, 0))
    page = np.minimum(ordinal - before, WIDTH - 1)
    return page > 0, token, document, page


def has_pages(found: Rows) -> bool:
    """Say whether a hit in a document may open one of several pages."""
    return bool(found.document.size) and bool(_pages(found, int(found.document[0]) + 1)[0].any())


def _listed(blocks: Iterable[Rows], documents: int, named: Entries) -> tuple[list[str], Numbers]:
    """Give the key of every entry, and sorted (entry, document, page) as one number, at most MOST pages for a document."""
    placed = [found for found in (_pages(block, documents) for block in blocks) if found[0].any()]
    if not placed:
        return [], np.zeros(0, np.int64)
    keys = [term + STEM * is_stem for _, term, is_stem in named.keys]
    order = sorted(range(len(keys)), key=lambda n: utf16(keys[n] + "\t"))
    rank = np.empty(len(keys) + 1, dtype=np.int64)
    rank[order], rank[-1] = np.arange(len(keys)), -1
    rows = [_numbered(rank[of_token], found, documents) for found in placed for of_token in named.of_tokens]
    sorted_rows = distinct(np.concatenate(rows))
    pair = sorted_rows // WIDTH
    start = np.searchsorted(pair, pair)
    return [keys[n] for n in order], sorted_rows[np.arange(pair.size) - start < MOST]


def _numbered(of_token: Numbers, found: tuple[Flags, Numbers, Numbers, Numbers], documents: int) -> Numbers:
    """Make one number of entry, document and page of each row that stands on a page."""
    placed, token, document, page = found
    entry = of_token[token]
    kept = placed & (entry >= 0)
    return distinct((entry[kept] * documents + document[kept]) * WIDTH + page[kept])


def stretches(blocks: Iterable[Rows], documents: int, named: Entries) -> Stretches:
    """List the pages of every term."""
    keys, rows = _listed(blocks, documents, named)
    pair, page = np.divmod(rows, WIDTH)
    first = np.flatnonzero(np.append(True, pair[1:] != pair[:-1])) if pair.size else pair
    entry, document = np.divmod(pair[first], max(1, documents))
    new = np.append(True, entry[1:] != entry[:-1]) if entry.size else np.zeros(0, bool)
    since = np.arange(entry.size) - np.searchsorted(entry, entry)
    begin = np.flatnonzero(new | (since % STRETCH == 0))
    starts = [f"{keys[e]}\t{d:06x}" for e, d in zip(entry[begin].tolist(), document[begin].tolist(), strict=True)]
    return Stretches(starts, np.append(begin, entry.size), document, np.append(first, rows.size), page)


def page_shelf(found: Stretches, files: int, press: Press) -> Shelf:
    """Make the shards, in about so many files."""
    costs = found.costs()
    size = cutting.target(int(costs.sum()), max(1, int(files * SHARE)), SMALLEST)
    spans = cutting.cut(costs, lambda n: cutting.begins(found.keys[n].encode()), size)
    return shelf_of([found.shard(start, end, press) for start, end in spans], [], press)
