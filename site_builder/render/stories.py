"""Which written pages name which records, so that a record can lead back to the stories it appears in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from site_builder.model.catalogue import PublicCatalogue
from site_builder.model.portal import Page

_RECORD = re.compile(r"\(record:([a-z0-9-]+)\)")

Stories = Mapping[str, tuple[tuple[str, str, str], ...]]
"""By a record's id: the language, path and title of each page that names it."""


def records_named(page: Page) -> list[str]:
    """Return the ids of the records that a page links to or embeds, in its order."""
    return list(dict.fromkeys(_RECORD.findall(page.body)))


def gather(public: PublicCatalogue) -> Stories:
    """Find every page that names a shown record, in the order of the pages."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for page in public.pages:
        for one in records_named(page):
            if one in public.records:
                found[one].append((page.language, page.path, page.title))
    return {one: tuple(pages) for one, pages in found.items()}
