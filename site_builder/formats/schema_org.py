"""schema.org as JSON-LD: what search engines read of a record."""

from __future__ import annotations

import json
from typing import Any

from site_builder.model import output
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.digital import DigitalObjects
from site_builder.model.records import Ref
from site_builder.model.rights import AccessStatus
from site_builder.model.text import Text

_OPEN = frozenset({AccessStatus.OPEN, AccessStatus.OPEN_WITH_NOTICE})


def json_ld(public: PublicCatalogue, objects: DigitalObjects, shown: PublicRecord, language: str) -> str:
    """Return the JSON-LD of a record and its ladder, safe inside a script element."""
    graph = [_record(public, objects, shown, language), _ladder(public, shown, language)]
    made = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return made.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _address(public: PublicCatalogue, path: str) -> str:
    return public.portal.base_url.rstrip("/") + "/" + path.removesuffix("index.html")


def _page(public: PublicCatalogue, language: str, record_id: str) -> str:
    return _address(public, output.record_page(language, record_id))


def _record(public: PublicCatalogue, objects: DigitalObjects, shown: PublicRecord, language: str) -> dict[str, Any]:
    record = shown.record
    made: dict[str, Any] = {
        "@type": "ArchiveComponent",
        "@id": _page(public, public.portal.languages[0], shown.id),
        "url": _page(public, language, shown.id),
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
        "isPartOf": {"@id": _page(public, public.portal.languages[0], shown.parent)} if shown.parent else None,
        "holdingArchive": {"@type": "ArchiveOrganization", "name": record.institution.name.in_(language)}
        if record.institution
        else None,
        "associatedMedia": [
            {
                "@type": "MediaObject",
                "contentUrl": _address(public, one.download.path),
                "encodingFormat": one.download.mime.partition(";")[0],
                "contentSize": str(one.download.bytes),
                "sha256": one.download.sha256,
            }
            for one in objects.get(shown.id, ())
            if one.download is not None
        ][:50],
    }
    return {key: value for key, value in made.items() if value not in (None, "", [])}


def _words(text: Text | None, language: str, limit: int) -> str | None:
    return " ".join(text.in_(language).split())[:limit] if text else None


def _names(refs: tuple[Ref, ...], language: str) -> list[str]:
    return [ref.name.in_(language) for ref in refs]


def _ladder(public: PublicCatalogue, shown: PublicRecord, language: str) -> dict[str, Any]:
    steps = [*public.ancestors(shown.id), shown]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": one.record.title.in_(language),
                "item": _page(public, language, one.id),
            }
            for number, one in enumerate(steps, 1)
        ],
    }
