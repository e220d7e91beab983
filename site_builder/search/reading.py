"""Reads documents off the public catalogue: what each field of a record gives to search, its elements say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, overload

from site_builder.model import collation, output
from site_builder.model.authorities import names_of
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.collation import slug
from site_builder.model.dates import DateValue, decades, hull
from site_builder.model.digest import combined, digest
from site_builder.model.digital import DigitalObject, DigitalObjects
from site_builder.model.elements import elements
from site_builder.model.records import Code, Note, Record, Ref
from site_builder.model.rights import AccessStatus, Visibility
from site_builder.model.text import Text
from site_builder.search.cards import EXCERPT
from site_builder.search.documents import Document, FacetValue, FieldText, Labels, PageText

_SEARCHED = tuple((element.name, element.search) for element in elements(Record) if element.search)
_PEOPLE = {"creators": "agents", "people": "agents", "places": "places", "subjects": "subjects", "genres": "subjects"}
_EXCERPTED = ("scope_and_content", "abstract", "history", "transcription", "notes")
_MARKUP = re.compile(r"\]\([^)\s]*\)|<[^>]{1,400}>|[*_`#>|\[\]]+")
_MARK = re.compile(r"[*_`#<>|\[\]]")  # what _MARKUP begins with
_SAID: dict[type, Callable[[Any], object]] = {
    Ref: lambda ref: ref.name,
    Code: lambda code: code.value,
    Note: lambda note: note.text,
}
_NAMED = (("creator", "creators"), ("subject", "subjects"), ("place", "places"), ("type", "genres"))


class Words(Protocol):
    """What the theme says of values that have no words of their own, such as levels."""

    def signature(self) -> str:
        """Digest all that these words may say."""
        ...

    def label(self, facet: str, key: str, language: str) -> str:
        """Name the value of a facet."""
        ...

    def date(self, value: DateValue, language: str) -> str:
        """Say a date."""
        ...


class PlainWords:
    """Says values as they are written."""

    def signature(self) -> str:
        """Nothing more is said than records say."""
        return ""

    def label(self, facet: str, key: str, language: str) -> str:
        """Give the key itself."""
        return key

    def date(self, value: DateValue, language: str) -> str:
        """Give the date as written, else its EDTF."""
        return value.display.in_(language) if value.display else value.edtf or ""


def unmarked(text: str) -> str:
    """Take Markdown's marks and the addresses of links out of a text; most texts have none."""
    return " ".join((_MARKUP.sub(" ", text) if _MARK.search(text) else text).split())


def _texts(value: object) -> list[FieldText]:
    """Give the texts of any field's value."""
    if isinstance(value, Text):
        return [FieldText(tag, unmarked(words)) for tag, words in value.values]
    if isinstance(value, str):
        return [FieldText(None, value)]
    if isinstance(value, (tuple, list)):
        return [text for one in value for text in _texts(one)]
    if isinstance(value, DateValue):
        return _texts((value.display or (), value.edtf or ()))
    return _texts(_SAID[type(value)](value)) if type(value) in _SAID else []


@dataclass(frozen=True)
class Reader:
    """Reads the documents of a catalogue with its digital objects; `ids` are those of the documents, where they are known."""

    public: PublicCatalogue
    objects: DigitalObjects
    words: Words
    ids: Sequence[str] | None = None
    _names: dict[tuple[object, ...], list[FieldText]] = field(default_factory=dict, init=False)
    _values: dict[tuple[object, ...], FacetValue] = field(default_factory=dict, init=False)
    _contexts: dict[str | None, Mapping[str, Sequence[str]]] = field(default_factory=dict, init=False)

    @property
    def languages(self) -> Sequence[str]:
        """The portal's languages."""
        return self.public.portal.languages

    @cached_property
    def shown(self) -> Sequence[PublicRecord]:
        """The records whose description may be shown in full, in the archive's order."""
        if self.ids is not None:
            return _Asked(self.public.records, self.ids)
        return [shown for shown in self.public if shown.visibility == Visibility.FULL]

    def documents(self) -> Iterator[Document]:
        """Give a document for each record that is shown in full."""
        return map(self.document, self.shown)

    def digests(self) -> list[str]:
        """Digest what each document depends on."""
        titles: dict[str, str] = {}
        chains: dict[tuple[str | None, str], str] = {}
        found = []
        for shown in self.shown:
            place = shown.parent, shown.collection
            if place not in chains:
                chains[place] = _chain(shown, titles)
            if shown.children:
                titles[shown.id] = digest(shown.record.level, shown.record.title)
            found.append(self._digest(shown, chains[place]))
        return found

    def digest(self, shown: PublicRecord) -> str:
        """Digest what the document of one record depends on, below which there is nothing."""
        above = self.public.ancestors(shown.id)
        return self._digest(shown, _chain(shown, {one.id: digest(one.record.level, one.record.title) for one in above}))

    def _digest(self, shown: PublicRecord, chain: str) -> str:
        objects = self.objects.get(shown.id)
        own = self.public.contents[shown.id], ",".join(shown.inherited), shown.access.status
        return combined(self._everything, *own, chain, digest(objects) if objects else "")

    @cached_property
    def _everything(self) -> str:
        public = self.public
        return digest(
            self.words.signature(), self.languages, (public.agents, public.places, public.subjects, public.institutions)
        )

    def document(self, shown: PublicRecord) -> Document:
        """Read one record."""
        record, objects = shown.record, self.objects.get(shown.id, ())
        span = hull(record.dates)
        return Document(
            id=shown.id,
            url={tag: output.record_page(tag, shown.id).removesuffix("index.html") for tag in self.languages},
            title=self._in_each(record.title),
            level=record.level,
            date={tag: self._date(record, tag) for tag in self.languages},
            earliest=span.earliest if span else None,
            latest=span.latest if span else None,
            thumbnail=_thumbnail(objects) if shown.access.status == AccessStatus.OPEN else None,
            context=self._context(shown),
            excerpt=self._excerpt(record),
            fields=self._fields(shown),
            pages=list(_pages(objects)),
            facets={facet: values for facet, values in self._facets(shown, bool(objects)) if values},
            sort_titles=self._sort_titles(record.title),
        )

    def _sort_titles(self, title: Text) -> dict[str, bytes]:
        return {tag: collation.key(title.in_(tag), tag).encode("utf-8", "surrogatepass") for tag in self.languages}

    def _in_each(self, text: Text) -> Labels:
        return {tag: text.in_(tag) for tag in self.languages}

    def _date(self, record: Record, language: str) -> str:
        return ", ".join(filter(None, (self.words.date(value, language) for value in record.dates)))

    def _context(self, shown: PublicRecord) -> Mapping[str, Sequence[str]]:
        if shown.parent not in self._contexts:
            above = [one.record for one in self.public.ancestors(shown.id)]
            named = self.words.label
            said = {tag: [f"{named('level', one.level, tag)}: {one.title.in_(tag)}" for one in above] for tag in self.languages}
            self._contexts[shown.parent] = said
        return self._contexts[shown.parent]

    def _excerpt(self, record: Record) -> Labels:
        """Give the beginning of what a record says of its content."""
        for name in _EXCERPTED:
            value = getattr(record, name)
            text = value[0].text if isinstance(value, tuple) and value else value
            if isinstance(text, Text) and text:
                return {tag: unmarked(text.in_(tag)[: EXCERPT * 4]) for tag in self.languages}
        return {}

    def _fields(self, shown: PublicRecord) -> Mapping[str, Sequence[FieldText]]:
        """Give the texts of every search field; what a record inherits is found with its ancestor."""
        record, found = shown.record, dict[str, list[FieldText]]()
        for name, search_field in _SEARCHED:
            value = getattr(record, name)
            if not value or name in shown.inherited:
                continue
            texts = found.setdefault(search_field, [])
            texts += self._referred(name, value) if name in _PEOPLE else _texts(value)
        for value in record.x.values():
            found.setdefault("body", []).extend(_texts(value))
        return found

    def _referred(self, name: str, refs: Iterable[Ref]) -> list[FieldText]:
        """Give the names of agents, places or subjects, and all that their authority records call them."""
        texts: list[FieldText] = []
        for ref in refs:
            key = (name, ref.id, ref.name.values)
            if key not in self._names:
                authority = getattr(self.public, _PEOPLE[name]).get(ref.id)
                self._names[key] = _texts([ref.name, *(names_of(authority) if authority else ())])
            texts += self._names[key]
        return texts

    def _facets(self, shown: PublicRecord, digital: bool) -> Iterator[tuple[str, list[FacetValue]]]:
        record = shown.record
        yield "collection", [self._collection(shown.collection)]
        yield "level", [self._coded("level", record.level)]
        yield "institution", [self._named("institution", record.institution)] if record.institution else []
        for facet, name in _NAMED:
            yield facet, [self._named(facet, ref) for ref in getattr(record, name)]
        span = hull(record.dates)
        yield "decade", [self._coded("decade", str(first)) for first in (decades(span) if span else ())]
        yield "language", [self._coded("language", tag) for tag in record.languages]
        yield "digital", [self._coded("digital", "yes")] if digital else []

    def _collection(self, collection: str) -> FacetValue:
        key = ("collection", collection)
        if key not in self._values:
            top = self.public.records.get(collection)
            label = self._in_each(top.record.title) if top and top.record.title else {}
            self._values[key] = FacetValue(collection, label or dict.fromkeys(self.languages, collection))
        return self._values[key]

    def _coded(self, facet: str, code: str) -> FacetValue:
        key = (facet, code)
        if key not in self._values:
            self._values[key] = FacetValue(code, {tag: self.words.label(facet, code, tag) for tag in self.languages})
        return self._values[key]

    def _named(self, facet: str, ref: Ref) -> FacetValue:
        """Key a value by its authority's id, else by its name."""
        key = (facet, ref.id or ref.name.values)
        if key not in self._values:
            self._values[key] = FacetValue(ref.id or slug(str(ref.name)) or str(ref.name), self._in_each(ref.name))
        return self._values[key]


@dataclass(frozen=True)
class _Asked(Sequence[PublicRecord]):
    """Records by their numbers, each looked up when it is asked for."""

    records: Mapping[str, PublicRecord]
    ids: Sequence[str]

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, number: int) -> PublicRecord: ...

    @overload
    def __getitem__(self, number: slice) -> list[PublicRecord]: ...

    def __getitem__(self, number: int | slice) -> PublicRecord | list[PublicRecord]:
        if isinstance(number, slice):
            return [self.records[one] for one in self.ids[number]]
        return self.records[self.ids[number]]


def _chain(shown: PublicRecord, titles: Mapping[str, str]) -> str:
    """Digest the records above one, and their titles by id."""
    above = [rung.id for rung in shown.ladder if rung.id] + [shown.collection]
    return digest(above, [titles.get(one, "") for one in above])


def _thumbnail(objects: Sequence[DigitalObject]) -> str | None:
    """Give the smallest picture of the first object that has one."""
    return next((one.images[0].path for one in objects if one.images), None)


def _pages(objects: Sequence[DigitalObject]) -> Iterator[PageText]:
    """Give what is said of pictures and what stands on pages, with the anchors that the viewer of the record's page knows.

    `p3` is the third picture; `p3.14` page 14 of the document whose cover is that picture.
    """
    pictured = 0
    for one in objects:
        is_leaf = bool(one.images) and one.kind not in ("audio", "video")
        pictured += is_leaf
        anchor = f"p{pictured}" if is_leaf else ""
        for said in filter(None, (one.label, one.alt, one.caption, one.transcription, one.translation)):
            yield from (PageText(anchor, tag, unmarked(words)) for tag, words in said)
        inner = f"{anchor}." if is_leaf and len(one.page_texts) > 1 else ""
        for number, text in enumerate(one.page_texts, 1):
            if text.strip():
                yield PageText(f"{inner}{number}" if inner else anchor, one.language, text)
