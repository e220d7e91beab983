"""From released records to the documents of the index, in the order of the export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields as fields_of

from site_builder.model import output
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.collation import fold, slug
from site_builder.model.dates import decade, hull, years
from site_builder.model.digital import DigitalObject, DigitalObjects
from site_builder.model.elements import Element, elements
from site_builder.model.records import Code, Note, Record, Ref
from site_builder.model.rights import AccessStatus, Visibility
from site_builder.model.text import Text
from site_builder.search.documents import Document, FacetValue, FieldText, PageText

_SEARCHED: tuple[Element, ...] = tuple(one for one in elements(Record) if one.search)
_EXCERPT = 600
Labels = dict[str, str]


def documents(public: PublicCatalogue, objects: DigitalObjects) -> Iterator[Document]:
    """Yield a document for every record of which more than its address may be known."""
    for shown in public:
        if shown.visibility is Visibility.FULL:
            yield _Reading(public, objects, shown).document()


class _Reading:
    """Reads one record."""

    def __init__(self, public: PublicCatalogue, objects: DigitalObjects, shown: PublicRecord) -> None:
        self.public, self.shown, self.record = public, shown, shown.record
        self.objects = objects.get(shown.id, ())
        self.languages = public.portal.languages

    def document(self) -> Document:
        """Return the record's document."""
        span, record = hull(self.record.dates), self.record
        title = self._labels(record.title)
        return Document(
            id=self.shown.id,
            url={one: output.record_page(one, self.shown.id).removesuffix("index.html") for one in self.languages},
            title=title, level=record.level, date=self._dates(),
            earliest=span.earliest if span else None, latest=span.latest if span else None,
            thumbnail=self._thumbnail(), context=self._context(),
            excerpt=self._labels(record.scope_and_content, _EXCERPT) if record.scope_and_content else {},
            fields=self._fields(), pages=tuple(self._pages()), facets=self._facets(),
            sort_titles={one: words for one, words in title.items()},
        )

    def _labels(self, text: Text, limit: int | None = None) -> Labels:
        return {one: " ".join(text.in_(one).split())[:limit] for one in self.languages}

    def _dates(self) -> Labels:
        """Return the dates as written, else as EDTF."""
        if not self.record.dates:
            return {}
        first = self.record.dates[0]
        if first.display is not None:
            return self._labels(first.display)
        return dict.fromkeys(self.languages, (first.edtf or "").replace("/", "–"))

    def _thumbnail(self) -> str | None:
        if self.shown.access.status is not AccessStatus.OPEN:
            return None
        return next((one.images[0].path for one in self.objects if one.images), None)

    def _context(self) -> Mapping[str, tuple[str, ...]]:
        above = [one.record.title for one in self.public.ancestors(self.shown.id) if one.record.title]
        return {one: tuple(text.in_(one) for text in above) for one in self.languages}

    def _fields(self) -> dict[str, list[FieldText]]:
        found: dict[str, list[FieldText]] = {}
        for one in _SEARCHED:
            if one.name in self.shown.inherited:
                continue
            values = list(_texts(getattr(self.record, one.name)))
            if values:
                found.setdefault("body" if one.search == "text" else one.search, []).extend(values)
        for text in self.record.x.values():
            found.setdefault("body", []).extend(_texts(text))
        return found

    def _pages(self) -> Iterator[PageText]:
        pictured = 0
        for one in self.objects:
            pictured += bool(one.images)
            anchor = f"p{pictured}" if one.images else ""
            yield from _page_texts(one, anchor)

    def _facets(self) -> dict[str, list[FacetValue]]:
        record, public = self.record, self.public
        top = public.records[self.shown.collection].record.title
        found = {
            "collection": [FacetValue(self.shown.collection, self._labels(top))],
            "level": [FacetValue(record.level, {})],
            "type": self._named(record.genres), "creator": self._named(record.creators), "subject": self._named(record.subjects),
            "place": self._named(record.places), "language": [FacetValue(tag, {}) for tag in record.languages],
            "institution": self._named((record.institution,)) if record.institution else [],
            "digital": [FacetValue("yes" if self.objects else "no", {})],
        }
        span = hull(record.dates)
        year = next((one for one in years(span) if one is not None), None) if span else None
        if year is not None and year > 0:
            found["decade"] = [FacetValue(str(decade(year)), {})]
        return {name: values for name, values in found.items() if values}

    def _named(self, refs: tuple[Ref, ...]) -> list[FacetValue]:
        values = {ref.id or slug(str(ref.name)) or fold(str(ref.name)): ref for ref in refs}
        return [FacetValue(key, self._labels(ref.name)) for key, ref in values.items()]


def _texts(value: object) -> Iterator[FieldText]:
    """Yield every text of a field's value, whatever its form."""
    if isinstance(value, Text):
        yield from (FieldText(None if tag == "und" else tag, words) for tag, words in value)
    elif isinstance(value, str):
        yield FieldText(None, value)
    elif isinstance(value, (Ref, Code, Note)):
        yield from _texts(value.name if isinstance(value, Ref) else value.value if isinstance(value, Code) else value.text)
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif value is not None and hasattr(value, "edtf"):
        yield from (found for field in fields_of(value) if field.name in ("edtf", "display")  # type: ignore[arg-type]  # a DateValue
                    for found in _texts(getattr(value, field.name)))


def _page_texts(one: DigitalObject, anchor: str) -> Iterator[PageText]:
    for text in (one.transcription, one.translation):
        if text:
            yield from (PageText(anchor, tag, words) for tag, words in text)
    for number, words in enumerate(one.page_texts, 1):
        if words:
            yield PageText(anchor if len(one.page_texts) == 1 else f"page={number}", one.language, words)
