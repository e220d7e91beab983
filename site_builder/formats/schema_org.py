"""schema.org as JSON-LD: what search engines read of a record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from site_builder.model import output
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.digital import DigitalObject, DigitalObjects
from site_builder.model.records import Ref
from site_builder.model.rights import AccessStatus
from site_builder.model.text import Text

_OPEN = frozenset({AccessStatus.OPEN, AccessStatus.OPEN_WITH_NOTICE})
_EMPTY: tuple[object, ...] = (None, "", [])
_dumped = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class JsonLd:
    """Makes the JSON-LD of a record with its ladder, in a language, safe inside a script element: one line.

    The steps above a record are kept, for its siblings share them.
    """

    public: PublicCatalogue
    objects: DigitalObjects
    _above: dict[tuple[str | None, str], tuple[str, int]] = field(default_factory=dict, init=False)

    def __call__(self, shown: PublicRecord, language: str) -> str:
        """Return the graph of a record and its ladder."""
        above, count = self._steps_above(shown, language)
        ladder = f'{{"@type":"BreadcrumbList","itemListElement":[{above}{self._step(shown, language, count + 1)}]}}'
        made = f'{{"@context":"https://schema.org","@graph":[{_dumped(self._record(shown, language))},{ladder}]}}'
        return made.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")

    @cached_property
    def _base(self) -> str:
        return self.public.portal.base_url.rstrip("/") + "/"

    def _page(self, language: str, record_id: str) -> str:
        return self._base + output.record_page(language, record_id).removesuffix("index.html")

    def _record(self, shown: PublicRecord, language: str) -> dict[str, Any]:
        record, first = shown.record, self.public.portal.languages[0]
        keeper = record.institution
        made: dict[str, Any] = {
            "@type": "ArchiveComponent",
            "@id": self._page(first, shown.id),
            "url": self._page(language, shown.id),
            "name": record.title.in_(language),
            "inLanguage": list(record.languages),
            "identifier": record.identifier,
            "additionalType": record.level,
            "isAccessibleForFree": shown.access.status in _OPEN,
            "temporalCoverage": [date.edtf for date in record.dates if date.edtf],
            "description": _words(record.scope_and_content, language, 500),
            "creator": _names(record.creators, language),
            "about": _names(record.subjects, language),
            "contentLocation": _names(record.places, language),
            "mentions": _names(record.people, language),
            "genre": _names(record.genres, language),
            "license": record.rights.statement if record.rights else None,
            "isPartOf": {"@id": self._page(first, shown.parent)} if shown.parent else None,
            "holdingArchive": {"@type": "ArchiveOrganization", "name": keeper.name.in_(language)} if keeper else None,
            "associatedMedia": list(self._media(self.objects.get(shown.id, ())))[:50],
        }
        return {key: value for key, value in made.items() if value not in _EMPTY}

    def _media(self, objects: Iterable[DigitalObject]) -> Iterable[dict[str, str]]:
        for one in objects:
            if one.download is not None:
                yield {
                    "@type": "MediaObject",
                    "contentUrl": self._base + one.download.path,
                    "encodingFormat": one.download.mime.partition(";")[0],
                    "contentSize": str(one.download.bytes),
                    "sha256": one.download.sha256,
                }

    def _steps_above(self, shown: PublicRecord, language: str) -> tuple[str, int]:
        """Return the steps above a record, each with a comma behind it, and their number."""
        key = (shown.parent, language)
        if key not in self._above:
            steps = [self._step(one, language, number) for number, one in enumerate(self.public.ancestors(shown.id), 1)]
            self._above[key] = "".join(f"{step}," for step in steps), len(steps)
        return self._above[key]

    def _step(self, shown: PublicRecord, language: str, number: int) -> str:
        name = shown.record.title.in_(language)
        return _dumped({"@type": "ListItem", "position": number, "name": name, "item": self._page(language, shown.id)})


def _words(text: Text | None, language: str, limit: int) -> str | None:
    return " ".join(text.in_(language).split())[:limit] if text else None


def _names(refs: tuple[Ref, ...], language: str) -> list[str]:
    return [ref.name.in_(language) for ref in refs]
