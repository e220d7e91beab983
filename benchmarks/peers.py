"""The same corpus for the peers: pages for Pagefind, the export for lunr.js itself."""

import html
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from site_builder.search.documents import Document

PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>{title}</title>
<main data-pagefind-body><h1>{title}</h1><p>{creator} {place} {subjects} {date}</p><p>{body}</p></main></html>
"""


def write_pages(documents: Iterable[Document], folder: Path) -> None:
    """Write a page a document, all in one language, since Pagefind makes an index for each."""
    for document in documents:
        texts = {name: html.escape(" ".join(v.text for v in values)) for name, values in document.fields.items()}
        page = PAGE.format(subjects=texts.get("subject", ""), **{k: texts.get(k, "") for k in ("title", "creator", "place", "date", "body")})
        home = folder / document.id
        home.mkdir(parents=True)
        (home / "index.html").write_text(page, "utf-8")


def run_pagefind(folder: Path) -> bool:
    """Index the pages; False where Pagefind is not installed (`pip install 'pagefind[extended]'`)."""
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--force-language", "vi"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
