"""Keeps the words of pages in small files, so that the excerpt of a hit shows those around what was found.

A client reads them once results are ranked, for the hits it shows that open a page. The texts of consecutive pages
stand in one shard; where all of them would make shards too long for ten hits, the end of every page is left out, and a
hit there keeps the excerpt of its record. client/texts.js reads them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from site_builder.search import cutting
from site_builder.search.directory import Shard
from site_builder.search.documents import Document
from site_builder.search.letters import encoded
from site_builder.search.packing import Press, escaped, front_coded, varint
from site_builder.search.shards import Shelf, shelf_of

SHARE = 0.2  # of all files
SMALLEST, LARGEST = 1_500, 4_000  # characters of a shard: 0.7 and 1.7 kB compressed


def _written(document: Document) -> list[str]:
    """Give the words of each page: what is written there, then its translation."""
    return [" ".join(" ".join(page.text.split()) for page in pages) for _, pages in document.placed()]


@dataclass(slots=True)
class Texts:
    """The words of the pages of each document, compressed; nothing for a document without pages."""

    documents: list[bytes] = field(default_factory=list)

    def add(self, document: Document) -> None:
        """Take one document, in order."""
        written = _written(document)
        self.documents.append(zlib.compress(json.dumps(written).encode(), 1) if written else b"")

    def take(self, other: Texts, start: int, end: int) -> None:
        """Take documents that were gathered before."""
        self.documents += other.documents[start:end]

    def pages(self) -> list[tuple[str, str]]:
        """Give all pages: the key of each (document and page, counted from 1), and its words."""
        return [
            (f"{number:06x}{page:05x}", text)
            for number, packed in enumerate(self.documents)
            if packed
            for page, text in enumerate(json.loads(zlib.decompress(packed)), 1)
        ]


def most_files(files: int) -> int:
    """Give how many of so many files hold texts, if need be."""
    return max(1, int(files * SHARE))


def _kept(lengths: Sequence[int], most: int) -> int:
    """Give how many characters of each page are kept, so that all come to about `most`."""
    ordered = np.sort(np.array(lengths, dtype=np.int64))
    whole = np.cumsum(ordered) + ordered * np.arange(ordered.size - 1, -1, -1)  # if pages were cut to the n-th length
    fitting = int(np.searchsorted(whole, most, "right"))
    if fitting == ordered.size:
        return int(ordered[-1]) if ordered.size else 0
    return int((most - ordered[:fitting].sum()) // (ordered.size - fitting))


def text_shelf(texts: Texts, files: int, press: Press) -> Shelf:
    """Make the shards."""
    pages, shards = texts.pages(), most_files(files)
    most = _kept([len(text) for _, text in pages], shards * LARGEST)
    kept = [(key, text[:most]) for key, text in pages]
    costs = np.array([len(text) + 4 for _, text in kept], dtype=np.int64)
    size = cutting.target(int(costs.sum()), shards, SMALLEST)
    spans = cutting.cut(costs, lambda n: bool(costs[n] > size // 4) or cutting.begins(kept[n][0].encode()), size)
    return shelf_of([_shard(kept[start:end], press) for start, end in spans], [], press)


def _shard(pages: Sequence[tuple[str, str]], press: Press) -> Shard:
    written = [encoded(text) for _, text in pages]
    sizes = escaped(np.array([len(text) for text in written], dtype=np.int64))
    names = front_coded([key.encode() for key, _ in pages])
    return Shard(pages[0][0], press.pack([varint(len(pages)), *names, sizes, b"".join(written)]))


def texts_of(documents: Iterable[Document]) -> Texts:
    """Gather the texts of documents."""
    found = Texts()
    for document in documents:
        found.add(document)
    return found
