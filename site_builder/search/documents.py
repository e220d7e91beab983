"""What the index needs to know of a record, in the order in which the records are exported."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import groupby
from typing import Any

from site_builder.model.frozen import frozen

Labels = Mapping[str, str]
"""A text by language tag."""


@frozen
class FieldText:
    """One value of a search field: its language (None where unknown) and its text."""

    language: str | None
    text: str


@frozen
class PageText:
    """The text of one page of a digital object, with the anchor that a link to it takes."""

    anchor: str
    language: str | None
    text: str


@frozen
class FacetValue:
    """One value of a facet: the key that filters name, and its label by language."""

    key: str
    label: Labels


@frozen
class Document:
    """One record as search sees it.

    `url` leads from the site's root to the record's page by language; `earliest` and `latest` are
    proleptic ordinals of days (`date.toordinal`), None where the date is unknown or open; `context`
    is the chain of ancestors' titles, from the top down; `fields` are keyed by the names of `TONED` in
    `site_builder.search.fields`; `sort_titles` are keys that order the titles of each language.
    """

    id: str
    url: Labels
    title: Labels
    level: str
    date: Labels = field(default_factory=dict)
    earliest: int | None = None
    latest: int | None = None
    thumbnail: str | None = None
    context: Mapping[str, Sequence[str]] = field(default_factory=dict)
    excerpt: Labels = field(default_factory=dict)
    fields: Mapping[str, Sequence[FieldText]] = field(default_factory=dict)
    pages: Sequence[PageText] = ()
    facets: Mapping[str, Sequence[FacetValue]] = field(default_factory=dict)
    sort_titles: Mapping[str, Any] = field(default_factory=dict)

    def unplaced(self) -> list[FieldText]:
        """Give the texts of pages that no link leads to."""
        return [FieldText(page.language, page.text) for page in self.pages if not page.anchor]

    def placed(self) -> list[tuple[str, list[FieldText]]]:
        """Give the texts of each anchor, in order: what is written on a page, and its translation."""
        anchored = groupby((page for page in self.pages if page.anchor), key=lambda page: page.anchor)
        return [(anchor, [FieldText(page.language, page.text) for page in pages]) for anchor, pages in anchored]
