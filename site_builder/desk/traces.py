"""Which files of a published index hold anything of some records: those that an index without a word of them does not have."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from site_builder.search.bundle import bundle
from site_builder.search.documents import Document
from site_builder.search.reading import Reader


def traces(reader: Reader, ids: Collection[str], standing: Mapping[str, str]) -> list[str]:
    """Return the paths of standing files, by the SHA-256 of each, that hold anything of the records.

    The records' documents are emptied and keep their place, since every later document would change its number else, and
    with it most files. What an index holds that is older than the catalogue is listed too.
    """
    emptied = bundle(_emptied(reader, ids), reader.languages, len(reader.shown))
    without = {hashlib.sha256(content).hexdigest() for _, content in emptied.files() if content is not None}
    return sorted(path for path, digest in standing.items() if digest not in without)


def _emptied(reader: Reader, ids: Collection[str]) -> Iterator[Document]:
    for document in reader.documents():
        if document.id in ids:
            document = replace(Document("", {}, {}, ""), sort_titles=document.sort_titles)
        yield document
