"""Which written pages name which records, and in which order a guided one leads from record to record."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.model.catalogue import PublicCatalogue
from site_builder.model.portal import Page
from site_builder.render.markdown import embedded

_RECORD = re.compile(r"\brecord:([a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class Told:
    """A page that names a record: its language, path and title; where it is guided, the records it leads to in their order."""

    language: str
    path: str
    title: str
    stops: tuple[str, ...] = ()


Stories = Mapping[str, tuple[Told, ...]]
"""By a record's id."""


def records_named(page: Page) -> list[str]:
    """Return the ids of the records that a page links to, embeds or quotes, in its order."""
    return list(dict.fromkeys(_RECORD.findall(page.body)))


def stops(public: PublicCatalogue, page: Page) -> tuple[str, ...]:
    """Return the records that a guided page embeds or quotes, in its order; one may come twice."""
    return tuple(one for one in embedded(page.body) if one in public.records) if page.guided else ()


def gather(public: PublicCatalogue) -> Stories:
    """Find every page that names a shown record, in the order of the pages."""
    found: dict[str, list[Told]] = defaultdict(list)
    for page in public.pages:
        told = Told(page.language, page.path, page.title, stops(public, page))
        for one in records_named(page):
            if one in public.records:
                found[one].append(told)
    return {one: tuple(pages) for one, pages in found.items()}
