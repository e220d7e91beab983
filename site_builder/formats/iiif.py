"""IIIF Presentation 3: `records/<id>/manifest.json` of every record with pictures, for viewers anywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from site_builder.model import output
from site_builder.model.catalogue import Edit, PublicCatalogue, PublicRecord
from site_builder.model.dates import DateValue
from site_builder.model.digest import digest
from site_builder.model.digital import DigitalObject, DigitalObjects, PublishedFile
from site_builder.model.elements import elements
from site_builder.model.output import Output, Subject
from site_builder.model.records import Code, Extent, Record, Ref
from site_builder.model.rights import AccessStatus
from site_builder.model.text import Text

_CONTEXT = "http://iiif.io/api/presentation/3/context.json"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIELDS = tuple(one.name for one in elements(Record) if one.iiif)
_TYPES = {"image": "Image", "pdf": "Text", "text": "Text", "audio": "Sound", "video": "Video"}
Json = dict[str, Any]


class Said(Protocol):
    """What the theme says of fields and values in each language."""

    def signature(self) -> str:
        """Digest all that may be said."""
        ...

    def field(self, name: str, language: str) -> str:
        """Name a field."""
        ...

    def label(self, facet: str, key: str, language: str) -> str:
        """Name a value of a facet."""
        ...

    def date(self, value: DateValue, language: str) -> str:
        """Say a date."""
        ...

    def warning(self, kind: str, language: str) -> str:
        """Say why a reader may wish to be warned; without a kind, that one may."""
        ...


def manifest_of(objects: DigitalObjects, record_id: str) -> str | None:
    """Return the path of a record's manifest, None where it has no picture to show."""
    shows = any(one.images for one in objects.get(record_id, ()))
    return f"{output.record_folder(record_id)}/manifest.json" if shows else None


@dataclass(frozen=True)
class ManifestsMaker:
    """The manifests, one subject a record; `said` speaks for the theme."""

    public: PublicCatalogue
    objects: DigitalObjects
    said: Said
    name: str = "iiif"

    def subjects(self) -> Iterator[Subject]:
        """List the records that have a manifest."""
        return self._subjects(self.objects)

    def touched(self, edits: Sequence[Edit]) -> Iterator[Subject]:
        """List those of the edited records that have a manifest."""
        return self._subjects(one.after.id for one in edits)

    def _subjects(self, ids: Iterable[str]) -> Iterator[Subject]:
        portal = self.public.portal
        shared = digest(portal.base_url, portal.languages, portal.title, portal.publisher, self.said.signature())
        for key in ids:
            if manifest_of(self.objects, key):
                found = self.objects[key]
                shown = self.public.records[key]
                yield Subject(key, digest(shared, shown.record, shown.access, found), len(found))

    def paths(self, key: str) -> list[str]:
        """Declare the manifest."""
        return [f"{output.record_folder(key)}/manifest.json"]

    def make(self, key: str) -> Iterator[Output]:
        """Make the manifest."""
        made = _Manifest(self, self.public.records[key]).whole()
        yield Output(self.paths(key)[0], (json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n").encode())


class _Manifest:
    """Writes the manifest of one record."""

    def __init__(self, maker: ManifestsMaker, shown: PublicRecord) -> None:
        self.portal, self.said, self.shown, self.record = maker.public.portal, maker.said, shown, shown.record
        self.objects = maker.objects[shown.id]
        self.base = self.portal.base_url.rstrip("/") + "/"
        self.root = f"{self.base}{output.record_folder(shown.id)}"

    def whole(self) -> Json:
        canvases = [self._canvas(number, one) for number, one in enumerate(self.objects, 1) if one.images]
        rights, summary = self.record.rights, self.record.scope_and_content
        made: Json = {
            "@context": _CONTEXT,
            "id": f"{self.root}/manifest.json",
            "type": "Manifest",
            "label": _said(self.record.title),
            "summary": _said(summary) if summary else None,
            "metadata": [entry for field in _FIELDS if (entry := self._entry(field))],
            "requiredStatement": self._statement(),
            "rights": rights.statement if rights else None,
            "navDate": self._day(),
            "provider": self._provider(),
            "homepage": [self._page(language) for language in self.portal.languages],
            "rendering": [self._file(one) for one in self.objects if one.download and not one.images],
            "thumbnail": None if self.record.sensitivity or self._warns() else canvases[0]["thumbnail"],
            "items": canvases,
        }
        return {key: value for key, value in made.items() if value not in (None, [], {})}

    def _canvas(self, number: int, shown: DigitalObject) -> Json:
        """Return a canvas as large as the largest rendition; what stands on it in words is beside it as annotations."""
        name, largest = f"{self.root}/canvas/{number}", shown.images[-1]
        body = self._picture(largest)
        painting = {"id": f"{name}/image", "type": "Annotation", "motivation": "painting", "body": body, "target": name}
        made: Json = {
            "id": name,
            "type": "Canvas",
            "label": _said(shown.label or shown.caption) or {"none": [str(number)]},
            "width": largest.width,
            "height": largest.height,
            "thumbnail": [self._picture(shown.images[0])],
            "rendering": [self._file(shown)] if shown.download else None,
            "items": [{"id": f"{name}/page", "type": "AnnotationPage", "items": [painting]}],
            "annotations": self._words(name, shown),
        }
        return {key: value for key, value in made.items() if value not in (None, [], {})}

    def _picture(self, file: PublishedFile) -> Json:
        return {
            "id": self.base + file.path, "type": "Image", "format": file.mime, "width": file.width, "height": file.height,
        }  # fmt: skip

    def _file(self, shown: DigitalObject) -> Json:
        file = shown.download
        assert file is not None
        kind = _TYPES.get(shown.kind, "Dataset")
        label = _said(shown.label) or {"none": [file.path.rpartition("/")[2]]}
        return {"id": self.base + file.path, "type": kind, "label": label, "format": file.mime.partition(";")[0]}

    def _words(self, canvas: str, shown: DigitalObject) -> list[Json]:
        texts = [text for text in (shown.transcription, shown.translation) if text]
        bodies = [
            {"type": "TextualBody", "value": words, "format": "text/plain", "language": tag}
            for text in texts for tag, words in text
        ]  # fmt: skip
        said = {"type": "Annotation", "motivation": "supplementing", "target": canvas}
        items = [{"id": f"{canvas}/words/{number}", **said, "body": body} for number, body in enumerate(bodies, 1)]
        return [{"id": f"{canvas}/words", "type": "AnnotationPage", "items": items}] if items else []

    def _entry(self, field: str) -> Json | None:
        value = self._value(field, getattr(self.record, field))
        return {"label": self._label(field), "value": value} if value else None

    def _label(self, field: str) -> Json:
        return {language: [self.said.field(field, language)] for language in self.portal.languages}

    def _value(self, field: str, value: Any) -> Json:
        languages = self.portal.languages
        if not value:
            return {}
        if field == "languages":
            return {language: [self.said.label("language", tag, language) for tag in value] for language in languages}
        many = value if isinstance(value, tuple) else (value,)
        if field == "dates":
            return {language: [self.said.date(one, language) for one in many] for language in languages}
        return _gathered(many)

    def _warns(self) -> bool:
        return self.shown.access.status is AccessStatus.OPEN_WITH_NOTICE

    def _statement(self) -> Json | None:
        """Return what a viewer must show: the warning that a page gives before it shows the pictures, then whose they are."""
        rights, warnings = self.record.rights, self._warnings() if self._warns() else []
        texts = [text for text in (rights.credit, rights.holder, rights.note) if text] if rights else []
        label = self._label("sensitivity" if warnings else "rights")
        return {"label": label, "value": _gathered([*warnings, *texts])} if warnings or texts else None

    def _warnings(self) -> list[Text]:
        said = [one.note or self._warning(one.type) for one in self.record.sensitivity]
        note = self.shown.access.note
        return [*said, *([note] if note else [])] or [self._warning("")]

    def _warning(self, kind: str) -> Text:
        return Text(tuple((language, self.said.warning(kind, language)) for language in self.portal.languages))

    def _day(self) -> str | None:
        """Return the one day that a record is of, if it is certain."""
        days = [date.edtf for date in self.record.dates]
        return f"{days[0]}T00:00:00Z" if len(days) == 1 and days[0] and _DAY.fullmatch(days[0]) else None

    def _provider(self) -> list[Json]:
        held = self.record.institution
        name = held.name if held else self.portal.publisher or self.portal.title
        language = self.portal.languages[0]
        page = f"{self.base}{language}/institutions/{held.id}/" if held and held.id else f"{self.base}{language}/"
        home = {"id": page, "type": "Text", "label": _said(name), "format": "text/html"}
        return [{"id": page, "type": "Agent", "label": _said(name), "homepage": [home]}]

    def _page(self, language: str) -> Json:
        address = self.base + output.record_page(language, self.shown.id).removesuffix("index.html")
        label = {language: [self.record.title.in_(language)]}
        return {"id": address, "type": "Text", "label": label, "format": "text/html", "language": [language]}


def _said(text: Text | None) -> Json:
    return _gathered([text] if text else [])


def _gathered(values: Iterable[object]) -> Json:
    """Return a language map of all values; what is in no language stands under `none`."""
    made: dict[str, list[str]] = {}
    for value in values:
        for tag, words in _pairs(value):
            made.setdefault("none" if tag == "und" else tag, []).append(words)
    return made


def _pairs(value: object) -> Sequence[tuple[str, str]]:
    if isinstance(value, Text):
        return [(tag, words) for tag, words in value if words]
    if isinstance(value, Ref):
        return _pairs(value.name)
    if isinstance(value, Code):
        return [("none", value.value)]
    if isinstance(value, Extent):
        counted = " ".join(filter(None, (value.quantity, value.unit)))
        return [*([("none", counted)] if counted else []), *_pairs(value.text), *_pairs(value.medium)]
    return [("none", value)] if isinstance(value, str) and value else []
